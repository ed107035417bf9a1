"""The weights of a score: a bar for every dimension, and thinner ones for what it is made of."""

from html import escape
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from charts.layout import NARROW, Figure, layout
from charts.palette import PALETTES
from messages import Words


def weights(table: pd.DataFrame, t: Words, *, theme: str, width: int) -> tuple[Figure, str]:
    """Shares of the whole and their sentence.

    `table`: in reading order, each dimension before its parts: name, depth (0 at the top), share (0 to 1), indicator
    (whether it is one). `width` in pixels.
    """
    colours = PALETTES[theme]
    letters = 22 if width < NARROW else 60
    percents = [
        t.percent(100 * share, 0 if abs(share * 100 - round(share * 100)) < 1e-9 else 1) for share in table["share"]
    ]
    labels = []
    for name, depth, indicator in zip(table["name"], table["depth"], table["indicator"], strict=True):
        text = "<br>".join(map(escape, wrap(name, letters) or [""]))
        labels.append(text if indicator or depth else f"<b>{text}</b>")
    rows = list(range(len(table)))
    figure = Figure(
        go.Bar(
            x=(100 * table["share"]).round(6).tolist(), y=rows, orientation="h", text=percents, textposition="outside",
            width=[0.38 if indicator else 0.7 for indicator in table["indicator"]],
            marker={"color": [colours.unranked if indicator else colours.accent for indicator in table["indicator"]]},
            textfont={"color": colours.text, "size": 12}, constraintext="none", cliponaxis=False, hoverinfo="skip",
        )
    )  # fmt: skip
    lines = sum(1 + 0.45 * label.count("<br>") for label in labels)
    layout(figure, theme, round(24 + 27 * lines), showlegend=False)
    figure.update_xaxes(visible=False, range=[0, 100 * max(table["share"], default=1) * 1.15])
    figure.update_yaxes(tickvals=rows, ticktext=labels, autorange="reversed", showgrid=False, zeroline=False)
    tops = [f"{name} {p}" for name, p, depth in zip(table["name"], percents, table["depth"], strict=True) if depth == 0]
    return figure, t("Weights in the score: {parts}. Thin bars are the indicators.", parts=t.list(tops))
