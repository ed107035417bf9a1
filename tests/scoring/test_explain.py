"""Contributions add up to the score, whatever the mean, the nesting or the gaps."""

import itertools
import math

import pytest

from scoring.criteria import parse_criteria
from scoring.explain import contributions, explain, nominal_weights
from scoring.indicators import parse_indicators
from scoring.ranking import rank

# top: d (weight 3: a, b) and e (weight 1: c and the dimension f, which holds g); u is not scored, w weighs nothing
RULES = """\
[criteria]
id = "x"
aggregate = "{top}"
missing = "skip"
min_present = 0.5
[[dimension]]
id = "d"
weight = 3
aggregate = "{inner}"
[[dimension]]
id = "e"
aggregate = "{inner}"
[[dimension]]
id = "f"
parent = "e"
weight = 2
[[indicator]]
id = "u"
[[indicator]]
id = "g"
dimension = "f"
goalposts = [0, 10]
[[indicator]]
id = "w"
dimension = "d"
weight = 0
goalposts = [0, 10]
[[indicator]]
id = "b"
dimension = "d"
goalposts = [0, 10]
direction = "lower"
[[indicator]]
id = "a"
dimension = "d"
weight = 4
goalposts = [0, 10]
[[indicator]]
id = "c"
dimension = "e"
goalposts = [0, 10]
"""
DATA = """\
code,a,b,c,g,u,w
full,8,2,4,6,1,1
zero,0,2,4,6,1,1
zeros,0,10,0,0,,
top,10,0,10,10,1,1
gap,8,,4,6,1,1
gaps,8,,,6,,
hole,,2,4,6,1,1
half,8,2,,,1,1
none,,,,,,
"""
MEANS = ("arithmetic", "geometric", "harmonic")


def ranking(top="arithmetic", inner="arithmetic"):
    criteria = parse_criteria(RULES.format(top=top, inner=inner))
    return rank(criteria, parse_indicators(DATA, criteria))


@pytest.mark.parametrize(("top", "inner"), list(itertools.product(MEANS, MEANS)))
def test_contributions_add_up_to_the_score(top, inner):
    found = ranking(top, inner)
    parts = contributions(found)
    assert parts.columns.tolist() == [i.id for i in found.criteria.scored()] == ["g", "b", "a", "c"]
    scored = found.exact.notna()
    assert set(scored.index[scored]) == {"full", "zero", "zeros", "top", "gap", "gaps", "half"}
    assert parts[scored].sum(axis=1).to_dict() == pytest.approx(found.exact[scored].to_dict(), abs=1e-9)
    assert parts[~scored].isna().all(axis=None)
    assert (parts[scored].fillna(0) >= 0).all(axis=None)
    assert found.exact["top"] == pytest.approx(100)


def test_in_an_arithmetic_mean_a_part_is_weight_times_value():
    parts = contributions(ranking()).loc["full"].to_dict()
    assert parts == pytest.approx(
        {
            "a": 100 * 3 / 4 * 4 / 5 * 0.8,
            "b": 100 * 3 / 4 * 1 / 5 * 0.8,
            "c": 100 * 1 / 4 * 1 / 3 * 0.4,
            "g": 100 * 1 / 4 * 2 / 3 * 0.6,
        }
    )


def test_what_is_left_out_as_missing_has_no_part_and_leaves_its_weight_to_the_others():
    parts = contributions(ranking()).loc["gaps"].to_dict()
    assert parts == pytest.approx(
        {"a": 100 * 3 / 4 * 0.8, "b": math.nan, "c": math.nan, "g": 100 / 4 * 0.6}, nan_ok=True
    )


@pytest.mark.parametrize("kind", ["geometric", "harmonic"])
def test_other_means_scale_the_arithmetic_parts_down_together(kind):
    plain, parts = contributions(ranking()).loc["full"], contributions(ranking(kind)).loc["full"]
    ratio = parts / plain
    assert ratio.max() == pytest.approx(ratio.min())
    assert ratio.max() < 1


def test_a_zero_under_a_geometric_mean_leaves_nothing_to_any_part():
    found = ranking("geometric", "geometric")
    assert found.exact["zero"] == 0
    assert contributions(found).loc["zero"].tolist() == [0, 0, 0, 0]


def test_explain_line_by_line():
    lines = explain(ranking(), "gap").set_index("indicator")
    assert list(lines) == ["dimension", "value", "normalised", "weight", "contribution"]
    assert lines.index.tolist() == ["g", "b", "a", "c"]
    assert lines["dimension"].tolist() == ["f", "d", "d", "e"]
    assert lines["value"].tolist() == pytest.approx([6, math.nan, 8, 4], nan_ok=True)
    assert lines["normalised"].tolist() == pytest.approx([0.6, math.nan, 0.8, 0.4], nan_ok=True)
    assert lines["weight"].tolist() == pytest.approx([1 / 4 * 2 / 3, 3 / 4 / 5, 3 / 4 * 4 / 5, 1 / 4 / 3])
    assert lines["weight"].sum() == pytest.approx(1)
    assert lines["contribution"].sum() == pytest.approx(ranking().exact["gap"])


def test_weights_leave_out_what_weighs_nothing():
    weights = nominal_weights(ranking().criteria)
    assert weights.keys() == {"a", "b", "c", "g"}
    assert sum(weights.values()) == pytest.approx(1)


def test_values_below_zero_add_up_too():
    rules = RULES.format(top="arithmetic", inner="arithmetic").replace("goalposts", "clip = false\ngoalposts")
    criteria = parse_criteria(rules)
    found = rank(criteria, parse_indicators("code,a,b,c,g,u,w\nr,-8,20,4,6,,\n", criteria))
    assert found.exact["r"] < 0
    assert contributions(found).sum(axis=1)["r"] == pytest.approx(found.exact["r"])


def test_an_unknown_region():
    with pytest.raises(KeyError):
        explain(ranking(), "nowhere")
