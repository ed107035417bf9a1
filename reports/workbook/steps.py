"""From raw values to the score: the common scale, and the weighted means of every dimension, region by region."""

from collections.abc import Callable

import numpy as np

from reports.methodology import mean_name
from reports.workbook.grid import SHARE, WEIGHT, Book, Column, Grid
from reports.workbook.names import key, names, tree
from scoring.aggregate import TOLERANCE, aggregate, on_scale
from scoring.criteria import Criteria, Dimension, Indicator
from scoring.explain import nominal_weights
from scoring.ranking import Ranking

LIMITS = {"geometric": "−∞", "harmonic": "∞"}  # what a logarithm or a reciprocal of 0 is; a mean with it is 0


def leaves(criteria: Criteria) -> list[Indicator]:
    """Indicators that lie in a dimension, whatever their weight, in reading order."""
    return [node for _, node in tree(criteria) if isinstance(node, Indicator)]


def nodes(criteria: Criteria) -> list[Dimension | None]:
    """Dimensions, each after all that lie in it; the score itself (None) last."""

    def below(parent: str | None) -> list[Dimension]:
        inner = [child for child in criteria.children(parent) if isinstance(child, Dimension)]
        return [d for child in inner for d in (*below(child.id), child)]

    return [*below(None), None]


def mean_keys(criteria: Criteria) -> list[str]:
    """The columns of the weighted means: of each dimension its parts, the weight present and the mean."""
    return [
        key(node, part)
        for node in nodes(criteria)
        for part in (*criteria.children(node.id if node else None), "present", "mean")
    ]


def common_scale(book: Book, ranking: Ranking, values: Grid) -> list[Column]:
    """One column an indicator: its values on the common scale, as `scoring.normalise` brings them there."""
    criteria = ranking.criteria
    called, shares = names(criteria), nominal_weights(criteria)
    none = np.full(len(ranking.values), np.nan)
    return [
        Column(
            i.id, book.t.name(i.name, i.id),
            ranking.normalised[i.id].to_numpy() if i.id in ranking.normalised else none,
            _onto(i, called("w", i), values, lambda what, i=i: called(what, i)), "fine",
            above={SHARE: (f"={called('share', i)}", shares.get(i.id, 0.0)), WEIGHT: (f"={called('w', i)}", i.weight)},
        )
        for i in leaves(criteria)
    ]  # fmt: skip


def _onto(i: Indicator, weight: str, values: Grid, called: Callable[[str], str]) -> Callable[[int], str]:
    taken = (lambda x: f"LN({x})") if i.transform == "log" else (lambda x: x)
    low, high, seen, n = taken(called("low")), taken(called("high")), values.all(i.id), called("n")

    def part(v: str) -> str:
        if i.normalise == "zscore":
            return f"({taken(v)}-{called('mean')})/{called('sd')}"
        if i.normalise == "rank":
            return f"(RANK({v},{seen},1)-RANK({v},{seen},0)+{n}-1)/(2*({n}-1))"
        x = f"({taken(v)}-{low})/({high}-{low})"
        return f"MIN(1,MAX(0,{x}))" if i.normalise == "goalposts" and i.clip else x

    turned = "" if i.direction == "higher" else "-" if i.normalise == "zscore" else "1-"

    def formula(row: int) -> str:
        v = values.at(i.id, row)
        return f'=IF(OR({weight}=0,{v}=""),"",{turned}{part(v)})'

    return formula


def means(book: Book, ranking: Ranking, scale: Grid, grid: Grid) -> list[Column]:
    """Of every dimension: its parts on the scale of its mean, the weight that is present, and the mean, 0 to 1.

    A geometric mean is the arithmetic one of logarithms, a harmonic mean that of reciprocals (`scoring.aggregate`).
    """
    t, criteria = book.t, ranking.criteria
    called, (found, whole) = names(criteria), aggregate(criteria, ranking.normalised)
    none = np.full(len(ranking.values), np.nan)
    out: list[Column] = []
    for node in nodes(criteria):
        kind = node.aggregate if node else criteria.aggregate
        children = criteria.children(node.id if node else None)
        group = t.name(node.name, node.id) if node else t("Score")
        present = np.zeros(len(ranking.values))
        for n, child in enumerate(children):
            inner = isinstance(child, Dimension)
            source = grid if inner else scale
            at = key(child, "mean") if inner else child.id
            x = none if child.weight == 0 else (found if inner else ranking.normalised)[child.id].to_numpy()
            present = present + np.where(np.isnan(x), 0.0, child.weight)
            out.append(
                Column(
                    key(node, child), _head(kind, t.name(child.name, child.id)), _shown(x, kind),
                    _child(called("w", child), source, at, kind), "fine", 12, group if n == 0 else "",
                    {WEIGHT: (f"={called('w', child)}", child.weight)},
                )
            )  # fmt: skip
        total = sum(child.weight for child in children)
        first, last = key(node, children[0]), key(node, children[-1])
        out += [
            Column(key(node, "present"), t("Weight present"), present, _present(grid, first, last), "plain", 14,
                   above={WEIGHT: (f"={called('sum', node)}", total)}),
            Column(key(node, "mean"), f"{group}: {mean_name(kind, t)}", found[node.id].to_numpy() if node else whole,
                   _mean(kind, grid, first, last, key(node, "present"), called("sum", node)), "fine", 14),
        ]  # fmt: skip
    return out


def _head(kind: str, name: str) -> str:
    return {"arithmetic": name, "geometric": f"ln {name}", "harmonic": f"1 / {name}"}[kind]


def _shown(x: np.ndarray, kind: str) -> list:
    return [LIMITS[kind] if np.isinf(v) else v for v in on_scale(x, "arithmetic", kind).tolist()]


def _child(weight: str, source: Grid, at: str, kind: str) -> Callable[[int], str]:
    def formula(row: int) -> str:
        x = source.at(at, row)
        if kind == "arithmetic":
            y = x
        else:
            y = f'IF({x}<=0,"{LIMITS[kind]}",{f"LN({x})" if kind == "geometric" else f"1/{x}"})'
        return f'=IF(OR({weight}=0,{x}=""),"",{y})'

    return formula


def _present(grid: Grid, first: str, last: str) -> Callable[[int], str]:
    weights = grid.across(first, last, f"${WEIGHT}")
    return lambda row: f'=SUMPRODUCT({weights},--({grid.across(first, last, row)}<>""))'


def _mean(kind: str, grid: Grid, first: str, last: str, present: str, total: str) -> Callable[[int], str]:
    weights = grid.across(first, last, f"${WEIGHT}")

    def formula(row: int) -> str:
        parts, held = grid.across(first, last, row), grid.at(present, row)
        added = f"SUMPRODUCT({weights},{parts})"
        value = f"{added}/{held}"
        if kind != "arithmetic":
            value = f"EXP({value})" if kind == "geometric" else f"{held}/{added}"
            value = f'IF(COUNTIF({parts},"{LIMITS[kind]}")>0,0,{value})'
        return f'=IF(AND({held}>0,{held}/{total}>=min_present-{TOLERANCE:.0E}),{value},"")'

    return formula
