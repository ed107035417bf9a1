"""The journal: one line an act, chained; whatever is changed in it is found and named by its line."""

import json
from dataclasses import asdict
from hashlib import sha256

import pytest

from data import journal, manifest, safely
from data.sealed import seal
from problems import BadInput


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def three(home):
    """A journal of three lines, as its bytes."""
    for n in range(3):
        facts = {
            "act": "publish",
            "edition": f"e{n}",
            "who": "Siti",
            "comment": f"nomor\n{n} ✓",
            "before": "",
            "after": "",
        }
        journal.add(facts)
    return (home / journal.NAME).read_bytes()


def test_nothing_yet(home):
    assert journal.entries() == []
    assert journal.faults() == []
    assert list(home.iterdir()) == []


def test_lines_are_chained(home, three):
    found = journal.entries()
    assert [(e.n, e.act, e.edition, e.who, e.comment) for e in found] == [
        (n + 1, "publish", f"e{n}", "Siti", f"nomor\n{n} ✓") for n in range(3)
    ]
    assert [e.previous for e in found] == ["", found[0].hash, found[1].hash]
    assert len({e.hash for e in found}) == 3
    assert journal.read(three) == (found, [])
    assert journal.written(found) == three


def test_an_older_line_is_never_touched(home, three):
    journal.add({"act": "publish", "edition": "e3", "who": "Siti", "comment": "", "before": "", "after": ""})
    assert (home / journal.NAME).read_bytes().startswith(three)


def test_the_hash_is_that_of_the_line_without_it(three):
    line = json.loads(three.splitlines()[1])
    own = line.pop("hash")
    assert own == sha256(json.dumps(line, ensure_ascii=False).encode()).hexdigest()


def test_every_flipped_byte_is_found_in_its_line(three):
    row = 1
    for place, byte in enumerate(three):
        for bit in (0x01, 0x20):
            problems = journal.read(three[:place] + bytes([byte ^ bit]) + three[place + 1 :])[1]
            assert row in {p.row for p in problems}, (place, bit)
            assert {p.file for p in problems} == {"journal.jsonl"}
        row += byte == 0x0A


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (lambda a, b, c: [b, c], [1]),
        (lambda a, b, c: [a, c], [2]),
        (lambda a, b, c: [a, c, b], [2, 3]),
        (lambda a, b, c: [a, b, b, c], [3]),
        (lambda a, b, c: [a, b"", b, c], [2]),
        (lambda a, b, c: [b"\xef\xbb\xbf" + a, b, c], [1]),
        (lambda a, b, c: [a, b, c[:-9]], [3]),
        (lambda a, b, c: [a, b'{"n": 2}', c], [2]),
        (lambda a, b, c: [a, b"[" * 100_000, c], [2]),
    ],
    ids=["first lost", "one lost", "swapped", "doubled", "blank", "mark", "torn", "another", "deep"],
)
def test_lines_that_are_lost_moved_or_not_lines(home, three, change, rows):
    (home / journal.NAME).write_bytes(b"".join(line + b"\n" for line in change(*three.splitlines())))
    assert [p.row for p in journal.faults()] == rows
    with pytest.raises(BadInput):
        journal.add({"act": "publish", "edition": "x", "who": "Siti", "comment": "", "before": "", "after": ""})


def test_a_last_line_without_an_end_is_a_fault(three):
    assert [p.row for p in journal.read(three[:-1])[1]] == [3]
    assert [e.n for e in journal.read(three[:-1])[0]] == [1, 2]


def test_a_rewritten_line_breaks_the_next(home, three):
    """Whoever rewrites a line with its hash would have to rewrite all that follow."""
    first, second, third = journal.read(three)[0]
    forged = seal({k: v for k, v in asdict(second).items() if k != "hash"} | {"who": "Budi"}).encode()
    lines = [three.splitlines()[0], forged, three.splitlines()[2]]
    assert [p.row for p in journal.read(b"".join(line + b"\n" for line in lines))[1]] == [3]
    assert (first.n, third.n) == (1, 3)


def test_an_act_is_in_the_journal_from_its_rename_on(home):
    target = home / "editions" / "second"
    with journal.act("import", "second", "Siti", "masuk", target):
        assert journal.entries() == []
        with safely.folder(target) as aside:
            (aside / "a.txt").write_text("a")
            assert journal.entries() == []
        assert not (home / journal.NAME).exists()
        [entry] = journal.entries()
        assert (entry.n, entry.act, entry.edition, entry.comment) == (1, "import", "second", "masuk")
        assert entry.after == manifest.fingerprint(target)
    assert journal.entries() == [entry]
    assert journal.read((home / journal.NAME).read_bytes()) == ([entry], [])
    assert not (home / journal.BEGUN).exists()


def test_an_act_that_was_not_done_is_forgotten(home):
    with pytest.raises(ZeroDivisionError), journal.act("import", "second", "Siti", "", home / "editions" / "second"):
        raise ZeroDivisionError
    assert journal.entries() == []
    assert not (home / journal.BEGUN).exists()


@pytest.mark.parametrize(("who", "comment", "columns"), [
    ("", "x", ["who"]), (" ", "\t", ["who", "comment"]), ("Siti", "", ["comment"]), ("\ud800", "x", ["who"]),
])  # fmt: skip
def test_who_and_why_are_said(who, comment, columns):
    with pytest.raises(BadInput) as raised:
        journal.signed(who, comment)
    assert [p.column for p in raised.value.problems] == columns


def test_a_journal_that_cannot_be_read_is_a_fault(home):
    (home / journal.NAME).mkdir()
    assert journal.entries() == []
    assert [p.file for p in journal.faults()] == ["journal.jsonl"]
    with pytest.raises(BadInput, match=r"journal\.jsonl"), journal.writing():
        pass
