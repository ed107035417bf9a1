"""A region's result as a square picture, to keep or to share."""

from io import BytesIO
from textwrap import wrap

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text

from charts.palette import PALETTES
from messages import Words

SIDE, DOTS = 1080, 150  # pixels, and dots an inch
MARGIN = 72  # pixels, left and right
BAND = 92  # pixels, of the band across the top
POINT = 72 / DOTS  # points a pixel: sizes below are pixels
PEOPLE_TOP, PEOPLE_BOTTOM, PEOPLE_RIGHT = 640, 200, 512  # pixels from the bottom and the left
LONGEST = 300  # letters of a text that are drawn

# a person in a square of 1: the head, and shoulders with a rounded top
_HEAD = Path.circle((0.5, 0.8), 0.16)
_BODY = Path(
    [(0.2, 0.04), (0.2, 0.4), (0.2, 0.58), (0.5, 0.58), (0.8, 0.58), (0.8, 0.4), (0.8, 0.04), (0.2, 0.04)],
    [Path.MOVETO, Path.LINETO, Path.CURVE3, Path.CURVE3, Path.CURVE3, Path.CURVE3, Path.LINETO, Path.CLOSEPOLY],
)


def card(
    name: str, place: str, coverage: float | None, t: Words, *,
    change: float | None = None, edition: str = "", dated: str = "", mark: str = "", address: str = "",
) -> bytes:  # fmt: skip
    """A PNG of 1080 x 1080 pixels: see `drawn`."""
    out = BytesIO()
    figure = drawn(name, place, coverage, t, change=change, edition=edition, dated=dated, mark=mark, address=address)
    figure.canvas.print_png(out, pil_kwargs={"compress_level": 3})
    return out.getvalue()


def drawn(
    name: str, place: str, coverage: float | None, t: Words, *,
    change: float | None = None, edition: str = "", dated: str = "", mark: str = "", address: str = "",
) -> Figure:  # fmt: skip
    """The picture: a region's name and place, its coverage as a hundred people, and what the figures are.

    `place`: in words, also where there is none. `coverage`: percent, None if unknown. `change`: of it in a year, in
    points. `mark`: what has to stand on the picture itself, such as that its figures are simulated. Texts of any
    length are wrapped and made smaller until they fit.
    """
    colours = PALETTES["light"]
    figure = Figure((SIDE / DOTS, SIDE / DOTS), dpi=DOTS, facecolor=colours.background)
    FigureCanvasAgg(figure)  # becomes the figure's own, and measures its texts
    figure.add_artist(
        Rectangle((0, 1 - BAND / SIDE), 1, BAND / SIDE, color=colours.accent, transform=figure.transFigure)
    )
    wide = SIDE - 2 * MARGIN
    say(figure, "UCJ Award", MARGIN, SIDE - BAND / 2, 36, 260, 50, color=colours.background, weight="bold", va="center")
    say(figure, edition, SIDE - MARGIN, SIDE - BAND / 2, 27, wide - 280, 70, color=colours.background, ha="right",
        va="center")  # fmt: skip
    say(figure, name, MARGIN, SIDE - BAND - 48, 76, wide, 170, color=colours.text, weight="bold")
    say(figure, place, MARGIN, SIDE - BAND - 236, 46, wide, 90, color=colours.accent, weight="bold")
    left, right = PEOPLE_RIGHT + 56, SIDE - MARGIN - PEOPLE_RIGHT - 56
    if coverage is None:
        say(figure, t("The coverage is not known yet."), MARGIN, PEOPLE_TOP - 60, 48, wide, 260, color=colours.text)
    else:
        _people(figure, coverage)
        say(figure, t.percent(coverage), left, PEOPLE_TOP, 104, right, 140, color=colours.accent, weight="bold")
        say(figure, hundred(coverage, t), left, PEOPLE_TOP - 160, 38, right, 170, color=colours.text)
        if change is not None:
            say(figure, moved(change, t), left, PEOPLE_TOP - 350, 32, right, 80, color=colours.text, weight="bold")
    say(figure, mark, MARGIN, 158, 30, wide, 46, color=colours.mark, weight="bold")
    say(figure, dated, MARGIN, 106, 24, wide, 34, color=colours.text)
    say(figure, address, MARGIN, 66, 24, wide, 34, color=colours.text)
    return figure


def hundred(coverage: float, t: Words) -> str:
    """A coverage in percent as people among a hundred."""
    if coverage > 100:
        return t("there are more participants than workers counted here")
    n = covered(coverage)
    if n == 0:
        return t("fewer than 1 in 100 workers are protected") if coverage > 0 else t("no worker is protected yet")
    return t("{n} in 100 workers are protected", n=t.number(n))


def covered(coverage: float) -> int:
    """Of a hundred workers how many are protected, rounded half up; 100 only where all are, 0 only below one half."""
    n = min(int(coverage + 0.5), 100)
    return 99 if n == 100 > coverage else n


def moved(change: float, t: Words) -> str:
    """A change in points in a year."""
    said = t.number(abs(change), 1)
    if not said.strip("0,."):
        return t("the same as a year ago")
    values = {"points": said}
    return t("up {points} points in a year", **values) if change > 0 else t("down {points} points in a year", **values)


def say(figure: Figure, text: str, x: float, y: float, size: float, width: float, height: float, **look) -> Text | None:
    """Writes a text from (x, y) in pixels, at most `size` pixels large, wrapped and smaller until it fits a box."""
    text = " ".join(text.split())[:LONGEST]
    if not text:
        return None
    renderer = figure.canvas.get_renderer()
    look = {"va": "top", "linespacing": 1.15, "parse_math": False, **look}
    made = figure.text(x / SIDE, y / SIDE, text, **look)
    for pixels in np.arange(size, 7, -1):
        made.set_fontsize(pixels * POINT)
        letters = max(int(width / (pixels * 0.5)), 4)
        while letters >= 4:
            made.set_text("\n".join(wrap(text, letters, break_long_words=pixels < size / 2)))
            box = made.get_window_extent(renderer)
            if box.width <= width or box.height > height:
                break
            letters -= max(1, letters // 12)
        if box.width <= width and box.height <= height:
            break
    return made


def _people(figure: Figure, coverage: float) -> None:
    """A hundred people in rows of ten from the top left: filled as many as are protected, the others outlined."""
    colours, n = PALETTES["light"], covered(coverage)
    across, down = (PEOPLE_RIGHT - MARGIN) / 10, (PEOPLE_TOP - PEOPLE_BOTTOM) / 10
    one, size = Path.make_compound_path(_HEAD, _BODY), min(across, down) * 0.92

    def group(which: range) -> Path:
        made = []
        for k in which:
            corner = (MARGIN + k % 10 * across, PEOPLE_TOP - (k // 10 + 1) * down)
            made.append(Path((one.vertices * size + corner) / SIDE, one.codes))
        return Path.make_compound_path(*made)

    for which, fill in ((range(n), colours.accent), (range(n, 100), "none")):
        if len(which):
            figure.add_artist(
                PathPatch(group(which), facecolor=fill, edgecolor=colours.accent, linewidth=0.8,
                          transform=figure.transFigure)
            )  # fmt: skip
