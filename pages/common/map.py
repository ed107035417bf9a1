"""The map with its sentence, on any screen; a click on a region chooses it."""

import pandas as pd
import streamlit as st

from charts.choropleth import Box, choropleth
from charts.layout import Figure
from charts.static_map import static_map
from data.shapes import outlines
from messages import Words
from pages.common import address, cached, chart, frame, playback, region
from pages.common.keep import kept

DIVERGING = ("places", "points")  # units whose 0 is a middle


def show(
    id: str, period: str, by: str, key: str, t: Words, theme: str, width: int, options: list[str], play: bool = False
) -> None:
    """A switch of what the map shows, the map, and its sentence, redrawn on their own. `play`: its periods can be
    played, all on one colour scale."""
    every = playback.tick() if play else None
    frame.fragment(_show, run_every=every)(id, period, by, key, t, theme, width, options, play)


def _show(
    id: str, period: str, by: str, key: str, t: Words, theme: str, width: int, options: list[str], play: bool
) -> None:
    if play:
        at = playback.period(id, t)
        if at != period and not playback.tick():
            st.rerun()  # all that stands around the map follows
        period = at
    choices = shown(id, by, t)
    options = [o for o in options if o in choices]
    with st.container(horizontal=True, vertical_alignment="center"):
        what = address.choice(
            st.selectbox, t("The map shows"), options, "map", options[0], width=340, label_visibility="collapsed",
            format_func=lambda o: t("Map: {value}", value=choices[o][0]),
        )  # fmt: skip
        as_picture = address.switch(t("As a picture"), "picture")
    figure, sentence = drawn(id, period, by, what, t, theme, width, play)
    if as_picture:
        content = picture(id, period, by, what, t, theme)
        st.image(content, caption=sentence, alt=sentence)
        st.download_button(
            t("Download PNG"),
            content,
            f"{id}-{period}-{what}.png",
            "image/png",
            icon=":material/download:",
            on_click="ignore",
        )
        return

    ring = chart.ringed(cached.edition(id).level, region.current(id), theme)
    chart.show(figure, key, sentence, t, zoom=width > 700, ring=ring, choose=_choose)


def _choose(code: str) -> None:
    region.choose(code)
    frame.concerns_all()


@kept(256)
def drawn(
    id: str, period: str, by: str, show: str, t: Words, theme: str, width: int, fixed: bool
) -> tuple[Figure, str]:
    """The map of a value (see `shown`) and its sentence; `fixed`: one colour scale for all periods."""
    label, unit = shown(id, by, t)[show]
    return choropleth(
        _mapped(id, period, by, show), cached.edition(id).level, label, unit, t, theme=theme, width=width,
        diverging=unit in DIVERGING, span=_over_time(id, show) if fixed else None,
    )  # fmt: skip


@kept(64)
def _over_time(id: str, show: str) -> pd.Series | None:
    """A value at all periods; changes of rank have a scale of their own."""
    if show == "change":
        return None
    found = cached.history(id).values()
    return pd.concat([r.table["score"] if show == "score" else r.values[show] for r in found]).dropna()


def part(id: str, show: str, codes: list[str], box: Box, t: Words, theme: str, width: int) -> tuple[Figure, str]:
    """The map of some regions of an edition at its own period, with what is in view; places by score."""
    label, unit = shown(id, "score", t)[show]
    table = _mapped(id, cached.edition(id).period, "score", show)
    return choropleth(
        table[table["code"].isin(codes)], cached.edition(id).level, label, unit, t, theme=theme, width=width,
        diverging=unit in DIVERGING, box=box,
    )  # fmt: skip


@kept(64)
def picture(id: str, period: str, by: str, show: str, t: Words, theme: str) -> bytes:
    """The same map as a PNG."""
    label, unit = shown(id, by, t)[show]
    title = f"{label} · {t.name(cached.edition(id).title)} · {t.period(period)}"
    mark = t("Simulation") if cached.edition(id).nature == "simulated" else ""
    table, level = _mapped(id, period, by, show), cached.edition(id).level
    return static_map(table, outlines(level), title, unit, t, mark=mark, theme=theme, diverging=unit in DIVERGING)


@kept(64)
def shown(id: str, by: str, t: Words) -> dict[str, tuple[str, str]]:
    """What a map can show: key -> wording and unit. The place's own value first, then its change, then indicators."""
    criteria = cached.ranking(id, cached.edition(id).period).criteria
    indicators = {i.id: (t.name(i.name, i.id), i.unit) for i in criteria.indicators}
    top = {"score": (t("Score"), f"score.{criteria.decimals}"), "change": (t("Change of rank"), "places")}
    return top | indicators if by == "score" else {by: indicators[by]} | top | indicators


def value(id: str, period: str, by: str, show: str) -> pd.Series:
    """The values of `shown` by code."""
    if show == "change":
        return cached.standings(id, period, by)["change"].astype("Float64").astype(float)
    found = cached.ranking(id, period)
    return found.table["score"] if show == "score" else found.values[show]


def _mapped(id: str, period: str, by: str, show: str) -> pd.DataFrame:
    table = cached.standings(id, period, by).assign(value=value(id, period, by, show)).reset_index(names="code")
    return table.assign(name=table["label"])
