"""Rounding as a spreadsheet's ROUND does, and places 1, 2, 2, 4."""

import math

import numpy as np
import pytest

from scoring.places import competition_rank, round_half_up, tie_key


@pytest.mark.parametrize(
    ("x", "decimals", "expected"),
    [
        (1.015, 2, 1.02),  # stored as 1.01499999999999990
        (2.675, 2, 2.68),
        (0.285, 2, 0.29),
        (1.005, 2, 1.01),
        (8.345, 2, 8.35),
        (0.045, 2, 0.05),
        (0.015, 2, 0.02),
        (1.0149, 2, 1.01),
        (1.0151, 2, 1.02),
        (0.5, 0, 1),
        (1.5, 0, 2),
        (2.5, 0, 3),
        (0.49999, 0, 0),
        (99.995, 2, 100),
        (-1.015, 2, -1.02),
        (-2.5, 0, -3),
        (-0.004, 2, 0),
        (0.1 + 0.2, 2, 0.3),
        (0.1 + 0.2, 12, 0.3),
        (0.1 + 0.7, 12, 0.8),
        (0.12345678901249, 12, 0.123456789012),
        (1.0000000000005, 12, 1.000000000001),
        (0.4999999999996, 0, 1),  # 0.500000000000 to 12 decimals
        (0.4999999999994, 0, 0),  # 0.499999999999
        (1.0149999999996, 2, 1.02),
        (1.0149999999994, 2, 1.01),
        (123456789.125, 2, 123456789.13),
        (4503599627370497.5, 0, 4503599627370498),
        (1e300, 2, 1e300),
        (1.7976931348623157e308, 12, 1.7976931348623157e308),
        (5e-324, 12, 0),
        (0, 2, 0),
    ],
)
def test_rounding(x, decimals, expected):
    assert round_half_up(np.array([x]), decimals).tolist() == [expected]


def test_rounding_gives_one_zero_and_keeps_gaps():
    out = round_half_up(np.array([-0.0, -0.001, math.nan, 1.005]), 2)
    assert not np.signbit(out[:2]).any()
    assert math.isnan(out[2])
    assert out[3] == 1.01
    assert round_half_up(np.array([]), 2).size == 0


def test_rounding_works_on_tables():
    assert round_half_up(np.array([[1.015, 2.675], [0.285, 1]]), 2).tolist() == [[1.02, 2.68], [0.29, 1]]


@pytest.mark.parametrize("decimals", range(12))
def test_every_half_goes_up(decimals):
    """All of 0.5, 1.5, ... steps, as the nearest doubles: whichever side of the half they are stored on."""
    steps = np.arange(2000)
    halves = np.array([float(f"{10 * n + 5}e-{decimals + 1}") for n in steps])
    expected = [float(f"{n + 1}e-{decimals}") for n in steps]
    assert round_half_up(halves, decimals).tolist() == expected
    assert round_half_up(-halves, decimals).tolist() == [-x for x in expected]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([[1, 2, 2, 4]], [1, 2, 2, 4]),
        ([[4, 2, 1, 2]], [4, 2, 1, 2]),
        ([[7, 7, 7]], [1, 1, 1]),
        ([[5, 5, 9, 9, 9, 11]], [1, 1, 3, 3, 3, 6]),
        ([[1, 1, 0], [2, 1, 3]], [3, 2, 1]),
        ([[1, 1, 1], [2, 2, 1]], [2, 2, 1]),
        ([[1, 1, 1], [2, 2, 2], [3, 1, 2]], [3, 1, 2]),
        ([[1, 1, 0], [math.inf, math.inf, math.inf]], [2, 2, 1]),
        ([[0]], [1]),
        ([[]], []),
        ([[], []], []),
    ],
)
def test_places(keys, expected):
    assert competition_rank([np.array(key, dtype=float) for key in keys]).tolist() == expected


def test_a_tie_indicator_puts_the_better_direction_first_and_a_gap_last():
    raw = np.array([3.0, math.nan, 5.0, math.nan, -1.0])
    assert competition_rank([tie_key(raw, "higher")]).tolist() == [2, 4, 1, 4, 3]
    assert competition_rank([tie_key(raw, "lower")]).tolist() == [2, 4, 3, 4, 1]
