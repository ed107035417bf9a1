"""What all drawn figures but the map have in common."""

from typing import Any

import numpy as np
import orjson
import plotly.graph_objects as go

from charts.palette import PALETTES

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")  # beside the colours of Palette.series
NARROW = 700  # pixels; below it a figure is drawn for a phone


class Figure(go.Figure):
    """Plotly's figure, never changed once it is drawn: every run of every viewer asks for its contents anew, which
    takes longer than all else on a screen, so they are worked out and written once."""

    _contents = None

    def to_dict(self) -> dict[str, Any]:
        if self._contents is None:
            self._contents = super().to_dict()
            self._contents["data"] = [
                {key: _written(value) for key, value in trace.items()} for trace in self._contents["data"]
            ]
        return self._contents


def _written(value: Any) -> Any:
    """A list or an array as JSON, which orjson takes over as it is."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return orjson.Fragment(orjson.dumps(value, np.ndarray.tolist, orjson.OPT_SERIALIZE_NUMPY))
    return value


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
        hoverlabel={"bgcolor": colours.background, "font": {"color": colours.text}},
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0, "font": {"color": colours.text}},
        dragmode=False,
    )
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)
    return figure.update_layout(**more)
