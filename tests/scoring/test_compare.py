"""Movers, rank correlation and periods: by hand and against published values."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.awards import COLUMNS
from scoring.compare import compare, kendall_tau_b, over_periods, pairs_kept, spearman_rho, winners_moved
from scoring.criteria import Criteria, Dimension, Indicator
from scoring.ranking import rank
from scoring.standings import order

quick = settings(max_examples=60, deadline=None, derandomize=True, database=None)
RULES = Criteria(dimensions=(Dimension("d"),), indicators=(Indicator("a", dimension="d", goalposts=(0, 100)),))


def table(a):
    return pd.DataFrame({"a": pd.Series(a, dtype=float)})


# --- coefficients ----------------------------------------------------------------------------------------------------


def test_tau_b_as_published_with_ties():
    """SciPy, reference of scipy.stats.kendalltau, its example: -0.4714045207910316."""
    assert kendall_tau_b([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) == pytest.approx(-0.47140452079103173, abs=1e-15)


def test_rho_as_published_with_ties():
    """SciPy, reference of scipy.stats.spearmanr, its first example: 0.8207826816681233."""
    assert spearman_rho([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]) == pytest.approx(0.8207826816681233, abs=1e-15)


def test_coefficients_by_hand():
    """1 2 3 4 against 2 1 4 3: 4 pairs agree, 2 do not; squared differences 1 + 1 + 1 + 1."""
    x, y = [1, 2, 3, 4], [2, 1, 4, 3]
    assert kendall_tau_b(x, y) == pytest.approx((4 - 2) / 6)
    assert spearman_rho(x, y) == pytest.approx(1 - 6 * 4 / (4 * 15))
    # 1 2 2 4 against 1 2 3 4: 5 agree, one pair is tied on the left: 5 / sqrt(5 * 6)
    assert kendall_tau_b([1, 2, 2, 4], [1, 2, 3, 4]) == pytest.approx(5 / math.sqrt(30))
    # mid-ranks 1, 2.5, 2.5, 4: cov 4.5, squares 4.5 and 5
    assert spearman_rho([1, 2, 2, 4], [1, 2, 3, 4]) == pytest.approx(4.5 / math.sqrt(4.5 * 5))


@pytest.mark.parametrize("f", [kendall_tau_b, spearman_rho])
def test_coefficients_at_their_ends(f):
    x = [1, 2, 2, 4, 5]
    assert f(x, x) == pytest.approx(1)
    assert f(x, [-v for v in x]) == pytest.approx(-1)
    for a, b in [([], []), ([1], [1]), ([1, 1], [1, 2]), ([1, 2], [3, 3])]:
        assert math.isnan(f(np.array(a), np.array(b)))


@quick
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=12))
def test_tau_b_is_its_definition(pairs):
    x, y = zip(*pairs, strict=True)
    n = len(pairs)
    c = d = tx = ty = 0
    for i in range(n):
        for j in range(i):
            s = (x[i] - x[j]) * (y[i] - y[j])
            c, d = c + (s > 0), d + (s < 0)
            tx, ty = tx + (x[i] == x[j]), ty + (y[i] == y[j])
    p = n * (n - 1) / 2
    if tx == p or ty == p:
        assert math.isnan(kendall_tau_b(x, y))
    else:
        assert kendall_tau_b(x, y) == pytest.approx((c - d) / math.sqrt((p - tx) * (p - ty)))
        assert kendall_tau_b(x, y) == kendall_tau_b(y, x)
        assert spearman_rho(x, y) == pytest.approx(spearman_rho([3 * v + 1 for v in x], y)), "only the order counts"


# --- two orders ------------------------------------------------------------------------------------------------------


def test_movers():
    before = order(rank(RULES, table({"a": 90, "b": 80, "c": 70, "d": 60, "gone": 50, "blank": np.nan})))
    after = order(rank(RULES, table({"a": 75, "b": 80, "c": 70, "d": np.nan, "new": 85, "blank": np.nan})))
    found = compare(before, after)
    rows = {
        r.Index: (r.move, None if pd.isna(r.change) else int(r.change), r.value_before, r.value_after)
        for r in found.moves.itertuples()
    }
    assert list(rows) == ["new", "b", "a", "c", "d", "gone", "blank"]
    assert rows["new"][:2] == ("enters", None)
    assert rows["b"] == ("same", 0, 80, 80)
    assert rows["a"] == ("down", -2, 90, 75)
    assert rows["c"] == ("down", -1, 70, 70)
    assert rows["d"][:2] == rows["gone"][:2] == ("leaves", None)
    assert rows["blank"][:2] == ("neither", None)
    assert found.placed == 3
    # a b c: places 1 2 3 and 3 2 4: one pair turned round, two kept
    assert found.tau == pytest.approx(1 / 3)
    assert found.rho == pytest.approx(0.5)
    assert compare(after, before).moves.loc["a", "move"] == "up"


def test_an_order_against_itself():
    one = order(rank(RULES, table({"a": 90, "b": 80, "c": 80})))
    found = compare(one, one)
    assert found.moves["change"].tolist() == [0, 0, 0]
    assert (found.tau, found.rho) == (pytest.approx(1), pytest.approx(1))
    nothing = compare(one.iloc[:0], one.iloc[:0])
    assert (nothing.placed, math.isnan(nothing.tau), len(nothing.moves)) == (0, True, 0)


def test_who_enters_and_leaves_the_winners():
    def won(*rows):
        table = pd.DataFrame(rows, columns=["award", "code", "place", "won"]).reindex(columns=list(COLUMNS))
        return table.astype({"place": "Int64"})

    before = won(("best", "11", 1, True), ("best", "12", 2, True), ("old", "15", 1, True), ("best", "13", 3, False))
    after = won(("tier", "19", 1, True), ("best", "12", 1, True), ("best", "13", 2, True), ("best", "11", pd.NA, False))
    found = winners_moved(before, after)
    assert [tuple(r) for r in found.astype(object).where(found.notna(), None).to_numpy()] == [
        ("tier", "19", "enters", None, 1),
        ("best", "12", "stays", 2, 1),
        ("best", "13", "enters", None, 2),
        ("best", "11", "leaves", 1, None),
        ("old", "15", "leaves", 1, None),
    ]


# --- one set of rules, several periods -------------------------------------------------------------------------------


def test_rules_applied_to_earlier_periods():
    tables = {
        "2022": table({"a": np.nan, "b": np.nan}),
        "2023": table({"a": 30, "b": 40, "old": 50}),
        "2024": table({"b": 40, "a": 45.678}).assign(further=1.0),
        "no_column": pd.DataFrame(index=["a"]),
    }
    found = over_periods(RULES, tables)
    assert found.refused == {"2022": (), "no_column": ()}
    assert found.ranks.fillna(0).to_dict("index") == {
        "a": {"2023": 3, "2024": 1}, "b": {"2023": 2, "2024": 2}, "old": {"2023": 1, "2024": 0}
    }  # fmt: skip
    assert found.values.loc["a"].tolist() == [30, 45.68]
    assert math.isnan(found.values.at["old", "2024"])


def test_a_period_that_cannot_be_normalised_says_why():
    rules = Criteria(
        dimensions=(Dimension("d"),), indicators=(Indicator("a", dimension="d", normalise="minmax"),), scale=1
    )
    found = over_periods(rules, {"2023": table({"a": 5, "b": 5}), "2024": table({"a": 5, "b": 6})})
    assert list(found.ranks) == ["2024"]
    (problem,) = found.refused["2023"]
    assert (problem.file, problem.column) == ("2023", "a")
    assert over_periods(rules, {}).ranks.empty


def test_periods_by_an_indicator():
    found = over_periods(RULES, {"2024": table({"a": 1, "b": 2})}, by="a")
    assert found.ranks["2024"].to_dict() == {"a": 2, "b": 1}


def test_pairs_that_keep_their_order():
    before, after = np.array([1.0, 2, 3, 4]), np.array([2.0, 1, 3, 4])  # one of six pairs turns round
    assert pairs_kept(kendall_tau_b(before, after)) == pytest.approx(100 * 5 / 6)
