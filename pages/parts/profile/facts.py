"""The figures behind a region's profile, each with its source, and what others have printed."""

from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from data.published import TOLERATED, disagreements, published
from data.sources import sources
from messages import NONE, Words
from pages.common import cached, table
from pages.common.keep import kept
from pages.common.sentences import plain, small
from pages.parts.profile.head import named, observed


def every(id: str, period: str, code: str, t: Words) -> None:
    """All observations of a region at a period, those counted at another pace at their latest, and their sources;
    open from the start where the region has no score to look at."""
    bare = pd.isna(cached.ranking(id, period).exact[code])
    box = st.expander(
        t("Every figure and its source"),
        expanded=bare,
        key=f"every_{code}",
        icon=":material/table_rows:",
        on_change="rerun",
    )
    if not box.open:
        return
    rows = observed(id, code)
    rows = rows[rows["period"].str[: len(period)] <= period].groupby("indicator").tail(1)
    natures = {"published": t("published"), "derived": t("derived"), "simulated": t("simulated")}
    places = {"registration": t("registration"), "residence": t("residence")}
    cited = {}

    def cite(ids: str) -> str:
        return ", ".join(str(cited.setdefault(one, len(cited) + 1)) for one in ids.split(";") if one)

    texts = rows[["unit", "nature", "attribution", "source_id", "note"]].fillna("")
    told = [
        [
            named(id, row.indicator, t), t.figure(_number(row.value), text.unit), _whole(row.numerator, t),
            _whole(row.denominator, t), t.period(row.period), natures.get(text.nature, text.nature),
            places.get(text.attribution, NONE), cite(text.source_id), t(text.note),
        ]
        for row, text in zip(rows.itertuples(), texts.itertuples(), strict=True)
    ]  # fmt: skip
    heads = [
        t("Indicator"), t("Value"), t("Numerator"), t("Universe"), t("Date"), t("Nature"), t("Counted by"),
        t("Source"), t("Note"),
    ]  # fmt: skip
    known = sources(cached.edition(id)).set_index("source_id")
    with box:
        content = table.listing(heads, sorted(told), (1, 2, 3), (2, 3, 5, 6, 8))
        table.regions_table("every_rows", content, t("Every figure and its source"), t("No region."), None, 560)
        for source, n in cited.items():
            st.markdown(f"{n}. {_source(known.loc[source], t) if source in known.index else plain(source)}")


def _source(row: pd.Series, t: Words) -> str:
    parts = [plain(part) for part in (row["title"], row["publisher"], row["date"]) if part]
    return " · ".join([*parts, _link(row["url"], t)])


def _link(url: str, t: Words) -> str:
    """A link named after its site, or that none is known."""
    site = urlsplit(url).hostname if url.startswith(("http://", "https://")) else None
    if not site:
        return t("address: not known")
    return f"[{plain(site.removeprefix('www.'))}](<{url.translate({60: '%3C', 62: '%3E', 32: '%20', 10: None})}>)"


def printed(id: str, code: str, t: Words) -> None:
    """What was printed on the region's coverage, beside our figure and beside each other."""
    own, lines = _printings(id, code, t)
    if not lines:
        return
    st.subheader(t("What others have printed"), anchor=False)
    beware = t(
        "Figures that differ may count another universe of workers, another date, or participants at another place "
        "(registration or identity card). None of them is used in the ranking."
    )
    st.markdown("\n\n".join(filter(None, [own, small(beware), "\n".join(lines[:6])])))
    if lines[6:]:
        with st.expander(t("{n} more", n=t.number(len(lines) - 6)), icon=":material/newspaper:"):
            st.markdown("\n".join(lines[6:]))


@kept(512)
def _printings(id: str, code: str, t: Words) -> tuple[str, list[str]]:
    """Our figure in a sentence, and what was printed, a line each."""
    own = observed(id, code).query("indicator == 'coverage_total'").dropna(subset="value").tail(1)
    told = ""
    if len(own):
        row = own.iloc[0]
        figures = {
            "value": t.percent(row["value"]),
            "period": t.period(row["period"]),
            "counts": _counts(row["numerator"], row["denominator"], t),
        }
        told = t("In this edition: **{value}**, {period}, {counts}.", **figures)
    apart = disagreements(code)["why"]
    return told, [_printed(row, apart.get(row.Index, ""), t) for row in published(code).itertuples()]


def _printed(row, why: str, t: Words) -> str:
    kinds = {"coverage": t("Coverage"), "target": t("Target"), "participants": t("Active participants"),
             "universe": t("Universe")}  # fmt: skip
    segments = {"all": "", "wage": t("wage workers (PU)"), "nonwage": t("non-wage workers (BPU)")}
    value = (
        t.percent(row.value, 2) if pd.notna(row.value) else plain(row.printed) + t.percent_sign if row.printed else ""
    )
    day = f"{int(row.period[8:])} " if len(row.period) == 10 else ""
    places = {"registration": t("by place of registration"), "residence": t("by place of residence")}
    notes = {"undated": t("the report has no date"), "without_civil_servants": t("universe without civil servants")}
    told = [
        f"**{' '.join(filter(None, [kinds[row.kind], segments[row.segment], value]))}**",
        day + t.period(row.period), _counts(row.participants, row.universe, t), places.get(row.attribution, ""),
        notes.get(row.note, ""), _link(row.url, t),
    ]  # fmt: skip
    marks = {
        "counts": t("its own counts give {value}", value=t.percent(row.recomputed, 2)),
        "another": t("another report of the same month differs by more than {n} points", n=t.number(TOLERATED, 1)),
    }
    mark = f"  \n  :material/difference: {marks[why]}" if why else ""
    return "- " + " · ".join(filter(None, told)) + mark


def _counts(participants, universe, t: Words) -> str:
    if pd.notna(participants) and pd.notna(universe):
        words = {"n": t.number(int(participants)), "all": t.number(int(universe))}
        return t("{n} of {all} workers", **words)
    one = participants if pd.notna(participants) else universe
    return "" if pd.isna(one) else t("{n} workers", n=t.number(int(one)))


def _whole(n, t: Words) -> str:
    return "" if pd.isna(n) else t.number(int(n))


def _number(x) -> float | None:
    return None if pd.isna(x) else float(x)
