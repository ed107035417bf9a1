"""Who wins what, and a page for each winner: its profile, with what it won and what it is ahead of."""

import pandas as pd

from data.regions import regions
from messages import Words
from reports import awarded
from reports.book.parts import Part, Passage, Region
from reports.book.results import where
from reports.document import Paragraph, Table
from reports.gathered import Gathered
from reports.profile import contents
from scoring.awards import winners
from scoring.criteria import Award


def prizes(found: Gathered, t: Words) -> list[Passage]:
    """The winners of every award in a table, then each of them, in the order of places, on a page of its own."""
    every = winners(found.ranking, regions())
    won = every[every["won"]]
    ordered = found.standings.loc[won["code"].unique()].sort_values("rank").index
    told = {code: _won(found, won[won["code"] == code], t) for code in ordered}
    pages = [Passage("", [Region(contents(found, code, t), t("Awards"), told[code])], alone=True) for code in ordered]
    return [Passage("", _awards(found, won, t)), *pages]


def _awards(found: Gathered, won: pd.DataFrame, t: Words) -> list[Part]:
    parts: list[Part] = []
    for award in found.criteria.awards:
        own = won[won["award"] == award.id].to_dict("records")
        title = t.name(award.name, award.id)
        if not own:
            parts.append(Paragraph(t("No region fulfils the conditions."), title))
            continue
        rows = [
            [*_place(award, row, t), where(found.standings.loc[row["code"]]),
             awarded.value(found.criteria, award, row["value"], t)]
            for row in own
        ]  # fmt: skip
        heads = [t("Place"), t("Region"), awarded.measure(found.criteria, award, t)][-len(rows[0]) :]
        parts.append(Table(title, heads, rows, numbers=(len(heads) - 1,)))
    return parts


def _place(award: Award, row: dict, t: Words) -> list[str]:
    """A place in words; none where everyone at a bound wins alike."""
    return [] if award.places is None else [awarded.place(row["place"], row["shared"], t)]


def _won(found: Gathered, rows: pd.DataFrame, t: Words) -> list[Paragraph]:
    """What a region won, and what it is ahead of."""
    awards = {award.id: award for award in found.criteria.awards}
    said = []
    for row in rows.to_dict("records"):
        award = awards[row["award"]]
        facts = {"measure": awarded.measure(found.criteria, award, t)} | {
            key: awarded.value(found.criteria, award, row[key], t) for key in ("value", "limit")
        }
        if pd.isna(row["limit"]):
            text = t("{measure} {value}.", **facts)
        elif award.places is None:
            text = t("{measure} {value}; needed: {limit}.", **facts)
        else:
            text = t("{measure} {value}; the best that did not win: {limit}.", **facts)
        said.append(Paragraph(text, ", ".join([t.name(award.name, award.id), *_place(award, row, t)])))
    return said
