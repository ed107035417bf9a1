"""Where the expressions run: DuckDB on this machine, or Apache Spark here or on a cluster."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import ibis
from ibis.backends import BaseBackend

from problems import BadInput, Problem

ENGINES = ("duckdb", "spark")
MEMORY = "3GB"  # of DuckDB; beyond it, it works on the disk


@contextmanager
def engine(name: str, master: str = "local[*]") -> Iterator[BaseBackend]:
    """A connection that is closed afterwards; BadInput where Spark or its Java is not there."""
    with tempfile.TemporaryDirectory() as folder:
        if name == "duckdb":
            connection = ibis.duckdb.connect(memory_limit=MEMORY, temp_directory=folder)
            try:
                yield connection
            finally:
                connection.disconnect()
            return
        if find_spec("pyspark") is None:
            raise BadInput([Problem("--engine", "PySpark: pip install -r requirements-spark.txt", value=name)])
        if shutil.which("java") is None:
            raise BadInput([Problem("--engine", "Java 17 or newer on this machine, which Spark runs on", value=name)])
        from pyspark.sql import SparkSession

        settings = {
            "spark.ui.enabled": "false", "spark.sql.session.timeZone": "UTC", "spark.sql.ansi.enabled": "true",
            "spark.sql.warehouse.dir": folder, "spark.local.dir": folder, "spark.log.level": "ERROR",
        }  # fmt: skip
        build = SparkSession.builder.master(master).appName("ucj-award rollup")
        for key, value in settings.items():
            build = build.config(key, value)
        session = build.getOrCreate()
        try:
            yield ibis.pyspark.connect(session)
        finally:
            session.stop()


def parts(connection: BaseBackend, records: ibis.Table) -> list[ibis.Table]:
    """The records in parts that are counted apart: for DuckDB a month each, so that its memory holds one at a time."""
    if connection.name != "duckdb":
        return [records]
    months = records.select("month").distinct().execute()["month"]
    return [records.filter(records.month == month) for month in sorted(months)]


def read(connection: BaseBackend, source: Path) -> ibis.Table:
    """The records of a Parquet file, or of every one in a folder; BadInput where there are none."""
    files = sorted(source.glob("*.parquet")) if source.is_dir() else [source]
    if not files or not all(file.exists() for file in files):
        raise BadInput([Problem(str(source), "a Parquet file, or a folder of them")])
    try:
        if connection.name == "pyspark":
            return connection.read_parquet(str(source))
        return connection.read_parquet([str(file) for file in files])
    except Exception as error:
        why = {"why": str(error).splitlines()[0]}
        raise BadInput([Problem(source.name, "a table that can be read ({why})", details=why)]) from error
