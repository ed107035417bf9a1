"""Drafts and acts are for whom the identity provider or the machine itself names, and for nobody else."""

import math
import time
import tomllib
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from messages import words
from pages.common import access, frame, keep, roles
from tests.drafts import drafted
from tests.pages.test_screens import start, text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("headers", "address", "expected"),
    [
        ({"Host": "127.0.0.1:8501"}, None, True),
        ({"host": "localhost:8501"}, None, True),
        ({"Host": "[::1]:8501"}, None, True),
        ({"Host": "ucj.example.go.id"}, None, False),  # a name, or a page that rebinds it
        ({"Host": "127.0.0.1:8501"}, "10.0.0.7", False),  # a forged Host from another machine
        ({"Host": "127.0.0.1:8501", "X-Forwarded-For": "10.0.0.7"}, None, False),
        ({"Host": "127.0.0.1:8501", "Via": "1.1 proxy"}, None, False),
        ({"Host": "127.0.0.1:8501", "x-real-ip": "127.0.0.1"}, None, False),
        ({"Host": "127.0.0.1.example.org"}, None, False),
        ({"Host": "[::1"}, None, False),
        ({}, None, False),
    ],
)
def test_who_sits_at_the_machine(headers, address, expected):
    assert access.direct(headers, address) == expected


@pytest.mark.parametrize(("setting", "bound"), [("", "127.0.0.1"), ("0", "127.0.0.1"), ("1", "0.0.0.0"), ("1", None)])
def test_the_setting_and_the_binding_are_both_needed(monkeypatch, setting, bound):
    monkeypatch.setattr(access, "direct", lambda headers, address: True)
    monkeypatch.setenv("UCJ_LOCAL_ADMIN", "1")
    monkeypatch.setattr(st, "get_option", lambda name: "127.0.0.1")
    assert access.at_home()
    monkeypatch.setenv("UCJ_LOCAL_ADMIN", setting)
    monkeypatch.setattr(st, "get_option", lambda name: bound)
    assert not access.at_home()


@pytest.fixture
def draft(tmp_path, monkeypatch):
    drafted(tmp_path, "rancangan-2025", "Rancangan rahasia")
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))
    keep.forget()
    yield "rancangan-2025"
    keep.forget()


@pytest.mark.parametrize(
    "screen",
    ["", *(str(p.relative_to(ROOT)) for who in ("leadership", "committee", "public")
           for p in sorted((ROOT / "pages" / who).glob("*.py")) if p.stem != "summary")],
)  # fmt: skip
def test_a_draft_is_not_reached_by_its_address(draft, screen):
    app = start(screen, edition=draft, region="64")
    assert not app.exception
    assert "Rancangan rahasia" not in text(app)
    assert not any("Rancangan rahasia" in str(box.options) for box in (*app.selectbox, *app.segmented_control))


def test_its_owner_sees_it(draft, monkeypatch):
    monkeypatch.setattr(access, "at_home", lambda: True)
    assert "Rancangan rahasia" in text(start(edition=draft))


# Roles by an identity provider

NOW = 1_800_000_000
UCJ = {
    "roles": {"ucj-panitia": "committee", "ucj-admin": "administrator"},
    "emails": {"Siti@Example.go.id": "administrator", "budi@example.go.id": "committee"},
}
AUTH = {
    "redirect_uri": "https://ucj.example.go.id/oauth2callback",
    "cookie_secret": "0123456789abcdef" * 2,
    "client_id": "ucj",
    "client_secret": "rahasia",
    "server_metadata_url": "https://sso.example.go.id/.well-known/openid-configuration",
}
SETTINGS = {"auth": AUTH, "ucj": UCJ}
ADMIN = {"is_logged_in": True, "sub": "7", "name": "Siti Aminah", "exp": NOW + 600, "groups": ["ucj-admin"]}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"groups": ["ucj-admin"]}, "administrator"),
        ({"groups": ["staf", "ucj-panitia"]}, "committee"),
        ({"groups": ["ucj-panitia", "ucj-admin"]}, "administrator"),  # the higher one
        ({"groups": "ucj-panitia"}, "committee"),  # one group as a text
        ({"groups": "ucj-panitia ucj-admin"}, "public"),  # a text is one name
        ({"groups": ["UCJ-ADMIN"]}, "public"),
        ({"groups": ["administrator"]}, "public"),  # a role is no group
        ({"groups": {"ucj-admin": True}}, "public"),
        ({"groups": [["ucj-admin"], None, 1]}, "public"),
        ({"groups": None}, "public"),
        ({"roles": ["ucj-admin"]}, "public"),  # another claim than the settings name
        ({}, "public"),
        ({"email": "siti@example.go.id"}, "administrator"),
        ({"email": " BUDI@EXAMPLE.GO.ID "}, "committee"),
        ({"email": "siti@example.go.id", "email_verified": True}, "administrator"),
        ({"email": "siti@example.go.id", "email_verified": False}, "public"),
        ({"email": "siti@example.go.id", "email_verified": "false"}, "public"),
        ({"email": "siti@example.go.id", "email_verified": None}, "public"),
        ({"email": ["siti@example.go.id"]}, "public"),
        ({"email": "siti@example.go.id.evil.org"}, "public"),
        ({"email": "budi@example.go.id", "groups": ["ucj-admin"]}, "administrator"),
        ({"email": ""}, "public"),
    ],
)
def test_the_role_of_claims(claims, expected):
    assert roles.role(claims, UCJ) == expected


def test_the_claim_is_the_one_that_the_settings_name():
    assert roles.role({"peran": "ucj-admin"}, {**UCJ, "roles_claim": "peran"}) == "administrator"
    assert roles.role({"groups": "ucj-admin"}, {**UCJ, "roles_claim": "peran"}) == "public"


@pytest.mark.parametrize(
    ("changed", "standing"),
    [
        ({}, "in"),
        ({"exp": NOW + 0.5}, "in"),
        ({"exp": NOW - 59}, "in"),  # clocks may differ by a minute
        ({"exp": NOW - 60}, "expired"),
        ({"exp": NOW - 3600}, "expired"),
        ({"exp": None}, "expired"),
        ({"exp": str(NOW + 600)}, "expired"),
        ({"exp": True}, "expired"),
        ({"exp": math.nan}, "expired"),
        ({"exp": math.inf}, "expired"),
        ({"is_logged_in": False}, "out"),
        ({"is_logged_in": "True"}, "out"),
        ({"is_logged_in": 1}, "out"),
        ({"is_logged_in": None}, "out"),
    ],
)
def test_a_token_counts_until_it_expires(changed, standing):
    seen = roles.viewer({**ADMIN, **changed}, SETTINGS, NOW)
    assert seen.standing == standing
    assert (seen.role, seen.who) == (("administrator", "Siti Aminah (7)") if standing == "in" else ("public", ""))


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"name": "Siti Aminah", "email": "siti@example.go.id", "sub": "7"}, "Siti Aminah (siti@example.go.id)"),
        ({"name": "Siti", "email": "siti@example.go.id", "email_verified": False, "sub": "7"}, "Siti (7)"),
        ({"sub": "7"}, "7"),
        ({"name": "  ", "sub": "7"}, "7"),
        ({"name": "Siti\n2026-11-22 publish\x1b[31m\u202e", "sub": "7"}, "Siti 2026-11-22 publish [31m (7)"),
    ],
)
def test_a_name_in_the_journal_is_one_line(claims, expected):
    assert roles.name(claims) == expected


def without(table, key):
    return {name: value for name, value in table.items() if name != key}


WRONG = [
    *(({"auth": without(AUTH, key)}, f"[auth] {key}") for key in AUTH),
    *(({"auth": {**AUTH, key: ""}}, f"[auth] {key}") for key in AUTH),
    ({"auth": {**AUTH, "cookie_secret": 12345678901234567890123456789012}}, "[auth] cookie_secret"),
    ({"auth": {**AUTH, "cookie_secret": "x" * 31}}, "[auth] cookie_secret"),
    ({"auth": {**AUTH, "redirect_uri": "http://ucj.example.go.id/oauth2callback"}}, "[auth] redirect_uri"),
    ({"auth": {**AUTH, "redirect_uri": "https://ucj.example.go.id/"}}, "[auth] redirect_uri"),
    ({"auth": {**AUTH, "server_metadata_url": "sso.example.go.id"}}, "[auth] server_metadata_url"),
    ({"auth": {**AUTH, "server_metadata_url": "https://[::1"}}, "[auth] server_metadata_url"),
    ({"auth": "ya"}, "[auth]"),
    ({"ucj": "ya"}, "[ucj]"),
    ({"ucj": {}}, "[ucj]"),
    ({"ucj": {"roles": {}}}, "[ucj]"),
    ({"ucj": {**UCJ, "role_claim": "groups"}}, "[ucj] role_claim"),
    ({"ucj": {**UCJ, "roles_claim": ["groups"]}}, "[ucj] roles_claim"),
    ({"ucj": {**UCJ, "roles_claim": ""}}, "[ucj] roles_claim"),
    ({"ucj": {"roles": ["ucj-admin"]}}, "[ucj] roles"),
    ({"ucj": {"roles": {"ucj-admin": "root"}}}, "[ucj.roles] ucj-admin"),
    ({"ucj": {"roles": {"semua": "public"}}}, "[ucj.roles] semua"),
    ({"ucj": {"roles": {"ucj-admin": ["administrator"]}}}, "[ucj.roles] ucj-admin"),
    ({"ucj": {"emails": {"siti": "committee"}}}, "[ucj.emails] siti"),
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("changed", "named"), WRONG)
def test_a_wrong_setting_is_named_and_no_secret_told(changed, named, language):
    found = roles.faults({**SETTINGS, **changed}, words(language))
    assert len(found) == 1
    assert named in found[0]
    assert not any(secret in found[0] for secret in ("rahasia", AUTH["cookie_secret"], "x" * 31))


def test_right_settings_have_no_fault():
    local = "http://localhost:8501/oauth2callback"
    assert roles.faults(SETTINGS, words("id")) == []
    assert roles.faults({"auth": {**AUTH, "redirect_uri": local}, "ucj": {"roles": UCJ["roles"]}}, words("id")) == []
    assert roles.faults({}, words("en")) == ["secrets.toml: no table [auth] can be read in it"]


def test_the_example_is_refused_until_it_is_filled_in():
    given = tomllib.loads((ROOT / ".streamlit/secrets.toml.example").read_text("utf-8"))
    assert {line.split(":")[0] for line in roles.faults(given, words("en"))} == {
        "[auth] cookie_secret", "[auth] client_id", "[auth] client_secret"
    }  # fmt: skip
    filled = {**given, "auth": {**given["auth"], **{key: AUTH[key] for key in ("cookie_secret", "client_id")}}}
    filled["auth"]["client_secret"] = "rahasia"
    assert roles.faults(filled, words("en")) == []


def test_a_secrets_file_that_cannot_be_read_is_no_missing_provider(tmp_path, monkeypatch):
    """Else a slip of the pen would make the person at the machine an administrator again."""
    monkeypatch.setattr(st, "get_option", lambda name: [str(tmp_path / "secrets.toml")])
    monkeypatch.setattr(st.secrets, "load_if_toml_exists", lambda: False)
    monkeypatch.setattr(access, "_read", (None, None))
    assert access.settings() is None
    (tmp_path / "secrets.toml").write_text("[auth")
    monkeypatch.setattr(access, "_read", (None, None))  # as after a new start
    assert access.settings() == {}


# What each may do

MAY = {
    "public": set(),
    "committee": {"look", "check", "export", "verify"},
    "administrator": set(access.ACTS),
}


@pytest.fixture(autouse=True)
def nobody_left(monkeypatch):
    monkeypatch.setattr(access, "_ended", {})


@pytest.fixture
def signed_in(monkeypatch):
    """Sets up a provider and signs somebody in, for the functions of `access`."""

    def sign(**claims):
        monkeypatch.setattr(access, "settings", lambda: SETTINGS)
        monkeypatch.setattr(type(st.user), "to_dict", lambda user: {**ADMIN, "exp": time.time() + 600, **claims})

    return sign


@pytest.mark.parametrize(
    ("group", "role"), [("ucj-admin", "administrator"), ("ucj-panitia", "committee"), ("staf", "public")]
)
def test_what_each_role_may(signed_in, group, role):
    signed_in(groups=[group])
    assert access.role() == role
    assert {act for act in access.ACTS if access.may(act)} == MAY[role]
    with pytest.raises(KeyError):
        access.may("anything else")


def test_with_a_provider_the_machine_itself_opens_nothing(signed_in, monkeypatch):
    monkeypatch.setattr(access, "at_home", lambda: True)
    assert access.viewer().standing == "local"
    assert access.role() == "administrator"
    assert access.who()
    signed_in(groups=[])
    assert access.role() == "public"
    monkeypatch.setattr(access, "settings", lambda: {})
    assert (access.viewer().standing, access.role()) == ("faulty", "public")


def test_headers_that_name_a_person_are_refused(signed_in, monkeypatch):
    signed_in()
    assert access.role() == "administrator"
    monkeypatch.setattr(st, "get_option", lambda name: {"X-User": "email"} if "trusted" in name else None)
    assert (access.viewer().standing, access.role()) == ("faulty", "public")
    assert any("trustedUserHeaders" in line for line in access.faults(words("id")))


def test_who_left_stays_out_with_every_copy_of_the_cookie(signed_in, monkeypatch):
    monkeypatch.setattr(st, "logout", lambda: None)
    signed_in(nonce="a")
    access.leave()
    assert (access.viewer().standing, access.role()) == ("out", "public")
    signed_in(nonce="b")  # signed in anew
    assert access.role() == "administrator"


# The same, on the screens


def sign_in(app: AppTest, group: str, expires: float = 600) -> AppTest:
    app.secrets.update(SETTINGS)
    app.user = {**ADMIN, "groups": [group], "exp": time.time() + expires, "nonce": f"{group}{expires}"}
    return app


def opened(group: str, draft: str, expires: float = 600, language: str = "id") -> AppTest:
    app = sign_in(AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60), group, expires)
    app.query_params["edition"] = draft
    app.query_params["lang"] = language
    return app.run()


@pytest.mark.parametrize(
    ("group", "expires", "seen"),
    [("ucj-admin", 600, True), ("ucj-panitia", 600, True), ("staf", 600, False), ("ucj-admin", -90, False)],
)
def test_a_draft_is_for_the_committee(draft, group, expires, seen):
    app = opened(group, draft, expires)
    assert not app.exception
    assert ("Rancangan rahasia" in text(app)) == seen


def test_a_session_that_ends_takes_the_draft_along(draft):
    app = opened("ucj-panitia", draft)
    assert "Rancangan rahasia" in text(app)
    sign_in(app, "ucj-panitia", -90).run()
    assert not app.exception
    assert "Rancangan rahasia" not in text(app)
    assert "Sesi Anda telah berakhir" in text(app)


@pytest.mark.parametrize("language", ["id", "en"])
def test_one_sees_who_one_is_and_can_leave(draft, language):
    t = words(language)
    app = opened("ucj-panitia", draft, language=language)
    assert t("You are signed in as {who}.", who="Siti Aminah (7)") in [line.value for line in app.text]
    assert t("Your role: {role}.", role=t("committee")) in text(app)
    app.button(key="sign_out").click().run()
    assert "Rancangan rahasia" not in text(app)
    assert app.button(key="sign_in").label == t("Sign in")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_machine_says_that_it_is_one(monkeypatch, language):
    monkeypatch.setattr(access, "at_home", lambda: True)
    app = start(lang=language)
    said = {"id": "Anda masuk sebagai administrator pada komputer ini (", "en": "You are signed in as administrator on"}
    assert any(line.value.startswith(said[language]) for line in app.text)


@pytest.mark.parametrize("near", [True, False])
def test_wrong_settings_are_told_in_full_at_the_machine_only(monkeypatch, near):
    monkeypatch.setattr(access, "nearby", lambda: near)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.secrets["auth"] = without(AUTH, "client_id")
    app.user = ADMIN
    app.run()
    assert not app.exception
    assert "pengaturan masuk keliru" in text(app)
    assert ["[auth] client_id" in line.value for line in app.text] == ([True] if near else [])


def test_two_editions_of_one_title_are_told_apart(draft):
    t = words("en")  # in English the draft is called as what it was copied from
    titles = frame.titles(["provinsi-2024", draft, "kabkota-simulasi-2026"], t)
    assert len(set(titles.values())) == 3
    assert draft in titles[draft]
    assert "kabkota" not in titles["kabkota-simulasi-2026"]


def test_without_a_provider_nobody_is_asked_to_sign_in():
    app = start()
    assert not [button for button in app.button if button.key in ("sign_in", "sign_out")]


ACT = """
import streamlit as st
from pages.common import access, address

address.arrive()
st.text(access.require("{act}"))
st.text("did it")
"""


@pytest.mark.parametrize("group", ["ucj-admin", "ucj-panitia", "staf"])
@pytest.mark.parametrize("act", access.ACTS)
def test_an_act_is_refused_with_a_sentence_and_nothing_of_it_done(act, group):
    app = sign_in(AppTest.from_string(ACT.format(act=act)), group).run()
    allowed = act in MAY[roles.role({"groups": group}, UCJ)]
    assert not app.exception
    assert [line.value for line in app.text] == (["Siti Aminah (7)", "did it"] if allowed else [])
    if not allowed:
        needed = "panitia" if access.ACTS[act] == "committee" else "administrator"
        assert [error.value for error in app.error] == [
            f"Bagian ini khusus untuk {needed}. Anda masuk sebagai Siti Aminah (7)."
        ]


@pytest.mark.parametrize(
    ("standing", "said"),
    [("open", "penyedia identitas belum diatur"), ("faulty", "pengaturan masuk keliru"), ("out", "Silakan masuk"),
     ("expired", "Sesi Anda telah berakhir")],
)  # fmt: skip
def test_a_refusal_says_what_to_do(standing, said):
    told = roles.refusal(roles.Viewer(standing=standing), "administrator", words("id"))
    assert said in told
    assert "administrator" in told


def test_fragments_ask_again():
    """A fragment runs without the door before it: only the one of the frame looks at who it is."""
    found = [p.name for p in (ROOT / "pages").rglob("*.py") if "st.fragment" in p.read_text("utf-8")]
    assert sorted(found) == ["frame.py", "sign_in.py"]
