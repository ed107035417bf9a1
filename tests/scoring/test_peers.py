"""Groups and nearest regions, by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from scoring.criteria import Criteria, Dimension, Gate, Indicator
from scoring.peers import classes, group_ranks, nearest
from scoring.ranking import rank

RULES = Criteria(
    ties=("t",),
    dimensions=(Dimension("d"),),
    indicators=(Indicator("a", dimension="d", goalposts=(0, 100)), Indicator("t")),
    gates=(Gate("t", at_least=0),),
)


def test_ranks_within_groups_stand_beside_the_national_ones():
    values = pd.DataFrame(
        {"a": [90, 80, 80, 80, 70, 95, np.nan], "t": [1, 1, 1, 2, 1, -1, 1]}, index=list("abcdefg"), dtype=float
    )
    groups = pd.DataFrame(
        {"zone": ["x", "x", "x", "y", "x", "x", "y"], "fiscal_2025": ["low", None, "low", "low", "high", "high", None]},
        index=list("abcdefg"),
    )
    found = group_ranks(rank(RULES, values), groups)
    rows = {(r.code, r.grouping): (r.group, r.rank, r.rank_in_group, r.ranked_in_group) for r in found.itertuples()}
    assert {key: row for key, row in rows.items() if key[1] == "zone"} == {
        ("a", "zone"): ("x", 1, 1, 4),
        ("b", "zone"): ("x", 3, 2, 4),
        ("c", "zone"): ("x", 3, 2, 4),
        ("d", "zone"): ("y", 2, 1, 1),
        ("e", "zone"): ("x", 5, 4, 4),
        ("f", "zone"): ("x", pd.NA, pd.NA, 4),
        ("g", "zone"): ("y", pd.NA, pd.NA, 1),
    }
    assert rows["c", "fiscal_2025"] == ("low", 3, 3, 3)
    assert rows["e", "fiscal_2025"] == ("high", 5, 1, 1)
    assert ("b", "fiscal_2025") not in rows, "a region without a label belongs to no group"


def test_ranks_within_groups_by_an_indicator_and_without_groups():
    values = pd.DataFrame({"a": [90, 80], "t": [1, 2]}, index=["a", "b"], dtype=float)
    groups = pd.DataFrame({"zone": ["x", "x"]}, index=["a", "b"])
    assert group_ranks(rank(RULES, values), groups, "t")["rank_in_group"].tolist() == [2, 1]
    assert group_ranks(rank(RULES, values), groups[[]]).empty


def test_classes_begin_at_their_bound():
    figures = pd.Series([-1, 0, 59.9, 60, 80, 1000, np.nan], index=list("abcdefg"))
    found = classes(figures, {"high": 80, "low": 0, "medium": 60})
    assert found.tolist() == [None, "low", "low", "medium", "high", "high", None]


# Five kota on a line: log population e^0 .. and an informal share that grows with it, so that both axes agree.
LINE = pd.DataFrame(
    {
        "kind": ["kota"] * 5 + ["kabupaten", "kabupaten", "kota", "kota"],
        "population": [math.e**n for n in (1, 2, 3, 5, 8)] + [math.e**3, math.e**4, np.nan, 50],
        "informal_share": [10, 20, 30, 50, 80, 30, 40, 30, np.nan],
    },
    index=["k1", "k2", "k3", "k5", "k8", "b3", "b4", "no_people", "no_share"],
)


def test_nearest_are_of_the_same_kind_nearest_first_equal_distances_by_code():
    found = nearest(LINE, "k2")
    assert found.peers == ("k1", "k3", "k5", "k8")
    deviation = np.std([1, 2, 3, 5, 8], ddof=1)  # both axes: the same once standardised
    assert found.distances == pytest.approx([math.sqrt(2) * d / deviation for d in (1, 1, 3, 6)])
    assert nearest(LINE, "k3", 2).peers == ("k2", "k1") == nearest(LINE.iloc[::-1], "k3", 2).peers
    assert nearest(LINE, "b3").peers == ("b4",)
    tie = nearest(LINE.rename(index={"k1": "k9"}), "k2", 1)
    assert tie.peers == ("k3",), "k3 and k9 are equally near"


def test_both_figures_weigh_alike_whatever_their_units():
    figures = LINE.assign(informal_share=[80, 30, 10, 50, 20, 1, 2, 3, np.nan])
    found = nearest(figures, "k1")
    scaled = figures.assign(population=figures["population"] * 1000, informal_share=figures["informal_share"] / 100)
    assert nearest(scaled, "k1").peers == found.peers
    x, y = [1, 2, 3, 5, 8], [80, 30, 10, 50, 20]
    sx, sy = np.std(x, ddof=1), np.std(y, ddof=1)
    by_hand = {f"k{n}": math.hypot((n - 1) / sx, (s - 80) / sy) for n, s in zip(x[1:], y[1:], strict=True)}
    assert found.peers == tuple(sorted(by_hand, key=by_hand.get))
    assert found.distances == pytest.approx(sorted(by_hand.values()))


def test_fifteen_at_most():
    rng = np.random.default_rng(1)
    many = pd.DataFrame(
        {"kind": "kota", "population": rng.uniform(1e4, 1e6, 40), "informal_share": rng.uniform(20, 90, 40)},
        index=[f"{n:02}" for n in range(40)],
    )
    for code in many.index:
        found = nearest(many, code)
        assert len(found.peers) == 15 == len(set(found.peers))
        assert code not in found.peers
        assert list(found.distances) == sorted(found.distances)


def test_no_peers_without_figures_or_others():
    assert nearest(LINE, "no_people").reason == "no_figures" == nearest(LINE, "no_share").reason
    assert nearest(LINE, "no_people").peers == ()
    assert nearest(LINE.drop(index="b4"), "b3").reason == "alone"
    assert not {"no_people", "no_share"} & set(nearest(LINE, "k1").peers)
    with pytest.raises(KeyError):
        nearest(LINE, "nowhere")


def test_a_figure_that_does_not_vary_adds_nothing():
    same = LINE.assign(informal_share=50.0)
    found = nearest(same.iloc[:5], "k1")
    assert found.peers == ("k2", "k3", "k5", "k8")
    assert found.distances[0] == pytest.approx(1 / np.std([1, 2, 3, 5, 8], ddof=1))
