"""A real browser before the real server; a page that fails its test on any console error or outside request."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Playwright, TimeoutError

ROOT = Path(__file__).parents[2]
REQUIRED = os.environ.get("UCJ_REQUIRE_BROWSER", "") not in ("", "0")
MISSING = "no Chromium: `apt-get install chromium`, or set CHROMIUM to one, or `playwright install chromium`"
NAMES = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # Nothing may leave the machine, not even the browser's own errands.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    "--no-first-run",
)
TIMEOUT = 60_000  # ms; software WebGL on a busy machine is slow


def chromium(playwright: Playwright) -> str | None:
    """The Chromium to drive: the one named by CHROMIUM, the machine's, or Playwright's own."""
    asked = os.environ.get("CHROMIUM")
    found = [shutil.which(name) for name in ([asked] if asked else NAMES)]
    own = playwright.chromium.executable_path
    return next(filter(None, found), own if not asked and Path(own).exists() else None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict, playwright: Playwright) -> dict:
    """How the browser is started; without one, every browser test is skipped with the same line."""
    path = chromium(playwright)
    if path is None:
        pytest.skip(MISSING)
    return {**browser_type_launch_args, "executable_path": path, "args": list(FLAGS)}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A test skipped for want of a browser is a failed one where UCJ_REQUIRE_BROWSER asks for it; else all such tests
    are said in one line of the summary, which pytest folds by place."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2]
        if REQUIRED:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped although UCJ_REQUIRE_BROWSER is set: {reason}"
        elif MISSING in reason:
            report.longrepr = (__file__, 1, reason)
    return report


@contextmanager
def serving(home: Path, script: str = "server.py", port: int = 0, **settings: str) -> Iterator[str]:
    """The address of a server of our own, with an empty home, started from another folder than the project's; on a
    free port, or on a given one to be there again for a browser that has lost it. `settings`: environment variables."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = port or probe.getsockname()[1]
    log = home / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / script), "--server.port", str(port)]
    env = {**os.environ, "HOME": str(home), "UCJ_HOME": str(home / "ucj"), **settings}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1"], cwd=home, env=env, stdout=output, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(address, process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_healthy(address: str, process: subprocess.Popen, log: Path) -> None:
    """Returns once the server answers; fails with its log if it does not."""
    deadline = time.monotonic() + 90
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=90):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"The server did not start:\n{log.read_text('utf-8', 'replace')}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server that all browser tests share."""
    with serving(tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="session")
def base_url(browser_type_launch_args: dict, server: str) -> str:
    """Makes addresses relative to the server; named after the browser so that no server starts without one."""
    return server


@contextmanager
def watched(page: Page, *servers: str) -> Iterator[Page]:
    """The page; fails its test on a console error, a script's error, or a request to anyone but these servers."""
    faults: list[str] = []
    page.set_default_timeout(TIMEOUT)
    hosts = [urlsplit(server).netloc for server in servers]

    def outside(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc not in hosts:
            faults.append(f"outside request: {url}")

    page.on("console", lambda m: faults.append(f"console: {m.text} ({m.location})") if m.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"page error: {error}"))
    page.on("request", lambda request: outside(request.url))
    page.on("websocket", lambda socket: outside(socket.url))
    yield page
    assert not faults, "\n".join(faults)


@pytest.fixture
def screen(page: Page, base_url: str) -> Iterator[Page]:
    """A page of the shared server, `watched`."""
    with watched(page, base_url) as page:
        yield page


# Streamlit reruns the script when a component speaks up, and Plotly draws after it: settled is what stays so a while.
# A function and not an expression, which the page's policy (no eval) would refuse.
WAITING = """(map) => {
  const app = document.querySelector('[data-testid="stApp"]')
  const plots = [...document.querySelectorAll('.js-plotly-plot')]
  const painted = (plot) => {
    const subplot = plot._fullLayout?.map?._subplot
    return !subplot || (subplot.map?.loaded() && plot.querySelector('canvas'))
  }
  const waits = {
    'a connection': app?.dataset.testConnectionState !== 'CONNECTED',
    'the script to end': app?.dataset.testScriptState !== 'notRunning',
    'stale elements': document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]'),
    'a map to be painted': !plots.every(painted),
    'a figure': document.querySelector('[aria-busy="true"]'),
    'a picture': [...document.images].some((image) => !image.complete),
    'a map': map && !plots.some((plot) => plot.querySelector('canvas')),
  }
  return Object.keys(waits).filter((what) => waits[what])
}"""
SETTLED = f"""({{ map, quiet }}) => {{
  if (({WAITING})(map).length) window.settledSince = null
  else window.settledSince ??= performance.now()
  return window.settledSince !== null && performance.now() - window.settledSince >= quiet
}}"""


def settle(page: Page, map: bool = False) -> None:
    """Waits until the script has run (again, if it had to) and every map is painted. `map`: there must be one."""
    page.evaluate("() => { window.settledSince = null }")  # what stood before the last act does not count
    try:
        page.wait_for_function(SETTLED, arg={"map": map, "quiet": 400}, timeout=TIMEOUT)
    except TimeoutError:
        pytest.fail(f"{page.url} still waits for {', '.join(page.evaluate(WAITING, map)) or 'nothing, on and off'}")


def open(page: Page, path: str, map: bool = True) -> Page:
    """Opens an address and waits until the screen stands, by default with a map."""
    page.goto(path)
    settle(page, map)
    return page


def axe_faults(page: Page) -> list[tuple[str, list[str]]]:
    """Serious and critical faults of accessibility: the rule, and where on the page."""
    found = Axe().run(page).response["violations"]
    return [
        (fault["id"], [" ".join(map(str, node["target"])) for node in fault["nodes"]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
