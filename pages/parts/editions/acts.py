"""What can be done with an edition. Every act asks anew who does it; what hinders it is said and nothing is lost."""

from collections.abc import Callable

import streamlit as st

from data import life
from messages import Words
from pages.common import access, address, cached, keep
from pages.common.sentences import plain
from problems import BadInput, Problem

LONGEST = 500  # characters of a comment


def said() -> None:
    """What the last act did, said once."""
    if done := st.session_state.pop("act_done", None):
        st.success(done, icon=":material/check_circle:")


def lines(problems: tuple[Problem, ...] | list[Problem], t: Words) -> None:
    """Problems in the words of the viewer, one line each."""
    for problem in problems:
        st.error(plain(problem.line(t)), icon=":material/error:")


def do(act: str, how: Callable[[str], object], done: str, t: Words) -> None:
    """Does an act in the name of who sits there, and says what was done; or why it could not be."""
    who = access.require(act)
    try:
        how(who)
    except BadInput as error:
        lines(error.problems, t)
        return
    finally:
        keep.forget()
    st.session_state.pop("asking", None)
    st.session_state["act_done"] = done
    st.rerun()


def asked(label: str, key: str, id: str, button: str, t: Words) -> str | None:
    """A text that an act needs, and whose name it is done in; None until it is given. Call inside a form."""
    text = st.text_area(label, key=f"comment_{key}_{id}", max_chars=LONGEST).strip()
    st.caption(t("In the name of {who}, for the journal.", who=plain(access.who())))
    if not st.form_submit_button(button, type="primary"):
        return None
    if not text:
        st.error(t("Write a sentence: it stays in the journal."), icon=":material/edit:")
    return text or None


def publish(id: str, t: Words) -> None:
    """Publishing: said plainly that it is for good."""

    def ask() -> None:
        st.markdown(t("Everybody will see this edition. **Nothing published is ever changed or deleted**; a mistake is "
                      "corrected by a revision, which names its reason."))  # fmt: skip
        with st.form("publish", border=False):
            comment = asked(t("Comment"), "publish", id, t("Publish"), t)
        if comment:
            do("publish", lambda who: life.publish(id, who, comment), t("{id} is published.", id=plain(id)), t)

    button(t("Publish"), "publish", id, ":material/campaign:", ask, t, primary=True)


def revise(id: str, t: Words) -> None:
    """A revision: a draft with the same files, and the reason for it."""

    def ask() -> None:
        st.markdown(t("A draft with the same figures is made. The published edition stays as it is until the revision "
                      "is published."))  # fmt: skip
        with st.form("revise", border=False):
            reason = asked(t("Reason for the revision"), "revise", id, t("Make a revision"), t)
        if reason:
            do("revise", lambda who: address.put("edition", life.revise(id, who, reason)),
               t("A draft of the revision has been made."), t)  # fmt: skip

    button(t("Revise"), "revise", id, ":material/edit_document:", ask, t)


def discard(id: str, t: Words) -> None:
    """A draft is moved aside, not deleted."""

    def ask() -> None:
        st.markdown(t("The draft is moved aside, into the folder of discarded drafts; its files are not deleted."))
        if st.button(t("Discard the draft"), type="primary"):
            do("discard", lambda who: life.discard(id, who), t("{id} has been discarded.", id=plain(id)), t)

    button(t("Discard"), "discard", id, ":material/delete:", ask, t)


def button(label: str, act: str, id: str, icon: str, ask: Callable[[], None], t: Words, primary: bool = False) -> None:
    """A button that opens the dialog of an act. It stays open until the act is done or it is closed, whatever else runs
    the screen anew."""

    def open() -> None:
        st.session_state["asking"] = (act, id)

    st.button(label, key=f"{act}_{id}", icon=icon, type="primary" if primary else "secondary", on_click=open)
    if st.session_state.get("asking") == (act, id):
        access.require(act)
        title = f"{label}: {plain(t.name(cached.edition(id).title))}"
        st.dialog(title, width="medium", on_dismiss=lambda: st.session_state.pop("asking", None))(ask)()
