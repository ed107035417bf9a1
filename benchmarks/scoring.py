"""python benchmarks/scoring.py: scoring beside NumPy, DuckDB and two libraries, in one run, as a Markdown table.

Every method of a case gets the same values and weights and takes turns with the others: 15 turns for NumPy and for
us, 5 for who is slower. Times are medians of turns, ratios medians of the ratio within each turn, since a shared
machine is not equally fast in all of them. What is too slow to run in full is run on fewer draws and multiplied: the
table says from how many. Memory is the most that a process of its own held, imports and values included (Linux).
Below the table: where the methods agree, and where not.
"""

import importlib.metadata
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scoring.criteria import Criteria, parse_criteria
from scoring.ranking import Ranking, rank
from scoring.robustness import draw_weights, rank_ranges, robustness, weighted

TURNS, FEW = 15, 5
LIBRARIES = {"DuckDB SQL": "duckdb", "scikit-criteria": "scikit-criteria", "pymcdm": "pymcdm"}
GROUPS = {"flat": [range(8)], "nested": [range(3), range(3, 6), range(6, 8)]}
SEED = 2026


@dataclass(frozen=True)
class Case:
    """What is timed: n regions, 8 indicators; draws = 0: score and rank once."""

    name: str
    n: int
    shape: str = "flat"
    draws: int = 0
    top: int = 10
    bar: float | None = None  # times NumPy, as the issue asks

    @property
    def kind(self) -> str:
        return "arithmetic" if self.shape == "flat" else "geometric"


CASES = [
    Case("514 x 8, score + rank, flat", 514),
    Case("514 x 8, score + rank, nested geometric", 514, "nested"),
    Case("514 x 8, robustness, 10,000 draws, flat", 514, draws=10_000, bar=4),
    Case("514 x 8, robustness, 10,000 draws, nested geometric", 514, "nested", draws=10_000, bar=6),
    Case("84,000 x 8, score + rank, flat", 84_000, bar=4),
    Case("84,000 x 8, chance of the first 100, 1,000 draws, flat", 84_000, draws=1000, top=100),
]


# --- the same question for everyone ----------------------------------------------------------------------------------


@cache
def criteria(shape: str) -> Criteria:
    kind = "arithmetic" if shape == "flat" else "geometric"
    text = f'[criteria]\nid = "x"\naggregate = "{kind}"\n'
    for d, members in enumerate(GROUPS[shape]):
        text += f'[[dimension]]\nid = "d{d}"\naggregate = "{kind}"\n'
        for i in members:
            text += f'[[indicator]]\nid = "x{i}"\ndimension = "d{d}"\nweight = {i + 1}\ngoalposts = [0, 100]\n'
    return parse_criteria(text)


@cache
def values(n: int) -> pd.DataFrame:
    """n x 8 in percent, four decimals, above 0; the last ten rows repeat the first ten, so that places are shared."""
    x = np.round(np.random.default_rng(7).random((n, 8)) * 99 + 1, 4)
    x[-10:] = x[:10]
    return pd.DataFrame(x, columns=[f"x{i}" for i in range(8)], index=[f"{i:06d}" for i in range(n)])


@cache
def ranking(n: int, shape: str) -> Ranking:
    return rank(criteria(shape), values(n))


@cache
def weights(case: Case, draws: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights as shares of their parent: draws x groups and draws x 8. No draws: the nominal weights, as one draw."""
    drawn = draw_weights(criteria(case.shape), max(1, draws), SEED, 0.25 if draws else 0.0)
    groups = len(GROUPS[case.shape])
    upper, lower = drawn[:, :groups], drawn[:, groups:].copy()
    assert [part.id for part in weighted(criteria(case.shape))][groups:] == [f"x{i}" for i in range(8)]
    for members in GROUPS[case.shape]:
        lower[:, members] /= lower[:, members].sum(axis=1, keepdims=True)
    return upper / upper.sum(axis=1, keepdims=True), lower


def joint(case: Case, draws: int) -> np.ndarray:
    """Weights of the 8 indicators in the whole, draws x 8: a mean of means of one kind is one mean."""
    upper, lower = weights(case, draws)
    of = [g for g, members in enumerate(GROUPS[case.shape]) for _ in members]
    return lower * upper[:, of]


# --- the methods: each returns what can be compared, scores or places of n regions ------------------------------------


def ours(case: Case, draws: int) -> np.ndarray:
    if not draws:
        return rank(criteria(case.shape), values(case.n)).table["rank"].to_numpy(dtype=float)
    found = robustness(ranking(case.n, case.shape), draws=draws, seed=SEED, spread=0.25, top=case.top)
    return found["p_topk"].to_numpy()


@cache
def ready_keys(case: Case, draws: int) -> np.ndarray:
    """Scores of all draws, negated so that the best is first."""
    x = values(case.n).to_numpy().T / 100
    return -np.exp(joint(case, draws) @ np.log(x)) if case.kind == "geometric" else -joint(case, draws) @ x


def plain_numpy(case: Case, draws: int) -> np.ndarray:
    """The limit. 10,000 draws: argsort alone, of scores made beforehand; else weighted sum + argsort + rank."""
    if draws and case.n == 514:
        return np.argsort(ready_keys(case, draws), axis=1)
    x = values(case.n).to_numpy()
    x = np.log(x) if case.kind == "geometric" else x
    first = np.zeros(case.n)
    for w in joint(case, draws):
        order = np.argsort(-(x @ w))
        places = np.empty(case.n)
        places[order] = np.arange(1, case.n + 1)
        first += places <= case.top
    return first / draws if draws else places


@cache
def database(case: Case, draws: int):
    import duckdb

    base = duckdb.connect()
    base.execute("SET enable_progress_bar = false")
    base.register("v", values(case.n).rename_axis("code").reset_index())
    base.execute("CREATE TABLE x AS SELECT * FROM v")
    base.register("d", pd.DataFrame(joint(case, draws), columns=[f"w{i}" for i in range(8)]).reset_index(names="draw"))
    base.execute("CREATE TABLE w AS SELECT * FROM d")
    return base


def duckdb_sql(case: Case, draws: int) -> np.ndarray:
    base = database(case, draws)
    wrap = ("exp(", "ln", ")") if case.kind == "geometric" else ("(", "", ")")
    score = wrap[0] + " + ".join(f"w{i} * {wrap[1]}(x{i})" for i in range(8)) + wrap[2]
    places = f"""SELECT code, draw, rank() OVER (PARTITION BY draw ORDER BY round(round({score}, 12), 2) DESC) AS place
                 FROM x, w"""
    if not draws:
        return base.sql(f"SELECT place FROM ({places}) ORDER BY code").fetchnumpy()["place"].astype(float)
    found = base.sql(
        f"""SELECT code, quantile_cont(place, [0.05, 0.5, 0.95]), avg(place), avg((place = 1)::INT),
                   avg((place <= {case.top})::INT) AS p FROM ({places}) GROUP BY code ORDER BY code"""
    )
    return found.fetchnumpy()["p"]


def by_means(case: Case, draws: int, mean: Callable) -> np.ndarray:
    """With a library's weighted mean `mean(matrix, weights) -> (scores, ranks)`, level by level, draw by draw."""
    x, groups = values(case.n).to_numpy() / 100, GROUPS[case.shape]
    upper, lower = weights(case, draws)
    first = np.zeros(case.n)
    for up, low in zip(upper, lower, strict=True):
        if len(groups) == 1:
            places = mean(x, low)[1]
        else:
            places = mean(np.column_stack([mean(x[:, g], low[list(g)])[0] for g in groups]), up)[1]
        first += places <= case.top
    return first / draws if draws else places


def scikit_criteria(case: Case, draws: int) -> np.ndarray:
    import skcriteria
    from skcriteria.agg.simple import WeightedProductModel, WeightedSumModel

    model = WeightedSumModel() if case.kind == "arithmetic" else WeightedProductModel()

    def mean(matrix: np.ndarray, w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        found = model.evaluate(skcriteria.mkdm(matrix, [max] * len(w), weights=w))
        return found.e_.score if case.kind == "arithmetic" else 10**found.e_.score, found.rank_

    return by_means(case, draws, mean)


def pymcdm(case: Case, draws: int) -> np.ndarray:
    from pymcdm.methods import WPM, WSM

    method = (WSM if case.kind == "arithmetic" else WPM)(normalization_function=lambda x, cost=False: x)

    def mean(matrix: np.ndarray, w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        scores = method(matrix, w, np.ones(len(w)))
        return scores, method.rank(scores)

    return by_means(case, draws, mean)


METHODS: dict[str, Callable[[Case, int], np.ndarray]] = {
    "plain NumPy": plain_numpy,
    "ours": ours,
    "DuckDB SQL": duckdb_sql,
    "scikit-criteria": scikit_criteria,
    "pymcdm": pymcdm,
}


def run_draws(case: Case, method: str) -> int:
    """On how many draws a method is run: libraries that need milliseconds a draw are multiplied up."""
    if method in ("scikit-criteria", "pymcdm"):
        return min(case.draws, 100 if case.n < 1000 else 5)
    return min(case.draws, 20) if method == "DuckDB SQL" and case.n > 1000 else case.draws


# --- measuring -------------------------------------------------------------------------------------------------------


def absent(method: str) -> bool:
    try:
        importlib.metadata.version(LIBRARIES.get(method, "numpy"))
    except importlib.metadata.PackageNotFoundError:
        return True
    return False


def turns(case: Case, method: str) -> int:
    return TURNS if method in ("plain NumPy", "ours") and case.n * case.draws < 1e7 else FEW


def seconds(case: Case) -> dict[str, np.ndarray]:
    """Seconds a turn, scaled to all draws; the first turn of each, with its imports, is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in METHODS if not absent(name)}
    for turn in range(-1, TURNS):
        for name, times in taken.items():
            if turn >= turns(case, name):
                continue
            draws = run_draws(case, name)
            start = time.perf_counter()
            METHODS[name](case, draws)
            if turn >= 0:
                times.append((time.perf_counter() - start) * (case.draws / draws if draws else 1))
    return {name: np.array(times) for name, times in taken.items()}


def ratio(times: np.ndarray, other: np.ndarray) -> float:
    shared = min(len(times), len(other))
    return statistics.median(times[:shared] / other[:shared])


def megabytes(case: Case, method: str) -> float:
    """Most memory held by a process that answers once."""
    command = [sys.executable, __file__, "--once", str(CASES.index(case)), method]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def once(case: Case, method: str) -> None:
    METHODS[method](case, run_draws(case, method))
    # not getrusage: its maximum is inherited from the process that started this one
    print(int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024)


def table() -> None:
    print("| case | method | time | times NumPy | times ours | peak memory | |\n|---|---|--:|--:|--:|--:|---|")
    for case in CASES:
        times = seconds(case)
        for name in METHODS:
            if name not in times:
                print(f"| {case.name} | {name} | not installed | | | | |")
                continue
            note = ""
            if name == "ours" and case.bar:
                note = f"bar: {case.bar:g} times NumPy"
            elif run_draws(case, name) < case.draws:
                note = f"from {run_draws(case, name)} draws"
            elif name == "plain NumPy" and case.draws == 10_000:
                note = "argsort of ready scores alone"
            against = [ratio(times[name], times[other]) for other in ("plain NumPy", "ours")]
            print(
                f"| {case.name} | {name} | {_duration(statistics.median(times[name]))} | {against[0]:.3g} "
                f"| {against[1]:.3g} | {megabytes(case, name):.0f} MB | {note} |",
                flush=True,
            )


def _duration(s: float) -> str:
    return f"{s * 1e3:.2f} ms" if s < 0.1 else f"{s * 1e3:.0f} ms" if s < 1 else f"{s:.1f} s"


# --- the methods as each other's oracles -----------------------------------------------------------------------------


def agreement() -> None:
    """Places of one ranking and chances of the first ten, beside ours at 12 decimals: peers do not round."""
    for shape in GROUPS:
        case = Case("", 514, shape)
        exact = rank(_fine(shape), values(514)).table["rank"].to_numpy(dtype=float)
        print(f"\n514 x 8, {shape}, {514 - len(np.unique(exact))} places are shared by two:\n")
        for name in METHODS:
            if name == "ours" or absent(name):
                continue
            expected = ours(case, 0) if name == "DuckDB SQL" else exact  # the query rounds to 2 decimals as we do
            places = METHODS[name](case, 0)
            other = np.sign(places[:, None] - places) != np.sign(expected[:, None] - expected)
            apart = "" if name == "plain NumPy" else f"; chances of the first ten apart by {_apart(case, name):.3f}"
            print(
                f"- {name}: {(places == expected).sum()} of 514 places as ours, "
                f"{other.sum() // 2} pairs of regions in another order{apart}"
            )


def _fine(shape: str) -> Criteria:
    return replace(criteria(shape), decimals=12)


def _apart(case: Case, method: str, draws: int = 200) -> float:
    """The largest difference of a region's chance of the first ten places from ours, 0 to 1."""
    rules = criteria(case.shape) if method == "DuckDB SQL" else _fine(case.shape)
    found = rank(rules, values(case.n))
    mine = rank_ranges(found, draw_weights(rules, draws, SEED, 0.25), top=10)["p_topk"].to_numpy()
    return float(np.abs(METHODS[method](case, draws) - mine).max())


def main() -> None:
    if sys.argv[1:2] == ["--once"]:
        once(CASES[int(sys.argv[2])], sys.argv[3])
        return
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("numpy", "pandas")]
    versions += [f"{p} {importlib.metadata.version(p)}" for m, p in LIBRARIES.items() if not absent(m)]
    print(f"{date.today()}, {_processor()}, {os.cpu_count()} cores, {platform.system()}, ", end="")
    print(f"Python {platform.python_version()}, {', '.join(versions)}\n")
    table()
    agreement()


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.processor())


if __name__ == "__main__":
    main()
