"""A region's profile: its figures, the ways to others, and any address."""

import pytest

from tests.pages.test_screens import start, text

SCREEN = "pages/leadership/profile.py"
SIMULATED = "kabkota-simulasi-2026"


def profile(**address):
    app = start(SCREEN, **address)
    assert not app.exception
    return app


def metrics(app):
    return {metric.label: metric.value for metric in app.metric}


def test_the_figures_that_an_aide_looks_for():
    app = profile(region="51")
    assert app.title[0].value == "Bali"
    shown = metrics(app)
    assert set(shown) == {"Peringkat dari 32", "Skor", "Cakupan", "Pekerja belum terlindungi"}
    own = app.markdown
    assert any("Rp" in part.value and "setahun" in part.value for part in own)
    assert any("dari 10.000 simulasi bobot" in part.value for part in own)


def test_coverage_is_divided_by_hand():
    """Kalimantan Timur, 2024: 988,848 participants of 1,976,447 employed people."""
    shown = metrics(profile(region="64", lang="en"))
    assert shown["Coverage"] == "50.0%"
    assert shown["Unprotected workers"] == "987.6\u00a0thousand"
    assert shown["Rank of 32"] == "1"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_regency_lies_in_its_province(language):
    app = profile(region="64.71", edition=SIMULATED, lang=language)
    assert app.title[0].value == "Kota Balikpapan"
    assert {"id": "Kabupaten/kota di Kalimantan Timur", "en": "Kabupaten and kota of Kalimantan Timur"}[
        language
    ] in text(app)
    assert {"id": "Simulasi", "en": "Simulation"}[language] in text(app)


def test_a_province_shows_simulated_regencies_as_such():
    assert "Simulasi" in text(profile(region="64"))


def test_what_has_no_rank_says_why_and_keeps_its_figures_open():
    app = profile(region="91")
    assert metrics(app)["Peringkat dari 32"] == "–"
    assert "bukan karena kinerja daerah" in text(app)
    assert "Tanpa skor" in text(app)
    figures = next(box for box in app.expander if box.label == "Semua angka dan sumbernya")
    assert figures.proto.expanded


def test_previous_and_next_walk_the_ranking():
    app = profile(region="64")
    assert app.button(key="previous").disabled
    second = app.button(key="next").label
    app.button(key="next").click().run()
    assert not app.exception
    assert app.title[0].value == second
    assert app.button(key="previous").label == "Kalimantan Timur"
    assert metrics(app)["Peringkat dari 32"] == "2"


def test_the_last_one_has_none_after_it():
    assert profile(region="96").button(key="next").disabled


def test_rank_over_time():
    shown = text(profile(region="64.71", edition=SIMULATED, trend="rank", lang="en"))
    assert "From October 2024 to September 2026, counted in places" in shown
    assert "Wage worker coverage (PU): " not in shown


def test_disagreement_in_the_press_is_said_neutrally():
    shown = text(profile(region="51", lang="en"))
    assert "its own counts give 49.90%" in shown
    assert "935,079 of 1,873,899 workers" in shown
    assert "may count another universe" in shown
    assert "[bali.antaranews.com](<https://bali.antaranews.com/" in shown


@pytest.mark.parametrize("edition", ["provinsi-2024", SIMULATED])
@pytest.mark.parametrize("language", ["id", "en"])
def test_without_a_region_there_are_first_steps(edition, language):
    app = profile(edition=edition, lang=language)
    assert app.title[0].value == {"id": "Profil daerah", "en": "Region profile"}[language]
    assert not app.metric
    assert len(app.selectbox) >= 1


def test_a_region_of_another_edition_is_told():
    app = profile(region="32.71")
    assert "32.71" in app.info[0].value
    assert not app.metric


@pytest.mark.parametrize(
    "address",
    [
        {"region": "99.99"},
        {"region": "[klik](http://a.b)"},
        {"region": "64", "trend": "nonsense"},
        {"region": "64", "lang": "xx", "edition": "tidak-ada"},
        {"region": "64", "edition": SIMULATED},
        {"region": "64", "period": "1900", "prov": "x"},
    ],
)
def test_any_address_is_answered(address):
    assert profile(**address).title


@pytest.mark.parametrize("code", ["62.71", "64.11", "31.01", "93.01"])
def test_every_kind_of_regency(code):
    assert metrics(profile(region=code, edition=SIMULATED))
