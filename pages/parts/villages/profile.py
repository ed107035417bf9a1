"""Profil daerah of a village: its place, what its score is made of, its course, and the villages around it."""

import pandas as pd
import streamlit as st

from messages import NONE, Words
from pages.common import address, cached, figures, frame, region, table
from pages.common.sentences import plain
from pages.parts.profile import facts, score
from reports import villages as rows_of
from reports.reasons import reason


def show(id: str, t: Words, theme: str, width: int) -> None:
    """The screen below the bar on top."""
    period, code = cached.edition(id).period, region.current(id)
    standings = cached.standings(id, period, "score")
    if code is None:
        _first_steps(id, period, standings, t)
        return
    row = standings.loc[code]
    listed = {"prov": row["province_code"]}
    trail = [(row["province"], "committee/leaderboard", listed),
             (row["regency"], "committee/leaderboard", {**listed, "reg": row["parent_code"]})]  # fmt: skip
    frame.heading(row["name"], id, period, t, trail)
    st.caption(f"{code} · {plain(row['regency'])} · {plain(row['province'])}")
    _metrics(id, period, code, standings, t)
    wide = width >= 1000
    half = width // 2 - 12 if wide else width
    left, right = st.columns(2) if wide else (st.container(), st.container())
    with left:
        score.made_of(id, period, code, t, theme, half)
    with right:
        score.course(id, code, t, theme, half)
    _around(id, period, code, standings, t)
    facts.every(id, period, code, t)
    frame.about(id, t)


def _first_steps(id: str, period: str, standings: pd.DataFrame, t: Words) -> None:
    frame.heading(t("Region profile"), id, period, t)
    region.missed(t)
    st.markdown(t("Look for a village above by its name or code, choose one in the ranking, or begin with the leader:"))
    address.link("committee/leaderboard", t("Ranking"), ":material/leaderboard:")
    for first, row in standings[standings["rank"].eq(1).fillna(False)].head(3).iterrows():
        address.here(plain(row["label"]), ":material/person_pin_circle:", region=first)


def _metrics(id: str, period: str, code: str, standings: pd.DataFrame, t: Words) -> None:
    """Place nationally and in its regency, score, coverage and the task that is left."""
    found, row = cached.ranking(id, period), standings.loc[code]
    values = found.values.reindex(columns=["coverage_total", "growth", "unprotected"]).loc[code]
    within = standings.loc[standings["parent_code"] == row["parent_code"], "rank"]
    places = ((standings["rank"], row["rank"], row["change"]), (within, row["rank_in_regency"], None))
    shown = [
        (label.format(n=t.number(int(of.notna().sum()))), NONE if pd.isna(place) else t.number(int(place)), change,
         lambda x: t.signed(int(x), 0))
        for label, (of, place, change) in zip((t("Rank of {n}"), t("Rank in its regency, of {n}")), places, strict=True)
    ]  # fmt: skip
    decimals = found.criteria.decimals
    shown += [
        (t("Score"), t.number(found.table.at[code, "score"], decimals), None, None),
        (t("Coverage"), t.percent(values["coverage_total"]), values["growth"],
         lambda x: f"{t.signed(x)} {t('points')}"),
        (t("Unprotected workers"), t.number(values["unprotected"]), None, None),
    ]  # fmt: skip
    with st.grid(5, min_column_width=160):
        for label, value, change, written in shown:
            figures.metric(label, value, change, written, t, border=True, height="stretch")
    if why := reason(found, code, t):
        st.info(plain(why), icon=":material/info:")


def _around(id: str, period: str, code: str, standings: pd.DataFrame, t: Words) -> None:
    """The villages of its regency that stand next to it, each a click away."""
    row = standings.loc[code]
    title = t("Villages around it in {name}", name=row["regency"])
    st.subheader(plain(title), anchor=False)
    rows = rows_of.around(standings, code)
    covered = cached.ranking(id, period).values.loc[rows.index, "coverage_total"]
    rows = rows.assign(label=rows["name"], note=[t("coverage {value}", value=t.percent(x)) for x in covered])
    unit = f"score.{cached.ranking(id, period).criteria.decimals}"
    content = table.brief(rows, ["rank", "name", "value"], unit, t)
    asked = table.regions_table(f"around_{code}", content, title, t("No region."), code, None)
    every = int((standings["parent_code"] == row["parent_code"]).sum())
    address.link(
        "committee/leaderboard", t("All {n} in the ranking", n=t.number(every)), ":material/leaderboard:",
        prov=row["province_code"], reg=row["parent_code"],
    )  # fmt: skip
    if asked and asked != code:
        address.go("leadership/profile", region=asked)
