"""How sure the winners are: chances of winning, and the line between winning and not."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from charts import chances as chart
from charts.layout import Figure
from messages import NONE, Words
from pages.common import cached, figures
from pages.common.keep import kept
from pages.common.sentences import plain
from pages.common.table import listing, regions_table
from pages.parts.robustness import robust


def chances(id: str, period: str, selected: str | None, t: Words, theme: str, width: int) -> None:
    """For every award by score: in what share of the draws its first contenders win."""
    prizes = [a for a in cached.ranking(id, period).criteria.awards if a.by == "score" and a.places]
    if not prizes:
        return
    st.subheader(t("Chance of winning"), anchor=False)
    grid = st.grid(min(2, len(prizes)), min_column_width=320)
    for prize in prizes:
        title = t.name(prize.name, prize.id)
        figure, content = _chances(id, period, prize.id, selected, t, theme, width)
        with grid.cell():
            st.markdown(f"**{plain(title)}**")
            figures.show(f"chances_{prize.id}", figure, title, lambda content=content: content, t)


@kept(128)
def _chances(
    id: str, period: str, award: str, selected: str | None, t: Words, theme: str, width: int
) -> tuple[tuple[Figure, str], dict]:
    """Chances of winning an award: drawn with their sentence, and as a table."""
    prize = next(a for a in cached.ranking(id, period).criteria.awards if a.id == award)
    rows = robust.chances(id, period, award).reset_index(names="code")
    rows = rows.assign(name=rows["code"].map(cached.standings(id, period, "score")["label"]))
    heads = [t("Region"), t("Rank"), t("first"), chart.among_first(prize.places, t)]
    cells = [
        [row["name"], t.number(row["rank"]), *(t.percent(100 * row[c]) for c in ("p_top1", "p_topk"))]
        for row in rows.to_dict("records")
    ]
    drawn = chart.chances(rows, prize.places, t, theme=theme, width=width, selected=selected)
    return drawn, listing(heads, cells, numbers=(1, 2, 3))


def edges(id: str, period: str, names: Mapping[str, str], t: Words) -> None:
    """For every award: who wins last, who misses first, how far apart they are, and how often that order holds."""
    criteria = cached.ranking(id, period).criteria
    if not criteria.awards:
        return
    prizes = {a.id: a for a in criteria.awards}
    units = {i.id: i.unit for i in criteria.indicators} | {"score": f"score.{criteria.decimals}"}
    cells = []
    for row in robust.edges(id, period).to_dict("records"):
        prize = prizes[row["award"]]
        unit = units[prize.by]
        last, first = (
            f"{names[row[who]]} ({t.figure(row[value], unit)})" if pd.notna(row[who]) else NONE
            for who, value in (("winner", "value"), ("loser", "loser_value"))
        )
        apart = [_apart(row["margin"], unit, t)]
        if pd.notna(row["ahead"]):
            apart.append(t.percent(100 * row["ahead"]))
        cells.append([t.name(prize.name, prize.id), last, first, " · ".join(apart)])
    title = t("How close the line is")
    heads = [t("Award"), t("Last to win"), t("First to miss"), t("Apart by · ahead in")]
    st.subheader(title, anchor=False)
    regions_table("edges", listing(heads, cells, numbers=(3,)), title, t("No region."), None, None)
    st.caption(
        t(
            "Ahead in: share of draws in which the last to win stays before the first to miss; an award by one "
            "indicator does not depend on weights. With a bound, apart by is measured from the bound."
        )
    )


def _apart(margin: float, unit: str, t: Words) -> str:
    points = unit in ("percent", "points") or unit.startswith("score.")
    return f"{t.number(margin, 2)} {t('points')}" if points and pd.notna(margin) else t.figure(margin, unit)
