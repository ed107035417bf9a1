"""python benchmarks/reports.py [--times 3]: how long the papers of an edition take to make, as a table.

Medians of some turns after one to warm up. "processor" is the work of both cores: on a busy machine the time says more
about the others. The profile is that of the first region, tables included; the next one has them, as a screen that was
looked at has; of all of them, tables are asked for once.
"""

import argparse
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from messages import words
from reports.book import book
from reports.certificates import certificates
from reports.gathered import gathered
from reports.minutes import minutes
from reports.profile import profile

EDITIONS = ("provinsi-2024", "kabkota-simulasi-2026")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--times", type=int, default=3)
    times = asked.parse_args().times
    t = words("id")
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {times} turns\n")
    print("| edition | paper | size | time | processor |\n|---|---|--:|--:|--:|")
    for id in EDITIONS:
        known = gathered(id)
        codes = known.standings.index
        papers: dict[str, Callable[[], int]] = {
            "book": lambda id=id: len(book(id, t)),
            "profile": lambda id=id, codes=codes: len(profile(id, codes[0], t)),
            "profile, from a screen": lambda id=id, known=known: len(
                profile(id, known.standings.index[0], t, known=known)
            ),
            "certificates, all": lambda id=id: sum(map(len, certificates(id, t).values())),
            "minutes": lambda id=id: len(minutes(id, t)),
        }
        for name, make in papers.items():
            row(id, name, make, times)
        every = lambda id=id, known=known: sum(len(profile(id, code, t, known=known)) for code in known.standings.index)  # noqa: E731
        row(id, f"profiles, all {len(codes)}", every, 1, warm=False)


def row(id: str, name: str, make: Callable[[], int], times: int, warm: bool = True) -> None:
    """Prints one line of the table."""
    if warm:
        make()
    turns = []
    for _ in range(times):
        began, worked = time.perf_counter(), time.process_time()
        size = make()
        turns.append((time.perf_counter() - began, time.process_time() - worked))
    seconds, work = (statistics.median(column) for column in zip(*turns, strict=True))
    print(f"| {id} | {name} | {size / 1e6:.2f} MB | {seconds:.2f} s | {work:.2f} s |", flush=True)


if __name__ == "__main__":
    main()
