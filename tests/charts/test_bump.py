"""Lines of places: the first on top, names apart from each other, and a sentence that counts right."""

import numpy as np
import pandas as pd
import pytest

from charts.bump import HEIGHT, LABEL, _apart, bump, sentence
from messages import words

RANKS = pd.DataFrame(
    {"2023": [2, 1, 3, pd.NA], "2024": [1, 2, 9, 10]}, index=["Bali", "Aceh", "Riau", "Jambi"], dtype="Int64"
)
t = words("en")


def test_sentence_counts_places():
    assert sentence(RANKS, t) == "From 2023 to 2024, counted in places: Bali rose by 1; Riau fell by 6."
    still = RANKS.assign(**{"2024": RANKS["2023"]})
    assert sentence(still, t) == "From 2023 to 2024, no region shown here changed its place."
    assert sentence(RANKS[["2024"]], t) == "There is only one period with places."


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_line_a_region_and_the_first_place_on_top(theme):
    figure, _ = bump(RANKS, "Riau", t, theme=theme)
    assert [line.name for line in figure.data] == list(RANKS.index)
    assert list(figure.data[0].y) == [2, 1]
    assert np.isnan(figure.data[3].y[0]), "no place is no point, not the last one"
    low, high = figure.layout.yaxis.range
    assert low > high
    assert figure.data[2].line.width > figure.data[0].line.width


def test_names_at_the_end_do_not_lie_on_each_other():
    figure, _ = bump(RANKS, None, t)
    at = sorted(note.y for note in figure.layout.annotations)
    low, high = figure.layout.yaxis.range
    pixels = np.diff(at) / (low - high) * (HEIGHT - 60)
    assert len(at) == 4
    assert (pixels > LABEL * 0.8).all()


def test_positions_are_moved_only_where_they_must():
    assert _apart(np.array([0.0, 0.1, 5.0]), 1.0).tolist() == [0.0, 1.0, 5.0]
    assert _apart(np.array([]), 1.0).tolist() == []


def test_nobody_ranked_is_no_error():
    nobody = pd.DataFrame({"2024": pd.array([pd.NA], dtype="Int64")}, index=["Bali"])
    assert bump(nobody, None, t)[1] == "There is only one period with places."
    assert bump(nobody.iloc[:0], None, t)[1] == "There is only one period with places."


def test_names_are_no_markup():
    figure, _ = bump(RANKS.rename(index={"Bali": "<b>Bali</b>"}), None, t)
    assert figure.data[0].name == "&lt;b&gt;Bali&lt;/b&gt;"
