"""The sheet of the criteria: every weight and bound in a cell with a name, which the other sheets compute with."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from reports.imprint import statuses
from reports.methodology import mean_name, method_name, unit_name
from reports.workbook.grid import HEAD, WEIGHT, Book, Grid, put, tall
from reports.workbook.names import Names, Node, key, names, parent, tree
from scoring.criteria import Criteria, Dimension, Indicator
from scoring.explain import nominal_weights
from scoring.ranking import Ranking

WIDTHS = (44, 24, 12, 14, 14, 46, 12, 12, 12, 12, 10, 44)


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, how it looks, what it is called, and by which formula it comes about."""

    value: Any
    style: str = "text"
    name: str = ""
    formula: str = ""


def rules(book: Book, name: str, note: str, ranking: Ranking, values: Grid, means: Grid) -> None:
    """Writes the sheet and names its cells; `values` and `means`: where raw values and weighted means stand."""
    t, criteria = book.t, ranking.criteria
    sheet = book.sheet(name, note)
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    for row, cells in enumerate([*_settings(book, criteria), [], *_nodes(book, ranking, values, means), [],
                                 *_gates(book, criteria)], start=HEAD - 1):  # fmt: skip
        sheet.set_row(
            row, tall([(c.value, width) for c, width in zip(cells, WIDTHS, strict=False) if c.style == "head"])
        )
        for column, cell in enumerate(cells):
            if cell.value is not None or cell.formula:
                put(book, sheet, (row, column), cell.value, cell.style, cell.formula)
            if cell.name:
                book.file.define_name(cell.name, f"='{name}'!${chr(ord('A') + column)}${row + 1}")
            if cell.style.endswith("+input"):
                least = 0 if cell.name.startswith(("w_", "decimals", "scale", "min_present")) else -1e300
                sheet.data_validation(row, column, row, column, {
                    "validate": "decimal", "criteria": ">=", "value": least,
                    "error_title": t("Criteria"), "error_message": t("A number; weights are 0 or more."),
                })  # fmt: skip
    sheet.freeze_panes(HEAD - 1, 1)


def _heads(*words: str) -> list[Cell]:
    return [Cell(word, "head") for word in words]


def _settings(book: Book, criteria: Criteria) -> list[list[Cell]]:
    t = book.t
    skip = criteria.missing == "skip"
    chain = [t.name(criteria.indicator(id).name, id) for id in criteria.ties]
    return [
        _heads(t("Setting"), t("Value")),
        [Cell(t("Top of the score range")), Cell(criteria.scale, "plain+input", "scale")],
        [Cell(t("Decimals of the score")), Cell(criteria.decimals, "plain+input", "decimals")],
        [
            Cell(t("Least share of the weight that must be present")),
            Cell(criteria.least_present(), "plain+input" if skip else "plain", "min_present"),
            Cell(t("what is missing is left out, the other weights grow") if skip
                 else t("any missing figure that is scored leaves the region without a score")),
        ],
        [Cell(t("Equal scores")), Cell(t(", then ").join(chain) or t("none: equal scores share a rank."))],
        *([Cell(t("Status")), Cell(word, "text", f"status_{id}")] for id, word in statuses(t).items()),
    ]  # fmt: skip


def _nodes(book: Book, ranking: Ranking, values: Grid, means: Grid) -> list[list[Cell]]:
    t, criteria = book.t, ranking.criteria
    called, shares = names(criteria), _shares(criteria)
    out = [
        _heads(t("Dimension or indicator"), t("Id"), t("Weight"), t("Share of the score"), t("Sum of weights below"),
               t("Method"), t("Lower bound"), t("Upper bound"), t("Mean"), t("Deviation"), t("Regions with it"),
               t("Check")),
        [Cell(t("Score"), "bold"), Cell(None), Cell(None), Cell(1.0, "share", called("share", None)),
         *_joined(criteria, None, called, means, book)],
    ]  # fmt: skip
    for depth, node in tree(criteria):
        weight, above = called("w", node), parent(criteria, node)
        inner = isinstance(node, Dimension)
        share = f"=IF({weight}=0,0,{called('share', above)}*{weight}/{called('sum', above)})"
        indented = "    " * (depth + 1) + t.name(node.name, node.id)
        out.append([
            Cell(indented, "bold" if inner else "text"), Cell(node.id), Cell(node.weight, "plain+input", weight),
            Cell(shares[type(node), node.id], "share", called("share", node), share),
            *(_joined(criteria, node, called, means, book) if inner
              else _measured(node, ranking, values, called, book)),
        ])  # fmt: skip
    return out


def _joined(criteria: Criteria, node: Dimension | None, called: Names, means: Grid, book: Book) -> list[Cell]:
    """Sum of the weights below a dimension, the mean that joins them, and whether there are any."""
    children = criteria.children(node.id if node else None)
    total = called("sum", node)
    weights = means.across(key(node, children[0]), key(node, children[-1]), f"${WEIGHT}")
    no = book.t("no weight above 0 below it")
    return [
        Cell(sum(c.weight for c in children), "plain", total, f"=SUM({weights})"),
        Cell(mean_name(node.aggregate if node else criteria.aggregate, book.t)),
        *[Cell(None)] * 5,
        Cell("", "text", "", f'=IF({total}>0,"","{no}")'),
    ]


def _measured(node: Indicator, ranking: Ranking, values: Grid, called: Names, book: Book) -> list[Cell]:
    """How an indicator comes onto the common scale: its bounds, and what is observed of all regions."""
    t, seen = book.t, values.all(node.id)
    known = ranking.values[node.id].dropna().to_numpy()
    taken = np.log(known) if node.transform == "log" and (known > 0).all() else known
    fixed = node.normalise == "goalposts"
    low, high, mean, deviation, count = (called(word, node) for word in ("low", "high", "mean", "sd", "n"))
    if fixed:
        bounds = [Cell(node.goalposts[0], "plain+input", low), Cell(node.goalposts[1], "plain+input", high)]
    else:
        least, most = (known.min(), known.max()) if known.size else (0.0, 0.0)
        bounds = [Cell(least, "plain", low, f"=MIN({seen})"), Cell(most, "plain", high, f"=MAX({seen})")]
    moments = [Cell(None), Cell(None)]
    if node.normalise == "zscore":
        source = f"IF(ISNUMBER({seen}),LN({seen}))" if node.transform == "log" else seen
        moments = [
            Cell(taken.mean() if taken.size else "", "plain", mean, f'{{=IF({count}>0,AVERAGE({source}),"")}}'),
            Cell(taken.std(ddof=1) if taken.size > 1 else "", "plain", deviation,
                 f'{{=IF({count}>1,STDEV({source}),"")}}'),
        ]  # fmt: skip
    wrong = t("the lower bound must be below the upper one") if fixed else t("all values are equal")
    problems = [(f"{low}>={high}", wrong)]
    if node.transform == "log":
        problems.append((f"{low}<=0", t("a logarithm needs values above 0")))
    better = t("higher is better") if node.direction == "higher" else t("lower is better")
    check = "".join(f'IF({test},"{word}",' for test, word in problems) + '""' + ")" * len(problems)
    return [
        Cell(None),
        Cell(f"{method_name(node, t)}; {better}"),
        *bounds,
        *moments,
        Cell(len(known), "whole", count, f"=COUNT({seen})"),
        Cell("", "text", "", f'=IF({called("w", node)}=0,"",{check})'),
    ]


def _gates(book: Book, criteria: Criteria) -> list[list[Cell]]:
    t = book.t
    if not criteria.gates:
        return []
    out = [_heads(t("Gates"), t("Id"), t("At least"), t("At most"), t("Reason"))]
    for n, gate in enumerate(criteria.gates, start=1):
        indicator = criteria.indicator(gate.indicator)
        bounds = [
            Cell(None) if bound is None else Cell(bound, "plain+input", f"gate_{n}_{word}")
            for word, bound in (("low", gate.at_least), ("high", gate.at_most))
        ]
        unit = unit_name(indicator.unit, t)
        name = t.name(indicator.name, indicator.id) + (f" ({unit})" if unit else "")
        out.append([Cell(name), Cell(indicator.id), *bounds, Cell(t.name(gate.reason))])
    return out


def _shares(criteria: Criteria) -> dict[tuple[type, str], float]:
    """The share of the score of every dimension and indicator, 0 to 1."""
    leaves = nominal_weights(criteria)

    def of(node: Node) -> float:
        if isinstance(node, Indicator):
            return leaves.get(node.id, 0.0)
        return sum(of(child) for child in criteria.children(node.id))

    return {(type(node), node.id): of(node) for _, node in tree(criteria)}
