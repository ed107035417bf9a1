"""The dot plot: a marker a region and indicator, none hidden, and a sentence on the largest distance."""

import numpy as np
import pandas as pd
import pytest

from charts.dots import dots
from messages import words

VALUES = pd.DataFrame(
    {"Aceh": [50.0, 20.0, np.nan], "Bali <b>": [40.0, 20.0, 70.0]}, index=["Cakupan", "Bulan", "Laju"]
)
TOLD = pd.DataFrame({"Aceh": ["50 %", "2 bulan", "–"], "Bali <b>": ["40 %", "2 bulan", "+7"]}, index=VALUES.index)


def draw(values=VALUES, told=TOLD, **options):
    return dots(values, told, words("en"), **options)


def markers(figure):
    return [trace for trace in figure.data if trace.mode == "markers"]


def test_a_series_a_region_told_apart_by_colour_and_symbol():
    one, two = markers(draw()[0])
    assert (list(one.x)[:2], list(two.x)) == ([50.0, 20.0], [40.0, 20.0, 70.0])
    assert one.marker.symbol != two.marker.symbol
    assert one.marker.color != two.marker.color
    assert two.name == "Bali &lt;b&gt;"


def test_equal_values_do_not_hide_each_other():
    one, two = markers(draw()[0])
    assert one.x[1] == two.x[1]
    assert one.y[1] != two.y[1]
    assert {round(y) for y in (one.y[1], two.y[1])} == {1}


def test_hover_tells_the_raw_figure():
    assert list(map(list, markers(draw()[0])[1].customdata))[2] == ["Laju", "+7"]


def test_six_regions_stay_within_their_rows():
    six = pd.DataFrame({f"r{n}": [n * 10.0, 5.0] for n in range(6)}, index=["a", "b"])
    for trace in markers(draw(six, six.astype(str))[0]):
        assert [round(y) for y in trace.y] == [0, 1]


@pytest.mark.parametrize("values", [[-30.0, 140.0], [10.0, 20.0]])
def test_everything_is_in_view(values):
    table = pd.DataFrame({"x": values}, index=["a", "b"])
    low, high = draw(table, table.astype(str))[0].layout.xaxis.range
    assert low < min(0, *values)
    assert high > max(100, *values)


def test_the_sentence_names_the_largest_and_the_smallest_distance():
    sentence = draw()[1]
    assert sentence == "Furthest apart in Cakupan: Aceh 50 %, Bali <b> 40 %; closest in Bulan."


def test_sentences_where_nothing_differs_or_nothing_is_known():
    level = VALUES.assign(**{"Bali <b>": VALUES["Aceh"]})
    assert draw(level)[1] == "These regions are level in every indicator."
    assert draw(VALUES * np.nan)[1] == "No indicator has a figure for two of these regions."
