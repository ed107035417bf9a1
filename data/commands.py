"""What the commands of python -m data do: each takes the options as they were read, prints, and raises BadInput."""

import argparse
from pathlib import Path

from data import archive, embedded, life, manifest, safely, shapes
from data import journal as records
from data import verify as verifying
from data.editions import edition, editions, home
from data.sealed import digest
from data.store import indicator_table, periods, query
from problems import BadInput, Problem, write_text


def list_editions(options: argparse.Namespace) -> None:
    found, problems = editions()
    states = life.states()
    for one in found.values():
        print(f"{one.id}\t{one.level}\t{one.period}\t{one.nature}\t{_english(one.title)}\t{states[one.id]}")
    if problems:
        raise BadInput(problems)


def show(options: argparse.Namespace) -> None:
    one = edition(options.id)
    known = periods(one.id)
    facts = {
        "id": one.id,
        "state": life.states()[one.id],
        "title": _english(one.title),
        "level": one.level,
        "period": one.period,
        "as of": one.as_of,
        "periods": f"{known[0]} to {known[-1]}, {len(known)}" if known else "none",
        "nature": one.nature,
        "attribution": one.attribution,
        "universe": _english(one.universe),
        "statement": _english(one.statement),
        "folder": one.folder,
    }
    for name, fact in facts.items():
        print(f"{name}: {fact}")
    print(query(one.id, "inventory").to_string(index=False))


def table(options: argparse.Namespace) -> None:
    one = edition(options.id)
    known = periods(one.id)
    period = options.period or one.period
    if period not in known:
        raise BadInput([Problem("--period", "one of {options}", None, "", period, {"options": ", ".join(known)})])
    write_text(indicator_table(one.id, period).reset_index().to_csv(index=False, lineterminator="\n"), options.out)


def freeze(options: argparse.Namespace) -> None:
    one, rules = edition(options.id), options.rules
    others = rules.blockers(one.id)
    # without a ranking there is nothing to hash, and the blockers say why
    ranking = b"" if any(not life.acceptable(p) for p in others) else rules.canonical(one.id)
    life.freeze(one.id, options.who, options.comment, ranking, others, options.accept)
    print(f"{one.id}: frozen, SHA-256 of the manifest {manifest.fingerprint(one.folder)}")


def publish(options: argparse.Namespace) -> None:
    life.publish(options.id, options.who, options.comment)
    print(f"{options.id}: published")


def revise(options: argparse.Namespace) -> None:
    print(f"{life.revise(options.id, options.who, options.reason)}: draft")


def discard(options: argparse.Namespace) -> None:
    life.discard(options.id, options.who)
    print(f"{options.id}: put aside in {home() / 'discarded'}")


def verify(options: argparse.Namespace) -> None:
    if problems := verifying.verify(options.asked, options.rules.canonical):
        raise BadInput(problems)
    print(f"{options.asked}: equal, every file, the ranking and the journal")


def export(options: argparse.Namespace) -> None:
    content = archive.export(options.id)
    with safely.told(options.out):
        options.out.write_bytes(content)
    print(f"{options.out}: {len(content)} bytes, SHA-256 {digest(content)}")


def journal(options: argparse.Namespace) -> None:
    for entry in records.entries():
        print("\t".join([str(entry.n), entry.at, entry.who, entry.act, entry.edition, entry.comment, entry.hash]))
    if problems := records.faults():
        raise BadInput(problems)


def build(options: argparse.Namespace) -> None:
    here = home() / "editions" / options.id if options.id in embedded.ON_DEMAND else None
    folder = options.folder or here or edition(options.id).folder
    embedded.build(options.id, folder)
    print(f"{folder}: {options.id}")
    if (folder / manifest.NAME).exists() and (problems := manifest.faults(folder)):
        expected = "a manifest that fits the new files: delete this one and freeze the edition again"
        raise BadInput([*problems, Problem(f"{folder.name}/{manifest.NAME}", expected)])


def roll_up(options: argparse.Namespace) -> None:
    from data.rollup.rollup import rollup  # Ibis takes a second to load, and no other command needs it

    found, told = rollup(
        options.path, using=options.engine, master=options.master, least=options.least,
        attribution=options.attribution, source_id=options.source,
    )  # fmt: skip
    with safely.told(options.out):
        options.out.mkdir(parents=True, exist_ok=True)
        for level, rows in found.items():
            safely.write(options.out / f"{level}.parquet", rows.to_parquet(index=False))
            print(f"{options.out / level}.parquet: {len(rows)} figures, {int((rows['note'] != '').sum())} withheld")
    print(f"{told['records']} records, {told['records'] - told['counted']} of persons already counted in that month")


def build_regions(options: argparse.Namespace) -> None:
    root = Path(__file__).parent
    lines = shapes.build(
        options.source,
        root.parent / "static",
        root / "shapes.csv",
        code_column=options.code_column,
        legend=options.legend,
    )
    print("\n".join(lines))


def _english(text) -> str:
    return text if isinstance(text, str) else text.get("en") or next(iter(text.values()))
