"""Awards in words."""

import pytest

from messages import words
from reports import awarded
from scoring.criteria import Award
from tests.scoring.rules import criteria

EN, ID = words("en"), words("id")
CRITERIA = criteria(
    "decimals = 1",
    {
        "share": 'name = { id = "Cakupan", en = "Coverage" }\nunit = "percent"\ngoalposts = [0, 100]',
        "growth": 'unit = "points"\ngoalposts = [0, 7]',
    },
)


@pytest.mark.parametrize(
    ("place", "shared", "text"),
    [(1, 1, "First place"), (3, 2, "Third place, shared"), (11, 1, "Place 11"), (4, 3, "Place 4, shared")],
)
def test_places(place, shared, text):
    assert awarded.place(place, shared, EN) == text


@pytest.mark.parametrize(
    ("by", "measure", "value"),
    [("score", "Skor", "61,3"), ("share", "Cakupan", "61,3\u00a0%"), ("growth", "growth", "+61,3 poin")],
)
def test_values_have_the_decimals_that_they_are_ranked_by(by, measure, value):
    award = Award("a", by=by)
    assert awarded.measure(CRITERIA, award, ID) == measure
    assert awarded.value(CRITERIA, award, 61.25, ID) == value
