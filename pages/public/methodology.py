"""Metodologi: how the edition was made, written from its files alone."""

import streamlit as st

from pages.common import cached, figures, frame, viewport
from pages.common.sentences import plain
from pages.parts import methodology
from problems import BadInput

id, t, theme = frame.current()
width = viewport.width(t.language)
edition = cached.edition(id)
frame.heading(t("Methodology"), id, edition.period, t)
try:
    with st.spinner(t("Writing the methodology …")):
        sections = methodology.sections(id, t)
except BadInput as error:  # of sources.csv, which no ranking needs
    sections = []
    for problem in error.problems:
        st.info(plain(problem.line(t)), icon=":material/error:")

with st.container(width=960, key="methodology"):
    st.markdown(" · ".join(f"[{section.title}](#{section.id})" for section in sections))
    for section in sections:
        st.header(section.title, anchor=section.id)
        if section.id == "bobot":
            drawn = methodology.weights(id, t, theme, min(width, 960))
            figures.show("weights", drawn, section.title, lambda: methodology.weights_table(id, t), t)
        for n, part in enumerate(section.parts):
            methodology.show(part, f"{section.id}{n}", t)
        if section.id == "ulang":
            with st.container(horizontal=True):
                for path in (edition.criteria, edition.folder / "sources.csv"):
                    st.download_button(
                        t("Download {file}", file=path.name), path.read_bytes, f"{id}-{path.name}",
                        icon=":material/download:", on_click="ignore",
                    )  # fmt: skip
