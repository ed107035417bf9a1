"""Panggung: its set-up, its scenes as data, and that the public sees nothing but published editions."""

import json

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import store
from messages import words
from pages.common import address, cached
from pages.parts import stage
from pages.parts.stage import scenes, tour
from tests.pages.test_screens import start, text

STAGE = "pages/public/stage.py"
PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"
ZONES = ["Bali-Nusa Tenggara", "Jawa", "Kalimantan", "Maluku", "Papua", "Sulawesi", "Sumatera"]


def shown(app: AppTest, show: str = "show") -> dict | None:
    """What the stage was given, None where it does not run."""
    for element in app.get("bidi_component"):
        data = json.loads(element.proto.json or "{}")
        if str(data.get("show", "")).startswith(show):
            return data
    return None


@pytest.mark.parametrize("edition", [PROVINCES, REGENCIES])
@pytest.mark.parametrize(("language", "title", "start_word"), [("id", "Panggung", "Mulai"), ("en", "Stage", "Start")])
def test_set_up(edition, language, title, start_word, monkeypatch):
    monkeypatch.delenv("UCJ_PUBLIC_URL", raising=False)
    app = start(STAGE, edition=edition, lang=language)
    assert not app.exception
    assert app.title[0].value == title
    assert app.button(key="start").label == start_word
    assert app.select_slider(key="pace").value == "12"
    assert any("UCJ_PUBLIC_URL" in info.value for info in app.info)
    assert shown(app) is None
    assert not shown(app.button(key="start").click().run())["fresh"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_show_has_every_scene_in_its_order(language):
    data = shown(start(STAGE, play="1", lang=language))
    ids = [scene["id"] for scene in data["scenes"]]
    assert ids == ["nation", "first-provinsi", "improved", *(f"zone-{z}" for z in ZONES), "region-64", "programme"]
    assert (data["pace"], data["step"], data["language"]) == (12, None, language)


def test_scenes_pace_and_region_of_the_address():
    data = shown(start(STAGE, play="1", edition=REGENCIES, scenes="region,first,nothing", pace="7", region="71.09"))
    assert [scene["id"] for scene in data["scenes"]] == ["first-kabupaten", "first-kota", "region-71.09"]
    assert data["pace"] == 7
    assert data["scenes"][-1]["title"] == "Kabupaten Kepulauan Siau Tagulandang Biaro"


@pytest.mark.parametrize("address", [{"pace": "4"}, {"pace": "x"}, {"scenes": "x,,"}, {"region": "99.99"}])
def test_bad_choices_fall_back(address):
    for play in ({}, {"play": "1"}):
        app = start(STAGE, **play, **address)
        assert not app.exception
    data = shown(app)
    assert (data["pace"], len(data["scenes"])) == (12, 12)
    assert data["scenes"][-2]["id"] == "region-64"


@pytest.mark.parametrize("edition", ["rahasia-2027", "../../etc/passwd", "'><script>"])
def test_an_edition_that_is_not_published_is_unknown(edition):
    app = start(STAGE, play="1", edition=edition)
    assert not app.exception
    assert shown(app) is None
    assert app.title[0].value == "Panggung"


def test_a_draft_is_answered_as_if_it_were_not_there(monkeypatch):
    said = []
    for published in ([REGENCIES], [REGENCIES]):
        monkeypatch.setattr(cached, "published", lambda published=published: published)
        app = start(STAGE, play="1", edition=PROVINCES if not said else "tidak-ada")
        assert shown(app) is None
        said.append(app.info[0].value.replace(r"provinsi-2024", "X").replace("tidak-ada", "X"))
    assert said[0] == said[1]


def test_no_published_edition_is_said(monkeypatch):
    monkeypatch.setattr(cached, "published", list)
    for asked in ({}, {"play": "1"}):
        app = start(STAGE, **asked)
        assert not app.exception
        assert "Belum ada edisi yang diterbitkan" in text(app)


def test_marks():
    assert stage.shell(PROVINCES, words("id"))["marks"] == ["Kriteria asumsi, menunggu pedoman"]
    assert stage.shell(REGENCIES, words("en"))["marks"] == ["Simulation", "Assumed criteria, awaiting guidelines"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [("https://ucj.contoh.go.id", "https://ucj.contoh.go.id/daerah-saya"),
     ("https://contoh.go.id/ucj/ ", "https://contoh.go.id/ucj/daerah-saya"), ("", None), ("javascript:alert(1)", None)],
)  # fmt: skip
def test_where_the_qr_code_leads(given, expected, monkeypatch):
    monkeypatch.setenv("UCJ_PUBLIC_URL", given)
    assert address.public() == expected
    door = stage.door(words("id"))
    assert (door is None) is (expected is None)
    if door:
        assert door["address"] == expected.split("://")[1]
        assert door["side"] >= 21, "the smallest QR code"
        assert door["path"].startswith("M0 0h1v1h-1z"), "the corner of a finder is dark"


def test_nation_says_the_published_figures():
    """39,207,829 of 144,642,004 are 27.1 %; 34,197,138 of 139,852,377 a year before are 24.5 %: by hand."""
    nation = scenes.every(PROVINCES, "64", words("id"))["nation"][0]
    assert nation["figure"] == "27,1\u00a0%"
    assert nation["sentence"] == "dari 144,6\u00a0juta penduduk bekerja menjadi peserta aktif; +2,7 poin dalam setahun"
    values = nation["map"]["values"]
    assert len(values) == 32
    assert (values["64"], min(values.values())) == (1.0, 0.0)


def test_zones_add_up_to_the_country():
    for id, period, level in ((PROVINCES, "2024", "province"), (REGENCIES, "2026-09", "regency")):
        zones, country = store.query(id, "zones", period=period, level=level), cached.national(id).loc[period]
        assert list(zones["zone"]) == ZONES
        assert zones["employed"].sum() == country["employed"]
        assert zones["active"].sum() == country["active"]
        assert (zones["coverage"] - 100 * zones["active"] / zones["employed"]).abs().max() < 1e-9


def test_a_zone_says_what_is_missing():
    found = {scene["id"]: scene for scene in scenes.every(PROVINCES, "64", words("id"))["zones"]}
    papua = found["zone-Papua"]
    assert papua["rows"] == []
    assert papua["notes"] == ["0 dari 6 daerah diperingkat", "4 daerah tanpa angka sendiri"]
    kalimantan = found["zone-Kalimantan"]
    assert kalimantan["rows"][0]["name"] == "Kalimantan Timur"
    assert sorted(kalimantan["map"]["only"]) == ["61", "62", "63", "64", "65"]


def test_spotlight():
    """Kalimantan Timur: rank 1, 41.6 % in 2022 and 50.0 % in 2024 by the published counts."""
    scene = scenes.every(PROVINCES, "64", words("id"))["region"][0]
    facts = dict(scene["facts"])
    assert (facts["Peringkat"], facts["Cakupan"]) == ("1", "50,0\u00a0%")
    assert [end[1] for end in scene["trend"]["ends"]] == ["41,6\u00a0%", "50,0\u00a0%"]
    first, *_, last = scene["trend"]["points"]
    assert last == 1
    assert first == pytest.approx(41.6 / 50.0, abs=2e-3), "drawn from 0"
    unranked = scenes.every(PROVINCES, "94", words("id"))["region"][0]
    assert dict(unranked["facts"])["Peringkat"] == "tidak diperingkat"


def test_programme_has_three_numbers_each_with_its_source():
    scene = scenes.every(PROVINCES, "64", words("id"))["programme"][0]
    assert [number[0] for number in scene["numbers"]] == ["39,2\u00a0juta", "105,4\u00a0juta", "Rp14,9\u00a0triliun"]
    active, unprotected, premium = (number[2] for number in scene["numbers"])
    assert "BPJS Ketenagakerjaan" in active
    assert "Sakernas Agustus 2024" in unprotected
    assert "Rp201.600" in premium


def test_who_shares_the_last_place_is_in_where_there_is_room():
    def table(places):
        return pd.DataFrame({"place": pd.array(places, dtype="Int64"), "name": [f"{n:03}" for n in range(len(places))]})

    assert list(scenes.first(table([1, 2, 2, 4, pd.NA]), 10, 12)["place"]) == [1, 2, 2, 4]
    assert len(scenes.first(table([*range(1, 10), 10, 10, 10]), 10, 12)) == 12
    assert len(scenes.first(table([*range(1, 10), 10, 10, 10, 10]), 10, 12)) == 9, "all of a place, or none"
    assert scenes.first(table([1] * 13), 10, 12).empty


def test_default_region_is_the_first(monkeypatch):
    monkeypatch.setattr(tour.region, "current", lambda id: None)
    assert tour.default(PROVINCES) == "64"
