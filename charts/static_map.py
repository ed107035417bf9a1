"""The map as a picture: for paper, and for machines whose browser cannot draw the other one (it needs WebGL)."""

from collections.abc import Sequence
from io import BytesIO
from textwrap import wrap

import geopandas as gpd
import matplotlib
import pandas as pd
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize, to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from charts.choropleth import EAST, NORTH, SOUTH, WEST, ends_told, value_range
from charts.palette import PALETTES
from messages import Words

ATTRIBUTION = "Batas wilayah: BIG, digeneralisasi"
INCHES, DOTS = 12.0, 150  # wide, and dots an inch
WIDE = 190  # letters of the smallest size that fit in a line
LINE = 0.3  # inches of a line above the map
DOT = 36  # square points, of a region too small to see


def static_map(
    table: pd.DataFrame, outlines: gpd.GeoDataFrame, label: str, unit: str, t: Words, *,
    mark: str = "", theme: str = "light", diverging: bool = False, format: str = "png",
    above: Sequence[str] = (), source: str = "",
) -> bytes:  # fmt: skip
    """A picture of one value, a PNG 1800 pixels wide or an SVG; the same bytes for the same figures.

    `table`: as for `choropleth`; columns lon, lat, marker may be left out, and no region then has a dot. `outlines`:
    code and geometry of every region of the level; those not in the table are bare land. `mark`: what has to stand on
    the picture itself, such as that its figures are simulated. `above`: lines over the
    map, the first of them its title, for a picture that stands alone; the mark is then the last of them. `source`: of
    the figures, beside that of the outlines.
    """
    colours = PALETTES[theme]
    shown = table.loc[table["rank"].notna(), "value"].dropna()
    low, high = value_range(shown, diverging)
    steps = colours.diverging if diverging else colours.sequential
    scale = ScalarMappable(Normalize(low, high), LinearSegmentedColormap.from_list("scale", steps))
    values = table.set_index("code")["value"].where(table.set_index("code")["rank"].notna())
    fills = {code: colours.unranked if pd.isna(v) else to_hex(scale.to_rgba(v)) for code, v in values.items()}
    land = ~outlines["code"].isin(fills)

    below, lines = INCHES * (NORTH - SOUTH) / (EAST - WEST) + 0.9, [*above, mark] if above else []
    tall = below + LINE * len(lines)
    own = below / tall  # share of the height; what stands above the map leaves it as it is
    figure = Figure((INCHES, tall), dpi=DOTS, facecolor=colours.background)
    axes = figure.add_axes((0, 0.12 * own, 1, 0.88 * own))
    for part, edge in ((outlines[land], colours.faint), (outlines[~land], colours.line)):
        if len(part):
            fill = [fills.get(code, colours.faint) for code in part["code"]]
            part.plot(ax=axes, color=fill, edgecolor=edge, linewidth=0.4)
    if "marker" in table:
        small = table[table["marker"]]
        axes.scatter(small["lon"], small["lat"], DOT, small["code"].map(fills), edgecolors=colours.text, linewidths=0.4)
    axes.set(xlim=(WEST, EAST), ylim=(SOUTH, NORTH), aspect="equal")
    axes.set_axis_off()
    if values.isna().any():
        figure.legend(
            [Patch(color=colours.unranked)], [t("not ranked")], loc="lower left", bbox_to_anchor=(0.72, 0.055 * own),
            frameon=False, fontsize=9, labelcolor=colours.text,
        )  # fmt: skip
    bar = figure.colorbar(scale, cax=figure.add_axes((0.3, 0.085 * own, 0.4, 0.018 * own)), orientation="horizontal")
    ticks, told = ends_told(shown, low, high, 3, unit, t)
    bar.set_ticks(ticks, labels=told)
    bar.ax.tick_params(colors=colours.text, labelsize=9, length=0)
    bar.outline.set_visible(False)
    figure.text(0.5, 0.115 * own, label, ha="center", color=colours.text, fontsize=11, parse_math=False)
    origin = "\n".join(wrap(" · ".join(filter(None, [ATTRIBUTION, source])), WIDE))
    figure.text(0.01, 0.015 * own, origin, color=colours.text, fontsize=8, parse_math=False)
    marked = {"color": colours.mark, "fontsize": 11, "fontweight": "bold"}
    if not lines:
        figure.text(0.99, 0.015, mark, ha="right", **marked)
    looks = [{"color": colours.text, "fontsize": 16, "fontweight": "bold"}, *[{"color": colours.text}] * len(above)]
    for n, line in enumerate(lines):
        look = marked if n == len(above) else looks[n]
        figure.text(0.01, 1 - LINE * (n + 0.8) / tall, line, parse_math=False, **look)
    out = BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": label}):
        figure.savefig(out, format=format, metadata={"Date": None} if format == "svg" else None)
    return out.getvalue()
