"""New figures, step by step: what they are, the file, what it leaves open, what is wrong, what would come of it."""

from collections.abc import Mapping

import streamlit as st

from data import arrivals
from data.incoming import Incoming, Terms, drafts
from messages import Words
from pages.common import access, address, cached, frame
from pages.common.sentences import marks, plain
from pages.parts.editions import acts, asking, preview, questions, report, template
from problems import BadInput
from scoring import edition as bridge
from scoring.ranking import Ranking


def show(t: Words) -> None:
    """The steps as far as they have come: what a step lacks is said, and the next one waits."""
    access.require("check")
    step(1, t("What the figures are"))
    given = asking.facts(t)
    step(2, t("The file"))
    template.offer(given["like"], t)
    if lacks(asking.missing(given, t), t):
        return
    file = asking.upload(t)
    if file is None:
        return
    terms = questions.answered(asking.terms(given))
    try:
        found, problems = report.checked(*file, terms, given["like"])
    except BadInput as error:
        acts.lines(error.problems, t)
        return
    if lacks(asking.unsourced(given, found, t), t):
        return
    step(3, t("What was read"))
    report.regions(found, t)
    if found.questions:
        questions.ask(found, terms, template.names(given["like"], t), t)
    step(4, t("What was found"))
    report.counts(problems, t)
    if problems:
        report.listed(*file, problems, t)
    else:
        st.success(t("Nothing was found against these figures."), icon=":material/check_circle:")
    if any(p.severity != "warning" for p in problems):
        st.info(t("The preview follows once the errors are mended in the file and the questions answered."),
                icon=":material/arrow_upward:")  # fmt: skip
        return
    try:
        tried(given, found, terms, t)
    except BadInput as error:
        acts.lines(error.problems, t)


def lacks(what: list[str], t: Words) -> bool:
    """Whether something is still to be told, and says so."""
    if what:
        st.info(t("Still to be told above: {what}.", what=plain(t.list(what))), icon=":material/edit:")
    return bool(what)


def step(n: int, title: str) -> None:
    """The head of a step."""
    st.subheader(f"{n} · {title}", anchor=False)


def tried(given: Mapping[str, str], found: Incoming, terms: Terms, t: Words) -> None:
    """The preview, and the button that saves."""
    about = {"title": given["title"], "sources": [asking.source(given)] if given["source_title"] else []}

    def rank() -> Ranking:
        with drafts.trial(given["id"], found, terms, given["like"], about):
            return bridge.ranking(given["id"])

    after = report.kept("new_ranked", (given, terms, st.session_state["new_kept"]), rank)
    step(5, t("What would come of it"))
    st.markdown(marks(given["nature"], after.criteria.status, t))
    same = [id for id in access.editions() if cached.edition(id).level == terms.level]
    earlier = st.selectbox(
        t("Compared with"), same, same.index(given["like"]), key="new_against",
        format_func=frame.titles(same, t).get, width=420,
    )  # fmt: skip
    preview.show(after, earlier, t)
    step(6, t("Save as a draft"))
    if not access.may("save"):
        st.info(t("Only an administrator saves. You can hand on the file and this report."), icon=":material/lock:")
        return
    st.caption(t("Only the committee sees a draft; nothing is published by saving."))
    if st.button(t("Save as a draft"), type="primary", icon=":material/save:"):
        id = given["id"]

        def save(who: str) -> None:
            comment = given["source_title"] or ", ".join(one.get("title", "") for one in found.sources)
            arrivals.imported(id, who, comment, lambda: drafts.draft(id, found, terms, given["like"], about))
            address.put("edition", id)
            address.put("view", None)
            asking.forget()

        acts.do("save", save, t("{id} is saved as a draft.", id=plain(id)), t)
