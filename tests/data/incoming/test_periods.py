"""Periods as offices write them."""

from datetime import date, datetime

import pytest

from data.incoming.periods import found, joined, period


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2025", "2025"), (2025, "2025"), (2024.0, "2024"), ("2025-03", "2025-03"), ("03/2025", "2025-03"),
        ("2025-12-31", "2025-12"), ("Jan 2025", "2025-01"), ("Januari 2025", "2025-01"),
        ("31 Desember 2024", "2024-12"), ("Agust-25", "2025-08"), ("Nopember 2023", "2023-11"),
        ("March 2025", "2025-03"), ("Maret", "03"),
        ("MEI", "05"), ("Tahun 2025", "2025"), ("s.d. Juni 2025", "2025-06"), (date(2025, 3, 1), "2025-03"),
        (datetime(2025, 3, 1, 12), "2025-03"),
    ],
)  # fmt: skip
def test_a_period(cell, expected):
    assert period(cell) == expected


@pytest.mark.parametrize(
    "cell",
    ["", "PU", "Peserta 2025", "2023-2024", "TW IV 2025", "12", 12, 45717.0, 1.5, True, "marsinah", "2025-13", "20251"],
)
def test_no_period(cell):
    assert period(cell) == ""


def test_the_rest_of_a_text_is_kept():
    assert found("Peserta PU (Des 2024)") == (["2024-12"], "peserta pu ( )")


def test_a_month_takes_its_year_from_the_nearest_that_has_one():
    assert joined("03", "", "2024", "2025-12") == "2024-03"
    assert joined("", "2025-06", "2024") == "2025-06"
    assert joined("03") == "" == joined()
