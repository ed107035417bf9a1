"""The workers of a region by segment: participants, universe, coverage, gap and premium."""

import pandas as pd

from messages import Words
from reports.gathered import Gathered
from reports.regional import named
from scoring.edition import premiums

# coverage, participants and universe where it does not carry them itself, and the gap
SEGMENTS = {
    "wage": ("coverage_wage", ("active_wage",), "employed_formal", "unprotected_wage"),
    "nonwage": ("coverage_nonwage", ("active_nonwage",), "employed_informal", "unprotected_nonwage"),
    "all": ("coverage_total", ("active_wage", "active_nonwage"), "employed", "unprotected"),
}
FIGURES = frozenset(part for coverage, active, all, gap in SEGMENTS.values() for part in (coverage, *active, all, gap))


def workers(known: Gathered, now: pd.DataFrame, t: Words) -> dict | None:
    """A table of it (heads, rows) with what sources remark on the figures in it (notes); None where nothing is known.

    `now`: the region's figures at the period, indexed by indicator: numerator, denominator, value, note.
    """
    value = {i: None if pd.isna(x) else float(x) for i, x in now["value"].items()}
    premium = premiums(known.edition.id).get("nonwage")
    names = {"wage": t("PU (wage workers)"), "nonwage": t("BPU (non-wage workers)"), "all": t("Together")}
    rows, used = [], []
    for segment, (coverage, active, universe, left) in SEGMENTS.items():
        counts = now.loc[coverage, ["numerator", "denominator"]] if coverage in now.index else [None, None]
        own = [value.get(i) for i in active]
        people = [None if pd.isna(n) else int(n) for n in counts]
        if people[0] is None and None not in own:
            people[0] = int(sum(own))
        people[1] = value.get(universe) if people[1] is None else people[1]
        gap = value.get(left)
        cost = t.rupiah(None if None in (gap, premium) or segment != "nonwage" else gap * premium)
        if any(x is not None for x in (*people, value.get(coverage), gap)):
            cells = [*map(t.number, people), t.percent(value.get(coverage)), t.number(gap)]
            rows.append([names[segment], *cells, t("borne by employers") if segment == "wage" else cost])
            used += [i for i in (coverage, *active, universe, left) if value.get(i) is not None]
    if not rows:
        return None
    notes = now.loc[list(dict.fromkeys(used)), "note"].fillna("")
    said = [f"{'; '.join(named(known.criteria, i, t) for i in part.index)}: {t(note)}."
            for note, part in notes[notes != ""].groupby(notes, sort=False)]  # fmt: skip
    heads = [t("Workers"), t("Active participants"), t("Universe"), t("Coverage"), t("Not protected yet"),
             t("Premium a year")]  # fmt: skip
    return {"heads": heads, "rows": rows, "notes": said}
