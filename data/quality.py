"""How far the figures of an edition can be relied on: what is to be said against each, and a grade for each region.

Findings are about the figures that the criteria use, at the period that is ranked, and the series that led to it:

missing         no figure
printed         a printed percentage that is not its own counts divided: more than PRINTED_POINTS apart
fourth_quarter  monthly series: of the last whole calendar year's gain in a share, more than half came in October to
                December, and at least JUMP_POINTS. Yearly series cannot tell
spike           a share that went up and came back (or down) by SPIKE_POINTS or more from both its neighbours in time,
                at most a year ago: growth is measured from or across it
over_100        a share whose numerator exceeds its denominator
old             a figure more than OLD_MONTHS older than the period
gap             an earlier period for which others have a figure and this region has none
note            the source's own remark on the figure
remark          the same on a figure that the criteria do not use: shown, not graded

The grade of a region:
A  nothing found
B  one kind of minor finding (spike, over_100, old, gap, note), however often
C  two kinds or more, or a jump in the fourth quarter
D  a figure that the criteria use is missing, or contradicts its own counts

Kinds are counted, not rows: one month without a report leaves a gap in many figures at once. A further finding never
improves a grade. Whether figures are simulated is another matter and said elsewhere.
"""

from collections.abc import Iterable, Sequence

import pandas as pd

from data import store
from data.editions import edition, year_before

PRINTED_POINTS = 0.3  # more than rounding to whole or half percents explains away in published tables
OLD_MONTHS = 12  # a yearly figure is as old as that just before the next one comes
JUMP_POINTS = 2.0  # below it, half of a small gain is a few hundred workers in a small region
SPIKE_POINTS = 5.0  # more than 999 of 1,000 steps of a month in the simulated series of coverage

GRAVE = ("missing", "printed")
SERIOUS = ("fourth_quarter",)
MINOR = ("spike", "over_100", "old", "gap", "note")
KINDS = (*GRAVE, *SERIOUS, *MINOR)  # those that count in the grade, the gravest first
REMARK = "remark"
GRADES = ("A", "B", "C", "D")


def findings(edition_id: str, indicators: Sequence[str], period: str | None = None) -> pd.DataFrame:
    """What is to be said against the figures of an edition at a period (default: its own), one row a finding.

    `indicators`: ids that the criteria use. Columns: code, indicator, period (of the figure), finding (one of KINDS or
    "remark"), value and reference (what it is compared with), unit of both, note (the source's own remark, or its
    reason for a blank). value and reference by finding: printed: as printed, as computed (percent); fourth_quarter:
    gain of the quarter, of the year (points); spike: the figure, the nearer neighbour; over_100: the share, 100;
    old: months, OLD_MONTHS; missing, gap: blank. BadInput as `data.store.query`.
    """
    found = edition(edition_id)
    asked = settings(indicators, period or found.period, found.period, found.level)
    table = store.query(edition_id, "quality_findings", **asked)
    texts = ["unit", "note"]
    table[texts] = table[texts].astype(object).where(table[texts].notna(), "")
    return table.astype({"value": "float64", "reference": "float64"})


def settings(indicators: Sequence[str], period: str, own: str, level: str) -> dict[str, object]:
    """The parameters of data/queries/quality_findings.sql: the figures asked, the period judged, the period and level
    of the edition, and the rule's own bounds."""
    return dict(
        indicators=list(indicators), period=period, own=own, level=level, first=year_before(period),
        last=_december(period), printed=PRINTED_POINTS, old=OLD_MONTHS, jump=JUMP_POINTS, spike=SPIKE_POINTS,
    )  # fmt: skip


def grades(findings: pd.DataFrame, codes: Iterable[str]) -> pd.DataFrame:
    """The grade of every region of `codes`, by the rule above: columns grade ("A" to "D") and reasons (a tuple of the
    kinds found that count, the gravest first), indexed by code."""
    kinds = findings.groupby("code")["finding"].agg(set)
    rows = {code: tuple(kind for kind in KINDS if kind in kinds.get(code, ())) for code in codes}
    table = pd.DataFrame({"grade": map(_grade, rows.values()), "reasons": list(rows.values())}, dtype=object)
    return table.set_index(pd.Index(rows, name="code"))


def by_place(findings: pd.DataFrame, places: pd.Series, once: bool) -> pd.DataFrame:
    """How often each kind that counts is found in each place: whole numbers, places with the most first, kinds as in
    KINDS, neither without a finding. `places`: name by code. `once`: regions are counted; else figures."""
    rows = findings[findings["finding"].isin(KINDS)]
    rows = rows.drop_duplicates(["code", "finding"]) if once else rows
    counts = pd.crosstab(rows["code"].map(places).rename("place"), rows["finding"])
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return counts.loc[order, [kind for kind in KINDS if kind in counts]]


def indicators(edition_id: str, period: str | None = None) -> pd.DataFrame:
    """Every indicator of an edition as it stands at a period, indexed by id: unit, nature (a tuple), first_period,
    last_period, period (of its figures; None where it has none yet), age (months), figures (regions that have one),
    over_100 (shares above), sources (a tuple of ids)."""
    found = edition(edition_id)
    period = period or found.period
    table = store.query(edition_id, "quality_indicators", period=period, own=found.period).set_index("indicator")
    stands = table["period"].astype(object).where(table["period"].notna(), None)
    return table.drop(columns="source_ids").assign(
        period=stands,
        nature=[tuple((cell or "").split()) for cell in table["nature"]],
        age=[None if p is None else months(p, period) for p in stands],
        sources=[
            () if pd.isna(ids) else tuple(dict.fromkeys(filter(None, ids.split(";")))) for ids in table["source_ids"]
        ],
    )


def months(earlier: str, later: str) -> int:
    """Months from one period to another; a year stands for its December."""
    first, last = (12 * int(p[:4]) + int(p[5:7] or 12) for p in (earlier, later))
    return last - first


def _grade(kinds: Sequence[str]) -> str:
    if any(kind in GRAVE for kind in kinds):
        return "D"
    if any(kind in SERIOUS for kind in kinds) or len(kinds) > 1:
        return "C"
    return "B" if kinds else "A"


def _december(period: str) -> str | None:
    """The last month of the latest whole calendar year in a monthly series up to a period; None for a yearly one."""
    if len(period) == 4:
        return None
    return period if period.endswith("-12") else f"{year_before(period)[:4]}-12"
