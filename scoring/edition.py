"""The one bridge from scoring to data: an edition's criteria, its indicator table and its ranking."""

from dataclasses import replace

import pandas as pd

from data.editions import edition, year_before
from data.store import indicator_table, periods
from problems import BadInput, Problem
from scoring.criteria import Criteria, read_criteria
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


def earlier(id: str, period: str | None = None) -> dict[str, pd.DataFrame]:
    """Indicator tables of the same period in every year before it, the latest first."""
    period, known = year_before(period or edition(id).period), periods(id)
    tables = {}
    while period in known:
        tables[period] = inputs(id, period)[1]
        period = year_before(period)
    return tables
