"""UCJ Award: the door. Language, edition and navigation; the screens lie in pages/."""

from pathlib import Path

import streamlit as st

from messages import words
from pages.common import address, frame

HERE = Path(__file__).parent

st.set_page_config(page_title="UCJ Award", page_icon=str(HERE / "static/icon.png"), layout="wide")
st.html(HERE / "pages/common/screen.css")
address.arrive()

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="bar"):
    switch = st.container(width="content")
    t = words(frame.language())
with switch:
    edition = frame.edition(t)

screens = [
    st.Page(HERE / "pages/leadership/summary.py", title=t("Summary"), url_path="ringkasan", default=True),
    st.Page(HERE / "pages/committee/leaderboard.py", title=t("Ranking"), url_path="peringkat"),
]
page = st.navigation(screens, position="top")
address.settle()
if edition is not None:
    page.run()
