"""The one bridge from scoring to data: an edition's criteria, its indicator table and its ranking."""

from dataclasses import replace

import pandas as pd

from data.editions import edition, year_before
from data.regions import regions
from data.store import indicator_table, indicator_tables, periods
from problems import BadInput, Problem
from scoring.criteria import Criteria, read_criteria
from scoring.peers import Peers, nearest
from scoring.ranking import Ranking, rank


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
    table = indicator_table(id, period)
    return criteria, table.reindex(columns=[i.id for i in criteria.indicators]).astype(float)


def ranking(id: str, period: str | None = None) -> Ranking:
    """The ranking of an edition by its own criteria, at its own period or, applied backwards, at an earlier one."""
    return replace(rank(*inputs(id, period), file=id), notes=edition(id).unranked)


def history(id: str) -> dict[str, Ranking]:
    """The rankings of all periods that some region can be ranked at by the edition's criteria, oldest first."""
    criteria, _ = inputs(id)
    known = periods(id)
    found = {}
    for period, table in indicator_tables(id, known[0], known[-1]).items():
        try:
            at = rank(criteria, table.reindex(columns=[i.id for i in criteria.indicators]).astype(float), id)
        except BadInput:
            continue  # an observed normalisation has nothing to go by at this period
        if at.table["rank"].notna().any():
            found[period] = replace(at, notes=edition(id).unranked)
    return found


def similar(id: str, code: str, period: str | None = None) -> Peers:
    """The regions most similar to one (see `scoring.peers.nearest`) by population and by the informal share among the
    employed, as the edition itself counts them."""
    counts = indicator_table(id, period or edition(id).period).reindex(columns=["employed_informal", "employed"])
    known = regions().set_index("code").reindex(counts.index)
    figures = known[["kind", "population_2024"]].rename(columns={"population_2024": "population"})
    return nearest(figures.assign(informal_share=100 * counts["employed_informal"] / counts["employed"]), code)


def earlier(id: str, period: str | None = None) -> dict[str, pd.DataFrame]:
    """Indicator tables of the same period in every year before it, the latest first."""
    period, known = year_before(period or edition(id).period), periods(id)
    tables = {}
    while period in known:
        tables[period] = inputs(id, period)[1]
        period = year_before(period)
    return tables
