"""Panggung: scenes for a hall that follow each other by themselves."""

import streamlit as st

from messages import words
from pages.common import frame

t = words(frame.asked_language())
st.title(t("Stage"), anchor=False)
