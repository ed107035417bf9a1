"""Panggung in a real browser: every scene fits a hall's screens, a clicker leads it, and it outlives its server."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TIMEOUT, axe_faults, open, serving, settle

SHOW = "/panggung?play=1&pace=60"
SIMULATED = "&edition=kabkota-simulasi-2026"
LONGEST, PROVINCE = "Kabupaten Kepulauan Siau Tagulandang Biaro", "Kepulauan Bangka Belitung"
LEAST = 0.022  # of the screen's height: the smallest letters that the back of a hall can read

# What of a scene is outside the screen or cut off, and its smallest letters; the next one waits until this one stands.
MEASURED = """() => {
  const hosts = [...document.querySelectorAll('*')].filter((e) => e.shadowRoot?.querySelector('#stage'))
  const stage = hosts[0].shadowRoot.querySelector('#stage'), scene = stage.querySelector('.scene:last-child')
  const cut = [], own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())
  let least = Infinity
  for (const e of stage.querySelectorAll('*')) {
    if (e.closest('.tools, .leave, .black') || e instanceof SVGGeometryElement) continue
    const box = e.getBoundingClientRect(), style = getComputedStyle(e), name = `${e.tagName}.${e.className}`
    const inside = box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1
    if (!inside) cut.push(`out: ${name}`)
    if (!own(e)) continue
    least = Math.min(least, parseFloat(style.fontSize))
    if (style.textOverflow === 'ellipsis') cut.push(`ellipsis: ${name}`)
    if (style.display !== 'inline' && e.scrollWidth > e.clientWidth + 1) cut.push(`wide: ${name}: ${e.textContent}`)
  }
  for (const e of [scene, stage.querySelector('.rail'), ...scene.querySelectorAll('ol, .winners, .numbers, .halves')])
    if (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2)
      cut.push(`over: ${e.className} ${e.scrollHeight} > ${e.clientHeight}, ${e.scrollWidth} > ${e.clientWidth}`)
  return { id: scene.dataset.scene, cut, least: least / innerHeight, title: scene.querySelector('h1').textContent }
}"""

LENGTHENED = """([name, note]) => {
  const host = [...document.querySelectorAll('*')].find((e) => e.shadowRoot?.querySelector('#stage'))
  for (const node of host.shadowRoot.querySelectorAll('.scene:last-child .name')) {
    node.firstChild.data = name
    if (node.lastChild !== node.firstChild) node.lastChild.textContent = note
  }
  window.dispatchEvent(new Event('resize'))
}"""


def scene(page: Page) -> str:
    return page.locator("#stage .scene").last.get_attribute("data-scene")


def rests(page: Page) -> None:
    """Waits until one scene alone stands."""
    expect(page.locator("#stage .scene")).to_have_count(1, timeout=TIMEOUT)


def show(page: Page, path: str = SHOW) -> Page:
    page.goto(path)
    expect(page.locator("#stage .scene").first).to_be_visible(timeout=TIMEOUT)
    rests(page)
    return page


def count(page: Page) -> int:
    return int(page.locator("#stage .count").inner_text().split("/")[1])


def cycle(page: Page) -> list[str]:
    """Goes once round the show by the clicker; every scene must fit, with the longest names, too."""
    seen = []
    for _ in range(count(page)):
        for name in ((), ([LONGEST, PROVINCE],)):
            if name:
                page.evaluate(LENGTHENED, *name)
            found = page.evaluate(MEASURED)
            assert found["cut"] == [], found
            assert found["least"] >= LEAST, found
        seen.append(found["id"])
        page.keyboard.press("PageDown")
        rests(page)
    assert scene(page) == seen[0], "after the last comes the first"
    return seen


@pytest.mark.parametrize(
    ("width", "height", "theme", "address"),
    [
        (1920, 1080, "light", SHOW),
        (1920, 1080, "dark", SHOW + SIMULATED + "&lang=en&region=71.09"),
        (3840, 2160, "light", SHOW + SIMULATED + "&region=71.09"),
        (3840, 2160, "dark", SHOW + "&lang=en"),
    ],
)
def test_every_scene_fits(screen, width, height, theme, address):
    screen.emulate_media(color_scheme=theme, reduced_motion="reduce")
    screen.set_viewport_size({"width": width, "height": height})
    seen = cycle(show(screen, address))
    kinds = ["first-kabupaten", "first-kota"] if SIMULATED in address else ["first-provinsi"]
    region = "region-71.09" if "71.09" in address else "region-64"
    zones = ["Bali-Nusa Tenggara", "Jawa", "Kalimantan", "Maluku", "Papua", "Sulawesi", "Sumatera"]
    assert seen == ["nation", *kinds, "improved", *(f"zone-{z}" for z in zones), region, "programme"]


def test_simulated_figures_are_marked_on_every_scene(screen):
    screen.emulate_media(reduced_motion="reduce")
    show(screen, SHOW + SIMULATED)
    for _ in range(count(screen)):
        expect(screen.locator("#stage .mark")).to_have_text(["Simulasi", "Kriteria asumsi, menunggu pedoman"])
        screen.keyboard.press("ArrowRight")


def test_nothing_of_the_app_shows(screen):
    show(screen)
    assert not screen.locator("header").is_visible()
    over = "() => Boolean(document.elementFromPoint(innerWidth - 4, 4).shadowRoot?.querySelector('#stage'))"
    assert screen.evaluate(over)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", [SHOW, SHOW + "&scenes=programme,first", "/pengumuman?play=1"])
def test_it_is_accessible(screen, theme, path):
    screen.emulate_media(color_scheme=theme, reduced_motion="reduce")
    assert axe_faults(show(screen, path)) == []


def test_map_is_coloured(screen):
    show(screen)
    expect(screen.locator("#stage svg.map path")).to_have_count(38, timeout=TIMEOUT)
    fills = screen.locator("#stage svg.map path").evaluate_all("nodes => nodes.map((n) => n.style.fill)")
    assert len([fill for fill in fills if fill]) == 32, "the six of Papua are not ranked"
    assert len(set(fills)) > 10


def test_clicker_keys(screen):
    screen.emulate_media(reduced_motion="reduce")
    show(screen)
    asked = ["ArrowRight", "PageDown", "ArrowLeft", "PageUp", "PageUp", "Home"]
    seen = []
    for key in asked:
        screen.keyboard.press(key)
        seen.append(scene(screen))
    assert seen == ["first-provinsi", "improved", "first-provinsi", "nation", "programme", "nation"]
    state, black = screen.locator("#stage .state"), screen.locator("#stage .black")
    screen.keyboard.press(" ")
    expect(state).to_have_text("Dijeda")
    screen.keyboard.press(" ")
    expect(state).to_have_text("")
    for key in ("b", "."):
        screen.keyboard.press(key)
        expect(black).to_be_visible()
        screen.keyboard.press(key)
        expect(black).not_to_be_visible()
    screen.keyboard.press("f")
    screen.wait_for_function("document.fullscreenElement !== null")
    screen.keyboard.press("f")
    screen.wait_for_function("document.fullscreenElement === null")
    screen.keyboard.press("Escape")
    expect(screen.get_by_role("heading", name="Panggung")).to_be_visible(timeout=TIMEOUT)
    assert "play" not in screen.url
    expect(screen.locator("#stage")).to_have_count(0)


def test_scenes_follow_by_themselves_and_wait_while_paused(screen):
    show(screen, "/panggung?play=1&pace=5&scenes=nation,programme")
    assert count(screen) == 2
    expect(screen.locator("#stage .scene").last).to_have_attribute("data-scene", "programme", timeout=TIMEOUT)
    screen.keyboard.press(" ")
    stays = scene(screen)
    screen.wait_for_timeout(6500)
    assert scene(screen) == stays
    screen.keyboard.press(" ")
    screen.wait_for_timeout(6500)
    assert scene(screen) != stays


@pytest.mark.parametrize("reduced", [True, False])
def test_movement_is_left_out_where_the_system_asks_so(screen, reduced):
    screen.emulate_media(reduced_motion="reduce" if reduced else "no-preference")
    show(screen)
    screen.keyboard.press("ArrowRight")
    assert screen.locator("#stage .scene").count() == (1 if reduced else 2), "the old scene fades out, or is gone"
    running = screen.locator("#stage").evaluate("(stage) => stage.getAnimations({ subtree: true }).length")
    assert (running == 0) is reduced


def test_old_scenes_are_taken_away(screen):
    show(screen)
    for _ in range(30):
        screen.keyboard.press("ArrowRight")
    assert screen.locator("#stage .scene").count() <= 2
    rests(screen)


def test_bad_addresses_lead_to_the_set_up_or_a_default(screen):
    open(screen, "/panggung?play=1&edition=rahasia-2027", map=False)
    expect(screen.get_by_role("heading", name="Panggung")).to_be_visible()
    expect(screen.get_by_text("rahasia-2027")).to_be_visible()
    show(screen, "/panggung?play=1&pace=-1&scenes=x,y&region=99.99")
    assert count(screen) == 12


def test_setup_starts_the_show(screen):
    open(screen, "/panggung?lang=en", map=False)
    screen.get_by_role("button", name="Start").click()
    expect(screen.locator("#stage .scene").first).to_be_visible(timeout=TIMEOUT)
    assert "play=1" in screen.url


def test_it_goes_on_without_the_server_and_finds_it_again(browser: Browser, base_url, tmp_path_factory, monkeypatch):
    """In a page of its own: a lost connection is an error on the console."""
    home = tmp_path_factory.mktemp("stage")
    monkeypatch.setenv("UCJ_PUBLIC_URL", "https://ucj.contoh.go.id/")
    page = browser.new_page()
    try:
        with serving(home) as address:
            port = urlsplit(address).port
            show(page, f"{address}/panggung?play=1&pace=5&scenes=nation,first,programme")
            expect(page.locator("#stage svg.qr")).to_have_attribute("aria-label", "ucj.contoh.go.id/daerah-saya")
        state = page.locator("#stage .state")
        expect(state).to_contain_text("Sambungan terputus", timeout=TIMEOUT)
        before = {scene(page)}
        for _ in range(24):
            page.wait_for_timeout(500)
            before.add(scene(page))
        assert before == {"nation", "first-provinsi", "programme"}, "the show goes on"
        expect(page.get_by_test_id("stDialog")).not_to_be_visible()
        page.keyboard.press("Home")
        assert scene(page) == "nation", "and the clicker still leads it"
        with serving(home, port=port):
            expect(state).to_have_text("", timeout=TIMEOUT)
            settle(page)
            page.keyboard.press("Escape")
            expect(page.get_by_role("heading", name="Panggung")).to_be_visible(timeout=TIMEOUT)
    finally:
        page.close()
