"""Drafts are for the person at the machine; an address, a header or a proxy opens them to nobody else."""

import shutil
from pathlib import Path

import pytest
import streamlit as st

from pages.common import access
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
    folder = tmp_path / "editions" / "rancangan-2025"
    shutil.copytree(ROOT / "data/editions/provinsi-2024", folder)
    toml = (folder / "edition.toml").read_text("utf-8").replace('id = "provinsi-2024"', 'id = "rancangan-2025"', 1)
    (folder / "edition.toml").write_text(toml.replace("Provinsi 2024", "Rancangan rahasia"), "utf-8")
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))
    st.cache_data.clear()
    yield "rancangan-2025"
    st.cache_data.clear()


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
