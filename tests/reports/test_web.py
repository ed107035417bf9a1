"""Addresses that papers lead to."""

import pytest

from reports.web import public


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://ucj.go.id", "https://ucj.go.id/profil?region=11.01&edition=a-1"),
        (" http://ucj.go.id/dasbor/ ", "http://ucj.go.id/dasbor/profil?region=11.01&edition=a-1"),
        ("ucj.go.id", None),
        ("", None),
    ],
)
def test_a_screen_below_the_public_address(monkeypatch, base, address):
    monkeypatch.setenv("UCJ_PUBLIC_URL", base)
    assert public("profil", region="11.01", edition="a-1") == address


def test_what_is_asked_for_stays_one_value(monkeypatch):
    monkeypatch.setenv("UCJ_PUBLIC_URL", "https://ucj.go.id")
    assert public("profil", region="1&edition=b#c d") == "https://ucj.go.id/profil?region=1%26edition%3Db%23c+d"
    monkeypatch.delenv("UCJ_PUBLIC_URL")
    assert public("profil") is None
