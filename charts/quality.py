"""Where findings are: places by kinds of finding, each field with its number."""

from html import escape
from textwrap import wrap

import numpy as np
import pandas as pd

from charts.layout import NARROW, Figure, layout
from charts.palette import PALETTES
from messages import Words

TURN = {"light": 0.6, "dark": 0.45}  # of the scale: from here on a number is written in the background's colour
ROW, NARROW_ROW, HEAD = 24, 30, 120  # pixels of a row, of one on a phone, and of the kinds written above
NAMES = 16  # letters in a line of a place's name on a phone


def findings_map(
    counts: pd.DataFrame, t: Words, *, of: pd.Series | None = None, theme: str = "light", width: int = 1200
) -> tuple[Figure, str]:
    """A heat map of findings, and the sentence that says which is found most often and where.

    `counts`: one row a place, by its name, one column a kind, by its wording; whole numbers, 0 for nothing found; no
    place twice. `of`: regions in each place, where a place holds several and `counts` are regions: the colour is
    their share; else `counts` are figures, and the colour is their number. At least one count above 0.
    """
    colours = PALETTES[theme]
    values = counts.to_numpy(float)
    shares = 100 * values / of.reindex(counts.index).to_numpy(float)[:, None] if of is not None else values
    hover = [
        [_said(name, kind, counts.at[name, kind], None if of is None else of[name], t) for kind in counts]
        for name in counts.index
    ]
    narrow = width < NARROW
    names = ["<br>".join(map(escape, wrap(name, NAMES) if narrow else [name])) for name in counts.index]
    figure = Figure()
    most = max(100.0 if of is not None else values.max(), 1.0)
    figure.add_heatmap(
        x=np.arange(counts.shape[1]), y=np.arange(len(counts)), z=np.where(values > 0, shares, np.nan).round(1),
        customdata=hover, hovertemplate="%{customdata}<extra></extra>", colorscale=list(colours.sequential),
        zmin=0, zmax=most, showscale=False, xgap=2, ygap=2, hoverongaps=False,
    )  # fmt: skip
    y, x = np.nonzero(values)
    figure.add_scatter(
        x=x, y=y, mode="text", text=[t.number(n) for n in values[y, x]], hoverinfo="skip", showlegend=False,
        textfont={"color": np.where(shares[y, x] >= TURN[theme] * most, colours.background, colours.text)},
    )  # fmt: skip
    layout(figure, theme, HEAD + (NARROW_ROW if narrow else ROW) * len(counts) + 16)
    heads = ["<br>".join(wrap(escape(kind), 14 if narrow else 16)) for kind in counts]
    figure.update_xaxes(
        side="top", tickvals=np.arange(counts.shape[1]), ticktext=heads, showgrid=False, zeroline=False,
        tickangle=-90 if narrow else 0, range=[-0.5, counts.shape[1] - 0.5],
    )  # fmt: skip
    figure.update_yaxes(
        range=[len(counts) - 0.5, -0.5],
        tickvals=np.arange(len(counts)),
        ticktext=names,
        zeroline=False,
        gridcolor=colours.faint,
    )
    return figure, sentence(counts, of, t)


def sentence(counts: pd.DataFrame, of: pd.Series | None, t: Words) -> str:
    """Which kind is found most often, and where most of it is."""
    kind = counts.sum().idxmax()
    place, n, most = counts[kind].idxmax(), t.number(counts[kind].sum()), t.number(counts[kind].max())
    if of is None:
        return t(
            "Found most often: {kind} ({n} figures); most of them in {place} ({most}).",
            kind=kind, n=n, place=place, most=most,
        )  # fmt: skip
    return t(
        "Found most often: {kind} ({n} regions); most of them in {place} ({most} of {all}).",
        kind=kind, n=n, place=place, most=most, all=t.number(of[place]),
    )  # fmt: skip


def _said(place: str, kind: str, n: float, of: float | None, t: Words) -> str:
    number = t.number(n) if of is None else t("{n} of {all} regions", n=t.number(n), all=t.number(of))
    return f"<b>{escape(place)}</b><br>{escape(kind)}: {number}"
