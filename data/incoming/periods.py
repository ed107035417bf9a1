"""Periods as people write them: 2025, 2025-03, Mar 2025, 31 Desember 2024, Maret (of a year that is said elsewhere)."""

import re
from datetime import date
from functools import lru_cache

from data.incoming.sheets import Cell

NAMES_OF_MONTHS = (
    ("jan", "januari", "january"), ("feb", "februari", "pebruari", "february", "peb"), ("mar", "maret", "march"),
    ("apr", "april"), ("mei", "may"), ("jun", "juni", "june"), ("jul", "juli", "july"),
    ("agu", "agt", "ags", "agust", "agustus", "aug", "august"), ("sep", "sept", "september"),
    ("okt", "oktober", "oct", "october"), ("nov", "nopember", "november"), ("des", "desember", "dec", "december"),
)  # fmt: skip
MONTHS = {name: n for n, names in enumerate(NAMES_OF_MONTHS, 1) for name in names}
YEAR = r"(?:19[5-9][0-9]|20[0-9]{2})"
NAMED = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE_FORMS = (
    re.compile(rf"(?<![0-9])(?P<y>{YEAR})[-/.](?P<m>0?[1-9]|1[0-2])(?:[-/.][0-9]{{1,2}})?(?![0-9])"),
    re.compile(rf"(?<![0-9])(?:[0-9]{{1,2}}[-/.])?(?P<m>0?[1-9]|1[0-2])[-/.](?P<y>{YEAR})(?![0-9])"),
    re.compile(rf"(?<![a-z])(?:[0-9]{{1,2}} )?(?P<name>{NAMED})\b[ .'’-]*(?P<y>{YEAR})(?![0-9])"),
    re.compile(rf"(?<![a-z])(?P<name>{NAMED})[ '’-]+(?P<yy>[0-9]{{2}})(?![0-9])"),
    re.compile(rf"(?<![0-9.,])(?P<y>{YEAR})(?![0-9]|[.,][0-9])"),
    re.compile(rf"(?<![a-z])(?P<name>{NAMED})(?![a-z])\.?"),
)
AROUND_DATES = re.compile(
    r"\b(tahun|bulan|periode|per|s\.?d\.?|sampai|dengan|keadaan|posisi|year|month|as of|th|thn)\b\.?"
)


def found(text: str) -> tuple[list[str], str]:
    """The periods in a text, each YYYY, YYYY-MM or, without its year, MM; and the text without them."""
    rest, periods = text.casefold(), []
    for form in DATE_FORMS:
        for match in form.finditer(rest):
            parts = match.groupdict()
            month = MONTHS[parts["name"]] if parts.get("name") else int(parts.get("m") or 0)
            year = parts.get("y") or ("20" + parts["yy"] if parts.get("yy") else "")
            periods.append("-".join(filter(None, [year, f"{month:02d}" if month else ""])))
        rest = form.sub(" ", rest)
    return periods, rest


@lru_cache(2**14, typed=True)
def period(cell: Cell) -> str:
    """The period that a cell is, as in `found`; "" where it is none, or more than that."""
    if isinstance(cell, date):
        return f"{cell:%Y-%m}"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, str | int):
        return ""
    periods, rest = found(str(cell))
    return periods[0] if len(periods) == 1 and not re.search(r"\w", AROUND_DATES.sub(" ", rest)) else ""


def joined(*said: str) -> str:
    """One period of several parts, the nearest first: a month takes its year from the first part that has one."""
    known = [one for one in said if one]
    if not known or len(known[0]) != 2:
        return known[0] if known else ""
    years = [one[:4] for one in known if len(one) >= 4]
    return f"{years[0]}-{known[0]}" if years else ""
