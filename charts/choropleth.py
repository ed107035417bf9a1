"""The map: regions coloured by a value, those without one in grey, small ones with a marker."""

from html import escape

import numpy as np
import pandas as pd

from charts.layout import Figure, hover_label
from charts.palette import PALETTES
from messages import NONE, Words

SHAPES = {"province": "app/static/provinces.geojson", "regency": "app/static/regencies.geojson"}
WEST, EAST, SOUTH, NORTH = 94.4, 141.6, -11.3, 6.4  # degrees: Indonesia with a margin
BAR = 64  # pixels below the land for the colour bar
Box = tuple[float, float, float, float]  # west, south, east, north in degrees
INDONESIA: Box = (WEST, SOUTH, EAST, NORTH)
TALLEST = 0.62  # of a map's width


def choropleth(
    table: pd.DataFrame, level: str, label: str, unit: str, t: Words, *,
    theme: str = "light", width: int = 1200, diverging: bool = False, box: Box = INDONESIA,
    span: pd.Series | None = None,
) -> tuple[Figure, str]:  # fmt: skip
    """A map of one value and the sentence that says what it shows.

    `table`: one row a region, columns code, name, value, rank (blank: not ranked), reason, lon, lat, marker (too small
    to see). `label`, `unit`: of the value. `width`: of the map in pixels, for the zoom. `diverging`: 0 is a middle.
    `box`: what is in view. `span`: the values that the colour scale covers, if not those shown. Shapes are fetched by
    the browser by address: the figure holds values only.
    """
    colours = PALETTES[theme]
    coloured = table["value"].notna() & table["rank"].notna()
    shown, grey = table[coloured], table[~coloured]
    values = shown["value"] if span is None else span
    low, high = value_range(values, diverging)
    told = ends_told(values, low, high, 3 if width < 700 else 5, unit, t)
    scale = list(colours.diverging if diverging else colours.sequential)
    axis = {"cmin": low, "cmax": high, "colorscale": scale, "colorbar": _colour_bar(*told, label, width, colours.text)}
    lines = ["<b>%{customdata[0]}</b>", f"{escape(label)}: %{{customdata[1]}}", f"{t('Rank')}: %{{customdata[2]}}"]
    hover = "<br>".join(lines) + "<extra></extra>"
    common = {"geojson": SHAPES[level], "hovertemplate": hover, "showlegend": False}
    edge = {"width": 0.5 if level == "regency" else 0.8, "color": colours.line}
    flat = [[0, colours.unranked], [1, colours.unranked]]
    figure = Figure()
    figure.add_choroplethmap(
        **common, locations=grey["code"], z=np.zeros(len(grey)), customdata=_hover(grey, unit, t), colorscale=flat,
        showscale=False, marker={"line": edge},
    )  # fmt: skip
    figure.add_choroplethmap(
        **common, locations=shown["code"], z=shown["value"].round(2), customdata=_hover(shown, unit, t),
        coloraxis="coloraxis", marker={"line": edge},
    )  # fmt: skip
    small = shown[shown["marker"]]
    figure.add_scattermap(
        lon=small["lon"], lat=small["lat"], customdata=_hover(small, unit, t),
        hovertemplate=hover, showlegend=False, mode="markers",
        marker={"size": 7 if width > 700 else 4, "color": small["value"].round(2), "coloraxis": "coloraxis"},
    )  # fmt: skip
    figure.update_layout(
        coloraxis=axis,
        map={"style": _EMPTY, **_view(width, box)},
        height=height(width, box),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        font={"color": colours.text},
        hoverlabel=hover_label(colours),
        uirevision=f"{level}-{width}-{box}",
        clickmode="event",
    )
    return figure, sentence(table, label, unit, t, diverging)


def height(width: int, box: Box = INDONESIA) -> int:
    """Height in pixels of a map of a width: the land in view and, below it, the colour bar."""
    west, south, east, north = box
    return round(min(width * (north - south) / (east - west), width * TALLEST)) + BAR


def _view(width: int, box: Box) -> dict:
    """Centre and zoom at which a box fills a width (in pixels) and leaves room for the colour bar below."""
    west, south, east, north = box
    per_degree = min(width / (east - west), (height(width, box) - BAR) / (north - south))
    middle = (north + south) / 2 - BAR / 2 / per_degree
    return {"center": {"lon": (west + east) / 2, "lat": middle}, "zoom": float(np.log2(per_degree * 360 / 512))}


def sentence(table: pd.DataFrame, label: str, unit: str, t: Words, diverging: bool = False) -> str:
    """What the map shows, in one sentence, and what grey means where it is not the middle of the colours as well."""
    shown = table[table["value"].notna() & table["rank"].notna()].sort_values(["value", "code"])
    if shown.empty:
        return t("{label}: no region has a value.", label=label)
    best, worst = shown.iloc[-1], shown.iloc[0]
    said = t(
        "{label}: highest in {best} ({best_value}), lowest in {worst} ({worst_value}); {shown} of {all} regions shown.",
        label=label,
        best=best["name"],
        best_value=t.figure(best["value"], unit),
        worst=worst["name"],
        worst_value=t.figure(worst["value"], unit),
        shown=t.number(len(shown)),
        all=t.number(len(table)),
    )
    return said if diverging or len(shown) == len(table) else f"{said} {t('Grey: not ranked, or without a figure.')}"


_EMPTY = {
    "version": 8,
    "sources": {"none": {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}}},  # {} gets lost
    "layers": [{"id": "bg", "type": "background", "paint": {"background-color": "rgba(0,0,0,0)"}}],
}


def value_range(value: pd.Series, diverging: bool) -> tuple[float, float]:
    """Ends of the colour scale; of many regions the outermost hundredth does not wash out the others."""
    if value.empty:
        return 0.0, 1.0
    low, high = (value.quantile([0.01, 0.99]) if len(value) > 100 else value.agg(["min", "max"])).to_numpy(dtype=float)
    if diverging:
        high = max(abs(low), abs(high), 1.0)
        low = -high
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def ends_told(values: pd.Series, low: float, high: float, n: int, unit: str, t: Words) -> tuple[list[float], list[str]]:
    """`n` marks along a colour scale, and what is written at them; an end that values lie beyond says so."""
    ticks = list(np.linspace(low, high, 2 if unit == "yes_no" else n))
    told = [t.figure(x, unit) for x in ticks]
    if (values < low).any():
        told[0] = f"≤\u00a0{told[0]}"
    if (values > high).any():
        told[-1] = f"≥\u00a0{told[-1]}"
    return ticks, told


def _colour_bar(ticks: list[float], told: list[str], label: str, width: int, colour: str) -> dict:
    font = {"color": colour}
    return {
        "orientation": "h", "x": 0.5, "xanchor": "center", "y": 0, "yanchor": "bottom", "thickness": 10,
        "len": 0.9 if width < 700 else 0.4, "outlinewidth": 0, "tickfont": font,
        "title": {"text": escape(label), "side": "top", "font": font}, "tickvals": ticks, "ticktext": told,
    }  # fmt: skip


def _hover(table: pd.DataFrame, unit: str, t: Words) -> list[tuple[str, str, str, str]]:
    """Per region: name, value in words, place, and its code for a click."""
    ranks = table["rank"].astype(object).where(table["rank"].notna(), NONE)
    values = [t.figure(value, unit) for value in table["value"]]
    return list(zip(table["name"], values, map(str, ranks), table["code"], strict=True))
