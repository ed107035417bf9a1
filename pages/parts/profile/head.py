"""The head of a region's profile: its place, its figures, and the ways to other regions."""

import math

import pandas as pd
import streamlit as st

from data import store
from data.editions import year_before
from messages import NONE, Words
from pages.common import address, cached, figures
from pages.common.keep import kept
from pages.common.region import graded
from pages.common.sentences import plain
from reports import regional


@kept(512)
def observed(id: str, code: str) -> pd.DataFrame:
    """Everything that an edition holds on a region."""
    return store.query(id, "region", code=code)


def named(id: str, indicator: str, t: Words) -> str:
    """An indicator in words: by the criteria, else as the glossary has it."""
    return regional.named(cached.ranking(id, cached.edition(id).period).criteria, indicator, t)


def steps(id: str, period: str, code: str, t: Words) -> None:
    """To the regions before and after by rank, and to the screens that go further."""
    labels = _by_rank(id, period)
    order = list(labels)
    at = order.index(code)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="steps"):
        for key, n, word, icon, shortcut in (
            ("previous", at - 1, t("Before in rank"), "arrow_back", "Alt+Up"),
            ("next", at + 1, t("After in rank"), "arrow_forward", "Alt+Down"),
        ):
            other = order[n] if 0 <= n < len(order) else None
            st.button(
                word if other is None else plain(labels[other]), key=key, disabled=other is None,
                help=word, icon=f":material/{icon}:", icon_position="left" if key == "previous" else "right",
                on_click=address.put, args=("region", other), shortcut=shortcut,
            )  # fmt: skip
        address.link("committee/comparison", t("Compare"), ":material/compare_arrows:", codes=code)
        address.link("committee/simulation", t("What if"), ":material/tune:")


@kept(32)
def _by_rank(id: str, period: str) -> dict[str, str]:
    """What the regions are called, by code, in the order of their rank."""
    standings = cached.standings(id, period, "score").sort_values(["rank", "code"], na_position="last")
    return standings["label"].to_dict()


def metrics(id: str, period: str, code: str, t: Words) -> None:
    """Rank, score, coverage and the task that is left, each with its change in a year, and what they mean."""
    shown, said = _metrics(id, period, code, t)
    with st.grid(4, min_column_width=160):
        for label, value, change, written in shown:
            figures.metric(label, value, change, written, t, border=True, height="stretch")
    with st.container(key="lead"):
        st.markdown(said)


@kept(512)
def _metrics(id: str, period: str, code: str, t: Words) -> tuple[tuple[tuple, ...], str]:
    """What `figures.metric` takes, and what the figures mean."""
    now, row = cached.ranking(id, period), cached.standings(id, period, "score").loc[code]
    values = now.values.reindex(columns=["coverage_total", "unprotected", "unprotected_nonwage"]).loc[code]
    earlier, before = year_before(period), cached.before(id, period)
    then = cached.ranking(id, earlier).values if earlier in cached.periods(id) else now.values.iloc[:0]
    then = then.reindex(index=[code], columns=values.index).iloc[0]
    score = now.table.at[code, "score"]
    rise = None if before is None else score - cached.ranking(id, before).table["score"].get(code)
    country = cached.national(id)
    cost = values["unprotected_nonwage"] * (country["rupiah_year"].max() if len(country) else math.nan)
    ranked = int(now.table["rank"].notna().sum())
    place = NONE if pd.isna(row["rank"]) else t.number(int(row["rank"]))
    decimals = now.criteria.decimals
    grown, grade = values - then, cached.grades(id, period).at[code, "grade"]
    shown = (
        (t("Rank of {n}", n=t.number(ranked)), place, row["change"], lambda x: t.signed(int(x), 0)),
        (t("Score"), t.number(score, decimals), rise, lambda x: t.signed(x, decimals)),
        (t("Coverage"), t.percent(values["coverage_total"]), grown["coverage_total"],
         lambda x: f"{t.signed(x)} {t('points')}"),
        (t("Unprotected workers"), t.compact(values["unprotected"]), grown["unprotected"], t.signed_compact),
    )  # fmt: skip
    quality = graded(grade, t)
    sure = plain(regional.sure(now, cached.ranges(id, period), code, t))
    said = [f"{sure} {quality[0].upper()}{quality[1:]}."]
    if not math.isnan(cost):
        parts = {"all": t.compact(values["unprotected"]), "n": t.compact(values["unprotected_nonwage"])}
        said.append(
            t("**{all} workers are not protected yet.** To protect the {n} non-wage workers (BPU) among them takes "
              "premiums of **{cost} a year**.", cost=t.rupiah(cost), **parts)
        )  # fmt: skip
    return shown, "  \n".join(said)
