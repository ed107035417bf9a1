"""The leaderboard as a file: its table, and a workbook with codes as text."""

from io import BytesIO

import pandas as pd
import xlsxwriter

from data.editions import Edition
from messages import Words
from reports import imprint
from reports.reasons import reason
from scoring.criteria import Criteria
from scoring.ranking import Ranking


def table(standings: pd.DataFrame, ranking: Ranking, edition: Edition, t: Words) -> pd.DataFrame:
    """What is handed out: one row a region in the order of `standings`, headed in the words of a language.

    Codes and names as text, figures unrounded, and on every row what the figures are and whether the criteria are
    assumed, so that a copied row still says so.
    """
    criteria = ranking.criteria
    natures = imprint.figures(t)
    rules = {"official": t("official"), "assumption": t("ASSUMPTION")}
    statuses = imprint.statuses(t)
    columns = [
        (t("Rank"), standings["rank"]),
        (t("Code"), standings.index.to_series()),
        (t("Region"), standings["name"]),
        (t("Province"), standings["province"]),
        (t("Rank within kind"), standings["rank_in_kind"]),
        (t("Score"), ranking.table["score"].reindex(standings.index)),
        (t("Status"), standings["status"].map(statuses)),
        (t("Reason"), pd.Series({c: reason(ranking, c, t) for c in standings.index}, dtype=object)),
        (t("Change of rank"), standings["change"]),
        *((t.name(d.name, d.id), standings[d.id]) for d in criteria.dimensions),
        *((t.name(i.name, i.id), ranking.values.loc[standings.index, i.id]) for i in criteria.indicators),
        (t("Figures"), pd.Series(natures[edition.nature], standings.index)),
        (t("Criteria"), pd.Series(rules[criteria.status], standings.index)),
    ]
    return pd.concat([series.rename(name) for name, series in columns], axis=1).reset_index(drop=True)


def notes(edition: Edition, criteria: Criteria, period: str, t: Words) -> list[str]:
    """The lines above the table: edition, period, what the figures and the criteria are."""
    return [
        f"{t.name(edition.title)} ({edition.id}) · {t.period(period)}",
        t.name(criteria.title, criteria.id),
        t.name(edition.statement),
    ]


def workbook(table: pd.DataFrame, title: str, notes: list[str], t: Words) -> bytes:
    """A table as XLSX: title and notes above, text as text (codes keep their zeros, nothing is read as a formula)."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title})
        sheet = book.add_worksheet(t("Ranking"))
        bold = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EAF2F0", "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        number = book.add_format({"num_format": "#,##0.00"})
        sheet.write_string(0, 0, title, bold)
        for row, note in enumerate(notes, start=1):
            sheet.write_string(row, 0, note)
        top = len(notes) + 2
        for column, name in enumerate(table.columns):
            sheet.write_string(top, column, name, head)
            values = table.iloc[:, column]
            sheet.set_column(column, column, min(42, 2 + max(10, *(len(v) for v in values if isinstance(v, str)), 0)))
            for row, value in enumerate(values, start=top + 1):
                if pd.isna(value):
                    sheet.write_blank(row, column, None)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value, text)
                elif pd.api.types.is_integer(value):
                    sheet.write_number(row, column, int(value))
                else:
                    sheet.write_number(row, column, float(value), number)
        sheet.freeze_panes(top + 1, 3)
        sheet.autofilter(top, 0, top + len(table), len(table.columns) - 1)
    return out.getvalue()
