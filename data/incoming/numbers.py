"""Numbers as people write them: 1.234.567, 45,6, 45.6 and 45,6 %, told by the whole column, never guessed."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from data.incoming.rules import SHARE_LIMIT
from data.incoming.sheets import Cell

NOTHING = frozenset(
    {"", "-", "--", "–", "—", "−", "...", "…", "n/a", "n.a.", "n.a", "na", "tad", "null", "none", "nan"}
)
YES_WORDS = frozenset({"ya", "yes", "ada", "sudah", "true", "sudah ada"})
NO_WORDS = frozenset({"tidak", "no", "belum", "tidak ada", "belum ada", "false"})
LONGEST = 40  # letters of a number
PLAIN = re.compile(r"[+-]?[0-9]+")
# the sign that parts decimals -> the numbers that are written so
DECIMAL_SIGNS = {
    ",": re.compile(r"[+-]?([1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?|[0-9]+,[0-9]+)"),
    ".": re.compile(r"[+-]?([1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?|[0-9]+\.[0-9]+)"),
}
# the most that can stand in a column of a unit; people are whole
MOST = {"percent": SHARE_LIMIT, "months": 12, "yes_no": 1}
WHOLE = ("people", "class")


def nothing(cell: Cell) -> bool:
    """Whether a cell says that there is no figure: blank, a dash, n/a."""
    return cell != cell or (isinstance(cell, str) and cell.casefold() in NOTHING)


def written(cell: Cell) -> str:
    """A cell as text: 1234.0 -> 1234; "" where there is no figure."""
    if nothing(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


@lru_cache(2**17, typed=True)
def readings(cell: Cell, unit: str = "") -> Mapping[str, Decimal]:
    """What a cell can mean: a number by the sign that parts its decimals; both signs where it is the same, none where
    it is no number. A percent sign only stands where percent can."""
    if isinstance(cell, bool):
        return _both(Decimal(int(cell))) if unit in ("yes_no", "") else {}
    if isinstance(cell, int | float | Decimal):
        number = Decimal(written(cell)) if written(cell) else Decimal("nan")
        return _both(number) if number.is_finite() else {}
    if not isinstance(cell, str) or nothing(cell) or len(cell) > LONGEST:
        return {}
    text = cell.replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", " ").strip()
    if unit == "yes_no" and text.casefold() in YES_WORDS | NO_WORDS:
        return _both(Decimal(int(text.casefold() in YES_WORDS)))
    if "%" in text and unit in ("percent", "points", ""):
        text = text.strip("%").strip()
    if PLAIN.fullmatch(text):
        return _both(Decimal(text))
    return {
        sign: Decimal(text.replace("." if sign == "," else ",", "").replace(",", "."))
        for sign, pattern in DECIMAL_SIGNS.items() if pattern.fullmatch(text)
    }  # fmt: skip


def ambiguous(cell: Cell, unit: str = "") -> bool:
    """Whether a cell can mean two numbers."""
    return len(set(readings(cell, unit).values())) > 1


def sign(cells: Iterable[tuple[Cell, str]]) -> str | None:
    """The sign that parts decimals in a column of cells with their units: the only one by which all can be read and
    those that can be read in two ways fit their unit. None where that does not tell."""
    known = [(found, unit) for cell, unit in cells if (found := readings(cell, unit))]
    left = [
        one for one in DECIMAL_SIGNS
        if all(one in found and (len(set(found.values())) == 1 or _fits(found[one], unit)) for found, unit in known)
    ]  # fmt: skip
    return left[0] if len(left) == 1 else None


def number(cell: Cell, by: str | None, unit: str = "") -> Decimal | None:
    """The number of a cell in a column whose decimals are parted by a sign; None where that is no number, and where
    the sign is not known and makes a difference."""
    found = readings(cell, unit)
    if by in found:
        return found[by]
    return next(iter(found.values())) if len(set(found.values())) == 1 else None


def _both(number: Decimal) -> dict[str, Decimal]:
    return dict.fromkeys(DECIMAL_SIGNS, number)


def _fits(number: Decimal, unit: str) -> bool:
    if unit in WHOLE:
        return number.as_tuple().exponent >= 0
    return abs(number) <= MOST.get(unit, abs(number))
