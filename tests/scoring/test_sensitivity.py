"""Every other choice, one at a time: by hand, and against a peer tool with each element removed."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from scoring.criteria import Criteria, Dimension, Gate, Indicator
from scoring.ranking import rank
from scoring.sensitivity import Outcome, decisive, describe, normalised_by, sensitivity, without

# top: d (a, b), e (c), each of weight 1; t is not scored
RULES = Criteria(
    ties=("t",),
    dimensions=(Dimension("d"), Dimension("e")),
    indicators=(
        Indicator("a", dimension="d", goalposts=(0, 100)),
        Indicator("b", dimension="d", goalposts=(0, 100)),
        Indicator("c", dimension="e", goalposts=(0, 100)),
        Indicator("t"),
    ),
    gates=(Gate("t", at_least=0),),
)
#            a    b    c   t     score
VALUES = pd.DataFrame(
    [
        [90, 90, 30, 1],  # 60
        [40, 60, 60, 1],  # 55
        [80, 20, 50, 1],  # 50
        [30, 50, 50, 1],  # 45
        [99, 99, 99, -1],  # ineligible
        [99, np.nan, 99, 1],  # incomplete
    ],
    index=["p", "q", "r", "s", "barred", "gap"],
    columns=["a", "b", "c", "t"],
    dtype=float,
)


def outcomes(rules=RULES, values=VALUES, **more):
    return {(o.choice, o.of): o for o in sensitivity(rank(rules, values), **more)}


def test_the_choices_in_their_order():
    found = [(o.choice, o.of) for o in sensitivity(rank(RULES, VALUES), {"2023": VALUES})]
    assert found == [
        ("without_indicator", "a"),
        ("without_indicator", "b"),
        ("without_indicator", "c"),
        ("without_dimension", "d"),
        ("without_dimension", "e"),
        ("aggregate", "geometric"),
        ("normalise", "minmax"),
        ("normalise", "zscore"),
        ("normalise", "rank"),
        ("period", "2023"),
    ]


def test_without_a_dimension_by_hand():
    """By c alone: q 60, r and s 50, p 30."""
    found = outcomes(top=1)["without_dimension", "d"]
    assert found.change.to_dict() == {"p": -3, "q": 1, "r": 1, "s": 2}
    assert (found.mean, found.largest, found.movers) == (7 / 4, 3, ("p",))
    assert (found.first, found.enters, found.left) == (("q",), ("q",), ("p",))
    assert found.mean_first == 2, "p by 3 and q by 1"


def test_without_an_indicator_by_hand():
    """Without b: p (90 + 30) / 2 = 60, q 50, r 65, s 40."""
    found = outcomes(top=2)["without_indicator", "b"]
    assert found.change.to_dict() == {"p": -1, "q": -1, "r": 2, "s": 0}
    assert (found.mean, found.largest, found.movers) == (1, 2, ("r",))
    assert (found.first, found.enters, found.left) == (("r", "p"), ("r",), ("q",))
    assert found.mean_first == pytest.approx(4 / 3)


def test_who_is_not_ranked_takes_no_place_under_any_choice():
    """gap lacks b and nothing else; without b it would be first."""
    for outcome in outcomes().values():
        assert outcome.change is None or not {"gap", "barred"} & set(outcome.change.index)
    assert outcomes(top=1)["without_indicator", "b"].first == ("r",)


def test_the_geometric_mean():
    """d and e: p 90 and 30 -> 51.96, q 50 and 60 -> 54.77."""
    found = outcomes()["aggregate", "geometric"]
    assert found.change.to_dict() == {"p": -1, "q": 1, "r": 0, "s": 0}
    assert (found.enters, found.left) == ((), ()), "the same three"
    back = outcomes(replace(RULES, aggregate="geometric"))
    assert ("aggregate", "geometric") not in back
    assert back["aggregate", "arithmetic"].change.to_dict() == {"p": 1, "q": -1, "r": 0, "s": 0}
    both = outcomes(replace(RULES, aggregate="harmonic"))
    assert {of for choice, of in both if choice == "aggregate"} == {"arithmetic", "geometric"}


def test_what_is_not_possible_is_told():
    found = outcomes(replace(RULES, aggregate="geometric"))
    assert found["normalise", "zscore"].refused == "below_zero"
    inner = replace(RULES, dimensions=(Dimension("d", aggregate="harmonic"), Dimension("e")))
    assert outcomes(inner)["normalise", "zscore"].refused == "below_zero"
    observed = replace(
        RULES, indicators=tuple(replace(i, normalise="zscore", goalposts=None) for i in RULES.indicators)
    )
    found = outcomes(observed)
    assert found["normalise", "goalposts"].refused == "no_goalposts"
    assert found["aggregate", "geometric"].refused == "below_zero"
    assert ("normalise", "zscore") not in found
    one = Criteria(dimensions=(Dimension("d"),), indicators=RULES.indicators[:1])
    found = outcomes(one)
    assert found["without_indicator", "a"].refused == "nothing_left" == found["without_dimension", "d"].refused
    flat = outcomes(values=VALUES.assign(c=50.0))["normalise", "minmax"]
    assert (flat.refused, flat.problems[0].column) == ("figures", "c")
    assert flat.change is None
    logs = replace(
        one, indicators=(Indicator("a", dimension="d", normalise="rank", transform="log", goalposts=(0, 9)),)
    )
    assert outcomes(logs)["normalise", "goalposts"].refused == "no_goalposts"


def test_figures_of_other_periods():
    """In 2023 s was best and r had no figure: p, q and s are compared, places counted among them."""
    earlier = VALUES.loc[["s", "q", "p", "r"]].copy()
    earlier.loc["s"] = [100, 100, 100, 1]
    earlier.loc["r", "a"] = np.nan
    periods = {"2023": earlier.drop(columns="t").assign(t=1.0, other=1.0), "2022": earlier.drop(columns="c")}
    found = outcomes(periods=periods, top=2)
    assert found["period", "2023"].change.to_dict() == {"p": -1, "q": -1, "s": 2}
    assert (found["period", "2023"].first, found["period", "2023"].left) == (("s", "p"), ("q",))
    assert found["period", "2022"].refused == "nobody"


def test_which_choice_matters_most():
    found = sensitivity(rank(RULES, VALUES), top=1)
    assert (decisive(found).choice, decisive(found).of) == ("without_dimension", "d")
    by = {(o.choice, o.of): (len(o.left), o.mean_first) for o in found if not o.refused}
    assert max(by.values()) == by["without_dimension", "d"] == (1, 2)
    assert by["without_indicator", "a"] == (0, 0.5), "p and q share the first place: q comes up by one"
    twins = [o for o in found if (o.choice, o.of) in (("without_indicator", "c"), ("without_dimension", "e"))]
    assert twins[0].change.equals(twins[1].change)
    assert decisive(twins) is twins[0], "of equal ones the first"
    assert decisive([]) is None
    many = Outcome("x", "many", mean=9, mean_first=1)
    first = Outcome("x", "first", mean=1, mean_first=2)
    left = Outcome("x", "left", left=("p",), mean_first=1)
    refused = Outcome("x", "refused", "figures", left=("p", "q"))
    assert decisive([many, first]).of == "first"
    assert decisive([many, first, left, refused]).of == "left"
    assert decisive([replace(many, mean=8), many]).mean == 9
    assert decisive([o for o in outcomes(replace(RULES, aggregate="geometric")).values() if o.refused]) is None


def test_nobody_is_ranked():
    found = outcomes(values=VALUES.loc[["barred", "gap"]])
    assert found["without_indicator", "b"].refused == "nobody"


# --- criteria without a part -----------------------------------------------------------------------------------------

NESTED = replace(
    RULES,
    dimensions=(Dimension("top"), Dimension("mid", parent="top"), Dimension("low", parent="mid"), Dimension("e")),
    indicators=(
        Indicator("a", dimension="low", goalposts=(0, 100)),
        Indicator("b", dimension="low", weight=0, goalposts=(0, 100)),
        Indicator("c", dimension="e", goalposts=(0, 100)),
        Indicator("t"),
    ),
)


def test_what_is_left_without_anything_that_counts_falls_too():
    for found in (without(NESTED, indicator="a"), without(NESTED, dimension="mid"), without(NESTED, dimension="low")):
        assert [d.id for d in found.dimensions] == ["e"]
        assert [i.id for i in found.scored()] == ["c"]
        assert [i.id for i in found.indicators] == ["a", "b", "c", "t"], "gates and ties may still need them"
    assert without(without(NESTED, indicator="a"), dimension="e") is None
    zero = replace(NESTED, dimensions=(*NESTED.dimensions[:3], Dimension("e", weight=0)))
    assert without(zero, indicator="a") is None


def test_only_dimensions_that_count_are_removed():
    zero = replace(NESTED, dimensions=(*NESTED.dimensions[:3], Dimension("e", weight=0)))
    found = outcomes(zero)
    assert [of for choice, of in found if choice == "without_dimension"] == ["top", "mid", "low"]
    assert [of for choice, of in found if choice == "without_indicator"] == ["a"]


def test_another_normalisation_is_for_scored_indicators():
    assert [i.normalise for i in normalised_by(NESTED, "rank").indicators] == ["rank", "goalposts", "rank", "goalposts"]


# --- ASEM: COINr 1.1.14 (MIT) on data of the European Union, each element removed ------------------------------------


@pytest.fixture
def asem(golden):
    parts = pd.read_csv(golden / "asem" / "input_iMeta.csv").dropna(subset="Level")
    parts = parts.assign(Parent=parts["Parent"].astype(object).where(parts["Parent"].notna(), None))
    rules = Criteria(
        decimals=9,
        dimensions=tuple(
            Dimension(p.iCode, parent=p.Parent if p.Level == 2 else None)
            for p in parts.itertuples()
            if p.Level in (2, 3)
        ),
        indicators=tuple(
            Indicator(p.iCode, dimension=p.Parent, goalposts=(0, 100), clip=False)
            for p in parts.itertuples()
            if p.Level == 1
        ),
    )
    read = {f.stem: pd.read_csv(f, index_col=0) for f in (golden / "asem").glob("*.csv") if f.stem != "input_iMeta"}
    read["pillar_means"] = json.loads((golden / "asem" / "remove_pillar_meanabsdiff.json").read_text())
    nominal = rank(rules, read["stage6_normalised_minmax_0_100"])
    return nominal, {(o.choice, o.of): o for o in sensitivity(nominal)}, read


def test_asem_without_each_of_the_eight_pillars(asem):
    nominal, found, read = asem
    ranks, scores, means = read["remove_pillar_ranks"], read["remove_pillar_scores"], read["pillar_means"]
    assert nominal.table["rank"].to_dict() == ranks["Nominal"].to_dict()
    for pillar, mean in zip(ranks.columns[1:], means[1:], strict=True):
        other = rank(without(nominal.criteria, dimension=pillar), nominal.values)
        assert other.table["rank"].to_dict() == ranks[pillar].to_dict()
        assert (other.exact - scores[pillar].reindex(other.exact.index)).abs().max() < 1e-9
        outcome = found["without_dimension", pillar]
        assert outcome.change.to_dict() == read["remove_pillar_rankdiffs"][pillar].to_dict()
        sizes = read["remove_pillar_rankabsdiffs"][pillar]
        assert (outcome.largest, outcome.movers) == (sizes.max(), tuple(sorted(sizes.index[sizes == sizes.max()])))
        assert outcome.mean == pytest.approx(mean, abs=1e-9)
    assert len(ranks.columns) == 9


def test_asem_without_each_of_the_49_indicators(asem):
    nominal, found, read = asem
    ranks, means = read["remove_indicator_ranks"], read["remove_indicator_meanabsdiff"]["MeanAbsDiff"]
    assert len(ranks.columns) == 50
    for id in ranks.columns[1:]:
        outcome = found["without_indicator", id]
        assert (nominal.table["rank"] - outcome.change).to_dict() == ranks[id].to_dict()
        assert outcome.mean == pytest.approx(means[id], abs=1e-9)


# --- why an observed rank is no scale for an award -------------------------------------------------------------------


PROFILE = {"cbad": 3, "badc": 2, "adcb": 2}  # how many voters rank the four in this order
BORDA = {"a": 13, "b": 12, "c": 11, "d": 6}
BORDA_WITHOUT_D = {"a": 6, "b": 7, "c": 8}


def test_borda_removing_a_region_turns_the_others_round():
    """Fishburn (1984), in OECD/JRC, Handbook on Constructing Composite Indicators (2008), tables 31-33: a, b, c, d in
    this order by Borda's count; without d, who is last, it is c, b, a. The normalisation `rank` is Borda's count, so
    it may do the same; goalposts never do (test_properties.py)."""
    votes = (
        Indicator(order, dimension="votes", weight=n, normalise="rank", direction="lower")
        for order, n in PROFILE.items()
    )
    rules = Criteria(dimensions=(Dimension("votes"),), indicators=tuple(votes))
    values = pd.DataFrame({order: [float(order.index(u)) for u in "abcd"] for order in PROFILE}, index=list("abcd"))
    with_d, without_d = rank(rules, values), rank(rules, values.drop(index="d"))
    assert (with_d.exact / 100 * 7 * 3).to_dict() == pytest.approx(BORDA)
    assert (without_d.exact / 100 * 7 * 2).to_dict() == pytest.approx(BORDA_WITHOUT_D)
    assert with_d.table["rank"].to_dict() == {"a": 1, "b": 2, "c": 3, "d": 4}
    assert without_d.table["rank"].to_dict() == {"a": 3, "b": 2, "c": 1}


def test_the_typed_profile_is_the_published_one(golden):
    example = json.loads((golden / "tai" / "borda_condorcet_examples.json").read_text())[2]
    assert {order: n for n, order in example["profile"]} == PROFILE
    assert (example["borda"], example["borda_without_d"]) == (BORDA, BORDA_WITHOUT_D)


def test_an_outcome_in_words():
    criteria = Criteria(
        id="c",
        dimensions=(Dimension("d", name="Level"), Dimension("e", name="Effort", weight=0.1)),
        indicators=(
            Indicator("x", name="Coverage", dimension="d", goalposts=(0, 10)),
            Indicator("y", name="Growth", dimension="e", goalposts=(0, 10)),
        ),
    )
    values = pd.DataFrame({"x": [9.0, 5.0, 1.0], "y": [0.0, 4.0, 9.0]}, index=["a", "b", "c"])
    outcomes = {(o.choice, o.of): o for o in sensitivity(rank(criteria, values), top=1)}
    assert describe(outcomes["without_dimension", "d"], criteria) == (
        "Without the dimension Level a leave the first places for c; places change by 1.3 on average and 2 at most."
    )
    assert describe(outcomes["without_indicator", "y"], criteria) == (
        "Without the indicator Growth the first places stay with the same regions; "
        "places change by 0.0 on average and 0 at most."
    )
    refused = replace(outcomes["without_dimension", "d"], refused="nobody")
    assert describe(refused, criteria) == "Without the dimension Level: not possible (nobody)."
