"""Why one is before the other: by score, by the tie chain, shared; and sums that add up."""

import numpy as np
import pandas as pd
import pytest

from scoring.criteria import parse_criteria
from scoring.pairs import by_dimension, parts, placed, proof, rest, rivals, verdict
from scoring.ranking import rank

RULES = """\
[criteria]
id = "x"
ties = ["a", "u"]
[[dimension]]
id = "d"
weight = 3
[[dimension]]
id = "e"
[[dimension]]
id = "f"
parent = "e"
[[indicator]]
id = "a"
dimension = "d"
goalposts = [0, 10]
[[indicator]]
id = "b"
dimension = "f"
goalposts = [0, 10]
[[indicator]]
id = "u"
[[gate]]
indicator = "u"
at_most = 9
"""


def ranking(decimals=2, **regions):
    """By hand: score = 75 % of 10a and 25 % of 10b."""
    rules = RULES.replace('id = "x"\n', f'id = "x"\ndecimals = {decimals}\n', 1)
    return rank(parse_criteria(rules), pd.DataFrame(regions, index=["a", "b", "u"], dtype=float).T)


def test_the_better_score_is_first_whoever_is_asked_for_first():
    found = verdict(ranking(p=[4, 4, 1], q=[8, 2, 1]), "p", "q")
    assert (found.first, found.second, found.by, found.indicator) == ("q", "p", "score", "")
    assert found.published == 25  # 65 - 40
    assert found.exact == pytest.approx(25)


def test_equal_scores_are_decided_by_the_first_tie_indicator_that_differs():
    found = verdict(ranking(p=[4, 4, 1], q=[5, 1, 1]), "p", "q")  # 40 and 37.5 + 2.5
    assert (found.first, found.by, found.indicator, found.published) == ("q", "ties", "a", 0)
    found = verdict(ranking(p=[4, 4, 1], q=[4, 4, 2]), "p", "q")
    assert (found.first, found.by, found.indicator) == ("q", "ties", "u")


def test_a_score_that_only_rounding_makes_equal_is_a_tie():
    found = verdict(ranking(0, p=[4, 4.04, 1], q=[4.01, 4, 1]), "p", "q")  # 40.1 and 40.075, both 40
    assert (found.first, found.by, found.indicator, found.published) == ("q", "ties", "a", 0)
    assert found.exact == pytest.approx(-0.025)


def test_what_is_equal_in_all_is_shared():
    assert verdict(ranking(p=[4, 4, 1], q=[4, 4, 1]), "p", "q").by == "shared"


def test_a_missing_tie_value_counts_as_the_worst_and_two_missing_as_equal():
    rules = RULES.split("[[gate]]")[0]
    values = pd.DataFrame({"a": [4.0, 4], "b": [4.0, 4], "u": [np.nan, 1]}, index=["p", "q"])
    assert verdict(rank(parse_criteria(rules), values), "p", "q").first == "q"
    both = values.assign(u=np.nan)
    assert verdict(rank(parse_criteria(rules), both), "p", "q").by == "shared"


@pytest.mark.parametrize("row", [[9, 9, 99], [np.nan, 4, 1]])
def test_a_region_without_a_place_is_not_judged(row):
    with pytest.raises(ValueError, match="without a place: q"):
        verdict(ranking(p=[4, 4, 1], q=row), "p", "q")


def test_the_proof_goes_from_raw_figures_to_the_difference():
    table = proof(ranking(p=[4, 4, 1], q=[8, 2, 1]), "q", "p").set_index("indicator")
    assert table.loc["a"].to_list() == pytest.approx([0.75, 8, 80, 60, 4, 40, 30, 30])
    assert table.loc["b"].to_list() == pytest.approx([0.25, 2, 20, 5, 4, 40, 10, -5])
    assert table["difference"].sum() == pytest.approx(25)


def test_parts_are_those_of_the_top_dimensions_the_largest_first():
    found = parts(ranking(p=[4, 4, 1], q=[8, 2, 1]), "q", "p")
    assert found.to_dict() == pytest.approx({"d": 30, "e": -5})
    assert list(found.index) == ["d", "e"]


@pytest.mark.parametrize("seed", range(20))
def test_the_lines_and_the_rest_add_up_to_the_printed_sum(seed):
    points = pd.Series(np.random.default_rng(seed).uniform(-9, 9, 7))
    printed = points.round(2).sum() + rest(points, 2)
    assert printed == pytest.approx(round(points.sum(), 2), abs=1e-9)


def test_the_rest_by_hand():
    assert rest(pd.Series([25.016, 8.016, 6.809, 13.451]), 2) == -0.01  # 53.292; printed 25.02 8.02 6.81 13.45
    assert rest(pd.Series([1.0, np.nan, 2.0]), 2) == 0


def test_placed_puts_those_without_a_place_last():
    found = ranking(p=[4, 4, 1], q=[8, 2, 1], r=[9, 9, 99], s=[np.nan, 1, 1])
    assert placed(found, ["s", "r", "p", "q"]) == ["q", "p", "r", "s"]


def test_rivals_are_the_nearest_places():
    found = ranking(p=[5, 5, 1], q=[4, 4, 1], r=[3, 3, 1], s=[2, 2, 1], t=[9, 9, 99])
    assert rivals(found, "q") == ["p", "r"]
    assert rivals(found, "p") == ["q", "r"]
    assert rivals(found, "s") == ["r", "q"]
    assert rivals(found, "t") == ["p", "q"]
    assert rivals(ranking(p=[5, 5, 1]), "p") == []
    assert rivals(ranking(p=[5, 5, 1], q=[4, 4, 1]), "q") == ["p"]


def test_dimensions_add_up_to_the_score():
    found = ranking(p=[5, 5, 1], q=[4, 10, 1], t=[np.nan, 9, 9])
    points = by_dimension(found)
    assert list(points.columns) == ["d", "e"]  # f lies in e
    # weights 3 to 1: 75 * 5/10 and 25 * 5/10; 75 * 4/10 and 25 * 10/10
    assert points.loc["p"].to_list() == pytest.approx([37.5, 12.5])
    assert points.loc["q"].to_list() == pytest.approx([30, 25])
    assert points.loc["t"].isna().all()
