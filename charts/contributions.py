"""What a score is made of: a bar a part, as far as it reaches of what it could, and a mark for the middle region."""

from html import escape
from textwrap import wrap

import pandas as pd

from charts.layout import NARROW, Figure, layout
from charts.palette import PALETTES
from messages import Words

ROW = 44  # pixels a bar takes
DECIMALS = 1


def contributions(parts: pd.DataFrame, name: str, t: Words, *, theme: str = "light", width: int = 1200) -> tuple[
    Figure, str
]:  # fmt: skip
    """Bars of points of score and the sentence that says where most come from and where most is missing.

    `parts`: indexed by wording, in the order shown, float columns own (NaN: no figure), median (of all ranked
    regions; NaN: none) and most (points that can be had). `name`: the region.
    """
    colours = PALETTES[theme]
    letters = 18 if width < NARROW else 40
    rows = ["<br>".join(map(escape, wrap(str(part), letters))) for part in parts.index]
    told = [t("no figure") if pd.isna(own) else t.number(own, DECIMALS) for own in parts["own"]]
    words = list(zip(told, *([t.number(x, DECIMALS) for x in parts[c]] for c in ("median", "most")), strict=True))
    hover = t("{own} of at most {most} points; median of all ranked regions {median}").format(
        own="%{customdata[0]}", most="%{customdata[2]}", median="%{customdata[1]}"
    )
    common = {"y": rows, "customdata": words, "hovertemplate": f"<b>%{{y}}</b><br>{hover}<extra></extra>"}
    figure = Figure()
    figure.add_bar(
        x=parts["most"].round(4), orientation="h", width=0.56, marker={"color": colours.faint}, showlegend=True,
        name=t("At most"), **common,
    )  # fmt: skip
    figure.add_bar(
        x=parts["own"].round(4), orientation="h", width=0.56, marker={"color": colours.accent}, name=escape(name),
        **common,
    )  # fmt: skip
    figure.add_scatter(
        x=parts["median"].round(4), mode="markers", name=t("Median of all ranked regions"),
        marker={"symbol": "line-ns-open", "size": 24, "color": colours.mark, "line": {"width": 3}}, **common,
    )  # fmt: skip
    figure.add_scatter(
        x=parts["most"].round(4), y=rows, mode="text", text=[f"  {own} / {most}" for own, _, most in words],
        textposition="middle right", textfont={"color": colours.text}, hoverinfo="skip", showlegend=False,
        cliponaxis=False,
    )  # fmt: skip
    room = 0.34 if width < NARROW else 0.12  # beside the longest bar, for its figures
    layout(
        figure, theme, 70 + ROW * len(parts), barmode="overlay",
        xaxis={"range": [0, (parts["most"].max() or 1) * (1 + room)], "showticklabels": False, "showgrid": False,
               "zeroline": False},
        yaxis={"autorange": "reversed", "showgrid": False, "showline": False},
        legend={"orientation": "h", "yanchor": "top", "y": -0.02, "x": 0, "traceorder": "normal"},
    )  # fmt: skip
    return figure, sentence(parts, name, t)


def sentence(parts: pd.DataFrame, name: str, t: Words) -> str:
    """How many points, where most of them come from, and where most are still to be had."""
    known = parts[parts["own"].notna()]
    if known.empty:
        return t("{name}: no figure", name=name) + "."
    left = (known["most"] - known["own"]).round(9)
    return t(
        "{name}: {score} of {most} points. Most come from {best} ({best_points}), most are still to be had in "
        "{left} ({left_points}).",
        name=name,
        score=t.number(known["own"].sum(), DECIMALS),
        most=t.number(parts["most"].sum(), DECIMALS),
        best=known["own"].idxmax(),
        best_points=t.number(known["own"].max(), DECIMALS),
        left=left.idxmax(),
        left_points=t.number(left.max(), DECIMALS),
    )
