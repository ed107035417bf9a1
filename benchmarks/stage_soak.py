"""Does Panggung grow? Shows its scenes in quick succession for some minutes and prints the memory of server and page.

    python -m benchmarks.stage_soak --minutes 5

A scene changes about four times a second, so that five minutes are as many changes as four hours of a show with twelve
seconds a scene. Needs Chromium and Linux (/proc); starts a server of its own. The page's figures are taken after a
garbage collection.
"""

import argparse
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import CDPSession, Page, sync_playwright

ROOT = Path(__file__).parents[1]
SHOW = "/panggung?play=1&pace=60&edition=kabkota-simulasi-2026"
WARM = 60  # seconds before the first measure counts, at most half of the time
CHROMIUM = ("--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


def resident(pid: int) -> float:
    """Resident memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def measured(pid: int, session: CDPSession) -> dict[str, float]:
    """Server and page as they are now: MB, and counts of nodes and listeners."""
    session.send("HeapProfiler.collectGarbage")
    page = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    return {
        "server MB": resident(pid),
        "page MB": page["JSHeapUsedSize"] / 2**20,
        "nodes": page["Nodes"],
        "listeners": page["JSEventListeners"],
    }


def soak(page: Page, pid: int, minutes: float) -> None:
    """Turns the scenes and prints a line every half minute, then the difference after warming up."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    begun, turned, first = time.monotonic(), 0, None
    warm, report = min(WARM, minutes * 30), 0.0
    while (gone := time.monotonic() - begun) < minutes * 60:
        page.keyboard.press("ArrowRight")
        turned += 1
        page.wait_for_timeout(250)
        if gone >= report:
            now = measured(pid, session)
            print(
                f"{gone:5.0f} s  {turned:6d} scenes  " + "  ".join(f"{k} {v:9.1f}" for k, v in now.items()), flush=True
            )
            report = gone + 30
            if gone >= warm and first is None:
                first = now
    page.wait_for_timeout(2000)
    last = measured(pid, session)
    print(f"end    {turned:6d} scenes  " + "  ".join(f"{k} {v:9.1f}" for k, v in last.items()))
    if first:
        print("after warm-up: " + ", ".join(f"{k} {last[k] - first[k]:+.1f}" for k in last))


def main() -> None:
    """Starts the server and the browser, and ends both."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--minutes", type=float, default=5)
    asked.add_argument("--chromium", default="/usr/bin/chromium")
    options = asked.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "server.py"), "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            try:
                urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).close()
                break
            except (URLError, ConnectionError):
                time.sleep(0.2)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=list(CHROMIUM))
            page = browser.new_page(viewport={"width": 1920, "height": 1080})
            page.goto(f"http://127.0.0.1:{port}{SHOW}")
            page.wait_for_selector("#stage .scene", timeout=60_000)
            soak(page, server.pid, options.minutes)
            browser.close()
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
