"""What is drawn of a region: the bars of its score and the lines of its coverage, as shares of the room they get."""

import pandas as pd

from charts.scale import axis, spaced
from data import store
from messages import Words
from reports.gathered import Gathered
from reports.regional import COVERAGES, named
from scoring.explain import contributions, nominal_weights


def bars(known: Gathered, code: str, t: Words) -> list[dict]:
    """What every indicator adds to the score, in points, of at most how many; shares (0 to 1) of the longest bar."""
    found = known.ranking
    if pd.isna(found.exact[code]):
        return []
    points = contributions(found)
    middle = points[found.table["rank"].notna()].median()
    most = {i: weight * found.criteria.scale for i, weight in nominal_weights(found.criteria).items()}
    units, longest = {i.id: i.unit for i in found.criteria.indicators}, max(most.values())

    def bar(x: float) -> float:
        return 0.0 if pd.isna(x) else min(max(float(x) / longest, 0.0), 1.0)

    return [
        {
            "name": named(found.criteria, i, t), "value": t.figure(found.values.at[code, i], units[i]),
            "points": f"{t.number(points.at[code, i], 2)} / {t.number(most[i], 2)}",
            "bar": bar(points.at[code, i]), "room": bar(most[i]), "median": bar(middle[i]),
        }
        for i in points.columns
    ]  # fmt: skip


def lines(known: Gathered, rows: pd.DataFrame, t: Words) -> dict | None:
    """Coverage and target at all periods: lines as points in the unit square, cut where a figure is missing."""
    periods = [p for p in store.periods(known.edition.id) if p <= known.period]
    every = rows.pivot(index="period", columns="indicator", values="value").reindex(periods).astype(float)
    lines = every[[i for i in (*COVERAGES, "target") if i in every and every[i].notna().any()]]
    if lines.empty or not len(lines.columns):
        return None
    low, high, ticks, _ = axis(lines)
    shown = [periods[n] for n in spaced(len(periods), 3)]

    def x(n: int) -> float:
        return n / max(1, len(periods) - 1)

    def y(value: float) -> float:
        return 1 - (float(value) - low) / (high - low)

    def pieces(values: pd.Series) -> list[list[list[float]]]:
        cuts = values.isna().cumsum()[values.notna()]
        at = {p: n for n, p in enumerate(periods)}
        return [[[x(at[p]), y(v)] for p, v in part.items()] for _, part in values.dropna().groupby(cuts)]

    return {
        "lines": [
            {"name": named(known.criteria, i, t), "id": i, "pieces": pieces(values),
             "first": t.percent(values.iloc[0]), "last": t.percent(values.iloc[-1])}
            for i, values in lines.items()
        ],
        "periods": list(dict.fromkeys([t.period(periods[0]), t.period(periods[-1])])),
        "columns": [[x(periods.index(p)), t.period(p)] for p in shown],
        "rows": [[y(tick), t.percent(tick, 0 if float(tick).is_integer() else 1)] for tick in ticks],
    }  # fmt: skip
