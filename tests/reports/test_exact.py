"""Figures that a sum can be done with keep their unit."""

import pytest

from messages import words
from reports.exact import exactly


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("percent", "4,71\u00a0%"),
        ("points", "+4,71\u00a0poin"),
        ("months", "4,71\u00a0bulan"),
        ("ratio", "4,71"),
        ("people", "5"),
    ],
)
def test_a_figure_has_its_decimals_and_its_unit(unit, written):
    assert exactly(4.7123, unit, words("id"), 2) == written
