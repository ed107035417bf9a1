"""python benchmarks/fuzz_incoming.py [--minutes 10] [--seed 1]: damaged files into the readers, as long as wanted.

Valid files (the awkward workbooks of the tests, a filled template, a Parquet file) are changed at random, the parts of
workbooks also inside the archive, and read and checked. Whatever is raised and is no BadInput is printed with the seed
that gives it again; the exit code says whether there was any. A process that dies is seen by its parent.
"""

import argparse
import io
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from data.incoming import Terms, read, template
from data.incoming.checks import check
from data.incoming.marked import marked
from messages import words
from problems import BadInput
from tests.data.incoming.workbooks import INDICATORS, workbooks

TURNS = 500  # files by one process
INTERESTING = (b"", b"\0", b"\xff", b"<", b">", b'"', b"999999999", b"-1", b"1e308", b"=", b";", b"\n", b"\xef\xbb\xbf")


def valid() -> list[tuple[str, bytes, Terms]]:
    """Files that can be read, with what is told of them."""
    found = [(name, content, expected.terms) for name, (content, expected) in workbooks().items()]
    columns = {id: {"name": facts["names"][0], "unit": facts["unit"]} for id, facts in INDICATORS.items()}
    found.append(("template.xlsx", template("province", columns, [words("id")]), Terms("province", INDICATORS, "2025")))
    file = io.BytesIO()
    rows = [("32.04", "coverage_total", "2025", 45.6), ("32.73", "employed", "2025", 12.0)]
    pd.DataFrame(rows, columns=["code", "indicator", "period", "value"]).to_parquet(file)
    return [*found, ("figures.parquet", file.getvalue(), Terms("regency", INDICATORS, "2025"))]


def spoilt(content: bytes, draw: random.Random) -> bytes:
    """A file changed in a few places: bytes flipped, cut, doubled, or put in."""
    if content.startswith(b"PK") and draw.random() < 0.7:
        return _inside(content, draw)
    out = bytearray(content)
    for _ in range(draw.randint(1, 8)):
        at, long = draw.randrange(len(out) + 1), draw.choice((1, 1, 2, 8, 64))
        kind = draw.randrange(4)
        if kind == 0:
            out[at : at + 1] = bytes([draw.randrange(256)])
        elif kind == 1:
            del out[at : at + long]
        elif kind == 2:
            out[at:at] = out[at : at + long] * draw.randint(1, 4)
        else:
            out[at:at] = draw.choice(INTERESTING)
    return bytes(out)


def _inside(content: bytes, draw: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = draw.choice([*parts, *["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"] * 4])
    if name in parts:
        parts[name] = spoilt(parts[name], draw)
    if draw.random() < 0.05:
        parts.pop(draw.choice(list(parts)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, inside in parts.items():
            packed.writestr(name, inside)
    return out.getvalue()


def turns(first: int, out) -> None:
    """Files of the seeds from `first` on: how many were read or refused, and what was raised beside."""
    files, counts = valid(), Counter()
    for seed in range(first, first + TURNS):
        out.send(("seed", seed))
        draw = random.Random(seed)
        name, content, terms = draw.choice(files)
        content = spoilt(content, draw)
        try:
            found = read(name, content, terms)
            problems = check(found, terms)
            if draw.random() < 0.1:
                marked(name, content, problems, words("id"))
            counts["read with figures" if len(found.rows) else "read without figures"] += 1
        except BadInput as refused:
            counts["refused " + " ".join(sorted({p.code for p in refused.problems}))] += 1
        except BaseException:
            out.send(("raised", f"seed {seed}, {name}\n{traceback.format_exc()}"))
            counts["RAISED"] += 1
    out.send(("done", counts))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    counts, seed, end = Counter(), options.seed, time.monotonic() + options.minutes * 60
    while time.monotonic() < end:
        mine, theirs = get_context("spawn").Pipe(duplex=False)
        process = get_context("spawn").Process(target=turns, args=(seed, theirs))
        process.start()
        theirs.close()
        last = seed
        try:
            while (message := mine.recv())[0] != "done":
                if message[0] == "seed":
                    last = message[1]
                else:
                    print(message[1], flush=True)
            counts += message[1]
        except EOFError:
            counts["DIED"] += 1
            print(f"seed {last}: the process died", flush=True)
        process.join()
        seed = last + 1
    for outcome, n in sorted(counts.items()):
        print(f"{n:>8,}  {outcome}")
    print(f"{sum(counts.values()):>8,}  in all, seeds {options.seed} to {seed - 1}")
    return 1 if counts["RAISED"] or counts["DIED"] else 0


if __name__ == "__main__":
    sys.exit(main())
