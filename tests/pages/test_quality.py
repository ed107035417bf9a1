"""Mutu data: grades, findings and the rule, on both editions, in both languages, at any address."""

import pytest

from data.embedded import cases
from tests.pages.test_screens import start, text

SCREEN = "pages/committee/quality.py"
SIMULATED = "kabkota-simulasi-2026"


@pytest.mark.parametrize("edition", ["provinsi-2024", SIMULATED])
@pytest.mark.parametrize(("language", "title"), [("id", "Mutu data"), ("en", "Data quality")])
def test_the_screen_starts(edition, language, title):
    app = start(SCREEN, edition=edition, lang=language)
    assert not app.exception
    assert app.title[0].value == title
    assert {"id": "tanpa temuan", "en": "without a finding"}[language] in text(app)


def test_provinces_say_what_their_figures_can_tell():
    app = start(SCREEN, lang="en")
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["Figures missing"] == "24", "four scored figures of six provinces"
    assert shown["Figures over 100%"] == "0"
    assert shown["Regions with a fourth-quarter jump"] == "–"
    assert "Yearly figures cannot tell" in text(app)


def test_regencies_count_the_cases_built_in():
    app = start(SCREEN, lang="en", edition=SIMULATED)
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["Figures over 100%"] == str(len(cases.OVER_UNIVERSE))
    assert int(shown["Regions with a fourth-quarter jump"]) >= len(cases.JUMPS)


def test_the_chosen_region_has_its_grade_said():
    app = start(SCREEN, lang="en", edition=SIMULATED, region="71.04")
    assert "Kepulauan Talaud: grade C" in text(app)
    assert "Kepulauan Mentawai" not in text(app)


def test_a_region_without_findings_is_said_to_have_none():
    assert "grade A" in text(start(SCREEN, lang="en", region="64"))


@pytest.mark.parametrize(
    ("address", "n"),
    [
        ({"grade": "D"}, "6 regions"),
        ({"grade": "D", "q": "pegunungan"}, "1 region"),
        ({"finding": "spike"}, "2 regions"),
        ({"grade": "A", "finding": "spike"}, "0 regions"),
        ({"grade": "x", "finding": "x"}, "38 regions"),
    ],
)
def test_the_address_narrows_the_table(address, n):
    assert n in [caption.value for caption in start(SCREEN, lang="en", **address).caption]


@pytest.mark.parametrize(
    "address",
    [
        {"region": "99.99"},
        {"region": "32.71"},
        {"period": "1900"},
        {"period": "2022"},
        {"period": "2023-10", "edition": SIMULATED},
        {"period": "2024-06", "edition": SIMULATED, "region": "13.09"},
        {"q": "[(*" * 200, "grade": "'><script>"},
        {"lang": "xx", "edition": "../../etc"},
    ],
)
def test_any_address_is_answered(address):
    app = start(SCREEN, **address)
    assert not app.exception
    assert app.title[0].value == "Mutu data"


def test_an_earlier_month_shows_its_own_findings():
    app = start(SCREEN, lang="en", edition=SIMULATED, period="2024-06", region="13.09")
    assert "Kepulauan Mentawai: grade D" in text(app)
