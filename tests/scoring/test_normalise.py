"""Normalisation: hand-computed values, two published columns, and what is refused."""

import math

import numpy as np
import pandas as pd
import pytest

from problems import BadInput
from scoring.criteria import parse_criteria
from scoring.normalise import normalise

V = [2, 4, math.nan, 4, 10]
ROOT12 = math.sqrt(12)  # sample deviation of 2, 4, 4, 10: sqrt((9 + 1 + 1 + 25) / 3)


def normalised(values, *keys):
    """One indicator of these values, normalised by these lines of a criteria file."""
    rules = '[criteria]\nid = "x"\n[[dimension]]\nid = "d"\n[[indicator]]\nid = "a"\ndimension = "d"\n'
    table = pd.DataFrame({"a": np.array(values, dtype=float)}, index=[f"r{n}" for n in range(len(values))])
    return normalise(parse_criteria(rules + "\n".join(keys)), table, "D.csv")["a"].tolist()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["goalposts = [0, 8]"], [0.25, 0.5, math.nan, 0.5, 1]),
        (["goalposts = [0, 8]", "clip = false"], [0.25, 0.5, math.nan, 0.5, 1.25]),
        (["goalposts = [3, 5]"], [0, 0.5, math.nan, 0.5, 1]),
        (["goalposts = [3, 5]", "clip = false"], [-0.5, 0.5, math.nan, 0.5, 3.5]),
        (["goalposts = [0, 8]", 'direction = "lower"'], [0.75, 0.5, math.nan, 0.5, 0]),
        (["goalposts = [0, 8]", 'direction = "lower"', "clip = false"], [0.75, 0.5, math.nan, 0.5, -0.25]),
        (["goalposts = [-2, 2]"], [1, 1, math.nan, 1, 1]),
        (['normalise = "minmax"'], [0, 0.25, math.nan, 0.25, 1]),
        (['normalise = "minmax"', 'direction = "lower"'], [1, 0.75, math.nan, 0.75, 0]),
        (['normalise = "zscore"'], [-3 / ROOT12, -1 / ROOT12, math.nan, -1 / ROOT12, 5 / ROOT12]),
        (['normalise = "zscore"', 'direction = "lower"'], [3 / ROOT12, 1 / ROOT12, math.nan, 1 / ROOT12, -5 / ROOT12]),
        (['normalise = "rank"'], [0, 0.5, math.nan, 0.5, 1]),
        (['normalise = "rank"', 'direction = "lower"'], [1, 0.5, math.nan, 0.5, 0]),
    ],
)
def test_by_hand(keys, expected):
    assert normalised(V, *keys) == pytest.approx(expected, abs=1e-15, nan_ok=True)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["goalposts = [1, 100]"], [0, 0.5, 0.5, 1]),
        (["goalposts = [1, 100]", "clip = false"], [0, 0.5, 0.5, 1.5]),
        (["goalposts = [10, 1000]", "clip = false"], [-0.5, 0, 0, 1]),
        (["goalposts = [10, 1000]"], [0, 0, 0, 1]),
        (["goalposts = [10, 1000]", 'direction = "lower"'], [1, 1, 1, 0]),
        (['normalise = "minmax"'], [0, 1 / 3, 1 / 3, 1]),
        (['normalise = "zscore"'], [x / math.sqrt(4.75 / 3) for x in (-1.25, -0.25, -0.25, 1.75)]),
        (['normalise = "rank"'], [0, 0.5, 0.5, 1]),
    ],
)
def test_logarithms_come_first(keys, expected):
    """Values 1, 10, 10, 1000: logarithms to base 10 are 0, 1, 1, 3, their mean is 1.25, the squares from it 4.75."""
    assert normalised([1, 10, 10, 1000], 'transform = "log"', *keys) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 1, 1, 5], [1 / 3, 1 / 3, 1 / 3, 1]),
        ([1, 2, 2, 2], [0, 2 / 3, 2 / 3, 2 / 3]),
        ([3, 1, 2], [1, 0, 0.5]),
        ([1, 1, 2, 2], [1 / 6, 1 / 6, 5 / 6, 5 / 6]),
        ([math.nan, 7, 8], [math.nan, 0, 1]),
    ],
)
def test_rank_is_the_number_worse_and_half_the_equal_others(values, expected):
    assert normalised(values, 'normalise = "rank"') == pytest.approx(expected, nan_ok=True)
    mirrored = normalised(values, 'normalise = "rank"', 'direction = "lower"')
    assert mirrored == pytest.approx([1 - x for x in expected], nan_ok=True)


@pytest.mark.parametrize("method", ["minmax", "zscore", "rank"])
@pytest.mark.parametrize("values", [[5, 5, 5], [5, math.nan], [5]])
def test_no_spread_is_refused_and_named(method, values):
    with pytest.raises(BadInput) as raised:
        normalised(values, f'normalise = "{method}"')
    [problem] = raised.value.problems
    assert (problem.file, problem.column, problem.value) == ("D.csv", "a", "5")
    assert method in problem.line()


@pytest.mark.parametrize("method", ["minmax", "zscore", "rank"])
def test_no_spread_after_the_transform_is_refused_too(method):
    assert math.log(1e16) == math.log(1e16 + 2)
    with pytest.raises(BadInput, match="two different values"):
        normalised([1e16, 1e16 + 2], f'normalise = "{method}"', 'transform = "log"')


def test_goalposts_need_no_spread():
    assert normalised([5, 5], "goalposts = [0, 10]") == [0.5, 0.5]
    assert normalised([5], "goalposts = [0, 10]") == [0.5]


@pytest.mark.parametrize("keys", [["goalposts = [1, 2]"], ['normalise = "minmax"']])
def test_every_value_without_logarithm_is_named(keys):
    with pytest.raises(BadInput) as raised:
        normalised([1, 0, -3, math.nan, 2], 'transform = "log"', *keys)
    found = raised.value.problems
    assert [(p.file, p.column, p.value, p.details["code"]) for p in found] == [
        ("D.csv", "a", "0", "r1"),
        ("D.csv", "a", "-3", "r2"),
    ]


def test_only_what_counts_in_its_dimension_is_normalised():
    rules = parse_criteria(
        '[criteria]\nid = "x"\n[[dimension]]\nid = "d"\n'
        '[[indicator]]\nid = "a"\ndimension = "d"\ngoalposts = [0, 1]\n'
        '[[indicator]]\nid = "flat"\ndimension = "d"\nweight = 0\nnormalise = "minmax"\n'
        '[[indicator]]\nid = "beside"\nnormalise = "zscore"\ntransform = "log"\n'
    )
    table = pd.DataFrame({"a": [1.0, 0.0], "flat": [5.0, 5.0], "beside": [0.0, -1.0]})
    assert normalise(rules, table).columns.tolist() == ["a"]


SCHOOLING = """
10.0 0.26 0.59|12.0 1.52 1.00|11.4 1.14 0.88|9.5 -0.06 0.49|10.8 0.76 0.76|9.4 -0.12 0.47|9.4 -0.12 0.47|11.6 1.27 0.92
10.9 0.83 0.78|7.1 -1.58 0.00|10.2 0.38 0.63|11.9 1.46 0.98|9.4 -0.12 0.47|9.3 -0.19 0.45|11.7 1.33 0.94
8.4 -0.76 0.27|7.9 -1.08 0.16|9.6 0.00 0.51|7.3 -1.46 0.04|7.2 -1.52 0.02|9.5 -0.06 0.49|9.1 -0.31 0.41|7.1 -1.58 0.00
"""


def test_the_handbooks_worked_columns():
    """Schooling of 23 countries, z-score and min-max: OECD/JRC, Handbook (2008), table 15; two decimals are printed."""
    cells = [row.split() for row in SCHOOLING.replace("\n", "|").strip("|").split("|")]
    raw, zscore, minmax = np.array(cells, dtype=float).T
    assert raw.size == 23
    assert normalised(raw, 'normalise = "zscore"') == pytest.approx(zscore.tolist(), abs=0.00501)
    assert normalised(raw, 'normalise = "minmax"') == pytest.approx(minmax.tolist(), abs=0.00501)


def test_a_peers_columns_with_ties_and_a_gap():
    """Output of COINr 1.1.14 (MIT) for 3, 1, 4, 1, 5, NA, 9, 2, 6: n_minmax, n_zscore and n_goalposts (0, 8)."""
    raw = [3, 1, 4, 1, 5, math.nan, 9, 2, 6]
    minmax = [25, 0, 37.5, 0, 50, math.nan, 100, 12.5, 62.5]
    zscore = [
        -0.318369813364059, -1.04607224391048, 0.0454814019091513, -1.04607224391048, 0.409332617182361, math.nan,
        1.8647374782752, -0.682221028637269, 0.773183832455572,
    ]  # fmt: skip
    posts = [37.5, 12.5, 50, 12.5, 62.5, math.nan, 100, 25, 75]
    assert normalised(raw, 'normalise = "minmax"') == pytest.approx([x / 100 for x in minmax], nan_ok=True)
    assert normalised(raw, 'normalise = "zscore"') == pytest.approx(zscore, nan_ok=True, rel=1e-12)
    assert normalised(raw, "goalposts = [0, 8]") == pytest.approx([x / 100 for x in posts], nan_ok=True)
    lower = normalised(raw, "goalposts = [0, 8]", 'direction = "lower"')
    assert lower == pytest.approx([1 - x / 100 for x in posts], nan_ok=True)
