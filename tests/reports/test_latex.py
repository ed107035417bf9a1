"""Formulas as trees: what `reports.formulas` writes is read, as one would read it, and nothing else."""

from dataclasses import replace
from itertools import product

import pytest

from messages import words
from reports import formulas
from reports.latex import spoken, tree
from scoring.criteria import Indicator
from scoring.edition import ranking

ALOUD = {
    r"x=\frac{v-a}{b-a}": "x = (v−a)/(b−a)",
    r"x=\min\Bigl(1,\;\max\Bigl(0,\;\frac{v-a}{b-a}\Bigr)\Bigr)": "x = min (1, max (0, (v−a)/(b−a)))",
    r"x=\frac{n_-+\frac12\,n_=}{n-1}": "x = (n_− + 1/2 n_=)/(n−1)",
    r"x=-\frac{v-\bar v}{s}": "x = −(v−mean(v))/s",
    r"x=\frac{\ln v-\overline{\ln v}}{s}": "x = (ln v−mean(ln v))/s",
    r"x=\frac{v-v_{\min}}{v_{\max}-v_{\min}}": "x = (v−v_min)/(v_max−v_min)",
    formulas.MEANS["arithmetic"]: "S = (∑_i w_i x_i)/(∑_i w_i)",
    formulas.MEANS["geometric"]: "S = (∏_i x_i^(w_i))^(1/∑_i w_i)",
    r"\tfrac{35}{100}\times 98{,}8796": "35/100 × 98,8796",
}


@pytest.mark.parametrize(("latex", "aloud"), ALOUD.items())
def test_a_formula_reads_as_it_would_be_typed(latex, aloud):
    assert spoken(tree(latex)) == aloud


def test_every_normalisation_can_be_read():
    ways = product(("goalposts", "minmax", "zscore", "rank"), ("none", "log"), ("higher", "lower"), (True, False))
    for way, transform, direction, clip in ways:
        indicator = Indicator(
            "x", normalise=way, transform=transform, direction=direction, clip=clip, goalposts=(1.0, 2.0)
        )
        assert spoken(tree(formulas.normalisation(indicator))).startswith("x = ")


@pytest.mark.parametrize("mean", formulas.MEANS)
def test_worked_examples_hold_their_names_and_figures(mean):
    found = ranking("provinsi-2024")
    found = replace(found, criteria=replace(found.criteria, aggregate=mean))
    aloud = spoken(tree(formulas.worked(found, "64", words("id"))))
    assert all(d.name["id"] in aloud for d in found.criteria.dimensions)
    assert aloud.endswith("53,2916 → 53,29")


@pytest.mark.parametrize("name", ["100 % #1 & co_x", r"a\b ^ ~", "$x$ {b}", "}{", r"\frac{1}{2}"])
def test_a_name_stays_a_text(name):
    assert tree(formulas.escaped(name)) == ["row", ["text", name]]


@pytest.mark.parametrize("latex", [r"\input{x}", r"\Bigl(1", r"{1", r"\text{open"])
def test_what_no_formula_holds_is_refused(latex):
    with pytest.raises((ValueError, StopIteration)):
        tree(latex)
