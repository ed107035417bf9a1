"""The first sheets: what the workbook is and how it is used, and the ranking in order of places."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from messages import Words
from reports.imprint import statuses
from reports.reasons import reason
from reports.workbook.grid import HEAD, Book, Column, Grid, put, tall
from reports.workbook.names import key
from reports.workbook.score import lines, whole
from scoring.ranking import Ranking

WIDTHS = (34, 110)


def cover(book: Book, name: str, facts: Sequence[tuple[str, str]], sheets: Mapping[str, str], score: Grid) -> None:
    """The first sheet: facts on the edition, how to use the workbook, its sheets with links, and whether the
    computation still gives what the program gave. `sheets`: name -> what it holds."""
    t = book.t
    sheet = book.sheet(name, t("The whole calculation of a ranking, in formulas that can be read and changed."), 1)
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    differing = "+".join(f"SUMPRODUCT(--({score.all(of)}<>{score.all(f'own {of}')}))" for of in ("score", "rank"))
    lines = [
        *((word, text, "bold", "wrapped", "") for word, text in facts),
        (t("Scores and ranks that differ"), 0, "bold", "count", f"={differing}"),
        ("", "", "text", "text", ""),
        (t("How to use it"), "", "head", "head", ""),
        *((str(n), text, "text", "wrapped", "") for n, text in enumerate(_usage(t), start=1)),
        ("", "", "text", "text", ""),
        (t("Sheet"), t("What it holds"), "head", "head", ""),
        *((other, holds, "link", "wrapped", "") for other, holds in sheets.items()),
    ]
    for row, (word, text, look, style, formula) in enumerate(lines, start=HEAD - 1):
        if look == "link":
            sheet.write_url(row, 0, f"internal:'{word}'!A1", book.style(look), word)
        else:
            put(book, sheet, (row, 0), word, look)
        put(book, sheet, (row, 1), text, style, formula)
        if style == "wrapped":
            sheet.set_row(row, tall([(text, WIDTHS[1])]))


def _usage(t: Words) -> list[str]:
    return [
        t("Yellow cells may be changed: weights, bounds and gates on the sheet of the criteria, counts and values on "
          "the sheet of the figures. All that follows from them is computed at once, down to the rank."),
        t("A weight of 0 leaves an indicator or a dimension out. Methods (means, normalisation, the chain for equal "
          "scores) are part of the formulas and are changed in the criteria file of the edition alone."),
        t("To trace a score, go back from sheet to sheet: every cell refers to the one that it comes from, down to the "
          "figure and its source."),
        t("Cells of the rules have names: w_ is a weight, sum_ the weights below a dimension, low_ and high_ are "
          "bounds, share_ is a share of the score."),
        t("A changed workbook is a trial, not the ranking of the edition. The line above counts the scores and ranks "
          "that differ from those that the program gave; as handed out it is 0."),
    ]  # fmt: skip


def ranking_keys(ranking: Ranking, named: Sequence[str]) -> list[str]:
    """The columns of `ranked`; `named`: those that name a region."""
    return [
        "line",
        "rank",
        *named,
        "score",
        "status",
        *(key(d, "mean") for d in ranking.criteria.dimensions),
        "own reason",
    ]


def ranked(book: Book, ranking: Ranking, named: Sequence[Column], score: Grid, means: Grid, grid: Grid) -> list[Column]:
    """All regions by place, looked up as the score stands; the unranked last, with the reason that the program gave."""
    t, table = book.t, ranking.table
    order = lines(ranking).argsort().to_list()

    def sorted_(values: Sequence) -> list:
        return [values[n] for n in order]

    def found(cells: str, factor: str = ""):
        def formula(row: int) -> str:
            cell = f"INDEX({cells},MATCH({grid.at('line', row)},{score.all('order')},0))"
            return f'=IF({cell}="","",{cell}{factor})'

        return formula

    return [
        Column("line", t("Line"), list(range(1, len(table) + 1)), None, "whole", 7),
        Column("rank", t("Rank"), sorted_(whole(table["rank"])), found(score.all("rank")), "rank", 11),
        *(replace(c, values=sorted_(c.values), formula=found(score.all(c.key))) for c in named),
        Column("score", t("Score"), sorted_(table["score"].to_list()), found(score.all("score")), "score"),
        Column("status", t("Status"), sorted_(table["status"].map(statuses(t)).to_list()), found(score.all("status")),
               "text", 20),
        *(
            Column(key(d, "mean"), t.name(d.name, d.id), sorted_(ranking.dimensions[d.id].to_list()),
                   found(means.all(key(d, "mean")), "*scale"), "number", 14)
            for d in ranking.criteria.dimensions
        ),
        Column("own reason", t("Reason given by the program"), sorted_([reason(ranking, c, t) for c in table.index]),
               found(score.all("own reason")), "wrapped", 90),
    ]  # fmt: skip
