"""The bridge to an edition: its ranking as it is hashed, and what its rules leave open."""

import csv
import io

import pytest

from scoring.edition import blockers, canonical, ranking
from tests.drafts import drafted


@pytest.fixture
def ruled(tmp_path, monkeypatch):
    """An edition of provinces whose criteria have these texts in place of those."""
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))

    def ruled(**changes):
        folder = drafted(tmp_path)
        text = (folder / "criteria.toml").read_text("utf-8")
        for key, value in changes.items():
            line = next(line for line in text.splitlines() if line.startswith(f"{key} ="))
            text = text.replace(line, f"{key} = {value}", 1)
        (folder / "criteria.toml").write_text(text, "utf-8")
        return "second"

    return ruled


def codes(problems):
    return [p.code for p in problems]


def test_the_ranking_as_it_is_hashed():
    content = canonical("provinsi-2024")
    assert content.endswith(b"\n")
    assert b"\r" not in content
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert list(rows[0]) == ["code", "score", "rank", "status"]
    assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)
    assert len(rows) == 38
    assert {tuple(row.values())[1:] for row in rows if row["code"] >= "91"} == {("", "", "incomplete")}
    table = ranking("provinsi-2024").table
    for row in rows[:32]:
        assert float(row["score"]) == table.at[row["code"], "score"]
        assert int(row["rank"]) == table.at[row["code"], "rank"]
        assert len(row["score"].split(".")[1]) == 2, "as many decimals as the criteria say, zeros too"


def test_a_score_without_decimals(ruled):
    rows = list(csv.DictReader(io.StringIO(canonical(ruled(decimals=0)).decode())))
    assert {row["score"] for row in rows if row["code"] in ("21", "63")} == {"47"}


def test_an_assumption_is_a_question():
    for id in ("provinsi-2024", "kabkota-simulasi-2026"):
        [problem] = blockers(id)
        assert (problem.code, problem.severity, problem.value) == ("assumption", "question", "assumption")


def test_official_rules_that_tell_all_apart_leave_nothing_open(ruled):
    assert blockers(ruled(status='"official"')) == []


def test_a_tie_at_the_line_of_an_award_is_a_question(ruled):
    """Rounded to whole points 53, 49, 47, 47, 43: four winners of three places."""
    found = [p for p in blockers(ruled(status='"official"', decimals=0, ties="[]")) if p.code == "tie:best_province"]
    assert [(p.severity, p.details) for p in found] == [("question", {"places": 3, "codes": "21, 63"})]
    assert found[0].line().startswith("tie:best_province second/criteria.toml, column best_province: ")


def test_a_tie_above_the_line_is_none(ruled):
    found = blockers(ruled(status='"official"', decimals=0, ties="[]", places=4))
    assert "tie:best_province" not in codes(found)


def test_a_tie_chain_decides(ruled):
    assert "tie:best_province" not in codes(blockers(ruled(status='"official"', decimals=0)))


def test_rules_that_cannot_be_read_are_told_as_they_are(ruled):
    assert {p.severity for p in blockers(ruled(decimals='"two"'))} == {"error"}
