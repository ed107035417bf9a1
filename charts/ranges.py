"""Rank ranges: where each region's place lies when the weights are drawn over and over."""

from html import escape

import numpy as np
import pandas as pd

from charts.layout import NARROW, Figure, layout
from charts.palette import PALETTES
from messages import Words

ROWS = 60  # so many regions have a row of their own; more are drawn side by side
ROW = 21  # pixels
COMPACT = 420  # pixels, the height of the figure of many


def ranges(
    table: pd.DataFrame, t: Words, *, theme: str = "light", width: int = 1200, selected: str | None = None
) -> tuple[Figure, str]:
    """Rank ranges of regions and the sentence that says what they show.

    `table`: one row a ranked region, best first, columns code, name, rank, rank_p05, rank_p50, rank_p95 (as
    `scoring.robustness.rank_ranges`). Up to ROWS regions stand one below the other with their places; of more, each
    is a stroke at its place that says by how many places it may be off. A selected region is marked.
    """
    draw = _rows if len(table) <= ROWS else _compact
    return draw(table.reset_index(drop=True), t, theme, width, selected), sentence(table, t, selected)


def sentence(table: pd.DataFrame, t: Words, selected: str | None = None) -> str:
    """What the rank ranges show, in one sentence, and one more on the selected region."""
    if table.empty:
        return t("No region is ranked.")
    spans = table["rank_p95"] - table["rank_p05"]
    widest = table.iloc[int(spans.to_numpy().argmax())]
    said = (
        t("{n} regions: every one keeps its place in at least 90% of the draws.", n=t.number(len(table)))
        if spans.max() == 0
        else t(
            "{n} regions: the range of places in 90% of the draws spans {span} or less for half of them. Widest: "
            "{name}, rank {low} to {high}.",
            n=t.number(len(table)),
            span=t.number(spans.median()),
            name=widest["name"],
            low=t.number(widest["rank_p05"]),
            high=t.number(widest["rank_p95"]),
        )
    )
    mine = table[table["code"] == selected]
    return " ".join([said, *(f"{row.name}: {_words(row, t)}." for row in mine.itertuples(index=False))])


def _rows(table: pd.DataFrame, t: Words, theme: str, width: int, selected: str | None) -> Figure:
    colours, narrow = PALETTES[theme], width < NARROW
    at, chosen = np.arange(len(table)), (table["code"] == selected).to_numpy()
    figure = Figure()
    for which, colour, shown in ((~chosen, colours.accent, True), (chosen, colours.mark, False)):
        some = table[which]
        x, y = _strokes(some["rank_p05"], some["rank_p95"], at[which])
        line = {"color": colour, "width": 5}
        figure.add_scatter(
            x=x, y=y, mode="lines", line=line, opacity=0.55, hoverinfo="skip", showlegend=shown,
            name=t("90% of the draws"),
        )  # fmt: skip
        marker = {"color": colour, "size": 9, "symbol": "circle"}
        figure.add_scatter(**_dots(some, t), x=some["rank_p50"], y=at[which], marker=marker, showlegend=shown)
    marker = {"symbol": "line-ns-open", "size": 13, "color": colours.text, "line": {"width": 2}}
    figure.add_scatter(
        x=table["rank"], y=at, mode="markers", marker=marker, hoverinfo="skip",
        name=t("Rank"),
    )  # fmt: skip
    names = [
        f"<b>▸ {escape(name)}</b>" if mine else escape(name) for name, mine in zip(table["name"], chosen, strict=True)
    ]
    layout(figure, theme, len(table) * ROW + 90)
    figure.update_yaxes(
        tickvals=at, ticktext=names, range=[len(table) - 0.4, -0.6], showgrid=False, zeroline=False,
        tickfont={"size": 10 if narrow else 12},
    )  # fmt: skip
    places = table[["rank", "rank_p05", "rank_p95"]].astype(float)
    low, high = (1.0, 1.0) if table.empty else (places.min().min(), places.max().max())
    figure.update_xaxes(
        side="top", title={"text": t("Rank"), "standoff": 2}, showgrid=True, zeroline=False,
        range=[low - 0.6, high + 0.6], **_ticks(low, high, t),
    )  # fmt: skip
    return figure.update_layout(legend={"y": -0.005, "yanchor": "top"})


def _compact(table: pd.DataFrame, t: Words, theme: str, width: int, selected: str | None) -> Figure:
    colours = PALETTES[theme]
    at = table["rank"].astype(float).to_numpy()
    off = table[["rank_p05", "rank_p50", "rank_p95"]].sub(at, axis=0)
    x, y = _strokes(off["rank_p05"], off["rank_p95"], at)
    figure = Figure()
    figure.add_scatter(
        x=y, y=x, mode="lines", line={"color": colours.accent, "width": 1.5}, opacity=0.55, hoverinfo="skip",
        name=t("90% of the draws"),
    )  # fmt: skip
    marker = {"color": colours.accent, "size": 4 if width > NARROW else 3, "symbol": "circle"}
    figure.add_scatter(**_dots(table, t), x=at, y=off["rank_p50"], marker=marker)
    mine = (table["code"] == selected).to_numpy()
    if mine.any():
        x, y = _strokes(off.loc[mine, "rank_p05"], off.loc[mine, "rank_p95"], at[mine])
        line, name = {"color": colours.mark, "width": 5}, table.loc[mine, "name"].iloc[0]
        figure.add_scatter(x=y, y=x, mode="lines", line=line, hoverinfo="skip", name=escape(name), showlegend=False)
        figure.add_annotation(
            x=at[mine][0], y=off.loc[mine, "rank_p05"].iloc[0], text=f"<b>{escape(name)}</b>", ay=-26, ax=0,
            font={"color": colours.mark}, arrowcolor=colours.mark, arrowhead=0,
        )  # fmt: skip
    layout(figure, theme, COMPACT)
    edge = 0.02 * (at.max() - at.min())
    figure.update_xaxes(
        title_text=t("Rank"), showgrid=False, zeroline=False, range=[at.min() - edge, at.max() + edge],
        **_ticks(at.min(), at.max(), t),
    )  # fmt: skip
    most = max(2.0, float(np.abs(off.to_numpy()).max())) * 1.1
    step = _step(most / 2)
    ticks = step * np.arange(-(most // step), most // step + 1)
    words = [t("as ranked") if tick == 0 else t.signed(-tick, 0) for tick in ticks]
    title = t("Places better (+) or worse (−)")
    return figure.update_yaxes(
        title_text=title, range=[most, -most], tickvals=ticks, ticktext=words, zerolinewidth=2
    ).update_layout(legend={"y": 1.02})


def _dots(table: pd.DataFrame, t: Words) -> dict:
    """The medians, with words to hover over."""
    words = [_words(row, t) for row in table.itertuples(index=False)]
    return {
        "mode": "markers", "name": t("Median"), "customdata": list(zip(map(escape, table["name"]), words, strict=True)),
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    }  # fmt: skip


def _words(row, t: Words) -> str:
    """A region's range in words."""
    places = {"rank": row.rank, "low": row.rank_p05, "middle": row.rank_p50, "high": row.rank_p95}
    values = {key: t.number(place) for key, place in places.items()}
    if row.rank == row.rank_p05 == row.rank_p95:
        return t("rank {rank}, kept in at least 90% of the draws", **values)
    return t("rank {rank}; in 90% of the draws {low} to {high}, median {middle}", **values)


def _ticks(low: float, high: float, t: Words) -> dict:
    """Places written at an axis: the first, and round ones."""
    step = _step((high - low) / 5)
    ticks = [tick for tick in np.arange(0, high + step, step) if low < tick <= high]
    if low <= 1:
        ticks = [1, *(tick for tick in ticks if tick > 1 + step / 2)]
    return {"tickvals": ticks, "ticktext": [t.number(tick) for tick in ticks]}


def _step(about: float) -> int:
    """A round number of places, near the one asked for and not above it, but 1 at least."""
    return max((s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if s <= about), default=1)


def _strokes(low: pd.Series, high: pd.Series, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One line a region in one trace: ends along, places across, and a gap after each."""
    gap = np.full(len(at), np.nan)
    along = np.column_stack([low.to_numpy(float), high.to_numpy(float), gap]).ravel()
    return along, np.column_stack([at, at, gap]).astype(float).ravel()
