"""python -m data: list, show and table, their exit codes, and that a failure leaves nothing behind."""

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.__main__ import main
from data.editions import EMBEDDED

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
        (folder / "edition.toml").write_text(facts.replace('"province"', '"village"') if name == "level" else facts)
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


@pytest.mark.usefixtures("broken")
def test_list_names_broken_editions_and_still_lists_the_others(run):
    code, out, errors = run("list")
    assert code == 2
    assert {"kabkota-simulasi-2026", "provinsi-2024"} <= {line.split("\t")[0] for line in out.splitlines()}
    assert "level" not in {line.split("\t")[0] for line in out.splitlines()}
    assert [line.split(":")[0] for line in errors] == ["level/edition.toml, column level, value 'village'"]


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
        ("level", "level/edition.toml, column level, value 'village'"),
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
