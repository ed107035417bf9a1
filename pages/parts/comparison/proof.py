"""Who of several regions is placed before whom, and the proof of it, kept for all viewers."""

import pandas as pd

from messages import Words
from pages.common import cached
from pages.common.keep import kept
from pages.common.table import written
from pages.parts.comparison import pairs
from pages.parts.comparison.drawn import Codes, names


@kept(128)
def told(id: str, period: str, codes: Codes, t: Words) -> list[str]:
    """What puts the first of some regions before each of the others, and why others have no place; a line each."""
    ranking, named = cached.ranking(id, period), names(id, codes)
    first, *others = placed(id, period, codes) or [""]
    return [pairs.sentence(ranking, first, other, named, t) for other in others] + pairs.unplaced(
        ranking, codes, named, t
    )


def placed(id: str, period: str, codes: Codes) -> list[str]:
    """Those that have a place."""
    places = cached.ranking(id, period).table["rank"]
    return [code for code in codes if not pd.isna(places[code])]


@kept(128)
def proved(id: str, period: str, first: str, second: str, t: Words, narrow: bool) -> tuple[str, bytes, str]:
    """Of two regions with a score: who is placed before whom ("" where one has no place), the sum that proves it
    (`written`), and how to read it."""
    ranking, named = cached.ranking(id, period), names(id, (first, second))
    both = len(placed(id, period, (first, second))) == 2
    said = pairs.sentence(ranking, first, second, named, t) if both else ""
    return (
        said,
        written(pairs.table(ranking, first, second, named, t, narrow)),
        " ".join(pairs.notes(ranking, first, second, t)),
    )
