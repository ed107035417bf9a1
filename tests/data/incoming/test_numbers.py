"""Numbers as people write them, and which of two readings a column tells."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.incoming.numbers import ambiguous, number, readings, sign, written


@pytest.mark.parametrize(
    ("cell", "by", "unit", "expected"),
    [
        ("1.234.567", ",", "people", "1234567"),
        ("1.234.567,8", None, "", "1234567.8"),
        ("1,234,567", None, "people", "1234567"),
        ("45,6", None, "percent", "45.6"),
        ("45.6", None, "percent", "45.6"),
        ("45,6 %", None, "percent", "45.6"),
        ("1.234", ",", "people", "1234"),
        ("1.234", ".", "percent", "1.234"),
        ("0.123", None, "", "0.123"),  # thousands do not begin with 0
        ("−3,5", None, "points", "-3.5"),
        (1234.0, None, "people", "1234"),
        (0.1, None, "", "0.1"),
        (True, None, "yes_no", "1"),
        ("Ya", None, "yes_no", "1"),
        ("belum", None, "yes_no", "0"),
    ],
)
def test_a_number(cell, by, unit, expected):
    assert number(cell, by, unit) == Decimal(expected)


@pytest.mark.parametrize(
    ("cell", "unit"),
    [("", ""), ("-", ""), ("–", ""), ("n/a", ""), (float("nan"), ""), (float("inf"), ""), ("1.23.4", ""), ("12abc", ""),
     ("45%", "people"), ("1.234", ""), ("1,23457E+06", ""), (True, "people"), ("9" * 41, ""), ("#DIV/0!", "percent")],
)  # fmt: skip
def test_no_number(cell, unit):
    assert number(cell, None, unit) is None


@pytest.mark.parametrize(
    ("cells", "unit", "expected"),
    [
        (["1.234", "1.234.567"], "", ","),  # two points only part thousands
        (["1.234", "45.6"], "", "."),
        (["1,234", "2,5"], "", ","),
        (["1.234", "999"], "people", ","),  # 1.234 people are none
        (["12.345", "10.000"], "percent", "."),  # 12,345 % are none
        (["1.234", "999"], "", None),
        (["1.000"], "percent", None),
        (["1.234.567", "4.5", "1.234"], "", None),  # written in both ways
        (["12", "-", "x"], "people", None),  # nothing to tell by, nothing to tell
    ],
)
def test_the_column_tells(cells, unit, expected):
    assert sign((cell, unit) for cell in cells) == expected


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_what_indonesia_and_england_write_comes_back(whole, hundredths):
    english = f"{whole:,}.{hundredths:02d}"
    indonesian = english.translate(str.maketrans(",.", ".,"))
    expected = Decimal(f"{whole}.{hundredths:02d}")
    assert readings(english)["."] == expected == readings(indonesian)[","]
    assert not ambiguous(english)


@given(st.one_of(st.text(max_size=50), st.floats(), st.integers(), st.booleans(), st.decimals(allow_nan=False)))
def test_any_cell_has_finite_readings(cell):
    assert all(one.is_finite() for one in readings(cell).values())
    assert isinstance(written(cell), str)
