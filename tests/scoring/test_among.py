"""Places among some of the regions, and who stands before whom: probabilities worked out by hand."""

import pandas as pd
import pytest

from scoring.criteria import parse_criteria
from scoring.ranking import rank
from scoring.robustness import among, beats, draw_weights, rank_ranges

CRITERIA = parse_criteria("""\
[criteria]
id = "x"
decimals = 12
[[dimension]]
id = "d"
[[indicator]]
id = "a"
dimension = "d"
goalposts = [0, 1]
[[indicator]]
id = "b"
dimension = "d"
goalposts = [0, 1]
""")
# y has no figure for b; v and w are equal
VALUES = pd.DataFrame(
    {"a": [1.0, 0.4, 0.9, 0.1, 0.1], "b": [0.0, 0.5, float("nan"), 0.1, 0.1]}, index=["x", "z", "y", "v", "w"]
)
RANKING = rank(CRITERIA, VALUES)
WEIGHTS = draw_weights(CRITERIA, 40_000, 1, 0.25)


def test_places_are_counted_anew():
    assert RANKING.table["rank"].dropna().to_dict() == {"x": 1, "z": 2, "v": 3, "w": 3}
    found = among(RANKING, ["w", "y", "z", "unknown"])
    assert found.table["rank"].fillna(0).to_dict() == {"z": 1, "y": 0, "w": 2}
    assert found.table["score"].dropna().to_dict() == RANKING.table.loc[["z", "w"], "score"].to_dict()
    ranges = rank_ranges(found, WEIGHTS, 1)
    assert ranges.at["z", "p_top1"] == 1
    assert ranges.at["w", "rank_p95"] == 2
    assert pd.isna(ranges.at["y", "p_top1"])


def test_who_stands_before_whom():
    # x beats z if w_b < 1.2 w_a: all of the square .75..1.25 but a triangle of sides 1.25 / 1.2 - .75 and .35
    p = 1 - 0.5 * (1.25 / 1.2 - 0.75) * 0.35 / 0.25
    assert beats(RANKING, WEIGHTS, "x", "z") == pytest.approx(p, abs=0.01)
    assert beats(RANKING, WEIGHTS, "z", "x") == pytest.approx(1 - p, abs=0.01)
    assert beats(RANKING, WEIGHTS, "x", "v") == 1


def test_an_equal_place_is_not_before():
    assert beats(RANKING, WEIGHTS, "v", "w") == beats(RANKING, WEIGHTS, "w", "v") == 0
