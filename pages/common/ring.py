"""The chosen region on a map: ringed, and chosen by a click. Apart from the map, which is redrawn on its own: a choice
concerns the whole screen."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from charts.choropleth import SHAPES
from charts.palette import PALETTES
from data.shapes import middle

_RING = st.components.v2.component(
    "ring", html="<span hidden></span>", js=Path(__file__).with_suffix(".js").read_text("utf-8")
)


def show(chart: str, level: str, code: str | None, theme: str, choose: Callable[[str], None] | None = None) -> None:
    """Rings the region of this code on the map of the key `chart`; `choose` is told the code that is clicked there,
    before the run that the click starts."""
    key = f"{chart}_ring"

    def told() -> None:
        if choose and st.session_state[key].get("clicked"):
            choose(st.session_state[key]["clicked"])

    point = (code and middle(code)) or (0, 0)
    data = {"chart": chart, "code": code, "shapes": SHAPES[level], "point": point, "colour": PALETTES[theme].mark}
    _RING(key=key, data=data, on_clicked_change=told, height="content")
