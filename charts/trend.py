"""A value over time: one line a series, told apart by colour, symbol and its name at the line's end."""

from html import escape
from textwrap import wrap

import numpy as np
import pandas as pd

from charts.layout import NARROW, SYMBOLS, Figure, layout
from charts.palette import PALETTES
from charts.scale import axis, spaced
from messages import Words

HEIGHT = 340  # pixels
LETTER, LINE = 7, 17  # pixels of a name's letter and line
SYMBOLS_SHOWN = 12  # on a line; every month's would cover it


def trend(
    lines: pd.DataFrame, label: str, unit: str, t: Words, *,
    theme: str = "light", width: int = 1200, target: pd.Series | None = None,
) -> tuple[Figure, str]:  # fmt: skip
    """Lines of a value and the sentence that says where each began and ended.

    `lines`: indexed by period (text, oldest first), one float column a series, its name the wording; NaN is a gap in
    the line. Up to six series. `label`, `unit`: of the value. `target`: what was aimed at, by period, or None; a
    dashed line. `width`: of the figure in pixels.
    """
    colours = PALETTES[theme]
    periods = [t.period(p) for p in lines.index]
    every = {name: (values, colours.series[n % 6], SYMBOLS[n % 6]) for n, (name, values) in enumerate(lines.items())}
    if target is not None and target.notna().any():
        every[t("Target")] = (target.reindex(lines.index), colours.text, "line-ew-open")
    low, high, ticks, step = axis(pd.concat([values for values, *_ in every.values()]) if every else lines)
    figure = Figure()
    for name, (values, colour, symbol) in every.items():
        aim = symbol == "line-ew-open"
        figure.add_scatter(
            x=np.arange(len(values)), y=values.astype(float).round(4), name=escape(name), mode="lines+markers",
            line={"color": colour, "width": 1.5 if aim else 2.5, "dash": "dash" if aim else "solid"},
            marker={"symbol": symbol, "size": _sizes(values, aim), "opacity": 1},
            customdata=[[p, t.figure(v, unit)] for p, v in zip(periods, values, strict=True)], connectgaps=False,
            cliponaxis=False,
            hovertemplate="<b>%{fullData.name}</b><br>%{customdata[0]}: %{customdata[1]}<extra></extra>",
        )  # fmt: skip
    margin = _name_ends(figure, every, (low, high), width)
    shown = spaced(len(periods), max(2, (width - margin - 60) // 105))
    whole = unit == "percent" and step >= 1
    room = 0.3 if len(periods) < 13 else 0.5  # of a period, before the first and after the last
    layout(
        figure, theme, HEIGHT, showlegend=False, hovermode="closest",
        margin={"l": 8, "r": margin, "t": 12, "b": 8},
        xaxis={"tickvals": shown, "ticktext": [periods[n] for n in shown], "tickangle": 0, "showgrid": False,
               "zeroline": False, "range": [-room, len(periods) - 1 + room]},
        yaxis={"range": [low, high], "tickvals": ticks, "zeroline": False,
               "ticktext": [t.percent(x, 0) if whole else t.figure(x, unit) for x in ticks]},
    )  # fmt: skip
    return figure, sentence(lines, label, unit, t)


def sentence(lines: pd.DataFrame, label: str, unit: str, t: Words) -> str:
    """Each series' first and last figure."""
    parts = []
    for name, values in lines.items():
        known = values.dropna()
        if known.empty:
            parts.append(t("{name}: no figure", name=name))
            continue
        words = {"name": name, "end": t.figure(known.iloc[-1], unit), "last": t.period(known.index[-1])}
        start = {"start": t.figure(known.iloc[0], unit), "first": t.period(known.index[0])}
        parts.append(
            t("{name}: {end} in {last}", **words)
            if len(known) == 1
            else t("{name}: {start} in {first}, {end} in {last}", **words, **start)
        )
    return f"{label}. {'; '.join(parts)}." if parts else t("{name}: no figure", name=label) + "."


def _sizes(values: pd.Series, aim: bool) -> np.ndarray:
    """Sizes of the symbols: on every line about SYMBOLS_SHOWN, the last among them, and where a figure stands alone."""
    known = values.notna().to_numpy()
    padded = np.concatenate([[False], known, [False]])
    alone = known & ~padded[:-2] & ~padded[2:]
    if aim:
        return np.where(alone, 16, 0)
    last = int(np.flatnonzero(known)[-1]) if known.any() else 0
    each = -(-len(values) // SYMBOLS_SHOWN)
    return np.where(alone | ((last - np.arange(len(values))) % each == 0), 8, 0)


def _name_ends(figure: Figure, every: dict, ends: tuple[float, float], width: int) -> int:
    """Writes each line's name beside its end, none over another; the margin in pixels that this takes."""
    last = {name: values.dropna() for name, (values, *_) in every.items()}
    last = {name: float(values.iloc[-1]) for name, values in last.items() if len(values)}
    letters = 14 if width < NARROW else 24
    wrapped = {name: wrap(name, letters) or [name] for name in last}
    per_pixel = (ends[1] - ends[0]) / (HEIGHT - 60)
    at = _apart(last, {name: LINE * len(rows) * per_pixel for name, rows in wrapped.items()}, ends)
    for name, y in at.items():
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=6, y=y, yanchor="middle", showarrow=False, align="left",
            text="<br>".join(map(escape, wrapped[name])), font={"color": every[name][1], "size": 12},
        )  # fmt: skip
    longest = max((len(row) for rows in wrapped.values() for row in rows), default=0)
    return longest * LETTER + 14


def _apart(values: dict[str, float], heights: dict[str, float], ends: tuple[float, float]) -> dict[str, float]:
    """Middles of the names, as near to their values as their heights let them, from the highest down."""
    at, below = {}, ends[1]
    for name in sorted(values, key=values.get, reverse=True):
        at[name] = min(values[name], below - heights[name] / 2)
        below = at[name] - heights[name] / 2
    above = ends[0]
    for name in sorted(values, key=values.get):  # and up again, where the lowest has left the figure
        at[name] = max(at[name], above + heights[name] / 2)
        above = at[name] + heights[name] / 2
    return at
