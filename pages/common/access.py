"""Who may do what: the public looks at published editions, the committee at drafts too, administrators change them.

Asked anew at every run and every act: what a menu hides is refused as well, and a token that has expired since.
"""

import logging
import os
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from data import journal
from messages import Words, words
from pages.common import address, cached, roles
from pages.common.roles import ADMINISTRATOR, COMMITTEE, LOOPBACK, Viewer

FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
# act -> the least role that it takes
ACTS = {
    "look": COMMITTEE,  # at editions that are not published, and at what is wrong with them
    "check": COMMITTEE,  # incoming figures, and see what would come of them
    "export": COMMITTEE,
    "verify": COMMITTEE,
    "save": ADMINISTRATOR,
    "import": ADMINISTRATOR,
    "freeze": ADMINISTRATOR,
    "publish": ADMINISTRATOR,
    "revise": ADMINISTRATOR,
    "discard": ADMINISTRATOR,
}
# sign-ins that were ended before their token expired: what tells them apart -> until when that matters
_ended: dict[tuple, float] = {}
_read: tuple[object, Mapping | None] = (None, None)  # the secrets, and what they say


def viewer() -> Viewer:
    """Who sits before the screen. A provider, once set up, is the only way to more than the public sees."""
    given = settings()
    if given is None:
        return Viewer(ADMINISTRATOR, journal.login() or str(os.getuid()), "local") if at_home() else Viewer()
    if wrong := faults(words("en")):
        _log(*wrong)
        return Viewer(standing="faulty")
    claims = st.user.to_dict()
    return Viewer(standing="out") if _sign_in(claims) in _ended else roles.viewer(claims, given, time.time())


def role() -> str:
    """public, committee or administrator."""
    return viewer().role


def who() -> str:
    """The viewer's name for the journal; "" for the public."""
    return viewer().who


def may(act: str) -> bool:
    """Whether the viewer may do something, by a key of ACTS."""
    return _enough(viewer().role, act)


def require(act: str) -> str:
    """Who does it, at the moment of an act; stops the run with a sentence where the viewer may not."""
    seen = viewer()
    if not _enough(seen.role, act):
        t = words(address.asked_language())
        st.error(roles.refusal(seen, ACTS[act], t), icon=":material/lock:")
        st.stop()
    return seen.who


def leave() -> None:
    """Ends the sign-in: here, in the browser's other windows, and for whoever has kept a copy of its cookie."""
    claims, now = st.user.to_dict(), time.time()
    for key in [key for key, until in _ended.items() if until < now]:
        del _ended[key]
    until = roles.viewer(claims, {"ucj": {}}, now).until
    if until is not None:
        _ended[_sign_in(claims)] = until
    st.logout()


def editions() -> list[str]:
    """Ids of the editions that the viewer may see, provinces first."""
    return cached.editions()[0] if may("look") else cached.published()


def settings() -> Mapping | None:
    """The tables [auth] and [ucj] of secrets.toml; {} if it cannot be read; None if there are none.

    Read once: Streamlit looks for a missing file whenever it is asked, behind a lock at which viewers would queue."""
    global _read
    if _read[0] is not st.secrets:
        if st.secrets.load_if_toml_exists():
            given = {key: held for key, held in st.secrets.to_dict().items() if key in ("auth", "ucj")} or None
        else:
            given = {} if any(Path(path).exists() for path in st.get_option("secrets.files")) else None
        _read = st.secrets, given
    return _read[1]


def faults(t: Words) -> list[str]:
    """What is wrong with the settings of signing in, a line each."""
    found = roles.faults(settings() or {}, t)
    if st.get_option("server.trustedUserHeaders"):
        found.append(t("server.trustedUserHeaders: empty, for anybody can send a header"))
    return found


def at_home() -> bool:
    """Whether the viewer sits at the very machine: UCJ_LOCAL_ADMIN=1, a server bound to loopback, and a browser on it
    with nothing in between (a proxy in front must not make everybody at home)."""
    allowed = os.environ.get("UCJ_LOCAL_ADMIN") == "1" and st.get_option("server.address") in LOOPBACK
    return allowed and nearby()


def nearby() -> bool:
    """Whether the viewer's browser runs on the server's machine."""
    return direct(st.context.headers, st.context.ip_address)


def direct(headers: Mapping[str, str], address: str | None) -> bool:
    """Whether a browser speaks from the same machine, without a proxy; `address`: None for loopback, as Streamlit."""
    given = {name.lower(): value for name, value in headers.items()}
    try:
        host = urlsplit(f"//{given.get('host', '')}").hostname
    except ValueError:
        return False
    return address is None and host in LOOPBACK and not any(name in given for name in FORWARDED)


@cache
def _log(*lines: str) -> None:
    logging.getLogger(__name__).critical("Nobody can sign in, since the settings are wrong:\n%s", "\n".join(lines))


def _enough(role: str, act: str) -> bool:
    return roles.ROLES.index(role) >= roles.ROLES.index(ACTS[act])


def _sign_in(claims: Mapping) -> tuple:
    return tuple(str(claims.get(name)) for name in ("iss", "sub", "iat", "nonce"))
