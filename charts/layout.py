"""What all drawn figures but the map have in common."""

import gzip
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import plotly.graph_objects as go
from plotly.io import to_json

from charts.palette import PALETTES, Palette

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")  # beside the colours of Palette.series
LIBRARY = Path(str(files("plotly") / "package_data/plotly.min.js"))  # Plotly's script, in the version of its package
LIBRARY_VERSION = version("plotly")
NARROW = 700  # pixels; below it a figure is drawn for a phone


_SMALL = 11.25  # pixels, of texts in figures: three quarters of a page's
_HOUSE = go.layout.Template(
    layout={
        "font": {"size": _SMALL},
        "margin": {"pad": 7.5},
        "legend": {"font": {"size": _SMALL}},
        "hoverlabel": {"font": {"size": _SMALL}},
        "xaxis": {
            "showgrid": False, "zeroline": False, "tickfont": {"size": _SMALL},
            "title": {"font": {"size": 13}, "standoff": 19},
        },
        "yaxis": {"tickfont": {"size": _SMALL}, "title": {"font": {"size": 13}, "standoff": 22}},
        "coloraxis": {"colorbar": {"xpad": 22, "tickfont": {"size": _SMALL}, "title": {"font": {"size": 13}}}},
    },
    data={"scatter": [{"marker": {"line": {"width": 0}}}]},
)  # fmt: skip


class Figure(go.Figure):
    """Plotly's figure, never changed once it is drawn: every run of every viewer asks for it as it is written, which
    takes longer than all else on a screen, so it is written once."""

    _packed = None

    def __init__(self, *given, **more):
        super().__init__(*given, **more)
        self.update_layout(template=_HOUSE)

    def packed(self) -> bytes:
        """The figure as the browser takes it: JSON of `data` and `layout`, packed by gzip."""
        if self._packed is None:
            self._packed = gzip.compress(to_json(self, validate=False, engine="orjson").encode(), 6, mtime=0)
        return self._packed


def hover_label(colours: Palette) -> dict:
    """How the label looks that follows the mouse."""
    return {"bgcolor": colours.background, "bordercolor": colours.faint, "font": {"color": colours.text}}


def layout(figure: Figure, theme: str, height: int, **more) -> Figure:
    """The figure with the size, colours and quiet axes of this house; `more` as Plotly's update_layout."""
    colours = PALETTES[theme]
    axis = {
        "gridcolor": colours.faint, "zerolinecolor": colours.faint, "linecolor": colours.faint, "automargin": True,
        "fixedrange": True, "tickfont": {"color": colours.text}, "title": {"font": {"color": colours.text}},
    }  # fmt: skip
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": colours.text, "size": 13},
        hoverlabel=hover_label(colours),
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0, "font": {"color": colours.text}},
        dragmode=False,
    )
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)
    return figure.update_layout(**more)
