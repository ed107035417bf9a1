"""Rank ranges: every region once, words to hover over, and a sentence with the true ends."""

import numpy as np
import pandas as pd
import pytest

from charts.ranges import ROWS, ranges, sentence
from messages import words

EN = words("en")


def table(n, spread=1.0):
    """n regions at ranks 1..n, off by up to `spread` places on both sides; the last one by twice that."""
    rank = np.arange(1, n + 1)
    off = np.where(rank == n, 2 * spread, spread)
    return pd.DataFrame(
        {
            "code": [f"c{r}" for r in rank], "name": [f"R{r} <b>" for r in rank], "rank": pd.array(rank, "Int64"),
            "rank_p05": rank - off, "rank_p50": rank.astype(float), "rank_p95": rank + off,
        }
    )  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [356, 1280])
def test_few_regions_have_a_row_each(theme, width):
    figure, _ = ranges(table(5), EN, theme=theme, width=width)
    assert list(figure.layout.yaxis.tickvals) == [0, 1, 2, 3, 4]
    assert figure.layout.yaxis.ticktext[0] == "R1 &lt;b&gt;"
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1], "the best on top"
    stroke = figure.data[0]
    assert stroke.x[:2].tolist() == [0, 2]
    assert np.isnan(stroke.x[2]), "a gap between regions"
    assert stroke.y[:2].tolist() == [0, 0]


def test_every_region_is_drawn_once_however_many():
    for n in (ROWS, ROWS + 1, 508):
        figure, _ = ranges(table(n), EN)
        dots = [d for trace in figure.data if trace.customdata is not None for d in trace.customdata]
        assert len(dots) == n
        assert len({d[0] for d in dots}) == n


def test_many_regions_are_strokes_around_their_place():
    rows = table(100, spread=3)
    figure, _ = ranges(rows, EN)
    stroke = figure.data[0]
    assert stroke.x[:2].tolist() == [1, 1]
    assert stroke.y[:2].tolist() == [-3, 3]
    assert figure.layout.yaxis.range[0] > 6, "the widest is in view"
    assert figure.layout.yaxis.range[0] == -figure.layout.yaxis.range[1] > 0, "better is up"
    texts = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    assert texts[0] == "as ranked"
    assert {text[0] for tick, text in texts.items() if tick < 0} == {"+"}


@pytest.mark.parametrize("n", [5, 100])
def test_the_chosen_region_is_marked_by_more_than_colour(n):
    rows = table(n)
    figure, said = ranges(rows, EN, selected="c2")
    marked = [*(figure.layout.yaxis.ticktext or []), *(a.text for a in figure.layout.annotations)]
    assert [text for text in marked if "<b>" in text] == (
        ["<b>▸ R2 &lt;b&gt;</b>"] if n == 5 else ["<b>R2 &lt;b&gt;</b>"]
    )
    assert said.endswith("R2 <b>: rank 2; in 90% of the draws 1 to 3, median 2.")
    assert "R2 <b>: rank" not in ranges(rows, EN, selected="gone")[1]


def test_hover_is_in_words():
    figure, _ = ranges(table(3), EN)
    dots = next(trace for trace in figure.data if trace.customdata is not None)
    assert dots.customdata[0][1] == "rank 1; in 90% of the draws 0 to 2, median 1"


def test_sentence_names_half_and_the_widest():
    # spans 2, 2, 2 and 4: half are 2 or less
    said = sentence(table(4), EN)
    assert "spans 2 or less for half of them" in said
    assert "Widest: R4 <b>, rank 2 to 6" in said


def test_places_that_never_change_and_none_at_all():
    still = table(3, spread=0)
    assert "every one keeps its place" in sentence(still, EN)
    assert ranges(still, EN, selected="c1")[1].endswith("rank 1, kept in at least 90% of the draws.")
    assert sentence(still.head(0), EN) == "No region is ranked."


@pytest.mark.parametrize("n", [1, 2, 100])
def test_a_figure_without_any_spread_can_be_drawn(n):
    for selected in (None, "c1"):
        figure, _ = ranges(table(n, spread=0), EN, selected=selected)
        assert len(figure.data) >= 2


def test_no_region_can_be_drawn():
    figure, said = ranges(table(3).head(0), EN)
    assert said == "No region is ranked."
    assert not any(len(trace.x) for trace in figure.data)
