"""What stands around a region's result for the public: finding it, passing it on, and the programme in few words."""

import os
import re
from urllib.parse import quote, urlencode

import streamlit as st

from data.names import find
from data.regions import regions
from data.sources import premiums
from messages import Words
from pages.common import address
from pages.common.sentences import plain
from reports.glossary import glossary

MATCHES = 6
LETTERS = 80  # of a text that is looked for
PAUSE = "400ms"  # in typing, after which it is looked for


def finder(places: dict[str, tuple[str, list[str]]], t: Words) -> None:
    """A field for a name, however spelt, and the regions that it may mean, a touch away; or a list to choose from."""
    told = address.get("q", "")[:LETTERS]
    if "find" not in st.session_state or st.session_state.get("found") != told:
        st.session_state["find"] = st.session_state["found"] = told  # else what is being typed would be undone

    def wrote() -> None:
        st.session_state["found"] = st.session_state["find"].strip()[:LETTERS]
        address.put("q", st.session_state["found"])

    st.text_input(
        t("Type the name of your region"), key="find", on_change=wrote, max_chars=LETTERS, type="search", live=PAUSE,
        placeholder=t("for example Bandung"), icon=":material/search:",
    )  # fmt: skip
    if told:
        codes = [code for code in find(told, len(places)) if code in places][:MATCHES]
        provinces = set(regions().query("level == 'province'")["code"])
        with st.container(gap="xsmall", key="matches"):
            for code in codes:
                choice(code, places[code][0] + (f" · {t('Province')}" if code in provinces else ""))
        if not codes:
            st.info(
                t("No region is called that, nor nearly. Try the name of a kabupaten, kota or province, such as "
                  "Bandung or Jawa Barat."),
                icon=":material/search_off:",
            )  # fmt: skip
    st.selectbox(
        t("Or choose from the list"), places, None, key="listed", format_func=lambda code: places[code][0],
        placeholder=t("{n} regions", n=t.number(len(places))), on_change=lambda: _take(st.session_state["listed"]),
    )  # fmt: skip


def choice(code: str, label: str) -> None:
    """A region, a touch away."""
    st.button(
        plain(label), key=f"to_{code}", icon=":material/chevron_right:", on_click=_take, args=(code,),
        type="tertiary",
    )  # fmt: skip


def _take(code: str | None) -> None:
    if code:
        address.put("region", code)
        address.put("q", None)
        st.session_state["listed"] = None


def link(id: str, code: str, t: Words, public: bool = False) -> str:
    """The address of a region's result: below UCJ_PUBLIC_URL, else where the browser is; `public`: "" instead."""
    base = address.public() or ("" if public else st.context.url)
    if not base:
        return ""
    asked = {"region": code, "edition": id} | ({} if t.language == "id" else {"lang": t.language})
    return f"{base}?{urlencode(asked)}"


def whatsapp(text: str) -> str:
    """A link that opens WhatsApp with a text; nothing is fetched before it is followed."""
    return f"https://wa.me/?text={quote(text, safe='')}"


def programme(t: Words) -> None:
    """What the programme is, how to join, its words, and whom to tell of a wrong figure."""
    known = premiums().set_index("segment")["rupiah_month"]
    st.subheader(t("What UCJ is, and how to join"), anchor=False)
    st.markdown(
        t("UCJ (Universal Coverage Jamsostek) is the goal that every worker is protected when an accident happens at "
          "work (JKK) and when a worker dies (JKM), through BPJS Ketenagakerjaan.")
    )  # fmt: skip
    rows = [t("**You work for a wage (PU)**: your employer must register you.")]
    if "nonwage" in known:
        rows.append(
            t("**You work on your own account (BPU)**, for example as a farmer, fisher, trader or driver: register "
              "yourself. JKK and JKM together cost Rp{premium} a month; in 2026 half of it (PP 50/2025), unless the "
              "state or regional budget pays.", premium=t.number(known["nonwage"]))
        )  # fmt: skip
    rows.append(
        t("**You can hardly pay a premium**: ask your regional or village government. They may pay for vulnerable "
          "workers from their budgets (APBD, APBDes).")
    )  # fmt: skip
    site = "[bpjsketenagakerjaan.go.id](https://www.bpjsketenagakerjaan.go.id)"
    rows.append(t("Register and read more at {site}.", site=site))
    st.markdown("\n".join(f"- {row}" for row in rows))
    with st.expander(t("Words of the programme"), icon=":material/menu_book:"):
        st.markdown("\n".join(f"- **{plain(term)}**: {plain(meaning)}" for term, meaning in glossary(t)))
    contact = " ".join(os.environ.get("UCJ_CONTACT", "").split())[:200]
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", contact, re.ASCII):
        contact = f"[{plain(contact)}](mailto:{contact})"
    elif contact:
        contact = plain(contact)
    if contact:
        st.markdown(t("To correct a figure: {contact}", contact=contact))
