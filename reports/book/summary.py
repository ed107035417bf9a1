"""Where the country stands, who leads, and who rose and fell."""

import pandas as pd

from messages import Words
from reports import national
from reports.atlas import kinds
from reports.book.parts import Metrics, Part, Passage
from reports.book.results import change, place_range, score, where
from reports.document import Paragraph, Table
from reports.gathered import Gathered, compared

FIRST = 8  # regions listed, of each kind: two kinds fit on a page
MOVED = 5


def summary(found: Gathered, t: Words) -> list[Passage]:
    """Where the country stands, who leads, and who rose and fell."""
    ranked = found.standings.dropna(subset="rank").sort_values("rank")
    names = kinds(t)
    leaders = [
        _brief(t("First {n}: {kind}", n=t.number(min(FIRST, len(part))), kind=names[kind]), part.head(FIRST), found, t)
        for kind, part in ranked.groupby("kind", sort=False)
    ]
    moves = {
        t("Risen most"): ranked[ranked["change"] > 0].sort_values("change", ascending=False, kind="stable"),
        t("Fallen most"): ranked[ranked["change"] < 0].sort_values("change", kind="stable"),
    }
    moved = [_brief(title, part.head(MOVED), found, t) for title, part in moves.items() if len(part)]
    return [
        Passage("", _country(found, t)),
        Passage(t("Who leads"), [*leaders, Paragraph(compared(found.since, t)), *moved]),
    ]


def _country(found: Gathered, t: Words) -> list[Part]:
    now, before = national.country(found)
    places = found.standings["rank"]
    said = t(
        "{ranked} of {all} regions are ranked for {period}.",
        ranked=t.number(places.notna().sum()),
        all=t.number(len(places)),
        period=t.period(found.period),
    )
    if places.isna().any():
        said += " " + t("Those without a place are named with the reason.")
    wording, words = national.lead(found.standings.loc[places.eq(1).fillna(False), "label"], now, before, t)
    told = [wording.replace("**", "").format(**words), said, national.premium(now, t)]
    return [Metrics(national.headline(now, before, t)), *map(Paragraph, told)]


def _brief(title: str, rows: pd.DataFrame, found: Gathered, t: Words) -> Table:
    heads = [t("Rank"), t("Region"), t("Score"), t("Change"), t("Rank range"), t("Grade")]
    cells = [
        [t.number(row["rank"]), where(row), score(row, found, t), change(row, t),
         place_range(code, found, t), row["grade"]]
        for code, row in rows.iterrows()
    ]  # fmt: skip
    return Table(title, heads, cells, numbers=(0, 2, 3, 4))
