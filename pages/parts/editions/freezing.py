"""Freezing a draft: what stands in its way, what somebody accepts in spite of it, and their comment."""

import streamlit as st

from data import life
from messages import Words
from pages.common import cached
from pages.common.sentences import plain
from pages.parts.editions import acts
from problems import Problem
from scoring import edition as bridge


def freeze(id: str, t: Words) -> None:
    """Freezing: what still stands in its way, what is accepted in spite of it, and a comment."""

    def ask() -> None:
        others = bridge.blockers(id)
        found = [*life.blockers(id), *others]
        hard = [problem for problem in found if not life.acceptable(problem)]
        st.markdown(t("After freezing the files are final: every later change is found by verifying."))
        if hard:
            st.markdown(f"**{t('Mend these first')}**")
            acts.lines(hard, t)
            return
        with st.form("freeze", border=False):
            accepted = [p.code for p in found if st.checkbox(accepting(id, p, t), key=f"accept_{id}_{p.code}")]
            comment = acts.asked(t("Comment"), "freeze", id, t("Freeze"), t)
        if comment and len(accepted) < len(found):
            st.error(t("Tick what you accept, or leave the edition a draft."), icon=":material/check_box:")
        elif comment:
            acts.do("freeze", lambda who: life.freeze(id, who, comment, bridge.canonical(id), others, accepted),
               t("{id} is frozen. It can be published now.", id=plain(id)), t)  # fmt: skip

    acts.button(t("Freeze"), "freeze", id, ":material/ac_unit:", ask, t, primary=True)


def accepting(id: str, problem: Problem, t: Words) -> str:
    """What somebody takes on themselves with an open question, in words."""
    if problem.code == "assumption":
        return t("I accept that the criteria of this edition are an assumption: the official rules are not known.")
    if problem.code.startswith("tie:"):
        criteria = cached.ranking(id, cached.edition(id).period).criteria
        award = next(a for a in criteria.awards if f"tie:{a.id}" == problem.code)
        codes = str(problem.details["codes"]).split(", ")
        tied = cached.standings(id, cached.edition(id).period, "score")["label"].reindex(codes)
        return plain(
            t("I accept that {names} share the last place of {award}: the criteria do not tell them apart.",
              names=t.list(tied), award=t.name(award.name, award.id))
        )  # fmt: skip
    return plain(problem.line(t))
