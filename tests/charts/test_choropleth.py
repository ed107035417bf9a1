"""The map: every region drawn once, ranked ones in colour, and a sentence that says what it shows."""

import pandas as pd
import pytest

from charts.choropleth import choropleth, ends_told, height
from charts.palette import PALETTES
from messages import words


def table(**columns) -> pd.DataFrame:
    rows = {
        "code": ["11", "12", "13"],
        "name": ["Aceh", "Sumatera <b>Utara</b>", "Sumatera Barat"],
        "value": [20.0, 30.5, 25.0],
        "rank": pd.array([3, 1, None], dtype="Int64"),
        "lon": [97.0, 99.0, 100.5],
        "lat": [4.0, 2.0, -1.0],
        "marker": [False, True, False],
    }
    return pd.DataFrame(rows | columns)


def draw(frame=None, **options):
    return choropleth(table() if frame is None else frame, "province", "Skor", "score.2", words("id"), **options)


def test_every_region_is_drawn_once_and_those_without_a_rank_in_grey():
    figure, _ = draw()
    grey, coloured = (t for t in figure.data if t.type == "choroplethmap")
    assert list(grey.locations) == ["13"]
    assert list(coloured.locations) == ["11", "12"]
    assert list(coloured.z) == [20.0, 30.5]


def test_small_regions_have_a_marker_of_their_own_colour():
    figure, _ = draw()
    marker = next(t for t in figure.data if t.type == "scattermap")
    assert (list(marker.lon), list(marker.marker.color)) == ([99.0], [30.5])


def test_shapes_go_by_address():
    figure, _ = draw()
    assert {t.geojson for t in figure.data if t.type == "choroplethmap"} == {"app/static/provinces.geojson"}
    assert len(figure.to_json()) < 10_000


def test_sentence_names_both_ends():
    assert draw()[1] == (
        "Skor: tertinggi Sumatera <b>Utara</b> (30,50), terendah Aceh (20,00); 2 dari 3 daerah ditampilkan. "
        "Abu-abu: tanpa peringkat atau tanpa angka."
    )


def test_sentence_without_a_value():
    empty = table(value=[None, None, None])
    assert draw(empty)[1] == "Skor: tidak ada daerah yang memiliki nilai."


def test_a_change_has_zero_in_the_middle():
    figure, _ = draw(table(value=[-4.0, 10.0, 2.0]), diverging=True)
    assert (figure.layout.coloraxis.cmin, figure.layout.coloraxis.cmax) == (-10, 10)


@pytest.mark.parametrize("width", [356, 1140, 2440])
def test_the_archipelago_fits_the_width(width):
    figure, _ = draw(width=width)
    degrees = width / 2**figure.layout.map.zoom / 512 * 360
    assert 46 < degrees < 48  # Indonesia reaches from 95.0 to 141.0 degrees east
    assert figure.layout.height == height(width)


def test_one_value_for_all_is_drawn():
    figure, _ = draw(table(value=[5.0, 5.0, 5.0]))
    assert figure.layout.coloraxis.cmin < 5 < figure.layout.coloraxis.cmax


def test_grey_is_not_spoken_of_where_there_is_none_or_where_it_is_the_middle_as_well():
    assert draw(table(rank=[3, 1, 2]))[1].endswith("3 dari 3 daerah ditampilkan.")
    assert draw(diverging=True)[1].endswith("2 dari 3 daerah ditampilkan.")


def test_an_end_that_values_lie_beyond_says_so():
    values = pd.Series([0.0, 50.0, 200.0])
    told = ends_told(values, 10, 100, 3, "percent", words("id"))[1]
    assert told == ["≤\u00a010,0\u00a0%", "55,0\u00a0%", "≥\u00a0100,0\u00a0%"]
    assert ends_told(values, 0, 200, 2, "percent", words("en"))[1] == ["0.0%", "200.0%"]


def test_yes_and_no_are_the_two_ends_of_a_scale():
    assert ends_told(pd.Series([0.0, 1.0]), 0, 1, 5, "yes_no", words("en")) == ([0, 1], ["no", "yes"])


def test_the_legend_is_as_dark_as_the_text():
    bar = draw()[0].layout.coloraxis.colorbar
    assert bar.tickfont.color == bar.title.font.color == PALETTES["light"].text
