"""The slider of periods: only those that can be ranked, kept in the address, played from the first when at the end."""

from tests.pages.test_screens import start, text

LEADERBOARD = "pages/committee/leaderboard.py"
MONTHLY = {"edition": "kabkota-simulasi-2026"}


def test_months_are_on_a_slider_and_years_in_a_list():
    app = start(LEADERBOARD, **MONTHLY)
    assert not app.exception
    slider = app.select_slider(key="period")
    assert slider.value == "2026-09"
    assert (slider.options[0], len(slider.options)) == ("Oktober 2024", 24), "growth needs a year before"
    assert not start(LEADERBOARD).select_slider


def test_the_period_of_a_link_is_shown():
    app = start(LEADERBOARD, **MONTHLY, period="2025-03")
    assert app.select_slider(key="period").value == "2025-03"
    assert "angka Maret 2025" in " ".join(text.value for text in app.markdown)


def test_a_period_that_cannot_be_ranked_falls_back():
    app = start(LEADERBOARD, **MONTHLY, period="2023-10")
    assert not app.exception
    assert app.select_slider(key="period").value == "2026-09"


def test_play_begins_at_the_first_period_and_pause_stays():
    app = start(LEADERBOARD, **MONTHLY)
    app.button(key="play").click().run()
    assert not app.exception
    assert app.session_state["playing"]
    assert app.select_slider(key="period").value == "2024-10"
    assert app.button(key="play").label == "Jeda"
    app.button(key="play").click().run()
    assert not app.session_state["playing"]
    assert app.select_slider(key="period").value == "2024-10"


def test_ranks_over_time_in_place_of_the_map():
    app = start(LEADERBOARD, view="time", region="64")
    assert not app.exception
    assert "Dari 2023 sampai 2024" in text(app)
