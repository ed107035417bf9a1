"""One region in words: by hand on three regions of two indicators."""

import pandas as pd
import pytest

from messages import words
from reports import regional
from scoring.peers import Peers
from scoring.ranking import rank
from tests.scoring.rules import criteria

EN = words("en")
CRITERIA = criteria(
    'ties = ["a"]',
    {"a": 'name = "Alpha"\ngoalposts = [0, 100]', "b": 'name = "Beta"\ngoalposts = [0, 100]'},
)
NAMES = {code: f"Region {code}" for code in "PQRST"}


@pytest.fixture
def found():
    # scores 70, 60, 60 (by a: R before Q), 55; T lacks b
    values = [[80, 60], [40, 80], [50, 70], [50, 60], [90, None]]
    return rank(CRITERIA, pd.DataFrame(values, index=list("PQRST"), columns=["a", "b"], dtype=float))


def ranges(first, last, top1=0.0, topk=0.0):
    return pd.DataFrame([{"rank_p05": first, "rank_p95": last, "p_top1": top1, "p_topk": topk}], index=["P"])


def test_what_the_next_one_has_more(found):
    assert regional.to_next(found, "P", NAMES, EN) == "", "nobody stands before the first"
    assert regional.to_next(found, "T", NAMES, EN) == "", "nor before one without a place"
    said = regional.to_next(found, "R", NAMES, EN)  # (80 - 50) / 2 = 15 more by a, (60 - 70) / 2 fewer by b
    assert said == "10.00 points to rank 1 (Region P), which has more by: Alpha (15.00)."
    assert regional.to_next(found, "Q", NAMES, EN).startswith("The same score as rank 2 (Region R)")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (ranges(1, 1, 1.0), "Rank 1 in at least 90% of 10,000 draws of other weights."),
        (ranges(1.5, 2.5, 0.4), "Rank 1 to 3 in 90% of 10,000 draws of other weights; first in 40%."),
        (ranges(2, 3, 0.004), "Rank 2 to 3 in 90% of 10,000 draws of other weights."),
    ],
)
def test_how_sure_a_place_is(found, given, said):
    assert regional.sure(found, given, "P", EN) == said


def test_without_a_place_it_says_why(found):
    assert regional.sure(found, ranges(1, 1), "T", EN) == "No figure for: Beta"


def test_strengths_and_why_there_is_no_verdict(found):
    columns = ["indicator", "verdict", "reason"]
    verdicts = pd.DataFrame([["a", "strength", ""], ["b", "", "few_peers"]], columns=columns)
    out = regional.standing_out(found, "P", verdicts, ["Q", "R"], EN)
    assert out == {"strength": [("Alpha", "80.0; similar regions 45.0 on average")], "weakness": []}
    why = regional.without_verdict(found, Peers("P", ("Q", "R")), verdicts, EN)
    assert why == ["No verdict on Beta: too few similar regions have a figure."]
    alone = regional.without_verdict(found, Peers("P", reason="alone"), verdicts, EN)
    assert alone == ["There is nothing to compare with: no other region of its kind has the figures."]


def test_what_the_criteria_do_not_name_the_glossary_does():
    assert [regional.named(CRITERIA, i, EN) for i in ("a", "employed", "x_y")] == ["Alpha", "Employed people", "x_y"]
