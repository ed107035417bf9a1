"""Two rankings side by side on a screen: how much moved, who wins now, and every region before and after."""

import pandas as pd
import streamlit as st

from messages import NONE, Words
from pages.common import table
from scoring.compare import Comparison, pairs_kept
from scoring.criteria import Criteria
from scoring.ranking import Ranking


def numbers(found: Comparison, awards: pd.DataFrame, label: pd.Series, t: Words) -> None:
    """How much moved, in four figures. `awards`: as `scoring.compare.winners_moved`; `label`: names by code."""
    change = found.moves["change"].fillna(0)
    most = change.abs().idxmax()
    values = {
        t("Regions with another rank"): t("{n} of {all}", n=t.number((change != 0).sum()), all=t.number(found.placed)),
        t("Largest move"): t.figure(change[most], "places") if change[most] else NONE,
        t("New winners"): t.number((awards["move"] == "enters").sum()),
        t("Pairs in the same order"): t.percent(pairs_kept(found.tau)),
    }
    notes = {1: label[most] if change[most] else None}
    with st.grid(4, min_column_width=160):
        for n, (name, value) in enumerate(values.items()):
            st.metric(name, value, notes.get(n), delta_color="off", delta_arrow="off", border=True, height="stretch")
    if found.tau == found.tau:
        st.caption(
            t(
                "Of a hundred pairs of regions, about {n} keep their order (Kendall's tau {tau}).",
                n=t.number(pairs_kept(found.tau)),
                tau=t.number(found.tau, 2),
            )
        )


def awards(moved: pd.DataFrame, criteria: Criteria, label: pd.Series, t: Words) -> None:
    """Every award with who stays, enters and leaves."""
    rows = []
    for award in criteria.awards:
        own = moved[moved["award"] == award.id]
        names = [
            ", ".join(label.reindex(own.loc[own["move"] == m, "code"])) or NONE for m in ("enters", "leaves", "stays")
        ]
        if len(own) > 12:
            names[2] = t.plural("{n} region", "{n} regions", int((own["move"] == "stays").sum()))
        rows.append([t.name(award.name, award.id), *names])
    if rows:
        st.subheader(t("Winners"), anchor=False)
        heads = [t("Award"), t("Enters"), t("Leaves"), t("Stays")]
        content = table.listing(heads, rows, wide=[3])
        table.regions_table("awards_moved", content, t("Winners"), t("No region."), None, None)


def content(moves: pd.DataFrame, after: Ranking, t: Words) -> dict:
    """Every region before and after; `moves`: as `scoring.compare.Comparison.moves`, with labels."""
    decimals = after.criteria.decimals
    heads = [t("Region"), t("Rank before"), t("Rank after"), t("Change"), t("Score before"), t("Score after")]
    rows = [
        [
            row.label,
            *(NONE if pd.isna(r) else t.number(int(r)) for r in (row.rank_before, row.rank_after)),
            NONE if pd.isna(row.change) else t.signed(int(row.change), 0),
            *(t.number(v, decimals) for v in (row.value_before, row.value_after)),
        ]
        for row in moves.itertuples()
    ]
    return table.listing(heads, rows, numbers=range(1, 6), wide=(4, 5))
