"""Bandingkan: the pick in the address, the sums, and what keeps figures from being compared."""

import pytest

from tests.pages.test_screens import start, text

SCREEN = "pages/committee/comparison.py"
REGENCIES = "kabkota-simulasi-2026"


def labels(app):
    """Names on the cards, without symbol and wording."""
    return [metric.label[2:].split(" · ")[0] for metric in app.metric]


@pytest.mark.parametrize("edition", ["provinsi-2024", REGENCIES])
@pytest.mark.parametrize(("language", "title"), [("id", "Bandingkan"), ("en", "Comparison")])
def test_it_starts_with_the_first_three_and_says_so(edition, language, title):
    app = start(SCREEN, edition=edition, lang=language)
    assert not app.exception
    assert app.title[0].value == title
    assert [metric.value for metric in app.metric] == ["1", "2", "3"]
    assert {"id": "tiga peringkat teratas", "en": "the first three"}[language] in text(app)


def test_the_address_picks_and_places_decide_the_order():
    app = start(SCREEN, codes="31,64,75")
    assert labels(app) == ["Kalimantan Timur", "Gorontalo", "DKI Jakarta"]
    assert app.multiselect[0].value == ["31", "64", "75"]
    assert "**Kalimantan Timur** unggul 4,34 poin atas **Gorontalo**" in text(app)
    assert "Skor yang diumumkan: 53,29 − 48,95 = 4,34" in text(app)


def test_a_region_starts_with_its_nearest_rivals():
    app = start(SCREEN, region="75")  # second
    assert labels(app) == ["Kalimantan Timur", "Gorontalo", "Kepulauan Riau"]
    assert app.multiselect[0].value == []


def test_one_region_gets_the_one_above_it():
    app = start(SCREEN, codes="75")
    assert labels(app) == ["Kalimantan Timur", "Gorontalo"]
    assert "Ditambahkan sebagai pembanding: Kalimantan Timur" in text(app)


@pytest.mark.parametrize(
    ("codes", "left"),
    [
        ("64,64,75", "Kalimantan Timur"),
        ("64,75,99.99", "99.99"),
        ("64,75,32.71", "32.71"),
        ("64,75,[x](http://a.b)", "\\[x\\]"),
        ("11,12,13,14,15,16,17", "Bengkulu"),
    ],
)
def test_what_is_left_out_is_said(codes, left):
    app = start(SCREEN, codes=codes)
    assert not app.exception
    assert left in app.info[0].value
    assert 2 <= len(app.metric) <= 6


@pytest.mark.parametrize(
    "address",
    [
        {"codes": ",,,"},
        {"codes": "x" * 5000},
        {"codes": "64,75", "pair": "75-99", "trend": "nothing"},
        {"codes": "64,75", "trend": "rank"},
        {"codes": "91,94", "trend": "rank"},
        {"codes": "91,94"},
        {"codes": "91"},
        {"codes": "92.08,64.08", "edition": "tidak-ada"},
        {"region": "91"},
        {"region": "99"},
    ],
)
def test_any_address_is_answered(address):
    app = start(SCREEN, **address)
    assert not app.exception
    assert len(app.metric) >= 2


def test_choosing_more_writes_the_address():
    app = start(SCREEN, codes="64,75")
    app.multiselect[0].set_value(["64", "75", "31"]).run()
    assert app.query_params["codes"] in (["64,75,31"], "64,75,31")
    assert len(app.metric) == 3


def test_equal_scores_name_the_tie_indicator():
    app = start(SCREEN, edition=REGENCIES, codes="52.71,73.12")
    assert "sama-sama memperoleh skor 51,42" in text(app)
    assert "Cakupan seluruh pekerja" in text(app)


def test_neighbours_further_down_have_their_sentence():
    app = start(SCREEN, codes="64,75,21", pair="75-21")
    assert "**Gorontalo** unggul 1,74 poin atas **Kepulauan Riau**" in text(app)  # 48.95 - 47.21


def test_unranked_regions_are_said_once_and_notes_are_shown():
    shown = text(start(SCREEN, codes="64,91,94"))
    assert "**Papua dan Papua Tengah** tidak diperingkat" in shown
    assert "sebelum pemekaran 2022" in shown


def test_targets_of_different_sources_are_not_set_beside_each_other_in_silence():
    app = start(SCREEN, codes="11,51")
    assert any(
        "Semesta atau sumbernya berbeda" in info.value and "Pencapaian target" in info.value for info in app.info
    )
