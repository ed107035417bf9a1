"""Where a region lies: the regencies of its province on a map of their own, and the regions it shares a border with."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from charts.choropleth import Box
from charts.layout import Figure
from data.neighbours import neighbours
from data.regions import regions
from data.shapes import shapes
from messages import Words
from pages.common import access, address, cached, chart, map, table
from pages.common.keep import kept
from pages.common.sentences import marks, plain, small

MARGIN = 0.04  # of a province's width and height, around it
ENDS = 3  # regencies listed from either end


class Within(NamedTuple):
    """The regencies of a province: its name, a table of the first and the last, or of all if they are few."""

    name: str
    table: bytes
    few: bool
    all: int


def first_edition(level: str) -> str | None:
    """The first edition of a level."""
    return next((id for id in access.editions() if cached.edition(id).level == level), None)


def land(id: str, code: str, t: Words, theme: str, width: int) -> None:
    """The regencies of a province, or those around a regency, each a click away, and who is first and last."""
    own = cached.edition(id)
    other = id if own.level == "regency" else first_edition("regency")
    if other is None:
        return
    edition, province = cached.edition(other), code[:2]
    within = _within(other, province, t)
    if within is None:
        return
    st.subheader(plain(t("Kabupaten and kota of {name}", name=within.name)), anchor=False)
    if other != id:
        said = plain(f"{t.name(edition.title)} · {t('figures of {period}', period=t.period(edition.as_of))}")
        st.markdown(f"{marks(edition.nature, '', t)} {small(said)}")
    beside = width >= 900
    spec = [3, 2] if beside else 1
    columns = st.columns(spec) if beside else [st.container(), st.container()]
    with columns[0]:
        figure, sentence = _map(other, province, t, theme, width * 3 // 5 - 12 if beside else width)
        opened = "land_opened"
        chart.show(
            figure, f"land_{province}", sentence, t, ring=chart.ringed("regency", code, theme),
            choose=lambda clicked: st.session_state.update({opened: clicked}),
        )  # fmt: skip
    with columns[1]:
        title = t("Kabupaten and kota")
        asked = table.regions_table(f"land_list_{code}", within.table, title, t("No region."), code, None)
        if not within.few:
            st.caption(t("The first {n} and the last {n} by rank.", n=t.number(ENDS)))
        address.link(
            "committee/leaderboard", t("All {n} in the ranking", n=t.number(within.all)), ":material/leaderboard:",
            edition=other, prov=province,
        )  # fmt: skip
    _open(st.session_state.pop(opened, None) or asked, code, other, id)


@kept(128)
def _within(id: str, province: str, t: Words) -> Within | None:
    standings = cached.standings(id, cached.edition(id).period, "score")
    rows = standings[standings["parent_code"] == province].sort_values("rank", na_position="last")
    if rows.empty:
        return None
    ranked = rows[rows["rank"].notna()]
    few = len(ranked) <= 2 * ENDS
    short = ranked if few else pd.concat([ranked.head(ENDS), ranked.tail(ENDS)])
    name = regions().set_index("code").at[province, "short_name"]
    return Within(name, _written(short, id, t), few, len(rows))


@kept(128)
def _map(id: str, province: str, t: Words, theme: str, width: int) -> tuple[Figure, str]:
    codes = regions().query("parent_code == @province")["code"]
    bounds = shapes().set_index("code").reindex(codes).dropna()
    west, south = bounds["west"].min(), bounds["south"].min()
    east, north = bounds["east"].max(), bounds["north"].max()
    x, y = MARGIN * (east - west), MARGIN * (north - south)
    box: Box = (west - x, south - y, east + x, north + y)
    values = cached.ranking(id, cached.edition(id).period).values
    show = "coverage_total" if "coverage_total" in values else "score"
    return map.part(id, show, list(codes), box, t, theme, width)


def borders(id: str, period: str, code: str, t: Words) -> None:
    """The regions that share a border with one."""
    st.subheader(t("Neighbours"), anchor=False)
    content = _beside(id, period, code, t)
    if not content:
        st.caption(t("This region shares no border on land with another."))
        return
    asked = table.regions_table(f"borders_{code}", content, t("Neighbours"), t("No region."), None, None)
    _open(asked, code, id, id)


@kept(512)
def _beside(id: str, period: str, code: str, t: Words) -> bytes:
    standings = cached.standings(id, period, "score")
    codes = [c for c in neighbours(code, cached.edition(id).level) if c in standings.index]
    return _written(standings.loc[codes].sort_values("rank"), id, t) if codes else b""


def _written(rows: pd.DataFrame, id: str, t: Words) -> bytes:
    """Regions with rank, score and coverage, as `table.written`."""
    period = cached.edition(id).period
    found, rows = cached.ranking(id, period), rows.join(cached.grades(id, period)["grade"])
    if "coverage_total" in found.values:
        covered = found.values.loc[rows.index, "coverage_total"]
        rows = rows.assign(note=[t("coverage {value}", value=t.percent(x)) for x in covered])
    unit = f"score.{found.criteria.decimals}"
    return table.written(table.brief(rows, ["rank", "name", "value"], unit, t))


def _open(asked: str | None, code: str, id: str, shown: str) -> None:
    """Opens the profile of a region in an edition, of which only another than the one shown goes into the address."""
    if asked and asked != code:
        address.go("leadership/profile", region=asked, **({} if id == shown else {"edition": id}))
