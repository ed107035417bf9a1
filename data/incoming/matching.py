"""Which region a code or a name means: exactly, after folding; what can mean several is asked, never guessed."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from data.incoming.sheets import Cell
from data.names import KINDS, find, former_names, plain_words
from data.regions import regions

NUMBERED = re.compile(r"\(?[0-9]{1,3}[.)]\s*(?=\D)")  # 1. Kab. Bandung
CODED = re.compile(r"([0-9]{2}\.?[0-9]{2})(?:\s*[-–:.]\s*|\s+)(?=\D)")  # 32.04 - Kab. Bandung
OFFERED = 6  # regions offered for a text that none is named by
SYSTEMS = ("code", "bps")  # Kemendagri and BPS, as Match.how has them


@dataclass(frozen=True)
class Match:
    """code: "" where none is certain; how: see Incoming.matches; options: codes of the regions that it may be."""

    code: str
    how: str
    options: tuple[str, ...] = ()


def match(code: Cell, name: str, systems: Collection[str], level: str, kinds: Iterable[str], parent: str) -> Match:
    """The region of a row, by the code and the name in it, either of which may be blank.

    systems   those of code and bps that the column of codes can be in
    kinds     the kinds that the column, the sheet or a heading says: kabupaten, kota, provinsi
    parent    code of the province that the row, the sheet or a heading says
    """
    return _match(written_code(code), code != code or isinstance(code, float), name, tuple(sorted(systems)), level,
                  frozenset(kinds), parent)  # fmt: skip


@lru_cache(100_000)
def _match(code: str, typed: bool, name: str, systems: tuple, level: str, kinds: frozenset, parent: str) -> Match:
    own = CODED.match(NUMBERED.sub("", name, 1) if not CODED.match(name) else name)
    if own and not code:
        code, systems = own[1], SYSTEMS
    by_code = [(region, how) for how in SYSTEMS if how in systems for region in read_codes(code, typed).get(how, ())]
    sure = bool(by_code) and not _short(code)
    by_name = named(name)
    narrow = _narrowed(list(by_name), level, kinds, parent)
    if code and by_name:
        both = {region: how for region, how in reversed(by_code) if region in by_name}
        if len(both) == 1:
            [(region, how)] = both.items()
            return Match(region, how if sure else by_name[region])
        if by_code and not both:
            return Match("", "ambiguous", tuple(dict.fromkeys([*(r for r, _ in by_code), *narrow])))
    found = narrow if by_name else tuple(dict.fromkeys(region for region, _ in by_code))
    near = () if by_name or not _bare(name) else tuple(find(NUMBERED.sub("", name, 1), OFFERED))
    fits = by_name or (sure and (found[0] in near if _bare(name) else True))
    if len(found) == 1 and fits:
        return Match(found[0], by_name[found[0]] if by_name else by_code[0][1])
    if len(found) > 1 or (found and not near):
        return Match("", "ambiguous", found)
    return Match("", "unknown", tuple(dict.fromkeys([*found, *near])))


def written_code(cell: Cell) -> str:
    """A code as text: 3204.0 -> 3204, 11.1 -> 11.1, " '32.04 " -> 32.04."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e9:
        return str(int(cell))
    return str(cell).strip().lstrip("'").replace(" ", "").rstrip(".")


@lru_cache(100_000)
def read_codes(code: str, typed: bool = False) -> Mapping[str, tuple[str, ...]]:
    """The regions that a code can mean in each system, code and bps; empty for no code of a region."""
    own, crosswalk = _codes()
    if re.fullmatch(r"[0-9]{2}\.[0-9]{2}", code):
        code = code.replace(".", "") if code.endswith(".00") else code
        if "." in code:
            return {"code": (code,)} if code in own else {}
    if _short(code):  # 11.1 can have been 11.10, which a number cell shortens, or 11.01
        options = (code + "0", f"{code[:3]}0{code[3:]}")
        return {"code": tuple(option for option in options if option in own)}
    if re.fullmatch(r"[0-9]{2}00", code):
        code = code[:2]
    if not re.fullmatch(r"[0-9]{2}([0-9]{2})?", code):
        return {}
    dotted = code if len(code) == 2 else f"{code[:2]}.{code[2:]}"
    found = {"code": (dotted,) if dotted in own else (), "bps": (crosswalk[code],) if code in crosswalk else ()}
    return {system: codes for system, codes in found.items() if codes}


@lru_cache(100_000)
def named(text: str) -> Mapping[str, str]:
    """Codes of the regions that a text names exactly, with how: name or former_name."""
    words = _bare(text)
    if not words:
        return {}
    index, kinds = _index(), _kinds()
    if whole := index.get("".join(words)):
        return whole
    front = next((n for n, word in enumerate(words) if word not in KINDS), len(words))
    back = next((n for n, word in enumerate(reversed(words)) if word not in KINDS), len(words))
    for first, last in ((min(front, 1), 0), (front, 0), (0, back), (front, back)):
        rest, said = words[first : len(words) - last], {*words[:first], *words[len(words) - last :]}
        said &= {"kabupaten", "kota", "provinsi"}
        found = index.get("".join(rest), {})
        kept = {code: how for code, how in found.items() if not said or kinds[code] in said}
        if kept:
            return kept
    return {}


def systems_of(cells: Iterable[tuple[Cell, str]]) -> set[str]:
    """The systems that a column of codes, each with the name beside it, can be in: that in which all of them are
    valid, as long as the names agree; both where that does not tell."""
    fits, agrees = {system: True for system in SYSTEMS}, {system: True for system in SYSTEMS}
    for cell, name in cells:
        known, own = read_codes(written_code(cell)), named(name)
        for system in SYSTEMS:
            fits[system] &= system in known or not known
            if own and len(known) == 2 and known["code"] != known["bps"]:
                agrees[system] &= known[system][0] in own
    for tell in (agrees, fits):
        if sum(tell.values()) == 1:
            return {system for system in SYSTEMS if tell[system]}
    return set(SYSTEMS)


def differing(cells: Iterable[tuple[Cell, str]]) -> bool:
    """Whether a code without a name beside it means different regions in the two systems."""
    known = (read_codes(written_code(cell)) for cell, name in cells if not named(name))
    return any(len(one) == 2 and one["code"] != one["bps"] for one in known)


@cache
def names_of() -> Mapping[str, str]:
    """Code -> name of every region."""
    table = regions()
    return dict(zip(table["code"], table["name"], strict=True))


def _narrowed(codes: list[str], level: str, kinds: frozenset[str], parent: str) -> tuple[str, ...]:
    """The regions that the facts about a row leave; a fact that leaves none is passed over."""
    of = _kinds()
    facts = [lambda code: not kinds or of[code] in kinds]
    if parent:
        facts.append(lambda code: code.startswith(parent + "."))
    if level == "province":
        facts.append(lambda code: len(code) == 2)
    for fact in facts:
        codes = [code for code in codes if fact(code)] or codes
    return tuple(codes)


def _bare(text: str) -> list[str]:
    """The words of a name without the number or code before it and the footnote behind it."""
    text = CODED.sub("", text, 1) if CODED.match(text) else NUMBERED.sub("", text, 1)
    words = plain_words(text[:200])
    while words and words[0].isdigit():
        words = words[1:]
    while words and words[-1].isdigit():
        words = words[:-1]
    return words


def _short(code: str) -> bool:
    return re.fullmatch(r"[0-9]{2}\.[0-9]", code) is not None


@cache
def _kinds() -> Mapping[str, str]:
    table = regions()
    return dict(zip(table["code"], table["kind"], strict=True))


@cache
def _codes() -> tuple[frozenset[str], Mapping[str, str]]:
    table = regions()
    return frozenset(table["code"]), dict(zip(table["bps_code"], table["code"], strict=True))


@cache
def _index() -> Mapping[str, Mapping[str, str]]:
    """Folded name -> code -> how; a capital is no name of its region, though it may be meant."""
    table, former = regions(), former_names()
    former = former[former["kind_of_name"] != "capital"]
    found: dict[str, dict[str, str]] = {}
    for source, key, how in ((table, "name", "name"), (table, "short_name", "name"), (former, "name", "former_name")):
        for code, text in zip(source["code"], source[key], strict=True):
            found.setdefault("".join(plain_words(text)), {}).setdefault(code, how)
    return found
