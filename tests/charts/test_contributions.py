"""The bars of a score's parts."""

import numpy as np
import pandas as pd
import pytest

from charts.contributions import contributions
from charts.palette import PALETTES
from messages import words

PARTS = pd.DataFrame(
    {"own": [25.0, 8.0, np.nan], "median": [10.0, 9.0, 1.0], "most": [50.0, 15.0, 35.0]},
    index=["Coverage", "Wage workers", "Growth"],
)


def drawn(parts=PARTS, language="en", **more):
    return contributions(parts, "Bali", words(language), **more)


def test_every_part_has_its_bar_its_most_and_its_median():
    most, own, middle, told = drawn()[0].data
    assert list(most.x) == [50, 15, 35]
    assert list(own.x[:2]) == [25, 8]
    assert np.isnan(own.x[2])
    assert list(middle.x) == [10, 9, 1]
    assert list(told.text) == ["  25.0 / 50.0", "  8.0 / 15.0", "  no figure / 35.0"]
    assert list(own.y) == ["Coverage", "Wage workers", "Growth"]


def test_sentence_says_where_points_come_from_and_where_more_are():
    said = drawn()[1]
    assert said == (
        "Bali: 33.0 of 100.0 points. Most come from Coverage (25.0), most are still to be had in Coverage (25.0)."
    )
    assert drawn(PARTS.iloc[2:])[1] == "Bali: no figure."


@pytest.mark.parametrize("language", ["id", "en"])
def test_hover_is_in_words(language):
    bar = drawn(language=language)[0].data[1]
    assert list(bar.customdata[0]) == ["25,0", "10,0", "50,0"] if language == "id" else ["25.0", "10.0", "50.0"]
    assert all(f"%{{customdata[{n}]}}" in bar.hovertemplate for n in (0, 1, 2))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme(theme):
    assert drawn(theme=theme)[0].data[1].marker.color == PALETTES[theme].accent


def test_a_phone_breaks_long_names():
    long = PARTS.set_axis(["Coverage of all non-wage workers", "B", "<i>"])
    figure, _ = drawn(long, width=356)
    assert figure.data[0].y[0] == "Coverage of all<br>non-wage workers"
    assert figure.data[0].y[2] == "&lt;i&gt;"
