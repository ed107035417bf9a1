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
    accent: str
    faint: str  # grid lines, and what stands behind
    series: tuple[str, ...]  # regions beside each other; symbols tell them apart as well
    sequential: tuple[str, ...]  # from low to high; away from the background as the value grows
    diverging: tuple[str, ...]  # from fell to rose, through what stayed


PALETTES = {
    "light": Palette(
        text="#081312",
        background="#FBFBF9",
        line="#FBFBF9",
        unranked="#C9CECC",
        mark="#B45309",
        accent="#0F766E",
        faint="#DCE5E2",
        series=("#0F766E", "#C2570C", "#1D4ED8", "#9D2F86", "#5B6573", "#8A6D00"),
        sequential=("#DDF0EC", "#A8D8CF", "#62B4A9", "#23877D", "#0A5A54", "#042F2C"),
        diverging=("#B35806", "#F1A340", "#FEE0B6", "#EEF0EF", "#C7D5EE", "#6C8FCB", "#27509B"),
    ),
    "dark": Palette(
        text="#E6F2EF",
        background="#0B1412",
        line="#0B1412",
        unranked="#303A38",
        mark="#FBBF24",
        accent="#2DD4BF",
        faint="#23403A",
        series=("#2DD4BF", "#FB923C", "#7BA7FF", "#EE8BD8", "#B6C2CF", "#E7C94C"),
        sequential=("#12332F", "#16524B", "#1C7A6F", "#2FA898", "#6FD6C6", "#D2F7EF"),
        diverging=("#FDB863", "#D08A34", "#8F6B42", "#56605E", "#4F6EA3", "#6F9BE3", "#B4CFFB"),
    ),
}
