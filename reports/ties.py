"""Equal values in words: which regions had them, and what decided between them."""

from itertools import pairwise

import pandas as pd

from messages import Words
from reports import awarded
from reports.document import Items, Paragraph, Part, Table
from reports.exact import apart
from reports.gathered import Gathered, units
from scoring.awards import decided_by
from scoring.criteria import Award


def ties(found: Gathered, every: pd.DataFrame, t: Words) -> list[Part]:
    """Equal values at an award, and all equal scores of the ranking, each with what decided.

    `every`: `scoring.awards.winners` of the ranking.
    """
    told = [
        Paragraph(_decided(found, above, below, awarded.value(found.criteria, award, value, t), t),
                  t.name(award.name, award.id))
        for award in found.criteria.awards
        if award.places is not None
        for value, codes in _equal(every[(every["award"] == award.id) & every["place"].notna()], award)
        for above, below in pairwise(codes)
    ]  # fmt: skip
    parts: list[Part] = [Items(told)] if told else [Paragraph(t("At no award did equal values have to be decided."))]
    ranked = found.ranking.table.dropna(subset="rank").sort_values(["rank", "score"])
    groups = [part for _, part in ranked.groupby("score", sort=False) if len(part) > 1]
    if not groups:
        return [*parts, Paragraph(t("No two ranked regions have the same score."))]
    score = units(found.criteria)["score"]
    rows = [
        [t.figure(part["score"].iloc[0], score),
         "; ".join(f"{t.number(rank)} {found.standings.at[code, 'label']}" for code, rank in part["rank"].items()),
         _chosen(found, list(part.index), t)]
        for part in groups
    ]  # fmt: skip
    title = t("All equal scores of the ranking")
    return [*parts, Table(title, [t("Score"), t("Rank and region"), t("Decided by")], rows, numbers=(0,))]


def _equal(rows: pd.DataFrame, award: Award) -> list[tuple[float, list[str]]]:
    """Values that several contenders have, where a winner is among them, and these in the order of places."""
    groups = rows.sort_values(["place", "code"]).groupby("value", sort=False)
    return [(value, list(part["code"])) for value, part in groups if len(part) > 1 and part["won"].any()]


def _decided(found: Gathered, above: str, below: str, value: str, t: Words) -> str:
    a, b = (found.standings.at[code, "label"] for code in (above, below))
    by = decided_by(found.ranking, above, below)
    if not by:
        return t("{a} and {b} both have {value}; nothing tells them apart, and they share the place.",
                 a=a, b=b, value=value)  # fmt: skip
    tie = found.criteria.indicator(by[0])
    x, y = apart(*found.ranking.values.loc[[above, below], tie.id], tie.unit, t)
    return t("{a} and {b} both have {value}; {indicator} decides: {x} against {y}.", a=a, b=b, value=value, x=x, y=y,
             indicator=t.name(tie.name, tie.id))  # fmt: skip


def _chosen(found: Gathered, codes: list[str], t: Words) -> str:
    """The tie indicators that set regions of one score apart, or that nothing did."""
    by = [decided_by(found.ranking, a, b) for a, b in pairwise(codes)]
    names = {i.id: t.name(i.name, i.id) for i in found.criteria.indicators}
    return ", ".join(dict.fromkeys(names[one[0]] if one else t("shared") for one in by))
