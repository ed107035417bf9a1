"""Chances of winning: bars with their figures beside them, and a sentence that says who is sure and what is open."""

import pandas as pd
import pytest

from charts.chances import chances, sentence
from messages import words

EN, ID = words("en"), words("id")


def table(*rows):
    return pd.DataFrame(rows, columns=["code", "name", "p_top1", "p_topk"])


SOME = table(("a", "A <i>", 0.9, 1.0), ("b", "B", 0.1, 0.96), ("c", "C", 0.0, 0.64), ("d", "D", 0.0, 0.03))


@pytest.mark.parametrize(("t", "written"), [(EN, "64.0%"), (ID, "64,0\u00a0%")])
def test_every_bar_carries_its_figure(t, written):
    figure, _ = chances(SOME, 3, t)
    won, first = figure.data
    assert list(won.x) == [100, 96, 64, 3]
    assert list(first.x) == [90, 10, 0, 0]
    assert won.text[2] == written
    assert won.width > first.width, "told apart by more than colour"
    assert figure.layout.yaxis.ticktext[0] == "A &lt;i&gt;"
    assert won.name != first.name


def test_one_place_needs_one_bar():
    figure, _ = chances(SOME, 1, EN)
    assert [trace.name for trace in figure.data] == ["first"]


def test_the_chosen_region_is_marked():
    figure, _ = chances(SOME, 3, EN, selected="b", theme="dark", width=356)
    assert figure.layout.yaxis.ticktext[1] == "<b>▸ B</b>"


def test_sentence():
    assert sentence(SOME, EN) == "Sure to win, in at least 95% of the draws: A <i> and B. Open: C (64.0%)."
    assert "Nobody else comes near" in sentence(SOME.drop(index=2), EN)
    assert sentence(SOME.iloc[2:], EN) == "Nobody is sure to win. Closest to it: C (64.0%)."
    assert sentence(SOME.iloc[3:], EN) == "Nobody is sure to win. Closest to it: D."
    assert sentence(SOME.iloc[:0], EN) == "No region is ranked."
    assert sentence(SOME, ID).startswith("Hampir pasti menang (paling sedikit 95 % percobaan): A <i> dan B.")
