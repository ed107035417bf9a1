"""What would come of new figures: the ranking beside the last edition's, who moves, and why."""

import pandas as pd
import streamlit as st

from data.regions import regions
from messages import NONE, Words
from pages.common import cached, moves, table
from reports.gathered import standings
from scoring.awards import winners
from scoring.compare import compare, winners_moved
from scoring.pairs import by_dimension
from scoring.ranking import Ranking
from scoring.standings import order

MOST = 10  # regions in a list
TELLING = 0.005  # points of score: below it a dimension is not worth a word


def show(after: Ranking, earlier: str, t: Words) -> None:
    """The ranking of figures that are not saved yet, against the edition `earlier`."""
    before = cached.ranking(earlier, cached.edition(earlier).period)
    found = compare(order(before), order(after))
    label, unit = standings(after, before)["label"], f"score.{after.criteria.decimals}"
    same = before.criteria.dimensions == after.criteria.dimensions
    awards = winners_moved(*(winners(r, regions(), near=0) for r in (before, after)))
    moves.numbers(found, awards, label, t)
    now, then = (int(ranking.table["rank"].notna().sum()) for ranking in (after, before))
    counted = t("Ranked now: {now} regions; in the edition compared: {then}.", now=t.number(now), then=t.number(then))
    if now != then:
        counted += " " + t("Places are counted among different regions, so that a change of place says little.")
    st.caption(counted)
    rows = found.moves.rename(columns={"rank_after": "rank", "value_after": "value"})
    rows = rows.assign(label=label, note=reasons(before, after, rows, t) if same else "")
    rows = rows[rows["rank"].notna()]
    lists = {
        t("The first {n}", n=t.number(MOST)): rows.nsmallest(MOST, "rank"),
        t("Risen most"): rows[rows["change"].fillna(0) > 0].nlargest(MOST, "change"),
        t("Fallen most"): rows[rows["change"].fillna(0) < 0].nsmallest(MOST, "change"),
    }
    words = {
        "up": t("Up # places against the edition compared"),
        "down": t("Down # places against the edition compared"),
        "same": t("Same rank"),
        "none": t("No rank to compare with"),
    }
    grid = st.grid(3, min_column_width=300)
    for n, (title, part) in enumerate(lists.items()):
        with grid.cell():
            st.markdown(f"**{title}**")
            content = table.brief(part, ["rank", "name", "value", "change"], unit, t)
            content["columns"][-1] |= {"title": t("Places gained or lost"), "words": words}
            table.regions_table(f"preview{n}", content | {"choose": False}, title, t("No region."), None, None)
    if not same:
        st.caption(t("The criteria differ, so that changes cannot be told by dimension."))
    moves.awards(awards, after.criteria, label, t)
    title = t("Before and after")
    box = st.expander(title, key="preview_all", icon=":material/table_rows:", on_change="rerun")
    if box.open:
        with box:
            table.regions_table(
                "preview_rows", moves.content(found.moves.join(label), after, t), title, NONE, None, 520
            )


def reasons(before: Ranking, after: Ranking, rows: pd.DataFrame, t: Words) -> list[str]:
    """Why each region moved: what every top dimension added to its score or took from it, the largest first."""
    parts = by_dimension(after).reindex(rows.index) - by_dimension(before).reindex(rows.index)
    called = {d.id: t.name(d.name, d.id) for d in after.criteria.dimensions}

    def told(code: str) -> str:
        own = parts.loc[code].dropna()
        own = own[own.abs() >= TELLING].sort_values(key=abs, ascending=False)
        if own.empty:
            moved = rows.at[code, "change"]
            return t("same score; others moved") if not pd.isna(moved) and moved else ""
        return ", ".join(f"{called[id]} {t.signed(x, 2)}" for id, x in own.items() if id in called)

    return [told(code) for code in rows.index]
