"""UCJ Award: the door. Language, edition, search and navigation; the screens lie in pages/."""

import streamlit as st

from messages import words
from pages.common import access, address, frame, keep, lives, region, screens, sign_in, turns, villages
from pages.common.style import Style

st.set_page_config(page_title="UCJ Award", page_icon="/app/static/icon.png", layout="wide")
st.html(Style())
keep.look_anew()
address.arrive()

t = words(frame.asked_language())


doors = {"data-edisi": "look"}  # screens that are not everybody's, and the act that they take


def screen(path: str, title: str, url: str, **more):
    return screens.screen(path, title, url, url not in doors or access.may(doors[url]), **more)


menu = {
    t("Leadership"): [
        screen("leadership/summary", t("Summary"), "ringkasan", default=True),
        screen("leadership/profile", t("Region profile"), "profil"),
    ],
    t("Committee"): [
        screen("committee/leaderboard", t("Ranking"), "peringkat"),
        screen("committee/comparison", t("Comparison"), "bandingkan"),
        screen("committee/robustness", t("Robustness"), "keteguhan"),
        screen("committee/simulation", t("What if"), "simulasi"),
        screen("committee/quality", t("Data quality"), "mutu-data"),
        screen("committee/editions", t("Data and editions"), "data-edisi"),
    ],
    t("Public"): [
        screen("public/mine", t("My region"), "daerah-saya"),
        screen("public/stage", t("Stage"), "panggung"),
        screen("public/reveal", t("Announcement"), "pengumuman"),
        screen("public/methodology", t("Methodology"), "metodologi"),
    ],
}
page = st.navigation(menu, position="top")
hall = page.url_path in ("panggung", "pengumuman")  # no switches, and no names before their time
alone = hall or page.url_path in ("daerah-saya", *doors)  # chooses the edition itself
edition = None
if not hall:
    frame.language()
    sign_in.account(t)
    if not alone:
        with st.container(horizontal=True, vertical_alignment="center", key="bar"):
            edition = frame.edition(t)
            if edition is not None:
                (villages.search if villages.of(edition) else region.search)(t)
address.settle()
lives.banner(t)
if page.url_path in doors:
    access.require(doors[page.url_path])
if alone or (edition is not None and not villages.refused(page.url_path, edition, page.title, t)):
    with turns.turn():
        page.run()
