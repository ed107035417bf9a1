"""What is wrong with figures that came in, all at once: one SQL file a family of rules, worded by `rules`."""

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from data import quality, store
from data.editions import ATTRIBUTIONS, NATURES, PERIOD
from data.incoming import Incoming, Terms
from data.incoming.faults import READING
from data.incoming.figures import figures
from data.incoming.numbers import readings
from data.incoming.rules import (
    BY_CODE,
    CHANGE_PERCENT,
    CHANGE_POINTS,
    CHECKS,
    FIRST_YEAR,
    LAST_YEAR,
    SHARE_LIMIT,
    SUM_PERCENT,
)  # fmt: skip
from data.incoming.terms import NUMBERS
from problems import Problem

EVERY = (*READING, *CHECKS)  # all that is looked for, for screens and documents
SEVERITIES = ("error", "question", "warning")  # in the order in which they are to be dealt with
PLACE = ["file", "sheet", "row", "cell", *(f"raw_{name}" for name in NUMBERS)]
# the queries, each with the parameters that it takes
FAMILIES = {
    "check_rows": ("own", "share_limit", "printed", "first_year", "last_year", "natures", "attributions"),
    "check_regions": ("level",),
    "check_mixed": ("attribution",),
    "check_sums": ("tolerance",),
    "check_series": (),
    "check_changes": ("earlier", "points", "percent"),
}


def check(incoming: Incoming, terms: Terms, earlier: str | None = None) -> list[Problem]:
    """Every problem of figures that came in, with those of reading them: errors first, then by file, sheet and row.

    `earlier`: id of an edition that they are held against: of the same level for changes, of provinces for the sums of
    regencies. Figures that are computed from counts (`data.incoming.figures`) are checked with the others, where their
    first count stands. BadInput where there is no such edition.
    """
    with figures(incoming, terms) as database:
        settings = _prepare(database, terms, earlier)
        faults = []
        for family, names in FAMILIES.items():
            asked = {name: settings[name] for name in names}
            faults += database.execute(store.sql(family), asked or None).fetchall()
    file = next(iter(incoming.rows["file"]), "")
    ids = sorted({id for _, id, *_ in faults if id is not None})
    rows = dict(zip(ids, incoming.rows[PLACE].iloc[ids].to_dict("records"), strict=True))
    own = [_problem(rows.get(id, {"file": file}), rule, *told) for rule, id, *told in faults]
    told = _told(terms, file)
    own = told + [p for p in own if not any(_said(one, p) for one in told)]
    # what can be read in two ways is asked, and no fault until it is answered
    asked = {(p.sheet, p.column) for p in incoming.questions if p.code == "UCJ113"}
    said = (p for p in own if p.code != "UCJ301" or (p.sheet, p.column) not in asked or not readings(p.value))
    return in_order([*incoming.problems, *incoming.questions, *said])


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems without doubles: errors, questions, warnings, each by file, sheet, row, column; those of no row last."""
    once = {(p.code, p.file, p.sheet, p.row, p.column, p.value, p.expected, str(p.details)): p for p in problems}

    def place(p: Problem) -> tuple:
        rank = SEVERITIES.index(p.severity)
        return rank, p.file, p.row is None, p.sheet, p.row or 0, len(p.column), p.column, p.code

    return sorted(once.values(), key=place)


def _told(terms: Terms, file: str) -> list[Problem]:
    """What was told of all figures and cannot be: a fault of the whole, not one at each of them."""
    years = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
    found = [("UCJ603", "period", years)] if terms.period and not _dated(terms.period) else []
    for name, options in (("nature", NATURES), ("attribution", ATTRIBUTIONS)):
        if getattr(terms, name) and getattr(terms, name) not in options:
            found.append(("UCJ604", name, {"options": ", ".join(options)}))
    return [
        Problem(file, BY_CODE[code].expected, None, name, getattr(terms, name), details, code=code)
        for code, name, details in found
    ]


def _said(told: Problem, other: Problem) -> bool:
    """Whether a fault of one figure only repeats what was told of all; a month may have its year from it."""
    return (told.code, told.column) == (other.code, other.column) and (other.value or "").startswith(told.value)


def _dated(period: str | None) -> bool:
    return bool(re.fullmatch(PERIOD, period or "")) and FIRST_YEAR <= int(period[:4]) <= LAST_YEAR


def _prepare(database, terms: Terms, earlier: str | None) -> dict[str, object]:
    """What the queries read beside the figures: observations as of an edition, the findings on them by the rules of
    data/quality.py, and the earlier edition's; gives the parameters."""
    database.register("earlier", _earlier(earlier))
    database.execute(store.sql("view_observations").replace("$source", f"({store.sql('check_kept')})"))
    latest, indicators = database.execute(
        "SELECT max(period), list(DISTINCT indicator) FROM figures WHERE kept"
    ).fetchone()
    own = (terms.period if _dated(terms.period) else latest) or str(FIRST_YEAR)
    judged = quality.settings(sorted(indicators or []), own, own, terms.level)
    database.execute(f"CREATE TABLE findings AS {store.sql('quality_findings')}", judged)
    return {
        "level": terms.level, "first_year": FIRST_YEAR, "last_year": LAST_YEAR, "own": own,
        "share_limit": SHARE_LIMIT, "printed": quality.PRINTED_POINTS, "natures": ", ".join(NATURES),
        "attributions": ", ".join(ATTRIBUTIONS), "attribution": terms.attribution or "", "tolerance": SUM_PERCENT,
        "earlier": earlier or "", "points": CHANGE_POINTS, "percent": CHANGE_PERCENT,
    }  # fmt: skip


def _earlier(id: str | None) -> pd.DataFrame:
    """The figures of an edition that others are held against; none without one."""
    if id:
        return store.query(id, "check_earlier")
    types = dict.fromkeys(("code", "indicator", "period", "unit"), "str")
    types |= dict.fromkeys(("numerator", "denominator", "value"), "float64")
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in types.items()})


def _problem(row: Mapping, rule: str, field: str, found: str | None, details: Mapping) -> Problem:
    """A fault in words, at its cell (`details` names it); one that has no row is of the whole file.

    The column is that of the cell; or the indicator, for a computed figure; or the word that the long form has for it.
    """
    check = BY_CODE[rule]
    facts = {"code": rule, "severity": check.severity}
    if "row" not in row:
        return Problem(row["file"], check.expected, details=details, **facts)
    column = field
    if field in NUMBERS and row["cell"] and (field == "value" or not row["raw_value"]):
        column, found = row["cell"].rstrip("0123456789"), row[f"raw_{field}"] or found
    place = {"cell": row["cell"]}
    return Problem(
        row["file"], check.expected, row["row"], column, found, {**details, **place}, row["sheet"] or "", **facts
    )
