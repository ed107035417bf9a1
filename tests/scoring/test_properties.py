"""What holds for every table and every set of weights."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext

import numpy as np
import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.criteria import Criteria, Dimension, Gate, Indicator
from scoring.places import round_half_up
from scoring.ranking import rank
from scoring.robustness import robustness

quick = settings(max_examples=40, deadline=None, derandomize=True, database=None)
INDICATORS = ("a", "b", "c", "e", "t")
MEANS = st.sampled_from(["arithmetic", "geometric", "harmonic"])
WEIGHTS = st.sampled_from([0.1, 0.25, 1, 2, 3.7])
# many equal values, so that ties do happen
VALUES = st.sampled_from([0.0, 1.0, 2.5, 5.0, 5.0, 7.5, 9.9, 10.0, 12.0, np.nan])


@st.composite
def rules(draw, observed=False):
    """Two dimensions, one inside the other beside an indicator; goalposts only, unless `observed`."""
    methods = st.sampled_from(["goalposts", "minmax", "rank"]) if observed else st.just("goalposts")
    home = {"a": "d", "b": "d", "c": "inner", "e": "top"}
    scored = [
        Indicator(
            id, dimension=home[id], weight=draw(WEIGHTS), direction=draw(st.sampled_from(["higher", "lower"])),
            normalise=draw(methods), goalposts=(0, 10),
        )
        for id in INDICATORS[:4]
    ]  # fmt: skip
    return Criteria(
        id="x",
        decimals=draw(st.sampled_from([0, 2, 12])),
        aggregate=draw(MEANS),
        missing=draw(st.sampled_from(["exclude", "skip"])),
        min_present=draw(st.sampled_from([0, 0.5, 1])),
        ties=draw(st.sampled_from([(), ("t",), ("t", "a")])),
        dimensions=(
            Dimension("top", weight=draw(WEIGHTS), aggregate=draw(MEANS)),
            Dimension("d", weight=draw(WEIGHTS), aggregate=draw(MEANS)),
            Dimension("inner", parent="d", weight=draw(WEIGHTS), aggregate=draw(MEANS)),
        ),
        indicators=(*scored, Indicator("t", direction=draw(st.sampled_from(["higher", "lower"])))),
        gates=draw(st.sampled_from([(), (Gate("t", at_least=2),)])),
    )


@st.composite
def tables(draw):
    n = draw(st.integers(2, 8))
    rows = draw(st.lists(st.lists(VALUES, min_size=5, max_size=5), min_size=n, max_size=n))
    return pd.DataFrame(rows, index=[f"r{k}" for k in range(n)], columns=list(INDICATORS), dtype=float)


def same(found, expected):
    """The same rankings, code by code; scores are rounded, so they are equal or they are not."""
    left, right = found.table, expected.table
    pd.testing.assert_frame_equal(left.sort_index(), right.sort_index(), check_names=False)


def spread(values, criteria):
    """Whether every observed scale has one."""
    observed = [i.id for i in criteria.indicators if i.dimension and i.normalise != "goalposts"]
    return all(values[id].nunique() != 1 for id in observed)


@quick
@given(rules(observed=True), tables(), st.randoms())
def test_the_order_of_rows_is_irrelevant(criteria, values, random):
    assume(spread(values, criteria))
    codes = list(values.index)
    random.shuffle(codes)
    same(rank(criteria, values.loc[codes]), rank(criteria, values))


@quick
@given(rules(observed=True), tables(), st.sampled_from([1e-6, 0.5, 3, 1e6]))
def test_scaling_all_weights_changes_nothing(criteria, values, factor):
    assume(spread(values, criteria))
    scaled = replace(
        criteria,
        dimensions=tuple(replace(d, weight=d.weight * factor) for d in criteria.dimensions),
        indicators=tuple(replace(i, weight=i.weight * factor) for i in criteria.indicators),
    )
    same(rank(scaled, values), rank(criteria, values))


@quick
@given(rules(), tables(), st.sampled_from(INDICATORS[:4]), st.sampled_from([0.5, 3, 20]))
def test_who_improves_never_falls(criteria, values, id, step):
    before = rank(criteria, values)
    indicator = criteria.indicator(id)
    better = values.copy()
    better.loc["r0", id] += step if indicator.direction == "higher" else -step
    after = rank(criteria, better)
    assert after.table.at["r0", "status"] == before.table.at["r0", "status"]
    if before.table.at["r0", "status"] == "ranked":
        assert after.table.at["r0", "score"] >= before.table.at["r0", "score"]
        assert after.table.at["r0", "rank"] <= before.table.at["r0", "rank"]


@quick
@given(rules(), tables())
def test_renaming_codes_renames_the_result_and_nothing_else(criteria, values):
    names = {code: f"{9 - n}.10" for n, code in enumerate(values.index)}
    renamed = rank(criteria, values.rename(index=names))
    plain = rank(criteria, values)
    pd.testing.assert_frame_equal(renamed.table, plain.table.rename(index=names))
    pd.testing.assert_frame_equal(renamed.dimensions, plain.dimensions.rename(index=names))


@quick
@given(rules(), tables())
def test_a_copy_of_a_region_shares_its_place(criteria, values):
    doubled = pd.concat([values, values.loc[["r0"]].rename(index={"r0": "copy"})])
    found, before = rank(criteria, doubled).table, rank(criteria, values).table
    pd.testing.assert_series_equal(found.loc["copy"], found.loc["r0"], check_names=False)
    pd.testing.assert_series_equal(found.loc["r0"], before.loc["r0"], check_names=False)


@quick
@given(rules(), tables())
def test_removing_a_region_never_reorders_the_others(criteria, values):
    before, after = rank(criteria, values).table, rank(criteria, values.drop(index="r0")).table
    others = before.drop(index="r0")
    assert others[["score", "status"]].equals(after[["score", "status"]])
    ranked = after.index[after["status"] == "ranked"]
    left, right = (table.loc[ranked, "rank"].astype(int).to_numpy() for table in (others, after))
    assert (np.sign(left[:, None] - left) == np.sign(right[:, None] - right)).all()
    assert np.isin(left - right, [0, 1]).all(), "one region fewer above, at most"


@quick
@given(rules(), tables())
def test_places_are_a_competition_ranking(criteria, values):
    """Whoever is ranked has as many better regions above as the place says, less one."""
    table = rank(criteria, values).table
    assert table["rank"].notna().equals(table["status"] == "ranked")
    places = table["rank"].dropna().astype(int).to_numpy()
    assert places.tolist() == [1 + int((places < place).sum()) for place in places]
    ranked = table.dropna(subset="rank")
    for place, score in zip(ranked["rank"], ranked["score"], strict=True):
        assert not (ranked.loc[ranked["score"] > score, "rank"] >= place).any()


@quick
@given(rules(observed=True), tables())
def test_a_spread_of_0_gives_the_plain_ranking(criteria, values):
    assume(spread(values, criteria))
    plain = rank(criteria, values)
    found = robustness(plain, draws=3, spread=0)
    expected = plain.table["rank"].astype("Float64").astype(float)
    for name in ("rank", "rank_p05", "rank_p50", "rank_p95", "rank_mean"):
        pd.testing.assert_series_equal(found[name].astype("Float64").astype(float), expected, check_names=False)
    assert found["p_top1"].dropna().tolist() == (expected.dropna() == 1).astype(float).tolist()


@quick
@given(rules(), tables(), st.integers(0, 2**62), st.integers(1, 5))
def test_robustness_holds_together(criteria, values, seed, top):
    ranking = rank(criteria, values)
    found = robustness(ranking, draws=30, seed=seed, spread=0.6, top=top)
    assert found.equals(robustness(ranking, draws=30, seed=seed, spread=0.6, top=top))
    ranked = ranking.table["status"] == "ranked"
    assert found[~ranked].isna().all(axis=None)
    rows = found[ranked].astype(float)
    assert rows.notna().all(axis=None)
    assert rows[["p_top1", "p_topk"]].isin(np.arange(31) / 30).all(axis=None)
    assert (rows["p_top1"] <= rows["p_topk"]).all()
    assert (rows["rank_p05"] >= 1).all()
    assert (rows["rank_p05"] <= rows["rank_p50"]).all()
    assert (rows["rank_p50"] <= rows["rank_p95"]).all()
    assert (rows["rank_p95"] <= ranked.sum()).all()
    assert rows["rank_mean"].between(1, ranked.sum()).all()
    if ranked.any():
        assert rows["p_top1"].sum() >= 1 - 1e-12, "in every draw somebody is first"


@settings(quick, max_examples=300)
@given(
    st.one_of(
        st.floats(-1e6, 1e6),
        st.floats(allow_nan=False, allow_infinity=False),
        st.builds(lambda n, k, e: (10 * n + 5) / 10**k * (1 + e * 2**-52),
                  st.integers(0, 10**6), st.integers(1, 13), st.integers(-4, 4)),
    ),
    st.integers(0, 12),
)  # fmt: skip
def test_rounding_is_that_of_decimal_arithmetic(x, decimals):
    with localcontext(prec=400):
        twelve = Decimal(x).quantize(Decimal("1e-12"), ROUND_HALF_UP)
        expected = float(twelve.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
    assert round_half_up(np.array([x]), decimals).tolist() == [expected]
