"""Daerah saya: one region on a phone."""

import streamlit as st

from messages import words
from pages.common import frame

t = words(frame.asked_language())
st.title(t("My region"), anchor=False)
