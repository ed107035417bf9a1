"""The map as a picture that stands alone: title, marks, sources; the same bytes every time."""

import re
from io import BytesIO

import matplotlib
import numpy as np
import pytest
from PIL import Image

from charts.palette import PALETTES
from messages import words
from problems import BadInput
from reports import imprint
from reports.pictures import picture

PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"


@pytest.fixture(autouse=True)
def readable():
    """SVG with its letters as text rather than as outlines."""
    with matplotlib.rc_context({"svg.fonttype": "none"}):
        yield


def said(svg: bytes) -> str:
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg.decode()))


def test_it_says_what_it_shows_and_where_that_is_from():
    text = said(picture(PROVINCES, "coverage_total", words("id"), "svg"))
    assert "UCJ Award · Cakupan seluruh pekerja" in text
    assert "Provinsi 2024 · angka 2024 · menurut tempat terdaftar" in text
    assert "ASUMSI: kriteria ini belum resmi" in text
    assert "SIMULASI" not in text
    assert "Sumber: BPJS Ketenagakerjaan" in text
    assert "mediasatunews.com" not in text, "the source of another indicator"
    assert "tidak diperingkat" in text


def test_simulated_figures_are_marked_on_the_picture():
    text = said(picture(REGENCIES, "score", words("en"), "svg"))
    assert "SIMULATION: these figures are made up" in text
    assert "figures of September 2026" in text


def test_nothing_that_a_file_brings_is_markup(draft, markup):
    id = draft(PROVINCES, edition=[('^id = "Provinsi 2024"', f"id = '''{markup}'''")])
    svg = picture(id, "change", words("id"), "svg").decode()
    assert "$x$ *b* @l &lt;x&gt; =cmd()" in svg
    assert imprint.state(id, words("id"))[0] in svg


def test_a_picture_of_pixels_is_the_same_every_time():
    one = picture(PROVINCES, "score", words("id"))
    assert one == picture(PROVINCES, "score", words("id"))
    pixels = np.asarray(Image.open(BytesIO(one)).convert("RGB"))
    assert pixels.shape[1] == 1800
    # Kalimantan Timur leads: the deepest colour of the scale stands on the map
    top = tuple(int(PALETTES["light"].sequential[-1][n : n + 2], 16) for n in (1, 3, 5))
    assert (pixels[200:700] == top).all(axis=2).any()


def test_what_is_no_value_is_refused():
    with pytest.raises(BadInput, match=r"--by, value 'zone': one of score, change, coverage_total"):
        picture(PROVINCES, "zone", words("id"))
