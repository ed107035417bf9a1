"""The server as a browser meets it, without one: headers, the first page, files and the websocket."""

import gzip
import http.client
import re
from collections.abc import Iterator
from importlib.metadata import version
from urllib.parse import quote, urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from charts.layout import LIBRARY
from messages import LANGUAGES, words
from pages.common.chart import SCRIPT
from server import of_ours
from tests.browser.conftest import ROOT, serving

SHAPES = "/app/static/provinces.geojson"
POLICY = {"default-src": "'none'", "connect-src": "'self'", "frame-ancestors": "'self'", "base-uri": "'none'"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("home")) as address:
        yield address


class Answer:
    """What the server said; the path goes out as it is, not tidied up as by other clients."""

    def __init__(self, server: str, path: str, headers: dict[str, str] | None = None, method: str = "GET"):
        connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        self.status, self.headers, self.body = response.status, response.headers, response.read()
        connection.close()

    @property
    def text(self) -> str:
        return self.body.decode()


@pytest.mark.parametrize(
    "path",
    ["/", "/peringkat", "/no-such-page", "/_stcore/health", "/_stcore/host-config", SHAPES, "/app/static/none.geojson",
     "/media/none", "/peringkat/_stcore/health", "/manifest.json", "/peringkat/", "/app/static/..%2fserver.py",
     "/_stcore/upload_file/a/b", "/auth/login", "/auth/logout", "/oauth2callback"],
)  # fmt: skip
def test_every_kind_of_answer_carries_the_security_headers(server: str, path: str) -> None:
    headers = Answer(server, path).headers
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy.items() >= POLICY.items()
    assert "'unsafe-" not in policy["script-src"]
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/", "/peringkat"])
@pytest.mark.parametrize(
    ("query", "language"),
    [("", "id"), ("?lang=id", "id"), ("?lang=en", "en"), ("?edition=x&lang=en", "en"), ("?lang=EN", "id"),
     ("?lang=", "id"), ("?lang=en&lang=xx", "id"), ("?lang=" + quote('"><script>alert(1)</script>'), "id"),
     ("?lang=%ff%00", "id"), ('?lang="><script>', "id")],
)  # fmt: skip
def test_the_first_page_speaks_the_language_of_its_address(server: str, path: str, query: str, language: str) -> None:
    answer = Answer(server, path + query)
    assert answer.status == 200
    assert f'<html lang="{language}">' in answer.text
    assert re.search(r"<title>(?:[^<]+ · )?UCJ Award</title>", answer.text)
    assert "alert(1)" not in answer.text
    assert '"><script>' not in answer.text


def test_the_first_page_is_ours_in_every_language(server: str) -> None:
    pages = {language: Answer(server, f"/?lang={language}").text for language in LANGUAGES}
    descriptions = {re.search(r'<meta name="description" content="([^"]+)"', page).group(1) for page in pages.values()}
    assert len(descriptions) == len(LANGUAGES)
    for page in pages.values():
        assert '<meta property="og:title" content="UCJ Award" />' in page
        assert '<p lang="id">' in page.split("<noscript>")[1]
        assert '<p lang="en">' in page.split("<noscript>")[1]
        assert "Streamlit</title>" not in page
        assert "BACKEND_BASE_URL" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shared_link_says_which_screen_it_opens(server: str, language: str) -> None:
    """The titles are those of the navigation, and every screen of it has one."""
    door = (ROOT / "dashboard.py").read_text("utf-8")
    screens = re.findall(r'screen\("[^"]+", t\("([^"]+)"\), "([^"]+)"', door)
    assert len(screens) == door.count("        screen(") > 10
    for wording, path in screens:
        page = Answer(server, f"/{path}?lang={language}&region=32.73").text
        title = f"{words(language)(wording)} · UCJ Award"
        assert f"<title>{title}</title>" in page
        assert f'<meta property="og:title" content="{title}" />' in page
    for path in ("/", "/no-such-page"):
        assert "<title>UCJ Award</title>" in Answer(server, f"{path}?lang={language}").text


def test_what_a_shared_link_says_of_my_region_is_its_own(server: str) -> None:
    pages = {path: Answer(server, path) for path in ("/", "/peringkat", "/daerah-saya", "/daerah-saya?lang=en")}
    said = {path: re.search(r'og:description" content="([^"]+)"', page.text).group(1) for path, page in pages.items()}
    assert said["/"] == said["/peringkat"]
    assert "daerah Anda" in said["/daerah-saya"]
    assert "your region" in said["/daerah-saya?lang=en"]
    assert len({page.headers["ETag"] for page in pages.values()}) == len(pages)
    assert len({page.headers["Content-Security-Policy"] for page in pages.values()}) == 1
    unchanged = Answer(server, "/daerah-saya?region=11", {"If-None-Match": pages["/daerah-saya"].headers["ETag"]})
    assert unchanged.status == 304


@pytest.mark.parametrize("path", ["/media/none", "/_stcore/upload_file/a/b", "/auth/login", "/oauth2callback"])
def test_what_is_one_viewers_is_kept_by_nobody(server: str, path: str) -> None:
    assert Answer(server, path).headers["Cache-Control"] == "private, no-store"


def test_a_server_that_nobody_can_sign_in_to_takes_no_file(server: str) -> None:
    answer = Answer(server, "/_stcore/upload_file/a/b", method="PUT")
    assert answer.status == 403
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://127.0.0.1:8501/profil?region=64&lang=en", "/profil?region=64&lang=en"),
        ("http://127.0.0.1:8501/", "/"),
        ("", "/"),
        ("https://example.org//evil.example/x", "/evil.example/x"),
        ("//evil.example", "/"),
        ("///evil.example/x", "/evil.example/x"),
        ("/\\evil.example", "/evil.example"),
        ("javascript:alert(1)", "/alert%281%29"),
        ("/a?b=c\r\nSet-Cookie: x=y", "/a?b=cSet-Cookie%3A%20x=y"),
    ],
)
def test_after_signing_in_one_stays_on_this_host(address: str, expected: str) -> None:
    assert of_ours(address) == expected


def test_the_first_page_is_whole_and_revalidated(server: str) -> None:
    first = Answer(server, "/peringkat")
    assert int(first.headers["Content-Length"]) == len(first.body)
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Last-Modified" not in first.headers
    again = Answer(server, "/peringkat", {"If-None-Match": f"W/{first.headers['ETag']}"})
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    other = Answer(server, "/peringkat?lang=en", {"If-None-Match": first.headers["ETag"]})
    assert other.status == 200
    head = Answer(server, "/peringkat", method="HEAD")
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", first.headers["Content-Length"])
    zipped = Answer(server, "/peringkat", {"Accept-Encoding": "gzip", "If-Modified-Since": first.headers["Date"]})
    assert (zipped.status, zipped.body) == (200, first.body)
    assert Answer(server, "/peringkat", {"Range": "bytes=0-9"}).body == first.body


def test_the_scripts_of_the_first_page_are_the_ones_allowed(server: str) -> None:
    answer = Answer(server, "/")
    scripts = re.findall(r"<script>", answer.text)
    assert len(re.findall(r"'sha256-", answer.headers["Content-Security-Policy"])) == len(scripts) == 2


def test_shapes_travel_small_and_are_kept_a_while(server: str) -> None:
    plain, zipped = Answer(server, SHAPES), Answer(server, SHAPES, {"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    assert len(zipped.body) < len(plain.body) / 2
    assert zipped.headers["Cache-Control"] == "public, max-age=3600"
    assert Answer(server, SHAPES, {"If-None-Match": plain.headers["ETag"]}).status == 304


def test_plotly_comes_from_its_package_and_is_kept_for_good(server: str) -> None:
    script = Answer(server, f"/{SCRIPT}", {"Accept-Encoding": "gzip"})
    assert script.body == LIBRARY.read_bytes()
    assert "Content-Encoding" not in script.headers, "it would be compressed anew for every viewer"
    assert script.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert version("plotly") in SCRIPT
    assert Answer(server, f"/{SCRIPT}/../../plotly/__init__.py").status != 200


@pytest.mark.parametrize(
    "path",
    ["/app/static/", "/app/static", "/app/static/../server.py", "/app/static/%2e%2e/server.py",
     "/app/static/..%2fserver.py", "/app/static/..%5cserver.py", "/app/static//etc/passwd", "/app/static/%2fetc/passwd",
     "/server.py", "/.streamlit/config.toml", "/app/static/./../.streamlit/config.toml"],
)  # fmt: skip
def test_only_the_files_of_static_are_served(server: str, path: str) -> None:
    answer = Answer(server, path)
    assert "geojson" not in answer.text
    assert "import streamlit" not in answer.text
    assert "enableStaticServing" not in answer.text
    assert "root:" not in answer.text


def test_the_websocket_runs_the_app_to_its_end(server: str) -> None:
    address = server.replace("http", "ws") + "/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], origin=server, max_size=None) as socket:
        ask = BackMsg()
        ask.rerun_script.page_name = "peringkat"
        socket.send(ask.SerializeToString())
        told = ForwardMsg()
        while told.WhichOneof("type") != "script_finished":
            told = ForwardMsg.FromString(socket.recv(timeout=60))
    assert told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
