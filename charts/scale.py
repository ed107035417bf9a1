"""The axis of lines over time, for whoever draws them: Plotly on a screen, Typst on paper."""

import numpy as np
import pandas as pd


def axis(values: pd.DataFrame | pd.Series) -> tuple[float, float, np.ndarray, float]:
    """Ends, ticks and step of the axis: from 0, unless that would press all lines flat against the top."""
    known = values.to_numpy(dtype=float)
    known = known[~np.isnan(known)]
    least, most = (known.min(), known.max()) if known.size else (0.0, 1.0)
    if least > most / 2 > 0:
        pad = max((most - least) * 0.15, most * 0.02)
        low, high = least - pad, most + pad
    else:
        low, high = min(0.0, least * 1.1), max(most, 0.0) * 1.08
    high = high if high > low else low + 1
    power = 10.0 ** np.floor(np.log10((high - low) / 4))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= (high - low) / 5)
    return low, high, np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step, step


def spaced(n: int, most: int) -> list[int]:
    """At most `most` of the numbers 0 to n - 1, about evenly spaced, the first and the last among them."""
    return sorted({round(x) for x in np.linspace(0, n - 1, min(n, most))}) if n else []
