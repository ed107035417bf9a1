"""Small cells are withheld, so that no person can be told from a count (UU 27/2022 on personal data), nor found again
by taking published counts from published totals.

A count from 1 to `least` - 1 is small. Counts add up twice: villages to their regency and regencies to their province,
and non-wage participants by payer to all of them. So, from the provinces down, within each parent and month:

wholes   (each segment by itself) every small one is withheld, and while fewer than two are withheld or they add up to
         less than `least`, the smallest of the others too: what a total leaves open is then shared by several and at
         least `least` wide. Below what is withheld, everything is.
parts    (by payer) a region shows all its parts or none. Its withheld ones are a table whose row and column sums may be
         known from the totals; each small cell of it must be left open by at least `least` between the sharp bounds
         that such sums give, max(0, row + column - all) and min(row, column) (Frechet); else the next smallest region
         is withheld as well. Below what is withheld, everything is.

A zero is nobody, and is shown where nothing else withholds it.
"""

import numpy as np
import pandas as pd


def withhold(
    levels: list[pd.DataFrame], wholes: list[str], parts: list[str], of: str, least: int
) -> list[pd.DataFrame]:
    """Which cells are withheld: for each level, the widest first, True in a table of its shape.

    levels   whole numbers, columns `wholes` and `parts` (which add up to the whole `of`), indexed by code and month;
             the code of a parent is `parent` of that of its child
    """
    unsafe: list[set] = [set() for _ in levels]  # regions whose parts cannot be shown for what lies below them
    while True:
        masks: list[pd.DataFrame] = []
        found = False
        for depth, level in enumerate(levels):
            keys = _parents(level.index)
            above = masks[-1].reindex(keys).set_axis(level.index) if masks else None
            groups = pd.Series(np.arange(len(level))).groupby(np.arange(len(level)) if above is None else keys).indices
            mask = pd.DataFrame({whole: _wholes(level, whole, above, groups, least) for whole in wholes}, level.index)
            hidden, bad = _parts(level, parts, mask[of], above, groups, level.index.isin(unsafe[depth]), least)
            if bad:
                unsafe[depth - 1] |= bad
                found = True
            masks.append(mask.assign(**dict.fromkeys(parts, hidden)))
        if not found:
            return masks


def parent(code: str) -> str:
    """32.73.01.1001 -> 32.73 -> 32: villages belong to regencies, without the district between."""
    return code[:5] if len(code) > 5 else code[:2]


def _parents(index: pd.MultiIndex) -> pd.MultiIndex:
    codes, months = index.get_level_values(0), index.get_level_values(1)
    return pd.MultiIndex.from_arrays([codes.map(parent), months])


def _wholes(level: pd.DataFrame, whole: str, above: pd.DataFrame | None, groups: dict, least: int) -> np.ndarray:
    cells = level[whole].to_numpy()
    hidden = (cells > 0) & (cells < least)
    if above is None:
        return hidden
    over = above[whole].to_numpy()
    hidden |= over & (cells > 0)
    for rows in groups.values():
        if hidden[rows].any() and not over[rows[0]]:
            hidden[rows] = _filled(cells[rows], hidden[rows], least)
    return hidden


def _parts(
    level: pd.DataFrame, parts: list[str], whole: pd.Series, above: pd.DataFrame | None, groups: dict,
    unsafe: np.ndarray, least: int,
) -> tuple[np.ndarray, set]:  # fmt: skip
    """Which regions show no parts, and the parents whose own would give away a small cell even so."""
    cells, shown, bad = level[parts].to_numpy(), ~whole.to_numpy(), set()
    any_small = ((cells > 0) & (cells < least)).any(axis=1)
    hidden = any_small | unsafe | (~shown & cells.any(axis=1))
    if above is None:
        return hidden, bad
    over = above[parts[0]].to_numpy()
    hidden |= over
    for key, rows in groups.items():
        if hidden[rows].any() and not over[rows[0]]:
            hidden[rows], good = _opened(cells[rows], hidden[rows], shown[rows], least)
            if not good:
                bad.add(key)
    return hidden, bad


def _filled(cells: np.ndarray, hidden: np.ndarray, least: int) -> np.ndarray:
    """The withheld cells of one total, with the smallest of the others while they leave too little open."""
    hidden = hidden.copy()
    for row in np.lexsort((np.arange(len(cells)), cells)):
        if hidden.sum() >= 2 and cells[hidden].sum() >= least:
            break
        if cells[row] > 0:
            hidden[row] = True
    return hidden


def _opened(cells: np.ndarray, hidden: np.ndarray, shown: np.ndarray, least: int) -> tuple[np.ndarray, bool]:
    """The regions of one total whose parts are withheld, with the smallest of the others while a small cell is left
    open too little, and whether that was enough; `shown`: their whole is published."""
    hidden = hidden.copy()
    for row in np.lexsort((np.arange(len(cells)), cells.sum(axis=1))):
        if _open(cells[hidden], shown[hidden], least):
            return hidden, True
        hidden[row] |= cells[row].any()
    return hidden, _open(cells[hidden], shown[hidden], least)


def _open(cells: np.ndarray, shown: np.ndarray, least: int) -> bool:
    """Whether every small cell of a withheld table is left open by `least` between its sharp bounds."""
    columns, rows = cells.sum(axis=0), cells.sum(axis=1)
    unknown = rows[~shown].sum()
    low = np.where(shown, rows, 0)[:, None] + columns - columns.sum()
    high = np.minimum(np.where(shown, rows, unknown)[:, None], columns)
    width = high - np.maximum(low, 0)
    return bool((width[(cells > 0) & (cells < least)] >= least).all())
