"""python -m scoring: what it prints and writes, its exit codes, and that a failure leaves nothing behind."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from data.__main__ import main as data_main
from scoring.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
RULES = """\
[criteria]
id = "x"
ties = ["t"]
[[dimension]]
id = "d"
weight = 3
[[dimension]]
id = "e"
[[indicator]]
id = "a"
dimension = "d"
goalposts = [0, 10]
[[indicator]]
id = "b"
dimension = "e"
goalposts = [0, 10]
[[indicator]]
id = "t"
[[gate]]
indicator = "t"
at_least = 1
reason = { id = "Terlalu sedikit, maaf", en = "Too few, sorry" }
[robustness]
draws = 200
"""
DATA = """\
code,name,a,b,t
11.10,Satu,8,8,5
11.1,Dua,8,8,5
12,Tiga,8,7.98,9
13,Empat,9,9,0
14,Lima,,9,9
15,Enam,9,9,
16,Tujuh,1.2344,5,9
"""


@pytest.fixture
def run(tmp_path, capsys):
    """Runs a command on RULES and DATA (or others) and gives exit code, standard output and the lines of errors."""

    def run(command, *options, rules=RULES, data=DATA):
        (tmp_path / "C.toml").write_text(rules)
        (tmp_path / "D.csv").write_text(data)
        files = ["--criteria", str(tmp_path / "C.toml"), "--data", str(tmp_path / "D.csv")]
        code = main([command, *files, *map(str, options)])
        out, err = capsys.readouterr()
        return code, out, err.splitlines()

    return run


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_rank(run):
    code, out, errors = run("rank")
    assert code == 0
    assert [line for line in errors if "name" not in line] == []
    assert "warning" in errors[0]
    assert out.splitlines()[0] == "rank,code,score,status,reason,d,e"
    table = rows(out)
    assert [(r["rank"], r["code"], r["score"], r["status"]) for r in table] == [
        ("1", "11.1", "80.00", "ranked"),
        ("1", "11.10", "80.00", "ranked"),
        ("3", "12", "79.95", "ranked"),
        ("4", "16", "21.76", "ranked"),
        ("", "13", "90.00", "ineligible"),
        ("", "14", "", "incomplete"),
        ("", "15", "90.00", "incomplete"),
    ]
    assert [r["reason"] for r in table] == [""] * 4 + ["Too few, sorry", "missing: a", "missing: t"]
    assert float(table[3]["d"]) == pytest.approx(12.344, rel=1e-12), "dimensions are not rounded"
    assert float(table[3]["e"]) == 50
    assert table[5]["d"] == ""
    assert table[5]["e"] == "90.0"


@pytest.mark.parametrize(("decimals", "expected"), [(0, "22"), (1, "21.8"), (4, "21.7580"), (12, "21.758000000000")])
def test_the_score_is_printed_with_its_decimals(run, decimals, expected):
    _, out, _ = run("rank", rules=RULES.replace('id = "x"', f'id = "x"\ndecimals = {decimals}'))
    assert {r["code"]: r["score"] for r in rows(out)}["16"] == expected


def test_the_tie_chain_decides_on_the_command_line_too(run):
    _, out, _ = run("rank", data=DATA.replace("11.1,Dua,8,8,5", "11.1,Dua,8,8,4"))
    assert [(r["rank"], r["code"]) for r in rows(out)][:2] == [("1", "11.10"), ("2", "11.1")]


def test_a_ranking_of_ranked_regions_only_says_nothing_on_standard_error(run):
    code, out, errors = run("rank", data="code,a,b,t\n11,8,8,5\n")
    assert (code, errors) == (0, [])
    assert out == "rank,code,score,status,reason,d,e\n1,11,80.00,ranked,,80.0,80.0\n"


def test_robustness(run):
    code, out, _ = run("robustness", "--seed", "7", "--draws", "50", "--top", "2")
    assert code == 0
    assert out.splitlines()[0] == "code,rank,rank_p05,rank_p50,rank_p95,rank_mean,p_top1,p_topk"
    table = rows(out)
    assert [(r["code"], r["rank"]) for r in table] == [
        ("11.1", "1"), ("11.10", "1"), ("12", "3"), ("16", "4"), ("13", ""), ("14", ""), ("15", "")
    ]  # fmt: skip
    assert all(r[name] == "" for r in table[4:] for name in r if name != "code")
    assert [(float(r["p_top1"]), float(r["p_topk"])) for r in table[:4]] == [(1, 1), (1, 1), (0, 0), (0, 0)]
    assert run("robustness", "--seed", "7", "--draws", "50", "--top", "2")[1] == out


def test_robustness_by_default_is_as_the_criteria_say(run):
    rules = RULES.replace("draws = 200", "draws = 30\nseed = 8\nweight_spread = 0.9")
    data = "code,a,b,t\n" + "".join(f"{n},{n % 5 + n / 9},{n % 7},1\n" for n in range(20))
    _, out, _ = run("robustness", rules=rules, data=data)
    assert out == run("robustness", "--draws", "30", "--seed", "8", "--top", "10", rules=rules, data=data)[1]
    assert out != run("robustness", "--seed", "9", rules=rules, data=data)[1]
    assert out != run("robustness", "--draws", "31", rules=rules, data=data)[1]


def test_explain(run):
    code, out, _ = run("explain", "--code", "16")
    assert code == 0
    table = rows(out)
    assert list(table[0]) == ["indicator", "dimension", "value", "normalised", "weight", "contribution"]
    assert [(r["indicator"], r["dimension"], float(r["value"]), float(r["weight"])) for r in table] == [
        ("a", "d", 1.2344, 0.75),
        ("b", "e", 5, 0.25),
    ]
    assert sum(float(r["contribution"]) for r in table) == pytest.approx(21.758)
    gap = rows(run("explain", "--code", "14")[1])[0]
    assert (gap["indicator"], gap["value"], gap["contribution"]) == ("a", "", "")


@pytest.mark.parametrize("command", [["rank"], ["robustness"], ["explain", "--code", "11.10"]])
def test_out_holds_what_would_be_printed(run, tmp_path, command):
    code, out, _ = run(*command)
    assert code == 0
    assert run(*command, "--out", tmp_path / "R.csv")[:2] == (0, "")
    assert (tmp_path / "R.csv").read_bytes() == out.encode()


# --- failures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["rank"], ["robustness"], ["explain", "--code", "11.10"]])
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"data": DATA.replace("1.2344", "1,2344").replace("7.98", "many")},
            ["D.csv, row 4, column b, value 'many'", "D.csv, row 8: "],
        ),
        (
            {"rules": RULES.replace("weight = 3", "weight = -3").replace("draws = 200", "draws = 0")},
            ["C.toml, row 6, column dimension.weight, value '-3'", "C.toml, row 24, column robustness.draws, "],
        ),
        (
            {"rules": RULES.replace("goalposts = [0, 10]", 'normalise = "minmax"'), "data": "code,a,b,t\n1,5,1,1\n"},
            ["D.csv, column a, value '5'", "D.csv, column b, value '1'"],
        ),
    ],
    ids=["data", "criteria", "no spread"],
)
def test_bad_input_exits_with_2_one_line_a_problem_and_writes_nothing(run, tmp_path, command, changes, expected):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("as it was\n")
    for out in (old, new):
        code, printed, errors = run(*command, "--out", out, **changes)
        assert (code, printed) == (2, "")
        assert len(errors) == len(expected)
        assert all(line.startswith(start) for line, start in zip(errors, expected, strict=True))
    assert run(*command, **changes)[:2] == (2, "")
    assert old.read_text() == "as it was\n"
    assert not new.exists()


def test_missing_files_are_told_together(capsys, tmp_path):
    assert main(["rank", "--criteria", str(tmp_path / "C.toml"), "--data", str(tmp_path / "D.csv")]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in errors] == ["C.toml", "D.csv"]


def test_an_unknown_region(run):
    assert run("explain", "--code", "11.100")[0] == 2
    code, out, errors = run("explain", "--code", "11.100")
    assert (code, out) == (2, "")
    assert len(errors) == 1
    assert "'11.100'" in errors[0]


def test_out_in_a_folder_that_is_missing_or_is_one(run, tmp_path):
    for out in (tmp_path / "nowhere" / "R.csv", tmp_path):
        code, printed, errors = run("rank", "--out", out)
        assert (code, printed) == (2, "")
        assert str(out) in errors[-1]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["C.toml", "D.csv"]


FILES = ["--criteria", "C.toml", "--data", "D.csv"]


@pytest.mark.parametrize(
    "options",
    [
        [],
        FILES[:2],
        FILES[2:],
        [*FILES, "--edition", "provinsi-2024"],
        [*FILES[:2], "--edition", "provinsi-2024"],
        [*FILES[2:], "--edition", "provinsi-2024"],
        [*FILES, "--period", "2024"],
        ["--edition", "nowhere"],
        ["--edition", "../editions/provinsi-2024"],
        ["--edition", ""],
        ["--edition", "provinsi-2024", "--period", "1990"],
        ["--edition", "provinsi-2024", "--period", "2025"],
        ["--edition", "provinsi-2024", "--period", "latest"],
        ["--edition", "kabkota-simulasi-2026", "--period", "2026-13"],
        ["--edition", "kabkota-simulasi-2026", "--period", "2025"],
    ],
    ids=" ".join,
)
def test_options_that_do_not_go_together(capsys, options):
    assert main(["rank", *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["praise"],
        ["rank", "--colour", "red"],
        ["explain", *FILES],
        ["robustness", *FILES, "--draws", "0"],
        ["robustness", *FILES, "--draws", "ten"],
        ["robustness", *FILES, "--draws", "1.5"],
        ["robustness", *FILES, "--top", "0"],
        ["robustness", *FILES, "--seed", "-1"],
        ["robustness", *FILES, "--seed", "x"],
    ],
    ids=" ".join,
)
def test_arguments_that_cannot_be_understood(capsys, arguments):
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "_count" not in err, "names of functions are no words for a reader"
    assert "_seed" not in err


# --- editions --------------------------------------------------------------------------------------------------------


def test_an_embedded_edition(capsys):
    assert main(["rank", "--edition", "provinsi-2024"]) == 0
    table = rows(capsys.readouterr().out)
    assert len(table) == 38
    ranked = [r for r in table if r["status"] == "ranked"]
    assert [int(r["rank"]) for r in ranked] == list(range(1, 33))
    assert ranked == table[:32]
    assert {r["code"] for r in table[32:]} == {"91", "92", "93", "94", "95", "96"}
    assert all("coverage_total" in r["reason"] and "split of 2022" in r["reason"] for r in table[32:])


def test_data_table_is_the_form_of_the_data(capsys, tmp_path):
    """data table, then scoring by files, gives what scoring by the edition gives, but for the edition's own notes."""
    assert data_main(["table", "provinsi-2024", "--out", str(tmp_path / "D.csv")]) == 0
    criteria = ROOT / "data" / "editions" / "provinsi-2024" / "criteria.toml"
    assert main(["rank", "--criteria", str(criteria), "--data", str(tmp_path / "D.csv")]) == 0
    by_files = rows(capsys.readouterr().out)
    assert main(["rank", "--edition", "provinsi-2024"]) == 0
    by_edition = rows(capsys.readouterr().out)
    assert [{**r, "reason": ""} for r in by_files] == [{**r, "reason": ""} for r in by_edition]


def test_an_earlier_period_by_the_same_criteria(capsys):
    assert main(["rank", "--edition", "provinsi-2024", "--period", "2023"]) == 0
    assert {r["status"] for r in rows(capsys.readouterr().out)} == {"ranked", "incomplete"}
    assert main(["rank", "--edition", "provinsi-2024", "--period", "2022"]) == 0
    assert {r["reason"].split(" (")[0] for r in rows(capsys.readouterr().out)} >= {"missing: growth"}


def test_robustness_and_explain_of_an_edition(capsys):
    assert main(["robustness", "--edition", "provinsi-2024", "--draws", "20"]) == 0
    table = rows(capsys.readouterr().out)
    assert sum(r["rank"] != "" for r in table) == 32
    assert main(["explain", "--edition", "provinsi-2024", "--code", "64"]) == 0
    lines = rows(capsys.readouterr().out)
    assert [r["indicator"] for r in lines] == ["coverage_total", "coverage_wage", "coverage_nonwage", "growth"]
    assert [float(r["weight"]) for r in lines] == pytest.approx([0.5, 0.15, 0.15, 0.2])


def test_sensitivity_of_an_edition(capsys):
    assert main(["sensitivity", "--edition", "provinsi-2024", "--top", "3"]) == 0
    out, err = capsys.readouterr()
    found = {(row["choice"], row["of"]): row for row in rows(out)}
    assert {of for choice, of in found if choice == "without_indicator"} == {
        "coverage_total", "coverage_wage", "coverage_nonwage", "growth"
    }  # fmt: skip
    assert [of for choice, of in found if choice == "period"] == ["2023", "2022"]
    assert found["period", "2022"]["refused"] == "nobody"  # growth needs a year before
    assert all(len(row["first"].split()) >= 3 for row in found.values() if not row["refused"])
    assert err.startswith("what moves the first places most: With")


def test_as_a_program(tmp_path):
    """As typed at a prompt: UTF-8 out, 0 and 2 as exit codes."""
    (tmp_path / "C.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "D.csv").write_text(DATA.replace("16,", "é16,"), encoding="utf-8")
    command = [sys.executable, "-m", "scoring", "rank", "--criteria", tmp_path / "C.toml", "--data", tmp_path / "D.csv"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert [r["code"] for r in rows(done.stdout)][3] == "é16"
    failed = subprocess.run([*command, "--edition", "x"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (failed.returncode, failed.stdout, len(failed.stderr.splitlines())) == (2, "", 1)
