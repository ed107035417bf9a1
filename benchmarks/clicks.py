"""How long from a click to the changed figure, in a real browser, on the 514 regencies? Prints a table for README.md.

    python -m benchmarks.clicks [--times 5]

Starts a server of its own. Counted is the time from the click, or the key, until the last answer has come, the script
has run, nothing on the screen is stale and every map is painted, and it stays so; drawn by software where there is no
graphics card. Each case is done twice unmeasured before, and then in turn between two states, so that measured clicks
come back to what was there.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, WAITING, chromium, serving, settle

EDITION = "edition=kabkota-simulasi-2026"
HEARD = """
  const Native = WebSocket
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given)
      this.addEventListener('message', () => { window.heard = performance.now() })
    }
  }
"""
WATCH = f"""() => {{
  const waits = {WAITING}
  const clicked = performance.now()
  let busy = clicked
  window.changed = null
  const look = () => {{
    const now = performance.now()
    if (waits(false).length) busy = now
    if (window.heard > clicked && now - Math.max(busy, window.heard) > 400) {{
      window.changed = Math.max(busy, window.heard) - clicked
    }} else requestAnimationFrame(look)
  }}
  look()
}}"""


def option(label: str, *names: str) -> Callable[[Page, int], Callable]:
    """Chooses the options of a list in turn; opening the list is not counted."""

    def act(page: Page, n: int) -> Callable:
        box = page.get_by_role("combobox", name=label).first
        box.scroll_into_view_if_needed()
        page.wait_for_timeout(300)  # a list closes when the page scrolls
        box.click()
        return page.get_by_role("option", name=names[n % len(names)], exact=True).first.click

    return act


def click(*selectors: str) -> Callable[[Page, int], Callable]:
    """Clicks in turn."""
    return lambda page, n: page.locator(selectors[n % len(selectors)]).first.click


def slide(label: str) -> Callable[[Page, int], Callable]:
    """Moves a slider by a step, there and back."""

    def act(page: Page, n: int) -> Callable:
        page.get_by_role("slider", name=label).first.focus()
        return lambda: page.keyboard.press(("ArrowLeft", "ArrowRight")[n % 2])

    return act


def pressed(*keys: str) -> Callable[[Page, int], Callable]:
    """Presses keys in turn."""
    return lambda page, n: lambda: page.keyboard.press(keys[n % len(keys)])


CASES = {
    "Ringkasan: another map": (
        f"/?{EDITION}", option("Peta menampilkan", "Peta: Cakupan seluruh pekerja", "Peta: Skor")
    ),
    "Ringkasan: choose a region": (f"/?{EDITION}", click("tbody tr:nth-child(1)", "tbody tr:nth-child(2)")),
    "Profil: the next in rank": (f"/profil?{EDITION}&region=32.73", pressed("Alt+ArrowDown", "Alt+ArrowUp")),
    "Peringkat: another map": (
        f"/peringkat?{EDITION}", option("Peta menampilkan", "Peta: Pertumbuhan cakupan", "Peta: Skor")
    ),
    "Peringkat: choose a region": (f"/peringkat?{EDITION}", click("tbody tr:nth-child(1)", "tbody tr:nth-child(2)")),
    "Peringkat: by another value": (
        f"/peringkat?{EDITION}", option("Diperingkat menurut", "Pertumbuhan cakupan", "Skor")
    ),
    "Bandingkan: another trend": (
        f"/bandingkan?{EDITION}&codes=32.73,35.78,12.71",
        option("Yang ditampilkan dari waktu ke waktu", "Peringkat", "Skor"),
    ),
    "Keteguhan: move a weight, 10,000 draws": (f"/keteguhan?{EDITION}", slide("Cakupan")),
    "Simulasi: move a weight": (f"/simulasi?{EDITION}", slide("Cakupan")),
    "Simulasi: another goal": (
        f"/simulasi?{EDITION}&part=needed&region=32.73", option("Sasaran", "Tiga besar", "Sepuluh besar")
    ),
    "Mutu data: another month": (f"/mutu-data?{EDITION}", option("Periode", "Agustus 2026", "September 2026")),
    "Metodologi: the other edition": (
        "/metodologi", click("button:has-text('Kabupaten/Kota 2026')", "button:has-text('Provinsi 2024')")
    ),
}  # fmt: skip


def measured(page: Page, path: str, act: Callable, times: int) -> list[float]:
    """Milliseconds of each click."""
    page.goto(path)
    settle(page)
    found = []
    for n in range(times + 2):
        do = act(page, n)
        page.evaluate(WATCH)
        do()
        page.wait_for_function("() => window.changed !== null", timeout=60_000)
        if n > 1:
            found.append(page.evaluate("window.changed"))
        settle(page)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    print("| click | median ms | slowest ms |\n|---|--:|--:|")
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=list(FLAGS))
        page = browser.new_page(base_url=address, viewport={"width": 1440, "height": 900})
        page.add_init_script(HEARD)
        for name, (path, act) in CASES.items():
            found = measured(page, path, act, times)
            print(f"| {name} | {statistics.median(found):.0f} | {max(found):.0f} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
