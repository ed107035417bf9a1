"""What was read from a file: the questions that it leaves open, the regions it names, and everything found wrong."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data.incoming import Incoming, Terms, read
from data.incoming.checks import check
from data.incoming.marked import marked
from messages import NONE, Words
from pages.common import table
from problems import Problem
from reports.spreadsheet import csv

SHOWN = 200  # lines on the screen; the files hold them all


def kept(key: str, asked: tuple, make: Callable[[], Any]) -> Any:
    """What was made of what was asked last; it is this viewer's alone, and forgotten once something else is asked."""
    if st.session_state.get(key, (None, None))[0] != asked:
        with st.spinner():
            st.session_state[key] = (asked, make())
    return st.session_state[key][1]


def checked(name: str, content: bytes, terms: Terms, earlier: str) -> tuple[Incoming, list[Problem]]:
    """What a file holds and what is wrong with it, by the answers given so far."""

    def make() -> tuple[Incoming, list[Problem]]:
        found = read(name, content, terms)
        return found, check(found, terms, earlier)

    return kept("new_checked", (name, content, terms, earlier), make)


def counts(problems: Sequence[Problem], t: Words) -> None:
    """How many of each severity, in words."""
    found = pd.Series([p.severity for p in problems]).value_counts()
    named = {"error": t("Errors, to be mended"), "question": t("Open questions"), "warning": t("Warnings, kept")}
    with st.grid(3, min_column_width=140):
        for severity, label in named.items():
            st.metric(label, t.number(int(found.get(severity, 0))), border=True)


def listed(name: str, content: bytes, problems: Sequence[Problem], t: Words) -> None:
    """Every problem with its place, and the same as files."""
    words = {"error": t("error"), "question": t("question"), "warning": t("warning")}
    heads = [
        t("What is wrong, and what was expected"), t("Severity"), t("Code"), t("Sheet"), t("Row"), t("Column"),
        t("Value"),
    ]  # fmt: skip
    rows = [
        [t(p.expected).format(**p.details), words[p.severity], p.code, p.sheet, "" if p.row is None else str(p.row),
         p.column, p.value or ""]
        for p in problems
    ]  # fmt: skip
    content_ = table.listing(heads, rows[:SHOWN], numbers=[4], wide=[1, 2, 3])
    title = t("Everything found")
    table.regions_table("new_problems", content_, title, NONE, None, 420 if len(rows) > 8 else None)
    if len(rows) > SHOWN:
        every = {"n": t.number(SHOWN), "all": t.number(len(rows))}
        st.caption(t("The first {n} of {all} are shown; the files hold all.", **every))
    stem = name.rsplit(".", 1)[0]
    with st.container(horizontal=True):
        st.download_button(
            t("Download the file with its faults marked (XLSX)"), lambda: marked(name, content, problems, t),
            f"{stem}-{t('marked')}.xlsx", icon=":material/download:", on_click="ignore", type="primary",
        )  # fmt: skip
        st.download_button(
            t("Download the list (CSV)"), lambda: csv(pd.DataFrame(rows, columns=heads)),
            f"{stem}-{t('findings')}.csv", "text/csv", icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def regions(found: Incoming, t: Words) -> None:
    """Every region as it was written and as it was understood, folded away."""
    how = {
        "code": t("by its code"),
        "bps": t("by its BPS code"),
        "name": t("by its name"),
        "former_name": t("by a former name"),
        "answer": t("as answered"),
        "ambiguous": t("ambiguous"),
        "unknown": t("unknown"),
    }
    once = found.matches.drop_duplicates(["sheet", "text", "code"])
    known = once["code"].fillna("").ne("").sum()
    label = t("{n} of {all} regions recognised", n=t.number(int(known)), all=t.number(len(once)))
    box = st.expander(label, icon=":material/checklist:", key="new_matches", on_change="rerun")
    if box.open:
        rows = [
            [m.text, f"{m.code} {m.name}" if isinstance(m.code, str) and m.code else NONE, how.get(m.how, m.how),
             m.sheet or "", str(m.row)]
            for m in once.itertuples()
        ]  # fmt: skip
        heads = [t("As written"), t("Region"), t("Recognised"), t("Sheet"), t("Row")]
        with box:
            content = table.listing(heads, rows, numbers=[4], wide=[3, 4])
            table.regions_table("new_regions", content, label, NONE, None, 420)
