"""How long does a roll-up of millions of records take, and how much memory? Prints a table for README.md.

    python -m benchmarks.rollup [--millions 5 10 20 50] [--spark 5]

Records are made anew in a temporary folder (about 40 MB a million): as many participants as records a month, twelve
months, over the villages of all regencies. Each roll-up is a process of its own; its memory is the most that the
process held. --spark: millions that local Spark counts as well, and whether every figure is equal.
"""

import argparse
import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from data.regions import regions

SQL = """
COPY (
    SELECT
        md5(CAST(hash(n % $people) AS VARCHAR)) AS participant,
        codes[CAST(1 + hash(p, 6) % len(codes) AS BIGINT)] || '.'
            || lpad(CAST(1 + hash(p, 1) % 12 AS VARCHAR), 2, '0') || '.'
            || CAST(2001 + hash(p, 2) % 13 AS VARCHAR) AS village,
        CASE WHEN hash(p, 3) % 100 < 63 THEN 'wage' WHEN hash(p, 3) % 100 < 86 THEN 'nonwage'
            WHEN hash(p, 3) % 100 < 99 THEN 'construction' ELSE 'migrant' END AS segment,
        '2026-' || lpad(CAST(1 + n // $people AS VARCHAR), 2, '0') AS month,
        CAST(hash(n, 4) % 13 AS INTEGER) AS months_paid,
        ['APBN', 'APBD', 'APBDes', 'employer', 'own', 'own'][CAST(1 + hash(p, 5) % 6 AS BIGINT)] AS payer
    FROM (SELECT range AS n, range % $people AS p FROM range($records)) AS made
    CROSS JOIN (SELECT list(code ORDER BY code) AS codes FROM regency) AS known
) TO '$file' (FORMAT parquet, ROW_GROUP_SIZE 1000000)
"""


def make(records: int, file: Path) -> None:
    """Writes records of twelve months, each participant once a month; nothing of the rest of the record is random."""
    connection = duckdb.connect(config={"memory_limit": "2GB", "preserve_insertion_order": "false"})
    connection.register("regency", regions().query("level == 'regency'")[["code"]])
    text = SQL.replace("$people", str(records // 12 + 1)).replace("$records", str(records)).replace("$file", str(file))
    connection.execute(text)


def one(file: Path, using: str) -> None:
    """Rolls up once: seconds, peak megabytes, records and a digest of every figure, on standard output."""
    from data.rollup.rollup import rollup

    begun = time.perf_counter()
    found, counted = rollup(file, using=using, attribution="registration", source_id="made")
    seconds = time.perf_counter() - begun
    digest = hashlib.sha256("".join(t.to_csv(index=False) for t in found.values()).encode()).hexdigest()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.1f} {peak:.0f} {counted['records']} {digest[:12]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--millions", type=int, nargs="*", default=[5, 10, 20, 50])
    parser.add_argument("--spark", type=int, nargs="*", default=[])
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(Path(options.one[0]), options.one[1])
        return
    print("| millions of records | engine | seconds | peak MB | figures |\n|--:|---|--:|--:|---|")
    with tempfile.TemporaryDirectory() as folder:
        for millions in sorted({*options.millions, *options.spark}):
            file = Path(folder) / "records.parquet"
            make(millions * 1_000_000, file)
            for using in ["duckdb", *(["spark"] if millions in options.spark else [])]:
                command = [sys.executable, "-m", "benchmarks.rollup", "--one", str(file), using]
                told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
                print(f"| {millions} | {using} | {told[-4]} | {told[-3]} | {told[-1]} |", flush=True)


if __name__ == "__main__":
    main()
