"""From the weighted mean to the rank: score, rounding, gates, status, tie chain, place."""

import numpy as np
import pandas as pd

from reports.imprint import statuses
from reports.reasons import reason
from reports.workbook.grid import SHARE, Book, Column, Grid
from reports.workbook.names import key
from reports.workbook.steps import leaves
from scoring.places import tie_key
from scoring.ranking import INCOMPLETE, INELIGIBLE, RANKED, Ranking

WORST = -1e300  # stands for a missing value in the tie chain


def keys(ranking: Ranking) -> list[str]:
    """The columns of the score, apart from those that name the region."""
    criteria = ranking.criteria
    return [
        "missing", "exact", "score", *(f"gate {n}" for n in range(1, len(criteria.gates) + 1)), "status",
        *(f"tie {id}" for id in criteria.ties), "rank", "order", "own score", "own rank", "own reason",
    ]  # fmt: skip


def score(book: Book, ranking: Ranking, values: Grid, scale: Grid, means: Grid, grid: Grid) -> list[Column]:
    """The columns of `keys`. A place is one more than the number of ranked regions that are better: by the rounded
    score, then by the tie chain."""
    t, criteria, table = book.t, ranking.criteria, ranking.table
    scored = [i.id for i in criteria.scored()]
    gaps = ranking.values[scored].isna().sum(axis=1)
    words = statuses(t)
    return [
        Column("missing", t("Scored figures missing"), gaps.to_list(), _missing(ranking, scale), "whole", 12),
        Column("exact", t("Score, unrounded"), ranking.exact.to_list(), _exact(ranking, means, grid), "plain", 16),
        Column("score", t("Score"), table["score"].to_list(), lambda row: _rounded(grid.at("exact", row)), "score"),
        *_gates(book, ranking, values),
        Column("status", t("Status"), table["status"].map(words).to_list(), _status(ranking, grid), "text", 20),
        *_ties(book, ranking, values),
        Column("rank", t("Rank"), whole(table["rank"]), _rank(ranking, grid), "rank", 11),
        Column("order", t("Line in the ranking"), lines(ranking).to_list(), _order(grid), "whole", 14),
        Column("own score", t("Score by the program"), table["score"].to_list(), None, "score"),
        Column("own rank", t("Rank by the program"), whole(table["rank"]), None, "whole"),
        Column("own reason", t("Reason given by the program"), [reason(ranking, c, t) for c in table.index], None,
               "wrapped", 90),
    ]  # fmt: skip


def lines(ranking: Ranking) -> pd.Series:
    """The line of every region in the ranking, from 1: by place, equal places and the unranked in the table's order."""
    places = ranking.table["rank"].astype("Float64")
    return places.rank(method="first", na_option="bottom").astype(int)


def whole(ranks: pd.Series) -> list[int | None]:
    """Places as whole numbers, None for none."""
    return [None if pd.isna(rank) else int(rank) for rank in ranks]


def _missing(ranking: Ranking, scale: Grid):
    ids = [i.id for i in leaves(ranking.criteria)]
    shares = scale.across(ids[0], ids[-1], f"${SHARE}")
    return lambda row: f'=SUMPRODUCT(--({shares}>0),--({scale.across(ids[0], ids[-1], row)}=""))'


def _exact(ranking: Ranking, means: Grid, grid: Grid):
    def formula(row: int) -> str:
        whole = means.at(key(None, "mean"), row)
        none = f'{whole}=""' if ranking.criteria.missing == "skip" else f'OR({whole}="",{grid.at("missing", row)}>0)'
        return f'=IF({none},"",{whole}*scale)'

    return formula


def _rounded(exact: str) -> str:
    return f'=IF({exact}="","",ROUND(ROUND({exact},12),decimals))'


def _gates(book: Book, ranking: Ranking, values: Grid) -> list[Column]:
    out = []
    for n, gate in enumerate(ranking.criteria.gates, start=1):
        name = book.t.name(ranking.criteria.indicator(gate.indicator).name, gate.indicator)
        bounds = [(gate.at_least, ">=", f"gate_{n}_low"), (gate.at_most, "<=", f"gate_{n}_high")]
        asked = [(bound, sign, called) for bound, sign, called in bounds if bound is not None]
        raw = ranking.values[gate.indicator].to_numpy()
        passes = np.all([raw >= bound if sign == ">=" else raw <= bound for bound, sign, _ in asked], axis=0)

        def formula(row: int, id: str = gate.indicator, asked: list = asked) -> str:
            v = values.at(id, row)
            tests = ",".join(f"{v}{sign}{called}" for _, sign, called in asked)
            return f'=IF({v}="","",IF(AND({tests}),1,0))'

        shown = np.where(np.isnan(raw), np.nan, passes)
        out.append(Column(f"gate {n}", book.t("Gate: {name}", name=name), shown.tolist(), formula, "yes_no", 14))
    return out


def _status(ranking: Ranking, grid: Grid):
    n = len(ranking.criteria.gates)

    def formula(row: int) -> str:
        none = f'{grid.at("score", row)}=""'
        if not n:
            return f"=IF({none},status_{INCOMPLETE},status_{RANKED})"
        gates = grid.across("gate 1", f"gate {n}", row)
        failed = f"IF(MIN({gates})=0,status_{INELIGIBLE},status_{RANKED})"
        return f"=IF(OR({none},COUNT({gates})<{n}),status_{INCOMPLETE},{failed})"

    return formula


def _ties(book: Book, ranking: Ranking, values: Grid) -> list[Column]:
    out = []
    for id in ranking.criteria.ties:
        indicator = ranking.criteria.indicator(id)
        sign = "" if indicator.direction == "higher" else "-"
        known = np.maximum(-tie_key(ranking.values[id].to_numpy(), indicator.direction), WORST)
        name = book.t.name(indicator.name, id)
        head = book.t("Equal scores: {name}", name=name if not sign else f"−{name}")

        def formula(row: int, id: str = id, sign: str = sign) -> str:
            v = values.at(id, row)
            return f'=IF({v}="",{WORST:.0E},{sign}{v})'

        out.append(Column(f"tie {id}", head, known.tolist(), formula, "plain", 16))
    return out


def _rank(ranking: Ranking, grid: Grid):
    chain = ["score", *(f"tie {id}" for id in ranking.criteria.ties)]

    def better(row: int, at: int) -> str:
        column, own = grid.all(chain[at]), grid.at(chain[at], row)
        if at == len(chain) - 1:
            return f"({column}>{own})"
        return f"(({column}>{own})+({column}={own})*{better(row, at + 1)})"

    def formula(row: int) -> str:
        ranked = f"({grid.all('status')}=status_{RANKED})"
        return f'=IF({grid.at("status", row)}<>status_{RANKED},"",1+SUMPRODUCT({ranked}*{better(row, 0)}))'

    return formula


def _order(grid: Grid):
    """Ranked regions by place, then in the order of the sheet; the others after them."""
    column, first = grid.column("rank"), grid.first

    def formula(row: int) -> str:
        here, until = grid.at("rank", row), f"'{grid.name}'!{column}${first}:{column}{row}"
        unranked = f"COUNT({grid.all('rank')})+ROWS({until})-COUNT({until})"
        return f'=IF({here}="",{unranked},{here}+COUNTIF({until},{here})-1)'

    return formula
