"""One archive per edition: the same bytes always, only those are read, and it arrives frozen or not at all."""

import stat
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import archive, arrivals, journal, life
from data.editions import edition
from problems import BadInput
from scoring.edition import canonical
from tests.drafts import drafted


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def exported(home, tmp_path, monkeypatch):
    """The archive of a published edition of another home."""
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "theirs"))
    drafted(tmp_path / "theirs")
    life.freeze("second", "Siti", "siap", canonical("second"), [])
    life.publish("second", "Budi", "umumkan")
    content = archive.export("second")
    monkeypatch.setenv("UCJ_HOME", str(home))
    return content


def test_what_is_in_it(exported):
    with ZipFile(BytesIO(exported)) as packed:
        assert packed.namelist() == [
            "journal.jsonl",
            *(f"second/{name}" for name in (
                "criteria.toml", "edition.toml", "manifest.json", "observations.csv", "sources.csv"
            )),
        ]  # fmt: skip
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        acts, problems = journal.read(packed.read("journal.jsonl"))
    assert ([e.act for e in acts], problems) == (["freeze", "publish"], [])


def test_the_same_bytes_whatever_is_done_afterwards(exported, tmp_path, monkeypatch):
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "theirs"))
    assert archive.export("second") == exported
    life.revise("second", "Siti", "keliru")
    assert archive.export("second") == exported, "the journal up to its publication, no further"


def test_a_draft_or_a_changed_edition_is_not_exported(exported, tmp_path, monkeypatch):
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "theirs"))
    life.revise("second", "Siti", "keliru")
    with pytest.raises(BadInput, match="without it is a draft"):
        archive.export("second-r2")
    (tmp_path / "theirs/editions/second/sources.csv").write_text("x")
    with pytest.raises(BadInput, match=r"second/sources\.csv"):
        archive.export("second")


def test_it_arrives_frozen(exported, home):
    assert arrivals.take_in("x.zip", exported, "Ani", "dari provinsi", canonical) == "second"
    assert life.states()["second"] == "frozen"
    [entry] = journal.entries()
    assert (entry.act, entry.edition, entry.who, entry.comment) == ("import", "second", "Ani", "dari provinsi")
    assert journal.faults() == []
    _, files, _ = archive.unpack("x.zip", exported)
    assert {path.name: path.read_bytes() for path in edition("second").folder.iterdir()} == files
    life.publish("second", "Ani")
    with pytest.raises(BadInput, match="another edition has it"):
        arrivals.take_in("x.zip", exported, "Ani", "", canonical)


def test_an_archive_of_an_edition_that_is_here_already_is_refused(home):
    content = archive.export("provinsi-2024")
    with pytest.raises(BadInput, match="another edition has it"):
        arrivals.take_in("x.zip", content, "Ani", "", canonical)
    assert not list(home.rglob("*.toml"))


def test_every_flipped_byte_is_refused(exported, home):
    """By its place in the archive: names, dates and hashes, and of the long files every hundredth byte."""
    places = sorted(
        {*range(0, 3000), *range(3000, len(exported) - 3000, 101), *range(len(exported) - 3000, len(exported))}
    )
    for place in places:
        changed = bytearray(exported)
        changed[place] ^= 0x01
        with pytest.raises(BadInput) as raised:
            archive.unpack("x.zip", bytes(changed))
        assert {p.file for p in raised.value.problems} == {"x.zip"}


def packed(parts, compression=ZIP_STORED):
    out = BytesIO()
    with ZipFile(out, "w", compression) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def link(name):
    info = ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


WRONG = {
    "no archive": b"PK\x03\x04 no archive",
    "nothing": b"",
    "empty": packed([]),
    "a bomb": packed([("second/sources.csv", b"0" * 50_000_000)], ZIP_DEFLATED),
    "a path upwards": packed([("../second/sources.csv", b"")]),
    "an absolute path": packed([("/etc/sources.csv", b"")]),
    "a backslash": packed([("second\\sources.csv", b"")]),
    "a folder in it": packed([("second/more/sources.csv", b"")]),
    "another file": packed([("second/run.py", b"")]),
    "two editions": packed([("first/sources.csv", b""), ("second/sources.csv", b"")]),
    "a link": packed([(link("second/sources.csv"), b"/etc/passwd")]),
    "a capital": packed([("Second/sources.csv", b"")]),
    "only a journal": packed([("journal.jsonl", b"")]),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_archive_of_an_edition(home, name):
    with pytest.raises(BadInput) as raised:
        arrivals.take_in("x.zip", WRONG[name], "Ani", "", canonical)
    assert [p.file for p in raised.value.problems] == ["x.zip"]
    assert not home.exists()


def test_a_part_twice(home):
    with pytest.warns(UserWarning, match="Duplicate"):
        content = packed([("second/sources.csv", b"a"), ("second/sources.csv", b"b")])
    with pytest.raises(BadInput):
        archive.unpack("x.zip", content)


def test_more_than_the_limit(monkeypatch):
    monkeypatch.setattr(archive, "LIMIT", 10)
    with pytest.raises(BadInput, match="at most 10 bytes"):
        archive.unpack("x.zip", b"0" * 11)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    with pytest.raises(BadInput):
        archive.unpack("x.zip", content)


def test_one_that_does_not_verify_does_not_arrive(exported, home):
    id, files, lines = archive.unpack("x.zip", exported)
    files["sources.csv"] = files["sources.csv"].replace(b"2024", b"2034", 1)
    changed = archive._pack(id, files, lines)
    with pytest.raises(BadInput, match=r"second/sources\.csv"):
        arrivals.take_in("x.zip", changed, "Ani", "", canonical)
    assert not home.exists()
