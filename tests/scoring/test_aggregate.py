"""Weighted means up the tree: hand-computed values, zeros, weights of 0 and missing data."""

import math

import numpy as np
import pandas as pd
import pytest

from scoring.aggregate import aggregate
from scoring.criteria import parse_criteria


def build(tree, top=""):
    """Criteria from {"d": "keys of a dimension", "d/a": "keys of an indicator", "d/e/": "a dimension inside d"}."""
    text = f'[criteria]\nid = "x"\nscale = 1\n{top}\n'
    for path, keys in tree.items():
        *above, id = path.strip("/").split("/")
        is_dimension = not above or path.endswith("/")
        inside = f'{"parent" if is_dimension else "dimension"} = "{above[-1]}"\n' if above else ""
        head = "dimension" if is_dimension else "indicator"
        posts = "" if is_dimension or "normalise" in keys else "goalposts = [0, 1]\n"
        text += f'[[{head}]]\nid = "{id}"\n{inside}{posts}{keys}\n'
    return parse_criteria(text)


def score(tree, values, top=""):
    """Dimensions and the whole for one region, from values already on their common scale."""
    criteria = build(tree, top)
    table = pd.DataFrame([values], dtype=float).reindex(columns=[i.id for i in criteria.normalised()])
    dimensions, whole = aggregate(criteria, table)
    return dimensions.iloc[0].to_dict() | {"": whole[0]}


PAIR = {"d": "", "d/a": "weight = 1", "d/b": "weight = 3"}


def pair(kind):
    return {**PAIR, "d": f'aggregate = "{kind}"'}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("arithmetic", (0.2 + 3 * 0.8) / 4),
        ("geometric", (0.2 * 0.8**3) ** 0.25),
        ("harmonic", 4 / (1 / 0.2 + 3 / 0.8)),
    ],
)
def test_three_means_by_hand(kind, expected):
    assert score(pair(kind), {"a": 0.2, "b": 0.8})["d"] == pytest.approx(expected, rel=1e-14)
    across = {"d": "", "e": "weight = 3", "d/a": "", "e/b": ""}
    assert score(across, {"a": 0.2, "b": 0.8}, f'aggregate = "{kind}"')[""] == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("kind", ["geometric", "harmonic"])
@pytest.mark.parametrize("bad", [0, -0.0, -0.5])
def test_a_value_of_zero_or_less_gives_zero(kind, bad):
    assert score(pair(kind), {"a": bad, "b": 0.8})["d"] == 0
    assert score(pair(kind), {"a": 0.8, "b": bad})["d"] == 0
    assert score(pair(kind), {"a": bad, "b": bad})["d"] == 0


def test_an_arithmetic_mean_takes_values_below_zero_as_they_are():
    assert score(PAIR, {"a": 2, "b": -1})["d"] == pytest.approx(-0.25)


@pytest.mark.parametrize("kind", ["geometric", "harmonic"])
def test_a_value_of_zero_counts_only_where_it_is_present(kind):
    skip = 'missing = "skip"\nmin_present = 0'
    assert score(pair(kind), {"a": math.nan, "b": 0.8}, skip)["d"] == pytest.approx(0.8)
    assert score(pair(kind), {"a": math.nan, "b": 0}, skip)["d"] == 0


def test_weights_are_relative_within_their_parent():
    tree = {"d": "weight = 10", "e": "weight = 30", "d/a": "weight = 700", "d/b": "weight = 100", "e/c": "weight = 0.1"}
    found = score(tree, {"a": 1, "b": 0, "c": 0.5})
    assert found["d"] == pytest.approx(7 / 8)
    assert found[""] == pytest.approx((7 / 8 + 3 * 0.5) / 4)


def test_an_indicator_and_a_dimension_together_and_five_levels():
    tree = {
        "one": "", "one/a": "weight = 1", "one/two/": "weight = 3",
        "two/b": "", "two/three/": 'aggregate = "geometric"',
        "three/c": "", "three/four/": 'aggregate = "harmonic"',
        "four/e": "", "four/five/": "", "five/f": "weight = 2", "five/g": "weight = 1",
    }  # fmt: skip
    found = score(tree, {"a": 0.1, "b": 0.3, "c": 0.5, "e": 0.25, "f": 0.9, "g": 0.6})
    five = (2 * 0.9 + 0.6) / 3
    four = 2 / (1 / 0.25 + 1 / five)
    three = math.sqrt(0.5 * four)
    two = (0.3 + three) / 2
    one = (0.1 + 3 * two) / 4
    assert found == pytest.approx({"one": one, "two": two, "three": three, "four": four, "five": five, "": one})


# --- weights of 0 ----------------------------------------------------------------------------------------------------

IDLE = {"d": "", "d/a": "", "d/b": "weight = 0", "e": "weight = 0", "e/c": ""}


@pytest.mark.parametrize("top", ["", 'missing = "skip"', 'aggregate = "geometric"'])
@pytest.mark.parametrize("idle", [math.nan, 0, 1])
def test_children_of_weight_0_are_left_out_also_from_missing(top, idle):
    found = score(IDLE, {"a": 0.4, "c": idle}, top)
    assert found[""] == pytest.approx(0.4)
    assert found["d"] == pytest.approx(0.4)


def test_children_of_weight_0_do_not_fill_a_gap():
    assert math.isnan(score(IDLE, {"a": math.nan, "c": 0.5}, 'missing = "skip"\nmin_present = 0')[""])


# --- missing ---------------------------------------------------------------------------------------------------------

THREE = {"d": "", "d/a": "weight = 2", "d/b": "weight = 1", "d/c": "weight = 1"}


def test_exclude_gives_no_score_for_any_gap():
    for gap in "abc":
        values = {"a": 0.2, "b": 0.4, "c": 0.6, gap: math.nan}
        assert math.isnan(score(THREE, values)[""])
        assert math.isnan(score(THREE, values, "min_present = 0")[""]), "min_present belongs to skip"


def test_exclude_gives_no_score_for_a_gap_that_weighs_next_to_nothing():
    tree = {"d": "", "d/a": "weight = 1e13", "d/b": "weight = 1"}
    assert math.isnan(score(tree, {"a": 0.5, "b": math.nan})[""])
    assert score(tree, {"a": 0.5, "b": math.nan}, 'missing = "skip"')[""] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("least", "values", "expected"),
    [
        (0.5, {"a": 0.2, "b": math.nan, "c": math.nan}, 0.2),
        (0.5, {"a": math.nan, "b": 0.4, "c": 0.8}, 0.6),
        (0.500001, {"a": math.nan, "b": 0.4, "c": 0.8}, math.nan),
        (0.75, {"a": 0.2, "b": 0.8, "c": math.nan}, (2 * 0.2 + 0.8) / 3),
        (0.76, {"a": 0.2, "b": 0.8, "c": math.nan}, math.nan),
        (0, {"a": math.nan, "b": math.nan, "c": 0.3}, 0.3),
        (0, {"a": math.nan, "b": math.nan, "c": math.nan}, math.nan),
        (1, {"a": 0.2, "b": 0.8, "c": math.nan}, math.nan),
        (1, {"a": 0.2, "b": 0.8, "c": 0.8}, 0.5),
    ],
)
def test_skip_renormalises_what_is_present_if_it_is_enough(least, values, expected):
    assert score(THREE, values, f'missing = "skip"\nmin_present = {least}')[""] == pytest.approx(expected, nan_ok=True)


def test_skip_without_min_present_is_1():
    assert math.isnan(score(THREE, {"a": 0.2, "b": 0.8, "c": math.nan}, 'missing = "skip"')[""])


def test_the_share_present_is_compared_with_a_tolerance():
    assert (0.1 + 0.7) / (0.1 + 0.2 + 0.7) < 0.8, "as floating point has it"
    tree = {"d": "", "d/a": "weight = 0.1", "d/b": "weight = 0.2", "d/c": "weight = 0.7"}
    values = {"a": 0.5, "b": math.nan, "c": 0.5}
    assert score(tree, values, 'missing = "skip"\nmin_present = 0.8')[""] == pytest.approx(0.5)
    assert math.isnan(score(tree, values, 'missing = "skip"\nmin_present = 0.80000000001')[""])


NESTED = {"d": "", "e": "", "d/a": "", "d/b": "", "e/c": ""}


def test_a_child_that_is_itself_partly_filled_counts_in_full():
    found = score(NESTED, {"a": 0.2, "b": math.nan, "c": 0.6}, 'missing = "skip"\nmin_present = 0.5')
    assert found == pytest.approx({"d": 0.2, "e": 0.6, "": 0.4})


def test_min_present_holds_at_every_level():
    at = 'missing = "skip"\nmin_present = '
    gap = {"a": 0.2, "b": math.nan, "c": 0.6}
    assert score(NESTED, gap, at + "0.65") == pytest.approx({"d": math.nan, "e": 0.6, "": math.nan}, nan_ok=True)
    tree = {**NESTED, "f": "", "f/g": ""}
    found = score(tree, {**gap, "g": 0.8}, at + "0.65")
    assert found[""] == pytest.approx(0.7), "two of three dimensions are enough"
    assert math.isnan(found["d"])


@pytest.mark.parametrize("kind", ["geometric", "harmonic"])
def test_other_means_skip_alike(kind):
    found = score({**THREE, "d": f'aggregate = "{kind}"'}, {"a": 0.2, "b": 0.8, "c": math.nan},
                  'missing = "skip"\nmin_present = 0.75')  # fmt: skip
    by_hand = {"geometric": (0.2**2 * 0.8) ** (1 / 3), "harmonic": 3 / (2 / 0.2 + 1 / 0.8)}
    assert found["d"] == pytest.approx(by_hand[kind])


def test_rows_do_not_touch_each_other():
    criteria = build(NESTED, 'missing = "skip"\nmin_present = 0.5\naggregate = "harmonic"')
    table = pd.DataFrame(np.random.default_rng(5).random((40, 3)), columns=["a", "b", "c"])
    table = table.mask(np.random.default_rng(6).random((40, 3)) < 0.3)
    whole = aggregate(criteria, table)[1]
    for n in range(40):
        assert aggregate(criteria, table.iloc[[n]])[1] == pytest.approx(whole[[n]], nan_ok=True, rel=0, abs=0)
