"""The map of findings: every number is on it, nothing rests on colour alone, and the sentence says the most."""

import numpy as np
import pandas as pd
import pytest

from charts.palette import PALETTES
from charts.quality import findings_map
from messages import words

COUNTS = pd.DataFrame({"Missing": [0, 1, 2], "Old": [5, 0, 1]}, index=["Aceh", "Bali", "Riau"])
OF = pd.Series({"Riau": 4, "Aceh": 10, "Bali": 1})  # in another order than the counts


def drawn(counts=COUNTS, of=OF, **more):
    return findings_map(counts, words("en"), of=of, **more)


def test_the_colour_is_the_share_of_the_regions():
    [heat, _] = drawn()[0].data
    expected = [[np.nan, 50.0], [100.0, np.nan], [50.0, 25.0]]
    np.testing.assert_array_equal(np.array(heat.z, float), expected)
    assert (heat.zmin, heat.zmax) == (0, 100)


def test_figures_are_coloured_by_their_number():
    [heat, _] = drawn(of=None)[0].data
    np.testing.assert_array_equal(np.array(heat.z, float), [[np.nan, 5], [1, np.nan], [2, 1]])
    assert heat.zmax == 5


@pytest.mark.parametrize("theme", PALETTES)
def test_every_number_above_0_is_written_in_its_field(theme):
    [_, numbers] = drawn(theme=theme)[0].data
    found = {(int(y), int(x)): text for x, y, text in zip(numbers.x, numbers.y, numbers.text, strict=True)}
    assert found == {(0, 1): "5", (1, 0): "1", (2, 0): "2", (2, 1): "1"}


def test_the_sentence_says_the_kind_found_most_and_its_place():
    assert drawn()[1] == "Found most often: Old (6 regions); most of them in Aceh (5 of 10)."
    assert drawn(of=None)[1] == "Found most often: Old (6 figures); most of them in Aceh (5)."


def test_many_places_are_all_named_and_have_room():
    many = pd.DataFrame({"Old": range(1, 39)}, index=[f"Place {n}" for n in range(38)])
    figure, _ = drawn(many, None)
    assert list(figure.layout.yaxis.ticktext) == list(many.index)
    assert figure.layout.height > 38 * 20


def test_a_phone_breaks_long_names_and_no_name_is_markup():
    long = COUNTS.rename(index={"Aceh": "Kepulauan Bangka Belitung", "Bali": "<b>x"})
    wide, narrow = (drawn(long, None, width=width)[0].layout.yaxis.ticktext for width in (1200, 356))
    assert wide[0] == "Kepulauan Bangka Belitung"
    assert narrow[0] == "Kepulauan Bangka<br>Belitung"
    assert wide[1] == "&lt;b&gt;x"
