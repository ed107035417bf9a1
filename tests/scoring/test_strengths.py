"""The gap to the region above, and strengths and weaknesses against peers, by hand."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from scoring.criteria import Criteria, Dimension, Gate, Indicator
from scoring.explain import above, gap, strengths
from scoring.ranking import rank

RULES = Criteria(
    missing="skip",
    min_present=0.4,
    ties=("t",),
    dimensions=(Dimension("d"),),
    indicators=(
        Indicator("a", dimension="d", weight=3, goalposts=(0, 100)),
        Indicator("b", dimension="d", weight=2, goalposts=(0, 10), direction="lower"),
        Indicator("t"),
    ),
    gates=(Gate("t", at_least=0),),
)
#                       a   b   t    score
PLACED = pd.DataFrame(
    [
        [80, 2, 1],  # 48 + 32 = 80
        [60, 5, 2],  # 36 + 20 = 56
        [60, 5, 1],  # the same, behind by the tie chain
        [40, 2, 1],  # 24 + 32 = 56, sharing with r
        [50, np.nan, 1],  # 50, b left out
        [99, 0, -1],  # ineligible
        [np.nan, np.nan, 1],
    ],
    index=["p", "q", "r", "s", "half", "barred", "none"],
    columns=["a", "b", "t"],
    dtype=float,
)


@pytest.fixture
def ranking():
    return rank(RULES, PLACED)


def test_the_region_above(ranking):
    assert ranking.table["rank"].dropna().to_dict() == {"p": 1, "q": 2, "r": 3, "s": 3, "half": 5}
    assert {code: above(ranking, code) for code in PLACED.index} == {
        "p": None, "q": "p", "r": "q", "s": "q", "half": "r", "barred": None, "none": None
    }  # fmt: skip
    assert above(ranking, "half", among=["p", "s", "half"]) == "s"
    assert above(ranking, "half", among=["half", "barred"]) is None
    with pytest.raises(KeyError):
        above(ranking, "nowhere")


def test_the_gap_by_hand(ranking):
    found = gap(ranking, "q", "p")
    assert found["indicator"].tolist() == ["a", "b"]
    assert found[["own", "other", "difference"]].to_numpy().tolist() == [
        pytest.approx([36, 48, 12]), pytest.approx([20, 32, 12])
    ]  # fmt: skip
    turned = gap(ranking, "s", "q")
    assert turned["indicator"].tolist() == ["a", "b"], "what the other has more comes first"
    assert turned["difference"].tolist() == pytest.approx([12, -12])
    assert turned["difference"].sum() == pytest.approx(0)


@pytest.mark.parametrize("mean", ["arithmetic", "geometric", "harmonic"])
def test_the_parts_of_a_gap_add_up_to_the_difference_of_scores(mean):
    one = rank(replace(RULES, dimensions=(Dimension("d", aggregate=mean),)), PLACED)
    for code in ("p", "q", "s", "half", "barred"):
        for other in ("p", "s", "half"):
            total = gap(one, code, other)["difference"].sum()
            assert total == pytest.approx(one.exact[other] - one.exact[code], abs=1e-9)


def test_a_gap_with_missing_parts(ranking):
    found = gap(ranking, "half", "r").set_index("indicator")
    assert math.isnan(found.at["b", "own"])
    assert found.loc[["a", "b"], "difference"].tolist() == pytest.approx([36 - 50, 20])
    assert gap(ranking, "none", "p")["difference"].isna().all()
    with pytest.raises(KeyError):
        gap(ranking, "p", "nowhere")


# --- strengths and weaknesses: normalised values of the peers, ten of them ---------------------------------------

PEERS = [f"k{n}" for n in range(10)]
TENS = [10.0 * n for n in range(10)]  # normalised 0, 0.1 .. 0.9: mean 0.45, sample deviation 0.3028


def standing(own_a, own_b=5.0, a=TENS, b=(5.0,) * 10, peers=PEERS, rules=RULES):
    rows = [[own_a, own_b, 1.0], *([x, y, 1.0] for x, y in zip(a, b, strict=True))]
    values = pd.DataFrame(rows, index=["own", *PEERS], columns=["a", "b", "t"], dtype=float)
    return strengths(rank(rules, values), "own", peers).set_index("indicator")


def test_the_rule_by_hand():
    found = standing(90).loc["a"]
    assert found[["normalised", "mean", "deviation", "peers"]].tolist() == pytest.approx(
        [0.9, 0.45, math.sqrt(0.825 / 9), 10]
    )
    assert list(standing(90).columns) == [
        "normalised", "mean", "deviation", "peers", "verdict", "reason"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("own", "verdict"), [(75.2, ""), (75.3, "strength"), (100, "strength"), (14.8, ""), (14.7, "weakness"), (45, "")]
)
def test_more_than_one_deviation_from_the_mean(own, verdict):
    """0.45 +- 0.30277."""
    assert standing(own).at["a", "verdict"] == verdict


def test_exactly_one_deviation_is_none():
    """Eight at 0.25 and two at 0.75: mean 0.35, deviation sqrt(0.4 / 9)."""
    a = [25.0] * 8 + [75.0] * 2
    edge = 35 + 100 * math.sqrt(0.4 / 9)
    assert standing(edge, a=a).at["a", "verdict"] == ""
    assert standing(edge + 1e-6, a=a).at["a", "verdict"] == "strength"


def test_the_better_direction_counts():
    b = [float(n) for n in range(10)]
    assert standing(45, 0.0, b=b).at["b", "verdict"] == "strength", "less is better"
    assert standing(45, 9.9, b=b).at["b", "verdict"] == "weakness"


def test_a_hairs_breadth_is_none_where_peers_do_not_differ():
    assert standing(45, 4.95).at["b", "verdict"] == ""
    assert standing(45, 4.8).at["b", "verdict"] == "strength"
    assert standing(45, 5.2).at["b", "verdict"] == "weakness"


def test_the_region_itself_is_no_peer_of_its_own():
    assert standing(90, peers=[*PEERS, "own"]).at["a", "peers"] == 10


@pytest.mark.parametrize(("known", "reason"), [(8, ""), (7, "few_peers")])
def test_eight_peers_with_a_value_are_needed(known, reason):
    a = [50.0, 51.0] * 5
    gaps = [x if n < known else np.nan for n, x in enumerate(a)]
    found = standing(90, a=gaps).loc["a"]
    assert (found["peers"], found["reason"]) == (known, reason)
    assert found["verdict"] == ("" if reason else "strength")
    assert standing(90, peers=PEERS[:known], a=a).at["a", "reason"] == reason
    assert standing(90, peers=[]).at["a", "reason"] == "few_peers"


def test_no_verdict_on_a_region_with_too_little_data():
    strict = replace(RULES, missing="exclude")
    found = standing(99, np.nan, rules=strict)
    assert found["reason"].tolist() == ["incomplete", "incomplete"]
    assert found["verdict"].tolist() == ["", ""]
    skipped = standing(99, np.nan)
    assert skipped["reason"].to_dict() == {"a": "", "b": "missing"}
    assert skipped["verdict"].to_dict() == {"a": "strength", "b": ""}


def test_a_region_that_a_gate_bars_still_has_strengths():
    barred = replace(RULES, gates=(Gate("a", at_most=98),))
    found = standing(99, rules=barred)
    assert found.at["a", "verdict"] == "strength"


def test_unknown_regions(ranking):
    with pytest.raises(KeyError):
        strengths(ranking, "nowhere", ["p"])
    with pytest.raises(KeyError):
        strengths(ranking, "p", ["nowhere"])
