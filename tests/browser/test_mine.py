"""Daerah saya on a phone: type a name, see the place, keep the picture, share it."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe_faults, open, settle

PHONE = {"width": 390, "height": 844}


def fits(page: Page) -> bool:
    main = page.get_by_test_id("stMain")
    return main.evaluate("e => e.scrollWidth <= e.clientWidth") and page.evaluate(
        "document.documentElement.scrollWidth <= window.innerWidth"
    )


def test_from_a_misspelt_name_to_the_picture(screen: Page, tmp_path: Path):
    screen.set_viewport_size(PHONE)
    open(screen, "/daerah-saya", map=False)
    assert screen.get_by_role("heading", level=1).inner_text() == "Daerah saya"
    assert fits(screen)
    field = screen.get_by_label("Ketik nama daerah Anda")
    field.press_sequentially("Kota Bandug", delay=60)  # and no Enter
    screen.get_by_role("button", name="Kota Bandung · Jawa Barat").wait_for()
    assert field.input_value() == "Kota Bandug"
    settle(screen)
    assert axe_faults(screen) == []
    screen.get_by_role("button", name="Kota Bandung · Jawa Barat").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Kota Bandung")
    settle(screen)
    address = parse_qs(urlsplit(screen.url).query)
    assert address["region"] == ["32.73"]
    assert "q" not in address
    place = screen.get_by_role("heading", level=2).first.inner_text()
    assert place.startswith("Peringkat ")
    assert place.endswith(" dari 508")
    assert fits(screen)
    assert axe_faults(screen) == []

    with screen.expect_download() as download:
        screen.get_by_role("button", name="Unduh gambar").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == ".png"
    assert Image.open(path).size == (1080, 1080)
    assert place in screen.get_by_role("img", name="Kota Bandung: Peringkat").get_attribute("alt")

    link = urlsplit(screen.get_by_role("link", name="Bagikan lewat WhatsApp").get_attribute("href"))
    assert link.netloc == "wa.me"
    told = parse_qs(link.query)["text"][0]
    assert told.startswith(f"Kota Bandung: {place}; ")
    assert "Simulasi" in told
    shared = told.rsplit(" ", 1)[1]
    assert urlsplit(shared).path == "/daerah-saya"
    open(screen, shared, map=False)  # the link leads where it says
    assert screen.get_by_role("heading", level=1).inner_text() == "Kota Bandung"


def test_similar_regions_are_a_touch_away(screen: Page):
    screen.set_viewport_size(PHONE)
    open(screen, "/daerah-saya?region=64&lang=en", map=False)
    other = screen.locator(".st-key-similar button").first
    name = other.inner_text().split("\n")[-1].split(" · ")[0]
    other.click()
    expect(screen.get_by_role("heading", level=1)).to_have_text(name)
    settle(screen)
    assert parse_qs(urlsplit(screen.url).query)["lang"] == ["en"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_desk(screen: Page, scheme: str):
    screen.emulate_media(color_scheme=scheme)
    screen.set_viewport_size({"width": 1440, "height": 900})
    open(screen, "/daerah-saya?region=71.09&lang=en", map=False)
    assert fits(screen)
    assert axe_faults(screen) == []
