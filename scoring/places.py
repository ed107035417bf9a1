"""From scores to places: rounding as a spreadsheet does, the tie chain, and shared places."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

import numpy as np

_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)  # enough for every double
_NOISE = Decimal("1e-12")


def round_half_up(x: np.ndarray, decimals: int) -> np.ndarray:
    """Each number rounded to 12 decimals, and that decimal number to `decimals`, half away from zero.

    The first step takes off what floating point adds (1.015 is stored as 1.01499999999999990), the second is
    exact on the decimal number: 1.015 -> 1.02, as a spreadsheet's ROUND does. NaN stays NaN. Returns the doubles
    nearest to the rounded decimal numbers, so that equal decimal numbers are equal doubles.
    """
    x = np.asarray(x, dtype=float)
    power = 10.0**decimals
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = np.abs(x) * power
        whole = np.floor(scaled + 0.5)
        out = np.copysign(whole / power, x) + 0.0  # + 0.0: no negative zero
        # too near a half for binary arithmetic to tell: decided in decimal arithmetic
        near = np.abs(scaled - np.floor(scaled) - 0.5) <= 1e-12 * power + scaled * 1e-15
        near |= scaled >= 2.0**52
    step = Decimal(1).scaleb(-decimals)
    for n in np.flatnonzero(near & np.isfinite(x)):
        noiseless = _EXACT.quantize(Decimal(float(x.flat[n])), _NOISE)
        out.flat[n] = float(_EXACT.quantize(noiseless, step)) + 0.0
    return out


def competition_rank(keys: Sequence[np.ndarray]) -> np.ndarray:
    """Places by the first key, then by the next where it is equal, the smaller the better: 1, 2, 2, 4.

    `keys`: arrays of n numbers without NaN. Returns n whole numbers; what is equal in all keys shares a place.
    """
    order = np.lexsort(list(keys)[::-1])
    place = np.arange(1, order.size + 1)
    new = np.ones(order.size, dtype=bool)
    new[1:] = np.any([key[order[1:]] != key[order[:-1]] for key in keys], axis=0)
    out = np.empty(order.size, dtype=np.int64)
    out[order] = np.maximum.accumulate(np.where(new, place, 0))
    return out


def tie_key(raw: np.ndarray, direction: str) -> np.ndarray:
    """A tie indicator's raw values as a key: the better direction first, missing worst and equal to each other."""
    return np.where(np.isnan(raw), np.inf, -raw if direction == "higher" else raw)
