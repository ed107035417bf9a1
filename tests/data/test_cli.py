"""python -m data: what every command prints, its exit codes, and that a failure leaves nothing behind."""

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.__main__ import main
from data.editions import EMBEDDED
from scoring.edition import canonical
from tests.data.incoming.workbooks import workbooks

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return code, out, err.splitlines()

    return run


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A UCJ_HOME with three broken editions: of an unknown level, with a broken figure, and without any figure."""
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))
    for name in ("level", "figure", "empty"):
        folder = tmp_path / "editions" / name
        shutil.copytree(EMBEDDED / "provinsi-2024", folder)
        facts = (folder / "edition.toml").read_text("utf-8").replace("provinsi-2024", name)
        (folder / "edition.toml").write_text(facts.replace('"province"', '"district"') if name == "level" else facts)
    observations = (tmp_path / "editions" / "figure" / "observations.csv").read_text("utf-8").splitlines()
    cells = observations[2].split(",")
    observations[2] = ",".join([*cells[:5], "many", *cells[6:]])
    (tmp_path / "editions" / "figure" / "observations.csv").write_text("\n".join(observations) + "\n")
    (tmp_path / "editions" / "empty" / "observations.csv").write_text(observations[0] + "\n")


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_list(run):
    code, out, errors = run("list")
    assert (code, errors) == (0, [])
    lines = [line.split("\t") for line in out.splitlines()]
    assert [line[:4] for line in lines] == [
        ["kabkota-simulasi-2026", "regency", "2026-09", "simulated"],
        ["provinsi-2024", "province", "2024", "derived"],
    ]
    assert "simulation" in lines[0][4]
    assert [line[5] for line in lines] == ["published", "published"]


@pytest.mark.usefixtures("broken")
def test_list_names_broken_editions_and_still_lists_the_others(run):
    code, out, errors = run("list")
    assert code == 2
    assert {"kabkota-simulasi-2026", "provinsi-2024"} <= {line.split("\t")[0] for line in out.splitlines()}
    assert "level" not in {line.split("\t")[0] for line in out.splitlines()}
    assert [line.split(":")[0] for line in errors] == ["level/edition.toml, column level, value 'district'"]


def test_show(run):
    code, out, errors = run("show", "provinsi-2024")
    assert (code, errors) == (0, [])
    facts = dict(line.split(": ", 1) for line in out.splitlines() if ": " in line)
    assert facts["id"] == "provinsi-2024"
    assert facts["period"] == "2024"
    assert facts["periods"].startswith("2022 to 2024")
    assert facts["attribution"] == "registration"
    assert "registered" in facts["statement"]
    assert any(line.split()[0] == "coverage_total" for line in out.splitlines() if line.strip())


def test_table(run):
    code, out, errors = run("table", "provinsi-2024")
    assert (code, errors) == (0, [])
    table = rows(out)
    assert [row["code"] for row in table] == sorted(row["code"] for row in table)
    assert len(table) == 38
    coverage = {row["code"]: row["coverage_total"] for row in table}
    assert [round(float(coverage[code]), 1) for code in ("64", "31", "18")] == [50.0, 45.6, 17.9]
    assert coverage["91"] == "", "blank = missing"


def test_table_of_another_period(run):
    table = {row["code"]: row for row in rows(run("table", "provinsi-2024", "--period", "2023")[1])}
    now = {row["code"]: row for row in rows(run("table", "provinsi-2024", "--period", "2024")[1])}
    growth = float(now["18"]["coverage_total"]) - float(table["18"]["coverage_total"])
    assert float(now["18"]["growth"]) == pytest.approx(growth, abs=1e-5)
    assert run("table", "provinsi-2024")[1] == run("table", "provinsi-2024", "--period", "2024")[1]


def test_table_of_regencies_keeps_codes_as_text(run):
    codes = [row["code"] for row in rows(run("table", "kabkota-simulasi-2026", "--period", "2025-12")[1])]
    assert len(codes) == 514
    assert {"11.01", "11.10"} <= set(codes)


def test_out_holds_what_would_be_printed(run, tmp_path):
    printed = run("table", "provinsi-2024")[1]
    assert run("table", "provinsi-2024", "--out", tmp_path / "D.csv") == (0, "", [])
    assert (tmp_path / "D.csv").read_bytes() == printed.encode()


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("command", ["show", "table"])
@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("nowhere", "value 'nowhere'"),
        ("", "value ''"),
        ("level", "level/edition.toml, column level, value 'district'"),
        ("figure", "figure/observations.csv, row 3, column value, value 'many'"),
    ],
)
def test_an_edition_that_is_unknown_or_broken(run, command, id, expected):
    code, out, errors = run(command, id)
    assert (code, out, len(errors)) == (2, "", 1)
    assert expected in errors[0]


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("command", ["show", "table"])
def test_an_edition_without_figures_is_no_crash(run, command):
    code, out, errors = run(command, "empty")
    assert (code, len(errors)) in ((0, 0), (2, 1))
    assert code == 2 or out


@pytest.mark.parametrize("period", ["2021", "2025", "2024-12", "latest", "20"])
def test_a_period_that_is_not_there(run, tmp_path, period):
    out = tmp_path / "D.csv"
    out.write_text("as it was")
    code, printed, errors = run("table", "provinsi-2024", "--period", period, "--out", out)
    assert (code, printed, len(errors)) == (2, "", 1)
    assert repr(period) in errors[0]
    assert "2022, 2023, 2024" in errors[0]
    assert out.read_text() == "as it was"


def test_out_in_a_folder_that_is_missing_or_is_one(run, tmp_path):
    for out in (tmp_path / "nowhere" / "D.csv", tmp_path):
        code, printed, errors = run("table", "provinsi-2024", "--out", out)
        assert (code, printed, len(errors)) == (2, "", 1)
        assert str(out) in errors[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [[], ["praise"], ["show"], ["table"], ["regions"], ["build", "nowhere"]])
def test_arguments_that_cannot_be_understood(capsys, arguments):
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2
    assert capsys.readouterr().out == ""


def test_as_a_program():
    command = [sys.executable, "-m", "data", "table"]
    done = subprocess.run([*command, "provinsi-2024"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(rows(done.stdout)) == 38
    failed = subprocess.run([*command, "nowhere"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (failed.returncode, failed.stdout, len(failed.stderr.splitlines())) == (2, "", 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_reader_that_stops_is_no_error():
    command = [sys.executable, "-m", "data", "table", "provinsi-2024"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:
        reading.stdout.close()
        assert reading.stderr.read() == b""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("UCJ_WHO", "Siti")
    return tmp_path / "home"


def state(run, id):
    return {line.split("\t")[0]: line.split("\t")[5] for line in run("list")[1].splitlines()}.get(id)


def test_from_a_revision_to_an_archive_in_other_hands(run, home, tmp_path, monkeypatch):
    id = "provinsi-2024-r2"
    assert run("revise", "provinsi-2024", "--reason", "angka baru") == (0, f"{id}: draft\n", [])
    code, out, [error] = run("freeze", id, "--comment", "diperiksa")
    assert (code, out) == (2, "")
    assert error.startswith(f"assumption {id}/criteria.toml, column status, value 'assumption': ")
    assert state(run, id) == "draft"
    code, out, errors = run("freeze", id, "--comment", "diperiksa", "--accept", "assumption")
    assert (code, errors) == (0, [])
    assert out.startswith(f"{id}: frozen, SHA-256")
    assert run("publish", id, "--who", "Budi") == (0, f"{id}: published\n", [])
    assert state(run, id) == "published"
    assert state(run, "provinsi-2024") == "superseded"
    assert run("verify", id) == (0, f"{id}: equal, every file, the ranking and the journal\n", [])
    archive = tmp_path / "bundle.zip"
    code, out, errors = run("export", id, "--out", archive)
    assert (code, errors) == (0, [])
    assert out.startswith(f"{archive}: {archive.stat().st_size} bytes, SHA-256 ")
    lines = [line.split("\t") for line in run("journal")[1].splitlines()]
    assert [(line[0], *line[2:6]) for line in lines] == [
        ("1", "Siti", "revise", id, "angka baru"),
        ("2", "Siti", "freeze", id, "diperiksa"),
        ("3", "Budi", "publish", id, ""),
        ("4", "Budi", "supersede", "provinsi-2024", "angka baru"),
    ]

    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "other"))
    assert run("verify", archive)[0] == 0
    assert run("import", archive, "--comment", "dari pusat") == (0, f"{id}: frozen\n", [])
    assert state(run, id) == "frozen"
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    for command in ("verify", "import"):
        code, out, errors = run(command, archive)
        assert (code, out, [error.split(":")[0] for error in errors]) == (2, "", ["bundle.zip"])


@pytest.mark.usefixtures("home")
def test_a_draft_is_put_aside(run):
    run("revise", "provinsi-2024", "--reason", "angka baru")
    code, out, errors = run("discard", "provinsi-2024-r2")
    assert (code, errors) == (0, [])
    assert out.startswith("provinsi-2024-r2: put aside in ")
    assert state(run, "provinsi-2024-r2") is None


def test_a_broken_journal_is_told_and_nothing_more_is_written(run, home):
    run("revise", "provinsi-2024", "--reason", "angka baru")
    path = home / "journal.jsonl"
    broken = path.read_bytes().replace(b"Siti", b"Budi")
    path.write_bytes(broken)
    for command in (["journal"], ["verify", "provinsi-2024"], ["discard", "provinsi-2024-r2"]):
        code, _, errors = run(*command)
        assert (code, len(errors)) == (2, 1)
        assert errors[0].startswith("journal.jsonl, row 1: ")
    assert path.read_bytes() == broken
    assert state(run, "provinsi-2024-r2") == "draft"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "arguments",
    [
        ["freeze", "provinsi-2024", "--comment", "x"],
        ["publish", "kabkota-simulasi-2026"],
        ["revise", "nowhere", "--reason", "x"],
        ["revise", "provinsi-2024", "--reason", " "],
        ["revise", "provinsi-2024", "--reason", "x", "--who", ""],
        ["discard", "provinsi-2024"],
        ["verify", "nowhere.zip"],
        ["export", "nowhere", "--out", "x.zip"],
        ["export", "provinsi-2024", "--out", "/nowhere/x.zip"],
        ["import", "nowhere.zip"],
    ],
    ids=lambda arguments: " ".join(arguments),
)
def test_what_cannot_be_done_is_told_and_leaves_nothing(run, home, arguments):
    code, out, errors = run(*arguments)
    assert (code, out) == (2, "")
    assert errors
    assert not [path for path in home.rglob("*") if path.name != ".lock"]


def test_building_a_frozen_edition_anew_says_whether_it_still_fits(run, tmp_path):
    folder = tmp_path / "provinsi-2024"
    shutil.copytree(EMBEDDED / "provinsi-2024", folder)
    assert run("build", "provinsi-2024", "--folder", folder)[0] == 0
    (folder / "criteria.toml").write_text("other rules")
    code, _, errors = run("build", "provinsi-2024", "--folder", folder)
    assert code == 2
    assert [error.split(",")[0].split(":")[0] for error in errors] == [
        "provinsi-2024/criteria.toml", "provinsi-2024/manifest.json"
    ]  # fmt: skip


COUNTS = ("active_wage", "active_nonwage", "employed", "employed_formal", "employed_informal")
SOURCE = ["--source", "Surat|BPJS|2025-03-01|"]
SAID = ["--like", "provinsi-2024", "--period", "2024", "--attribution", "registration", "--nature", "published"]
TOLD = [*SAID, *SOURCE]
NEW = ["--id", "baru", "--title", "Provinsi 2024, dihitung ulang"]


@pytest.fixture
def counts(tmp_path):
    """The bare counts of the provinces whose coverage is known, as a sheet that another program might give."""
    path = tmp_path / "hitungan.csv"
    with (EMBEDDED / "provinsi-2024" / "observations.csv").open(encoding="utf-8", newline="") as file:
        known = [row for row in csv.DictReader(file) if row["indicator"] in COUNTS and row["code"] < "91"]
    lines = [";".join(row[name] for name in ("code", "indicator", "period", "value", "unit")) for row in known]
    path.write_text("\n".join(["code;indicator;period;value;unit", *lines]) + "\n", "utf-8")
    return path


def test_figures_that_came_in_become_an_edition_with_the_right_ranking(run, home, counts):
    """The counts behind the embedded edition lead to its very scores and ranks."""
    code, out, errors = run("check", counts, *TOLD)
    assert (code, errors) == (0, [])
    assert "480 figures can be imported" in out.splitlines()[-1]
    assert not home.exists(), "checking writes nothing"
    assert run("import", counts, *TOLD, *NEW, "--comment", "surat 3 Maret") == (0, "baru: draft\n", [])
    assert state(run, "baru") == "draft"
    assert run("freeze", "baru", "--comment", "diperiksa", "--accept", "assumption")[0] == 0
    assert run("verify", "baru")[0] == 0
    known = [line for line in canonical("provinsi-2024").decode().splitlines() if line.endswith(",ranked")]
    assert [line for line in canonical("baru").decode().splitlines() if line.endswith(",ranked")] == known
    assert len(known) == 32
    lines = [line.split("\t")[2:6] for line in run("journal")[1].splitlines()]
    assert lines == [["Siti", "import", "baru", "surat 3 Maret"], ["Siti", "freeze", "baru", "diperiksa"]]


def test_the_observations_of_an_edition_go_in_with_their_sources(run, home, tmp_path):
    """The long form of DESIGN.md, whose rows name sources: the file and its sources.csv make the same ranking."""
    folder = EMBEDDED / "provinsi-2024"
    told = [folder / "observations.csv", *SAID, *NEW]
    code, _, errors = run("import", *told)
    assert (code, len([line for line in errors if "a title for this source" in line])) == (2, len(errors))
    assert run("import", *told, "--sources", folder / "sources.csv") == (0, "baru: draft\n", [])
    ranked = [
        [line for line in canonical(id).decode().splitlines() if line.endswith(",ranked")]
        for id in ("baru", "provinsi-2024")
    ]
    assert ranked[0] == ranked[1]
    given, held = ((path / "sources.csv").read_text("utf-8") for path in (folder, home / "editions/baru"))
    assert sorted(held.splitlines()) == sorted(given.splitlines())


def test_figures_that_are_wrong_or_unclear_are_told_and_nothing_is_written(run, home, tmp_path):
    path = tmp_path / "kiriman.csv"
    path.write_text("Daerah,Peserta,employed\nBandung,10,100\nSumedang,5,x\n", "utf-8")
    told = ["--like", "kabkota-simulasi-2026", *TOLD[2:]]
    for command in (["check", path, *told], ["import", path, *told, *NEW]):
        code, out, errors = run(*command)
        assert (code, out) == (2, "")
        assert [line for line in errors if "'Bandung'" in line and "32.04" in line and "32.73" in line]
        assert [line for line in errors if "'Peserta'" in line]
        assert [line for line in errors if "row 3" in line and "'x'" in line]
    answers = ["--answer", "Bandung=32.04", "--column", "Peserta=active_wage"]
    errors = run("check", path, *told, *answers)[2]
    assert not [line for line in errors if "'Bandung'" in line or "'Peserta'" in line]
    assert not [path for path in home.rglob("*") if path.name != ".lock"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "FILE"], "--like"),
        (["check", "FILE", *TOLD, "--answer", "Bandung"], "--answer, value 'Bandung'"),
        (["check", "nowhere.csv", *TOLD], "nowhere.csv"),
        (["check", "FILE", "--like", "nowhere"], "nowhere"),
        (["import", "FILE", *TOLD], "--id"),
        (["import", "FILE", *TOLD, "--id", "baru"], "--title"),
        (["check", "FILE", *SAID], "a source for the"),
        (["import", "FILE", *SAID, *NEW], "a source for the"),
        (["import", "FILE", *SAID, *NEW, "--source", "|BPJS||"], "a title for this source"),
        (["import", "FILE", *SAID, *NEW, "--sources", "nowhere.csv"], "nowhere.csv"),
        (["check", "FILE", *TOLD, "--period", "20x5"], "column period, value '20x5'"),
        (["import", "FILE", *TOLD, *NEW[2:], "--id", "Baru Lagi"], "'Baru Lagi'"),
        (["import", "FILE", *TOLD, *NEW[2:], "--id", "provinsi-2024"], "provinsi-2024"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_what_has_to_be_told_of_a_file(run, home, counts, arguments, said):
    code, out, errors = run(*[counts if a == "FILE" else a for a in arguments])
    assert (code, out) == (2, "")
    assert [line for line in errors if said in line]
    assert not [path for path in home.rglob("*") if path.name != ".lock"]


LIKE = {"province": "provinsi-2024", "regency": "kabkota-simulasi-2026"}


@pytest.mark.parametrize("name", workbooks())
@pytest.mark.usefixtures("home")
def test_awkward_workbooks_ask_and_go_in_once_they_are_answered(run, tmp_path, name):
    content, expected = workbooks()[name]
    path, terms = tmp_path / name, expected.terms
    path.write_bytes(content)
    told = ["--like", LIKE[terms.level], "--attribution", terms.attribution, "--nature", terms.nature]
    told += SOURCE
    told += ["--period", terms.period] if terms.period else []
    errors = run("check", path, *told)[2]
    for code, text in expected.questions:
        assert [line for line in errors if line.startswith(code) and repr(text) in line]
    answers = [part for text, code in expected.regions.items() for part in ("--answer", f"{text}={code}")]
    answers += [part for text, id in expected.columns.items() for part in ("--column", f"{text}={id}")]
    _, out, errors = run("check", path, *told, *answers)
    for code, text in expected.questions:
        assert not [line for line in [*errors, *out.splitlines()] if line.startswith(code) and repr(text) in line]
    if errors:
        assert run("import", path, *told, *answers, *NEW)[0] == 2
        assert state(run, "baru") is None
    else:
        assert run("import", path, *told, *answers, *NEW) == (0, "baru: draft\n", [])
        held = rows(run("table", "baru", "--period", terms.period)[1])
        figures = {(row["code"], id): float(cell) for row in held for id, cell in row.items() if id != "code" and cell}
        for (code, indicator, period), figure in expected.figures.items():
            if code and period == terms.period and figure is not None:  # "": asked for above
                assert figures[code, indicator] == pytest.approx(figure), (code, indicator)
