"""Criteria with other weights: only what is named changes, and the score follows as worked out by hand."""

import pandas as pd

from scoring.criteria import parse_criteria, reweighted
from scoring.ranking import rank

CRITERIA = parse_criteria("""\
[criteria]
id = "x"
[[dimension]]
id = "d"
weight = 1
[[dimension]]
id = "e"
weight = 1
[[indicator]]
id = "d"
dimension = "d"
goalposts = [0, 1]
[[indicator]]
id = "b"
dimension = "e"
goalposts = [0, 1]
[[indicator]]
id = "c"
dimension = "e"
goalposts = [0, 1]
""")
VALUES = pd.DataFrame({"d": [1.0, 0.0], "b": [0.0, 1.0], "c": [0.0, 0.0]}, index=["p", "q"])


def test_the_score_follows():
    # p has 1 of d alone, q 1 of b alone
    assert rank(CRITERIA, VALUES).table["score"].to_dict() == {"p": 50, "q": 25}
    other = reweighted(CRITERIA, {"d": 1, "e": 3}, {"b": 3})
    # q: e counts 3 of 4, b in it 3 of 4
    assert rank(other, VALUES).table["score"].to_dict() == {"p": 25, "q": 56.25}


def test_a_dimension_and_an_indicator_of_one_name_are_told_apart():
    assert [d.weight for d in reweighted(CRITERIA, {"d": 5}).dimensions] == [5, 1]
    assert [i.weight for i in reweighted(CRITERIA, {"d": 5}).indicators] == [1, 1, 1]
    assert [i.weight for i in reweighted(CRITERIA, None, {"d": 5}).indicators] == [5, 1, 1]


def test_nothing_named_changes_nothing():
    assert reweighted(CRITERIA) == CRITERIA
    assert reweighted(CRITERIA, {"unknown": 3}) == CRITERIA
