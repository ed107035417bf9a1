"""Figures as reading gives them, written down in a line each."""

from decimal import Decimal, InvalidOperation

import pandas as pd

from data.incoming import Incoming, Terms

COLUMNS = (
    "file", "sheet", "title", "row", "cell", "region_text", "code", "indicator", "period", "numerator", "denominator",
    "value", "unit", "nature", "attribution", "source_id", "note", "raw_value", "raw_numerator", "raw_denominator",
)  # fmt: skip
UNITS = {
    "coverage_total": "percent", "target": "percent", "employed": "people", "active_wage": "people",
    "active_nonwage": "people", "growth": "points", "regulation": "yes_no", "months_paid": "months",
    "fiscal_capacity_class": "class",
}  # fmt: skip
SAID = {
    "unit": None, "nature": "published", "attribution": "registration", "source_id": "bpjs-2024", "note": "",
    "title": "",
}  # fmt: skip


def figure(code="11", value="", numerator="", denominator="", indicator="coverage_total", period="2024", **more):
    """One figure; numbers are given as they were written."""
    raw = {"raw_value": value, "raw_numerator": numerator, "raw_denominator": denominator}
    place = {"file": "angka.xlsx", "sheet": "Data", "region_text": code, "code": code}
    own = {"indicator": indicator, "period": period, **{name[4:]: number(text) for name, text in raw.items()}}
    return {**place, **own, **raw, **SAID, "unit": UNITS.get(indicator, "percent"), **more}


def number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def incoming(*figures: dict, questions=(), problems=()) -> Incoming:
    """The figures of a sheet: one a row from row 2 on, in column C, unless they say otherwise."""
    rows = [{"row": n, "cell": f"C{n}", **given} for n, given in enumerate(figures, 2)]
    return Incoming(pd.DataFrame(rows, columns=COLUMNS, dtype=object), pd.DataFrame(), [*questions], [*problems])


def terms(level="province", period="2024", **more) -> Terms:
    return Terms(level, {id: {"names": (id,), "unit": unit} for id, unit in UNITS.items()}, period, **more)
