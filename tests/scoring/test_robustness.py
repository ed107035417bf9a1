"""Rank ranges under other weights: exact probabilities worked out by hand, the rules of the ranking kept in every
draw as in a slow version in plain Python, and a peer tool's draws (COINr) to the last rank."""

import math
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal

import numpy as np
import pandas as pd
import pytest

from scoring.criteria import Criteria, Dimension, parse_criteria
from scoring.indicators import parse_indicators
from scoring.ranking import RANKED, rank
from scoring.robustness import draw_weights, rank_draws, rank_ranges, robustness, tie_chain, weighted

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


def drawn(found, weights):
    """Places, one row a draw, one column a ranked region by code."""
    return pd.DataFrame(np.concatenate(list(rank_draws(found, weights))), columns=tie_chain(found).index)


@pytest.mark.parametrize("draws", [1, 2, 7, 20, 21, 100, 101])
def test_quantiles_are_of_type_7_and_may_be_fractional(draws):
    found = ranking(MANY)
    places = drawn(found, draw_weights(found.criteria, draws, 1, 0.9))
    table = robustness(found, draws=draws, seed=1, spread=0.9, top=4)
    for name, q in {"rank_p05": 0.05, "rank_p50": 0.5, "rank_p95": 0.95}.items():
        expected = np.quantile(places, q, axis=0, method="linear")  # type 7 of Hyndman and Fan
        np.testing.assert_allclose(table.loc[places.columns, name], expected, rtol=0, atol=1e-9)
    pd.testing.assert_series_equal(table["rank_mean"], places.mean(), check_names=False)
    pd.testing.assert_series_equal(table["p_top1"], (places <= 1).mean(), check_names=False)
    pd.testing.assert_series_equal(table["p_topk"], (places <= 4).mean(), check_names=False)
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


@pytest.mark.parametrize(("cells", "kept"), [(1, 1), (40, 13 * 4), (100, 13 * 7 + 5), (1 << 16, 1 << 20)])
def test_memory_changes_nothing(monkeypatch, cells, kept):
    """However many draws are worked on, or places kept, at a time."""
    found = ranking(MANY, 'ties = ["a"]')
    expected = robustness(found, draws=13, spread=0.9)
    monkeypatch.setattr("scoring.robustness.CELLS", cells)
    monkeypatch.setattr("scoring.robustness.KEPT", kept)
    pd.testing.assert_frame_equal(robustness(found, draws=13, spread=0.9), expected, check_exact=True)


def test_the_same_seed_gives_the_same_numbers_everywhere():
    found = ranking(MANY)
    assert draw_weights(found.criteria, 2, 2026, 0.25).tolist() == [
        [0.8394674068377181, 1.0699565828575772, 0.9836342005717426],
        [0.9352502635540241, 0.9274586671548256, 1.1452591229266325],
    ]
    means = robustness(found, draws=1000, seed=2026, spread=0.25)["rank_mean"].tolist()
    assert means[:8] == [15.0, 3.0, 13.95, 12.105, 9.542, 8.756, 5.633, 1.0]
    assert means[8:] == [7.858, 6.493, 6.939, 12.737, 2.0, 4.0, 10.987]


@pytest.mark.parametrize("wrong", [[[1.0, 1.0]], [[1.0, 0.0, 1.0]], [[1.0, math.nan, 1.0]], [[1.0, -1.0, 1.0]]])
def test_given_weights_are_checked(wrong):
    with pytest.raises(ValueError, match="weights above 0, a column for each weight"):
        rank_ranges(ranking(MANY), np.array(wrong))


# --- a slow version in plain Python, one region of one draw at a time, with the same weights -------------------------

EXACT = Context(prec=400, rounding=ROUND_HALF_UP)


def slow_score(criteria: Criteria, row, weight):
    """Score of one region; `row`: id -> normalised value, `weight`: (is a dimension, id) -> weight of this draw."""

    def node(parent, kind):
        children = [c for c in criteria.children(parent) if c.weight > 0]
        parts = []
        for c in children:
            inner = isinstance(c, Dimension)
            x = node(c.id, c.aggregate) if inner else row[c.id]
            if not math.isnan(x):
                parts.append((x, weight[inner, c.id], c.weight))
        if not parts or sum(p[2] for p in parts) / sum(c.weight for c in children) < criteria.least_present() - 1e-12:
            return math.nan
        if kind != "arithmetic" and any(x <= 0 for x, _, _ in parts):
            return 0.0
        held = sum(w for _, w, _ in parts)
        if kind == "geometric":
            return math.exp(sum(w * math.log(x) for x, w, _ in parts) / held)
        if kind == "harmonic":
            return held / sum(w / x for x, w, _ in parts)
        return sum(w * x for x, w, _ in parts) / held

    score = EXACT.quantize(Decimal(node(None, criteria.aggregate) * criteria.scale), Decimal("1e-12"))
    return EXACT.quantize(score, Decimal(1).scaleb(-criteria.decimals))


def slow_places(found, weights):
    """As `drawn`: place = 1 + how many are better, by score, then by the tie chain."""
    criteria = found.criteria
    parts = [(isinstance(p, Dimension), p.id) for p in weighted(criteria)]
    codes = found.table.index[found.table["status"] == RANKED]
    rows = {code: found.normalised.loc[code].to_dict() for code in codes}
    chain = {}
    for code in codes:
        signs = [-1 if criteria.indicator(t).direction == "higher" else 1 for t in criteria.ties]
        raw = [found.values.at[code, t] for t in criteria.ties]
        chain[code] = [math.inf if math.isnan(x) else sign * x for sign, x in zip(signs, raw, strict=True)]
    out = []
    for draw in weights:
        weight = dict(zip(parts, draw.tolist(), strict=True))
        keys = {code: (-slow_score(criteria, rows[code], weight), *chain[code]) for code in codes}
        out.append({code: 1 + sum(other < keys[code] for other in keys.values()) for code in codes})
    return pd.DataFrame(out)


def tree(kind="arithmetic", inner="arithmetic", top="", more="", indicator="goalposts = [0, 1]"):
    """Three levels: s (a, b in p; c beside p), r (e, f), and z, t, u that count for nothing."""
    places = {"a": "p", "b": "p", "c": "s", "e": "r", "f": "r", "z": "s"}
    text = f'[criteria]\nid = "x"\naggregate = "{kind}"\n{top}\n'
    for id, keys in {"s": "weight = 3", "r": "weight = 2", "p": 'parent = "s"\nweight = 0.5'}.items():
        text += f'[[dimension]]\nid = "{id}"\naggregate = "{inner}"\n{keys}\n'
    for n, (id, dimension) in enumerate(places.items()):
        weight = 0 if id == "z" else n + 1
        text += f'[[indicator]]\nid = "{id}"\ndimension = "{dimension}"\nweight = {weight}\n{indicator}\n'
    return parse_criteria(text + '[[indicator]]\nid = "t"\n[[indicator]]\nid = "u"\ndirection = "lower"\n' + more)


FLAT = parse_criteria(
    '[criteria]\nid = "x"\n[[dimension]]\nid = "d"\n'
    + "".join(f'[[indicator]]\nid = "{id}"\ndimension = "d"\ngoalposts = [0, 1]\n' for id in "abcefz")
    + '[[indicator]]\nid = "t"\n[[indicator]]\nid = "u"\n'
)
CHAIN = 'ties = ["t", "u"]'
GATE = '[[gate]]\nindicator = "t"\nat_least = 0.2\n[[gate]]\nindicator = "u"\nat_most = 0.9\n'
SKIP = 'missing = "skip"\nmin_present = 0.4\n'


@pytest.fixture(params=["fine", "coarse", "gaps", "equal"])
def values(request):
    """30 regions: scores apart; many equal ones, zeros among them; with blanks; and all alike."""
    random = np.random.default_rng(8)
    table = random.random((30, 8)) if request.param in ("fine", "gaps") else random.integers(0, 3, (30, 8)) / 2
    table[20:25] = table[:5]  # equal in everything
    table[25:28, :6] = table[:3, :6]  # equal in the score alone
    if request.param == "gaps":
        table[random.random(table.shape) < 0.15] = np.nan
    if request.param == "equal":
        table[:] = 0.12345
    return pd.DataFrame(table, columns=list("abcefztu"), index=[f"r{n:02d}" for n in random.permutation(30)])


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param(FLAT, id="flat"),
        pytest.param(replace(FLAT, decimals=0), id="flat, no decimals"),
        pytest.param(replace(FLAT, decimals=12, ties=("u",)), id="flat, 12 decimals"),
        pytest.param(replace(FLAT, decimals=12, scale=1e6), id="too many digits for whole numbers"),
        pytest.param(tree(), id="three levels"),
        pytest.param(tree(top=CHAIN), id="tie chain"),
        pytest.param(tree(top=CHAIN + "\ndecimals = 0"), id="tie chain, no decimals"),
        pytest.param(tree("geometric", "geometric", CHAIN), id="geometric"),
        pytest.param(tree("harmonic", "harmonic"), id="harmonic"),
        pytest.param(tree("geometric", "arithmetic", "scale = 1\ndecimals = 3"), id="as the HDI"),
        pytest.param(tree("harmonic", "geometric"), id="one in the other"),
        pytest.param(tree("arithmetic", "harmonic", SKIP + CHAIN), id="skip, harmonic inside"),
        pytest.param(tree("geometric", "geometric", SKIP), id="skip, geometric"),
        pytest.param(tree(top=SKIP + "decimals = 12"), id="skip, 12 decimals"),
        pytest.param(tree(top=CHAIN, more=GATE), id="gates"),
        pytest.param(tree(top="decimals = 1", indicator='normalise = "zscore"'), id="negative scores"),
    ],
)
def test_every_draw_is_ranked_as_in_plain_python(rules, values):
    if rules.indicator("a").normalise == "zscore" and values["a"].nunique() == 1:
        pytest.skip("no spread, no z-score")
    found = rank(rules, values)
    weights = draw_weights(rules, 40, 7, 0.5)
    places = slow_places(found, weights)
    fast = drawn(found, weights)
    assert sorted(fast) == sorted(places)
    assert (fast[places.columns].to_numpy() == places.to_numpy()).all()
    table = rank_ranges(found, weights, top=3)
    assert table["rank_mean"].dropna().to_dict() == pytest.approx(places.mean().to_dict())
    assert table["p_topk"].dropna().to_dict() == pytest.approx((places <= 3).mean().to_dict())
    still = robustness(found, draws=3, spread=0)
    for column in ("rank_p05", "rank_p95", "rank_mean"):
        assert still[column].dropna().to_dict() == found.table["rank"].dropna().to_dict()


# --- ASEM Sustainable Connectivity: 200 given draws of weights and what COINr 1.1.14 (MIT) made of them --------------


def test_given_weights_and_their_ranks(golden):
    """51 countries, 49 indicators in four levels; scores to 1e-9 are tested in test_published.py."""

    def read(name):
        return pd.read_csv(golden / "asem" / f"{name}.csv", index_col=0)

    meta = read("input_iMeta").rename_axis("level").reset_index().dropna(subset="level")
    text = '[criteria]\nid = "asem"\ndecimals = 9\n'
    for p in meta[meta["level"].isin([2, 3])].itertuples():
        text += f'[[dimension]]\nid = "{p.iCode}"\n' + (f'parent = "{p.Parent}"\n' if p.level == 2 else "")
    for p in meta[meta["level"] == 1].itertuples():
        text += f'[[indicator]]\nid = "{p.iCode}"\ndimension = "{p.Parent}"\ngoalposts = [0, 100]\nclip = false\n'
    found = rank(parse_criteria(text), read("stage6_normalised_minmax_0_100"))
    given = read("ua_weights_by_rep").reset_index().pivot(index="rep", columns="iCode", values="Weight")
    weights = given[[part.id for part in weighted(found.criteria)]].to_numpy()
    assert weights.shape == (200, 59)

    ranks = read("ua_ranks")
    assert ranks["Nominal"].to_dict() == found.table["rank"].to_dict()
    places = drawn(found, weights).set_axis(ranks.columns[1:]).T
    pd.testing.assert_frame_equal(places.loc[ranks.index], ranks.drop(columns="Nominal"), check_dtype=False)
    expected = read("ua_rankstats")
    names = {"rank": "Nominal", "rank_mean": "Mean", "rank_p50": "Median", "rank_p05": "Q5", "rank_p95": "Q95"}
    table = rank_ranges(found, weights)[list(names)].rename(columns=names).astype(float)
    np.testing.assert_allclose(table.loc[expected.index], expected[list(names.values())], rtol=0, atol=1e-9)
