"""Panggung: scenes for a hall that follow each other by themselves; without `play=1` their set-up."""

import streamlit as st

from messages import words
from pages.common import address, cached, frame
from pages.parts import stage
from pages.parts.stage import scenes, setup, tour

t = words(frame.asked_language())
names = scenes.names(t)

if setup.playing():
    id = setup.shown()
    asked = [name for name in address.get("scenes", "").split(",") if name in names]
    pace = address.get("pace", "")
    shell = stage.shell(id, t, int(pace) if pace in setup.PACES else stage.PACE)
    shown = scenes.chosen(id, asked, tour.default(id), t)
    stage.play("show", shown, {**shell, "door": stage.door(t)})
    st.stop()

id = setup.begin(t("Stage"), t("Scenes for a hall that follow each other by themselves."), t)
if id is None:
    st.stop()
standings = cached.standings(id, cached.edition(id).period, "score").sort_values(["rank", "name"])
spots = {code: " · ".join(filter(None, row)) for code, *row in standings[["label", "province"]].itertuples()}
with st.container(width=480):
    address.choice(
        st.select_slider, t("Seconds for each scene"), setup.PACES, "pace", str(stage.PACE),
    )  # fmt: skip
    address.several(
        t("Scenes"), names, "scenes", len(names), format_func=lambda name: names[name], placeholder=t("All")
    )
    address.choice(
        st.selectbox, t("Region in the spotlight"), spots, "region", next(iter(spots)), format_func=spots.get,
    )  # fmt: skip
if address.public() is None:
    st.info(
        t("No QR code is shown: the server's setting {name} does not say where the public finds this dashboard.",
          name="`UCJ_PUBLIC_URL`"),
        icon=":material/qr_code:",
    )  # fmt: skip
setup.start(t)
setup.keys(
    [
        t("pause and go on"), t("next scene"), t("scene before"), t("black screen"), t("first scene"), t("full screen"),
        t("back to this set-up"),
    ],
    t,
)  # fmt: skip
address.link("public/reveal", t("Announcement"), ":material/emoji_events:")
