"""Daerah saya: one region in plain words, for a phone; published editions only."""

import streamlit as st

from charts.card import hundred
from messages import words
from pages.common import address, cached, figures, frame, region, table, viewport, villages
from pages.common.sentences import plain
from pages.parts.mine import around, place

t = words(frame.asked_language())
theme = st.context.theme.type or "light"
width = viewport.width(t.language)
places = region.places(cached.published())
code, id = place.chosen(places)

if id is None:
    st.title(t("My region"), anchor=False)
    if not places:
        st.info(t("No edition has been published yet."), icon=":material/info:")
    else:
        with st.container(width=640):
            if code:
                st.info(t("No published edition has a region {code}.", code=plain(code[:20])), icon=":material/info:")
                if villages.coded(code):
                    st.markdown(t("This screen does not show villages. A village has its own profile:"))
                    address.link("leadership/profile", t("Region profile"), ":material/person_pin_circle:")
            st.markdown(t("See how many workers are protected where you live, and where your region stands."))
            around.finder(places, t)
    with st.container(width=840):
        around.programme(t)
    st.stop()

edition = cached.edition(id)
period = edition.period
standings = cached.standings(id, period, "score")
row = standings.loc[code]
frame.heading(row["label"], id, period, t)
with st.expander(t("Another region"), icon=":material/search:", expanded=bool(address.get("q"))):
    around.finder(places, t)

share, _ = place.coverage(id, code, period)
beside = width >= 1000
left, right = st.columns([3, 2], gap="large") if beside else (st.container(), st.container())
with left:
    with st.container(key="mine", gap="xsmall"):
        st.header(place.place(id, code, period, t), anchor=False)
        known = t("The coverage is not known yet.") if share is None else hundred(share, t)
        st.header(plain(known), anchor=False)
    with st.container(key="lead"):
        st.markdown(plain(place.details(id, code, period, t)))
    drawn = place.course(id, code, t, theme, width * 3 // 5 - 40 if beside else width)
    if drawn is not None:

        def content() -> dict:
            rows = [[t.period(at), *map(t.percent, values)] for at, values in drawn[0][::-1].iterrows()]
            return table.listing([t("Period"), *drawn[0].columns], rows, (1, 2))

        st.subheader(t("Coverage over time"), anchor=False)
        figures.show("course", drawn[1], t("Coverage over time"), content, t)
    peers = cached.similar(id, period, code).peers[:3]
    if peers:
        st.subheader(t("Similar regions"), anchor=False)
        with st.container(gap="xsmall", key="similar"):
            for other in peers:
                said = f"{standings.at[other, 'label']} · {place.place(id, other, period, t)}"
                around.choice(other, said)
        st.caption(t("Of the same kind, nearest in population and share of informal workers."))
with right:
    st.subheader(t("To keep or to share"), anchor=False)
    told = place.told(id, code, t)
    with st.spinner(t("Drawing the picture …")):
        png = place.card(id, code, t, around.link(id, code, t, public=True))
    with st.container(width=480):  # an image with a width of its own would be scaled at every run
        st.image(png, alt=told, width="stretch", output_format="PNG")
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            t("Download the picture"), png, f"ucj-{code}-{id}.png", "image/png", icon=":material/download:",
            on_click="ignore",
        )  # fmt: skip
        text = f"{told} {around.link(id, code, t)}".strip()
        st.link_button(t("Share on WhatsApp"), around.whatsapp(text), icon=":material/share:")
with st.container(width=840):
    around.programme(t)
    frame.about(id, t)
