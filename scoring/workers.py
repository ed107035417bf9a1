"""The inverse of a simulation: how many more protected workers it takes to reach a place or a target."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from scoring.awards import would_place
from scoring.criteria import Gate
from scoring.ranking import INCOMPLETE, RANKED, Ranking, rank


@dataclass(frozen=True)
class Need:
    """How many more workers it takes: `workers`, and what they cost a year (rupiah); or None and a `reason`.

    reason   "" if it can be done; else, with the `indicators` concerned:
             missing    a figure is not known
             observed   the scores of others would move with these indicators
             worsens    more workers make these worse
             no_effect  more workers change nothing that is asked for
             gate       these gates fail, whatever the number
             cap        the score stops rising before the place is reached
             universe   all workers of the segment would not be enough
    place    (within `among`; None unless ranked) and score (rounded; None without one) with these workers, or with
             as many as there are where it cannot be done; both None for missing, observed and worsens
    """

    workers: int | None
    cost: int | None = None
    reason: str = ""
    indicators: tuple[str, ...] = ()
    place: int | None = None
    score: float | None = None


def additional_workers(
    ranking: Ranking,
    code: str,
    effects: pd.DataFrame,
    unprotected: int,
    *,
    place: int | None = None,
    target: tuple[str, float] | None = None,
    among: Iterable[str] | None = None,
    premium: int | None = None,
) -> Need:
    """The least whole number of additional protected workers of one segment that reaches a place or a target.

    effects      what one more worker of the segment changes for this region, everything else fixed; one row an
                 indicator: indicator, numerator, denominator, factor, per_worker. With n more workers its value is
                 factor * (numerator + n * per_worker) / denominator, counts as whole numbers: 100 * (active + n) /
                 employed. Where the numerator is blank, the value of today + factor * n * per_worker / denominator:
                 growth in points has factor 100 and denominator employed, unprotected has 1, 1 and per_worker -1.
    unprotected  workers of the segment not protected yet (people): no more than these can be added
    place        a place by the score, reached alone or shared, among the codes of `among` (default: all); or
    target       an indicator and the raw value that it is to reach, in its better direction
    premium      rupiah per worker per year, for the cost; default: no cost

    All other figures stay as they are, so under goalposts the score never falls with n and no other score moves: the
    least n is found by bisection, every step ranks anew by the criteria (rounding, tie chain and gates included), and
    the answer is reached at n and not at n - 1. Targets are solved in exact fractions. 0 where today is enough. The
    method is this project's. KeyError for an unknown code or indicator; ValueError unless one of place and target is
    given, and where counts do not give today's value (to 1e-6).
    """
    if (place is None) == (target is None):
        raise ValueError("either a place or a target")
    added, limit = _Added(ranking, code, effects), max(0, int(unprotected))
    among = None if among is None else {*among, code}
    if target is not None:
        workers, reason, indicators = _until_target(added, *target, limit)
    else:
        workers, reason, indicators = _until_place(added, place, among, limit)
    if reason in ("missing", "observed", "worsens"):
        return Need(None, None, reason, indicators)
    at = added.ranking(limit if workers is None else workers)
    score, ranked = float(at.table.at[code, "score"]), at.table.at[code, "status"] == RANKED
    return Need(
        workers,
        None if premium is None or workers is None else workers * int(premium),
        reason,
        indicators,
        int(would_place(at, among=among)[code]) if ranked else None,
        None if math.isnan(score) else score,
    )


class _Added:
    """One region as workers are added: each indicator's value today (`start`) and change a worker (`step`)."""

    def __init__(self, ranking: Ranking, code: str, effects: pd.DataFrame):
        self.today, self.code = ranking, code
        self.start: dict[str, Fraction] = {}
        self.step: dict[str, Fraction] = {}
        self.missing: set[str] = set()
        for row in effects.itertuples():
            value = ranking.values.at[code, row.indicator]
            if any(pd.isna(x) for x in (value, row.denominator, row.factor, row.per_worker)) or row.denominator == 0:
                self.missing.add(row.indicator)
                continue
            unit = _exact(row.factor) / int(row.denominator)
            start = _exact(value) if pd.isna(row.numerator) else unit * int(row.numerator)
            if abs(float(start) - value) > 1e-6 * max(1, abs(value)):
                raise ValueError(f"counts do not give today's value: {code} {row.indicator}")
            self.start[row.indicator], self.step[row.indicator] = start, unit * int(row.per_worker)

    def ranking(self, n: int) -> Ranking:
        """Everybody's ranking with n more workers here."""
        if not n:
            return self.today
        values = self.today.values.copy()
        for id in self.start:
            values.at[self.code, id] = float(self.start[id] + n * self.step[id])
        return rank(self.today.criteria, values)

    def gain(self, indicator: str) -> Fraction:
        """The change a worker, counted in the better direction of the indicator; 0 where there is none."""
        step = self.step.get(indicator, Fraction(0))
        return step if self.today.criteria.indicator(indicator).direction == "higher" else -step

    def barring(self, at: Ranking) -> tuple[str, ...]:
        """Indicators of the gates failed, but for bounds that adding workers has overstepped."""
        return tuple(g.indicator for g in at.failed(self.code) if not self._overstepped(g, at))

    def _overstepped(self, gate: Gate, at: Ranking) -> bool:
        value, step = at.values.at[self.code, gate.indicator], self.step.get(gate.indicator, 0)
        if step > 0:
            return gate.at_most is not None and value > gate.at_most
        return step < 0 and gate.at_least is not None and value < gate.at_least


Answer = tuple[int | None, str, tuple[str, ...]]  # workers, reason, indicators


def _until_target(added: _Added, indicator: str, value: float, limit: int) -> Answer:
    today = added.today.values.at[added.code, indicator]
    if indicator in added.missing or math.isnan(today):
        return None, "missing", (indicator,)
    lacking = _exact(value) - added.start.get(indicator, _exact(today))
    if added.today.criteria.indicator(indicator).direction == "lower":
        lacking = -lacking
    gain = added.gain(indicator)
    if lacking <= 0:
        return 0, "", ()
    if gain <= 0:
        return None, "worsens" if gain else "no_effect", (indicator,)
    workers = math.ceil(lacking / gain)
    return (workers, "", ()) if workers <= limit else (None, "universe", (indicator,))


def _until_place(added: _Added, place: int, among: set[str] | None, limit: int) -> Answer:
    today, code = added.today, added.code
    criteria = today.criteria
    scored = [i.id for i in criteria.scored()]
    counted = list(dict.fromkeys([*scored, *criteria.ties]))
    if today.table.at[code, "status"] == INCOMPLETE:
        return None, "missing", today.missing(code)
    if gone := [id for id in (*counted, *(g.indicator for g in criteria.gates)) if id in added.missing]:
        return None, "missing", tuple(dict.fromkeys(gone))
    moved = [id for id in scored if added.step.get(id)]
    if observed := [id for id in moved if criteria.indicator(id).normalise != "goalposts"]:
        return None, "observed", tuple(observed)
    if worse := [id for id in counted if added.gain(id) < 0]:
        return None, "worsens", tuple(worse)

    def reached(n: int) -> bool:
        at = added.ranking(n)
        return not added.barring(at) and bool(would_place(at, among=among)[code] <= place)

    low, high = 0, limit  # not reached at low, reached at high
    if reached(0):
        high = 0
    elif not reached(limit):
        at = added.ranking(limit)
        if gates := added.barring(at):
            return None, "gate", gates
        if limit and at.exact[code] <= added.ranking(limit - 1).exact[code]:
            return None, "cap" if at.exact[code] > today.exact[code] else "no_effect", tuple(moved)
        return None, "universe", tuple(moved)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    if gates := tuple(g.indicator for g in added.ranking(high).failed(code)):
        return None, "gate", gates  # overstepped already, and more workers only go further
    return high, "", ()


def _exact(x: float) -> Fraction:
    """A number as it is printed: 43.92 is 4392/100."""
    return Fraction(repr(float(x)))
