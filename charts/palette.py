"""Colours of figures, light and dark: chosen to be told apart without red against green."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """The colours of one theme."""

    text: str
    background: str
    line: str
    unranked: str
    mark: str
    sequential: tuple[str, ...]  # from low to high; away from the background as the value grows
    diverging: tuple[str, ...]  # from fell to rose, through what stayed


PALETTES = {
    "light": Palette(
        text="#081312",
        background="#FBFBF9",
        line="#FBFBF9",
        unranked="#C9CECC",
        mark="#B45309",
        sequential=("#DDF0EC", "#A8D8CF", "#62B4A9", "#23877D", "#0A5A54", "#042F2C"),
        diverging=("#B35806", "#F1A340", "#FEE0B6", "#EEF0EF", "#C7D5EE", "#6C8FCB", "#27509B"),
    ),
    "dark": Palette(
        text="#E6F2EF",
        background="#0B1412",
        line="#0B1412",
        unranked="#303A38",
        mark="#FBBF24",
        sequential=("#12332F", "#16524B", "#1C7A6F", "#2FA898", "#6FD6C6", "#D2F7EF"),
        diverging=("#FDB863", "#D08A34", "#8F6B42", "#56605E", "#4F6EA3", "#6F9BE3", "#B4CFFB"),
    ),
}
