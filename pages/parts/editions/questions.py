"""The questions that a file leaves open: each asked once, with what can be answered; nothing is guessed."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from data.incoming import Incoming, Terms
from data.regions import regions
from messages import Words
from pages.common.sentences import plain
from problems import Problem

LEFT_OUT = ""  # the answer that leaves a region or a column out
OF_REGIONS = ("UCJ201", "UCJ202")
Key = tuple[bool, str]  # whether it is about a region, and the text asked about


def answered(terms: Terms) -> Terms:
    """The terms with the answers given so far."""
    given: Mapping[Key, str] = st.session_state.get("new_answers", {})
    regions = {text: answer for (region, text), answer in given.items() if region}
    columns = {text: answer for (region, text), answer in given.items() if not region}
    return replace(terms, regions=regions, columns=columns)


def ask(found: Incoming, terms: Terms, indicators: Mapping[str, str], t: Words) -> None:
    """Asks what is still open; the answers count from the next run on. `indicators`: names by id."""
    asked: dict[Key, Problem] = {}
    for question in found.questions:
        asked.setdefault((question.code in OF_REGIONS, question.value or ""), question)
    st.markdown(t("Some things can be read in more than one way. Nothing is guessed: please answer."))
    with st.form("new_questions"):
        for (region, text), question in asked.items():
            options = choices(question, terms, indicators, t)
            st.selectbox(
                plain(f"“{text}” ({place(question, t)}): {t(question.expected).format(**question.details)}"), options,
                None, format_func=options.get, key=f"new_answer_{region}_{text}", placeholder=t("Choose"),
            )  # fmt: skip
        sent = st.form_submit_button(t("Answer"), type="primary")
    if sent:
        told = {key: st.session_state[f"new_answer_{key[0]}_{key[1]}"] for key in asked}
        given = {key: answer for key, answer in told.items() if answer is not None}
        st.session_state["new_answers"] = st.session_state.get("new_answers", {}) | given
        st.rerun()


def place(question: Problem, t: Words) -> str:
    """Where a question stands, in words."""
    parts = [t("sheet {sheet}", sheet=question.sheet)] if question.sheet else []
    if question.row is not None:
        parts.append(t("row {row}", row=question.row))
    if question.column:
        parts.append(t("column {column}", column=question.column))
    return ", ".join(parts)


def choices(question: Problem, terms: Terms, indicators: Mapping[str, str], t: Words) -> dict[str, str]:
    """The answers to a question, by what they mean to the reader of the file: those that it offers first, then to leave
    it out, then every other region or indicator there is."""
    offered = str(question.details.get("options", ""))
    found = {part.split(" ", 1)[0]: part.partition(" ")[2] or part for part in offered.split(", ") if part}
    if question.code in OF_REGIONS:
        known = regions()
        known = known[known["level"] == terms.level]
        every = {code: f"{code} {name}" for code, name in zip(known["code"], known["name"], strict=True)}
        found = {code: every.get(code, name) for code, name in found.items()}
    elif found:  # one of two readings: there is no third
        return found
    else:
        every = dict(indicators)
        for id, name in indicators.items():
            if terms.indicators.get(id, {}).get("unit") == "percent":
                every[f"{id}:numerator"] = t("{name}: numerator", name=name)
                every[f"{id}:denominator"] = t("{name}: denominator", name=name)
    return {**found, LEFT_OUT: t("Leave out"), **{key: name for key, name in every.items() if key not in found}}
