"""What a sender says of a file that the file does not say itself, and the file."""

from collections.abc import Mapping

import streamlit as st

from data.editions import ATTRIBUTIONS, NATURES
from data.incoming import Incoming, Terms
from messages import LANGUAGES, Words, words
from pages.common import access, cached, frame, villages
from pages.common.sentences import plain
from pages.parts.editions.template import names, units

TYPES = ["xlsx", "csv", "parquet"]
MEGABYTES = 20
SOURCE = "source-1"  # the id of the source in the new edition's sources.csv


def facts(t: Words) -> dict[str, str]:
    """The edition that is to be made and where its figures come from, as far as it is told; "" for what is not."""
    kept = {"persist_state": "session"}
    ids = villages.without(access.editions())  # figures of villages come from a roll-up, not from a sheet
    named = {"registration": t("by place of registration"), "residence": t("by place of residence")}
    natures = {"published": t("published"), "derived": t("derived"), "simulated": t("SIMULATION")}
    given: dict[str, str] = {}
    with st.container(border=True), st.grid(3, min_column_width=260) as grid:
        with grid.cell():
            st.markdown(f"**{t('The edition')}**")
            given["like"] = st.selectbox(
                t("Rules taken from"), ids, format_func=frame.titles(ids, t).get,
                key="new_like", **kept,
            )  # fmt: skip
            given["title"] = st.text_input(t("Name of the new edition"), key="new_title", max_chars=120, **kept)
            given["id"] = st.text_input(t("Short name, as in the address"), key="new_id", max_chars=64, **kept)
        with grid.cell():
            st.markdown(f"**{t('Figures')}**")
            given["period"] = st.text_input(t("Period (2025 or 2025-06)"), key="new_period", max_chars=7, **kept)
            given["nature"] = st.selectbox(
                t("What the figures are"), NATURES, None, format_func=natures.get, key="new_nature",
                placeholder=t("Choose"), **kept,
            )  # fmt: skip
            given["attribution"] = st.selectbox(
                t("Participants are counted"), ATTRIBUTIONS, None, format_func=named.get, key="new_attribution",
                placeholder=t("Choose"), **kept,
            )  # fmt: skip
        with grid.cell():
            st.markdown(f"**{t('Source of the figures')}**")
            for key, label in sourced(t).items():
                given[f"source_{key}"] = st.text_input(label, key=f"new_source_{key}", max_chars=300, **kept)
            st.caption(t("Not needed where the file has a sheet of sources, as the template has."))
    return {key: (value or "").strip() for key, value in given.items()}


def sourced(t: Words) -> dict[str, str]:
    """What is asked about a source, by column of sources.csv."""
    return {
        "title": t("Title of the letter or publication"),
        "publisher": t("Who gave the figures"),
        "date": t("Date (2025-07-31)"),
        "url": t("Address, where there is one"),
    }


def missing(given: Mapping[str, str], t: Words) -> list[str]:
    """What is still to be told before figures can be checked, in words."""
    needed = {
        "title": t("Name of the new edition"),
        "id": t("Short name, as in the address"),
        "period": t("Period (2025 or 2025-06)"),
        "nature": t("What the figures are"),
        "attribution": t("Participants are counted"),
    }
    return [label for key, label in needed.items() if not given[key]]


def unsourced(given: Mapping[str, str], found: Incoming, t: Words) -> list[str]:
    """What is still to be told of the source, in words: nothing where the file lists its own."""
    told = source(given)
    if found.sources and not any(told[key] for key in sourced(t)):
        return []
    return [sourced(t)[key] for key in ("title", "publisher") if not told[key]]


def upload(t: Words) -> tuple[str, bytes] | None:
    """The file as it came, by name and bytes; it stays while one looks at other screens."""

    def changed() -> None:
        file = st.session_state["new_file"]
        st.session_state["new_kept"] = file and (file.name, file.getvalue())

    file = st.file_uploader(
        t("The file: XLSX, CSV or Parquet, at most {n} MB", n=t.number(MEGABYTES)), TYPES, key="new_file",
        max_upload_size=MEGABYTES, on_change=changed,
    )  # fmt: skip
    kept = st.session_state.get("new_kept")
    if kept and file is None:  # Streamlit forgets an upload when the screen changes
        st.caption(t("File at hand: {name}", name=plain(kept[0])))
    return kept


def source(given: Mapping[str, str]) -> dict[str, str]:
    """The source as it was told, by column of sources.csv."""
    own = {key.removeprefix("source_"): value for key, value in given.items() if key.startswith("source_")}
    return {"source_id": SOURCE, **own}


def terms(given: Mapping[str, str]) -> Terms:
    """What the reading of a file needs to know, before any question of it is answered."""
    like = given["like"]
    known = [names(like, words(language)) for language in LANGUAGES]
    indicators = {id: {"names": [own[id] for own in known], "unit": unit} for id, unit in units(like).items()}
    told = {key: given[key] or None for key in ("period", "nature", "attribution")}
    return Terms(cached.edition(like).level, indicators, source_id=SOURCE if given["source_title"] else None, **told)


def forget() -> None:
    """Clears what was told, once it is saved."""
    for key in [key for key in st.session_state if str(key).startswith("new_")]:
        del st.session_state[key]
