"""Metodologi: the document on the screen, in both languages, and nothing that a file brings read as markup."""

import shutil

import pytest

from pages.common import access, keep
from tests.pages.test_screens import ROOT, start, text

SCREEN = "pages/public/methodology.py"
SECTIONS = ["ringkas", "bobot", "rumus", "aturan", "keteguhan", "angka", "batas", "ulang", "istilah"]


def shown(app):
    return "\n".join([text(app), *(e.value for e in [*app.latex, *app.code, *app.header])])


@pytest.mark.parametrize(
    ("edition", "language", "said"),
    [
        ("provinsi-2024", "id", ["32 dari 38 provinsi", "asumsi, menunggu pedoman", "Kalimantan Timur"]),
        ("provinsi-2024", "en", ["32 of 38 provinces", "an assumption, awaiting guidelines", "registration"]),
        ("kabkota-simulasi-2026", "id", ["508 dari 514 kabupaten dan kota", "terbayar paling sedikit 6 bulan"]),
        ("kabkota-simulasi-2026", "en", ["508 of 514", "Months paid at least 6 months", "made up for trial use"]),
    ],
)  # fmt: skip
def test_the_document_is_shown(edition, language, said):
    app = start(SCREEN, edition=edition, lang=language)
    assert not app.exception
    assert app.title[0].value == {"id": "Metodologi", "en": "Methodology"}[language]
    for words in [*said, f"python -m scoring rank --edition {edition}", r"\frac{v-a}{b-a}", r"\begin{aligned}S="]:
        assert words in shown(app)
    assert [header.anchor for header in app.header] == SECTIONS
    index = next(m.value for m in app.markdown if "(#ringkas)" in m.value)
    assert [part.split("](#")[1].rstrip(")") for part in index.split(" · ")] == SECTIONS


@pytest.mark.parametrize("address", [{"edition": "../x"}, {"lang": "xx"}, {"region": "99"}, {"period": "1900"}])
def test_any_address_is_answered(address):
    app = start(SCREEN, **address)
    assert not app.exception
    assert app.title[0].value == "Metodologi"


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Shows the screen of an edition of one's own, some words of whose files were changed."""

    def make(**changes):
        folder = tmp_path / "editions" / "nakal"
        shutil.copytree(ROOT / "data/editions/provinsi-2024", folder)
        changes = {"edition": [('id = "provinsi-2024"', 'id = "nakal"'), ("Provinsi 2024", "Nakal")]} | changes
        for stem, pairs in changes.items():
            path = next(folder.glob(f"{stem}.*"))
            content = path.read_text("utf-8")
            for old, new in pairs:
                assert old in content
                content = content.replace(old, new)
            path.write_text(content, "utf-8")
        monkeypatch.setenv("UCJ_HOME", str(tmp_path))
        monkeypatch.setattr(access, "at_home", lambda: True)
        keep.forget()
        app = start(SCREEN, edition="nakal")
        keep.forget()
        assert not app.exception
        return app

    return make


def test_nothing_that_a_file_brings_is_read_as_markup(own):
    app = own(
        criteria=[('id = "Segmen"', 'id = "![x](a.b) $ _{2}"')],
        sources=[("https://github.com/den-econ/phk_dashboard", "javascript:alert(1)"), ("DEN licence", "[a](b)")],
    )
    latex = "\n".join(e.value for e in app.latex)
    assert r"\text{![x](a.b) \textdollar{} \_\{2\}}" in latex
    markdown = "\n".join(e.value for e in app.markdown)
    assert "javascript" not in markdown.replace("javascript\\:", "")
    assert "(<javascript" not in markdown
    assert "[x](a.b" not in markdown
    assert "!\\[x\\](a.b) \\$" in markdown
    assert "\\[a\\](b)" in markdown


def test_broken_sources_are_told(own):
    app = own(sources=[("source_id,title,", "source_id,titel,")])
    assert any("nakal/sources.csv" in info.value and "title" in info.value for info in app.info)
    assert app.title[0].value == "Metodologi"
