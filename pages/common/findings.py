"""Findings and grades of an edition, kept, and as tables on a screen; worded by `reports.findings`."""

import pandas as pd
import streamlit as st

from data import quality
from messages import Words
from pages.common import cached
from pages.common.keep import kept
from pages.common.sentences import plain
from pages.common.table import listing, regions_table, written
from reports import findings as words
from reports.glossary import figure_name


@kept(32)
def figures(id: str, period: str) -> pd.DataFrame:
    """Every indicator as it stands at a period, as `data.quality.indicators`."""
    return quality.indicators(id, period)


@kept(16)
def names(id: str, t: Words) -> dict[str, str]:
    """Every indicator that an edition holds or its criteria use, in words: those of the criteria first."""
    criteria = cached.ranking(id, cached.edition(id).period).criteria
    named = {i.id: t.name(i.name, i.id) for i in criteria.indicators}
    return named | {i: figure_name(i, t) for i in figures(id, cached.edition(id).period).index if i not in named}


def region(id: str, period: str, code: str, t: Words) -> None:
    """The grade of one region and its findings line by line, the gravest first."""
    said, rule, content, lines = _region(id, period, code, t)
    st.markdown(f"**{said}** · {rule}")
    if lines:
        regions_table("region_findings", content, said, t("No region."), None, 420 if lines > 9 else None)


@kept(512)
def _region(id: str, period: str, code: str, t: Words) -> tuple[str, str, bytes, int]:
    """The grade, what it means, the findings as `written`, and how many lines they take."""
    table, grade = cached.findings(id, period), cached.grades(id, period).at[code, "grade"]
    label, kinds = cached.standings(id, period, "score").at[code, "label"], words.every(t)
    own = table[table["code"] == code]
    order = {kind: n for n, kind in enumerate(kinds)}
    own = own.sort_values("finding", key=lambda kind: kind.map(order), kind="stable").to_dict("records")
    of = names(id, t)
    lines: dict[tuple, list[str]] = {}  # one line for all figures of which the same is said
    for one in own:
        said_of = (t.period(one["period"]), kinds[one["finding"]], *words.said(one, t))
        lines.setdefault(said_of, []).append(of[one["indicator"]])
    heads = [t("Indicator"), t("Period"), t("Finding"), t("Found"), t("Expected")]
    content = listing(heads, [["; ".join(which), *texts] for texts, which in lines.items()], wide=[4])
    said = t("{name}: grade {grade}", name=plain(label), grade=grade)
    return said, words.rule(t)[grade], written(content), len(lines)
