"""A figure of `charts` on a screen. Streamlit's own element draws a changed figure as a new one, for which a map starts
WebGL anew and takes more than a second; here Plotly changes the one that stands."""

from pathlib import Path

import streamlit as st
from streamlit.components.v1 import declare_component

from charts.layout import LIBRARY, LIBRARY_VERSION, Figure
from messages import Words
from pages.common import packed

# Shows nothing, but serves the folder of Plotly's own script, under an address that holds its version.
_PLOTLY = declare_component(f"plotly-{LIBRARY_VERSION}", path=LIBRARY.parent)
SCRIPT = f"component/{_PLOTLY.name}/{LIBRARY.name}"

_CHART = st.components.v2.component(
    "chart",
    html='<div class="chart" role="figure"></div>',
    js=packed.script(Path(__file__).with_suffix(".js")),
    isolate_styles=False,  # Plotly writes its styles into the page
)


def show(figure: Figure, key: str, sentence: str, t: Words, zoom: bool = False) -> None:
    """Shows a figure; `sentence` says to those who cannot see it what it shows. `zoom`: a map by the mouse's wheel."""
    failed = t("This browser cannot draw this figure. Reload the page, or use its picture or its table.")
    head = {"script": SCRIPT, "sentence": sentence, "height": figure.layout.height, "zoom": zoom, "failed": failed}
    _CHART(key=key, data=packed.data(head, figure.packed()))
