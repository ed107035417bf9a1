"""The life of an edition: draft, frozen, published, superseded. What is published is never changed or deleted.

No file holds a state: an edition without a manifest is a draft, one with it is frozen; published and superseded are
lines of the journal. While the journal knows no publication, the embedded editions are the published ones.

Every act needs `who`, raises BadInput with all that stands against it, and is killed at any moment without harm (see
`data.safely`, `data.journal`).
"""

import re
import tomllib
from collections.abc import Collection, Sequence
from itertools import count

from data import journal, manifest, safely, store, toml
from data.editions import EMBEDDED, NATURES, Edition, edition, editions, home, homes
from data.sources import sources
from problems import BadInput, Problem, read_text

DRAFT, FROZEN, PUBLISHED, SUPERSEDED = STATES = ("draft", "frozen", "published", "superseded")
WRONG = {
    DRAFT: "an edition that is frozen: this one is still a draft",
    FROZEN: "a draft: this edition is frozen",
    PUBLISHED: "an edition that is not published yet: this one is, and is never changed",
    SUPERSEDED: "an edition that is not superseded: a revision has taken the place of this one",
}


def states() -> dict[str, str]:
    """The state of every edition that can be read, by id."""
    acts = {e.edition: e.act for e in journal.entries() if e.act in ("publish", "supersede")}

    def state(found: Edition) -> str:
        if not (found.folder / manifest.NAME).exists():
            return DRAFT
        if found.id in acts:
            return PUBLISHED if acts[found.id] == "publish" else SUPERSEDED
        return FROZEN if found.folder.parent != EMBEDDED or "publish" in acts.values() else PUBLISHED

    return {id: state(found) for id, found in editions()[0].items()}


def published() -> list[str]:
    """Ids of the editions that the public may see."""
    return [id for id, state in states().items() if state == PUBLISHED]


def blockers(id: str) -> list[Problem]:
    """What data can see that keeps a draft from being frozen; `scoring.edition.blockers` adds what the rules see."""
    options = ", ".join(manifest.FILES)
    try:
        found = edition(id)
        problems = [
            Problem(f"{id}/{name}", "none but the files of an edition: {options}", details={"options": options})
            for name in manifest.files(found.folder)
            if name not in manifest.FILES
        ]
        if found.revises and not found.reason:
            problems.append(Problem(f"{id}/edition.toml", "a word on why it is done", column="reason"))
        known = sources(found).set_index("source_id")["title"]
        untitled = known.index[known.eq("")]
        problems += [
            Problem(f"{id}/sources.csv", "a title for this source", None, "source_id", one) for one in untitled
        ]
        unsourced = store.query(id, "unsourced", known=known.index.to_list())
        unsound = store.query(id, "unsound", natures=list(NATURES), attribution=found.attribution)
    except BadInput as error:
        return list(error.problems)
    from data.incoming.rules import BY_CODE  # here: with it comes all that reads spreadsheets

    file = f"{id}/{found.observations.name}"
    expected = "the id of a source in sources.csv, in every row with a figure"
    for row in unsound.itertuples():
        details = {"most": found.attribution, "few": row.n, "value": row.found, "options": ", ".join(NATURES)}
        rule = BY_CODE[row.rule]
        place = (int(row.line), row.field, row.found)
        problems.append(Problem(file, rule.expected, *place, details, code=rule.code, severity=rule.severity))
    return problems + [
        Problem(file, expected, int(row.line), "source_id", row.source_id) for row in unsourced.itertuples()
    ]


def acceptable(problem: Problem) -> bool:
    """Whether a blocker is a question that a person may take on themselves, by its code, rather than a fault."""
    return problem.severity == "question" and bool(problem.code)


def freeze(
    id: str, who: str, comment: str, ranking: bytes, others: Sequence[Problem], accepted: Collection[str] = ()
) -> None:
    """A draft becomes frozen: its manifest is written. `ranking`: `scoring.edition.canonical`; `others`: blockers that
    are not seen here (`scoring.edition.blockers`); `accepted`: codes of those that one accepts (see `acceptable`)."""
    with journal.writing():
        folder = _in(id, DRAFT).folder
        own = blockers(id)
        found = own + [p for p in others if p not in own]
        if waiting := [p for p in found if not (acceptable(p) and p.code in accepted)]:
            raise BadInput(waiting)
        journal.signed(who, comment)
        taken = sorted({p.code for p in found})
        target = folder / manifest.NAME
        content = manifest.manifest(folder, ranking, who, journal.now(), comment, taken)
        with journal.act("freeze", id, who, comment, target, manifest.fingerprint(folder), ", ".join(taken)):
            safely.write(target, content)


def publish(id: str, who: str, comment: str = "") -> None:
    """A frozen edition becomes published, and the one that it revises superseded, in one rename. Every file is measured
    against the manifest before."""
    with journal.writing():
        found = _in(id, FROZEN)
        _unchanged(found)
        journal.signed(who)
        own = manifest.fingerprint(found.folder)
        acts = [{"act": "publish", "edition": id, "comment": comment, "before": own, "after": own}]
        if found.revises in editions()[0]:
            earlier = _in(found.revises, FROZEN, PUBLISHED)
            reason = found.reason if isinstance(found.reason, str) else next(iter(found.reason.values()))
            before = manifest.fingerprint(earlier.folder)
            acts += [{"act": "supersede", "edition": earlier.id, "comment": reason, "before": before, "after": own}]
        journal.add(*({"who": who, **act} for act in acts))


def revise(id: str, who: str, reason: str) -> str:
    """A new draft with the files of a frozen or published edition, whose place it takes once it is published; its id
    (`<id>-r2`, then `-r3`). The revised edition stays as it is."""
    with journal.writing():
        found = _in(id, FROZEN, PUBLISHED)
        _unchanged(found)
        journal.signed(who, reason)
        new = _successor(id)
        target = home() / "editions" / new
        with (
            journal.act("revise", new, who, reason, target, manifest.fingerprint(found.folder)),
            safely.folder(target) as aside,
        ):
            for name in manifest.files(found.folder):
                (aside / name).write_bytes((found.folder / name).read_bytes())
            (aside / "edition.toml").write_bytes(_revised(found, new, reason).encode())
    return new


def discard(id: str, who: str) -> None:
    """A draft of the home is moved to home/discarded; nothing else can be discarded, and nothing is deleted."""
    with journal.writing():
        folder = _in(id, DRAFT).folder
        if folder.parent == EMBEDDED:
            raise BadInput([Problem(id, "a draft of your own: this edition came with the software")])
        journal.signed(who)
        put = home() / "discarded"
        target = next(path for n in count(1) if not (path := put / f"{id}-{n}").exists())
        with journal.act("discard", id, who, "", target, manifest.fingerprint(folder)):
            safely.move(folder, target)


def _in(id: str, *allowed: str) -> Edition:
    """The edition, if it is in one of these states."""
    found, state = edition(id), states()[id]
    if state not in allowed:
        raise BadInput([Problem(id, WRONG[state])])
    return found


def _unchanged(found: Edition) -> None:
    """BadInput where a frozen edition is not what was frozen, or the journal knows another."""
    known = [p for p in journal.faults() if p.file.startswith(f"{found.id}/")]
    if problems := [*manifest.faults(found.folder), *known]:
        raise BadInput(problems)


def _successor(id: str) -> str:
    """The id of the next revision, one that no edition has or had."""
    taken = {*(e.edition for e in journal.entries()), *(p.name for parent in homes() for p in parent.glob("*"))}
    stem = re.sub(r"-r\d+$", "", id)[:58]
    return next(new for n in count(2) if (new := f"{stem}-r{n}") not in taken)


def _revised(found: Edition, id: str, reason: str) -> str:
    """The facts of an edition under a new id, with what it revises and why."""
    file = f"{found.id}/edition.toml"
    text = read_text(found.folder / "edition.toml", file)
    own = {"id": id, "revises": found.id, "reason": reason}
    head = re.split(r"^(?=\[)", text, maxsplit=1, flags=re.M)[0]
    tables = text[len(head) :]
    head = re.sub(r"^(id|revises|reason)[ \t]*=.*(\n|$)", "", head, flags=re.M)
    new = toml.written(own) + head + tables
    try:
        if tomllib.loads(new) == {**tomllib.loads(text), **own}:
            return new
    except tomllib.TOMLDecodeError:
        pass
    raise BadInput([Problem(file, "id, revises and reason in one line each, above the first table")])
