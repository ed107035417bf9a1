"""Who shares a border with whom, by the drawn shapes."""

import pytest

from data.neighbours import neighbours
from data.regions import regions


@pytest.mark.parametrize(
    ("code", "level", "expected"),
    [
        ("34", "province", ("33",)),  # DI Yogyakarta lies within Jawa Tengah
        ("31", "province", ("32", "36")),
        ("64", "province", ("61", "62", "63", "65")),
        ("51", "province", ()),  # Bali, an island
        ("34.71", "regency", ("34.02", "34.04")),  # Kota Yogyakarta between Bantul and Sleman
        ("99", "province", ()),
        ("34", "regency", ()),
    ],
)
def test_known_borders(code, level, expected):
    assert neighbours(code, level) == expected


@pytest.mark.parametrize("level", ["province", "regency"])
def test_a_border_has_two_sides(level):
    codes = set(regions().query("level == @level")["code"])
    for code in codes:
        for other in neighbours(code, level):
            assert other in codes
            assert other != code
            assert code in neighbours(other, level)
