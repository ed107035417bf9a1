"""Pengumuman: the winners of an award, one place after the other; without `play=1` its set-up, which names nobody."""

import streamlit as st

from messages import words
from pages.common import address, cached, frame
from pages.common.sentences import plain
from pages.parts import stage
from pages.parts.stage import reveal, setup

t = words(frame.asked_language())
state = st.session_state


awards = reveal.awards(setup.shown()) if setup.playing() else {}
award = address.get("award") or next(iter(awards), None)
if award in awards:
    id = setup.shown()
    fresh = state.get("announced") != (id, award)
    if fresh:
        state["announced"], state["step"] = (id, award), 0
    marks = (t("Rehearsal"),) if reveal.rehearsal(id) else ()
    shell = stage.shell(id, t, marks=marks, shapes=False)
    shown = reveal.scenes(id, award, state["step"], t)
    asked = stage.play(f"announcement-{id}-{award}", shown, shell, state["step"], fresh)
    if asked:
        step = reveal.turned(asked, reveal.last(id, award))
        if step != state["step"]:
            state["step"] = step
            st.rerun()
    st.stop()

state.pop("announced", None)  # the next show begins with the title
id = setup.begin(t("Announcement"), t("The winners of an award, one place after the other, each on a key press."), t)
if id is None:
    st.stop()
awards = reveal.awards(id)
if not awards:
    st.info(t("This edition gives no award."), icon=":material/info:")
    st.stop()
with st.container(width=480):
    address.choice(
        st.selectbox, t("Award"), awards, "award", next(iter(awards)),
        format_func=lambda award: plain(t.name(awards[award].name, award)),
    )  # fmt: skip
if reveal.rehearsal(id):
    why = (
        t("These figures are simulated: every screen says that it is a rehearsal.")
        if cached.edition(id).nature == "simulated"
        else t("The server's setting {name} does not name this edition: every screen says that it is a rehearsal.",
               name="`UCJ_ANNOUNCEMENT`")
    )  # fmt: skip
    st.info(why, icon=":material/theater_comedy:")
setup.start(t)
setup.keys(
    [
        t("next step"), t("next step"), t("step before"), t("black screen"), t("title"), t("full screen"),
        t("back to this set-up"),
    ],
    t,
)  # fmt: skip
address.link("public/stage", t("Stage"), ":material/slideshow:")
