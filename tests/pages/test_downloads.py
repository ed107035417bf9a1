"""Files to take away: offered where people look for them, made on a click, once for all, and never from memory."""

import io
import zipfile
from dataclasses import fields

import pandas as pd
import pytest
import streamlit as st

from data import life
from messages import words
from pages.common import access, keep
from pages.common.roles import Viewer
from pages.parts import downloads
from reports.gathered import Gathered, gathered
from reports.made import Asked
from reports.profile import profile
from tests.pages.test_screens import start

PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"


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
    app = start("pages/committee/leaderboard.py", "files", edition=PROVINCES, period="2023")
    assert not app.exception
    names = {label: name for label, (_, name) in offered.items()}
    assert names["Buku Peringkat (PDF)"] == f"book-{PROVINCES}-2023-id.pdf"
    assert {"Lima Lembar (PPTX)", "Buku kerja berumus (XLSX)", "Paket data (ZIP)", "Peta (PNG)", "Peta (SVG)"} <= set(
        names
    )
    assert len(set(names.values())) == len(names)
    assert "Berita acara (PDF)" not in names, "what is signed is of the edition's own period"


def test_the_ranking_at_its_own_period_offers_what_is_signed(offered):
    app = start("pages/committee/leaderboard.py", "files", edition=PROVINCES)
    assert not app.exception
    assert offered["Berita acara (PDF)"][1] == f"minutes-{PROVINCES}-id.pdf"
    assert offered["Piagam (ZIP)"][1] == f"certificates-{PROVINCES}-id.zip"


@pytest.mark.parametrize(("code", "won"), [("64", 2), ("51", 1), ("81", 0)])
def test_a_winner_is_offered_its_own_certificates(offered, code, won):
    app = start("pages/leadership/profile.py", edition=PROVINCES, region=code)
    assert not app.exception
    assert ("Piagam (ZIP)" in offered) == bool(won)
    if won:
        with zipfile.ZipFile(io.BytesIO(offered["Piagam (ZIP)"][0]())) as packed:
            assert [name[-6:] for name in packed.namelist()] == [f"{code}.pdf"] * won


@pytest.mark.parametrize("id", [PROVINCES, REGENCIES])
def test_a_profile_is_made_from_what_the_screens_keep(id):
    own = downloads.cached.edition(id).period
    kept, asked = downloads.known(id, own), gathered(id)
    for field in fields(Gathered):
        ours, theirs = getattr(kept, field.name), getattr(asked, field.name)
        if isinstance(ours, pd.DataFrame):
            pd.testing.assert_frame_equal(ours, theirs)
        elif field.name in ("ranking", "before"):
            pd.testing.assert_frame_equal(ours.table, theirs.table)
        else:
            assert ours == theirs
    code = asked.standings.index[0]
    assert profile(id, code, words("id"), own, kept) == profile(id, code, words("id"))


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
