"""The tables that a report of an edition is made from, each asked for once."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data import editions as disk
from data import quality, sources, store
from data.regions import regions
from data.shapes import shapes
from messages import Words
from reports.methodology import Files
from scoring import edition as bridge
from scoring.criteria import Criteria
from scoring.ranking import Ranking
from scoring.robustness import robustness
from scoring.standings import standings as rows_of


@dataclass(frozen=True)
class Gathered:
    """What is known of an edition at a period.

    ranking    at the period; before: a year earlier, by the same criteria, None where nobody can be ranked then
    standings  as `standings` below, by score; with grade and reasons as `data.quality.grades`
    ranges     as `scoring.robustness.robustness`
    findings   as `data.quality.findings`
    likeness   by what regions are alike, as `scoring.edition.likeness`
    """

    edition: disk.Edition
    period: str
    ranking: Ranking
    before: Ranking | None
    standings: pd.DataFrame
    ranges: pd.DataFrame
    findings: pd.DataFrame
    likeness: pd.DataFrame

    @property
    def criteria(self) -> Criteria:
        return self.ranking.criteria

    @property
    def since(self) -> str | None:
        """The period that changes of rank are measured against; None where there is none."""
        return None if self.before is None else disk.year_before(self.period)


def gathered(id: str, period: str | None = None) -> Gathered:
    """All of it, at the edition's own period by default. BadInput as `scoring.edition.ranking` raises it."""
    edition = disk.edition(id)
    period = period or edition.period
    ranking, before = bridge.ranking(id, period), earlier(id, period)
    found = quality.findings(id, judged(ranking.criteria), period)
    table = standings(ranking, before).join(quality.grades(found, ranking.table.index))
    alike = bridge.likeness(id, period)
    return Gathered(edition, period, ranking, before, table, robustness(ranking), found, alike)


def earlier(id: str, period: str) -> Ranking | None:
    """The ranking of the year before by the same criteria; None where no region can be ranked then."""
    before = disk.year_before(period)
    if before not in store.periods(id):
        return None
    found = bridge.ranking(id, before)
    return None if found.table["rank"].isna().all() else found


def standings(ranking: Ranking, before: Ranking | None, by: str = "score") -> pd.DataFrame:
    """Every region with its place, its change since the ranking before, and what a map needs: the columns of
    `scoring.standings.standings` by kind, name, short_name, kind, zone, size_class, parent_code, label (its name where
    the level is clear), province ("" for a province), lon, lat, marker; indexed by code."""
    known = regions().set_index("code", drop=False)
    table = rows_of(ranking, before, known[["kind"]], by)
    facts = known.reindex(table.index)
    return table.join(facts[["name", "short_name", "kind", "zone", "size_class", "parent_code"]]).assign(
        label=facts["name"].where(facts["level"] == "regency", facts["short_name"]),
        province=facts["parent_code"].fillna("").map(known["short_name"].to_dict()).fillna(""),
        **shapes().set_index("code").reindex(table.index)[["lon", "lat", "marker"]],
    )


def judged(criteria: Criteria) -> list[str]:
    """Ids of the indicators that grades are given for: those scored, in gates and in ties."""
    used = [*(i.id for i in criteria.scored()), *(gate.indicator for gate in criteria.gates), *criteria.ties]
    return list(dict.fromkeys(used))


def files(edition: disk.Edition, ranking: Ranking) -> Files:
    """Everything that `reports.methodology` is written from; `ranking`: the edition's at its own period."""
    known = regions()
    names = known["name"].where(known["level"] == "regency", known["short_name"])
    return Files(
        edition=edition,
        ranking=ranking,
        sources=sources.sources(edition),
        premiums=sources.premiums(),
        inventory=store.query(edition.id, "inventory"),
        figures=store.indicator_table(edition.id, edition.period),
        names=dict(zip(known["code"], names, strict=True)),
    )


def compared(since: str | None, t: Words) -> str:
    """What changes of rank are measured against, in words."""
    if since is None:
        return t("Change of rank: none, there is no earlier period to which these criteria can be applied.")
    return t("Change of rank: against {period}, by the same criteria.", period=t.period(since))


def units(criteria: Criteria) -> dict[str, str]:
    """Unit of the score and of every indicator, as `Words.figure` takes it."""
    return {"score": f"score.{criteria.decimals}"} | {i.id: i.unit for i in criteria.indicators}


def measures(criteria: Criteria, t: Words) -> Mapping[str, str]:
    """The score and every indicator in words."""
    return {"score": t("Score")} | {i.id: t.name(i.name, i.id) for i in criteria.indicators}
