"""The one bridge from scoring to data: an edition's criteria, its indicator table and its ranking."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from data.editions import edition, year_before
from data.regions import regions
from data.store import indicator_table, indicator_tables, periods, query
from problems import BadInput, Problem
from scoring.awards import winners
from scoring.criteria import Criteria, read_criteria
from scoring.effects import COUNTS, effects, unprotected
from scoring.ranking import Ranking, rank
from scoring.workers import Need, additional_workers


def inputs(id: str, period: str | None = None) -> tuple[Criteria, pd.DataFrame]:
    """Criteria and indicator table of an edition at a period (default: its own). BadInput as those raise it."""
    found = edition(id)
    try:
        criteria = read_criteria(found.criteria)
    except BadInput as error:
        raise BadInput(replace(p, file=f"{id}/{p.file}") for p in error.problems) from error
    known, period = periods(id), period or found.period
    if period not in known:
        file, options = f"{id}/{found.observations.name}", {"options": ", ".join(known)}
        raise BadInput([Problem(file, "one of {options}", None, "period", period, options)])
    return criteria, _asked(criteria, indicator_table(id, period))


def ranking(id: str, period: str | None = None) -> Ranking:
    """The ranking of an edition by its own criteria, at its own period or, applied backwards, at an earlier one."""
    return _ranked(id, *inputs(id, period))


def canonical(id: str) -> bytes:
    """The ranking of an edition as it is hashed: CSV code,score,rank,status sorted by code, lines ended by a feed; the
    score with the criteria's decimals, blank where there is none."""
    found = ranking(id)
    table = found.table.sort_index().reset_index(names="code")
    table["score"] = [f"{x:.{found.criteria.decimals}f}" if x == x else "" for x in table["score"]]
    return table[["code", "score", "rank", "status"]].to_csv(index=False, lineterminator="\n").encode()


def blockers(id: str) -> list[Problem]:
    """Questions that the rules of an edition leave open, each with a code by which a person may take it on themselves:
    criteria that are an assumption, and awards with more winners than places since nothing tells the last ones apart.

    What keeps the edition from being ranked at all comes as the problems of that.
    """
    try:
        found = ranking(id)
    except BadInput as error:
        return list(error.problems)
    file, question = f"{id}/criteria.toml", {"severity": "question"}
    problems = []
    if found.criteria.status == "assumption":
        expected = "official rules, or somebody who accepts that these are an assumption"
        problems.append(Problem(file, expected, None, "status", "assumption", code="assumption", **question))
    won = winners(found, regions()).query("won")
    for award in found.criteria.awards:
        last = won[won["award"] == award.id]
        if award.places is not None and len(last) > award.places:
            tied = last.loc[last["place"] == last["place"].max(), "code"]
            details = {"places": award.places, "codes": ", ".join(tied)}
            expected = "one more indicator in ties: {codes} share the last of {places} places"
            problems.append(Problem(file, expected, None, award.id, None, details, code=f"tie:{award.id}", **question))
    return problems


def history(id: str) -> dict[str, Ranking]:
    """The rankings of all periods that some region can be ranked at by the edition's criteria, oldest first."""
    criteria, _ = inputs(id)
    known = periods(id)
    found = {}
    for period, table in indicator_tables(id, known[0], known[-1]).items():
        try:
            at = _ranked(id, criteria, _asked(criteria, table))
        except BadInput:
            continue  # an observed normalisation has nothing to go by at this period
        if at.table["rank"].notna().any():
            found[period] = at
    return found


def likeness(id: str, period: str | None = None) -> pd.DataFrame:
    """By what regions are alike, for `scoring.peers.nearest`: kind, population, and the informal share among the
    employed (percent) as the edition itself counts them."""
    counts = indicator_table(id, period or edition(id).period).reindex(columns=["employed_informal", "employed"])
    known = regions().set_index("code").reindex(counts.index)
    figures = known[["kind", "population_2024"]].rename(columns={"population_2024": "population"})
    return figures.assign(informal_share=100 * counts["employed_informal"] / counts["employed"])


def earlier(id: str, period: str | None = None) -> dict[str, pd.DataFrame]:
    """Indicator tables of the same period in every year before it, the latest first."""
    period, known = year_before(period or edition(id).period), periods(id)
    tables = {}
    while period in known:
        tables[period] = inputs(id, period)[1]
        period = year_before(period)
    return tables


def units(id: str) -> dict[str, str]:
    """Units by figure: of all that an edition's criteria use, what is counted for it, and what the edition holds."""
    criteria, _ = inputs(id)
    counted = {part: "people" for parts, universe in COUNTS.values() for part in (*parts, universe)}
    held = query(id, "inventory").set_index("indicator")["unit"].to_dict()
    return counted | {"target": "percent"} | {i.id: i.unit for i in criteria.indicators} | held


def need(
    id: str,
    code: str,
    *,
    segment: str = "nonwage",
    place: int | None = None,
    target: tuple[str, float] | None = None,
    among: Iterable[str] | None = None,
    period: str | None = None,
    found: Ranking | None = None,
) -> Need:
    """How many more protected workers of a segment take a region to a place or a target, and their premium a year.

    See `scoring.workers.additional_workers`; segment: wage, nonwage or vulnerable (see `scoring.effects`). `found`: the
    edition's ranking at the period, where it is at hand. Missing, too, where it is not known how many are unprotected.
    """
    if (place is None) == (target is None):
        raise ValueError("either a place or a target")
    goal = place if target is None else target
    return needs(id, code, [goal], segment=segment, among=among, period=period, found=found)[0]


def needs(
    id: str,
    code: str,
    goals: Iterable[int | tuple[str, float]],
    *,
    segment: str = "nonwage",
    among: Iterable[str] | None = None,
    period: str | None = None,
    found: Ranking | None = None,
) -> list[Need]:
    """As `need`, for several goals at once: a place, or an indicator and its value."""
    period, figures = period or edition(id).period, query(id, "region", code=code)
    found = found or ranking(id, period)
    changed, limit = effects(figures, period, {segment: 1}, found.values.columns), unprotected(figures, period, segment)
    if limit is None:
        return [Need(None, None, "missing", (f"coverage_{segment}",)) for _ in goals]
    premium, among = premiums(id).get(segment), None if among is None else list(among)
    return [
        additional_workers(found, code, changed, limit, among=among, premium=premium, **asked)
        for asked in ({"target": goal} if isinstance(goal, tuple) else {"place": goal} for goal in goals)
    ]


def premiums(id: str) -> dict[str, int]:
    """Rupiah a year that the cover of a worker (JKK and JKM) costs, by segment; none for wage workers, whose employers
    pay by the wage."""
    known = query(id, "premiums").set_index("segment")["rupiah_year"].to_dict()
    return {"vulnerable": known["nonwage"], **known} if "nonwage" in known else known


def _asked(criteria: Criteria, table: pd.DataFrame) -> pd.DataFrame:
    """The indicators of the criteria alone, blank where the table has none."""
    return table.reindex(columns=[i.id for i in criteria.indicators]).astype(float)


def _ranked(id: str, criteria: Criteria, values: pd.DataFrame) -> Ranking:
    """A ranking with the reasons that the edition gives for regions without figures."""
    return replace(rank(criteria, values, file=id), notes=edition(id).unranked)
