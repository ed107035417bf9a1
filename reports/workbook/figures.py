"""The figures that the ranking is made of, each with its source, and the table of raw values that refers to them."""

import pandas as pd

from data.sources import COLUMNS
from messages import Words
from reports import imprint
from reports.methodology import unit_name
from reports.workbook.grid import FIRST, WEIGHT, Book, Column, Grid
from scoring.ranking import Ranking

KEYS = ("code", "region", "indicator", "period", "numerator", "denominator", "value", "unit", "nature", "attribution",
        "source_id", "note")  # fmt: skip


def observed(book: Book, rows: pd.DataFrame, names: pd.Series, ranking: Ranking, grid: Grid) -> list[Column]:
    """One row a figure, as data/queries/observed.sql gives them; a share is a formula of its two whole numbers."""
    t = book.t
    called = {i.id: t.name(i.name, i.id) for i in ranking.criteria.indicators}
    places = {"registration": t("by place of registration"), "residence": t("by place of residence")}
    shares, units = rows["denominator"].notna().to_list(), rows["unit"].fillna("").to_list()
    counts = ["whole+input" if there else "whole" for there in shares]
    shown = [_style(unit) + ("" if there else "+input") for unit, there in zip(units, shares, strict=True)]

    def share(row: int) -> str:
        n = row - grid.first
        if not shares[n]:
            return ""
        over, under = grid.at("numerator", row), grid.at("denominator", row)
        return f'=IF(OR({over}="",{under}=""),"",{"100*" if units[n] == "percent" else ""}{over}/{under})'

    return [
        Column("code", t("Code"), rows["code"].to_list(), None, "text", 8),
        Column("region", t("Region"), rows["code"].map(names).to_list(), None, "text", 28),
        Column("indicator", t("Indicator"), rows["indicator"].map(called).to_list(), None, "text", 32),
        Column("period", t("Period"), rows["period"].map(t.period).to_list(), None, "text", 16),
        Column("numerator", t("Numerator"), _counts(rows["numerator"]), None, counts, 14),
        Column("denominator", t("Universe"), _counts(rows["denominator"]), None, counts, 14),
        Column("value", t("Value"), rows["value"].to_list(), share, shown, 14),
        Column("unit", t("Unit"), [unit_name(unit, t) for unit in units], None, "text", 10),
        Column("nature", t("Nature"), rows["nature"].map(imprint.figures(t)).to_list(), None, "text", 14),
        Column("attribution", t("Attribution"), rows["attribution"].map(places).to_list(), None, "text", 24),
        Column("source_id", t("Source"), _texts(rows["source_id"]), None, "text", 30),
        Column("note", t("Note"), [t(note) for note in _texts(rows["note"])], None, "text", 60),
    ]  # fmt: skip


def values(book: Book, rows: pd.DataFrame, ranking: Ranking, figures: Grid) -> list[Column]:
    """One column an indicator of the criteria, one row a region: each cell refers to the figure with its source."""
    t = book.t
    lines = {(row.code, row.indicator): n for n, row in enumerate(rows.itertuples(), start=figures.first)}

    def refer(id: str):
        cells = [lines.get((code, id)) for code in ranking.values.index]

        def formula(row: int) -> str:
            line = cells[row - FIRST]
            there = figures.at("value", line) if line else ""
            return f'=IF({there}="","",{there})' if there else ""

        return formula

    return [
        Column(i.id, t.name(i.name, i.id), ranking.values[i.id].to_list(), refer(i.id), _style(i.unit), 14,
               above={WEIGHT: ("", unit_name(i.unit, t))})
        for i in ranking.criteria.indicators
    ]  # fmt: skip


def sources(t: Words, table: pd.DataFrame) -> list[Column]:
    """The sources of the edition; what is not known says so."""
    heads = (t("Source"), t("Title"), t("Publisher"), t("Date"), t("Address"), t("Licence"), t("Note"))
    widths = (30, 60, 40, 12, 60, 34, 80)
    worded = table.assign(**{name: table[name].map(t) for name in ("publisher", "licence", "note")})
    return [
        Column(name, head, [v or t("not known") if name != "note" else v for v in worded[name]], None, "wrapped", width)
        for name, head, width in zip(COLUMNS, heads, widths, strict=True)
    ]


def _style(unit: str) -> str:
    return "whole" if unit in ("people", "class", "yes_no") else "number"


def _counts(numbers: pd.Series) -> list[int | None]:
    return [None if pd.isna(n) else int(n) for n in numbers]


def _texts(texts: pd.Series) -> list[str]:
    return texts.fillna("").to_list()
