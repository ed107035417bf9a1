"""nginx before two replicas, by the recipe: what goes through, what does not, and what a lost replica costs."""

import gzip
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidMessage

from pages.common.chart import SCRIPT
from tests.browser.conftest import ROOT
from tests.deploy.conftest import Site, asked, directly, heard, port_of, served, until
from tests.drafts import drafted

ONCE = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy",
        "Cross-Origin-Resource-Policy", "Permissions-Policy", "Strict-Transport-Security")  # fmt: skip
SHAPES = "/app/static/regencies.geojson"
DRAFT, TITLE = "rancangan-2025", "Putaran yang diumumkan"


@pytest.fixture(scope="module")
def site(nginx: str, certificate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    yield from served(nginx, certificate, folder, folder / "ucj")


def script(site: Site) -> str:
    """The address of Streamlit's own script."""
    page = site.ask("/").body.decode()
    return "/static/js/index" + page.split("static/js/index")[1].split('"')[0]


@pytest.mark.parametrize("path", ["/", "/peringkat?lang=en", "/_stcore/health", SHAPES, "/media/none", "script"])
def test_security_headers_stand_once_on_every_answer(site: Site, path: str) -> None:
    headers = site.ask(script(site) if path == "script" else path, Accept_Encoding="gzip").headers
    assert {name: len(headers.get_all(name, [])) for name in ONCE} == dict.fromkeys(ONCE, 1)
    assert headers.get_all("Set-Cookie", []) == [] or path == "/_stcore/health"


def test_what_is_asked_without_tls_is_led_to_it(site: Site) -> None:
    answer = asked(HTTPConnection("127.0.0.1", site.http, timeout=30), "/profil?region=64")
    assert (answer.status, answer.headers["Location"]) == (301, "https://ucj.example.go.id/profil?region=64")


@pytest.mark.parametrize("path", ["script", SHAPES, f"/{SCRIPT}"])
def test_files_go_out_compressed_and_whole_and_are_kept(site: Site, path: str) -> None:
    path = script(site) if path == "script" else path
    whole = directly(site.replicas[0], path, Accept_Encoding="identity").body
    for _ in range(2):  # fetched, then kept
        packed = site.ask(path, Accept_Encoding="gzip")
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert "max-age=" in packed.headers["Cache-Control"]
        assert len(packed.body) < len(whole) / 2
        assert gzip.decompress(packed.body) == whole
    plain = site.ask(path, Accept_Encoding="identity")
    assert plain.headers["Content-Encoding"] is None
    assert plain.body == whole


@pytest.mark.parametrize("path", ["script", SHAPES])
def test_a_file_that_a_browser_has_is_not_sent_again(site: Site, path: str) -> None:
    path = script(site) if path == "script" else path
    etag = site.ask(path, Accept_Encoding="gzip").headers["ETag"]
    assert site.ask(path, Accept_Encoding="gzip", If_None_Match=etag).status == 304


def test_metrics_are_for_the_machine_itself(site: Site) -> None:
    assert site.ask("/_stcore/metrics").status == 404
    assert site.ask("/_stcore/metrics/").status == 404
    found = directly(site.replicas[0], "/_stcore/metrics").body.decode()
    sizes = [line.split() for line in found.splitlines() if line.startswith("process_resident_memory_bytes ")]
    assert 50e6 < int(sizes[0][1]) < 5e9
    assert "active_sessions" in found
    # as it comes through any other proxy that says whom it speaks for
    assert directly(site.replicas[0], "/_stcore/metrics", X_Forwarded_For="203.0.113.7").status == 404


def test_an_upload_ends_where_streamlit_ends_it(site: Site) -> None:
    path = "/_stcore/upload_file/a/b"
    assert site.ask(path, "PUT", bytes(22 << 20)).status == 413
    assert site.ask(path, "PUT", bytes(20 << 20)).status == 403  # reaches the replica, which asks who it is
    assert site.ask("/oauth2callback", "POST", bytes(100 << 10)).status == 413


def test_what_a_visitor_claims_about_the_way_is_not_handed_on(site: Site) -> None:
    """Neither makes it a loopback address of a public client, nor a host of a cookie's own choice."""
    answer = site.ask("/_stcore/metrics", X_Forwarded_For="127.0.0.1", Forwarded="for=127.0.0.1", X_Real_IP="::1")
    assert answer.status == 404
    assert site.ask("/_stcore/health", Cookie="ucj_replica=169.254.169.254:80").status == 200


def test_sessions_are_spread_and_stay(site: Site) -> None:
    with ExitStack() as sessions:
        ports = [port_of(sessions.enter_context(site.session())) for _ in range(4)]
    assert set(ports) == {replica.port for replica in site.replicas}
    for replica in site.replicas:
        assert {site.visit(replica=replica.port)[1] for _ in range(3)} == {replica.port}


def test_files_of_a_session_come_from_its_replica(site: Site) -> None:
    """The map as a picture, or another file of a session, is in the memory of one process only."""
    for replica in site.replicas:
        said, port = site.visit("peringkat", "picture=1", replica.port)
        media = re.search(r"/media/[0-9a-f]+\.\w+", said)[0]
        assert site.ask(media, Cookie=f"ucj_replica={port}").status == 200


def test_a_killed_replica_costs_a_visitor_nothing_but_a_new_connection(site: Site) -> None:
    first, other = site.replicas
    with site.session(first.port) as socket:
        assert "Jawa" in heard(socket, "peringkat")
        first.end(signal.SIGKILL)
        with pytest.raises(ConnectionClosed):
            heard(socket, "peringkat")
    try:
        said, port = site.visit("peringkat", replica=first.port)  # the browser still brings the old note
        assert port == other.port
        assert "Jawa" in said
        first.begin()
        first.healthy()
        assert site.visit(replica=port)[1] == other.port  # the new one, which leads on to where the session is now
        until(lambda: site.visit(replica=first.port)[1] == first.port, "The replica is not asked any more.")
    finally:
        if first.process.poll() is not None:
            first.begin()
        first.healthy()


def test_nobody_is_refused_while_one_replica_after_the_other_is_started_anew(site: Site) -> None:
    refused, seen, ended = [], [], threading.Event()

    def visitor() -> None:
        while not ended.is_set():
            try:
                page = site.ask("/peringkat")
                said, port = site.visit("metodologi")
            except (ConnectionClosed, InvalidMessage):
                continue  # a session that the end of its replica cuts off: the browser asks again
            except Exception as error:
                refused.append(error)
                return
            seen.append(port)
            if page.status != 200 or "Metodologi" not in said:
                refused.append((page.status, said[:200]))

    visitors = [threading.Thread(target=visitor) for _ in range(2)]
    for thread in visitors:
        thread.start()
    for replica in site.replicas:
        replica.end()
        replica.begin()
        replica.healthy()
    ended.set()
    for thread in visitors:
        thread.join()
    assert not refused
    assert set(seen) == {replica.port for replica in site.replicas}


def test_what_is_published_on_one_replica_is_soon_seen_on_the_other(site: Site) -> None:
    home = site.replicas[0].home
    drafted(home, DRAFT, TITLE)

    def seen() -> list[bool]:
        query = f"edition={DRAFT}"
        return [TITLE in site.visit("metodologi", query, replica.port)[0] for replica in site.replicas]

    assert seen() == [False, False]
    for act in (["freeze", DRAFT, "--comment", "Pleno", "--accept", "assumption"], ["publish", DRAFT]):
        run(home, "data", *act, "--who", "Siti")
    until(lambda: seen() == [True, True], "Not every replica shows what was published.")


def run(home: Path, *command: str) -> None:
    env = {**os.environ, "UCJ_HOME": str(home)}
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=env, check=True, capture_output=True)


def test_without_any_replica_nginx_says_so_and_comes_back(site: Site) -> None:
    kept = script(site)
    assert site.ask(kept, Accept_Encoding="gzip").status == 200
    for replica in site.replicas:
        replica.end(signal.SIGKILL)
    page = site.ask("/peringkat")
    assert page.status in (502, 504)
    assert "Layanan sedang dimulai kembali" in page.body.decode()
    assert "being started again" in page.body.decode()
    assert page.headers["Retry-After"] == "5"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert site.ask(kept, Accept_Encoding="gzip").status == 200
    for replica in site.replicas:
        replica.begin()
        replica.healthy()
    until(lambda: site.ask("/peringkat").status == 200, "nginx asks no replica any more.")


def test_addresses_are_logged_without_what_was_asked(site: Site) -> None:
    site.ask("/oauth2callback?code=rahasia-benar&state=x")
    until(lambda: "oauth2callback" in (site.folder / "access.log").read_text(), "nothing was logged")
    assert "rahasia-benar" not in (site.folder / "access.log").read_text()
