"""What the cells of the criteria are called, so that formulas can be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.criteria import Criteria, Dimension, Indicator

Node = Dimension | Indicator


@dataclass(frozen=True)
class Names:
    """`names("w", node)` is the cell of a dimension's or an indicator's weight; None stands for the score itself."""

    stems: dict[tuple[type, str], str]

    def __call__(self, what: str, node: Node | None) -> str:
        return f"{what}_{self.stems[type(node), node.id] if node else 'score'}"


def names(criteria: Criteria) -> Names:
    """Names as a spreadsheet allows them, from ids; one that reads like an earlier one gets a number."""
    stems: dict[tuple[type, str], str] = {}
    taken = {"score"}
    for node in (*criteria.dimensions, *criteria.indicators):
        plain = re.sub(r"[^A-Za-z0-9_]", "_", node.id)[:40]
        tries = (plain if n == 1 else f"{plain}_{n}" for n in range(1, len(taken) + 2))
        stem = next(name for name in tries if name.lower() not in taken)
        taken.add(stem.lower())
        stems[type(node), node.id] = stem
    return Names(stems)


def tree(criteria: Criteria, parent: str | None = None, depth: int = 0) -> Iterator[tuple[int, Node]]:
    """Dimensions and indicators in reading order, each with its depth, a dimension before its parts."""
    for child in criteria.children(parent):
        yield depth, child
        if isinstance(child, Dimension):
            yield from tree(criteria, child.id, depth + 1)


def parent(criteria: Criteria, node: Node) -> Dimension | None:
    """The dimension that a node lies in; None for a top one."""
    id = node.parent if isinstance(node, Dimension) else node.dimension
    return next((d for d in criteria.dimensions if d.id == id), None)


def key(node: Dimension | None, part: Node | str) -> str:
    """The column of a child, of "present" or of "mean" among the weighted means of a dimension (None: of the score)."""
    part = part if isinstance(part, str) else f"{type(part).__name__} {part.id}"
    return f"{node.id if node else ''}\n{part}"
