"""Mutu data: what is to be said against the figures, and how far each region's can be relied on."""

import streamlit as st

from data import quality
from messages import NONE
from pages.common import address, cached, figures, findings, frame, region, table, viewport
from pages.parts import quality as parts
from reports import findings as words
from reports.spreadsheet import csv

id, t, theme = frame.current()
width = viewport.width(t.language)
edition = cached.edition(id)
kinds = words.kinds(t)

heading = st.container()
known = cached.periods(id)[::-1]
period = address.choice(st.selectbox, t("Period"), known, "period", edition.period, format_func=t.period, width=180)
with heading:
    frame.heading(t("Data quality"), id, period, t)

found, graded = cached.findings(id, period), cached.grades(id, period)
counted = found[found["finding"] != quality.REMARK]
standings = cached.standings(id, period, "score")


def lead() -> None:
    """How many regions have which grade, in a sentence and four numbers."""
    grades = graded["grade"].value_counts().reindex(list(quality.GRADES), fill_value=0)
    said = t.list(t("{n} with {grade}", n=t.number(n), grade=grade) for grade, n in grades.items() if n)
    n, every = t.number(grades["A"]), t.number(len(graded))
    text = t(
        "**The figures of {n} of {all} regions are without a finding.** Grades: {said}.", n=n, all=every, said=said
    )
    with st.container(key="lead"):
        st.markdown(text)
    monthly = len(period) > 4
    jumps = counted.loc[counted["finding"] == "fourth_quarter", "code"].nunique()
    with st.grid(4, min_column_width=160):
        st.metric(t("Regions with grade A"), t.percent(100 * grades["A"] / len(graded)), border=True)
        for kind, label in {"missing": t("Figures missing"), "over_100": t("Figures over 100%")}.items():
            st.metric(label, t.number((counted["finding"] == kind).sum()), border=True)
        st.metric(t("Regions with a fourth-quarter jump"), t.number(jumps) if monthly else NONE, border=True)
    if not monthly:
        st.caption(t("Yearly figures cannot tell a jump in the fourth quarter: only monthly ones can."))


def where() -> None:
    """Kinds by province, or by region where the regions are the provinces."""
    title = t("Where findings are")
    st.subheader(title, anchor=False)
    part = parts.where(id, period, t, theme, width)
    if part is None:
        st.info(t("Nothing was found against the figures of this period."))
        return
    drawn, content = part
    if edition.level == "regency":
        st.caption(t("Number of regions with a finding, by province; the stronger the colour, the larger their share."))
    else:
        st.caption(t("Number of figures with a finding; provinces without one are left out."))
    figures.show("findings_map", drawn, title, lambda: content, t)


def asked() -> tuple[str, str | None, str | None]:
    """The text, grade and finding that the address asks for."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = address.text(t("Search by name"), "q", width=240, icon=":material/search:")
        grade, finding = (
            address.choice(
                st.selectbox, label, options, key, index=None, placeholder=t("All"), format_func=options.get, width=240
            )
            for key, label, options in (
                ("grade", t("Grade"), {grade: grade for grade in quality.GRADES}),
                ("finding", t("Finding"), kinds),
            )
        )
    return text, grade, finding


lead()
where()

st.subheader(t("Grades of the regions"), anchor=False)
selected = region.current(id)
region.chosen(id, period, t)
if selected:
    findings.region(id, period, selected, t)
content, n = parts.graded(id, period, *asked(), t)
st.caption(t.plural("{n} region", "{n} regions", n))
table.regions_table(
    "grades", content, t("Grades of the regions"), t("No region fits. Clear the search or a filter."), selected,
    None if n <= 12 else 520, region.choose,
)  # fmt: skip
frame.unranked(id, period, t)
st.download_button(
    t("Download all findings (CSV)"),
    lambda: csv(words.table(found, graded, findings.names(id, t), standings["label"], edition.nature, t)),
    f"{t('findings')}-{id}-{period}.csv", "text/csv", icon=":material/download:", on_click="ignore",
)  # fmt: skip

st.subheader(t("How the grade is given"), anchor=False)
st.markdown("\n".join(f"- **{grade}**: {meaning}" for grade, meaning in words.rule(t).items()))
st.caption(t("Findings are about the figures that the criteria use. Kinds are counted, not how often each is found. "
             "Whether figures are simulated does not enter the grade."))  # fmt: skip
content = parts.checks(id, period, t)
table.regions_table("checks", content, t("How the grade is given"), t("No region."), None, None)

st.subheader(t("Figure by figure"), anchor=False)
content = parts.indicators(id, period, t)
table.regions_table("indicators", content, t("Figure by figure"), t("No region."), None, 520)
frame.about(id, t)
