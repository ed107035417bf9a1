"""Daerah saya: a region in plain words, from published editions only, at any address."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from data import editions as disk
from pages.common import keep
from tests.drafts import drafted
from tests.pages.test_screens import start, text

SCREEN = "pages/public/mine.py"


def mine(**address: str):
    app = start(SCREEN, **address)
    assert not app.exception
    return app


def said(app) -> str:
    return "\n".join([text(app), *(h.value for h in app.header)])


@pytest.mark.parametrize("language", ["id", "en"])
def test_without_a_region_it_asks_for_one(language: str) -> None:
    app = mine(lang=language)
    assert app.title[0].value == {"id": "Daerah saya", "en": "My region"}[language]
    assert (
        app.text_input(key="find").label
        == {"id": "Ketik nama daerah Anda", "en": "Type the name of your region"}[language]
    )
    assert "16.800" in said(app) or language == "en"
    assert "JKK" in said(app)


def test_misspelt_names_are_offered_and_one_is_chosen() -> None:
    app = mine(q="Bandug")
    offered = {button.key: button.label for button in app.button if (button.key or "").startswith("to_")}
    assert offered["to_32.73"] == "Kota Bandung · Jawa Barat"
    assert len(offered) <= 6
    app.button(key="to_32.73").click().run()
    assert not app.exception
    assert app.title[0].value == "Kota Bandung"
    assert app.query_params["region"] == "32.73"
    assert "q" not in app.query_params


def test_no_match_is_said_kindly() -> None:
    app = mine(q="atlantis")
    assert any("Bandung" in info.value for info in app.info)


def test_a_region_of_the_real_edition() -> None:
    app = mine(region="64")
    assert app.title[0].value == "Kalimantan Timur"
    assert app.header[0].value == "Peringkat 1 dari 32"
    assert "Simulasi" not in said(app)
    assert "Kriteria asumsi" in said(app)


def test_coverage_is_its_counts_divided() -> None:
    table = pd.read_parquet(disk.edition("kabkota-simulasi-2026").observations).set_index(
        ["code", "indicator", "period"]
    )
    now, then = (table.loc[("32.73", "coverage_total", p)] for p in ("2026-09", "2025-09"))
    share = 100 * int(now["numerator"]) / int(now["denominator"])
    change = share - 100 * int(then["numerator"]) / int(then["denominator"])
    app = mine(region="32.73", lang="en")
    assert app.header[1].value == f"{int(share + 0.5)} in 100 workers are protected"
    assert f"Coverage {share:.1f}%, up {change:.1f} points in a year." in said(app)
    assert "Simulation" in said(app)


def test_a_region_without_a_place_says_why() -> None:
    app = mine(region="95")
    assert app.header[0].value == "Belum diperingkat"
    assert "bukan karena kinerja daerah" in said(app)


@pytest.mark.parametrize("edition", ["", "provinsi-2024", "kabkota-simulasi-2026", "tidak-ada", "../../etc"])
def test_the_edition_is_one_that_has_the_region(edition: str) -> None:
    app = mine(region="32.73", **({"edition": edition} if edition else {}))
    assert app.title[0].value == "Kota Bandung"


@pytest.mark.parametrize("region", ["99.99", "x", "'><script>", "32.73 ", "𝟛𝟚"])
def test_an_unknown_region_is_said_and_asked_for_anew(region: str) -> None:
    app = mine(region=region)
    assert app.title[0].value == "Daerah saya"
    assert app.text_input(key="find")


def test_a_draft_cannot_be_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafted(tmp_path, "rahasia-2027", "Rahasia")
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))
    keep.forget()
    try:
        app = mine(edition="rahasia-2027", region="64")
        assert "rahasia-2027" in disk.editions()[0]
        assert "Rahasia" not in said(app)
        assert "Provinsi 2024" in said(app)
    finally:
        keep.forget()


def test_what_is_shared_carries_the_mark_and_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UCJ_PUBLIC_URL", "https://ucj.example.go.id/")
    app = mine(region="32.73")
    link = next(e for e in app.get("link_button"))
    parts = urlsplit(link.proto.url)
    assert parts.netloc == "wa.me"
    told = parse_qs(parts.query)["text"][0]
    assert told.startswith("Kota Bandung: Peringkat ")
    assert "Simulasi" in told
    assert "https://ucj.example.go.id/daerah-saya?region=32.73" in told


@pytest.mark.parametrize(
    ("contact", "shown"),
    [("", None), ("data@ucj.example.go.id", "(mailto:data@ucj.example.go.id)"),
     ("Telepon 021", "Koreksi angka: Telepon 021"), ("[x](javascript:alert(1))", "Koreksi angka: \\[x\\]")],
)  # fmt: skip
def test_the_contact_is_the_settings(contact: str, shown: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UCJ_CONTACT", contact)
    told = said(mine())
    assert ("Koreksi angka" in told) == (shown is not None)
    assert (shown or "") in told
