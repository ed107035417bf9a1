"""From scores to places: rounding as a spreadsheet does, the tie chain, and shared places."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

import numpy as np

_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)  # enough for every double
_NOISE = Decimal("1e-12")


def round_half_up(x: np.ndarray, decimals: int) -> np.ndarray:
    """Each number of an array rounded to 12 decimals, and that decimal number to `decimals` (0 to 12), half up.

    Half up is away from zero. The first step takes off what floating point adds (1.015 is stored as
    1.01499999999999990), the second is exact on the decimal number: 1.015 -> 1.02, as a spreadsheet's ROUND does.
    NaN stays NaN. Returns the doubles nearest to the rounded decimal numbers, so that equal decimal numbers are equal
    doubles.
    """
    x = np.asarray(x, dtype=float)
    power = 10.0**decimals
    with np.errstate(invalid="ignore", over="ignore"):
        size = np.abs(x)
        scaled = size * power
        steps = np.floor(scaled + 0.5)
        huge = scaled >= 2.0**51  # a double has no decimals to spare
        near = ~huge & (np.abs(scaled - steps) >= 0.5 - 1e-12 * power - scaled * 1e-15)
        if near.any():
            steps[near] = _steps(size[near], decimals)
        out = np.copysign(steps / power, x) + 0.0  # + 0.0: no negative zero
    for n in np.flatnonzero(huge & np.isfinite(x)):
        out.flat[n] = float(_quantized(float(x.flat[n]), Decimal(1).scaleb(-decimals)))
    return out


def _steps(size: np.ndarray, decimals: int) -> np.ndarray:
    """How many steps of 10**-decimals numbers >= 0 are, as `round_half_up`, in whole numbers: exact."""
    whole = np.floor(size)
    rest = (size - whole) * 1e12  # below 2**40, so the product is off by 2**-14 at most
    twelve = np.floor(rest + 0.5).astype(np.int64)
    for n in np.flatnonzero(np.abs(rest - twelve) >= 0.5 - 2.0**-13):
        twelve[n] = int(_quantized(float(size[n] - whole[n]), _NOISE).scaleb(12))
    step = 10 ** (12 - decimals)
    return whole * 10.0**decimals + (2 * twelve + step) // (2 * step)


def _quantized(x: float, step: Decimal) -> Decimal:
    return _EXACT.quantize(_EXACT.quantize(Decimal(x), _NOISE), step)


def competition_rank(keys: Sequence[np.ndarray]) -> np.ndarray:
    """Places by the first key, then by the next where it is equal, the smaller the better: 1, 2, 2, 4.

    `keys`: arrays of n numbers without NaN. Returns n whole numbers; what is equal in all keys shares a place.
    """
    order = np.argsort(keys[0])
    new = np.ones(order.size, dtype=bool)  # whether a place begins, in that order
    new[1:] = keys[0][order[1:]] != keys[0][order[:-1]]
    for key in keys[1:]:
        tied = ~new
        tied[:-1] |= tied[1:]
        among = order[tied]
        order[tied] = among[np.lexsort([key[among], np.cumsum(new)[tied]])]
        new[1:] |= key[order[1:]] != key[order[:-1]]
    first = np.flatnonzero(new)
    out = np.empty(order.size, dtype=np.int64)
    out[order] = np.repeat(first + 1, np.diff(first, append=order.size))
    return out


def tie_key(raw: np.ndarray, direction: str) -> np.ndarray:
    """A tie indicator's raw values as a key: the better direction first, missing worst and equal to each other."""
    return np.where(np.isnan(raw), np.inf, -raw if direction == "higher" else raw)
