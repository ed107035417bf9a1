"""Villages on every screen: served a page at a time, or told kindly that this screen is not for them."""

import pytest

from pages.common import access, keep
from tests.pages.test_screens import start, text

ID, CODE = "desa-simulasi-2026", "32.73.01.8001"
LEADERBOARD, PROFILE = "pages/committee/leaderboard.py", "pages/leadership/profile.py"


@pytest.fixture(autouse=True)
def home(villages_home, monkeypatch):
    monkeypatch.setenv("UCJ_HOME", str(villages_home))
    monkeypatch.setattr(access, "at_home", lambda: True)
    keep.forget()
    yield
    keep.forget()


@pytest.mark.parametrize(
    ("screen", "title"),
    [
        ("", "Ringkasan"),
        ("pages/committee/comparison.py", "Bandingkan"),
        ("pages/committee/robustness.py", "Keteguhan"),
        ("pages/committee/simulation.py", "Simulasi"),
        ("pages/committee/quality.py", "Mutu data"),
    ],
)
def test_screens_that_cannot_show_villages_say_so(screen, title):
    app = start(screen, edition=ID)
    assert not app.exception
    assert app.title[0].value == title
    assert "83.762 terlalu banyak" in text(app)
    assert app.button(key="here_kabkota-simulasi-2026")


@pytest.mark.parametrize(
    "screen",
    [
        "pages/public/mine.py", "pages/public/stage.py", "pages/public/reveal.py", "pages/public/methodology.py",
        "pages/committee/editions.py",
    ],
)  # fmt: skip
def test_the_other_screens_start(screen):
    app = start(screen, edition=ID, region=CODE)
    assert not app.exception
    assert app.title


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_leaderboard_has_pages(language):
    app = start(LEADERBOARD, edition=ID, lang=language)
    assert not app.exception
    assert {"id": "Simulasi", "en": "Simulation"}[language] in text(app)
    # 83,762 / 50 = 1,675.24
    assert app.number_input(key="page_number").max == 1676
    assert all(len(box.options) <= 514 for box in app.selectbox)


@pytest.mark.parametrize(
    "address",
    [
        {"page": "99999999999"},
        {"page": "x"},
        {"q": "[(*"},
        {"prov": "32", "reg": "32.73", "kind": "kelurahan", "sort": "rise"},
        {"prov": "11", "reg": "32.73"},
        {"by": "coverage_total", "sort": "vulnerable", "region": CODE},
        {"region": "99.99.99.9999"},
    ],
)
def test_any_address_is_answered(address):
    app = start(LEADERBOARD, edition=ID, **address)
    assert not app.exception
    assert app.number_input(key="page_number").value >= 1


def test_a_regency_has_its_own_villages():
    """Kota Bandung has 151 kelurahan (Kepmendagri 300.2.2-2430/2025) and no desa: four pages."""
    app = start(LEADERBOARD, edition=ID, reg="32.73")
    assert "151 desa dan kelurahan" in text(app)
    assert app.number_input(key="page_number").max == 4


def test_search_on_top_ships_no_list():
    app = start(LEADERBOARD, edition=ID)
    field = next(box for box in app.text_input if box.key.startswith("search"))
    field.set_value("32.73.01").run()
    assert not app.exception
    assert app.query_params["q"] == "32.73.01"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_profile_of_a_village(language):
    app = start(PROFILE, edition=ID, region=CODE, lang=language)
    assert not app.exception
    assert app.title[0].value == "Kelurahan 1 (simulasi)"
    assert "Kota Bandung" in text(app)
    assert len(app.metric) == 5
    assert {"id": "Simulasi", "en": "Simulation"}[language] in text(app)


@pytest.mark.parametrize("address", [{}, {"region": "32.73"}, {"region": "64.11.01.9001"}, {"region": "[x](http://a)"}])
def test_profile_without_a_village_or_a_place(address):
    app = start(PROFILE, edition=ID, **address)
    assert not app.exception
    assert app.title
