"""Files to take away in a real browser: what is being made is said meanwhile, and what could not be made in words."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe_faults, open, serving, settle, watched
from tests.drafts import drafted

PROVINCES = "provinsi-2024"
MAKING = {"id": "Sedang disusun: Buku Peringkat (PDF) …", "en": "Being made: Ranking book (PDF) …"}
FILES = {"id": "Unduh", "en": "Download"}
BOOK = {"id": "Buku Peringkat (PDF)", "en": "Ranking book (PDF)"}


@pytest.mark.parametrize("language", MAKING)
def test_what_is_being_made_is_said_until_it_comes(screen: Page, language: str):
    open(screen, f"/peringkat?edition={PROVINCES}&lang={language}")
    screen.get_by_text(FILES[language], exact=True).click()
    said = screen.locator(".st-key-downloads_ranking [role=status]")
    expect(said).to_be_empty()
    settle(screen)
    with screen.expect_download() as download:
        screen.get_by_role("button", name=BOOK[language]).click()
        expect(said).to_have_text(MAKING[language])
        assert not axe_faults(screen)
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    expect(said).to_be_empty()


def test_a_winner_takes_its_certificates_and_nobody_else(screen: Page):
    open(screen, f"/profil?edition={PROVINCES}&region=64")
    with screen.expect_download() as download:
        screen.get_by_role("button", name="Piagam (ZIP)").click()
    assert download.value.suggested_filename == f"certificates-{PROVINCES}-64-id.zip"
    open(screen, f"/profil?edition={PROVINCES}&region=81")
    expect(screen.get_by_role("button", name="Profil (PDF)")).to_be_visible()
    expect(screen.get_by_role("button", name="Piagam (ZIP)")).to_have_count(0)


def test_what_cannot_be_made_is_said_in_the_language(page: Page, tmp_path: Path, base_url: str):
    folder = drafted(tmp_path / "ucj")
    with serving(tmp_path, UCJ_LOCAL_ADMIN="1") as address, watched(page, address):
        open(page, f"{address}/peringkat?edition=second")
        page.get_by_text(FILES["id"], exact=True).click()
        settle(page)
        (folder / "sources.csv").unlink()
        page.get_by_role("button", name="Paket data (ZIP)").click()
        said = page.locator(".st-key-downloads_ranking [role=status]")
        expect(said).to_contain_text("Paket data (ZIP) tidak dapat disusun. Muat ulang layar ini, lalu coba lagi")
        expect(page.get_by_text("Failed to generate")).to_be_hidden()
