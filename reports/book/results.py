"""The outcome: every region's place, who has none, and how sure the places are."""

from math import ceil

import pandas as pd

from messages import NONE, Words
from reports.atlas import kinds
from reports.book.parts import Passage, Ranges
from reports.document import Paragraph, Table
from reports.gathered import Gathered, compared, units
from reports.reasons import sentence
from reports.regional import span

ROWS = 60  # so many ranges can be drawn on one scale of all places


def ranking(found: Gathered, t: Words) -> list[Passage]:
    """Every ranked region in the order of places, kind by kind."""
    criteria = found.criteria
    tops = [d for d in criteria.dimensions if d.parent is None and d.weight > 0]
    covered = [i for i in criteria.indicators if i.id == "coverage_total"]
    ranked = found.standings.dropna(subset="rank").sort_values("rank")
    several = ranked["kind"].nunique() > 1
    heads = [
        t("Rank"), *([t("National")] if several else []), t("Code"), t("Region"), *([t("Province")] if several else []),
        t("Score"), *(t.name(d.name, d.id) for d in tops), *(t.name(i.name, i.id) for i in covered), t("Change"),
        t("Rank range"), t("Grade"),
    ]  # fmt: skip
    texts = (2, 3, 4) if several else (1, 2)
    numbers = tuple(n for n in range(len(heads) - 1) if n not in texts)
    passages = []
    for kind, part in ranked.groupby("kind", sort=False):
        rows = [
            [
                t.number(row["rank_in_kind"]), *([t.number(row["rank"])] if several else []), code, row["short_name"],
                *([row["province"]] if several else []), score(row, found, t),
                *(t.number(row[d.id], criteria.decimals) for d in tops),
                *(t.figure(found.ranking.values.at[code, i.id], i.unit) for i in covered),
                change(row, t), place_range(code, found, t), row["grade"],
            ]
            for code, row in part.iterrows()
        ]  # fmt: skip
        passages.append(
            Passage(kinds(t)[kind] if several else "", [Table("", heads, rows, numbers=numbers)], alone=bool(passages))
        )
    above = " ".join([_reading(several, t), compared(found.since, t)]) if passages else t("No region is ranked.")
    return [Passage("", [Paragraph(above)]), *passages]


def _reading(several: bool, t: Words) -> str:
    text = t(
        "Dimensions count with their weights and make the score. Rank range: between these places lie 90 of 100 "
        "rankings under other weights. Grade: how far the figures can be relied on, A to D."
    )
    return f"{t('Rank: among regions of the same kind; national: among all.')} {text}" if several else text


def unranked(found: Gathered, t: Words) -> list[Passage]:
    """Every region without a place, under the reason that it shares with others; nothing where all have a place."""
    groups: dict[str, list[list[str]]] = {}
    for code, row in found.standings[found.standings["rank"].isna()].iterrows():
        groups.setdefault(sentence(found.ranking, code, t), []).append([code, where(row), score(row, found, t)])
    note = t("A region without a place is not a region in last place: what is missing, or which condition it does not "
             "fulfil, stands above it.")  # fmt: skip
    heads = [t("Code"), t("Region"), t("Score")]
    told = [part for why, rows in groups.items() for part in (Paragraph(why), Table("", heads, rows, numbers=(2,)))]
    return [Passage("", [Paragraph(note), *told])] if told else []


def ranges(found: Gathered, t: Words) -> list[Passage]:
    """Between which places every ranked region stands under other weights: on one scale of all places or, where they
    are many, around each region's own."""
    table = found.ranges.dropna(subset="rank").sort_values("rank").astype(float)
    if table.empty:
        return [Passage("", [Paragraph(t("No region is ranked."))])]
    places, n = table[["rank_p05", "rank_p50", "rank_p95", "rank"]], len(table)
    many = n > ROWS
    most = ceil(places.sub(table["rank"], axis=0).abs().to_numpy().max(initial=0))
    at = places.sub(table["rank"], axis=0).add(most + 0.5).div(2 * most + 1) if many else places.sub(0.5).div(n)
    half = 0.5 / (2 * most + 1 if many else n)  # of a place: a range has both of its ends
    rows = [
        (t.number(table.at[code, "rank"]), found.standings.at[code, "label"], row["rank_p05"] - half, row["rank_p50"],
         row["rank_p95"] + half, row["rank"], place_range(code, found, t))
        for code, row in at.iterrows()
    ]  # fmt: skip
    rules = found.criteria.robustness
    text = t(
        "The ranking was computed {draws} times more, each weight drawn evenly within ±{spread} of itself. The stroke "
        "covers the places of 90 of 100 of these rankings, the point is the middle one, the upright line the rank "
        "itself. Regions whose ranges overlap are close to each other.",
        draws=t.number(rules.draws),
        spread=t.percent(100 * rules.weight_spread, 0),
    )
    around = t("Up to {n} places either way", n=t.number(most))
    scale = around if many else t("Places from 1 to {n}", n=t.number(n))
    return [Passage("", [Paragraph(text), Ranges([t("Rank"), t("Region"), scale, t("Rank range")], rows)])]


def where(row: pd.Series) -> str:
    """A region's name, with its province where it lies in one."""
    return f"{row['label']}, {row['province']}" if row["province"] else row["label"]


def place_range(code: str, found: Gathered, t: Words) -> str:
    """The range of a region's places as written; a dash for one without a place."""
    own = found.ranges.loc[code]
    if pd.isna(own["rank"]):
        return NONE
    first, last = (t.number(place) for place in span(own))
    return first if first == last else f"{first}–{last}"


def score(row: pd.Series, found: Gathered, t: Words) -> str:
    """A region's score as published."""
    return t.figure(row["value"], units(found.criteria)["score"])


def change(row: pd.Series, t: Words) -> str:
    """Places gained in a year; a dash where that is not known."""
    return NONE if pd.isna(row["change"]) else t.signed(row["change"], 0)
