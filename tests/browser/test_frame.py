"""The frame of every address: nothing wrong in the console, nothing asked of others, and the right language."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import open

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
