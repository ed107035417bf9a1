"""Places over time: one line a region, the first place on top, on a scale that gives the first places most room."""

from html import escape

import numpy as np
import pandas as pd

from charts.layout import NARROW, SYMBOLS, Figure, layout
from charts.palette import PALETTES
from messages import NONE, Words

HEIGHT, LABEL = 470, 17  # pixels: of the figure, of a line of text
TICKS = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500)


def bump(
    ranks: pd.DataFrame, marked: str | None, t: Words, *, theme: str = "light", width: int = 1200
) -> tuple[Figure, str]:
    """Lines of places and the sentence that says who moved most.

    `ranks`: one row a region (its wording), one column a period (oldest first), places from 1, blank where it had none;
    in the order in which the lines are named. `marked`: the region whose line stands out.
    """
    colours = PALETTES[theme]
    figure = Figure()
    last = ranks.columns[-1]
    for n, (name, places) in enumerate(ranks.iterrows()):
        colour = colours.mark if name == marked else colours.series[n % len(colours.series)]
        told = [NONE if pd.isna(p) else t.number(int(p)) for p in places]
        figure.add_scatter(
            x=[t.period(p) for p in ranks.columns], y=places.astype("Float64").astype(float), name=escape(name),
            mode="lines+markers" if len(ranks.columns) <= 24 else "lines", customdata=told,
            line={"color": colour, "width": 4 if name == marked else 2},
            marker={"symbol": SYMBOLS[n % len(SYMBOLS)], "size": 7},
            hovertemplate=f"<b>%{{fullData.name}}</b><br>%{{x}}: {t('rank {n}', n='%{customdata}')}<extra></extra>",
        )  # fmt: skip
    deepest = float(np.log10(ranks.max().max())) if ranks.notna().any().any() else 0.0
    named = ranks[last].dropna().astype(int).sort_values(kind="stable")
    spread = _apart(np.log10(named.to_numpy(dtype=float)), (deepest + 0.1) * LABEL / (HEIGHT - 60))
    for (name, place), at in zip(named.items(), spread, strict=True):
        n = ranks.index.get_loc(name)
        colour = colours.mark if name == marked else colours.series[n % len(colours.series)]
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=8, y=at, text=f"{t.number(place)}  {escape(name)}",
            showarrow=False, font={"color": colour, "size": 12},
        )  # fmt: skip
    layout(
        figure, theme, HEIGHT, showlegend=False,
        margin={"l": 8, "r": min(width // 3, 8 * max(map(len, ranks.index), default=0) + 30), "t": 16, "b": 8},
        yaxis={
            "type": "log", "range": [max(deepest, spread.max(initial=0)) + 0.05, -0.05], "tickvals": TICKS,
            "ticktext": list(map(t.number, TICKS)), "title": {"text": t("Rank")}, "zeroline": False,
        },
        xaxis={"type": "category", "nticks": 4 if width < NARROW else 12, "tickangle": 0},
    )  # fmt: skip
    return figure, sentence(ranks, t)


def _apart(at: np.ndarray, gap: float) -> np.ndarray:
    """Positions, ascending, moved down as far as needed to lie a gap apart."""
    step = gap * np.arange(len(at))
    return np.maximum.accumulate(at - step) + step


def sentence(ranks: pd.DataFrame, t: Words) -> str:
    """Who rose and who fell most between the first and the last period, of the regions shown."""
    moved = (ranks.iloc[:, 0] - ranks.iloc[:, -1]).dropna().astype(int)
    if moved.empty or len(ranks.columns) < 2:
        return t("There is only one period with places.")
    up, down = moved.idxmax(), moved.idxmin()
    parts = {"first": t.period(ranks.columns[0]), "last": t.period(ranks.columns[-1])}
    told = []
    if moved[up] > 0:
        told.append(t("{name} rose by {n}", name=up, n=t.number(moved[up])))
    if moved[down] < 0:
        told.append(t("{name} fell by {n}", name=down, n=t.number(-moved[down])))
    if not told:
        return t("From {first} to {last}, no region shown here changed its place.", **parts)
    return t("From {first} to {last}, counted in places: {moves}.", **parts, moves="; ".join(told))
