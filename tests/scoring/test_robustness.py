"""Rank ranges under other weights: exact probabilities worked out by hand, and the rules of the ranking kept."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from scoring.criteria import parse_criteria
from scoring.indicators import parse_indicators
from scoring.ranking import rank
from scoring.robustness import rank_counts, robustness

TWO = """\
[criteria]
id = "x"
decimals = 12
{top}
[[dimension]]
id = "d"
[[indicator]]
id = "a"
dimension = "d"
weight = {weight}
goalposts = [0, 1]
[[indicator]]
id = "b"
dimension = "d"
weight = {weight}
goalposts = [0, 1]
[[indicator]]
id = "t"
{more}
"""


def ranking(data, top="", more="", weight=1):
    criteria = parse_criteria(TWO.format(top=top, more=more, weight=weight))
    return rank(criteria, parse_indicators(data, criteria))


# x beats y if w_a > 0.4 w_a + 0.5 w_b, that is w_b < 1.2 w_a, with both weights uniform on 0.75 .. 1.25. The rest is a
# triangle: w_a from 0.75 to 1.25 / 1.2, w_b up to 1.25; its height at 0.75 is 1.25 - 0.9 = 0.35, and 0.25 is the whole.
CROSSING = "code,a,b,t\nx,1,0,\ny,0.4,0.5,\n"
P = 1 - 0.5 * (1.25 / 1.2 - 0.75) * 0.35 / 0.25


@pytest.mark.parametrize("weight", [1, 40])
def test_a_probability_worked_out_by_hand(weight):
    found = robustness(ranking(CROSSING, weight=weight), draws=40_000, spread=0.25, top=2)
    assert pytest.approx(0.7958, abs=1e-4) == P
    assert found["p_top1"].to_dict() == pytest.approx({"x": P, "y": 1 - P}, abs=0.01)
    assert found["rank_mean"].to_dict() == pytest.approx({"x": 2 - P, "y": 1 + P}, abs=0.01)
    assert found[["rank", "rank_p05", "rank_p50", "rank_p95", "p_topk"]].to_dict("index") == {
        "x": {"rank": 1, "rank_p05": 1, "rank_p50": 1, "rank_p95": 2, "p_topk": 1},
        "y": {"rank": 2, "rank_p05": 1, "rank_p50": 2, "rank_p95": 2, "p_topk": 1},
    }


def test_a_smaller_spread_crosses_less():
    """With 5 % w_b / w_a stays below 1.05 / 0.95 < 1.2: x is always first."""
    found = robustness(ranking(CROSSING), draws=2000, spread=0.05)
    assert found["p_top1"].to_dict() == {"x": 1, "y": 0}


def test_weights_of_dimensions_are_drawn_too():
    """The same crossing, one level up: indicators alone in their dimension."""
    rules = TWO.format(top="", more="", weight=1).replace('id = "b"\ndimension = "d"', 'id = "b"\ndimension = "e"')
    criteria = parse_criteria(rules + '[[dimension]]\nid = "e"\n')
    found = robustness(rank(criteria, parse_indicators(CROSSING, criteria)), draws=40_000)
    assert found["p_top1"].to_dict() == pytest.approx({"x": P, "y": 1 - P}, abs=0.01)


def test_defaults_come_from_the_criteria():
    found = ranking(CROSSING, more="[robustness]\nweight_spread = 0.2\ndraws = 300\nseed = 5")
    pd.testing.assert_frame_equal(robustness(found), robustness(found, draws=300, seed=5, spread=0.2))
    assert not robustness(found).equals(robustness(found, seed=6))


MANY = "code,a,b,t\n" + "".join(f"r{n},{a:.3f},{b:.3f},\n" for n, (a, b) in enumerate(
    np.random.default_rng(3).random((15, 2))))  # fmt: skip


@pytest.mark.parametrize("draws", [1, 2, 7, 20, 21, 100, 101])
def test_quantiles_are_of_type_7_and_may_be_fractional(draws):
    found = ranking(MANY)
    counts = rank_counts(found, draws, 1, 0.9)
    assert (counts.sum(axis=1) == draws).all()
    table = robustness(found, draws=draws, seed=1, spread=0.9, top=4)
    for code, row in zip(found.table.index, counts, strict=True):
        places = np.repeat(np.arange(1, 16), row)
        for name, q in {"rank_p05": 0.05, "rank_p50": 0.5, "rank_p95": 0.95}.items():
            assert table.at[code, name] == pytest.approx(np.quantile(places, q), abs=1e-9)
        assert table.at[code, "rank_mean"] == pytest.approx(places.mean())
        assert table.at[code, "p_top1"] == (places <= 1).mean()
        assert table.at[code, "p_topk"] == (places <= 4).mean()
    if draws == 2:
        assert (table[["rank_p05", "rank_p95"]] % 1 != 0).any(axis=None)


def test_ties_all_count_and_share_places_in_every_draw():
    found = robustness(ranking("code,a,b,t\nx,0.9,0.4,\ny,0.9,0.4,\nz,0.1,0.1,\n"), draws=500, top=2)
    expected = {"rank": 1, "rank_p05": 1, "rank_p95": 1, "p_top1": 1, "p_topk": 1}
    assert found.loc[["x", "y"], list(expected)].to_dict("records") == [expected] * 2
    assert found.loc["z", ["rank", "rank_mean", "p_topk"]].tolist() == [3, 3, 0]


def test_the_tie_chain_holds_in_every_draw():
    data = "code,a,b,t\nx,0.9,0.4,1\ny,0.9,0.4,2\nz,0.9,0.4,\n"
    assert robustness(ranking(data, 'ties = ["t"]'), draws=200)["rank_mean"].to_dict() == {"y": 1, "x": 2, "z": 3}
    lower = robustness(ranking(data, 'ties = ["t"]', 'direction = "lower"'), draws=200)
    assert lower["rank_mean"].to_dict() == {"x": 1, "y": 2, "z": 3}


def test_scores_are_rounded_in_every_draw():
    """Apart by 0.01 points at most, whatever the weights: at 12 decimals a coin decides, at 1 the place is shared."""
    fine = ranking("code,a,b,t\nx,0.5001,0.5,\ny,0.5,0.5001,\n")
    assert robustness(fine, draws=400)["p_top1"].to_dict() == pytest.approx({"x": 0.5, "y": 0.5}, abs=0.1)
    rough = rank(replace(fine.criteria, decimals=1), fine.values)
    assert robustness(rough, draws=400)["p_top1"].to_dict() == {"x": 1, "y": 1}


def test_unranked_regions_are_blank_and_take_no_place():
    data = "code,a,b,t\nout,1,1,1\nx,0.8,0.8,5\ngap,,0.9,5\nunknown,1,1,\ny,0.2,0.2,9\n"
    found = robustness(ranking(data, more='[[gate]]\nindicator = "t"\nat_least = 5'), draws=50, top=1)
    assert found.index.tolist() == ["out", "x", "gap", "unknown", "y"]
    assert found.loc[["out", "gap", "unknown"]].isna().all(axis=None)
    assert found.loc["x", ["rank", "rank_p05", "rank_p95", "p_topk"]].tolist() == [1, 1, 1, 1]
    assert found.loc["y", ["rank", "rank_p05", "rank_p95", "p_topk"]].tolist() == [2, 2, 2, 0]


def test_min_present_stays_nominal():
    """Half of the weight is there, whatever is drawn: the region keeps its score in every draw."""
    top = 'missing = "skip"\nmin_present = 0.5'
    found = robustness(ranking("code,a,b,t\nx,0.8,,\ny,0.2,0.3,\n", top), draws=300, spread=0.9)
    assert found["rank_mean"].to_dict() == {"x": 1, "y": 2}


@pytest.mark.parametrize("kind", ["geometric", "harmonic"])
def test_zeros_under_other_means_stay_zero(kind):
    plain = ranking("code,a,b,t\nx,0,1,\ny,1,0,\nz,0.01,0.01,\n")
    [dimension] = plain.criteria.dimensions
    curved = replace(plain.criteria, dimensions=(replace(dimension, aggregate=kind),))
    found = robustness(rank(curved, plain.values), draws=200, spread=0.9)
    assert found["rank_mean"].to_dict() == {"x": 2, "y": 2, "z": 1}


def test_nobody_is_ranked():
    found = robustness(ranking("code,a,b,t\nx,,1,\ny,1,,\n"), draws=10)
    assert found.shape == (2, 7)
    assert found.isna().all(axis=None)


def test_one_region():
    assert robustness(ranking("code,a,b,t\nx,1,1,\n"), draws=10).loc["x"].tolist() == [1, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("cells", [1, 40, 100])
def test_every_draw_counts_once_however_many_are_worked_on_at_a_time(monkeypatch, cells):
    monkeypatch.setattr("scoring.robustness.CELLS", cells)
    counts = rank_counts(ranking(MANY), 13, 1, 0.9)
    assert counts.sum(axis=0).tolist() == counts.sum(axis=1).tolist() == [13] * 15
