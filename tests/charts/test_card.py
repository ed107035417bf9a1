"""The square picture: its size, that every text fits and none lies over another, and that it shows what it is told."""

from io import BytesIO
from itertools import combinations

import numpy as np
import pytest
from matplotlib.patches import PathPatch
from PIL import Image

from charts.card import SIDE, card, covered, drawn, hundred, moved
from charts.palette import PALETTES
from data.regions import regions
from messages import words

ID, EN = words("id"), words("en")
AROUND = {
    "edition": "Kabupaten/Kota 2026 (simulasi)", "dated": "angka September 2026 · menurut tempat terdaftar",
    "mark": "Simulasi · Kriteria asumsi, menunggu pedoman", "address": "ucj.example.go.id/daerah-saya?region=71.09",
}  # fmt: skip
LONG = sorted(regions()["name"], key=len)[-8:]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("coverage", [None, 0.2, 45.6, 126.15])
@pytest.mark.parametrize("name", [*LONG, "Bali", "Kabupaten " + "Sangat Panjang " * 12, "X" * 200])
def test_every_text_fits_and_none_lies_over_another(name: str, coverage: float | None, language: str) -> None:
    t = words(language)
    figure = drawn(name, t("Rank {n} of {all}", n=508, all=508), coverage, t, change=-10.4, **AROUND)
    renderer = figure.canvas.get_renderer()
    boxes = {text.get_text(): text.get_window_extent(renderer) for text in figure.texts}
    assert len(boxes) >= 7
    for text, box in boxes.items():
        assert box.x0 >= 0, text
        assert box.x1 <= SIDE, text
        assert box.y0 >= 0, text
        assert box.y1 <= SIDE, text
    people = [patch.get_window_extent(renderer) for patch in figure.artists if isinstance(patch, PathPatch)]
    assert bool(people) == (coverage is not None)
    for (_, one), (_, other) in combinations([*boxes.items(), *(("people", box) for box in people[:1])], 2):
        assert not one.overlaps(other)


def test_long_names_are_still_large() -> None:
    """The longest official name is read from an arm's length: at least a twentieth of the picture high."""
    for name in LONG:
        figure = drawn(name, "", 50.0, ID)
        assert next(t for t in figure.texts if t.get_text().split()[0] == name.split()[0]).get_fontsize() > 24


def test_it_is_a_square_png_in_light_colours() -> None:
    image = Image.open(BytesIO(card("Kota Bandung", "Peringkat 62 dari 508", 45.6, ID, change=5.0, **AROUND)))
    assert (image.format, image.size) == ("PNG", (1080, 1080))
    pixels = np.asarray(image.convert("RGB"))
    corners = {"#" + "".join(f"{c:02X}" for c in pixels[y, 5]) for y in (5, 1074)}
    assert corners == {PALETTES["light"].accent, PALETTES["light"].background}


def test_its_mark_and_words_are_on_it() -> None:
    figure = drawn("Kota Bandung", "Peringkat 62 dari 508", 45.6, ID, change=5.0, **AROUND)
    said = " | ".join(" ".join(text.get_text().split()) for text in figure.texts)
    wanted = ("Kota Bandung", "Peringkat 62 dari 508", "45,6", "46 dari 100 pekerja", "naik 5,0 poin", *AROUND.values())
    assert [text for text in wanted if text not in said] == []


@pytest.mark.parametrize(
    ("coverage", "people"), [(0, 0), (0.4, 0), (0.5, 1), (45.49, 45), (45.5, 46), (99.7, 99), (100, 100), (126.15, 100)]
)
def test_how_many_of_a_hundred(coverage: float, people: int) -> None:
    assert covered(coverage) == people
    paths = [patch.get_path() for patch in drawn("x", "", coverage, ID).artists if isinstance(patch, PathPatch)]
    filled = [p for p in drawn("x", "", coverage, ID).artists if isinstance(p, PathPatch) and p.get_facecolor()[3] > 0]
    one = sum(len(path.codes) for path in paths) / 100
    assert sum(len(patch.get_path().codes) for patch in filled) == one * people


def test_words() -> None:
    assert hundred(0.0, EN) == "no worker is protected yet"
    assert hundred(0.3, EN) == "fewer than 1 in 100 workers are protected"
    assert hundred(27.1, ID) == "27 dari 100 pekerja sudah terlindungi"
    assert "participants than workers" in hundred(126.15, EN)
    assert moved(2.31, ID) == "naik 2,3 poin dalam setahun"
    assert moved(-0.5, EN) == "down 0.5 points in a year"
    assert moved(0.01, EN) == "the same as a year ago"


def test_markup_in_a_name_is_drawn_as_it_is() -> None:
    assert any("$x$" in text.get_text() for text in drawn("Kota $x$ <b>", "", 50.0, ID).texts)
    card("Kota $x$ <b> \\frac", "", 50.0, ID)
