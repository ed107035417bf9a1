"""Files to take away: offered where people look for them, made on a click, once for all, and never from memory."""

import io
import zipfile

import pytest
import streamlit as st

from data import life
from messages import words
from pages.common import access, keep
from pages.common.roles import Viewer
from pages.parts import downloads
from reports.made import Asked
from tests.pages.test_screens import start

PROVINCES = "provinsi-2024"


@pytest.fixture
def offered(monkeypatch):
    """What buttons were shown: label -> what is made on a click, and its name."""
    found = {}

    def button(label, data, file_name, mime="", **more):
        found[label] = (data, file_name)
        assert more["on_click"] == "ignore", "a screen does not run anew for a download"

    monkeypatch.setattr(st, "download_button", button)
    return found


def test_the_ranking_offers_every_file_of_the_edition(offered):
    app = start("pages/committee/leaderboard.py", edition=PROVINCES, period="2023")
    assert not app.exception
    names = {label: name for label, (_, name) in offered.items()}
    assert names["Buku Peringkat (PDF)"] == f"book-{PROVINCES}-2023-id.pdf"
    assert {"Lima Lembar (PPTX)", "Buku kerja berumus (XLSX)", "Paket data (ZIP)", "Peta (PNG)", "Peta (SVG)"} <= set(
        names
    )
    assert len(set(names.values())) == len(names)


def test_a_profile_is_made_on_a_click(offered):
    app = start("pages/leadership/profile.py", edition=PROVINCES, region="64", lang="en")
    assert not app.exception
    make, name = offered["Profile (PDF)"]
    assert name == f"profile-{PROVINCES}-2024-64-en.pdf"
    assert make().startswith(b"%PDF-")


def test_the_committee_takes_certificates_and_minutes(offered, monkeypatch):
    monkeypatch.setattr(access, "viewer", lambda: Viewer("committee", "Siti", "local"))
    app = start("pages/committee/editions.py", edition=PROVINCES)
    assert not app.exception
    with zipfile.ZipFile(io.BytesIO(offered["Piagam (ZIP)"][0]())) as packed:
        assert len(packed.namelist()) == 9
    assert offered["Berita acara (PDF)"][1] == f"minutes-{PROVINCES}-id.pdf"


def test_a_file_is_made_once_and_anew_when_the_state_changes(monkeypatch):
    made = []
    monkeypatch.setattr(downloads.files, "made", lambda asked, t: made.append(asked) or b"%d" % len(made))
    asked, t = Asked("minutes", PROVINCES, period="once"), words("id")
    assert [downloads.content(PROVINCES, state, asked, t) for state in ("frozen", "frozen", "published")] == [
        b"1", b"1", b"2",
    ]  # fmt: skip
    assert downloads.content(PROVINCES, "published", asked, words("en")) == b"3"


def test_who_was_signed_in_does_not_get_a_draft_later(offered, monkeypatch):
    monkeypatch.setattr(access, "viewer", lambda: Viewer("committee", "Siti", "in", until=1.0))
    monkeypatch.setattr(life, "published", lambda: [])
    keep.forget()
    downloads.award(PROVINCES, words("en"))
    with pytest.raises(PermissionError, match="Your session has ended"):
        offered["Minutes (PDF)"][0]()
    keep.forget()
