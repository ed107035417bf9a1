"""The map with its sentence, on any screen; a click on a region chooses it."""

import streamlit as st

from messages import Words
from pages.common import address, cached, frame


@st.fragment
def show(id: str, period: str, by: str, key: str, t: Words, theme: str, width: int, options: list[str]) -> None:
    """A switch of what the map shows, the map, and its sentence, redrawn on their own."""
    choices = cached.shown(id, by, t)
    options = [o for o in options if o in choices]
    with st.container(horizontal=True, vertical_alignment="center"):
        what = address.choice(
            st.selectbox, t("The map shows"), options, "map", options[0], width=340, label_visibility="collapsed",
            format_func=lambda o: t("Map: {value}", value=choices[o][0]),
        )  # fmt: skip
        as_picture = address.switch(t("As a picture"), "picture")
    figure, sentence = cached.figure(id, period, by, what, t, theme, width, frame.region(id))
    if as_picture:
        content = cached.picture(id, period, by, what, t, theme)
        st.image(content, caption=sentence, alt=sentence)
        st.download_button(
            t("Download PNG"),
            content,
            f"{id}-{period}-{what}.png",
            "image/png",
            icon=":material/download:",
            on_click="ignore",
        )
        return

    def chosen() -> None:
        points = st.session_state[key]["selection"]["points"]
        if points:
            address.put("region", points[0]["customdata"][-1])
            st.session_state["moved"] = True

    st.plotly_chart(
        figure, key=key, on_select=chosen, selection_mode="points", alt=sentence,
        config={"displayModeBar": False, "scrollZoom": width > 700, "locale": t.language},
    )  # fmt: skip
    if st.session_state.pop("moved", False):
        st.rerun()
    st.caption(sentence)
