"""Draft editions made of figures that came in: tried as any edition is read, then put in place in one rename."""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from data import safely, store, toml
from data.editions import ID, edition, elsewhere, home
from data.embedded.form import source_ids, write_csv, write_parquet
from data.incoming import Incoming, Terms
from data.incoming.checks import check
from data.incoming.figures import figures
from data.sources import COLUMNS as SOURCE
from problems import BadInput, Problem

LARGE = 20_000  # rows from which a file of observations is Parquet: a CSV of them is read in a tenth of a second
FACTS = ("title", "level", "period", "as_of", "nature", "attribution", "universe", "statement")
UNKNOWN_UNIVERSE = {
    "id": "Semesta pekerja tidak dinyatakan oleh pengirim angka.",
    "en": "The universe of workers was not stated by the sender of the figures.",
}
RECEIVED_FROM = {
    "id": "Angka edisi ini diterima dari {senders}. Angka turunan dihitung dari jumlah yang diterima.",
    "en": "The figures of this edition were received from {senders}. Derived figures are computed from the counts "
    "received.",
}


def draft(id: str, incoming: Incoming, terms: Terms, like: str, facts: Mapping) -> Path:
    """A draft edition in the home, by the rules of the edition `like`; its folder.

    facts       title, period, nature, attribution (the last three: default those of `terms`); universe, statement and
                as_of where they are known, texts or {"id": ..., "en": ...}; sources: a list of sources, each with some
                of the columns of sources.csv (source_id: default that of `terms`), beside those that the file lists
    BadInput with every error and open question of `check`, every fact that lacks, and as `data.safely.folder`; then
    nothing is written.
    """
    with trial(id, incoming, terms, like, facts) as tried, safely.folder(home() / "editions" / id) as aside:
        for file in tried.iterdir():
            (aside / file.name).write_bytes(file.read_bytes())
    return home() / "editions" / id


@contextmanager
def trial(id: str, incoming: Incoming, terms: Terms, like: str, facts: Mapping) -> Iterator[Path]:
    """The same edition in a folder of its own, which is the only one inside and gone afterwards: for a look at its
    ranking before anything is saved. BadInput as `draft`."""
    rules, table = edition(like), observations(incoming, terms)
    described = _sources(incoming, terms, facts, source_ids(table))
    about = _facts(terms, facts, described)
    if problems := [
        *(p for p in check(incoming, terms) if p.severity != "warning"),
        *_lacking(id, about, described, table, terms, like),
    ]:
        raise BadInput(problems)
    with TemporaryDirectory() as parent:
        folder = Path(parent) / id
        folder.mkdir()
        (folder / "edition.toml").write_text(toml.written({"id": id, **about}), "utf-8", newline="\n")
        (folder / "criteria.toml").write_bytes(rules.criteria.read_bytes())
        write_csv(described, folder / "sources.csv")
        if len(table) > LARGE:
            write_parquet(table, folder / "observations.parquet")
        else:
            write_csv(table, folder / "observations.csv")
        with elsewhere(Path(parent)):
            store.periods(id)  # every rule that an edition is read by
            yield folder


def observations(incoming: Incoming, terms: Terms) -> pd.DataFrame:
    """The observations of figures that came in, with those derived from them: text, blank = None, by code, indicator
    and period; of several rows for one, the first that holds a figure."""
    with figures(incoming, terms) as database:
        table = database.execute(store.sql("check_kept")).df().astype(object)
    return table.where(table.notna() & table.ne(""), None)


def _facts(terms: Terms, facts: Mapping, described: pd.DataFrame) -> dict[str, object]:
    senders = described["publisher"].where(described["publisher"].ne(""), described["title"])
    known = {
        "period": terms.period,
        "nature": terms.nature,
        "attribution": terms.attribution,
        "universe": UNKNOWN_UNIVERSE,
    }
    known["statement"] = {
        language: text.format(senders=", ".join(dict.fromkeys(filter(None, senders))))
        for language, text in RECEIVED_FROM.items()
    }
    told = {**known, **{key: fact for key, fact in facts.items() if fact}, "level": terms.level}
    return {key: told[key] for key in FACTS if told.get(key)}


def _sources(incoming: Incoming, terms: Terms, facts: Mapping, named: Collection[str]) -> pd.DataFrame:
    """The sources as they were told, and those of the file that its figures name, in the columns of sources.csv."""
    rows = {one["source_id"]: one for one in incoming.sources if one["source_id"] in named}
    told = [{"source_id": terms.source_id or "", **source} for source in facts.get("sources", ())]
    rows |= {one["source_id"]: one for one in told}
    return pd.DataFrame(list(rows.values()), columns=list(SOURCE), dtype=object).fillna("").sort_values("source_id")


def _lacking(id: str, about: Mapping, described: pd.DataFrame, table: pd.DataFrame, terms: Terms, like: str):
    """What is still to be told, or cannot be so."""
    if not re.fullmatch(ID, id):
        yield Problem("edition.toml", "small letters, digits and hyphens", None, "id", id)
    for key in ("title", "period", "nature", "attribution"):
        if not about.get(key):
            yield Problem("edition.toml", "this key in every [{name}]", None, key, details={"name": "edition"})
    if edition(like).level != terms.level:
        yield Problem("--like", "an edition of the same level", None, "level", edition(like).level)
    if table.empty:
        yield Problem("observations.csv", "at least one region below the first line", 1)
    if about.get("nature") != "simulated" and table["nature"].eq("simulated").any():
        expected = "simulated, as figures that came in are"
        yield Problem("edition.toml", expected, None, "nature", about.get("nature"))
    for missing in sorted(source_ids(table) - set(described["source_id"][described["title"].ne("")])):
        expected = "a title for this source, told beside the file or on its sheet of sources"
        yield Problem("sources.csv", expected, None, "source_id", missing)
