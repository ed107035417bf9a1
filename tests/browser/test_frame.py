"""The frame of every address: nothing wrong in the console, nothing asked of others, and the right language."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import open, settle

ADDRESSES = {"/": "id", "/peringkat?lang=en&edition=kabkota-simulasi-2026": "en"}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_opens_without_an_error_or_an_outside_request(screen: Page, address: str, theme: str) -> None:
    screen.emulate_media(color_scheme=theme)
    open(screen, address)
    assert screen.locator("html").get_attribute("lang") == ADDRESSES[address]
    assert screen.get_by_test_id("stException").count() == 0


def test_a_deep_link_finds_the_server_at_once(screen: Page) -> None:
    asked: list[str] = []
    screen.on("request", lambda request: asked.append(request.url))
    open(screen, "/peringkat")
    assert not [url for url in asked if "/peringkat/" in url]
    assert [url for url in asked if url.endswith("/_stcore/health")]


def test_the_policy_stops_an_inline_script_from_outside(page: Page, base_url: str) -> None:
    page.goto("/")
    page.evaluate("""() => {
      const script = document.createElement('script')
      script.textContent = 'window.broken = true'
      document.body.append(script)
    }""")
    assert page.evaluate("window.broken") is None


def test_what_streamlit_says_is_said_in_the_language_of_the_screen(screen: Page) -> None:
    open(screen, "/")
    for language, menu, items, nothing in (
        ("ID", "Pengaturan", ["Otomatis", "Terang", "Gelap", "Cetak"], "Tidak ditemukan"),
        ("EN", "Settings", ["Automatic", "Light", "Dark", "Print"], "Nothing found"),
        ("ID", "Pengaturan", ["Otomatis", "Terang", "Gelap", "Cetak"], "Tidak ditemukan"),
    ):
        screen.locator(".st-key-lang").get_by_text(language, exact=True).click()
        settle(screen)
        screen.get_by_role("button", name=menu).click()
        shown = screen.get_by_test_id("stMainMenuList")
        expect(shown.get_by_text("Print" if language == "EN" else "Cetak")).to_be_visible()
        names = [name.split("\n")[-1] for name in shown.locator("button:visible").all_inner_texts()]
        assert names == items
        screen.keyboard.press("Escape")
        search = screen.get_by_role("combobox", name="Cari daerah" if language == "ID" else "Find a region")
        search.fill("zzz")
        expect(screen.get_by_role("option", name=nothing)).to_be_visible()
        search.fill("")
        screen.keyboard.press("Escape")
