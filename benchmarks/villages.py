"""What 83,762 villages cost the server: python -m benchmarks.villages (makes the edition in a temporary folder).

Milliseconds of wall clock, the middle of five for what is repeated; processor time of this process beside it.
"""

import os
import tempfile
import time
from pathlib import Path
from statistics import median

from data import embedded, store
from data.editions import edition
from data.villages import villages
from reports import villages as rows_of
from scoring import edition as bridge
from scoring.ranking import rank

ID, TIMES = "desa-simulasi-2026", 5


def measured(name: str, make, times: int = TIMES):
    """Runs something and prints what it took."""
    walls, works = [], []
    for _ in range(times):
        wall, work = time.perf_counter(), time.process_time()
        found = make()
        walls.append(1000 * (time.perf_counter() - wall))
        works.append(1000 * (time.process_time() - work))
    print(f"{name:44}{median(walls):9.0f} ms {median(works):9.0f} ms of processor")
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["UCJ_HOME"] = home
        folder = Path(home) / "editions" / ID
        measured("edition made", lambda: embedded.build(ID, folder), 1)
        measured("files opened and checked", lambda: store.periods(ID), 1)
        found = measured("ranking, from the files", lambda: bridge.ranking(ID), 1)
        before = bridge.ranking(ID, "2025-09")
        measured("score and rank of all", lambda: rank(found.criteria, found.values))
        known = measured("list of villages", lambda: villages(edition(ID).folder), 1)
        table = measured("places in regencies, change, names", lambda: rows_of.standings(found, before, known))
        measured("first page", lambda: rows_of.page(rows_of.ordered(table, "rank"), 1))
        measured("search by name, first page",
                 lambda: rows_of.page(rows_of.ordered(rows_of.found(table, "desa 12"), "rank"), 1))  # fmt: skip
        measured("medians of regencies", lambda: rows_of.medians(table))
        measured("figures of one village", lambda: store.query(ID, "region", code=table.index[0]))


if __name__ == "__main__":
    main()
