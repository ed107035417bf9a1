"""One choice of the criteria changed at a time: what it does to the places, and to the first ones above all.

One-at-a-time analysis of the choices in building a composite indicator: OECD/JRC, Handbook on Constructing Composite
Indicators (2008), step 7; indicators and pillars removed as in COINr's remove_elements (Becker et al., 2022, Journal of
Open Source Software 7(78), 4567).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from problems import BadInput, Problem
from scoring.criteria import Criteria, Dimension, wording
from scoring.ranking import RANKED, Ranking, rank

METHODS = ("goalposts", "minmax", "zscore", "rank")
FIRST = 3


@dataclass(frozen=True, eq=False)
class Outcome:
    """What one other choice does.

    choice, of   without_indicator (its id), without_dimension (its id), aggregate (the mean across the top
                 dimensions), normalise (the method of every scored indicator), period (whose figures are used)
    refused      "" or why the choice is not possible: nothing_left, no_goalposts, below_zero (z-scores under a
                 geometric or harmonic mean), nobody (no region is ranked in both), figures (see `problems`); then
                 nothing below is filled
    change       places gained (negative: lost) by code, of the regions ranked in both (Int64)
    mean, largest, movers   of |change|: mean, largest, and the codes that move by the largest (none if it is 0)
    first        codes with a place of `top` or better by this choice, by place, then code
    enters, left codes that come into the first places, and that leave them
    mean_first   mean of |change| over the regions that stand in the first places before or after
    """

    choice: str
    of: str
    refused: str = ""
    problems: tuple[Problem, ...] = ()
    change: pd.Series | None = None
    mean: float = 0.0
    largest: int = 0
    movers: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    enters: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    mean_first: float = 0.0


def sensitivity(
    ranking: Ranking, periods: Mapping[str, pd.DataFrame] | None = None, top: int = FIRST
) -> tuple[Outcome, ...]:
    """Every choice of the criteria that could have been made otherwise, one at a time, against the ranking.

    The choices, in this order: each scored indicator removed; each dimension that counts removed; arithmetic or
    geometric across the top dimensions; every other normalisation for all scored indicators; the figures of each of
    `periods` (period -> table as for `rank`; columns and regions that it lacks are missing). `top`: how many places
    count as the first.

    Statuses stay nominal: whoever is not ranked takes no place under any choice, even where its missing indicator is
    the one removed; gates and ties stay those of the criteria. A region that has no score under a choice (or fails a
    gate by another period's figures) is left out of that choice, and changes are between places counted anew, on
    both sides, among the regions ranked in both. What is not possible is told, never raised.
    """
    return tuple(
        _outcome(ranking, choice, of, other, values, top)
        for choice, of, other, values in _choices(ranking, periods or {})
    )


def decisive(outcomes: Sequence[Outcome]) -> Outcome | None:
    """The choice that moves the first places most: first by how many regions leave them, then by `mean_first`, then by
    `mean`; of equal ones the first. None where no choice is possible."""
    possible = [o for o in outcomes if not o.refused]
    return max(possible, key=lambda o: (len(o.left), o.mean_first, o.mean), default=None)


def describe(outcome: Outcome, criteria: Criteria) -> str:
    """What an outcome means, in one English sentence with the names of the criteria and the codes of the regions."""
    names = {part.id: wording(part.name, "en", part.id) for part in (*criteria.indicators, *criteria.dimensions)}
    of = names.get(outcome.of, outcome.of)
    choice = {
        "without_indicator": f"Without the indicator {of}",
        "without_dimension": f"Without the dimension {of}",
        "aggregate": f"With the {of} mean across the dimensions",
        "normalise": f"With {of} as the normalisation of every indicator",
        "period": f"With the figures of {of}",
    }[outcome.choice]
    if outcome.refused:
        return f"{choice}: not possible ({outcome.refused})."
    moved = f"places change by {outcome.mean:.1f} on average and {outcome.largest} at most"
    if not outcome.left:
        return f"{choice} the first places stay with the same regions; {moved}."
    return f"{choice} {', '.join(outcome.left)} leave the first places for {', '.join(outcome.enters)}; {moved}."


def without(criteria: Criteria, *, indicator: str | None = None, dimension: str | None = None) -> Criteria | None:
    """The criteria with an indicator, or a dimension and all below it, no longer scored; gates and ties still use it.

    A dimension left without anything that counts falls with it; None where nothing is left.
    """
    out = replace(
        criteria,
        indicators=tuple(replace(i, dimension=None) if i.id == indicator else i for i in criteria.indicators),
        dimensions=tuple(d for d in criteria.dimensions if d.id != dimension),
    )
    while fallen := _fallen(out):
        out = replace(out, dimensions=tuple(d for d in out.dimensions if d.id not in fallen))
    held = {d.id for d in out.dimensions}
    out = replace(
        out, indicators=tuple(i if i.dimension in held else replace(i, dimension=None) for i in out.indicators)
    )
    return out if any(d.weight > 0 for d in out.children(None)) else None


def _fallen(criteria: Criteria) -> set[str]:
    """Dimensions whose parent is gone, or that hold nothing that counts."""
    held = {None, *(d.id for d in criteria.dimensions)}
    return {
        d.id
        for d in criteria.dimensions
        if d.parent not in held or not any(child.weight > 0 for child in criteria.children(d.id))
    }


def normalised_by(criteria: Criteria, method: str) -> Criteria:
    """The criteria with every scored indicator on another common scale; transforms and goalposts stay."""
    scored = {i.id for i in criteria.scored()}
    return replace(
        criteria,
        indicators=tuple(replace(i, normalise=method) if i.id in scored else i for i in criteria.indicators),
    )


def _choices(
    ranking: Ranking, periods: Mapping[str, pd.DataFrame]
) -> Iterator[tuple[str, str, Criteria | None, pd.DataFrame]]:
    criteria, values = ranking.criteria, ranking.values
    for indicator in criteria.scored():
        yield "without_indicator", indicator.id, without(criteria, indicator=indicator.id), values
    for dimension in _counting(criteria, None):
        yield "without_dimension", dimension.id, without(criteria, dimension=dimension.id), values
    for mean in ("arithmetic", "geometric"):
        if mean != criteria.aggregate:
            yield "aggregate", mean, replace(criteria, aggregate=mean), values
    for method in METHODS:
        if any(i.normalise != method for i in criteria.scored()):
            yield "normalise", method, normalised_by(criteria, method), values
    for period, table in periods.items():
        yield "period", period, criteria, table.reindex(columns=values.columns).astype(float)


def _counting(criteria: Criteria, parent: str | None) -> Iterator[Dimension]:
    """Dimensions without a weight of 0 on the way up, each before those below it."""
    for child in criteria.children(parent):
        if isinstance(child, Dimension) and child.weight > 0:
            yield child
            yield from _counting(criteria, child.id)


def _refused(criteria: Criteria | None) -> str:
    """Why changed criteria are not possible; "" if they are."""
    if criteria is None:
        return "nothing_left"
    scored = criteria.scored()
    for i in scored:
        if i.normalise == "goalposts" and (i.goalposts is None or (i.transform == "log" and i.goalposts[0] <= 0)):
            return "no_goalposts"
    home = {d.id: d for d in criteria.dimensions}
    for i in scored:
        means, above = [criteria.aggregate], i.dimension
        while above is not None:
            means.append(home[above].aggregate)
            above = home[above].parent
        if i.normalise == "zscore" and set(means) != {"arithmetic"}:
            return "below_zero"
    return ""


def _outcome(
    nominal: Ranking, choice: str, of: str, criteria: Criteria | None, values: pd.DataFrame, top: int
) -> Outcome:
    if refused := _refused(criteria):
        return Outcome(choice, of, refused)
    try:
        other = rank(criteria, values, of if choice == "period" else "data").table.reindex(nominal.table.index)
    except BadInput as error:
        return Outcome(choice, of, "figures", error.problems)
    both = (nominal.table["status"] == RANKED) & (other["status"] == RANKED)
    if not both.any():
        return Outcome(choice, of, "nobody")
    before, after = (t.loc[both, "rank"].rank(method="min").astype("Int64") for t in (nominal.table, other))
    change = before - after
    size = change.abs()
    held = set(nominal.table.index[nominal.table["rank"].le(top).fillna(False)])
    first = sorted(after.index[after <= top], key=lambda code: (after[code], code))
    edge = size[size.index.isin({*held, *first})]
    largest = int(size.max())
    return Outcome(
        choice,
        of,
        change=change,
        mean=float(size.mean()),
        largest=largest,
        movers=tuple(sorted(size.index[size == largest])) if largest else (),
        first=tuple(first),
        enters=tuple(code for code in first if code not in held),
        left=tuple(sorted(held - set(first))),
        mean_first=float(edge.mean()) if len(edge) else 0.0,
    )
