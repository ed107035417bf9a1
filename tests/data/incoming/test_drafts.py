"""From a file to a draft edition and its ranking: tables worked by hand, what is refused, and nothing half written."""

import errno
import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from data import store
from data.editions import edition, editions
from data.incoming import Terms, drafts, read
from data.incoming.checks import check
from data.incoming.drafts import draft, trial
from data.quality import findings
from data.sources import sources
from problems import BadInput
from scoring.edition import inputs, ranking
from tests.data.incoming.figures_at_hand import figure, incoming, terms

HEADS = {
    "employed": "Penduduk bekerja", "employed_formal": "Pekerja formal", "employed_informal": "Pekerja informal",
    "active_wage": "Peserta aktif PU", "active_nonwage": "Peserta aktif BPU",
}  # fmt: skip
TERMS = Terms(
    "province", {id: {"names": (head,), "unit": "people"} for id, head in HEADS.items()}, None, "registration",
    "published", "surat-1",
)  # fmt: skip
FACTS = {
    "title": 'Provinsi "coba" 2024', "period": "2024", "universe": "Penduduk bekerja",
    "sources": [{"title": "Surat, lampiran 1", "publisher": "Dinas A", "date": "2025-01-31"}],
}  # fmt: skip
# participants of 500 formal and 500 informal workers, PU and BPU, in 2023 and 2024
BY_HAND = {"11": ((100, 100), (200, 150)), "12": ((293, 200), (300, 200)), "13": ((500, 500), (500, 500))}


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="module")
def workbook() -> bytes:
    """A sheet a year, each with a title, a head and the provinces by code."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for n, year in enumerate(("2023", "2024")):
            sheet = book.add_worksheet(year)
            sheet.write_string(0, 0, f"Kepesertaan {year}")
            sheet.write_row(1, 0, ["Kode", "Provinsi", *HEADS.values()])
            for row, (code, years) in enumerate(BY_HAND.items(), 2):
                sheet.write_row(row, 0, [code, {"11": "Aceh", "12": "Sumatera Utara", "13": "Sumatera Barat"}[code]])
                sheet.write_row(row, 2, [1000, 500, 500, *years[n]])
            sheet.write_row(5, 0, ["14", "Riau", 1000, 500, 500, *([250, 250] if n else [])])
    return out.getvalue()


def test_a_workbook_of_counts_gives_the_ranking_worked_by_hand(home, workbook):
    """Score = 50 total + 30 (wage + nonwage) / 2 + 20 growth / 7, at most 1:
    Aceh 50 x 0.35 + 30 x 0.35 + 20 = 48; Sumatera Utara 50 x 0.5 + 30 x 0.5 + 20 x 0.7 / 7 = 42; Sumatera Barat 80.
    Riau told nothing of 2023, so that its growth is not known."""
    path = draft("coba-2024", read("b.xlsx", workbook, TERMS), TERMS, "provinsi-2024", FACTS)
    assert path == home / "editions" / "coba-2024"
    table = ranking("coba-2024").table
    ranked = table[table["status"] == "ranked"].sort_values("rank")
    assert list(ranked.index) == ["13", "11", "12"]
    assert ranked["score"].to_list() == pytest.approx([80, 48, 42])
    assert table.at["14", "status"] == "incomplete"
    growth = inputs("coba-2024")[1]["growth"].dropna().to_dict()
    assert growth == pytest.approx({"11": 15, "12": 0.7, "13": 0})


def test_a_draft_says_what_it_is(home, workbook):
    draft("coba-2024", read("b.xlsx", workbook, TERMS), TERMS, "provinsi-2024", FACTS)
    made, like = edition("coba-2024"), edition("provinsi-2024")
    assert (made.title, made.level, made.period) == (FACTS["title"], "province", "2024")
    assert (made.nature, made.attribution, made.universe) == ("published", "registration", "Penduduk bekerja")
    assert "Dinas A" in made.statement["id"]
    assert "Dinas A" in made.statement["en"]
    assert made.criteria.read_bytes() == like.criteria.read_bytes()
    assert not made.unranked, "reasons of another edition are not its own"
    assert sources(made).to_dict("records") == [
        {"source_id": "surat-1", "title": "Surat, lampiran 1", "publisher": "Dinas A", "date": "2025-01-31",
         "url": "", "licence": "", "note": ""}
    ]  # fmt: skip
    natures = store.query("coba-2024", "inventory").set_index("indicator")["nature"]
    assert natures["active_wage"] == "published"
    assert natures["coverage_total"] == "derived"
    graded = findings("coba-2024", ["coverage_total"]).query("code == '13'")
    assert graded.empty, "that a figure is derived is no remark on it"


def test_sources_that_the_file_lists_are_its_own(home, workbook):
    """Those that its figures name, beside what was told; nobody is asked for what is there."""
    listed = [{"source_id": "bpjs", "title": "Laporan", "publisher": "BPJS"}, {"source_id": "x", "title": "Lain"}]
    found = read("b.xlsx", workbook, replace(TERMS, source_id="bpjs"))
    facts = {key: fact for key, fact in FACTS.items() if key != "sources"}
    draft("coba", replace(found, sources=listed), replace(TERMS, source_id=None), "provinsi-2024", facts)
    assert sources(edition("coba"))["title"].to_list() == ["Laporan"]
    assert "BPJS" in edition("coba").statement["en"]


def test_a_universe_that_nobody_told_is_said_to_be_unknown(home, workbook):
    facts = {key: fact for key, fact in FACTS.items() if key != "universe"}
    draft("coba-2024", read("b.xlsx", workbook, TERMS), TERMS, "provinsi-2024", facts)
    assert edition("coba-2024").universe == drafts.UNKNOWN_UNIVERSE


def test_a_large_draft_is_parquet_and_ranks_alike(home, workbook, monkeypatch):
    found = read("b.xlsx", workbook, TERMS)
    draft("kecil", found, TERMS, "provinsi-2024", FACTS)
    monkeypatch.setattr(drafts, "LARGE", 10)
    path = draft("besar", found, TERMS, "provinsi-2024", FACTS)
    assert sorted(p.name for p in path.iterdir()) == [
        "criteria.toml", "edition.toml", "observations.parquet", "sources.csv"
    ]  # fmt: skip
    assert ranking("besar").table.equals(ranking("kecil").table)


def test_a_trial_is_looked_at_and_leaves_nothing(home, workbook):
    with trial("coba", read("b.xlsx", workbook, TERMS), TERMS, "provinsi-2024", FACTS) as folder:
        assert list(editions()[0]) == ["coba"]
        assert ranking("coba").table.at["13", "rank"] == 1
    assert not folder.exists()
    assert "coba" not in editions()[0]
    assert not home.exists()


def test_a_blank_with_its_reason_is_kept(home):
    rows = incoming(figure(value="40"), figure("12", note="belum dilaporkan"))
    table = drafts.observations(rows, terms())
    assert table[["code", "value", "note"]].to_numpy(object).tolist() == [
        ["11", "40", None], ["12", None, "belum dilaporkan"],
    ]  # fmt: skip


def test_a_province_among_regencies_is_left_out():
    rows = incoming(figure("75.01", "40"), figure("75", "50"))
    assert drafts.observations(rows, terms("regency"))["code"].to_list() == ["75.01"]


REFUSED = {
    "an error": ([figure(value="abc")], {}, "UCJ301"),
    "an open question": ([figure("", "40")], {}, "an answer"),
    "a simulation under another name": ([figure(value="40", nature="simulated")], {}, "simulated, as figures"),
    "no title": ([figure(value="40")], {"title": ""}, "column title"),
    "an id that is a path": ([figure(value="40")], {"id": "../x"}, "small letters"),
    "no title of the source": ([figure(value="40")], {"sources": [{"publisher": "A"}]}, "a title for this source"),
    "a source that nobody described": ([figure(value="40", source_id="lain")], {}, "value 'lain'"),
    "rules of another level": ([figure(value="40")], {"like": "kabkota-simulasi-2026"}, "the same level"),
    "no figure at all": ([], {}, "at least one region"),
    "an edition that is not there": ([figure(value="40")], {"like": "nirwana"}, "the id of an edition"),
    "no period": ([figure(value="40")], {"period": "sebentar"}, "a year or a month"),
}


@pytest.mark.parametrize(("figures", "told", "said"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_not_ready_is_refused_and_nothing_is_written(home, figures, told, said):
    facts = {**FACTS, "nature": "published", "attribution": "registration", **told}
    asked = [
        problem for problem in read("a.csv", b"Kode,Provinsi,Penduduk bekerja\n,Antah,5\n", TERMS).questions
        if figures and not figures[0]["code"]
    ]  # fmt: skip
    with pytest.raises(BadInput) as refused:
        draft(
            facts.pop("id", "coba"), incoming(*figures, questions=asked), terms(source_id="bpjs-2024"),
            facts.pop("like", "provinsi-2024"), facts,
        )  # fmt: skip
    assert said in str(refused.value) or (said == "an answer" and asked == list(refused.value.problems)[: len(asked)])
    assert not (home / "editions").exists()


def test_an_id_that_is_taken_is_refused(home, workbook):
    found = read("b.xlsx", workbook, TERMS)
    draft("coba", found, TERMS, "provinsi-2024", FACTS)
    before = {p.name: p.read_bytes() for p in (home / "editions/coba").iterdir()}
    with pytest.raises(BadInput, match="an id of its own"):
        draft("coba", found, TERMS, "provinsi-2024", {**FACTS, "title": "lain"})
    assert before == {p.name: p.read_bytes() for p in (home / "editions/coba").iterdir()}


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "full"), (errno.EROFS, "read-only")])
def test_a_disk_that_refuses_leaves_nothing(home, workbook, monkeypatch, number, said):
    found = read("b.xlsx", workbook, TERMS)
    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", lambda *_: (_ for _ in ()).throw(OSError(number, os.strerror(number))))
        with pytest.raises(BadInput, match=said):
            draft("coba", found, TERMS, "provinsi-2024", FACTS)
    assert [p.name for p in (home / "editions").iterdir()] == []
    draft("coba", found, TERMS, "provinsi-2024", FACTS)


def test_warnings_do_not_stand_in_the_way(home, workbook):
    found = read("b.xlsx", workbook, TERMS)
    assert {p.severity for p in check(found, TERMS)} == {"warning"}
    draft("coba", found, TERMS, "provinsi-2024", FACTS)
