"""Figures as each language writes them (CLDR's conventions, and PUEBI for Indonesian)."""

from datetime import UTC, datetime

import pytest

from messages import NONE, words

LATE = datetime(2026, 11, 22, 21, 50, tzinfo=UTC)  # the next day in Jakarta


@pytest.mark.parametrize(
    ("written", "indonesian", "english"),
    [
        (lambda t: t.number(1234567), "1.234.567", "1,234,567"),
        (lambda t: t.number(1234.55, 1), "1.234,6", "1,234.6"),  # half away from zero, not to even
        (lambda t: t.number(0.125, 2), "0,13", "0.13"),
        (lambda t: t.number(-0.04, 1), "0,0", "0.0"),  # no negative zero
        (lambda t: t.number(-2.5, 1), "−2,5", "−2.5"),
        (lambda t: t.percent(45.592), "45,6\u00a0%", "45.6%"),
        (lambda t: t.signed(2.54), "+2,5", "+2.5"),
        (lambda t: t.signed(-2.54), "−2,5", "−2.5"),
        (lambda t: t.signed(0.04), "0,0", "0.0"),
        (lambda t: t.compact(39_207_829), "39,2\u00a0juta", "39.2\u00a0million"),
        (lambda t: t.rupiah(14_903_458_617_600), "Rp14,9\u00a0triliun", "Rp14.9\u00a0trillion"),
        (lambda t: t.signed_rupiah(-91_363_305_600), "−Rp91,4\u00a0miliar", "−Rp91.4\u00a0billion"),
        (lambda t: t.period("2024"), "2024", "2024"),
        (lambda t: t.period("2026-08"), "Agustus 2026", "August 2026"),
        (lambda t: t.moment(LATE), "23 November 2026 04.50 WIB", "23 November 2026 04:50 WIB"),
        (lambda t: t.list(["A", "B", "C"]), "A, B, dan C", "A, B, and C"),
        (lambda t: t.figure(1, "yes_no"), "ya", "yes"),
        (lambda t: t.figure(3.25, "points"), "+3,3\u00a0poin", "+3.3\u00a0points"),
        (lambda t: t.figure(-12, "places"), "−12", "−12"),
        (lambda t: t.figure(53.29, "score.2"), "53,29", "53.29"),
        (lambda t: t.figure(None, "percent"), NONE, NONE),
        (lambda t: t.figure(float("nan"), "people"), NONE, NONE),
    ],
)
def test_figures(written, indonesian, english):
    assert written(words("id")) == indonesian
    assert written(words("en")) == english


def test_a_name_in_one_language_serves_the_other():
    assert words("id").name({"en": "Coverage"}) == "Coverage"
    assert words("en").name({"id": "Cakupan", "en": "Coverage"}) == "Coverage"
    assert words("en").name("", "coverage_total") == "coverage_total"


def test_plural():
    assert words("en").plural("{n} region", "{n} regions", 1) == "1 region"
    assert words("en").plural("{n} region", "{n} regions", 1514) == "1,514 regions"
    assert words("id").plural("{n} region", "{n} regions", 1514) == "1.514 daerah"
