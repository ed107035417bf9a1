"""What is to be said against figures, and the rule of the grade, in words (see `data.quality`)."""

import pandas as pd

from data import quality
from messages import NONE, Words
from reports import imprint


def kinds(t: Words) -> dict[str, str]:
    """The kinds of findings by id, in a few words, the gravest first."""
    return {
        "missing": t("Figure missing"),
        "printed": t("Contradicts its counts"),
        "fourth_quarter": t("Fourth-quarter jump"),
        "spike": t("Up and back"),
        "over_100": t("Over 100%"),
        "old": t("Old figure"),
        "gap": t("Gap in the series"),
        "note": t("Remark of the source"),
    }


def every(t: Words) -> dict[str, str]:
    """All kinds with those that do not count in the grade."""
    return kinds(t) | {quality.REMARK: t("Remark, not graded")}


def checks(t: Words) -> dict[str, str]:
    """What is looked for, by kind."""
    return {
        "missing": t("A figure that the criteria use is not there for this period."),
        "printed": t(
            "A printed percentage differs by more than {n} points from its own counts divided.",
            n=t.number(quality.PRINTED_POINTS, 1),
        ),
        "fourth_quarter": t(
            "More than half of a whole calendar year's gain, and at least {n} points, came in October to December. "
            "Only monthly figures can tell.",
            n=t.number(quality.JUMP_POINTS),
        ),
        "spike": t(
            "In the past year a share rose, or fell, by {n} points or more and came back in the next period.",
            n=t.number(quality.SPIKE_POINTS),
        ),
        "over_100": t("More participants than workers they are measured against."),
        "old": t("The figure is more than {n} months older than the period.", n=t.number(quality.OLD_MONTHS)),
        "gap": t("An earlier period for which other regions have a figure and this one has none."),
        "note": t("The source itself remarks on a figure that the criteria use."),
    }


def rule(t: Words) -> dict[str, str]:
    """What each grade means."""
    return {
        "A": t("nothing found: every figure present, current and consistent."),
        "B": t("one kind of minor finding, however often."),
        "C": t("two kinds of findings or more, or a jump in the fourth quarter."),
        "D": t("a figure that the criteria use is missing or contradicts its own counts."),
    }


def weights(t: Words) -> dict[str, str]:
    """The grade that a kind leads to on its own."""
    return {kind: quality.grades(_alone(kind), [""]).at["", "grade"] for kind in kinds(t)}


def reasons(found: tuple[str, ...], t: Words) -> str:
    """Kinds of findings of one region, in one line."""
    names = kinds(t)
    return "; ".join(names[kind] for kind in found) or t("nothing found")


def said(finding: dict, t: Words) -> tuple[str, str]:
    """What one finding says and what was expected; `finding`: a row of `data.quality.findings`."""
    kind, value, reference, unit = (finding[key] for key in ("finding", "value", "reference", "unit"))
    note = t(finding["note"])
    if kind in ("missing", "gap"):
        return note or t("no figure"), t("a figure of this period")
    if kind == "printed":
        return t("printed: {value}", value=t.figure(value, unit)), t(
            "its counts give {value}", value=t.figure(reference, unit)
        )
    if kind == "fourth_quarter":
        return t("{value} in October to December", value=t.figure(value, unit)), t(
            "at most half of the year's gain of {value}", value=t.figure(reference, unit)
        )
    if kind == "spike":
        return t.figure(value, unit), t("near {value}, as just before or after", value=t.figure(reference, unit))
    if kind == "over_100":
        return t.figure(value, unit), t("at most {value}", value=t.figure(reference, unit))
    if kind == "old":
        return t.plural("{n} month old", "{n} months old", int(value)), t("at most {n} months", n=t.number(reference))
    return f"{t.figure(value, unit)}. {note}", NONE


def table(
    findings: pd.DataFrame, grades: pd.DataFrame, names: dict[str, str], regions: pd.Series, nature: str, t: Words
) -> pd.DataFrame:
    """All findings as they are handed out: one row each, headed and worded in a language, figures unrounded.

    `names`: of indicators by id; `regions`: names by code; `nature`: of the edition's figures.
    """
    words = every(t)
    natures = imprint.figures(t)
    said_of = [said(row, t) for row in findings.to_dict("records")]
    columns = {
        t("Code"): findings["code"],
        t("Region"): findings["code"].map(regions),
        t("Grade"): findings["code"].map(grades["grade"]),
        t("Indicator"): findings["indicator"].map(names),
        t("Period"): findings["period"],
        t("Finding"): findings["finding"].map(words),
        t("Found"): [one for one, _ in said_of],
        t("Expected"): [other for _, other in said_of],
        t("Value found"): findings["value"],
        t("Compared with"): findings["reference"],
        t("Figures"): natures[nature],
    }
    return pd.DataFrame(columns)


def _alone(kind: str) -> pd.DataFrame:
    return pd.DataFrame({"code": [""], "finding": [kind]})
