"""The workbook to fill, and what its figures are called."""

import streamlit as st

from data import incoming
from messages import LANGUAGES, Words, words
from pages.common import cached, findings
from pages.common.keep import kept
from reports.gathered import judged
from reports.glossary import figure_name
from scoring import edition as bridge
from scoring.effects import COUNTS


@kept(16)
def units(id: str) -> dict[str, str]:
    """As `scoring.edition.units`."""
    return bridge.units(id)


def names(id: str, t: Words) -> dict[str, str]:
    """Names of the same figures in a language."""
    return {figure: figure_name(figure, t) for figure in units(id)} | findings.names(id, t)


def offer(like: str, t: Words) -> None:
    """A workbook to fill, with all regions and a column for each figure that the criteria start from."""
    criteria = cached.ranking(like, cached.edition(like).period).criteria
    asked: list[str] = []
    for id in judged(criteria):
        parts, universe = COUNTS.get(id.removeprefix("coverage_"), ((), id))
        asked += [*parts, "target" if universe == "attainment" else universe]
    level, named, unit = cached.edition(like).level, names(like, t), units(like)
    columns = {id: {"name": named[id], "unit": unit[id]} for id in asked}
    st.download_button(
        t("Download the template (XLSX)"), lambda: incoming.template(level, columns, [t, *_others(t)]),
        f"{t('template')}-{like}.xlsx", icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def _others(t: Words) -> list[Words]:
    return [words(language) for language in LANGUAGES if language != t.language]
