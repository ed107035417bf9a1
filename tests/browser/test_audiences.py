"""What people come for, from question to answer: leadership, the committee, and whoever got a link."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import open, settle
from tests.browser.test_screens import SIMULATION, SIZES, address, fits, wait_for_address


def section(page: Page, title: str):
    """The table under a heading."""
    return page.get_by_role("grid", name=title)


def test_an_aide_finds_who_fell_most_and_what_it_costs(screen: Page):
    """Two clicks from the start: the first row of those that fell, then its profile."""
    open(screen, "/")
    row = section(screen, "Turun terbanyak").locator("tbody tr").first
    name = row.locator("th").inner_text().split("\n")[0]
    row.click()
    screen.get_by_role("link", name="Buka profil").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text(name)
    settle(screen)
    lead = screen.locator(".st-key-lead").inner_text()
    assert re.search(r"iuran Rp[\d,]+\s(miliar|triliun) setahun", lead)
    assert "pekerja belum terlindungi" in lead


def test_a_choice_in_one_list_gives_way_to_one_in_another(screen: Page):
    open(screen, "/")
    for title in ("Lima teratas", "Turun terbanyak", "Lima teratas"):
        row = section(screen, title).locator("tbody tr").nth(1)
        row.click()
        wait_for_address(screen, "region", row.get_attribute("data-code"))
        assert row.get_attribute("aria-selected") == "true"


def test_the_committee_proves_why_third_is_not_second(screen: Page):
    """From the third's profile to the sum that is the difference of the scores, line by line."""
    open(screen, "/peringkat?lang=en")
    third = screen.locator("tbody tr").nth(2)
    code = third.get_attribute("data-code")
    third.click()
    wait_for_address(screen, "region", code)
    screen.get_by_role("link", name="Compare").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Comparison")
    settle(screen)
    rows = (
        screen.locator("table")
        .first.locator("tbody tr")
        .evaluate_all("rows => rows.map((row) => [...row.children].map((cell) => cell.innerText))")
    )
    signed = [float(row[-1].replace("\u2212", "-").replace("+", "")) for row in rows if row[-1]]
    assert len(signed) > 3
    assert round(sum(signed[:-1]), 2) == signed[-1], "the lines add up to the difference"
    own, other = (float(cell) for cell in (rows[-1][4], rows[-1][7]))
    assert round(own - other, 2) == signed[-1], "which is that of the scores"


def test_a_shared_comparison_opens_on_a_phone(screen: Page):
    screen.set_viewport_size(SIZES["phone"])
    open(screen, f"/bandingkan?{SIMULATION}&codes=32.73,35.78,12.71", map=False)
    assert fits(screen)
    for name in ("Kota Bandung", "Kota Surabaya", "Kota Medan"):
        assert screen.get_by_text(name).first.is_visible()
    assert parse_qs(urlsplit(screen.evaluate("location.href")).query)["codes"] == ["32.73,35.78,12.71"]


def test_a_region_is_found_from_any_screen(screen: Page):
    """A regency is found while the provinces are on show, and its own edition comes with it."""
    open(screen, "/metodologi?lang=en", map=False)
    screen.get_by_role("combobox", name="Find a region").fill("kota bandung")
    screen.get_by_role("option", name="Kota Bandung").first.click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Kota Bandung")
    settle(screen)
    assert address(screen) == {"lang": "en", "edition": "kabkota-simulasi-2026", "region": "32.73"}
    assert screen.get_by_role("combobox", name="Find a region").input_value() == ""


def test_weights_are_moved_shared_and_taken_back(screen: Page):
    open(screen, "/simulasi?w=coverage:20", map=False)
    banner = screen.get_by_text("Bukan peringkat edisi ini: bobot diubah")
    assert banner.first.is_visible()
    screen.get_by_role("button", name="Kembali ke bobot edisi ini").click()
    wait_for_address(screen, "w", None)
    assert banner.count() == 0
    slider = screen.get_by_role("slider", name="Cakupan").first
    slider.focus()
    screen.keyboard.press("ArrowLeft")
    wait_for_address(screen, "w", "coverage:49")
    assert banner.first.is_visible()


def test_months_are_played_and_the_table_follows(screen: Page):
    open(screen, f"/peringkat?{SIMULATION}&period=2026-06")
    screen.get_by_role("button", name="Putar").click()
    wait_for_address(screen, "period", None)  # the end: the edition's own month
    expect(screen.get_by_role("button", name="Putar")).to_be_visible()
    assert screen.get_by_text("angka September 2026").first.is_visible()


def test_the_next_in_rank_by_keyboard(screen: Page):
    open(screen, "/profil?region=64", map=False)
    screen.keyboard.press("Alt+ArrowDown")
    wait_for_address(screen, "region", "75")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Gorontalo")
