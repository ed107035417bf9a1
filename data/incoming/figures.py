"""Figures that came in as DuckDB tables: as they were read, and with those that their counts make.

Computed where a file gives the counts and not the figure, in check_derived.sql:
employed_formal, employed_informal  of employed and formal_share (percent), to whole people, half up
coverage_*     participants (numerator) over universe (denominator), see `data.embedded.regencies.SHARES`
unprotected*   universe less participants, none below 0
growth         points of coverage_total since the same period a year before
attainment     coverage_total as percent of target
Growth and attainment are exact, rounded half up to six decimals. Nature is derived, or simulated where a figure behind
it is; attribution and source_id are those of all figures behind it. A figure that is given is never computed anew, nor
one left blank with a note of why in its own row; one that lacks any of its counts stays missing.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pandas as pd

from data.embedded.regencies import ABOVE_UNIVERSE, GAPS, SHARES
from data.incoming import Incoming, Terms
from data.incoming.rules import FIRST_YEAR, LAST_YEAR
from data.incoming.terms import NUMBERS
from data.regions import regions
from data.store import sql

TEXTS = (
    "file", "sheet", "title", "cell", "code", "indicator", "period", "raw_value", "raw_numerator", "raw_denominator",
    "unit", "nature", "attribution", "source_id", "note",
)  # fmt: skip


@contextmanager
def figures(incoming: Incoming, terms: Terms) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with the table `figures`, one row a figure read or derived (check_figures.sql), whose id is
    its place in `incoming.rows` (of a derived one, that of its first count); and the tables of `_known`."""
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false", "threads": "2"}) as database:
        for name, table in _known(terms).items():
            database.register(name, table)
        database.register("incoming", _texts(incoming.rows, terms))
        bounds = {"level": terms.level, "first_year": FIRST_YEAR, "last_year": LAST_YEAR}
        database.execute(f"CREATE TABLE received AS {sql('check_read')}", bounds)
        database.execute(f"CREATE TABLE given AS {sql('check_given')}")
        database.execute(f"CREATE TABLE derived AS {sql('check_derived')}", {"above_universe": ABOVE_UNIVERSE})
        database.execute(f"CREATE TABLE figures AS {sql('check_figures')}")
        yield database


def _known(terms: Terms) -> dict[str, pd.DataFrame]:
    """regions; of each share its parts and universe; which share leaves which gap; heads that were answered for."""
    parts = [(share, part, len(active)) for share, (active, _) in SHARES.items() for part in active]
    universes = [(share, universe) for share, (_, universe) in SHARES.items()]
    heads = [(head, re.split("[:@]", answer)[0]) for head, answer in terms.columns.items()]
    return {
        "regions": regions()[["code", "name", "level", "kind", "parent_code", "zone"]],
        "parts": pd.DataFrame(parts, columns=["indicator", "part", "parts"]),
        "universes": pd.DataFrame(universes, columns=["indicator", "universe"]),
        "gaps": pd.DataFrame(GAPS.items(), columns=["indicator", "share"]),
        "heads": pd.DataFrame(heads, columns=["head", "indicator"]).astype("str"),
    }


def _texts(rows: pd.DataFrame, terms: Terms) -> pd.DataFrame:
    """Rows as text without blanks, numbers in plain notation, with their id and the unit that the criteria ask."""
    units = {id: facts.get("unit", "") for id, facts in terms.indicators.items()}
    texts = {name: rows[name].astype("str").fillna("") for name in TEXTS}
    numbers = {f"{name}_text": pd.Series(map(_plain, rows[name]), rows.index, dtype="str") for name in NUMBERS}
    return pd.DataFrame({**texts, **numbers}).assign(
        row=pd.array(rows["row"], dtype="Int64"),
        id=range(len(rows)),
        asked_unit=texts["indicator"].map(units).astype("str").fillna(""),
    )


def _plain(value) -> str:
    """Decimal("1E+3") -> 1000; a blank for none."""
    return "" if value is None or value != value else format(value, "f")
