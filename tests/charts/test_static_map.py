"""The map as a picture: the right colour at the right place, grey without a rank, and its mark."""

from io import BytesIO

import geopandas as gpd
import numpy as np
import pandas as pd
from PIL import Image
from shapely import box

from charts.choropleth import EAST, NORTH, SOUTH, WEST
from charts.palette import PALETTES
from charts.static_map import static_map
from messages import words

OUTLINES = gpd.GeoDataFrame(
    {"code": ["11", "12", "13"]}, geometry=[box(97, -4, 105, 4), box(112, -4, 120, 4), box(130, -4, 138, 4)], crs=4326
)


def pixels(**options) -> np.ndarray:
    table = pd.DataFrame({"code": ["11", "12", "13"], "value": [1.0, 9.0, 5.0], "rank": [2, 1, None]})
    return np.asarray(
        Image.open(BytesIO(static_map(table, OUTLINES, "Skor", "score.2", words("id"), **options))).convert("RGB")
    )


def at(image: np.ndarray, lon: float, lat: float) -> str:
    height, width, _ = image.shape
    degree = width / (EAST - WEST)
    top = 0.88 * height / 2 - degree * (NORTH - SOUTH) / 2
    x, y = (lon - WEST) * degree, top + (NORTH - lat) * degree
    return "#" + "".join(f"{int(c):02X}" for c in image[round(y), round(x)])


def test_colours_are_those_of_the_values():
    for theme, colours in PALETTES.items():
        image = pixels(theme=theme)
        assert at(image, 101, 0) == colours.sequential[0]
        assert at(image, 116, 0) == colours.sequential[-1]
        assert at(image, 134, 0) == colours.unranked
        assert at(image, 125, 0) == colours.background


def test_it_is_1800_pixels_wide_and_shows_its_mark():
    plain, marked = pixels(), pixels(mark="Simulasi")
    assert plain.shape[1] == 1800
    corner = np.s_[-60:, -250:]
    assert (plain[corner] != marked[corner]).any()


def test_small_regions_have_a_dot_and_land_outside_the_table_is_bare():
    table = pd.DataFrame({"code": ["11", "12"], "value": [1.0, 9.0], "rank": [2, 1]})
    table = table.assign(lon=[101, 125], lat=[0, 0], marker=[False, True])
    content = static_map(table, OUTLINES, "Skor", "score.2", words("id"))
    image, colours = np.asarray(Image.open(BytesIO(content)).convert("RGB")), PALETTES["light"]
    assert at(image, 125, 0) == colours.sequential[-1], "the dot of 12, beside its shape"
    assert at(image, 134, 0) == colours.faint


def test_it_can_be_drawn_with_lines_the_same_each_time():
    table = pd.DataFrame({"code": ["11", "12", "13"], "value": [1.0, 9.0, 5.0], "rank": [2, 1, None]})
    first, second = (static_map(table, OUTLINES, "Skor", "score.2", words("id"), format="svg") for _ in range(2))
    assert first == second
    assert first.startswith(b"<?xml")
    assert all(f"fill: {colour.lower()}".encode() in first for colour in PALETTES["light"].sequential[::5])


def test_a_scale_says_that_there_is_more_beyond_its_ends():
    """Of many regions the outermost hundredth has the colour of the end, and nobody can point at a picture to ask."""
    many = pd.DataFrame({"code": [str(n) for n in range(201)], "value": np.arange(201.0), "rank": 1})
    for count, ends in ((201, (b"<!-- \xe2\x89\xa4\xc2\xa02,00 -->", b"<!-- \xe2\x89\xa5\xc2\xa0198,00 -->")),
                        (3, (b"<!-- 0,00 -->", b"<!-- 2,00 -->"))):  # fmt: skip
        content = static_map(many[:count], OUTLINES, "Skor", "score.2", words("id"), format="svg")
        assert all(end in content for end in ends)
