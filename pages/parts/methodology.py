"""Parts of Metodologi: the document of an edition, kept for all viewers, and how each kind of part is shown."""

import re

import pandas as pd
import streamlit as st

from charts import weights as chart
from charts.layout import Figure
from messages import Words
from pages.common import cached, table
from pages.common.keep import kept
from pages.common.sentences import plain
from reports import document
from reports import methodology as book
from reports.gathered import files

LONG = 16  # rows or items: longer ones scroll or are folded away


@kept(32)
def sections(id: str, t: Words) -> list[document.Section]:
    """The document of an edition in a language."""
    edition = cached.edition(id)
    return book.sections(files(edition, cached.ranking(id, edition.period)), t)


@kept(64)
def weights(id: str, t: Words, theme: str, width: int) -> tuple[Figure, str]:
    """The weights of an edition's criteria, drawn."""
    return chart.weights(_shares(id, t), t, theme=theme, width=width)


def weights_table(id: str, t: Words) -> dict:
    """The same as a table."""
    rows = [[row.name, book.share(row.share, t)] for row in _shares(id, t).itertuples()]
    return table.listing([t("Dimension or indicator"), t("Weight")], rows, (1,))


def _shares(id: str, t: Words) -> pd.DataFrame:
    return book.weights(cached.ranking(id, cached.edition(id).period).criteria, t)


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
