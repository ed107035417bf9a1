"""Parts of Mutu data, kept for all viewers."""

import pandas as pd

from charts.layout import Figure
from charts.quality import findings_map
from data import quality
from data.sources import sources
from messages import NONE, Words
from pages.common import cached, filters, findings
from pages.common.keep import kept
from pages.common.table import listing, written
from reports import findings as words


@kept(64)
def where(id: str, period: str, t: Words, theme: str, width: int) -> tuple[tuple[Figure, str], dict] | None:
    """Kinds of findings by province, or by region where the regions are the provinces: drawn, and as a table; None
    where nothing was found."""
    found, standings = cached.findings(id, period), cached.standings(id, period, "score")
    if found[found["finding"] != quality.REMARK].empty:
        return None
    grouped = cached.edition(id).level == "regency"
    place = standings["province" if grouped else "label"]
    counts = quality.by_place(found, place, grouped).rename(columns=words.kinds(t))
    lines = [[name, *map(t.number, row)] for name, row in zip(counts.index, counts.to_numpy(), strict=True)]
    drawn = findings_map(counts, t, of=place.value_counts() if grouped else None, theme=theme, width=width)
    return drawn, listing([t("Province"), *counts], lines, range(1, 20))


@kept(64)
def graded(id: str, period: str, text: str, grade: str | None, finding: str | None, t: Words) -> tuple[bytes, int]:
    """Regions with place, grade and findings in words, the lowest grade first, and how many there are; `written`.
    `text`, `grade`, `finding`: what they have to have."""
    rows = cached.standings(id, period, "score").join(cached.grades(id, period))
    for picked in filter(None, (grade, finding)):
        rows = rows[[picked in (row.grade, *row.reasons) for row in rows.itertuples()]]
    if text:
        rows = filters.called(rows, text)
    rows = rows.sort_values(["grade", "rank", "code"], ascending=[False, True, True], na_position="last")
    heads = {"place": t("Rank"), "name": t("Region"), "pill": t("Grade"), "text": t("Findings")}
    lines = [
        [code, [NONE if pd.isna(rank) else t.number(rank), ""], [label, province], letter, words.reasons(reasons, t)]
        for code, rank, label, province, letter, reasons in zip(
            rows.index, *(rows[column] for column in ("rank", "label", "province", "grade", "reasons")), strict=True
        )
    ]
    columns = [{"kind": kind, "label": head} for kind, head in heads.items()]
    return written({"columns": columns, "rows": lines}), len(rows)


@kept(32)
def indicators(id: str, period: str, t: Words) -> bytes:
    """Every indicator of an edition: nature, date and age, how many figures are missing, and from where; `written`."""
    kinds, table, of = words.kinds(t), findings.figures(id, period), findings.names(id, t)
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
    return written(listing(heads, lines, numbers=[3, 4, 5], wide=[1, 3, 6, 7]))


@kept(32)
def checks(id: str, period: str, t: Words) -> bytes:
    """What is looked for, the grade that it leads to on its own, and in how many regions it was found; `written`."""
    regions = cached.findings(id, period).groupby("finding")["code"].nunique()
    sought, alone = words.checks(t), words.weights(t)
    lines = [[name, sought[kind], alone[kind], t.number(regions.get(kind, 0))] for kind, name in words.kinds(t).items()]
    heads = [t("Finding"), t("What is looked for"), t("Grade on its own"), t("Regions")]
    return written(listing(heads, lines, numbers=[3]))
