"""The steps of an announcement. Each is made when it is asked for, and holds nothing that comes after it."""

import os

import pandas as pd

from data.regions import regions
from messages import Words
from pages.common import cached
from pages.common.keep import kept
from reports import awarded
from scoring.awards import winners
from scoring.criteria import Award, Criteria

PAGE = 20  # winners on a screen, where there are many
LARGE = 4  # winners on a screen, in large letters


def announced() -> str | None:
    """The edition that is to be announced, as UCJ_ANNOUNCEMENT names it; any other is a rehearsal."""
    return os.environ.get("UCJ_ANNOUNCEMENT", "").strip() or None


def rehearsal(id: str) -> bool:
    """Whether an announcement from this edition is a rehearsal: not the one chosen, or not real."""
    return id != announced() or cached.edition(id).nature == "simulated"


def awards(id: str) -> dict[str, Award]:
    """The awards of an edition by id."""
    return {award.id: award for award in _criteria(id).awards}


@kept(64)
def groups(id: str, award: str) -> list[tuple[int, pd.DataFrame]]:
    """Winners of an award by place, the last place first; of a tier all at once (place 0).

    A table's columns: name, province, value; sorted by value, then name.
    """
    table = winners(cached.ranking(id, cached.edition(id).period), regions())
    table = table[(table["award"] == award) & table["won"]]
    known = cached.standings(id, cached.edition(id).period, "score")
    table = table.assign(name=table["code"].map(known["label"]), province=table["code"].map(known["province"]))
    if awards(id)[award].places is None:
        ordered = table.sort_values(["place", "name"])
        return [(0, ordered[["name", "province", "value"]])] if len(table) else []
    return [
        (int(place), part.sort_values("name")[["name", "province", "value"]])
        for place, part in sorted(table.groupby("place"), reverse=True)
    ]


def last(id: str, award: str) -> int:
    """The last step: the title is 0, then a step a place, then all together where there were several."""
    found = len(groups(id, award))
    return max(1, found + (found > 1))


def turned(asked: dict, last: int) -> int:
    """The step that a browser asks for, from the one that it shows: the same key pressed twice there counts once."""
    at, moves = asked.get("from"), {"next": 1, "back": -1, "here": 0}
    if not isinstance(at, int) or asked.get("to") not in moves:
        return 0
    return max(0, min(at + moves[asked["to"]], last))


def scenes(id: str, award: str, step: int, t: Words) -> list[dict]:
    """What is shown at a step; several where the winners do not fit on one screen."""
    title, label = t.name(awards(id)[award].name, award), measure(id, award, t)
    if step == 0:
        return [{"id": "title", "kind": "title", "title": title}]
    found = groups(id, award)
    if not found:
        return [{"id": "nobody", "kind": "title", "title": title, "note": t("No region fulfils the conditions.")}]
    if step > len(found):
        rows = [row for place, part in reversed(found) for row in _rows(id, award, place, part, t)]
        return _pages("all", title, t("The winners"), label, rows, large=0)
    place, part = found[step - 1]
    return _pages(f"place-{step}", title, _place(place, len(part), t), label, _rows(id, award, place, part, t), LARGE)


def measure(id: str, award: str, t: Words) -> str:
    """What an award goes by, in words."""
    return awarded.measure(_criteria(id), awards(id)[award], t)


def _pages(id: str, title: str, heading: str, label: str, rows: list[dict], large: int) -> list[dict]:
    if len(rows) <= large:
        return [{"id": id, "kind": "winners", "title": title, "heading": heading, "label": label, "rows": rows}]
    parts = [rows[n : n + PAGE] for n in range(0, len(rows), PAGE)]
    return [
        {"id": f"{id}-{n}", "kind": "roll", "title": title, "heading": heading, "label": label, "rows": part}
        for n, part in enumerate(parts)
    ]


def _rows(id: str, award: str, place: int, part: pd.DataFrame, t: Words) -> list[dict]:
    return [
        {"place": t.number(place) if place else "", "name": row.name, "note": row.province,
         "value": awarded.value(_criteria(id), awards(id)[award], row.value, t)}
        for row in part.itertuples(index=False)
    ]  # fmt: skip


def _place(place: int, n: int, t: Words) -> str:
    if place == 0:
        return t.plural("{n} region", "{n} regions", n)
    return awarded.place(place, n, t)


def _criteria(id: str) -> Criteria:
    return cached.ranking(id, cached.edition(id).period).criteria
