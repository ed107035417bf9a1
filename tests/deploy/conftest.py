"""The recipe of deploy/ as it lies there, with other ports and folders: a real nginx before two real replicas."""

import asyncio
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage, HTTPSConnection
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.browser.conftest import ROOT, wait_until_healthy
from tests.packed import unpacked

REQUIRED = {name: os.environ.get(name, "") not in ("", "0") for name in ("UCJ_REQUIRE_NGINX", "UCJ_REQUIRE_BUNDLE")}
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
COOKIE = "ucj_replica"


def wanting(variable: str, reason: str) -> None:
    """Skips a test, or fails it where an environment variable says that it has to run."""
    (pytest.fail if REQUIRED[variable] else pytest.skip)(reason)


def free_ports(n: int) -> list[int]:
    probes = [socket.socket() for _ in range(n)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@dataclass
class Replica:
    """One server process on a port; cwd with its settings."""

    port: int
    folder: Path
    home: Path
    process: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def begin(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "server.py"), "--server.address", "127.0.0.1"]
        env = {**os.environ, "HOME": str(self.folder), "UCJ_HOME": str(self.home),
               "STREAMLIT_SERVER_COOKIE_SECRET": "5" * 64}  # fmt: skip
        with (self.folder / f"{self.port}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--server.port", str(self.port)], cwd=self.folder, env=env, stdout=log, stderr=log
            )

    def healthy(self) -> None:
        wait_until_healthy(self.address, self.process, self.folder / f"{self.port}.log")

    def end(self, how: int = signal.SIGTERM) -> None:
        self.process.send_signal(how)
        self.process.wait(20)


@dataclass
class Site:
    """nginx and what is behind it."""

    https: int
    http: int
    folder: Path
    replicas: list[Replica]
    trusted: ssl.SSLContext

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.https}"

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> "Answer":
        """What nginx answers over TLS; underscores of header names are hyphens."""
        return asked(HTTPSConnection("127.0.0.1", self.https, timeout=120, context=self.trusted),
                     path, method, body, headers)  # fmt: skip

    def visit(self, path: str = "", query: str = "", replica: int | None = None) -> tuple[str, int]:
        """All that a new session is sent for a screen, as text, and the port of the replica that sent it."""
        with self.session(replica) as session:
            return heard(session, path, query), port_of(session)

    def session(self, replica: int | None = None) -> "Session":
        """A websocket as a browser opens it, with the cookie of a replica or none."""
        cookies = {"Cookie": f"{COOKIE}={replica}"} if replica else {}
        return Session(
            self.address.replace("https", "wss") + "/_stcore/stream", subprotocols=["streamlit", "none"],
            origin=self.address, additional_headers=cookies, ssl=self.trusted, max_size=None, open_timeout=120,
            ping_interval=None,
        )  # fmt: skip


class Session:
    """A websocket that is waited for, in a thread of its own, for Playwright's loop may run in this one. The library's
    client for threads reads and writes TLS in two at once, which Python's ssl does not bear: one request in some
    hundreds never arrived."""

    def __init__(self, address: str, **more) -> None:
        self.address, self.more = address, more
        self.thread, self.runner = ThreadPoolExecutor(1), asyncio.Runner()

    def __enter__(self) -> "Session":
        async def opened() -> ClientConnection:
            return await connect(self.address, **self.more)

        try:
            self.socket = self.run(opened())
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *raised) -> None:
        self.run(self.socket.close())
        self.end()

    def run(self, coroutine: Coroutine):
        return self.thread.submit(self.runner.run, coroutine).result()

    def end(self) -> None:
        self.thread.submit(self.runner.close).result()
        self.thread.shutdown()

    def send(self, message: bytes) -> None:
        self.run(self.socket.send(message))

    def recv(self, timeout: float) -> bytes:
        return self.run(asyncio.wait_for(self.socket.recv(), timeout))


@dataclass
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes


def asked(connection: HTTPConnection, path: str, method: str = "GET", body=None, headers=None) -> Answer:
    named = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
    # what is refused before all of it was sent has its answer there to be read
    with suppress(BrokenPipeError, ConnectionResetError, ssl.SSLError):
        connection.request(method, path, body, named)
    response = connection.getresponse()
    answer = Answer(response.status, response.headers, response.read())
    connection.close()
    return answer


def directly(replica: Replica, path: str, **headers: str) -> Answer:
    """What a replica itself answers."""
    return asked(HTTPConnection("127.0.0.1", replica.port, timeout=60), path, headers=headers)


def heard(session: Session, path: str = "", query: str = "") -> str:
    """Asks for a screen and returns all that is sent until its run has ended."""
    ask, told, all, inside = BackMsg(), ForwardMsg(), b"", []
    ask.rerun_script.page_name, ask.rerun_script.query_string = path, query
    session.send(ask.SerializeToString())
    while told.WhichOneof("type") != "script_finished":
        message = session.recv(timeout=120)
        told = ForwardMsg.FromString(message)
        all += message
        inside.append(unpacked(told.delta.new_element.bidi_component))
    return "\n".join([all.decode("utf-8", "ignore"), *inside])


def port_of(session: Session) -> int:
    """The replica that answered a websocket, by the cookie it got."""
    return int(re.search(rf"{COOKIE}=(\d+)", session.socket.response.headers["Set-Cookie"])[1])


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 and its key."""
    folder = tmp_path_factory.mktemp("tls")
    chain, key = folder / "fullchain.pem", folder / "privkey.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=ucj"
    subprocess.run(
        [*command.split(), "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", chain],
        check=True, capture_output=True,
    )  # fmt: skip
    return chain, key


def written(folder: Path, certificate: tuple[Path, Path], ports: dict[str, int]) -> Path:
    """deploy/nginx.conf with this machine's ports and folders, in a main file around it."""
    text = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    for name, port in ports.items():
        text = re.sub(rf"\b{name}\b(?!;?s\b)", str(port), text)
    changes = {
        "/etc/ucj-award/tls/fullchain.pem": certificate[0],
        "/etc/ucj-award/tls/privkey.pem": certificate[1],
        "/var/cache/nginx/ucj-award": folder / "cache",
        "/var/log/nginx/ucj-award.log": folder / "access.log",
        "/opt/ucj-award/current/deploy": ROOT / "deploy",
    }
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, str(after))
    (folder / "site.conf").write_text(text, "utf-8")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    main.write_text(
        f"{'user root;' if os.geteuid() == 0 else ''} daemon off; pid {folder}/nginx.pid; worker_processes 2;"
        f"error_log {folder}/error.log; events {{ worker_connections 512; }}"
        f"http {{ types {{ text/html html; }} {temporary} include {folder}/site.conf; }}",
        "utf-8",
    )
    return main


@pytest.fixture(scope="session")
def nginx() -> str:
    found = shutil.which("nginx", path=PATH)
    if found is None:
        wanting("UCJ_REQUIRE_NGINX", "no nginx: `apt-get install nginx-light`")
    return found


def served(nginx: str, certificate: tuple[Path, Path], folder: Path, home: Path, secrets: str = "") -> Iterator[Site]:
    """Two replicas on one home, with nginx in front; `secrets`: a secrets.toml, HTTPS in it for the site's address."""
    https, http, files, *own = free_ports(5)
    replicas = [Replica(port, folder, home) for port in own]
    site = Site(https, http, folder, replicas, ssl.create_default_context(cafile=certificate[0]))
    if secrets:
        (folder / ".streamlit").mkdir()
        (folder / ".streamlit/secrets.toml").write_text(secrets.replace("HTTPS", site.address), "utf-8")
    main = written(folder, certificate, {"443": https, "80": http, "8500": files, "8501": own[0], "8502": own[1]})
    for replica in replicas:
        replica.begin()
    front = subprocess.Popen([nginx, "-p", str(folder), "-c", str(main)])
    try:
        for replica in replicas:
            replica.healthy()
        until(lambda: front.poll() is None and answers(http), (folder / "error.log"))
        yield site
    finally:
        front.terminate()
        front.wait(20)
        for replica in replicas:
            if replica.process.poll() is None:
                replica.end(signal.SIGKILL)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(true, why=None, seconds: float = 30) -> None:
    """Waits for something to become true; fails with the text of a file, or a sentence."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            pytest.fail(why.read_text("utf-8", "replace") if isinstance(why, Path) and why.exists() else str(why))
        time.sleep(0.2)
