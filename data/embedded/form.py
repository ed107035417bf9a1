"""How an embedded edition's files are read and written: reference figures in, observations and sources out."""

import os
from pathlib import Path

import duckdb
import pandas as pd

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
COLUMNS = (
    "code",
    "indicator",
    "period",
    "numerator",
    "denominator",
    "value",
    "unit",
    "nature",
    "attribution",
    "source_id",
    "note",
)
KEY = ["code", "indicator", "period"]
REGISTRATION = "registration"

# Written by hand, not by DuckDB's own inference: a blank column would otherwise change its type.
_TYPED = (
    "SELECT "
    + ", ".join(
        f"CAST({name} AS {({'numerator': 'BIGINT', 'denominator': 'BIGINT', 'value': 'DOUBLE'}).get(name, 'VARCHAR')})"
        f" AS {name}"
        for name in COLUMNS
    )
    + " FROM observations ORDER BY code, indicator, period"
)


def reference(name: str) -> pd.DataFrame:
    """A table of `data/reference`, every cell as the text it was printed as, blank = ''."""
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype=str, keep_default_na=False)


def sources(used: set[str]) -> pd.DataFrame:
    """The sources in `used`, by id; one that is not described is an error."""
    known = reference("sources")
    if missing := used - set(known["source_id"]):
        raise ValueError(f"sources without a description: {sorted(missing)}")
    return known[known["source_id"].isin(used)].sort_values("source_id")


def source_ids(observations: pd.DataFrame) -> set[str]:
    """Every id that an observation names; one cell may hold several, separated by ';'."""
    cells = observations["source_id"].dropna().unique()
    return {one for cell in cells for one in cell.split(";") if one}


def write_csv(table: pd.DataFrame, target: Path) -> None:
    """A CSV file with line feeds, put in place in one rename."""
    temporary = target.with_name(target.name + ".part")
    table.to_csv(temporary, index=False, lineterminator="\n", encoding="utf-8")
    os.replace(temporary, target)


def write_parquet(observations: pd.DataFrame, target: Path) -> None:
    """A Parquet file whose bytes depend on the rows alone: sorted, one thread, fixed compression."""
    temporary = target.with_name(target.name + ".part")
    with duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": "false"}) as database:
        database.register("observations", observations)
        path = str(temporary).replace("'", "''")
        database.execute(
            f"COPY ({_TYPED}) TO '{path}' "
            "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 9, ROW_GROUP_SIZE 122880)"
        )
    os.replace(temporary, target)
