"""What people do on the two screens, in both languages, on a desk and on a phone."""

import csv
import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page
from python_calamine import load_workbook

from charts.palette import PALETTES
from tests.browser.conftest import axe_faults, open, settle

SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
SIMULATION = "edition=kabkota-simulasi-2026"
MAP = "document.querySelector('.js-plotly-plot')._fullLayout.map._subplot.map"
BAR = "document.querySelector('.js-plotly-plot')?._fullLayout?.coloraxis.colorbar.title.text"
RINGED = f"{MAP}.getSource('ring')?.serialize().data.features[0]?.id"


def address(page: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(page.evaluate("location.href")).query).items()}


def wait_for_address(page: Page, key: str, value: str | None) -> None:
    page.wait_for_function(
        "([key, value]) => new URLSearchParams(location.search).get(key) === value", arg=[key, value]
    )
    settle(page)


def received(page: Page) -> list[int]:
    """Counts the bytes that arrive over the websocket; a list of one number that grows."""
    count = [0]

    def arrived(data: str | bytes) -> None:
        count[0] += len(data)

    page.on("websocket", lambda socket: socket.on("framereceived", arrived))
    return count


def coloured(page: Page) -> list[int]:
    """How many regions each layer of the map colours: those without a rank, then those with one."""
    return page.evaluate(
        """() => document.querySelector('.js-plotly-plot').data
          .filter((layer) => layer.type === 'choroplethmap').map((layer) => layer.locations.length)"""
    )


def fits(page: Page) -> bool:
    """Nothing scrolls sideways."""
    return page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
          .every((part) => part.scrollWidth <= part.clientWidth)"""
    )


ADDRESSES = {
    "/": {},
    "/profil": {"region": {"provinsi-2024": "64", "kabkota-simulasi-2026": "32.73"}},
    "/peringkat": {},
    "/bandingkan": {},
    "/keteguhan": {},
    "/simulasi": {},
    "/mutu-data": {},
    "/metodologi": {},
}
WALKS = [("id", "desk", "light"), ("en", "phone", "dark"), ("en", "desk", "dark"), ("id", "phone", "light")]


@pytest.mark.parametrize(("language", "size", "theme"), WALKS, ids="-".join)
@pytest.mark.parametrize("path", ADDRESSES)
def test_walk(screen: Page, path: str, language: str, size: str, theme: str):
    """Every screen, on a desk and on a phone, in both languages and themes, on both editions between them."""
    screen.set_viewport_size(SIZES[size])
    screen.emulate_media(color_scheme=theme)
    editions = ("provinsi-2024", "kabkota-simulasi-2026")
    for edition in editions if path == "/" else [editions[WALKS.index((language, size, theme)) % 2]]:
        more = "".join(f"&{key}={value[edition]}" for key, value in ADDRESSES[path].items())
        open(screen, f"{path}?lang={language}&edition={edition}{more}", map=False)
        assert screen.locator("html").get_attribute("lang") == language
        assert screen.get_by_test_id("stException").count() == 0
        assert axe_faults(screen) == []
        assert fits(screen)


def test_first_sight(screen: Page):
    """A minister's aide opens the address: the real edition, 32 coloured provinces and six in grey."""
    open(screen, "/")
    assert screen.get_by_role("heading", level=1).inner_text() == "Posisi kita"
    traces = coloured(screen)
    assert traces == [6, 32]
    screen.get_by_role("radio", name="Kabupaten/Kota 2026 (simulasi)").click()
    wait_for_address(screen, "edition", "kabkota-simulasi-2026")
    traces = coloured(screen)
    assert sum(traces) == 514
    assert (
        screen.get_by_test_id("stBadge")
        .or_(screen.locator(".stMarkdownBadge"))
        .filter(has_text="Simulasi")
        .is_visible()
    )


def test_map_follows_a_theme_chosen_by_hand(screen: Page):
    screen.emulate_media(color_scheme="light")
    open(screen, "/")
    lightest = "() => document.querySelector('.js-plotly-plot')?._fullLayout?.coloraxis.colorscale[0][1]"
    before = screen.evaluate(lightest)
    screen.get_by_test_id("stMainMenu").click()
    screen.get_by_test_id("stMainMenuPopover").get_by_text("Dark").click()
    screen.wait_for_function(f"before => ![undefined, before].includes(({lightest})())", arg=before)
    assert PALETTES["dark"].sequential[0].lower() == screen.evaluate(lightest).lower()
    settle(screen, map=True)


def test_map_as_a_picture_for_browsers_without_webgl(screen: Page):
    open(screen, f"/peringkat?{SIMULATION}&picture=1", map=False)
    picture = screen.get_by_test_id("stImage").locator("img")
    assert "tertinggi Kabupaten Kaimana" in picture.get_attribute("alt")
    assert screen.locator("canvas").count() == 0
    with screen.expect_download() as download:
        screen.get_by_role("button", name="Unduh PNG").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_language_and_edition_stay_when_the_screen_changes(screen: Page):
    open(screen, f"/?lang=en&{SIMULATION}")
    screen.get_by_role("button", name="Committee").click()
    screen.get_by_role("menuitem", name="Ranking").click()
    screen.get_by_role("heading", name="Ranking", level=1).wait_for()
    settle(screen, map=True)
    assert urlsplit(screen.evaluate("location.href")).path == "/peringkat"
    assert address(screen) == {"lang": "en", "edition": "kabkota-simulasi-2026"}


def test_map_and_table_mark_the_same_region(screen: Page):
    open(screen, "/peringkat")
    box = screen.locator(".chart").bounding_box()
    point = screen.evaluate(
        """() => {
          const map = document.querySelector('.js-plotly-plot')._fullLayout.map._subplot.map
          const at = map.project([113.4, -1.6])  // the middle of Kalimantan Tengah
          return [at.x, at.y]
        }"""
    )
    screen.mouse.move(box["x"] + point[0] - 4, box["y"] + point[1])
    screen.mouse.move(box["x"] + point[0], box["y"] + point[1], steps=3)
    screen.locator(".hoverlayer .hovertext").wait_for()
    screen.mouse.down()
    screen.mouse.up()
    wait_for_address(screen, "region", "62")
    assert screen.locator("tr[aria-selected=true]").get_attribute("data-code") == "62"

    screen.locator("tr[data-code='64']").click()
    wait_for_address(screen, "region", "64")
    assert screen.locator("tr[aria-selected=true]").get_attribute("data-code") == "64"
    screen.wait_for_function(f"() => {RINGED} === '64'")
    plot = screen.evaluate_handle("document.querySelector('.js-plotly-plot')")
    screen.locator("tr[data-code='64']").click()  # and lets go again
    wait_for_address(screen, "region", None)
    screen.wait_for_function(f"() => {RINGED} === undefined")
    assert plot.evaluate("plot => plot.isConnected"), "the map was drawn anew for a ring"


def test_keyboard_walks_and_chooses(screen: Page):
    open(screen, "/peringkat")
    screen.locator("tr[data-code='64']").focus()
    screen.keyboard.press("ArrowDown")
    assert screen.evaluate("document.activeElement.shadowRoot?.activeElement?.dataset.code ?? ''") == "75"
    screen.keyboard.press("Enter")
    wait_for_address(screen, "region", "75")


def test_copied_link_shows_the_same_view(screen: Page):
    open(screen, f"/peringkat?{SIMULATION}")
    screen.get_by_label("Cari nama daerah").fill("kota b")
    screen.keyboard.press("Enter")
    wait_for_address(screen, "q", "kota b")
    screen.get_by_role("combobox", name="Diperingkat menurut").click()
    screen.get_by_role("option", name="Pertumbuhan cakupan").click()
    wait_for_address(screen, "by", "growth")
    screen.get_by_role("button", name="Saring dan urutkan").click()
    settle(screen)  # a list that opens while the screen is still being made closes again
    screen.get_by_role("combobox", name="Provinsi").click()
    screen.get_by_role("option", name="Jawa Barat").click()
    wait_for_address(screen, "prov", "32")
    settle(screen)
    assert screen.get_by_role("combobox", name="Provinsi").is_visible(), "another filter can be set"
    screen.keyboard.press("Escape")
    assert screen.get_by_text("4 daerah (Jawa Barat)").is_visible()
    rows = screen.locator("tbody tr").evaluate_all("rows => rows.map(r => r.innerText)")
    assert len(rows) == 4  # Bandung, Banjar, Bekasi, Bogor
    link = screen.evaluate("location.href")
    open(screen, "/")
    open(screen, link)
    assert screen.locator("tbody tr").evaluate_all("rows => rows.map(r => r.innerText)") == rows
    open(screen, link + "&lang=en")
    assert screen.locator("tbody tr").count() == 4


def test_empty_search_says_what_to_do(screen: Page):
    open(screen, "/peringkat?q=atlantis")
    assert screen.get_by_text("Tidak ada daerah yang cocok. Hapus pencarian atau saringan.").is_visible()


def test_downloads_are_what_the_table_shows(screen: Page, tmp_path: Path):
    open(screen, f"/peringkat?{SIMULATION}&prov=11&sort=last")
    shown = screen.locator("tbody tr").evaluate_all("rows => rows.map(r => r.dataset.code)")
    assert len(shown) == 23
    screen.get_by_text("Unduh", exact=True).click()
    with screen.expect_download() as download:
        screen.get_by_role("button", name="Tabel ini (CSV)").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert [row["Kode"] for row in rows] == shown
    assert {row["Angka"] for row in rows} == {"SIMULASI"}
    assert {row["Kriteria"] for row in rows} == {"ASUMSI"}
    with screen.expect_download() as download:
        screen.get_by_role("button", name="Tabel ini (XLSX)").click()
    path = tmp_path / "peringkat.xlsx"
    download.value.save_as(path)
    sheet = load_workbook(path).get_sheet_by_index(0).to_python()
    head = next(n for n, row in enumerate(sheet) if "Kode" in row)
    assert [row[sheet[head].index("Kode")] for row in sheet[head + 1 :]] == shown  # as text: 11.10 stays 11.10
    assert any("Simulasi" in str(cell) for row in sheet[:head] for cell in row)


def test_another_value_is_laid_into_the_map_that_stands(screen: Page):
    """A new map would start WebGL anew, blink, and lose where one has zoomed to."""
    open(screen, f"/peringkat?{SIMULATION}")
    canvas = screen.evaluate_handle("() => document.querySelector('.js-plotly-plot canvas')")
    screen.locator(".chart").hover()
    screen.mouse.wheel(0, -500)
    screen.wait_for_timeout(1000)  # it glides
    zoom = screen.evaluate(f"() => {MAP}.getZoom()")
    assert zoom > 4
    screen.get_by_role("combobox", name="Peta menampilkan").click()
    screen.get_by_role("option", name="Peta: Pertumbuhan cakupan").click()
    title = f"() => {BAR} === 'Pertumbuhan cakupan'"
    screen.wait_for_function(title)
    settle(screen, map=True)
    assert canvas.evaluate("canvas => canvas.isConnected")
    assert screen.evaluate(f"() => {MAP}.getZoom()") == pytest.approx(zoom)
    coloured = f"() => {MAP}.queryRenderedFeatures().filter(f => f.geometry.type.endsWith('Polygon')).length"
    assert screen.evaluate(coloured) > 10


NO_MAP = {"id": "Peramban ini tidak dapat menggambar", "en": "This browser cannot draw"}


@pytest.mark.parametrize("language", NO_MAP)
def test_without_webgl_the_place_of_the_map_says_so(screen: Page, language: str):
    screen.add_init_script(
        """const context = HTMLCanvasElement.prototype.getContext
        HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
          return kind.startsWith("webgl") ? null : context.call(this, kind, ...more)
        }"""
    )
    open(screen, f"/?lang={language}", map=False)
    assert NO_MAP[language] in screen.locator(".chart").inner_text()
    screen.get_by_text("Sebagai gambar" if language == "id" else "As a picture").click()
    settle(screen)
    assert screen.locator("[data-testid=stImage] img").is_visible()


def test_changing_the_map_sends_values_only(screen: Page):
    """514 regions: at most 60 KB over the websocket, and the shapes are not sent again."""
    count = received(screen)
    shapes: list[str] = []
    screen.on("request", lambda request: shapes.append(request.url) if "geojson" in request.url else None)
    open(screen, f"/peringkat?{SIMULATION}")
    assert len(shapes) == 1
    for name in ("Peta: Pertumbuhan cakupan", "Peta: Cakupan bukan penerima upah (BPU)", "Peta: Perubahan peringkat"):
        count[0] = 0
        screen.get_by_role("combobox", name="Peta menampilkan").click()
        screen.get_by_role("option", name=name).click()
        screen.wait_for_function(f"title => {BAR} === title", arg=name.removeprefix("Peta: "))
        settle(screen, map=True)
        assert 0 < count[0] <= 60_000
    assert len(shapes) == 1


def test_first_session_of_a_server_may_begin_at_a_deep_link(page: Page, tmp_path: Path, base_url: str):
    from tests.browser.conftest import serving

    with serving(tmp_path) as fresh:
        open(page, f"{fresh}/peringkat?{SIMULATION}")
        assert page.get_by_role("dialog").count() == 0
        assert page.get_by_role("heading", level=1).inner_text() == "Peringkat"
