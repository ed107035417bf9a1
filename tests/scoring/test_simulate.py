"""What changed figures move, and the least number of workers, found by trying every number."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from problems import BadInput
from scoring.criteria import Criteria, Dimension, Gate, Indicator
from scoring.ranking import rank
from scoring.simulate import simulate
from scoring.workers import Need, additional_workers

quick = settings(max_examples=30, deadline=None, derandomize=True, database=None)
RULES = Criteria(
    ties=("total",),
    dimensions=(Dimension("level", weight=3), Dimension("progress")),
    indicators=(
        Indicator("total", dimension="level", goalposts=(0, 100)),
        Indicator("growth", dimension="progress", goalposts=(0, 7)),
        Indicator("unprotected", direction="lower"),
        Indicator("months"),
    ),
)
EMPLOYED, ACTIVE = 2000, 600
# own: 600 of 2000 protected; by hand, 0.75 * total + 25 * growth / 7: own 22.5 + 7.14 = 29.64
VALUES = pd.DataFrame(
    {
        "total": [30, 32, 40, 60, np.nan],
        "growth": [2, 2, 1, 6, 3],
        "unprotected": [1400, 100, 100, 100, 5],
        "months": [6, 6, 6, 6, 6],
    },
    index=["own", "next", "better", "best", "none"],
    dtype=float,
)
EFFECTS = pd.DataFrame(
    [
        ("total", ACTIVE, EMPLOYED, 100, 1),
        ("growth", None, EMPLOYED, 100, 1),
        ("unprotected", None, 1, 1, -1),
    ],
    columns=["indicator", "numerator", "denominator", "factor", "per_worker"],
)


def need(place=None, *, rules=RULES, values=VALUES, effects=EFFECTS, unprotected=1400, code="own", **more):
    return additional_workers(rank(rules, values), code, effects, unprotected, place=place, **more)


def with_workers(n, values=VALUES):
    """The table with n more protected workers of `own`, written out."""
    out = values.copy()
    out.loc["own", ["total", "growth", "unprotected"]] = [
        100 * (ACTIVE + n) / EMPLOYED, values.at["own", "growth"] + 100 * n / EMPLOYED, 1400 - n
    ]  # fmt: skip
    return out


def reaches(n, place):
    return rank(RULES, with_workers(n) if n else VALUES).table.at["own", "rank"] <= place


# --- changed figures -------------------------------------------------------------------------------------------------


def changes(*rows):
    return pd.DataFrame(rows, columns=["code", "indicator", "value"])


def test_what_moves():
    before = rank(RULES, VALUES)
    found = simulate(before, changes(("own", "total", 50), ("none", "total", 10), ("best", "growth", None)))
    assert before.values.equals(VALUES), "the ranking given is left as it is"
    rows = {r.Index: (r.rank_before, r.rank_after, r.status_before, r.status_after) for r in found.moved.itertuples()}
    assert rows == {
        "own": (4, 1, "ranked", "ranked"),
        "best": (1, pd.NA, "ranked", "incomplete"),
        "none": (pd.NA, 4, "incomplete", "ranked"),
    }, "next and better keep place, score and status"
    assert found.moved.loc["own", ["score_before", "score_after"]].tolist() == [29.64, 44.64]
    assert math.isnan(found.moved.at["best", "score_after"])
    assert found.ranking.table["rank"].dropna().to_dict() == {"own": 1, "better": 2, "next": 3, "none": 4}


def test_whoever_is_overtaken_has_moved_too():
    found = simulate(rank(RULES, VALUES), changes(("own", "total", 36.0)))
    assert set(found.moved.index) == {"own", "next", "better"}
    assert found.moved.loc["next", ["rank_before", "rank_after"]].tolist() == [3, 4]


def test_nothing_changed_moves_nothing():
    one = rank(RULES, VALUES)
    for rows in ([], [("own", "total", 30.0)], [("none", "total", None)]):
        assert simulate(one, changes(*rows)).moved.empty


def test_a_status_alone_may_move():
    """Its gate was unknown and fails now: no place before or after, and the same score."""
    gated = replace(RULES, gates=(Gate("months", at_least=6),))
    before = rank(gated, VALUES.assign(months=[np.nan, 6, 6, 6, 6]))
    moved = simulate(before, changes(("own", "months", 5))).moved
    assert moved[["status_before", "status_after"]].to_numpy().tolist() == [["incomplete", "ineligible"]]


def test_notes_go_along():
    one = replace(rank(RULES, VALUES), notes={"none": "not counted yet"})
    assert "not counted yet" in simulate(one, changes(("own", "total", 1.0))).ranking.reason("none")


def test_changes_that_are_refused():
    one = rank(RULES, VALUES)
    for row in (("nowhere", "total", 1.0), ("own", "nothing", 1.0)):
        with pytest.raises(KeyError):
            simulate(one, changes(row))
    with pytest.raises(ValueError, match="finite"):
        simulate(one, changes(("own", "total", math.inf)))
    with pytest.raises(ValueError, match="twice"):
        simulate(one, changes(("own", "total", 1.0), ("own", "total", 2.0)))
    logs = Criteria(
        dimensions=(Dimension("d"),),
        indicators=(Indicator("a", dimension="d", goalposts=(1, 100), transform="log"),),
    )
    with pytest.raises(BadInput):
        simulate(rank(logs, pd.DataFrame({"a": [5.0]}, index=["x"])), changes(("x", "a", 0)))


def test_observed_scales_may_move_the_untouched():
    observed = replace(
        RULES, indicators=tuple(replace(i, normalise="minmax") if i.id == "total" else i for i in RULES.indicators)
    )
    found = simulate(rank(observed, VALUES), changes(("best", "total", 90.0)))
    assert "next" in found.moved.index


# --- the least number of workers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_the_least_number_is_that_of_trying_every_number(place):
    least = next(n for n in range(1401) if n % 20 == 0 and reaches(n, place))  # from below, in steps of 20
    least = next(n for n in range(max(0, least - 20), least + 1) if reaches(n, place))
    found = need(place, premium=201_600)
    after = rank(RULES, with_workers(least)).table.loc["own"]
    assert found == Need(least, least * 201_600, "", (), after["rank"], after["score"])
    assert (least == 0) == (place == 4)
    assert least == 0 or not reaches(least - 1, place)


def test_the_third_place_by_hand():
    """next has 0.75 * 32 + 50 / 7 = 31.14; a worker adds 0.75 / 20 + 25 / 140 = 0.216: 29.643 + 7 * 0.216 = 31.155."""
    assert need(3).workers == 7
    assert need(3).score == 31.16


def test_a_shared_place_is_reached_as_well():
    """By rounded scores and without a tie chain, 31.14 is enough; no whole worker gives it, but fewer decimals do."""
    rules = replace(RULES, decimals=0, ties=())
    found = need(3, rules=rules)
    scores = {n: rank(rules, with_workers(n)).table for n in range(8)}
    assert found.workers == next(n for n, t in scores.items() if t.at["own", "rank"] <= 3)
    assert scores[found.workers].at["own", "score"] == scores[found.workers].at["next", "score"] == 31
    chain = need(3, rules=replace(RULES, decimals=0))
    assert chain.workers > found.workers, "where the tie chain puts next first, own needs more"


def test_a_place_among_some():
    assert need(1, among=["next"]).workers == 7
    assert need(1, among=["next"]).place == 1
    assert need(1, among=[]).workers == 0


def test_growth_of_full_marks_adds_no_more():
    """7 points are 100 workers more; from there a worker adds 0.0375 only."""
    found = need(1)
    assert found.workers > 100
    assert rank(RULES, with_workers(found.workers)).normalised.at["own", "growth"] == 1


@pytest.mark.parametrize(
    ("target", "workers"), [(("total", 43.92), 279), (("total", 30), 0), (("total", 30.05), 1), (("total", 29), 0)]
)
def test_a_coverage_target(target, workers):
    """43.92 % of 2000 are 878.4 workers: 279 more than 600. 30.05 % are 601 exactly."""
    found = need(target=target, premium=10)
    assert (found.workers, found.cost, found.reason) == (workers, workers * 10, "")
    assert found.place == rank(RULES, with_workers(workers)).table.at["own", "rank"]


def test_targets_of_other_kinds():
    assert need(target=("unprotected", 1000)).workers == 400
    assert need(target=("total", 100)).workers == 1400
    assert need(target=("total", 100.01)).reason == "universe"
    assert need(target=("months", 6)).workers == 0, "reached, though workers do not change it"
    assert need(target=("months", 7)) == Need(
        None, None, "no_effect", ("months",), 1, need(target=("total", 100)).score
    )
    worse = EFFECTS.assign(per_worker=[-1, 1, -1])
    assert need(target=("total", 31), effects=worse) == Need(None, None, "worsens", ("total",))
    assert need(target=("total", 31), effects=EFFECTS.assign(denominator=[np.nan, 1, 1])).reason == "missing"


def test_a_gate_that_workers_do_not_change():
    rules = replace(RULES, gates=(Gate("months", at_least=9),))
    values = VALUES.assign(months=[6.0, 9, 9, 9, 9])
    found = need(3, rules=rules, values=values)
    assert (found.workers, found.cost, found.reason, found.indicators) == (None, None, "gate", ("months",))
    assert found.place is None
    assert need(target=("total", 50), rules=rules, values=values).workers == 400, "a target asks for no place"


def test_a_gate_that_workers_lift():
    """At least 45 % are 900 workers: 300 more, though the place itself takes 7."""
    rules = replace(RULES, gates=(Gate("total", at_least=45),))
    found = need(3, rules=rules, values=VALUES.assign(total=[30.0, 46, 47, 60, 50]))
    assert (found.workers, found.reason, found.place) == (300, "", 2)
    beyond = need(3, rules=replace(RULES, gates=(Gate("total", at_least=45),)), unprotected=299)
    assert (beyond.reason, beyond.indicators) == ("gate", ("total",))


def test_a_gate_that_workers_overstep():
    rules = replace(RULES, gates=(Gate("total", at_most=70),))
    assert need(3, rules=rules).workers == 7
    found = need(1, rules=replace(RULES, gates=(Gate("total", at_most=40),)), values=VALUES.assign(
        total=[30.0, 32, 40, 40, 1], growth=[2.0, 2, 1, 7, 7]
    ))  # fmt: skip
    assert (found.workers, found.reason) == (200, ""), "at 40 % it is still inside"
    found = need(1, rules=replace(RULES, gates=(Gate("total", at_most=39.9),)), values=VALUES.assign(
        total=[30.0, 32, 39, 39.9, 1], growth=[2.0, 2, 1, 7, 7]
    ))  # fmt: skip
    assert (found.workers, found.reason) == (198, "")
    found = need(1, rules=replace(RULES, gates=(Gate("unprotected", at_least=1300),)), values=VALUES.assign(
        unprotected=[1400.0, 1400, 1400, 1400, 1400]
    ))  # fmt: skip
    assert (found.workers, found.reason, found.indicators) == (None, "gate", ("unprotected",))


def test_the_score_stops_rising_first():
    capped = replace(
        RULES, indicators=tuple(replace(i, goalposts=(0, 50)) if i.id == "total" else i for i in RULES.indicators)
    )
    values = VALUES.assign(total=[30.0, 32, 40, 60, 1], growth=[2.0, 2, 1, 7, 1], months=[6.0, 7, 7, 7, 7])
    rules = replace(capped, ties=("months",))
    found = need(1, rules=rules, values=values)
    assert (found.workers, found.reason, found.indicators) == (None, "cap", ("total", "growth"))
    assert (found.place, found.score) == (2, 100), "as good as the first, whom the tie chain puts ahead"
    assert need(1, rules=replace(rules, ties=()), values=values).workers == 400


def test_not_enough_workers():
    assert need(3, unprotected=6).reason == "universe"
    assert need(3, unprotected=7).workers == 7
    assert need(3, unprotected=-5).reason == "universe"
    assert need(4, unprotected=0).workers == 0


def test_workers_that_change_nothing():
    found = need(3, effects=EFFECTS.iloc[2:])
    assert (found.workers, found.reason) == (None, "no_effect")
    assert need(3, effects=EFFECTS.iloc[2:], unprotected=0).reason == "universe"


def test_missing_figures():
    assert need(1, code="none").indicators == ("total",)
    assert need(1, code="none").reason == "missing"
    unknown = EFFECTS.assign(denominator=[EMPLOYED, None, 1])
    assert need(3, effects=unknown) == Need(None, None, "missing", ("growth",))
    shown_only = EFFECTS.assign(denominator=[EMPLOYED, EMPLOYED, None])
    assert need(3, effects=shown_only).workers == 7, "unprotected is not scored"


def test_an_observed_scale_is_refused_only_where_workers_move_it():
    def observed(id):
        return replace(
            RULES, indicators=tuple(replace(i, normalise="minmax") if i.id == id else i for i in RULES.indicators)
        )

    assert need(3, rules=observed("growth")) == Need(None, None, "observed", ("growth",))
    one = need(3, rules=observed("growth"), effects=EFFECTS.iloc[[0]])
    assert one.reason == ""
    trial = VALUES.copy()
    for n, reached in ((one.workers, True), (one.workers - 1, False)):
        trial.loc["own", "total"] = 100 * (ACTIVE + n) / EMPLOYED
        assert (rank(observed("growth"), trial).table.at["own", "rank"] <= 3) == reached


def test_what_gets_worse_is_refused():
    lower = replace(RULES, ties=("months", "unprotected"))
    assert need(3, rules=lower).workers == 7
    higher = replace(
        lower,
        indicators=tuple(replace(i, direction="higher") if i.id == "unprotected" else i for i in lower.indicators),
    )
    assert need(3, rules=higher) == Need(None, None, "worsens", ("unprotected",))


def test_questions_that_make_no_sense():
    for more in ({}, {"place": 1, "target": ("total", 50)}):
        with pytest.raises(ValueError, match="either"):
            need(**more)
    with pytest.raises(ValueError, match="today"):
        need(3, effects=EFFECTS.assign(numerator=[601, None, None]))
    with pytest.raises(KeyError):
        need(3, code="nowhere")
    with pytest.raises(KeyError):
        need(3, effects=EFFECTS.assign(indicator=["total", "growth", "nothing"]))


@quick
@given(
    st.integers(1, 400),
    st.integers(0, 60),
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 7)), min_size=1, max_size=4),
    st.integers(1, 4),
    st.sampled_from(["arithmetic", "geometric", "harmonic"]),
    st.sampled_from([0, 2]),
    st.sampled_from([(), ("total",), ("growth", "total")]),
)
def test_the_answer_is_reached_and_one_less_is_not(employed, active, others, place, mean, decimals, ties):
    active = min(active, employed)
    rules = replace(RULES, aggregate=mean, decimals=decimals, ties=ties)
    rows = [(100 * active / employed, 1.0), *others]
    values = pd.DataFrame(rows, columns=["total", "growth"], index=["own", *"abcd"[: len(others)]], dtype=float)
    values[["unprotected", "months"]] = 0.0
    effects = pd.DataFrame(
        [("total", active, employed, 100, 1), ("growth", None, employed, 100, 1)], columns=EFFECTS.columns
    )

    def rank_with(n):
        trial = values.copy()
        trial.loc["own", ["total", "growth"]] = [100 * (active + n) / employed, 1 + 100 * n / employed]
        return rank(rules, trial).table.at["own", "rank"]

    found = need(place, rules=rules, values=values, effects=effects, unprotected=employed - active)
    if found.reason:
        assert rank_with(employed - active) > place
        assert found.reason in ("universe", "cap", "no_effect")
    else:
        assert rank_with(found.workers) <= place
        assert found.workers == 0 or rank_with(found.workers - 1) > place
