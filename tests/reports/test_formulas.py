"""Formulas say what scoring does, and no text from a file becomes part of one."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import words
from reports.formulas import escaped, exact, means, normalisation, precision, shares, worked
from scoring.criteria import Indicator, parse_criteria
from scoring.ranking import rank

EN, ID = words("en"), words("id")


def ranking(aggregate, values, top="", weights=(1, 3)):
    text = f'[criteria]\nid = "x"\naggregate = "{aggregate}"\n{top}\n'
    for n, weight in enumerate(weights):
        text += f'[[dimension]]\nid = "d{n}"\nweight = {weight}\n'
        text += f'[[indicator]]\nid = "i{n}"\ndimension = "d{n}"\ngoalposts = [0, 100]\n'
    table = pd.DataFrame(values, index=["A"], columns=[f"i{n}" for n in range(len(weights))], dtype=float)
    return rank(parse_criteria(text), table)


@pytest.mark.parametrize(
    ("keys", "formula"),
    [
        ({"clip": False}, r"x=\frac{v-a}{b-a}"),
        ({"clip": False, "transform": "log"}, r"x=\frac{\ln v-\ln a}{\ln b-\ln a}"),
        ({"clip": False, "direction": "lower"}, r"x=1-\frac{v-a}{b-a}"),
        ({}, r"x=\min\Bigl(1,\;\max\Bigl(0,\;\frac{v-a}{b-a}\Bigr)\Bigr)"),
        ({"normalise": "minmax"}, r"x=\frac{v-v_{\min}}{v_{\max}-v_{\min}}"),
        ({"normalise": "zscore"}, r"x=\frac{v-\bar v}{s}"),
        ({"normalise": "zscore", "direction": "lower"}, r"x=-\frac{v-\bar v}{s}"),
        ({"normalise": "zscore", "transform": "log"}, r"x=\frac{\ln v-\overline{\ln v}}{s}"),
        ({"normalise": "rank", "direction": "lower"}, r"x=\frac{n_-+\frac12\,n_=}{n-1}"),
    ],
)
def test_normalisation(keys, formula):
    assert normalisation(Indicator("a", goalposts=(0, 1), **keys)) == formula


def test_a_name_is_words_and_no_formula():
    text = escaped("a_b^2 $x$ 50% \\frac{1} & #1\n~")
    assert text == (
        r"\text{a\_b\textasciicircum{}2 \textdollar{}x\textdollar{} 50\% \textbackslash{}frac\{1\} \& \#1 "
        r"\textasciitilde{}}"
    )


def test_worked_arithmetic():
    latex = worked(ranking("arithmetic", [[50, 100]]), "A", ID)
    # (1 * 50 + 3 * 100) / 4 = 87.5
    assert r"\tfrac{1}{4}\times 50{,}0000" in latex
    assert r"\tfrac{3}{4}\times 100{,}0000" in latex
    assert latex.endswith(r"87{,}5000\;\to\;87{,}50\end{aligned}")


def test_worked_geometric_and_harmonic():
    # sqrt(25 * 100) = 50; 2 / (1/25 + 1/100) = 40
    geometric = worked(ranking("geometric", [[25, 100]], weights=(1, 1)), "A", EN)
    assert r"25.0000^{\,1/2}" in geometric
    assert r"\times&\;100.0000^{\,1/2}" in geometric
    assert r"50.0000\;\to\;50.00" in geometric
    harmonic = worked(ranking("harmonic", [[25, 100]], weights=(1, 1)), "A", EN)
    assert harmonic.startswith(r"\begin{aligned}1/S=&\;\tfrac{1}{2}:25.0000")
    assert r"40.0000\;\to\;40.00" in harmonic


def test_worked_leaves_out_what_is_missing_and_what_cannot_be_written():
    skipping = 'missing = "skip"\nmin_present = 0.5'
    latex = worked(ranking("arithmetic", [[None, 80]], skipping), "A", EN)
    assert "d0" not in latex
    assert r"\tfrac{3}{3}\times 80.0000" in latex
    assert worked(ranking("harmonic", [[0, 80]]), "A", EN) is None


def test_precision_shows_why_a_score_is_rounded_as_it_is():
    assert precision(ranking("arithmetic", [[50]], weights=(1,)), "A") == 4
    # 53.29499996 is published as 53.29; with four decimals it would read 53.2950, and that rounds to 53.30
    found = ranking("arithmetic", [[53.29499996]], weights=(1,))
    assert found.table.at["A", "score"] == 53.29
    assert precision(found, "A") > 4


@given(st.lists(st.floats(-50, 100), min_size=1, max_size=9), st.integers(0, 6))
def test_shares_add_up_to_the_rounded_total(parts, decimals):
    total, unit = sum(parts), Decimal(1).scaleb(-decimals)
    rounded = shares(parts, total, decimals)
    added = sum(Decimal(repr(x)).quantize(unit) for x in rounded)
    assert abs(added - Decimal(total)) <= unit / 2 + Decimal("1e-9")
    assert all(abs(a - b) <= float(unit) + 1e-9 for a, b in zip(parts, rounded, strict=True))


def test_shares_by_hand():
    # floors 0.3, 0.3, 0.3 lack 0.1 of 1.0: the first of equal rests gets it
    assert shares([1 / 3, 1 / 3, 1 / 3], 1, 1) == [0.4, 0.3, 0.3]


def test_means_name_only_what_counts():
    text = """
[criteria]
id = "x"
aggregate = "geometric"
[[dimension]]
id = "a"
[[dimension]]
id = "inner"
parent = "a"
aggregate = "geometric"
[[dimension]]
id = "idle"
weight = 0
aggregate = "harmonic"
[[indicator]]
id = "i"
dimension = "inner"
goalposts = [0, 1]
[[indicator]]
id = "j"
dimension = "idle"
goalposts = [0, 1]
"""
    assert means(parse_criteria(text)) == {"geometric": [None, "inner"], "arithmetic": ["a"]}


@pytest.mark.parametrize(("x", "text"), [(7, "7"), (0.5, "0,5"), (-2.25, "−2,25"), (75000.0, "75.000")])
def test_exact(x, text):
    assert exact(x, ID) == text
