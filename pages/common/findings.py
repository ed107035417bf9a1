"""Findings and grades of an edition, kept, and as tables on a screen; worded by `reports.findings`."""

import pandas as pd
import streamlit as st

from data import quality
from data.sources import sources
from messages import NONE, Words
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


def graded(rows: pd.DataFrame, t: Words) -> dict:
    """Regions with place, grade and findings in words; `rows`: standings with grade and reasons."""
    heads = {"place": t("Rank"), "name": t("Region"), "pill": t("Grade"), "text": t("Findings")}
    lines = [
        [code, [NONE if pd.isna(row["rank"]) else t.number(row["rank"]), ""], [row["label"], row["province"]],
         row["grade"], words.reasons(row["reasons"], t)]
        for code, row in zip(rows.index, rows.to_dict("records"), strict=True)
    ]  # fmt: skip
    return {"columns": [{"kind": kind, "label": head} for kind, head in heads.items()], "rows": lines}


def region(id: str, period: str, code: str, t: Words) -> None:
    """The grade of one region and its findings line by line, the gravest first."""
    said, rule, content, lines = _region(id, period, code, t)
    st.markdown(f"**{said}** · {rule}")
    if lines:
        regions_table("region_findings", content, said, t("No region."), None, 420 if lines > 9 else None)


@kept(512)
def _region(id: str, period: str, code: str, t: Words) -> tuple[str, str, str, int]:
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


def indicators(id: str, period: str, t: Words) -> dict:
    """Every indicator of an edition: nature, date and age, how many figures are missing, and from where."""
    kinds, table, of = words.kinds(t), figures(id, period), names(id, t)
    natures = {"published": t("published"), "derived": t("derived"), "simulated": t("simulated")}
    titles = sources(cached.edition(id)).set_index("source_id")["title"]
    regions = len(cached.grades(id, period))
    heads = [
        t("Indicator"), t("Nature"), t("Date of the figure"), t("Age"), t("Missing"), kinds["over_100"], t("Series"),
        t("Sources"),
    ]  # fmt: skip
    lines = [
        [
            of[i],
            ", ".join(natures.get(nature, nature) for nature in row["nature"]),
            NONE if row["period"] is None else t.period(row["period"]),
            NONE if pd.isna(row["age"]) else t.plural("{n} month", "{n} months", int(row["age"])),
            t.number(regions - row["figures"]),
            t.number(row["over_100"]),
            " – ".join(dict.fromkeys([t.period(row["first_period"]), t.period(row["last_period"])])),
            "; ".join(titles.get(source, source) for source in row["sources"]),
        ]
        for i, row in table.reindex([i for i in of if i in table.index]).to_dict("index").items()
    ]
    return listing(heads, lines, numbers=[3, 4, 5], wide=[1, 3, 6, 7])


def checks(id: str, period: str, t: Words) -> dict:
    """What is looked for, the grade that it leads to on its own, and in how many regions it was found."""
    regions = cached.findings(id, period).groupby("finding")["code"].nunique()
    sought, alone = words.checks(t), words.weights(t)
    lines = [[name, sought[kind], alone[kind], t.number(regions.get(kind, 0))] for kind, name in words.kinds(t).items()]
    return listing([t("Finding"), t("What is looked for"), t("Grade on its own"), t("Regions")], lines, numbers=[3])
