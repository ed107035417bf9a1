"""Pengumuman in a real browser: one place a key press, and before its time no winner in anything that arrives."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from data.regions import regions
from scoring import edition as bridge
from scoring.awards import winners
from tests.browser.conftest import TIMEOUT, open, serving, settle
from tests.browser.test_stage import LEAST, MEASURED, rests, show

ID = "kabkota-simulasi-2026"
ADDRESS = f"/pengumuman?play=1&edition={ID}&award=best_kabupaten"


def won(id: str, award: str) -> dict[int, list[tuple[str, str]]]:
    """Code and short name of the winners by place."""
    table = winners(bridge.ranking(id), regions())
    table = table[(table["award"] == award) & table["won"]]
    names = regions().set_index("code")["short_name"]
    return {int(place): [(code, names[code]) for code in part["code"]] for place, part in table.groupby("place")}


class Wire:
    """Every byte that a page receives: frames of websockets and bodies of responses."""

    def __init__(self, page: Page):
        self.frames: list[bytes] = []
        self.responses = []
        page.on("websocket", lambda socket: socket.on("framereceived", self.framed))
        page.on("response", lambda response: self.responses.append(response))

    def framed(self, payload) -> None:
        self.frames.append(payload.encode() if isinstance(payload, str) else payload)

    def received(self) -> bytes:
        bodies = [r.body() for r in self.responses if r.request.method == "GET" and r.status == 200]
        return b"\n".join([*self.frames, *bodies])


def told(wire: Wire, code: str, name: str) -> bool:
    received = wire.received()
    return any(word.encode() in received for word in (name, f'"{code}"', code)) or name.encode("utf-16-le") in received


def press(page: Page, key: str, scene: str) -> None:
    page.keyboard.press(key)
    expect(page.locator("#stage .scene").last).to_have_attribute("data-scene", scene, timeout=TIMEOUT)
    rests(page)


def test_no_winner_is_on_the_wire_before_its_time(screen):
    wire, places = Wire(screen), won(ID, "best_kabupaten")
    assert sorted(places) == [1, 2, 3]
    open(screen, f"/pengumuman?edition={ID}&award=best_kabupaten", map=False)
    assert not any(told(wire, *winner) for group in places.values() for winner in group), "the set-up names nobody"
    screen.get_by_role("button", name="Mulai").click()
    expect(screen.locator("#stage .scene")).to_have_attribute("data-scene", "title", timeout=TIMEOUT)
    for step, place in enumerate((3, 2, 1), 1):
        hidden = [winner for other in range(1, place + 1) for winner in places[other]]
        assert not any(told(wire, *winner) for winner in hidden), f"before place {place}"
        press(screen, "PageDown", f"place-{step}")
        for code, name in places[place]:
            expect(screen.locator("#stage .who")).to_contain_text(name)
            assert told(wire, code, name), "the test would see it"
    press(screen, "ArrowRight", "all-0")
    assert screen.locator("#stage .name").count() == 3


def test_back_goes_one_step_back_and_a_key_held_down_counts_once(screen):
    show(screen, ADDRESS)
    press(screen, "ArrowRight", "place-1")
    for _ in range(3):
        screen.keyboard.press("ArrowLeft")  # faster than the server answers: they are one
    expect(screen.locator("#stage .scene").last).to_have_attribute("data-scene", "title", timeout=TIMEOUT)
    screen.keyboard.down("ArrowRight")
    for _ in range(5):
        screen.keyboard.down("ArrowRight")
    expect(screen.locator("#stage .scene").last).to_have_attribute("data-scene", "place-1", timeout=TIMEOUT)
    screen.wait_for_timeout(1500)
    expect(screen.locator("#stage .scene").last).to_have_attribute("data-scene", "place-1")


def test_leaving_begins_anew(screen):
    show(screen, ADDRESS)
    press(screen, "ArrowRight", "place-1")
    screen.keyboard.press("Escape")
    expect(screen.get_by_role("heading", name="Pengumuman")).to_be_visible(timeout=TIMEOUT)
    screen.get_by_role("button", name="Mulai").click()
    expect(screen.locator("#stage .scene")).to_have_attribute("data-scene", "title", timeout=TIMEOUT)


def test_a_tier_is_told_at_once_after_its_title(screen):
    wire = Wire(screen)
    group = [winner for part in won(ID, "target_reached").values() for winner in part]
    show(screen, f"/pengumuman?play=1&edition={ID}&award=target_reached")
    assert not any(told(wire, *winner) for winner in group)
    press(screen, "PageDown", "place-1-0")
    assert screen.locator("#stage .name").count() == len(group) > 3


def test_every_step_fits_and_says_what_it_is(screen):
    screen.emulate_media(reduced_motion="reduce")
    for width, height in ((1920, 1080), (3840, 2160)):
        screen.set_viewport_size({"width": width, "height": height})
        for award, steps in (
            ("best_kabupaten", ["place-1", "place-2", "place-3", "all-0"]),
            ("target_reached", ["place-1-0"]),
        ):
            show(screen, f"/pengumuman?play=1&edition={ID}&award={award}")
            for step in [None, *steps]:
                if step:
                    press(screen, "PageDown", step)
                found = screen.evaluate(MEASURED)
                assert found["cut"] == [], found
                assert found["least"] >= LEAST, found
                expect(screen.locator("#stage .mark").first).to_have_text("Gladi")


def test_an_edition_that_is_not_published_is_unknown(screen):
    open(screen, "/pengumuman?play=1&edition=rahasia-2027", map=False)
    expect(screen.get_by_role("heading", name="Pengumuman")).to_be_visible()
    expect(screen.locator("#stage")).to_have_count(0)


def test_it_stays_where_it_is_when_the_server_is_started_anew(browser: Browser, base_url, tmp_path_factory):
    """In a page of its own: a lost connection is an error on the console."""
    home = tmp_path_factory.mktemp("reveal")
    page = browser.new_page()
    try:
        with serving(home) as address:
            show(page, address + ADDRESS)
            press(page, "ArrowRight", "place-1")
        state, scene = page.locator("#stage .state"), page.locator("#stage .scene").last
        expect(state).to_contain_text("Sambungan terputus", timeout=TIMEOUT)
        with serving(home, port=urlsplit(address).port):
            expect(state).to_have_text("", timeout=TIMEOUT)
            settle(page)
            expect(scene).to_have_attribute("data-scene", "place-1")
            press(page, "ArrowRight", "place-2")
    finally:
        page.close()
