"""Signing in at a real provider of OpenID Connect, a process of its own: each role's doors, and what opens none."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.sync.client import connect

from server import SCREENS
from tests.browser.conftest import TIMEOUT, axe_faults, open, serving, settle, watched
from tests.deploy.conftest import heard as answered
from tests.drafts import drafted

STYLES = "https://cdn.jsdelivr.net"  # of the provider's own pages: answered here, with nothing
DRAFT = "rancangan-2025"
SECRET = "Rancangan rahasia"
COOKIE, COOKIE_SECRET = "_streamlit_user", "0123456789abcdef" * 4
PEOPLE = {
    "siti": {"name": "Siti Aminah", "email": "siti@example.go.id", "groups": ["staf", "ucj-admin"]},
    "budi": {"name": "Budi Santoso", "email": "budi@example.go.id"},
    "warga": {"name": "Warga Biasa", "email": "siti@example.org", "groups": ["staf"]},
}
SETTINGS = f"""
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "ucj"
client_secret = "rahasia"
server_metadata_url = "PROVIDER/.well-known/openid-configuration"
[ucj.roles]
ucj-admin = "administrator"
[ucj.emails]
"budi@example.go.id" = "committee"
"""


@pytest.fixture(scope="module")
def provider(browser_type_launch_args: dict) -> Iterator[str]:
    """The address of the provider that knows PEOPLE."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for person, claims in PEOPLE.items():
            known_to(address, person, claims, time.monotonic() + 60)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def known_to(provider: str, person: str, claims: dict, deadline: float = 0) -> None:
    """Makes a person known to the provider; by the deadline, once it answers."""
    body, kind = json.dumps(claims).encode(), {"Content-Type": "application/json"}
    while True:
        try:
            urlopen(Request(f"{provider}/users/{person}", body, kind, method="PUT"), timeout=30).close()
            return
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="module")
def desk(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that lets people in by the provider, and has a draft; UCJ_LOCAL_ADMIN is set, and opens nothing."""
    home = tmp_path_factory.mktemp("home")
    (home / ".streamlit").mkdir()
    (home / ".streamlit/secrets.toml").write_text(SETTINGS.replace("PROVIDER", provider), "utf-8")
    drafted(home / "ucj", DRAFT, SECRET)
    with serving(home, UCJ_LOCAL_ADMIN="1") as address:
        yield address


@pytest.fixture
def screen(browser: Browser, desk: str, provider: str) -> Iterator[Page]:
    """A page that may ask the server and the provider, and nobody else."""
    page = browser.new_context(base_url=desk).new_page()
    page.route(f"{STYLES}/**", lambda route: route.fulfill(body="", content_type="text/css"))
    with watched(page, desk, provider, STYLES) as page:
        yield page
    page.context.close()


def sign_in(screen: Page, person: str) -> None:
    """From wherever the screen is, through the provider's own form, back to it."""
    account(screen)
    screen.locator(".st-key-sign_in button").click()
    screen.locator("input[name=sub]").fill(person)
    screen.get_by_role("button", name="Authorize", exact=True).click()
    screen.wait_for_selector("[data-testid=stApp]")
    settle(screen)


def account(screen: Page) -> None:
    """Opens what stands in the header about oneself."""
    screen.locator(".st-key-account").get_by_test_id("stPopover").get_by_role("button").first.click()
    screen.get_by_test_id("stPopoverBody").wait_for()


def told(screen: Page) -> str:
    return screen.get_by_test_id("stApp").inner_text()


def draft(screen: Page) -> bool:
    """Whether the draft is on offer or shown, opened by its address."""
    open(screen, f"/metodologi?edition={DRAFT}", map=False)
    return SECRET in told(screen)


@pytest.mark.parametrize(("person", "role", "sees"), [("siti", "administrator", True), ("warga", "", False)])
def test_each_role_has_its_doors(screen: Page, person: str, role: str, sees: bool) -> None:
    assert not draft(screen)
    sign_in(screen, person)
    assert draft(screen) == sees
    account(screen)
    said = screen.get_by_test_id("stPopoverBody").inner_text()
    assert PEOPLE[person]["name"] in said
    assert (f"Peran Anda: {role}." if role else "Anda belum diberi peran") in said
    assert "UCJ_LOCAL_ADMIN tidak berlaku" in said
    assert not axe_faults(screen)
    screen.keyboard.press("Escape")
    screen.get_by_role("button", name="Panitia", exact=True).first.click()
    screen.get_by_role("menuitem", name="Mutu data").wait_for()
    assert screen.get_by_role("menuitem", name=re.compile("Data (&|and|dan) (edisi|editions)")).count() == sees


def test_one_comes_back_to_the_screen_and_the_language_one_left(screen: Page) -> None:
    open(screen, "/profil?region=64&lang=en", map=False)
    sign_in(screen, "budi")
    assert screen.url.endswith("/profil?region=64&lang=en")
    assert "Signed in" in told(screen) or "Committee" in told(screen)


@pytest.mark.parametrize("person", ["", "warga"])
def test_a_screen_of_another_role_is_refused_by_its_address(screen: Page, person: str) -> None:
    open(screen, "/daerah-saya", map=False)
    if person:
        sign_in(screen, person)
    open(screen, f"/data-edisi?edition={DRAFT}", map=False)
    said = told(screen)
    assert "Bagian ini khusus untuk panitia." in said
    assert SECRET not in said
    assert DRAFT not in said
    assert screen.get_by_test_id("stHeading").count() == 0
    assert screen.get_by_test_id("stFileUploader").count() == 0


def test_what_a_session_showed_leaves_the_screen_when_its_token_expires(screen: Page, provider: str) -> None:
    begun = time.monotonic()
    open(screen, "/metodologi", map=False)
    left = 15 + 8 * (time.monotonic() - begun)  # seconds, enough to sign in and look on a busy machine
    # a minute is granted for clocks that differ: this token has expired for that minute but some seconds
    known_to(provider, "sebentar", {**PEOPLE["budi"], "exp": int(time.time() - 60 + left)})
    sign_in(screen, "sebentar")
    assert draft(screen)
    screen.get_by_text(SECRET).first.wait_for(state="hidden", timeout=1000 * left + TIMEOUT)
    settle(screen)
    assert "Sesi berakhir" in told(screen)
    assert not draft(screen)


def heard(desk: str, path: str, cookie: str = "") -> str:
    """All that the server sends to a browser with a cookie that asks for a screen of the draft."""
    with urlopen(f"{desk}/_stcore/health", timeout=30) as answer:
        token = re.search(r"_streamlit_xsrf=([^;]+)", answer.headers["Set-Cookie"])[1]
    cookies = {"Cookie": f"_streamlit_xsrf={token}; {COOKIE}={cookie}"}
    address = desk.replace("http", "ws") + "/_stcore/stream"
    with connect(address, subprotocols=["streamlit", token], origin=desk, additional_headers=cookies,
                 max_size=None) as socket:  # fmt: skip
        return answered(socket, path, f"edition={DRAFT}")


def signed(desk: str, secret: str = COOKIE_SECRET, name: str = COOKIE, **claims: object) -> str:
    """A cookie as Streamlit makes it from the claims of an administrator."""
    own = {"is_logged_in": True, "sub": "siti", "exp": time.time() + 3600, "groups": ["ucj-admin"], "nonce": "a",
           "origin": desk, "provider": "default"}  # fmt: skip
    return create_signed_value(secret, name, json.dumps({**own, **claims})).decode()


def test_only_the_cookie_that_the_server_signed_opens_the_draft(desk: str) -> None:
    real = signed(desk)
    assert '"columns"' in heard(desk, "peringkat", real), "what is sent packed is heard as well"
    changed = real[:40] + ("A" if real[40] != "A" else "B") + real[41:]
    shut = {
        "none": "",
        "another's secret": signed(desk, secret="x" * 64),
        "one letter changed": changed,
        "its signature cut off": real.rsplit(".", 2)[0],
        "another cookie's": signed(desk, name="_streamlit_user_tokens"),
        "another server's": signed("https://ucj.example.go.id"),
        "expired": signed(desk, exp=time.time() - 61),
        "without an expiry": signed(desk, exp=None),
        "of somebody without a role": signed(desk, groups=["staf"]),
    }
    assert SECRET in heard(desk, "metodologi", real)
    assert not [what for what, cookie in shut.items() if SECRET in heard(desk, "metodologi", cookie)]


@pytest.mark.parametrize("path", ["", *SCREENS])
def test_no_screen_sends_anything_of_a_draft_to_the_public(desk: str, path: str) -> None:
    assert SECRET not in heard(desk, path, signed(desk, groups=["staf"]))


def test_signing_out_ends_it_everywhere(screen: Page, desk: str) -> None:
    """In this window, in another one that is open, for a copy of the cookie, and for what could be downloaded."""
    open(screen, "/metodologi", map=False)
    sign_in(screen, "budi")
    assert draft(screen)
    copied = next(c["value"] for c in screen.context.cookies() if c["name"] == COOKIE)
    assert SECRET in heard(desk, "metodologi", copied)
    other = screen.context.new_page()
    other.set_default_timeout(TIMEOUT)
    open(other, f"/peringkat?edition={DRAFT}")
    other.get_by_text("Unduh", exact=True).click()
    with other.expect_download() as download:
        other.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
    media = download.value.url
    account(screen)
    screen.locator(".st-key-sign_out button").click()
    screen.get_by_role("button", name="End session").click()
    screen.wait_for_selector("[data-testid=stApp]")
    settle(screen)
    assert not [c for c in screen.context.cookies() if c["name"] == COOKIE]
    assert not draft(screen)
    other.locator(".st-key-lang").get_by_text("EN").click()  # any act in the window that was left open
    other.get_by_text(SECRET).first.wait_for(state="hidden", timeout=TIMEOUT)
    assert SECRET not in heard(desk, "metodologi", copied)
    other.close()
    assert status("GET", desk, urlsplit(media).path) in (403, 404)


def status(method: str, server: str, path: str, body: bytes | None = None, **headers: str) -> int:
    connection = HTTPConnection(urlsplit(server).netloc, timeout=30)
    connection.request(method, path, body, headers)
    found = connection.getresponse()
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in found.headers["Content-Security-Policy"]
    connection.close()
    return found.status


def test_a_file_is_taken_from_those_signed_in_only(desk: str) -> None:
    path, known = "/_stcore/upload_file/a/b", create_signed_value(COOKIE_SECRET, COOKIE, '{"sub": "siti"}').decode()
    forged = create_signed_value("x" * 64, COOKIE, '{"sub": "siti"}').decode()
    assert status("PUT", desk, path, b"x") == 403
    assert status("PUT", desk, path, b"x", Cookie=f"{COOKIE}={forged}") == 403
    # taken to Streamlit, which asks for its own token against requests from other pages
    assert status("PUT", desk, path, b"x", Cookie=f"{COOKIE}={known}") in (400, 403)
