"""The picture of the weights: a bar a dimension and a thinner one an indicator, and no markup from a name."""

import pandas as pd
import pytest

from charts.weights import weights
from messages import words

TABLE = pd.DataFrame(
    [["<b>A</b>", 0, 0.75, False], ["a", 1, 0.75, True], ["B", 0, 0.25, False], ["b", 1, 0.25, True]],
    columns=["name", "depth", "share", "indicator"],
)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [356, 960])
def test_bars(theme, width):
    figure, sentence = weights(TABLE, words("id"), theme=theme, width=width)
    bar = figure.data[0]
    assert list(bar.x) == [75, 75, 25, 25]
    assert list(bar.text) == ["75\u00a0%", "75\u00a0%", "25\u00a0%", "25\u00a0%"]
    assert bar.width[0] > bar.width[1]
    assert figure.layout.yaxis.ticktext[0] == "<b>&lt;b&gt;A&lt;/b&gt;</b>"
    assert sentence.startswith("Bobot dalam skor: <b>A</b> 75\u00a0% dan B 25\u00a0%.")
