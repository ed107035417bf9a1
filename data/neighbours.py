"""Which regions share a border on land, by the drawn shapes."""

from functools import cache

import shapely

from data.shapes import outlines

NEAR = 0.002  # degrees, about 200 m: twice what the drawn shapes are rounded to


def neighbours(code: str, level: str) -> tuple[str, ...]:
    """Codes of the regions of the same level that share a border with one, sorted; () for an island or no region.

    The shapes are generalised and have no islets: who only meets another across water is no neighbour.
    """
    return _pairs(level).get(code, ())


@cache
def _pairs(level: str) -> dict[str, tuple[str, ...]]:
    drawn = outlines(level)
    codes, shapes = drawn["code"].to_numpy(), drawn.geometry.to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=NEAR)
    found: dict[str, list[str]] = {}
    for one, other in zip(codes[left], codes[right], strict=True):
        if one != other:
            found.setdefault(str(one), []).append(str(other))
    return {code: tuple(sorted(others)) for code, others in found.items()}
