"""Every screen starts, in both languages and on every edition, and takes bad addresses in its stride."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.common import access, keep
from tests.drafts import drafted
from tests.packed import sentence

ROOT = Path(__file__).parents[2]
SCREENS = {"": "Ringkasan", "pages/committee/leaderboard.py": "Peringkat"}
TITLES = {"": ("Posisi kita", "Where we stand"), "pages/committee/leaderboard.py": ("Peringkat", "Ranking")}


def start(screen: str = "", opened: str = "", **address: str) -> AppTest:
    """A screen with what its address says; `opened`: the key of an expander or popover that stands open."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    if opened:
        app.session_state[opened] = True
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    if screen:
        app.switch_page(screen)
        for key, value in address.items():
            app.query_params[key] = value
        app.run()
    return app


def text(app: AppTest) -> str:
    parts = [*app.title, *app.markdown, *app.caption, *app.metric, *app.subheader, *app.info]
    said = [str(getattr(p, "body", "") or "") + str(getattr(p, "label", "")) + str(p.value) for p in parts]
    return "\n".join([*said, *(sentence(figure.proto) for figure in app.get("bidi_component"))])


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("edition", ["provinsi-2024", "kabkota-simulasi-2026"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_screen_starts(screen, edition, language):
    app = start(screen, edition=edition, lang=language)
    assert not app.exception
    assert app.title[0].value == TITLES[screen][language == "en"]
    simulated = {"id": "Simulasi", "en": "Simulation"}[language]
    assert (simulated in text(app)) == (edition == "kabkota-simulasi-2026")
    assert {"id": "Kriteria asumsi", "en": "Assumed criteria"}[language] in text(app)


def test_summary_says_the_published_figures():
    app = start()
    shown = {metric.label: metric.value for metric in app.metric}
    # 39,207,829 of 144,642,004 employed: shared with the sources of the edition, divided by hand
    assert shown["Cakupan nasional"] == "27,1\u00a0%"
    assert shown["Peserta aktif"] == "39,2\u00a0juta"
    assert shown["Pekerja belum terlindungi"] == "105,4\u00a0juta"
    # 73,925,886 non-wage workers times Rp201,600
    assert shown["Iuran setahun, BPU belum terlindungi"] == "Rp14,9\u00a0triliun"
    assert "Kalimantan Timur" in text(app)
    assert "Papua Pegunungan" in text(app)


@pytest.mark.parametrize(
    "address",
    [
        {"lang": "xx"},
        {"lang": "'><script>"},
        {"edition": "../../etc/passwd"},
        {"edition": "tidak-ada"},
        {"region": "99.99"},
        {"region": "32.71"},  # of the other edition
        {"period": "1900", "by": "nothing", "map": "nothing", "sort": "nothing"},
        {"kind": "x", "prov": "x", "zone": "x", "size": "x"},
        {"q": "[(*" * 200},
        {"period": "2022"},
        {"period": "2023", "by": "growth", "map": "change", "sort": "progress"},
    ],
)
@pytest.mark.parametrize("screen", SCREENS)
def test_any_address_is_answered(screen, address):
    app = start(screen, **address)
    assert not app.exception
    assert app.title[0].value == TITLES[screen][0]


def test_unknown_edition_is_said_and_the_first_one_shown():
    app = start(edition="tidak-ada")
    assert "tidak-ada" in app.info[0].value
    assert "Provinsi 2024" in text(app)


def test_periods_that_cannot_be_compared_say_so():
    app = start("pages/committee/leaderboard.py", period="2023")
    assert "tidak ada, karena kriteria ini tidak dapat diterapkan" in text(app)


def test_broken_edition_is_named_and_hides_no_other(tmp_path, monkeypatch):
    folder = drafted(tmp_path, "rusak-2024")
    criteria = (folder / "criteria.toml").read_text("utf-8")
    (folder / "criteria.toml").write_text(criteria.replace("weight = 50", "weight = -50"), "utf-8")
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))
    monkeypatch.setattr(access, "at_home", lambda: True)
    keep.forget()  # the list of editions is kept for some seconds
    app = start()
    keep.forget()
    assert not app.exception
    assert "rusak-2024" in app.expander[0].label
    assert any("baris" in t.value and "-50" in t.value and "angka 0 atau lebih" in t.value for t in app.text)
    assert "Kalimantan Timur" in text(app)


def test_nothing_that_a_file_or_an_address_brings_is_read_as_markup(tmp_path, monkeypatch):
    drafted(tmp_path, "nakal", "![x](http://a.b/c.png) :red[**T**] $x$")
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))
    monkeypatch.setattr(access, "at_home", lambda: True)
    keep.forget()
    app = start(edition="nakal")
    keep.forget()
    assert not app.exception
    assert "!\\[x\\](http\\://a.b/c.png) \\:red\\[\\*\\*T\\*\\*\\] \\$x\\$" in text(app)
    asked = start(edition="[klik](http://a.b)").info[0].value
    assert "\\[klik\\](http\\://a.b)" in asked
