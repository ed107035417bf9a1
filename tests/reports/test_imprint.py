"""What files say of their edition: its hash, its date, and its marks."""

from dataclasses import replace
from datetime import UTC, datetime

from data.editions import edition
from messages import words
from reports import imprint
from scoring.criteria import Criteria


def test_an_edition_that_is_not_frozen_is_dated_by_its_figures(tmp_path):
    found = replace(edition("provinsi-2024"), folder=tmp_path)
    assert imprint.dated(replace(found, as_of="2024-02")) == datetime(2024, 2, 29, tzinfo=UTC)
    assert imprint.dated(replace(found, as_of="2024")) == datetime(2024, 12, 31, tzinfo=UTC)


def test_the_hash_follows_every_byte(tmp_path):
    found = replace(edition("provinsi-2024"), folder=tmp_path)
    (tmp_path / "criteria.toml").write_text("a")
    before = imprint.fingerprint(found)
    (tmp_path / "criteria.toml").write_text("b")
    assert len(before) == 64
    assert imprint.fingerprint(found) != before


def test_simulated_figures_and_assumed_rules_are_marked():
    found, t = edition("provinsi-2024"), words("id")
    assert imprint.marks(found, Criteria(status="official"), t) == []
    both = imprint.marks(replace(found, nature="simulated"), Criteria(status="assumption"), t)
    assert [mark.split(":")[0] for mark in both] == ["SIMULASI", "ASUMSI"]
