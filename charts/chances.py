"""Chances of winning: in what share of the draws a region wins, and comes first."""

from html import escape

import numpy as np
import pandas as pd

from charts.layout import NARROW, Figure, layout
from charts.palette import PALETTES
from messages import Words

ROW = 30  # pixels
SAFE = 95  # percent of the draws


def chances(
    table: pd.DataFrame, places: int, t: Words, *, theme: str = "light", width: int = 600, selected: str | None = None
) -> tuple[Figure, str]:
    """Chances of the first regions, and the sentence that says what they show.

    `table`: one row a region, best first, columns code, name, p_top1 and p_topk (0 to 1: share of draws in which it is
    first, and in which it takes one of the `places`). A selected region is marked.
    """
    colours = PALETTES[theme]
    table = table.reset_index(drop=True)
    at = np.arange(len(table))
    first, won = 100 * table["p_top1"], 100 * table["p_topk"]
    words = [
        t("wins in {won} of the draws, first in {first}", won=t.percent(w), first=t.percent(f))
        for f, w in zip(first, won, strict=True)
    ]
    hover = {
        "customdata": list(zip(map(escape, table["name"]), words, strict=True)),
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        "orientation": "h",
    }
    figure = Figure()
    figure.add_bar(
        **hover, x=won, y=at, width=0.78, name=among_first(places, t), text=[t.percent(w) for w in won],
        textposition="outside", cliponaxis=False, textfont={"color": colours.text},
        marker={"color": colours.sequential[2]},
    )  # fmt: skip
    if places > 1:
        figure.add_bar(
            **hover, x=first, y=at, width=0.3, name=t("first"),
            marker={"color": colours.text},
        )  # fmt: skip
    mine = (table["code"] == selected).to_numpy()
    names = [f"<b>▸ {escape(name)}</b>" if own else escape(name) for name, own in zip(table["name"], mine, strict=True)]
    layout(figure, theme, len(table) * ROW + 70, barmode="overlay")
    figure.update_yaxes(
        tickvals=at, ticktext=names, range=[len(table) - 0.4, -0.6], showgrid=False, zeroline=False,
        tickfont={"size": 11 if width < NARROW else 12},
    )  # fmt: skip
    ticks = [0, 50, 100]
    room = 150 if width < NARROW else 118  # percent, for what is written at the bars' ends
    figure.update_xaxes(range=[0, room], tickvals=ticks, ticktext=[t.percent(x, 0) for x in ticks])
    return figure, sentence(table, t)


def among_first(places: int, t: Words) -> str:
    """What it takes to win."""
    return t("first") if places == 1 else t("among the first {n}", n=t.number(places))


def sentence(table: pd.DataFrame, t: Words) -> str:
    """What the chances show, in one sentence."""
    if table.empty:
        return t("No region is ranked.")
    won = dict(zip(table["name"], 100 * table["p_topk"], strict=True))
    safe = [name for name, p in won.items() if p >= SAFE]
    near = [name for name, p in won.items() if 100 - SAFE <= p < SAFE]
    values = {"safe": t.list(safe), "near": t.list(f"{name} ({t.percent(won[name])})" for name in near)}
    if safe and near:
        return t("Sure to win, in at least 95% of the draws: {safe}. Open: {near}.", **values)
    if safe:
        return t("Sure to win, in at least 95% of the draws: {safe}. Nobody else comes near.", **values)
    return t("Nobody is sure to win. Closest to it: {near}.", near=values["near"] or f"{max(won, key=won.get)}")
