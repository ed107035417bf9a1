"""The life of an edition: what may follow what, that nothing published changes, and that an act is whole or not."""

import errno
import json
import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from data import arrivals, journal, life, manifest, safely
from data.editions import EMBEDDED, edition
from problems import BadInput, Problem
from tests.drafts import drafted

ROOT = Path(__file__).resolve().parents[2]
RANKING = b"code,score,rank,status\n11,1.00,1,ranked\n"
BOTH = {"kabkota-simulasi-2026": "published", "provinsi-2024": "published"}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def add(home):
    """Puts a draft of provinces into the home."""
    return lambda id="draft": drafted(home, id)


def own():
    """States of the editions of the home."""
    return {id: state for id, state in life.states().items() if id not in BOTH}


def acts():
    return [(e.act, e.edition, e.who, e.comment) for e in journal.entries()]


def refused(do, *arguments):
    with pytest.raises(BadInput) as raised:
        do(*arguments)
    return raised.value.problems


def freeze(id, **options):
    life.freeze(id, "Siti", "sudah diperiksa", RANKING, [], **options)


def test_the_embedded_editions_are_published_while_the_journal_knows_no_other():
    assert life.states() == BOTH
    assert life.published() == list(BOTH)


def test_from_draft_to_superseded(add):
    add()
    assert life.states() == {**BOTH, "draft": "draft"}
    freeze("draft")
    assert life.states() == {**BOTH, "draft": "frozen"}
    assert life.published() == list(BOTH)
    life.publish("draft", "Budi", "rapat 3 Maret")
    assert life.states() == {**dict.fromkeys(BOTH, "frozen"), "draft": "published"}
    assert life.published() == ["draft"]
    assert life.revise("draft", "Siti", "angka Aceh keliru") == "draft-r2"
    assert own() == {"draft": "published", "draft-r2": "draft"}
    freeze("draft-r2")
    life.publish("draft-r2", "Budi")
    assert own() == {"draft": "superseded", "draft-r2": "published"}
    assert life.published() == ["draft-r2"]
    assert acts() == [
        ("freeze", "draft", "Siti", "sudah diperiksa"),
        ("publish", "draft", "Budi", "rapat 3 Maret"),
        ("revise", "draft-r2", "Siti", "angka Aceh keliru"),
        ("freeze", "draft-r2", "Siti", "sudah diperiksa"),
        ("publish", "draft-r2", "Budi", ""),
        ("supersede", "draft", "Budi", "angka Aceh keliru"),
    ]
    assert journal.faults() == []


def test_hashes_in_the_journal_lead_from_act_to_act(add):
    folder = add()
    drafted = manifest.fingerprint(folder)
    freeze("draft")
    frozen = manifest.fingerprint(folder)
    life.publish("draft", "Budi")
    life.revise("draft", "Siti", "keliru")
    revised = manifest.fingerprint(folder.with_name("draft-r2"))
    pairs = [(e.before, e.after) for e in journal.entries()]
    assert pairs == [(drafted, frozen), (frozen, frozen), (frozen, revised)]
    assert len({drafted, frozen, revised}) == 3


def test_a_revision_has_the_same_files_and_says_what_it_revises(add):
    folder = add()
    freeze("draft")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    reason = 'angka "Aceh"\\ keliru\nlihat surat \x7f [3] ✓'
    life.revise("draft", "Siti", reason)
    one, two = edition("draft"), edition("draft-r2")
    assert (two.revises, two.reason) == ("draft", reason)
    assert (one.title, one.statement, one.unranked) == (two.title, two.statement, two.unranked)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    for name in ("criteria.toml", "observations.csv", "sources.csv"):
        assert (two.folder / name).read_bytes() == before[name]
    assert sorted(path.name for path in two.folder.iterdir()) == sorted(before.keys() - {"manifest.json"})


def test_revisions_are_numbered_and_no_number_is_used_twice(add):
    add()
    freeze("draft")
    assert [life.revise("draft", "Siti", "satu"), life.revise("draft", "Siti", "dua")] == ["draft-r2", "draft-r3"]
    life.discard("draft-r3", "Siti")
    assert life.revise("draft", "Siti", "tiga") == "draft-r4"
    freeze("draft-r2")
    assert life.revise("draft-r2", "Siti", "empat") == "draft-r5"


def test_of_two_revisions_one_takes_the_place(add):
    add()
    freeze("draft")
    for reason in ("satu", "dua"):
        freeze(life.revise("draft", "Siti", reason))
    life.publish("draft-r2", "Budi")
    [problem] = refused(life.publish, "draft-r3", "Budi")
    assert (problem.file, problem.expected) == ("draft", life.WRONG["superseded"])
    assert own() == {"draft": "superseded", "draft-r2": "published", "draft-r3": "frozen"}


@pytest.mark.parametrize("id", ["draft", "broken", "provinsi-2024", "Up", "../up", ""])
def test_what_is_there_already_or_is_no_id_does_not_come_in(add, home, id):
    add()
    replaced(add("broken") / "edition.toml", "level", "leveled")

    def make():
        raise AssertionError("it is not asked to")

    [problem] = refused(arrivals.imported, id, "Siti", "", make)
    assert (problem.column, problem.value) == ("id", id)
    assert journal.entries() == []
    assert not (home / journal.BEGUN).exists()


def test_an_embedded_edition_is_revised_into_the_home(home):
    assert life.revise("provinsi-2024", "Siti", "angka baru") == "provinsi-2024-r2"
    freeze("provinsi-2024-r2")
    life.publish("provinsi-2024-r2", "Budi")
    assert life.states() == {
        "kabkota-simulasi-2026": "frozen", "provinsi-2024": "superseded", "provinsi-2024-r2": "published"
    }  # fmt: skip
    assert not manifest.faults(EMBEDDED / "provinsi-2024")


NOT_IN = [
    ("draft", life.publish, ("Budi",)),
    ("draft", life.revise, ("Budi", "keliru")),
    ("frozen", life.freeze, ("Budi", "lagi", RANKING, [])),
    ("frozen", life.discard, ("Budi",)),
    ("published", life.freeze, ("Budi", "lagi", RANKING, [])),
    ("published", life.publish, ("Budi",)),
    ("published", life.discard, ("Budi",)),
    ("superseded", life.freeze, ("Budi", "lagi", RANKING, [])),
    ("superseded", life.publish, ("Budi",)),
    ("superseded", life.revise, ("Budi", "keliru")),
    ("superseded", life.discard, ("Budi",)),
]


@pytest.fixture
def each(add):
    """An edition in every state, by its name."""
    for id in ("draft", "frozen", "published", "superseded"):
        add(id)
        if id != "draft":
            freeze(id)
    life.publish("published", "Budi")
    life.publish("superseded", "Budi")
    freeze(life.revise("superseded", "Siti", "keliru"))
    life.publish("superseded-r2", "Budi")


@pytest.mark.usefixtures("each")
def test_what_may_not_follow_what(home):
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    for id, do, arguments in NOT_IN:
        [problem] = refused(do, id, *arguments)
        assert (problem.file, problem.expected) == (id, life.WRONG[id]), do
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_a_name_and_a_comment_are_needed(add):
    add()
    assert [p.column for p in refused(life.freeze, "draft", "", " ", RANKING, [])] == ["who", "comment"]
    freeze("draft")
    assert [p.column for p in refused(life.publish, "draft", " ")] == ["who"]
    assert [p.column for p in refused(life.revise, "draft", "Siti", "")] == ["comment"]
    assert own() == {"draft": "frozen"}


QUESTION = Problem("draft/criteria.toml", "official rules", code="assumption", severity="question")
TIE = Problem("draft/criteria.toml", "one more tie rule", code="tie:best", severity="question")
ERROR = Problem("draft/observations.csv", "a number", code="UCJ301")


def test_freezing_waits_for_every_blocker(add):
    folder = add()
    blockers = [QUESTION, TIE, ERROR]
    accepted = ["assumption", "UCJ301", "of nothing"]
    found = refused(life.freeze, "draft", "Siti", "siap", RANKING, blockers, accepted)
    assert list(found) == [TIE, ERROR], "an error cannot be accepted, even by its code"
    assert own() == {"draft": "draft"}
    life.freeze("draft", "Siti", "siap", RANKING, [QUESTION, TIE], [*accepted, "tie:best"])
    facts = manifest.read(folder)
    assert facts["accepted"] == ["assumption", "tie:best"]
    assert journal.entries()[-1].accepted == "assumption, tie:best"
    assert (facts["who"], facts["comment"], facts["edition"]) == ("Siti", "siap", "draft")
    assert facts["ranking"] == RANKING.decode().splitlines()
    assert facts["files"].keys() == {"criteria.toml", "edition.toml", "observations.csv", "sources.csv"}


def replaced(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_blockers_that_the_files_show(add):
    folder = add()
    assert life.blockers("draft") == []
    (folder / "notes.md").write_text("x")
    (folder / "more").mkdir()
    lines = (folder / "observations.csv").read_text("utf-8").splitlines()
    cells = [line.split(",") for line in lines]
    full = [n for n, row in enumerate(cells) if n and row[5] and len(row) == 11]
    for n, source in zip(full, ("", "nobody", cells[full[2]][9] + ";nobody"), strict=False):
        cells[n][9] = source
    (folder / "observations.csv").write_text("\n".join(map(",".join, cells)) + "\n", "utf-8")
    problems = life.blockers("draft")
    assert [(p.file, p.row, p.column, p.value) for p in problems] == [
        ("draft/more", None, "", None),
        ("draft/notes.md", None, "", None),
        ("draft/observations.csv", full[0] + 1, "source_id", ""),
        ("draft/observations.csv", full[1] + 1, "source_id", "nobody"),
        ("draft/observations.csv", full[2] + 1, "source_id", cells[full[2]][9]),
    ]
    assert list(refused(life.freeze, "draft", "Siti", "siap", RANKING, problems)) == problems, "each is told once"


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("value", "-5", "UCJ302"), ("value", "1.5", "UCJ307"), ("nature", "sementara", "UCJ604"),
        ("nature", "", "UCJ604"), ("attribution", "residence", "UCJ403"),
    ],
)  # fmt: skip
def test_a_draft_written_by_hand_is_held_to_the_rules_of_figures_that_come_in(add, field, text, code):
    """As revisions are: their files are edited, and no check of an upload has seen them."""
    path = add() / "observations.csv"
    lines = path.read_text("utf-8").splitlines()
    heads = lines[0].split(",")
    row = next(n for n, line in enumerate(lines) if ",active_wage,2024," in line)
    cells = lines[row].split(",")
    cells[heads.index(field)] = text
    path.write_text("\n".join([*lines[:row], ",".join(cells), *lines[row + 1 :]]) + "\n", "utf-8")
    [problem] = life.blockers("draft")
    assert (problem.code, problem.row, problem.column, problem.value) == (code, row + 1, field, text)
    assert not life.acceptable(problem)


def test_a_source_without_a_title_is_a_blocker(add):
    path = add() / "sources.csv"
    path.write_text(path.read_text("utf-8") + "kosong,,,,,,\n", "utf-8")
    assert [(p.file, p.value) for p in life.blockers("draft")] == [("draft/sources.csv", "kosong")]


def test_a_revision_has_a_reason(add):
    replaced(add() / "edition.toml", 'id = "draft"', 'id = "draft"\nrevises = "provinsi-2024"')
    assert [(p.file, p.column) for p in life.blockers("draft")] == [("draft/edition.toml", "reason")]


@pytest.mark.parametrize("name", ["edition.toml", "sources.csv", "observations.csv"])
def test_a_broken_file_is_a_blocker(add, name):
    folder = add()
    (folder / name).write_text("nothing\nof the kind")
    assert {p.file for p in life.blockers("draft")} == {f"draft/{name}"}


@pytest.mark.parametrize("do", [life.publish, lambda id, who: life.revise(id, who, "keliru")])
def test_what_was_changed_after_freezing_goes_no_further(add, do):
    folder = add()
    freeze("draft")
    replaced(folder / "sources.csv", "2024", "2034")
    assert [p.file for p in refused(do, "draft", "Budi")] == ["draft/sources.csv"]
    assert own() == {"draft": "frozen"}


def test_a_manifest_written_by_another_hand_is_not_published(add):
    folder = add()
    (folder / "manifest.json").write_bytes(manifest.manifest(folder, RANKING, "X", journal.now(), "y", []))
    assert [p.file for p in journal.faults()] == ["draft/manifest.json"]
    assert [p.file for p in refused(life.publish, "draft", "Budi")] == ["draft/manifest.json"]


def test_a_published_edition_that_is_gone_is_missed(add):
    folder = add()
    freeze("draft")
    life.publish("draft", "Budi")
    shutil.rmtree(folder)
    assert [p.file for p in journal.faults()] == ["draft/manifest.json"]


def test_a_draft_is_put_aside_and_kept(add, home):
    folder = add()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    life.discard("draft", "Siti")
    assert own() == {}
    [kept] = (home / "discarded").iterdir()
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before
    add()
    life.discard("draft", "Siti")
    assert len(list((home / "discarded").iterdir())) == 2


@pytest.mark.usefixtures("home")
def test_an_unknown_edition():
    for do in (life.freeze, life.publish, life.revise, life.discard):
        more = {life.freeze: ("Siti", "x", b"", []), life.revise: ("Siti", "x")}.get(do, ("Siti",))
        with pytest.raises(BadInput, match="the id of an edition"):
            do("nowhere", *more)


TWO = """
import sys
from data import life
from problems import BadInput
print("ready", flush=True)
try:
    life.publish("draft", sys.argv[1])
except BadInput as error:
    sys.exit(str(error))
"""


def test_of_two_publishers_one_wins_and_the_other_is_told(add):
    add()
    freeze("draft")
    with safely.alone():
        both = [
            subprocess.Popen([sys.executable, "-c", TWO, who], cwd=ROOT, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for who in ("Siti", "Budi")
        ]  # fmt: skip
        assert [one.stdout.readline() for one in both] == ["ready\n", "ready\n"]
    ends = sorted((one.wait(), one.communicate()[1].strip()) for one in both)
    assert ends == [(0, ""), (1, f"draft: {life.WRONG['published']}")]
    assert [e.act for e in journal.entries()] == ["freeze", "publish"]
    assert journal.faults() == []


@pytest.fixture
def prepared(add, home):
    """A home with a draft, a frozen edition with a frozen revision, and another one."""
    for id in ("draft", "frozen", "other"):
        add(id)
    freeze("other")
    freeze("frozen")
    freeze(life.revise("frozen", "Siti", "keliru"))
    return home


DONE = {
    "freeze": ({"draft": "frozen"}, [["freeze", "draft"]]),
    "publish": (
        {"frozen-r2": "published", "frozen": "superseded", **dict.fromkeys(BOTH, "frozen")},
        [["publish", "frozen-r2"], ["supersede", "frozen"]],
    ),
    "revise": ({"frozen-r3": "draft"}, [["revise", "frozen-r3"]]),
    "discard": ({"draft": None}, [["discard", "draft"]]),
    "import": ({"new": "draft"}, [["import", "new"]]),
}


@pytest.mark.parametrize("act", DONE)
def test_an_act_killed_at_any_step_is_done_or_not(prepared, act):
    old = {"states": life.states(), "acts": [[e.act, e.edition] for e in journal.entries()]}
    changes, lines = DONE[act]
    changed = {**old["states"], **changes}
    new = {"states": {k: v for k, v in changed.items() if v}, "acts": old["acts"] + lines}
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/data/killing.py"), str(prepared), act],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    assert [run for run in runs if "error" in run] == []
    for run in runs:
        after, end = ({key: run[name][key] for key in ("states", "acts")} for name in ("after", "end"))
        assert after in (old, new)
        assert run["after"]["faults"] == run["end"]["faults"] == []
        assert bool(run["after"]["discarded"]) == (act == "discard" and after == new)
        assert run["next"] == 0, "the next act goes as if nothing had been"
        assert end["acts"] == [*after["acts"], ["revise", "other-r2"]]
        assert end["states"] == {**after["states"], "other-r2": "draft"}
        assert run["left"] == []
    ends = [run["ended"] for run in runs]
    assert ends.count(0) == 2
    assert set(ends) == {0, -9}
    assert len(ends) > 10, "it was killed at more than a few steps"
    states = [run["after"]["states"] == new["states"] for run in runs[: ends.index(0) + 1]]
    assert states == sorted(states), "once done, it stays done"


REFUSED = [(os, "replace"), (os, "rename"), (os, "fsync"), (os, "mkdir")]


def refusing(patch, code, first):
    """From this call on the disk refuses; the list of calls that were made."""
    calls = []

    def wrap(module, name):
        real = getattr(module, name)

        def call(*arguments, **options):
            calls.append(name)
            if len(calls) > first:
                raise OSError(code, os.strerror(code))
            return real(*arguments, **options)

        patch.setattr(module, name, call)

    for module, name in REFUSED:
        wrap(module, name)
    return calls


@pytest.mark.parametrize("number", ["ENOSPC", "EROFS"])
@pytest.mark.parametrize("act", ["freeze", "publish", "revise", "discard"])
def test_a_disk_that_refuses_at_any_step_loses_nothing(prepared, tmp_path, monkeypatch, act, number):
    do = {
        "freeze": lambda: freeze("draft"),
        "publish": lambda: life.publish("frozen-r2", "Siti"),
        "revise": lambda: life.revise("frozen", "Siti", "lagi"),
        "discard": lambda: life.discard("draft", "Siti"),
    }[act]
    code, old = getattr(errno, number), life.states()
    new = {id: state for id, state in {**old, **DONE[act][0]}.items() if state}
    before, told = [[e.act, e.edition] for e in journal.entries()], []
    for first in count():
        home = tmp_path / f"home{first}"
        shutil.copytree(prepared, home)
        monkeypatch.setenv("UCJ_HOME", str(home))
        problems = ()
        with pytest.MonkeyPatch.context() as patch:
            calls = refusing(patch, code, first)
            try:
                do()
            except BadInput as error:
                problems = error.problems
        told.append({p.expected for p in problems})
        state = life.states()
        assert state == (old if problems else new), "who is told that nothing was changed can rely on it"
        assert journal.faults() == []
        life.revise("other", "Budi", "lanjut")
        assert life.states() == {**state, "other-r2": "draft"}
        lines = [] if problems else DONE[act][1]
        assert [[e.act, e.edition] for e in journal.entries()] == [*before, *lines, ["revise", "other-r2"]]
        assert journal.faults() == []
        if len(calls) <= first:
            break  # it was done before the disk refused anything
    assert told[0] == {safely.EXPECTED[code]}
    assert told[-1] == set()
    assert all(one in ({safely.EXPECTED[code]}, set()) for one in told)
