"""The edition `provinsi-2024`: published counts of 38 provinces and the shares computed from them, exactly."""

from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path

import pandas as pd

from data.embedded.form import COLUMNS, KEY, REGISTRATION, reference, source_ids, sources, write_csv
from data.regions import regions

PERIODS = ("2022", "2023", "2024")  # 2025 is part-year in the source and cannot be compared
RANKED = "2024"
SPLIT = ("91", "92", "93", "94", "95", "96")  # Papua and Papua Barat as divided in 2022
NEW = ("93", "94", "95", "96")
FISCAL_CLASSES = ("Sangat Rendah", "Rendah", "Sedang", "Tinggi", "Sangat Tinggi")  # ordinal 1..5
# Lampung's and Sulawesi Selatan's printed numbers of workers imply a universe of 3.06 and 2.80 million workers, against
# 4.79 and 4.68 million employed: their targets cannot be held against this edition's coverage as they stand.
OTHER_UNIVERSE = ("18", "73")

UNDIVIDED = "Figure of the undivided province, before the 2022 split"
DIVIDED = "Figure of the province as divided in 2022"
NO_FIGURE_OF_ITS_OWN = "No figure is published for this province, formed in 2022"
OTHER_AREA = "The figures describe the undivided province, another area than this code today"
PARTICIPANTS_UNDIVIDED = "Participants are counted for the undivided province, employed people for the divided ones"
ABOVE_UNIVERSE = "More participants than the universe: nobody is counted as unprotected"
MARCH = "Figure of March"
TARGET_UNDATED = "Target of a report without a date"
NO_TARGET = "No published target for this year was found"
AGAINST_2024 = "Against the 2024 target, whose universe is not stated: shown, not scored"
AGAINST_2024_OTHER = "Against the 2024 target, set on another universe of workers: shown, not scored"
AGAINST_2025 = "Against the 2025 target, whose universe is not stated: shown, not scored"
AGAINST_2025_OTHER = "Against the 2025 target, set on another universe of workers: shown, not scored"
NO_TARGET_FOUND = "No published target was found"
NOTES = (
    "",
    UNDIVIDED,
    DIVIDED,
    NO_FIGURE_OF_ITS_OWN,
    OTHER_AREA,
    PARTICIPANTS_UNDIVIDED,
    ABOVE_UNIVERSE,
    MARCH,
    TARGET_UNDATED,
    NO_TARGET,
    AGAINST_2024,
    AGAINST_2024_OTHER,
    AGAINST_2025,
    AGAINST_2025_OTHER,
    NO_TARGET_FOUND,
)

EMPLOYED, ACTIVE = "sakernas-2024-08", "bpjstk-2024"
# segment: (name ending, universe, participants)
SEGMENTS = {
    "total": ("employed", ("active_wage", "active_nonwage")),
    "wage": ("employed_formal", ("active_wage",)),
    "nonwage": ("employed_informal", ("active_nonwage",)),
}


def write(folder: Path) -> None:
    """Write `observations.csv` and `sources.csv` of the edition."""
    table = observations()
    write_csv(table, folder / "observations.csv")
    write_csv(sources(source_ids(table)), folder / "sources.csv")


def observations() -> pd.DataFrame:
    """Every observation, all cells as text, sorted by code, indicator and period."""
    printed = pd.concat([reference("province_figures"), reference("province_targets")])
    figures = {(row.code, row.indicator, row.period): row for row in printed.itertuples()}
    codes = sorted(regions().query("level == 'province'")["code"])
    rows = [row for code in codes for make in (_published, _by_year, _targets) for row in make(code, figures)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).sort_values(KEY, kind="stable")


def _published(code, figures):
    """The figures as printed; an explicit blank where there is none."""
    dated = [
        (name, unit, source, period)
        for name, unit, source in (
            ("employed", "people", EMPLOYED),
            ("formal_share", "percent", EMPLOYED),
            ("active_wage", "people", ACTIVE),
            ("active_nonwage", "people", ACTIVE),
        )
        for period in PERIODS
    ]
    context = [
        ("poverty_rate", "percent", "", RANKED),
        ("human_development_index", "index", "", RANKED),
        ("fiscal_capacity_ratio", "ratio", "kemenkeu-kfd", RANKED),
        ("fiscal_capacity_class", "class", "kemenkeu-kfd", RANKED),
    ]
    for name, unit, source, period in dated + context:
        attribution = REGISTRATION if name.startswith("active_") else ""
        figure = figures.get((code, name, period))
        if figure is None:
            yield _row(code, name, period, None, unit, "published", attribution, source, NO_FIGURE_OF_ITS_OWN)
            continue
        value = figure.value
        if name == "fiscal_capacity_class":
            value = str(FISCAL_CLASSES.index(value) + 1)
        area = DIVIDED if code in SPLIT and name in ("employed", "formal_share") else ""
        note = UNDIVIDED if figure.note else MARCH if name == "poverty_rate" else area
        yield _row(code, name, period, value, unit, "published", attribution, figure.source_id, note)


def _by_year(code, figures):
    """Formal and informal workers, coverage, growth and the unprotected, from the counts of each year."""
    years = {period: _counts(code, period, figures) for period in PERIODS}
    both = f"{EMPLOYED};{ACTIVE}"
    for number, period in enumerate(PERIODS):
        counts, blank = years[period], _why_blank(code, period)
        area = "" if code not in SPLIT else DIVIDED if period == RANKED else UNDIVIDED
        for name in ("employed_formal", "employed_informal"):
            note = area if name in counts else NO_FIGURE_OF_ITS_OWN
            yield _row(code, name, period, counts.get(name), "people", "derived", "", EMPLOYED, note)
        for segment, (universe, parts) in SEGMENTS.items():
            ending = "" if segment == "total" else f"_{segment}"
            active, base = (None, None) if blank else (sum(counts[part] for part in parts), counts[universe])
            share = None if blank else _decimal(Fraction(100 * active, base))
            yield _row(
                code,
                f"coverage_{segment}",
                period,
                share,
                "percent",
                "derived",
                REGISTRATION,
                both,
                blank,
                active,
                base,
            )
            gap = None if blank else max(base - active, 0)
            note = blank or (ABOVE_UNIVERSE if active > base else "")
            yield _row(code, f"unprotected{ending}", period, gap, "people", "derived", REGISTRATION, both, note)
        if number:
            change = None if blank else _decimal(_coverage(counts) - _coverage(years[PERIODS[number - 1]]))
            yield _row(code, "growth", period, change, "points", "derived", REGISTRATION, both, blank)


def _targets(code, figures):
    """The published targets by year, and the attainment of the ranked year where there is one."""
    found = {
        period: figures[code, "target", period] for period in ("2024", "2025") if (code, "target", period) in figures
    }
    for period, figure in found.items():
        yield _row(
            code,
            "target",
            period,
            figure.value,
            "percent",
            "published",
            "",
            figure.source_id,
            TARGET_UNDATED if figure.note else "",
        )
    if RANKED not in found:
        yield _row(code, "target", RANKED, None, "percent", "published", "", "", NO_TARGET)
    blank = _why_blank(code, RANKED)
    value, source, note = None, "", blank or NO_TARGET_FOUND
    if found and not blank:
        period = min(found)
        value = _decimal(_coverage(_counts(code, RANKED, figures)) / Fraction(found[period].value) * 100)
        source = f"{EMPLOYED};{ACTIVE};{found[period].source_id}"
        note = {
            ("2024", False): AGAINST_2024,
            ("2024", True): AGAINST_2024_OTHER,
            ("2025", False): AGAINST_2025,
            ("2025", True): AGAINST_2025_OTHER,
        }[period, code in OTHER_UNIVERSE]
    yield _row(code, "attainment", RANKED, value, "percent", "derived", REGISTRATION, source, note)


def _counts(code, period, figures) -> dict[str, int]:
    """Whole numbers of people of a province and year: those published, and formal and informal workers."""
    counts = {
        name: int(figures[code, name, period].value)
        for name in ("employed", "active_wage", "active_nonwage")
        if (code, name, period) in figures
    }
    if "employed" in counts:
        share = Fraction(figures[code, "formal_share", period].value) / 100
        formal = floor(counts["employed"] * share + Fraction(1, 2))
        counts |= {"employed_formal": formal, "employed_informal": counts["employed"] - formal}
    return counts


def _coverage(counts) -> Fraction:
    """Participants as a percentage of the employed, exactly."""
    return Fraction(100 * (counts["active_wage"] + counts["active_nonwage"]), counts["employed"])


def _why_blank(code, period) -> str:
    """Why participants and employed people of a province may not be divided; '' where they may."""
    if code not in SPLIT:
        return ""
    if period == RANKED:
        return PARTICIPANTS_UNDIVIDED
    return NO_FIGURE_OF_ITS_OWN if code in NEW else OTHER_AREA


def _decimal(exact: Fraction) -> str:
    """Six decimals, half up, without idle zeros."""
    rounded = Decimal(floor(exact * 10**6 + Fraction(1, 2))).scaleb(-6)
    return format(rounded.normalize(), "f") if rounded else "0"


def _row(code, indicator, period, value, unit, nature, attribution, source, note, numerator=None, denominator=None):
    numbers = ("" if number is None else str(number) for number in (numerator, denominator, value))
    return (code, indicator, period, *numbers, unit, nature, attribution, source, note)
