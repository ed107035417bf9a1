"""Regions beside each other on one scale: a row an indicator, a marker a region."""

from html import escape
from textwrap import wrap

import pandas as pd

from charts.layout import NARROW, SYMBOLS, Figure, layout
from charts.palette import PALETTES
from messages import Words

ROW, LANE = 28, 12  # pixels of height: an indicator, and each region in it, so that none hides another


def dots(
    values: pd.DataFrame, told: pd.DataFrame, t: Words, *, theme: str = "light", width: int = 1200
) -> tuple[Figure, str]:
    """A dot plot and the sentence that says where the regions are furthest apart.

    `values`: one row an indicator (its wording), one column a region (its wording, at most six), normalised, 0 to
    100, the more the better; NaN where there is none. `told`: the same shape, the raw figure in words. `width`: of the
    figure in pixels.
    """
    colours, narrow = PALETTES[theme], width < NARROW
    rows = list(range(len(values)))
    many = len(values.columns)
    height = ROW + LANE * many
    figure = Figure()
    for row, low, high in zip(rows, values.min(axis=1), values.max(axis=1), strict=True):
        if low < high:
            figure.add_scatter(
                x=[low, high], y=[row, row], mode="lines", line={"color": colours.faint, "width": LANE * many},
                hoverinfo="skip", showlegend=False, opacity=0.45,
            )  # fmt: skip
    for n, region in enumerate(values):
        marker = {"symbol": SYMBOLS[n % len(SYMBOLS)], "color": colours.series[n % len(colours.series)]}
        figure.add_scatter(
            x=values[region], y=[row + (n - (many - 1) / 2) * LANE / height for row in rows], name=escape(region),
            mode="markers",
            marker={**marker, "size": 13, "line": {"width": 1, "color": colours.background}},
            customdata=[[escape(i), x] for i, x in zip(values.index, told[region], strict=True)],
            hovertemplate="<b>%{fullData.name}</b><br>%{customdata[0]}: %{customdata[1]}<extra></extra>",
        )  # fmt: skip
    low, high = min(0.0, values.min().min()), max(100.0, values.max().max())
    pad = (high - low) * 0.03
    labels = ["<br>".join(map(escape, wrap(i, 18) if narrow else wrap(i, 34))) for i in values.index]
    legend_rows = -(-many // (2 if narrow else 6))
    layout(
        figure, theme, height * len(values) + 60 + 24 * legend_rows, hovermode="closest",
        xaxis={"range": [low - pad, high + pad], "title": {"text": t("Value on the common scale, 0 to 100")},
               "zeroline": False},
        yaxis={"tickvals": rows, "ticktext": labels, "range": [len(rows) - 0.5, -0.5], "zeroline": False},
    )  # fmt: skip
    return figure, sentence(values, told, t)


def sentence(values: pd.DataFrame, told: pd.DataFrame, t: Words) -> str:
    """In how many indicators each is highest is for the table; here, where they differ most and least."""
    spread = (values.max(axis=1) - values.min(axis=1)).where(values.notna().sum(axis=1) > 1).dropna()
    if spread.empty:
        return t("No indicator has a figure for two of these regions.")
    at = spread.idxmax()
    best, worst = values.loc[at].idxmax(), values.loc[at].idxmin()
    parts = {"best": best, "worst": worst, "best_value": told.at[at, best], "worst_value": told.at[at, worst]}
    if spread[at] == 0:
        return t("These regions are level in every indicator.")
    return t(
        "Furthest apart in {indicator}: {best} {best_value}, {worst} {worst_value}; closest in {closest}.",
        indicator=at,
        closest=spread.idxmin(),
        **parts,
    )
