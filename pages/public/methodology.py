"""Metodologi: how the edition was made, written from its files alone."""

import re

import streamlit as st

from charts.weights import weights
from messages import Words
from pages.common import cached, figures, frame, table, viewport
from pages.common.keep import kept
from pages.common.sentences import plain
from problems import BadInput
from reports import document
from reports import methodology as book
from reports.gathered import files

LONG = 16  # rows or items: longer ones scroll or are folded away


@kept(32)
def methodology_sections(id: str, t: Words) -> list[document.Section]:
    """The document of an edition in a language."""
    edition = cached.edition(id)
    return book.sections(files(edition, cached.ranking(id, edition.period)), t)


def content(part: document.Table) -> dict:
    """A table of the document as the table of a screen, with the notes below the names."""
    made = table.listing(part.heads, part.rows, part.numbers, part.wide)
    for row, note in zip(made["rows"], part.notes or [], strict=False):
        row[1] = [row[1][0], note]
    return made


def sentence(part: document.Paragraph) -> str:
    """A paragraph in markdown."""
    lead, text = (plain(" ".join(words.split())) for words in (part.lead, part.text))
    if re.fullmatch(r"https?://[^\s<>()\[\]\\\"'`]+", part.url):
        lead = f"[{lead}](<{part.url}>)"
    return f"**{lead}**: {text}" if lead else text


def show(part: document.Part, key: str, t: Words) -> None:
    """One part of a section."""
    match part:
        case document.Paragraph():
            st.markdown(sentence(part))
        case document.Formula():
            st.latex(part.latex)
        case document.Table():
            height = 480 if len(part.rows) > LONG and not part.notes else None
            table.regions_table(key, content(part), part.title, t("No region."), None, height)
        case document.Items():
            box = st.expander(plain(part.title), icon=":material/menu_book:") if part.title else st.container()
            box.markdown("\n".join(f"- {sentence(item)}" for item in part.items))
        case document.Code():
            st.code(part.text, language="sh")


id, t, theme = frame.current()
width = viewport.width(t.language)
edition = cached.edition(id)
frame.heading(t("Methodology"), id, edition.period, t)
try:
    with st.spinner(t("Writing the methodology …")):
        sections = methodology_sections(id, t)
except BadInput as error:  # of sources.csv, which no ranking needs
    sections = []
    for problem in error.problems:
        st.info(plain(problem.line(t)), icon=":material/error:")

criteria = cached.ranking(id, edition.period).criteria
shares = book.weights(criteria, t)


def weights_table() -> dict:
    rows = [[row.name, book.share(row.share, t)] for row in shares.itertuples()]
    return table.listing([t("Dimension or indicator"), t("Weight")], rows, (1,))


with st.container(width=960, key="methodology"):
    st.markdown(" · ".join(f"[{section.title}](#{section.id})" for section in sections))
    for section in sections:
        st.header(section.title, anchor=section.id)
        if section.id == "bobot":
            drawn = weights(shares, t, theme=theme, width=min(width, 960))
            figures.show("weights", drawn, section.title, weights_table, t)
        for n, part in enumerate(section.parts):
            show(part, f"{section.id}{n}", t)
        if section.id == "ulang":
            with st.container(horizontal=True):
                for path in (edition.criteria, edition.folder / "sources.csv"):
                    st.download_button(
                        t("Download {file}", file=path.name), path.read_bytes, f"{id}-{path.name}",
                        icon=":material/download:", on_click="ignore",
                    )  # fmt: skip
