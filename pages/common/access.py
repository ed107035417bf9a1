"""Who may see what: everybody the published editions; a person at their own machine the drafts beside them."""

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from pages.common import cached

LOOPBACK = ("127.0.0.1", "localhost", "::1")
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")


def editions() -> list[str]:
    """Ids of the editions that the viewer may see, provinces first."""
    return cached.editions()[0] if at_home() else cached.published()


def at_home() -> bool:
    """Whether the viewer sits at the very machine: UCJ_LOCAL_ADMIN=1, a server bound to loopback, and a browser on it
    with nothing in between (a proxy in front must not make everybody at home)."""
    allowed = os.environ.get("UCJ_LOCAL_ADMIN") == "1" and st.get_option("server.address") in LOOPBACK
    return allowed and direct(st.context.headers, st.context.ip_address)


def direct(headers: Mapping[str, str], address: str | None) -> bool:
    """Whether a browser speaks from the same machine, without a proxy; `address`: None for loopback, as Streamlit."""
    given = {name.lower(): value for name, value in headers.items()}
    try:
        host = urlsplit(f"//{given.get('host', '')}").hostname
    except ValueError:
        return False
    return address is None and host in LOOPBACK and not any(name in given for name in FORWARDED)
