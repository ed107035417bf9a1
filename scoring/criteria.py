"""The criteria file: what an award measures, in one TOML file, read and checked as a whole."""

import math
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from problems import BadInput, Problem, read_text

Text = str | Mapping[str, str]  # one wording, or one a language: {"id": ..., "en": ...}

LANGUAGES = ("id", "en")
MEANS = ("arithmetic", "geometric", "harmonic")
KINDS = ("provinsi", "kabupaten", "kota")


@dataclass(frozen=True)
class Indicator:
    """One measured figure and how it is brought to a common scale; without a dimension it is not scored."""

    id: str
    name: Text = ""
    dimension: str | None = None
    unit: str = ""
    weight: float = 1.0
    direction: str = "higher"
    normalise: str = "goalposts"
    goalposts: tuple[float, float] | None = None
    transform: str = "none"
    clip: bool = True
    why: Text = ""


@dataclass(frozen=True)
class Dimension:
    """A group of indicators or of further dimensions, and the mean that joins them."""

    id: str
    name: Text = ""
    parent: str | None = None
    weight: float = 1.0
    aggregate: str = "arithmetic"
    why: Text = ""


@dataclass(frozen=True)
class Gate:
    """A condition on a raw value, bounds included; a region that fails it is shown but takes no place."""

    indicator: str
    at_least: float | None = None
    at_most: float | None = None
    reason: Text = ""


@dataclass(frozen=True)
class Band:
    """A named class of the score or of an indicator, from a lower bound upwards."""

    of: str
    lower: float
    id: str
    name: Text = ""


@dataclass(frozen=True)
class Award:
    """A prize: the first `places` by score or by an indicator, or everyone `at_least` at a value."""

    id: str
    name: Text = ""
    kinds: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    autonomous: bool | None = None
    by: str = "score"
    places: int | None = None
    at_least: float | None = None


@dataclass(frozen=True)
class Robustness:
    """How far weights may be off, how many draws say so, and the seed of the draws."""

    weight_spread: float = 0.25
    draws: int = 10_000
    seed: int = 2026


@dataclass(frozen=True)
class Criteria:
    """The rules of an edition. Names without a wording fall back to the id."""

    id: str = ""
    title: Text = ""
    status: str = "assumption"
    scale: float = 100.0
    decimals: int = 2
    aggregate: str = "arithmetic"
    missing: str = "exclude"
    min_present: float = 1.0
    ties: tuple[str, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    gates: tuple[Gate, ...] = ()
    bands: tuple[Band, ...] = ()
    awards: tuple[Award, ...] = ()
    robustness: Robustness = field(default_factory=Robustness)

    def indicator(self, id: str) -> Indicator:
        """The indicator of this id; KeyError where there is none."""
        return {i.id: i for i in self.indicators}[id]

    def children(self, parent: str | None) -> tuple[Dimension | Indicator, ...]:
        """What a dimension (None: the score itself) is made of, in the order of the file."""
        inner = tuple(d for d in self.dimensions if d.parent == parent)
        return inner if parent is None else inner + tuple(i for i in self.indicators if i.dimension == parent)

    def normalised(self) -> tuple[Indicator, ...]:
        """Indicators that count in their dimension, whether or not the dimension counts in the score."""
        return tuple(i for i in self.indicators if i.dimension is not None and i.weight > 0)

    def scored(self) -> tuple[Indicator, ...]:
        """Indicators that the score depends on: no weight of 0 on the way up."""
        live = {d.id: d for d in self.dimensions if d.weight > 0}

        def counts(dimension: str | None) -> bool:
            return dimension is None or (dimension in live and counts(live[dimension].parent))

        return tuple(i for i in self.normalised() if counts(i.dimension))

    def least_present(self) -> float:
        """The share of weight that must be present at every node, 0 to 1."""
        return 1.0 if self.missing == "exclude" else self.min_present


def wording(text: Text, language: str = "en", default: str = "") -> str:
    """The wording in a language, else in another one that is there, else the default."""
    if isinstance(text, Mapping):
        text = text.get(language) or next(iter(text.values()), "")
    return text or default


def reweighted(
    criteria: Criteria, dimensions: Mapping[str, float] | None = None, indicators: Mapping[str, float] | None = None
) -> Criteria:
    """The criteria with other weights, id -> weight; what is not named keeps its own. The caller leaves every group of
    siblings a weight above 0."""

    def given(parts: tuple[Any, ...], weights: Mapping[str, float]) -> tuple[Any, ...]:
        return tuple(replace(p, weight=weights[p.id]) if p.id in weights else p for p in parts)

    return replace(
        criteria,
        dimensions=given(criteria.dimensions, dimensions or {}),
        indicators=given(criteria.indicators, indicators or {}),
    )


def read_criteria(path: str | Path) -> Criteria:
    """Criteria from a TOML file; BadInput with every problem and its line."""
    path = Path(path)
    return parse_criteria(read_text(path), path.name)


def parse_criteria(text: str, file: str = "criteria.toml") -> Criteria:
    """Criteria from the text of a criteria file; BadInput with every problem and its line."""
    try:
        tree = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        row = int(line[1]) if line else text.rstrip().count("\n") + 1
        raise BadInput([Problem(file, "valid TOML ({why})", row, details={"why": error})]) from error
    reader = _Reader(file, _lines(text))
    criteria = reader.criteria(tree)
    reader.check(criteria)
    if reader.problems:
        raise BadInput(reader.problems)
    return criteria


# --- what each key must be: a test, and the words for it -------------------------------------------------------------

Rule = tuple[Callable[[Any], bool], str, Mapping[str, object]]


def _number(v: Any) -> bool:
    return isinstance(v, int | float) and not isinstance(v, bool) and abs(v) < 1e300 and math.isfinite(v)


def _whole(v: Any) -> bool:
    return isinstance(v, int) and not isinstance(v, bool)


def _texts(v: Any) -> bool:
    return isinstance(v, list) and all(isinstance(x, str) and x.strip() for x in v)


def _wording(v: Any) -> bool:
    if isinstance(v, Mapping):
        return bool(v) and all(k in LANGUAGES and isinstance(x, str) and x.strip() for k, x in v.items())
    return isinstance(v, str) and bool(v.strip())


def _choice(*options: str) -> Rule:
    return lambda v: isinstance(v, str) and v in options, "one of {options}", {"options": ", ".join(options)}


_ID: Rule = (lambda v: isinstance(v, str) and v.strip() == v != "", "a short name without spaces around it", {})
_NAME: Rule = (_wording, 'a text, or {{ id = "...", en = "..." }}', {})
_PLAIN: Rule = (lambda v: isinstance(v, str), "a text", {})
_NUMBER: Rule = (_number, "a number", {})
_WEIGHT: Rule = (lambda v: _number(v) and v >= 0, "a number, 0 or more", {})
_YES: Rule = (lambda v: isinstance(v, bool), "true or false", {})
_LIST: Rule = (_texts, "a list of texts", {})
_GOALPOSTS: Rule = (
    lambda v: isinstance(v, list) and len(v) == 2 and all(map(_number, v)) and float(v[0]) < float(v[1]),
    "two numbers, the lower one first",
    {},
)

_TABLES: dict[str, tuple[type, dict[str, Rule]]] = {
    "criteria": (
        Criteria,
        {
            "id": _ID,
            "title": _NAME,
            "status": _choice("official", "assumption"),
            "scale": (lambda v: _number(v) and 0 < v <= 1e6, "a number above 0, at most 1000000", {}),
            "decimals": (lambda v: _whole(v) and 0 <= v <= 12, "a whole number from 0 to 12", {}),
            "aggregate": _choice(*MEANS),
            "missing": _choice("exclude", "skip"),
            "min_present": (lambda v: _number(v) and 0 <= v <= 1, "a number from 0 to 1", {}),
            "ties": _LIST,
        },
    ),
    "dimension": (
        Dimension,
        {"id": _ID, "name": _NAME, "parent": _ID, "weight": _WEIGHT, "aggregate": _choice(*MEANS), "why": _NAME},
    ),
    "indicator": (
        Indicator,
        {
            "id": _ID,
            "name": _NAME,
            "dimension": _ID,
            "unit": _PLAIN,
            "weight": _WEIGHT,
            "direction": _choice("higher", "lower"),
            "normalise": _choice("goalposts", "minmax", "zscore", "rank"),
            "goalposts": _GOALPOSTS,
            "transform": _choice("none", "log"),
            "clip": _YES,
            "why": _NAME,
        },
    ),
    "gate": (Gate, {"indicator": _ID, "at_least": _NUMBER, "at_most": _NUMBER, "reason": _NAME}),
    "band": (Band, {"of": _ID, "from": _NUMBER, "id": _ID, "name": _NAME}),
    "award": (
        Award,
        {
            "id": _ID,
            "name": _NAME,
            "kinds": (
                lambda v: _texts(v) and set(v) <= set(KINDS),
                "a list of {options}",
                {"options": ", ".join(KINDS)},
            ),
            "zones": _LIST,
            "autonomous": _YES,
            "by": _ID,
            "places": (lambda v: _whole(v) and v >= 1, "a whole number, 1 or more", {}),
            "at_least": _NUMBER,
        },
    ),
    "robustness": (
        Robustness,
        {
            "weight_spread": (lambda v: _number(v) and 0 <= v < 1, "a number from 0 to below 1", {}),
            "draws": (lambda v: _whole(v) and 1 <= v <= 1_000_000, "a whole number from 1 to 1000000", {}),
            "seed": (lambda v: _whole(v) and 0 <= v < 2**63, "a whole number, 0 or more", {}),
        },
    ),
}
_SINGLE = ("criteria", "robustness")
_REQUIRED = {
    "criteria": ("id",),
    "dimension": ("id",),
    "indicator": ("id",),
    "gate": ("indicator",),
    "band": ("of", "from", "id"),
    "award": ("id",),
}
# columns of a ranking, and the word for the score in bands and awards: no id may hide them
_TAKEN = {"dimension": ("rank", "code", "score", "status", "reason"), "indicator": ("code", "score")}


def _lines(text: str) -> dict[tuple[str, int, str], int]:
    """Where every key of every table stands: (table, how many-eth, key) -> line; key "" is the table's head."""
    found: dict[tuple[str, int, str], int] = {}
    table, count = "", dict.fromkeys(_TABLES, -1)
    for number, line in enumerate(text.split("\n"), start=1):
        if head := re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?", line):
            table = head[1]
            count[table] = count.get(table, -1) + 1
            found[table, count[table], ""] = number
        elif key := re.match(r'\s*["\']?([\w-]+)["\']?\s*[.=]', line):
            found.setdefault((table, count.get(table, 0), key[1]), number)
    return found


class _Reader:
    """Collects the problems of one file, so that all are told at once."""

    def __init__(self, file: str, lines: Mapping[tuple[str, int, str], int]):
        self.file, self.lines = file, lines
        self.problems: list[Problem] = []
        self.told: set[tuple[str, int, str]] = set()

    def fault(self, table: str, n: int, key: str, value: Any, expected: str, **details: object) -> None:
        column = f"{table}.{key}" if key else table
        row = self.lines.get((table, n, key)) or self.lines.get((table, n, ""))
        if (table, n, key) in self.told:
            return  # one fault a place: what follows from it would only confuse
        self.told.add((table, n, key))
        shown = None if value is None else value if isinstance(value, str) else str(value)
        self.problems.append(Problem(self.file, expected, row, column, shown, details))

    def criteria(self, tree: Mapping[str, Any]) -> Criteria:
        made: dict[str, list[Any]] = {name: [] for name in _TABLES}
        for name, value in tree.items():
            rows = [value] if name in _SINGLE else value
            if name not in _TABLES:
                self.fault(name, 0, "", None, "one of the tables {options}", options=", ".join(_TABLES))
            elif isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows):
                made[name] = [self.table(name, n, row) for n, row in enumerate(rows)]
            elif name in _SINGLE:
                self.fault(name, 0, "", None, "one table, written [{name}]", name=name)
            else:
                self.fault(name, 0, "", None, "tables, each headed [[{name}]]", name=name)
        if "criteria" not in tree:
            self.fault("criteria", 0, "", None, "a table [criteria] with an id")
        top = vars((made["criteria"] or [Criteria()])[0])
        parts = {f"{name}s": tuple(made[name]) for name in _TABLES if name not in _SINGLE}
        return Criteria(**{**top, **parts, "robustness": (made["robustness"] or [Robustness()])[0]})

    def table(self, name: str, n: int, row: Mapping[str, Any]) -> Any:
        """One table as its dataclass; a value that is refused keeps its default, so that checking can go on."""
        kind, rules = _TABLES[name]
        good: dict[str, Any] = {}
        for key, value in row.items():
            if key not in rules:
                self.fault(name, n, key, None, "one of the keys {options}", options=", ".join(rules))
                continue
            test, expected, details = rules[key]
            if test(value):
                good["lower" if key == "from" else key] = tuple(value) if isinstance(value, list) else value
            else:
                self.fault(name, n, key, value, expected, **details)
        for key in _REQUIRED.get(name, ()):
            if key not in row:
                self.fault(name, n, key, None, "this key in every [{name}]", name=name)
        id = good.get("id", "")
        if id in _TAKEN.get(name, ()):
            self.fault(name, n, "id", id, "an id other than {options}", options=", ".join(_TAKEN[name]))
        blanks = {key: "" for key in ("id", "indicator", "of") if key in kind.__dataclass_fields__}
        return kind(**{**blanks, **({"lower": math.nan} if kind is Band else {}), **good})

    def check(self, c: Criteria) -> None:
        """What only shows once all tables are read."""
        self.unique(c)
        self.structure(c)
        known = {i.id for i in c.indicators}
        if unknown := [tie for tie in c.ties if tie not in known]:
            self.fault("criteria", 0, "ties", ", ".join(unknown), "the id of an indicator")
        for n, i in enumerate(c.indicators):
            if i.dimension is not None and i.normalise == "goalposts":
                if i.goalposts is None:
                    self.fault("indicator", n, "goalposts", None, "goalposts = [low, high] for {id}", id=i.id)
                elif i.transform == "log" and i.goalposts[0] <= 0:
                    self.fault(
                        "indicator",
                        n,
                        "goalposts",
                        list(i.goalposts),
                        "goalposts above 0, since their logarithm is taken",
                    )
        for n, g in enumerate(c.gates):
            if g.indicator not in known:
                self.fault("gate", n, "indicator", g.indicator, "the id of an indicator")
            if g.at_least is None and g.at_most is None:
                self.fault("gate", n, "at_least", None, "at_least, at_most or both")
            elif None not in (g.at_least, g.at_most) and g.at_least > g.at_most:
                self.fault(
                    "gate", n, "at_least", g.at_least, "at most {bound}, the at_most of this gate", bound=g.at_most
                )
        for n, b in enumerate(c.bands):
            if b.of not in known | {"score"}:
                self.fault("band", n, "of", b.of, '"score" or the id of an indicator')
            if any((b.of, b.lower) == (o.of, o.lower) for o in c.bands[:n]):
                self.fault("band", n, "from", b.lower, "a bound of its own: another band begins here")
        for n, a in enumerate(c.awards):
            if a.by not in known | {"score"}:
                self.fault("award", n, "by", a.by, '"score" or the id of an indicator')
            if (a.places is None) == (a.at_least is None):
                self.fault("award", n, "places", None, "either places or at_least")

    def unique(self, c: Criteria) -> None:
        groups: Iterable[tuple[str, tuple[Any, ...]]] = (
            ("dimension", c.dimensions),
            ("indicator", c.indicators),
            ("award", c.awards),
        )
        for name, parts in groups:
            ids = [p.id for p in parts]
            for n, id in enumerate(ids):
                if id in ids[:n]:
                    self.fault(name, n, "id", id, "an id of its own: another {name} has it", name=name)
        bands = [(b.of, b.id) for b in c.bands]
        for n, band in enumerate(bands):
            if band in bands[:n]:
                self.fault("band", n, "id", band[1], "an id of its own: another {name} has it", name="band")

    def structure(self, c: Criteria) -> None:
        parents = {d.id: d.parent for d in c.dimensions}
        if not c.dimensions:
            self.fault("dimension", 0, "", None, "at least one [[dimension]] with an indicator in it")
        for n, i in enumerate(c.indicators):
            if i.dimension is not None and i.dimension not in parents:
                self.fault("indicator", n, "dimension", i.dimension, "the id of a dimension")
        for n, d in enumerate(c.dimensions):
            if d.parent is not None and d.parent not in parents:
                self.fault("dimension", n, "parent", d.parent, "the id of a dimension")
            if d.id in _upwards(parents, d.id):
                self.fault("dimension", n, "parent", d.parent, "a parent that is not the dimension itself or below it")
            children = c.children(d.id)
            if not children:
                self.fault("dimension", n, "id", d.id, "a dimension that holds an indicator or a dimension")
            elif not sum(child.weight for child in children) > 0:
                self.fault("dimension", n, "id", d.id, "weights below this dimension that do not sum to nothing")
        tops = c.children(None)
        if tops and not sum(d.weight for d in tops) > 0:
            self.fault("dimension", 0, "weight", None, "top dimensions whose weights do not sum to nothing")
        curved = {d.id for d in c.dimensions if d.aggregate != "arithmetic"}
        for n, i in enumerate(c.indicators):
            if i.dimension is not None and i.normalise == "zscore":
                above = {i.dimension, *_upwards(parents, i.dimension)}
                if c.aggregate != "arithmetic" or above & curved:
                    expected = (
                        "a normalisation without negative values, since a geometric or harmonic mean stands above"
                    )
                    self.fault("indicator", n, "normalise", i.normalise, expected)


def _upwards(parents: Mapping[str, str | None], id: str) -> Iterator[str]:
    """The dimensions above one, nearest first; a circle is walked once."""
    seen: set[str] = set()
    above = parents.get(id)
    while above is not None and above not in seen:
        seen.add(above)
        yield above
        above = parents.get(above)
