"""python benchmarks/checks.py: how long it takes to check 84,000 figures that came in, in two shapes, as a table.

The figures are those of the simulated edition: 514 regencies by month, as they are, and with one cell in fifty spoilt.
Medians of five turns after one to warm up; reading the file is not in it, deriving shares from counts is. "processor"
is the work of both cores; on a busy machine the time says more about the others.
"""

import platform
import statistics
import sys
import time
from decimal import Decimal
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from data import store
from data.incoming import Incoming, Terms
from data.incoming.checks import check

EDITION, ROWS, TURNS = "kabkota-simulasi-2026", 84_000, 5
COUNTS = ("employed", "employed_formal", "employed_informal", "active_wage", "active_nonwage")
SHARES = ("coverage_total", "coverage_wage", "coverage_nonwage", "target")


def figures(indicators: tuple[str, ...], spoilt: bool) -> pd.DataFrame:
    """Rows as reading gives them, of some indicators of the simulated edition."""
    path = store.edition(EDITION).observations
    table = pd.read_parquet(path).query("indicator in @indicators").head(ROWS).reset_index(drop=True)
    table = table.astype(object).where(table.notna(), None)
    for name in ("numerator", "denominator", "value"):
        table[name] = [None if x is None else Decimal(repr(x)) for x in table[name]]
        table[f"raw_{name}"] = ["" if x is None else format(x, "f") for x in table[name]]
    if spoilt:
        table.loc[::50, "raw_value"], table.loc[::50, "value"] = "tidak ada", None
    rows = table.index + 2
    return table.assign(
        file="benchmark.csv", sheet="", title="", row=rows, cell=[f"F{n}" for n in rows], region_text=table["code"]
    )


def main() -> None:
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {ROWS:,} rows\n")
    print("| figures | problems | time | processor |\n|---|--:|--:|--:|")
    for label, indicators in {"shares with their counts": SHARES, "raw counts, shares derived": COUNTS}.items():
        for spoilt in (False, True):
            incoming = Incoming(figures(indicators, spoilt), pd.DataFrame(), [], [])
            terms = Terms("regency", {id: {"unit": unit(id)} for id in indicators}, "2026-09")
            found, walls, works = check(incoming, terms), [], []
            for _ in range(TURNS):
                wall, work = time.perf_counter(), time.process_time()
                check(incoming, terms)
                walls.append(time.perf_counter() - wall)
                works.append(time.process_time() - work)
            times = " | ".join(f"{statistics.median(seconds):.2f} s" for seconds in (walls, works))
            print(f"| {label}{', one in 50 spoilt' * spoilt} | {len(found):,} | {times} |")


def unit(indicator: str) -> str:
    return "percent" if indicator in SHARES else "people"


if __name__ == "__main__":
    main()
