"""Signing in and out, and who one is, in the header of every screen but those for a hall."""

import time

import streamlit as st

from messages import Words
from pages.common import access, roles

LONGEST = 3600  # seconds that a browser waits before it asks again whether a session has ended


def account(t: Words) -> None:
    """Who one is, and the way in or out; nothing where nobody can sign in."""
    seen = access.viewer()
    if seen.standing == "open":
        return
    overruled = seen.standing != "local" and access.at_home()
    with st.container(key="account"):
        if seen.standing == "out" and not overruled:
            _way_in(t)
            return
        label, icon = _label(seen, t)
        with st.popover(label, icon=icon, type="tertiary"):
            _told(seen, t)
            if overruled:
                st.caption(t("UCJ_LOCAL_ADMIN has no effect here, since an identity provider is set up."))
    if seen.standing == "in":
        wait = min(max(seen.until - time.time(), 0) + 1, LONGEST)
        st.fragment(_watch, run_every=wait)(seen.until)


def _label(seen: roles.Viewer, t: Words) -> tuple[str, str]:
    if seen.standing in ("in", "local"):
        named = {"public": t("Signed in"), "committee": t("Committee"), "administrator": t("Administrator")}
        return named[seen.role], ":material/account_circle:"
    named = {"out": t("Sign in"), "expired": t("Session ended"), "faulty": t("No sign-in")}
    return named[seen.standing], ":material/no_accounts:"


def _told(seen: roles.Viewer, t: Words) -> None:
    if seen.standing == "local":
        st.text(t("You are signed in as administrator on this computer ({who}).", who=seen.who))
        st.caption(t("So is whoever else uses a browser on this computer; all others see published editions only."))
    elif seen.standing == "in":
        st.text(t("You are signed in as {who}.", who=seen.who))
        if seen.role == roles.PUBLIC:
            st.caption(t("No role has been given to you: you see what everybody sees. Ask an administrator for one."))
        else:
            st.caption(t("Your role: {role}.", role=roles.called(seen.role, t)))
        st.button(t("Sign out"), "sign_out", icon=":material/logout:", on_click=access.leave)
    elif seen.standing == "faulty":
        st.markdown(t("Nobody can sign in now: the settings of signing in are wrong."))
        if access.nearby():
            for line in access.faults(t):
                st.text(line)
        else:
            st.caption(t("The log of the server says what is wrong."))
    else:
        if seen.standing == "expired":
            st.markdown(t("Your session has ended. Sign in again to go on."))
        _way_in(t)


def _way_in(t: Words) -> None:
    st.button(t("Sign in"), "sign_in", icon=":material/login:", type="tertiary", on_click=st.login)


def _watch(until: float) -> None:
    """What a session showed leaves the screen when it ends."""
    if time.time() >= until:
        st.rerun()
