"""Data & edisi: a person's whole way, from an office's workbook to a published edition and its revision."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from data.verify import verify
from scoring.edition import canonical
from tests.browser.conftest import TIMEOUT, axe_faults, open, serving, settle, watched
from tests.browser.test_mine import fits
from tests.data.incoming.workbooks import workbooks

# coverage of all, wage, non-wage and vulnerable workers, months paid, growth, attainment, regulation
ROWS = {
    "Bandung": ("41,2", "60,1", "20,5", "30", "12", "3,1", "90", "1"),
    "Kab. Bogor": ("35,5", "55,2", "18,3", "25", "11", "2,4", "80", "1"),
    "Kota Bekasi": ("62,7", "70,4", "31,0", "45", "12", "5,2", "110", "1"),
    "KOTA DEPOK": ("50,1", "64,9", "22,2", "35", "12", "4,0", "95", "0"),
}
HEADS = (
    "No", "Kabupaten/Kota", "Cakupan seluruh pekerja", "Cakupan penerima upah (PU)",
    "Cakupan bukan penerima upah (BPU)", "Cakupan pekerja rentan", "Bulan iuran terbayar", "Pertumbuhan cakupan",
    "Pencapaian target", "Peraturan daerah berlaku",
)  # fmt: skip
EDITION = "jabar-2025"
WRONG = {"provinsi-cakupan.xlsx": "1"}  # errors that answers do not mend: a figure that is no number


def workbook(rows: dict[str, tuple]) -> bytes:
    """A sheet as an office makes it: a title above, figures as text, a sum and a source below."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Rekap")
        sheet.write_string(0, 0, "REKAPITULASI CAKUPAN, Provinsi Jawa Barat, Tahun 2025")
        lines = [HEADS, *((str(n), name, *figures) for n, (name, figures) in enumerate(rows.items(), 1))]
        for row, line in enumerate([*lines, ("", "Jumlah"), ("Sumber: laporan kantor cabang",)], 2):
            for column, text in enumerate(line):
                sheet.write_string(row, column, text)
    return out.getvalue()


@pytest.fixture(scope="module")
def own(browser_type_launch_args: dict, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of our own, at whose machine an administrator sits."""
    with serving(tmp_path_factory.mktemp("home"), UCJ_LOCAL_ADMIN="1") as address:
        yield address


@pytest.fixture
def desk(page: Page, own: str) -> Iterator[Page]:
    with watched(page, own) as page:
        page.set_viewport_size({"width": 1440, "height": 900})
        yield page


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    settle(page)  # a list of options closes when the page is scrolled
    box.click()
    page.get_by_role("option", name=option).first.click()
    settle(page)


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Enter")
    settle(page)


def tell(page: Page) -> None:
    """What the sheet does not say itself."""
    choose(page, "Kriteria diambil dari", "Kabupaten/Kota 2026 (simulasi)")
    write(page, "Nama edisi baru", "Jawa Barat 2025")
    write(page, "Nama pendek untuk alamat", EDITION)
    write(page, "Periode (2025 atau 2025-06)", "2025")
    choose(page, "Sifat angka", "SIMULASI")
    choose(page, "Peserta dihitung", "menurut tempat terdaftar")
    write(page, "Judul surat atau publikasi", "Rekapitulasi kantor cabang 2025")
    write(page, "Pemberi angka", "Kantor Cabang")


def send(page: Page, name: str, content: bytes, found: str) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    page.get_by_text(found).first.wait_for()
    settle(page)


def sheets(page: Page, button: str, path: Path) -> dict[str, list[list]]:
    """The workbook behind a button."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    download.value.save_as(path)
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def act(page: Page, button: str, label: str, text: str, confirm: str, done: str, *ticked: str) -> None:
    """One act by its dialog."""
    page.get_by_role("button", name=button, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(label).fill(text)
    for tick in ticked:
        dialog.get_by_text(tick).click()
    settle(page)
    assert axe_faults(page) == []
    dialog.get_by_role("button", name=confirm, exact=True).click()
    page.get_by_text(done).first.wait_for()
    settle(page)
    expect(dialog).to_have_count(0, timeout=TIMEOUT)


def test_from_an_offices_workbook_to_a_published_edition(desk: Page, own: str, tmp_path: Path):
    open(desk, f"{own}/data-edisi?view=new", map=False)
    assert desk.get_by_role("heading", level=1).inner_text() == "Data & edisi"
    tell(desk)
    expect(desk.get_by_role("button", name="Pilih berkas")).to_be_visible(timeout=TIMEOUT)
    template = sheets(desk, "Unduh templat", tmp_path / "template.xlsx")
    assert len(next(iter(template.values()))) >= 514 + 2

    # a sheet with faults: they are told at once, and marked in a copy
    faulty = {**ROWS, "Kota Bekasi": ("abc", "-70", *ROWS["Kota Bekasi"][2:])}
    send(desk, "rekap.xlsx", workbook(faulty), "Hasil pembacaan")
    for code in ("UCJ301", "UCJ302", "UCJ201"):
        assert desk.get_by_text(code, exact=True).count() == 1
    assert axe_faults(desk) == []
    marked = sheets(desk, "Unduh berkas bertanda", tmp_path / "marked.xlsx")
    assert {"abc", "UCJ301"} <= {str(cell) for rows in marked.values() for row in rows for cell in row}
    assert desk.get_by_text("Hasilnya nanti").count() == 0

    # mended; what is open is asked and not guessed
    send(desk, "rekap-2.xlsx", workbook(ROWS), "rekap-2.xlsx")
    errors = desk.get_by_test_id("stMetric").filter(has_text="Kesalahan, harus diperbaiki")
    expect(errors.get_by_test_id("stMetricValue")).to_have_text("0", timeout=TIMEOUT)
    settle(desk)
    choose(desk, "“Bandung”", "32.04 Kabupaten Bandung")
    desk.get_by_role("button", name="Jawab").click()
    desk.get_by_text("5 · Hasilnya nanti").wait_for()
    settle(desk)
    first = desk.get_by_role("table", name="10 teratas").get_by_role("row")
    assert [re.split(r"\s", row.inner_text())[0] for row in first.all()[1:]] == ["1", "2", "3", "4"]
    assert "Kota Bekasi" in first.nth(1).inner_text()
    assert axe_faults(desk) == []
    assert not list(tmp_path.parent.rglob(f"editions/{EDITION}"))

    desk.get_by_role("button", name="Simpan sebagai rancangan").click()
    desk.get_by_text(f"{EDITION} telah disimpan").wait_for()
    act(desk, "Bekukan", "Catatan", "Diperiksa berdua.", "Bekukan", f"{EDITION} telah dibekukan", "merupakan asumsi")
    act(desk, "Terbitkan", "Catatan", "Keputusan 1 Juli.", "Terbitkan", f"{EDITION} telah terbit")
    desk.get_by_role("button", name="Periksa keutuhan").click()
    desk.get_by_text("Sama: semua berkas").wait_for()
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Unduh arsip").click()
    download.value.save_as(tmp_path / "jabar.zip")
    assert verify(str(tmp_path / "jabar.zip"), canonical) == []  # as a third party would
    act(desk, "Revisi", "Alasan revisi", "Kota Depok melapor ulang.", "Buat revisi", "Rancangan revisi telah dibuat")
    assert desk.get_by_text("Alasan: Kota Depok melapor ulang.").is_visible()

    desk.get_by_text("Jurnal", exact=True).click()
    journal = desk.get_by_role("table", name="Jurnal")
    journal.wait_for()
    settle(desk)
    told = [row.inner_text() for row in journal.get_by_role("row").all()[1:]]
    acts = ["Awal revisi", "Penerbitan", "Pembekuan", "Penerimaan angka"]  # the latest first
    assert [[act for act in acts if act in line] for line in told] == [[act] for act in acts]
    assert desk.get_by_text("Rantai jurnal utuh").is_visible()

    # and everybody sees it, with its mark
    open(desk, f"{own}/peringkat?edition={EDITION}")
    main = desk.get_by_test_id("stMainBlockContainer")
    expect(main.locator(".stMarkdownBadge").filter(has_text="Simulasi")).to_be_visible(timeout=TIMEOUT)
    expect(main.get_by_role("row", name="Kota Bekasi")).to_be_visible(timeout=TIMEOUT)


def test_awkward_workbooks_of_offices_are_asked_about_and_read(desk: Page, own: str):
    """One after the other, as somebody would who has a folder full of them."""
    open(desk, f"{own}/data-edisi?view=new", map=False)
    tell(desk)
    figure = {
        name: desk.get_by_test_id("stMetric").filter(has_text=name).get_by_test_id("stMetricValue")
        for name in ("Kesalahan, harus diperbaiki", "Pertanyaan yang belum dijawab")
    }
    wrong, asked = figure.values()
    for name, (content, expected) in workbooks().items():
        rules = {"province": "Provinsi 2024", "regency": "Kabupaten/Kota 2026 (simulasi)"}[expected.terms.level]
        choose(desk, "Kriteria diambil dari", rules)
        write(desk, "Periode (2025 atau 2025-06)", expected.terms.period)
        send(desk, name, content, name[-10:])  # a long name is shortened in its middle
        expect(asked).to_have_text(str(len(expected.questions)), timeout=TIMEOUT)
        settle(desk)
        for _, text in expected.questions:
            answer = {**expected.regions, **expected.columns}[text]
            box = desk.get_by_role("combobox", name=f"“{text}”")
            box.scroll_into_view_if_needed()
            settle(desk)
            box.click()
            shown = {"": "Jangan pakai", "bps": "BPS"}.get(answer, answer)
            desk.get_by_role("option").filter(has_text=shown).first.click()
        if expected.questions:
            desk.get_by_role("button", name="Jawab").click()
            settle(desk)  # while the script runs, the old figure may stand beside the new one
        expect(asked).to_have_text("0", timeout=TIMEOUT)
        assert wrong.inner_text() == WRONG.get(name, "0"), name


@pytest.mark.parametrize(("language", "scheme"), [("id", "dark"), ("en", "light")])
@pytest.mark.parametrize("view", ["editions", "new", "journal"])
def test_on_a_phone(desk: Page, own: str, language: str, scheme: str, view: str):
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": 390, "height": 844})
    open(desk, f"{own}/data-edisi?view={view}&lang={language}", map=False)
    assert fits(desk)
    assert axe_faults(desk) == []
