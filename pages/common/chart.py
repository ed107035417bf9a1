"""A figure of `charts` on a screen. Streamlit's own element draws a changed figure as a new one, for which a map starts
WebGL anew and takes more than a second; here Plotly changes the one that stands."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.components.v1 import declare_component

from charts.choropleth import SHAPES
from charts.layout import LIBRARY, LIBRARY_VERSION, Figure
from charts.palette import PALETTES
from data.shapes import middle
from messages import Words
from pages.common import packed

# Shows nothing, but serves the folder of Plotly's own script, under an address that holds its version.
_PLOTLY = declare_component(f"plotly-{LIBRARY_VERSION}", path=LIBRARY.parent)
SCRIPT = f"component/{_PLOTLY.name}/{LIBRARY.name}"

_CHART = st.components.v2.component(
    "chart",
    html='<figure><div class="chart"></div><figcaption></figcaption></figure>',
    js=packed.script(Path(__file__).with_suffix(".js")),
    isolate_styles=False,  # Plotly writes its styles into the page
)


def show(
    figure: Figure, key: str, sentence: str, t: Words, zoom: bool = False, ring: dict | None = None,
    choose: Callable[[str], None] | None = None,
) -> None:  # fmt: skip
    """Shows a figure and the sentence that says what it shows. `zoom`: a map by the mouse's wheel; `ring`: what marks a
    region on a map (see `ringed`); `choose` is told the code of one that is clicked, before the run that it starts."""
    failed = t("This browser cannot draw this figure. Reload the page, or use its picture or its table.")
    head = {"script": SCRIPT, "sentence": sentence, "height": figure.layout.height, "zoom": zoom, "failed": failed,
            "ring": ring, "tell": choose is not None}  # fmt: skip

    def told() -> None:
        if choose and st.session_state[key].get("clicked"):
            choose(st.session_state[key]["clicked"])

    _CHART(key=key, data=packed.data(head, figure.packed()), on_clicked_change=told)


def ringed(level: str, code: str | None, theme: str) -> dict:
    """A ring around the region of this code, on a map of its level; without code, none."""
    return {
        "code": code, "shapes": SHAPES[level], "point": (code and middle(code)) or (0, 0),
        "colour": PALETTES[theme].mark,
    }  # fmt: skip
