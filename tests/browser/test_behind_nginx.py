"""A person behind nginx: signs in, hands a file in, takes one away, and goes on when the replica is gone."""

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TIMEOUT, open, settle, watched
from tests.browser.test_editions import ROWS, tell, workbook
from tests.browser.test_sign_in import SETTINGS, STYLES, provider  # noqa: F401
from tests.deploy.conftest import Site, certificate, nginx, served  # noqa: F401

CUT_OFF = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState != 'CONNECTED'"


@pytest.fixture(scope="module")
def site(nginx, certificate, provider, tmp_path_factory) -> Iterator[Site]:  # noqa: F811
    folder = tmp_path_factory.mktemp("site")
    settings = SETTINGS.replace("http://127.0.0.1:{port}", "HTTPS").replace("PROVIDER", provider)
    yield from served(nginx, certificate, folder, folder / "ucj", settings)


@pytest.fixture
def screen(browser: Browser, site: Site) -> Iterator[Page]:
    page = browser.new_context(base_url=site.address, ignore_https_errors=True).new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.set_default_timeout(TIMEOUT)
    page.route(f"{STYLES}/**", lambda route: route.fulfill(body="", content_type="text/css"))
    yield page
    page.context.close()


def replica_of(screen: Page) -> int:
    """The replica that the browser is led to."""
    return int(next(c["value"] for c in screen.context.cookies() if c["name"] == "ucj_replica"))


def test_signs_in_hands_in_and_takes_away(screen: Page, site: Site, provider: str) -> None:  # noqa: F811
    with watched(screen, site.address, provider, STYLES):
        open(screen, "/data-edisi?view=new", map=False)
        assert "Bagian ini khusus untuk panitia." in screen.get_by_test_id("stApp").inner_text()
        screen.locator(".st-key-sign_in button").click()
        screen.locator("input[name=sub]").fill("siti")
        screen.get_by_role("button", name="Authorize", exact=True).click()
        screen.wait_for_selector("[data-testid=stApp]")
        settle(screen)
        assert screen.url.startswith(f"{site.address}/data-edisi")
        cookies = {c["name"]: c for c in screen.context.cookies(site.address)}
        assert [name for name, cookie in cookies.items() if not cookie["secure"]] == []
        tell(screen)
        with screen.expect_download() as template:
            screen.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
        assert template.value.path().read_bytes()[:2] == b"PK"
        screen.locator("input[type=file]").set_input_files(
            {"name": "jabar.xlsx", "mimeType": "application/octet-stream", "buffer": workbook(ROWS)}
        )
        expect(screen.get_by_text("3 · ")).to_be_visible(timeout=TIMEOUT)
        settle(screen)


def test_goes_on_at_the_other_replica_when_one_is_killed(screen: Page, site: Site) -> None:
    """The address holds the view, the next click counts, and files come from where the session is now."""
    address = "/metodologi?edition=kabkota-simulasi-2026"
    open(screen, address, map=False)
    lost = next(replica for replica in site.replicas if replica.port == replica_of(screen))
    lost.end(signal.SIGKILL)
    try:
        screen.wait_for_selector("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])")
        settle(screen)
        assert replica_of(screen) != lost.port
        screen.locator(".st-key-lang").get_by_text("EN").click()
        expect(screen.get_by_role("heading", level=1)).to_have_text("Methodology", timeout=TIMEOUT)
        settle(screen)
        assert screen.url.endswith(f"{address}&lang=en")
    finally:
        lost.begin()
        lost.healthy()
    with screen.expect_download() as download:
        screen.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
    assert download.value.path().stat().st_size > 100
    assert screen.get_by_test_id("stException").count() == 0
