"""Who is who by an identity provider's claims: pure functions of the settings and the claims.

The settings are the tables [auth] (Streamlit's own) and [ucj] of secrets.toml, as .streamlit/secrets.toml.example says.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from messages import Words
from pages.common.sentences import plain

PUBLIC, COMMITTEE, ADMINISTRATOR = ROLES = ("public", "committee", "administrator")  # each may what the one before may
LOOPBACK = ("127.0.0.1", "localhost", "::1")
SKEW = 60  # seconds that the clocks of the provider and of this server may differ
SECRET = 32  # characters at least: whoever guesses the secret writes cookies of an administrator
REQUIRED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
GIVEN = ("roles", "emails")  # tables of [ucj]: name of a group, or e-mail address -> role
CLAIM = "groups"  # where the provider puts the names of groups, unless roles_claim says otherwise


@dataclass(frozen=True)
class Viewer:
    """Somebody before the screen: role, name for the journal, and how that is known: "open" (no provider is set up),
    "local", "faulty" (wrong settings), or by a provider: "out", "expired", "in". `until`: seconds since 1970."""

    role: str = PUBLIC
    who: str = ""
    standing: str = "open"
    until: float | None = None


def viewer(claims: Mapping, settings: Mapping, now: float) -> Viewer:
    """Who a provider's claims (those of the ID token, as in st.user) say it is, at `now`. Settings without faults."""
    if claims.get("is_logged_in") is not True:
        return Viewer(standing="out")
    until = claims.get("exp")
    if isinstance(until, bool) or not isinstance(until, int | float) or not now < until + SKEW < math.inf:
        return Viewer(standing="expired")
    return Viewer(role(claims, settings["ucj"]), name(claims), "in", until + SKEW)


def role(claims: Mapping, ucj: Mapping) -> str:
    """The highest role that the groups or the e-mail address of the claims give."""
    groups = claims.get(ucj.get("roles_claim", CLAIM))
    groups = [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else []
    found = [given for group, given in ucj.get("roles", {}).items() if group in groups]
    address = email(claims)
    found += [given for known, given in ucj.get("emails", {}).items() if known.strip().casefold() == address]
    return max(found, key=ROLES.index, default=PUBLIC)


def email(claims: Mapping) -> str:
    """The e-mail address in small letters; "" where there is none or the provider says that it is not verified."""
    given, verified = claims.get("email"), claims.get("email_verified", True)
    return given.strip().casefold() if isinstance(given, str) and verified in (True, "true") else ""


def name(claims: Mapping) -> str:
    """A person in the journal: the name as the provider has it, and what tells two of one name apart."""
    own = email(claims) or str(claims.get("sub", ""))
    called = claims.get("name")
    text = f"{called} ({own})" if isinstance(called, str) and called.strip() else own
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]


def refusal(seen: Viewer, needed: str, t: Words) -> str:
    """Why somebody is refused what takes a role, and what to do."""
    why = {
        "open": t("Nobody can sign in to this server, since no identity provider has been set up."),
        "faulty": t("Nobody can sign in now: the settings of signing in are wrong."),
        "out": t("Sign in to go on."),
        "expired": t("Your session has ended. Sign in again to go on."),
        "in": t("You are signed in as {who}.", who=plain(seen.who)),
        "local": "",
    }[seen.standing]
    return f"{t('This is for the {role}.', role=called(needed, t))} {why}"


def called(role: str, t: Words) -> str:
    """A role in words."""
    return {"public": t("public"), "committee": t("committee"), "administrator": t("administrator")}[role]


def faults(settings: Mapping, t: Words) -> list[str]:
    """What is wrong with the settings, a line each; with any, all are the public. Tells no secret."""
    auth, ucj = settings.get("auth"), settings.get("ucj")
    if not isinstance(auth, Mapping):
        return [t("secrets.toml: no table [auth] can be read in it")]
    found = [t("[auth] {key}: a text", key=key) for key in REQUIRED if not _text(auth.get(key))]
    if found:
        return found
    if len(auth["cookie_secret"]) < SECRET:
        found.append(t("[auth] cookie_secret: at least {n} random characters", n=SECRET))
    for key in ("redirect_uri", "server_metadata_url"):
        if not _safe(auth[key]):
            found.append(t("[auth] {key}: an address with https (http on this machine only)", key=key))
    if not auth["redirect_uri"].endswith("/oauth2callback"):
        found.append(t("[auth] redirect_uri: an address that ends in /oauth2callback"))
    return found + _faults_of_roles(ucj if isinstance(ucj, Mapping) else {}, t)


def _faults_of_roles(ucj: Mapping, t: Words) -> list[str]:
    keys = ("roles_claim", *GIVEN)
    found = [t("[ucj] {key}: one of the keys {keys}", key=key, keys=", ".join(keys)) for key in ucj if key not in keys]
    if not _text(ucj.get("roles_claim", CLAIM)):
        found.append(t("[ucj] roles_claim: the name of one claim, a text"))
    tables = {key: ucj[key] for key in GIVEN if key in ucj}
    if not any(tables.values()):
        found.append(t("[ucj]: a role for somebody, in [ucj.roles] or [ucj.emails]"))
    for key, table in tables.items():
        if not isinstance(table, Mapping):
            found.append(t("[ucj] {key}: a table of names and their roles", key=key))
            continue
        for named, given in table.items():
            if given not in ROLES[1:]:
                found.append(t("[ucj.{key}] {name}: {roles}", key=key, name=named, roles=" / ".join(ROLES[1:])))
            if key == "emails" and "@" not in named:
                found.append(t("[ucj.emails] {name}: an e-mail address", name=named))
    return found


def _text(given: object) -> bool:
    return isinstance(given, str) and bool(given.strip())


def _safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and parts.scheme in (("http", "https") if parts.hostname in LOOPBACK else ("https",))
