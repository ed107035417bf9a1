"""DuckDB over the files of one edition: views in memory, one SQL file a question, nothing to lock."""

import csv
from functools import cache, lru_cache
from pathlib import Path

import duckdb
import pandas as pd

from data.editions import edition
from data.villages import NAME, villages
from problems import BadInput, Problem

QUERIES = Path(__file__).parent / "queries"
TABLES = Path(__file__).parent
COLUMNS = (
    "code", "indicator", "period", "numerator", "denominator", "value", "unit", "nature", "attribution", "source_id",
    "note",
)  # fmt: skip


def query(edition_id: str, question: str, **parameters: object) -> pd.DataFrame:
    """The answer of data/queries/<question>.sql on an edition, with its $parameters.

    BadInput where there is no such edition or it is broken. Safe to call from several threads at once.
    """
    found = edition(edition_id)
    path = found.observations.resolve()
    own = path.with_name(NAME) if found.level == "village" else None
    stamp = max(file.stat().st_mtime_ns for file in (path, own) if file)
    cursor = _database(found.id, found.level, path, own, stamp).cursor()
    return cursor.execute(sql(question), parameters or None).df()


def indicator_table(edition_id: str, period: str) -> pd.DataFrame:
    """Values of an edition at a period: one float column an indicator, indexed by code, every region of its level.

    An indicator that is not counted at that pace (poverty, once a year) stands with its latest earlier period; a
    region that lacks a figure of that period is NaN, never filled from another period.
    """
    tables = indicator_tables(edition_id, period, period)
    return tables[period] if period in tables else pd.DataFrame(index=_codes(edition_id))


def indicator_tables(edition_id: str, first: str, last: str) -> dict[str, pd.DataFrame]:
    """Tables as `indicator_table` of all periods from the first to the last, oldest first."""
    codes = _codes(edition_id)
    rows = query(edition_id, "tables", first=first, last=last, own=edition(edition_id).period)
    return {
        period: part.pivot(index="code", columns="indicator", values="value").reindex(codes)
        for period, part in rows.groupby("stands_at")
    }


def periods(edition_id: str) -> list[str]:
    """The periods that an edition can be ranked at, oldest first: those of its own pace, up to its own."""
    return query(edition_id, "periods", period=edition(edition_id).period)["period"].to_list()


def _codes(edition_id: str) -> pd.Index:
    """Codes of every region of an edition's level."""
    return pd.Index(query(edition_id, "codes", level=edition(edition_id).level)["code"], name="code")


@cache
def sql(question: str) -> str:
    """The text of data/queries/<question>.sql."""
    return (QUERIES / f"{question}.sql").read_text("utf-8")


@lru_cache(maxsize=16)
def _database(edition_id: str, level: str, path: Path, own: Path | None, stamp: int) -> duckdb.DuckDBPyConnection:
    """An in-memory database whose views read the observations of one edition and nothing else, with the list of its
    regions beside them; `own`: its list of villages, where it has one; `stamp` tells an edited file."""
    places = {"villages": own} if own else {"regions": TABLES / "regions.csv"}
    observations, tables = str(path), {n: str(p) for n, p in {**places, "premiums": TABLES / "premiums.csv"}.items()}
    if own:
        villages(own.parent)  # BadInput with what is wrong with it
    connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false", "threads": "2"})
    file = f"{edition_id}/{path.name}"
    try:
        source, columns = _source(connection, path)
        if problems := [
            Problem(file, "a column of this name in the first line", 1, name) for name in COLUMNS if name not in columns
        ]:
            raise BadInput(problems)
        for view in ("rows", "observations"):
            connection.execute(sql(f"view_{view}").replace("$source", source))
        for table, place in tables.items():
            reader = f"read_csv({_quoted(place)}, all_varchar = true)"
            connection.execute(sql(f"table_{table}").replace("$source", reader))
        connection.execute(f"SET allowed_paths = [{_quoted(observations)}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        # Every cell is read once, or it is told; without the hash, a Parquet file answers by its summary alone.
        connection.execute(f"SELECT max(hash(COLUMNS(*))) FROM {source}").fetchall()
        faults = connection.execute(sql("faults"), {"level": level}).fetchall()
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise BadInput([Problem(file, "a table that can be read ({why})", details={"why": reason})]) from error
    if faults:
        raise BadInput(Problem(file, expected, row, column, value) for row, column, value, expected in faults)
    return connection


def _source(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[str, list[str]]:
    """What DuckDB reads a file of observations by, and the names of its columns.

    The form of a CSV is told, not guessed: a guess would take a faulty line for another form of file.
    """
    if path.suffix == ".parquet":
        source = f"read_parquet({_quoted(str(path))})"
        return source, [row[0] for row in connection.execute(f"DESCRIBE FROM {source}").fetchall()]
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        columns = [name.strip() for name in next(csv.reader(file), [])]
    types = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in columns)
    form = "header = true, auto_detect = false, strict_mode = true, delim = ',', quote = '\"', escape = '\"'"
    return f"read_csv({_quoted(str(path))}, {form}, columns = {{{types}}})", columns


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
