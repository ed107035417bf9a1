"""Regions found by what people type: misspelt, half typed, abbreviated, old and everyday names."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pandas as pd

from data.regions import regions

TABLE = Path(__file__).with_name("former_names.csv")
FLOOR = 0.8  # of SequenceMatcher.ratio: below it a word is another word, not a misspelt one
SPREAD = 0.1  # a misspelt name this much less alike than the best match is left out
FUZZY = 4  # letters from which a misspelling can be told
LONGEST = 80  # letters read of a text

# what stands before a name (or behind it, "Bandung Regency") and says which kind is meant
KINDS = {
    **dict.fromkeys(("kabupaten", "kab", "regency"), "kabupaten"),
    **dict.fromkeys(("kota", "kotamadya", "kodya", "city"), "kota"),
    **dict.fromkeys(("provinsi", "propinsi", "prov", "prop", "province"), "provinsi"),
    **dict.fromkeys(("administrasi", "adm"), "administrasi"),
}
# the spelling before 1947 and 1972, in this order: Soerabaja, Djogjakarta, Tjirebon
OLD_SPELLING = (("oe", "u"), ("tj", "c"), ("dj", "\0"), ("j", "y"), ("\0", "j"))


@dataclass(frozen=True)
class Name:
    """One name of a region, folded: whole, from its second, third ... word on, and whether it can be misspelt."""

    code: str
    whole: str
    tails: tuple[str, ...]
    speakable: bool  # an abbreviation is not: JATIM is no misspelt JAKTIM


def former_names() -> pd.DataFrame:
    """Names that are not the official one: code, name, kind_of_name (former, everyday, abbreviation, capital, english),
    source_or_note. A name may be that of several regions."""
    return pd.read_csv(TABLE, dtype=str, keep_default_na=False)


def find(text: str, limit: int = 6) -> list[str]:
    """Codes of the regions, of both levels, that a text may mean, the likeliest first; none for nonsense.

    Exact names come first, then names that begin with the text, names with a later word that does, and misspelt ones.
    Case, accents, hyphens, spaces and words such as "Kab." do not matter, but those of the kind asked for come first
    among equals; then provinces, then the more populous.
    """
    facts = _facts()
    if text.strip() in facts:
        return [text.strip()]
    words = plain_words(text[:LONGEST])
    kind = next((word for word in words if word in ("kabupaten", "kota", "provinsi")), "")
    bare = [word for word in words if word not in KINDS]
    asked = dict.fromkeys(filter(None, ("".join(words), "".join(bare))))
    best: dict[str, tuple[int, float]] = {}  # tier and unlikeness
    for query in asked:
        for code, found in _answers(query):
            best[code] = min(best.get(code, found), found)
    if not best:
        return []
    most = min(unlike for _, unlike in best.values())
    kept = [code for code, (_, unlike) in best.items() if unlike <= most + SPREAD]

    def likeliest(code: str) -> tuple:
        of, people = facts[code]
        return (*best[code], bool(kind) and of != kind, of != "provinsi", -people, code)

    return sorted(kept, key=likeliest)[:limit]


def _answers(query: str) -> Iterator[tuple[str, tuple[int, float]]]:
    """The names that answer to a query: code, tier and, if misspelt, how unlike they are (0 to 1)."""
    spelt = [SequenceMatcher(b=text, autojunk=False) for text in dict.fromkeys((query, _modern(query)))]
    for name in _names():
        if query == name.whole:
            yield name.code, (0, 0.0)
        elif name.whole.startswith(query):
            yield name.code, (1, 0.0)
        elif len(query) > 1 and any(tail.startswith(query) for tail in name.tails):
            yield name.code, (2, 0.0)
        elif name.speakable and min(len(query), len(name.whole)) >= FUZZY:
            ratio = max(_ratio(matcher, name.whole) for matcher in spelt)
            if ratio >= FLOOR:
                yield name.code, (3, round(1 - ratio, 6))


def _ratio(matcher: SequenceMatcher, text: str) -> float:
    """How alike, 0 to 1; 0 where the cheap upper bounds already lie below the floor."""
    matcher.set_seq1(text)
    return matcher.ratio() if matcher.real_quick_ratio() >= FLOOR <= matcher.quick_ratio() else 0.0


def _modern(text: str) -> str:
    """Soerabaja -> surabaya"""
    for old, new in OLD_SPELLING:
        text = text.replace(old, new)
    return text


def plain_words(text: str) -> list[str]:
    """A text in small letters without accents and marks, word by word, with "Kep." and "Kab." written out."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return ["kepulauan" if word == "kep" else KINDS.get(word, word) for word in words]


@cache
def _facts() -> dict[str, tuple[str, int]]:
    table = regions()
    return dict(zip(table["code"], zip(table["kind"], table["population_2024"], strict=True), strict=True))


@cache
def _names() -> tuple[Name, ...]:
    known, former = regions(), former_names()
    rows = [(*pair, "") for column in ("short_name", "name") for pair in zip(known["code"], known[column], strict=True)]
    rows += former[["code", "name", "kind_of_name"]].itertuples(index=False, name=None)
    found = []
    for code, text, kind in rows:
        words = plain_words(text)
        tails = tuple("".join(words[n:]) for n in range(1, len(words)))
        found.append(Name(code, "".join(words), tails, kind != "abbreviation"))
    return tuple(dict.fromkeys(found))
