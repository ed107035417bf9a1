"""The workbook of an edition: the whole calculation, from figures to ranks, in formulas that compute.

One sheet a step. Every formula carries its true value, for viewers that do not compute; spreadsheets compute anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

import pandas as pd
from xlsxwriter import Workbook

from data.editions import Edition, edition
from data.regions import regions
from data.sources import sources
from data.store import query
from messages import Words
from reports import imprint
from reports.workbook import figures, score, steps
from reports.workbook.cover import cover, ranked, ranking_keys
from reports.workbook.grid import SHARE, WEIGHT, Book, Column, Grid, fill
from reports.workbook.rules import rules
from scoring.edition import ranking
from scoring.ranking import Ranking

PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Contents:
    """What a workbook is made of.

    regions   by code, in the order of the ranking: name, and province where the regions are kabupaten and kota
    observed  as data/queries/observed.sql, of the ranking's indicators and regions
    sources   as `data.sources.sources`
    marks     what has to stand on every sheet; hash, at: the edition's fingerprint and date (all: `reports.imprint`)
    """

    edition: Edition
    ranking: Ranking
    period: str
    regions: pd.DataFrame
    observed: pd.DataFrame
    sources: pd.DataFrame
    marks: list[str]
    hash: str
    at: datetime


def workbook(id: str, t: Words, period: str | None = None) -> bytes:
    """The workbook (XLSX) of an edition's ranking at a period, its own by default; the same bytes for the same edition.

    BadInput as `scoring.edition.ranking` raises it.
    """
    found = edition(id)
    period = period or found.period
    outcome = ranking(id, period)
    rows = query(id, "observed", period=period, own=found.period)
    rows = rows[rows["indicator"].isin(outcome.values.columns) & rows["code"].isin(outcome.values.index)]
    known = regions().set_index("code")
    named = known.reindex(outcome.values.index)[["name"]]
    if found.level == "regency":
        named["province"] = known["parent_code"].reindex(named.index).map(known["name"])
    marks = [*imprint.state(id, t), *imprint.marks(found, outcome.criteria, t)]
    hash, at = imprint.fingerprint(found), imprint.dated(found)
    contents = Contents(found, outcome, period, named, rows, sources(found), marks, hash, at)
    return made(contents, t)


def made(contents: Contents, t: Words) -> bytes:
    """The workbook of any ranking."""
    outcome, criteria, found = contents.ranking, contents.ranking.criteria, contents.edition
    title = t.name(found.title) + ("" if contents.period == found.period else f" · {t.period(contents.period)}")
    out, n = BytesIO(), len(outcome.table)
    with Workbook(out, {"in_memory": True, **PLAIN}) as file:
        file.set_properties({"title": title, "created": contents.at.replace(tzinfo=None)})
        book = Book(file, t, title, contents.marks, f"{found.id} · {contents.hash[: imprint.SHORT]}", criteria.decimals)
        named = _named(contents.regions, t)
        who = [column.key for column in named]
        names = _sheets(t)
        own = [i.id for i in criteria.indicators]
        observed = Grid(names["figures"], figures.KEYS, len(contents.observed), WEIGHT)
        values = Grid(names["values"], [*who, *own], n)
        scale = Grid(names["scale"], [*who, *(i.id for i in steps.leaves(criteria))], n)
        means = Grid(names["means"], [*who, *steps.mean_keys(criteria)], n)
        scores = Grid(names["score"], [*who, *score.keys(outcome)], n)
        places = Grid(names["ranking"], ranking_keys(outcome, who), n, WEIGHT)
        notes = _notes(t)
        weighted = _labelled(named, {WEIGHT: t("Weight")})
        shared = _labelled(named, {WEIGHT: t("Weight"), SHARE: t("Share of the score")})

        def sheet(grid: Grid, of: str, columns: Sequence[Column], frozen: int) -> None:
            fill(book, book.sheet(grid.name, notes[of]), grid, columns, frozen)

        holds = {names[key]: note for key, note in notes.items()}
        cover(book, names["cover"], _facts(contents, t), holds, scores)
        sheet(places, "ranking", ranked(book, outcome, named, scores, means, places), 3)
        rules(book, names["criteria"], notes["criteria"], outcome, values, means)
        sheet(values, "values", [*named, *figures.values(book, contents.observed, outcome, observed)], len(who))
        sheet(scale, "scale", [*shared, *steps.common_scale(book, outcome, values)], len(who))
        sheet(means, "means", [*weighted, *steps.means(book, outcome, scale, means)], len(who))
        sheet(scores, "score", [*named, *score.score(book, outcome, values, scale, means, scores)], len(who))
        rows = figures.observed(book, contents.observed, contents.regions["name"], outcome, observed)
        sheet(observed, "figures", rows, 3)
        cited = figures.sources(t, contents.sources)
        sheet(Grid(names["sources"], [c.key for c in cited], len(contents.sources), WEIGHT), "sources", cited, 1)
    return out.getvalue()


def _sheets(t: Words) -> dict[str, str]:
    return {
        "cover": t("Read me first"),
        "ranking": t("Ranking"),
        "criteria": t("Criteria"),
        "values": t("Values"),
        "scale": t("Common scale"),
        "means": t("Weighted means"),
        "score": t("Score"),
        "figures": t("Figures"),
        "sources": t("Sources"),
    }


def _notes(t: Words) -> dict[str, str]:
    return {
        "ranking": t("All regions by place, looked up from the sheet of the score."),
        "criteria": t("Weights, bounds and gates. Yellow cells may be changed; all other sheets follow at once."),
        "values": t("The value of every indicator, each cell from the sheet of the figures."),
        "scale": t("Every value on the common scale, the better the higher."),
        "means": t("Dimension by dimension: its parts, the weight that is present, and the weighted mean."),
        "score": t("The score, rounded; gates, status and the chain for equal scores; the place."),
        "figures": t("Every figure with its counts, period and source. Yellow cells may be changed."),
        "sources": t("The sources of the figures."),
    }  # fmt: skip


def _named(regions: pd.DataFrame, t: Words) -> list[Column]:
    """The columns that name a region."""
    columns = [
        Column(" code", t("Code"), regions.index.to_list(), None, "text", 8),
        Column(" name", t("Region"), regions["name"].to_list(), None, "text", 30),
    ]
    if "province" in regions:
        columns.append(Column(" province", t("Province"), regions["province"].to_list(), None, "text", 24))
    return columns


def _labelled(named: list[Column], labels: dict[int, str]) -> list[Column]:
    """The same, with words beside rows of numbers above the regions."""
    return [*named[:-1], replace(named[-1], above={row: ("", label) for row, label in labels.items()})]


def _facts(contents: Contents, t: Words) -> list[tuple[str, str]]:
    found, criteria = contents.edition, contents.ranking.criteria
    places = {"registration": t("by place of registration"), "residence": t("by place of residence")}
    return [
        (t("Edition"), f"{t.name(found.title)} ({found.id})"),
        (t("Period"), t.period(contents.period)),
        (t("Figures as of"), t.period(found.as_of)),
        (t("Figures"), imprint.figures(t)[found.nature]),
        (t("Statement"), t.name(found.statement).strip()),
        (t("Universe"), t.name(found.universe).strip()),
        (t("Attribution"), places[found.attribution]),
        (t("Criteria"), t.name(criteria.title, criteria.id)),
        (t("Hash of the edition (SHA-256)"), contents.hash),
    ]
