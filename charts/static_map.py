"""The map as a picture: for paper, and for machines whose browser cannot draw the other one (it needs WebGL)."""

from io import BytesIO

import geopandas as gpd
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize, to_hex
from matplotlib.figure import Figure

from charts.choropleth import EAST, NORTH, SOUTH, WEST, value_range
from charts.palette import PALETTES
from messages import Words

ATTRIBUTION = "Batas wilayah: BIG, digeneralisasi"
INCHES, DOTS = 12.0, 150  # wide, and dots an inch


def static_map(
    table: pd.DataFrame, outlines: gpd.GeoDataFrame, label: str, unit: str, t: Words, *,
    mark: str = "", theme: str = "light", diverging: bool = False,
) -> bytes:  # fmt: skip
    """A PNG of one value, 1800 pixels wide.

    `table`: as for `choropleth`. `outlines`: code and geometry of every region of the level. `mark`: what has to stand
    on the picture itself, such as that its figures are simulated.
    """
    colours = PALETTES[theme]
    low, high = value_range(table.loc[table["rank"].notna(), "value"].dropna(), diverging)
    steps = colours.diverging if diverging else colours.sequential
    scale = ScalarMappable(Normalize(low, high), LinearSegmentedColormap.from_list("scale", steps))
    values = table.set_index("code")["value"].where(table.set_index("code")["rank"].notna())
    fills = [colours.unranked if pd.isna(v) else to_hex(scale.to_rgba(v)) for v in values.reindex(outlines["code"])]

    figure = Figure((INCHES, INCHES * (NORTH - SOUTH) / (EAST - WEST) + 0.9), dpi=DOTS, facecolor=colours.background)
    axes = figure.add_axes((0, 0.12, 1, 0.88))
    outlines.plot(ax=axes, color=fills, edgecolor=colours.line, linewidth=0.4)
    axes.set(xlim=(WEST, EAST), ylim=(SOUTH, NORTH), aspect="equal")
    axes.set_axis_off()
    bar = figure.colorbar(scale, cax=figure.add_axes((0.3, 0.085, 0.4, 0.018)), orientation="horizontal")
    bar.set_ticks([low, (low + high) / 2, high], labels=[t.figure(x, unit) for x in (low, (low + high) / 2, high)])
    bar.ax.tick_params(colors=colours.text, labelsize=9, length=0)
    bar.outline.set_visible(False)
    figure.text(0.5, 0.115, label, ha="center", color=colours.text, fontsize=11)
    figure.text(0.01, 0.015, ATTRIBUTION, color=colours.text, fontsize=8)
    figure.text(0.99, 0.015, mark, ha="right", color=colours.mark, fontsize=11, fontweight="bold")
    out = BytesIO()
    FigureCanvasAgg(figure).print_png(out)
    return out.getvalue()
