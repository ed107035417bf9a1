"""Pengumuman: the winners of an award, one place after the other."""

import streamlit as st

from messages import words
from pages.common import frame

t = words(frame.asked_language())
st.title(t("Announcement"), anchor=False)
