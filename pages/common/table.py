"""The table of regions: Streamlit's own speaks English only, writes numbers by the browser's locale and cannot mark a
row from outside; this one is a real HTML table that screen readers, keyboards and phones know how to use."""

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path

import orjson
import pandas as pd
import streamlit as st

from messages import NONE, Words
from pages.common import cached, filters, map, packed
from pages.common.filters import Narrowing
from pages.common.keep import kept
from reports.reasons import reason

HERE = Path(__file__).parent

_TABLE = st.components.v2.component(
    "regions_table",
    html='<div id="table"></div>',
    css=(HERE / "table.css").read_text("utf-8"),
    js=packed.script(HERE / "table.js"),
)


def regions_table(
    key: str, content: dict | bytes, caption: str, empty: str, selected: str | None, height: int | None,
    choose: Callable[[str], None] = lambda code: None,
) -> str | None:  # fmt: skip
    """Shows a table (see `listing`, or `written` of one), or several, each with a "title" above it, beside each other:
    {"tables": [...]}. Returns the code just chosen, "" for let go, None for nothing.

    `choose` is told it before the run that the choice starts. Rows can be chosen unless `content` says
    {"choose": False}.
    """
    head = {"selected": selected, "caption": caption, "empty": empty, "height": height}
    data = packed.data(head, content if isinstance(content, bytes) else written(content))

    def told() -> None:
        code = st.session_state[key].get("chosen")
        if code is not None:
            choose(code)

    return _TABLE(key=key, data=data, on_chosen_change=told).get("chosen")


def written(content: dict) -> bytes:
    """Tables as the browser takes them, packed. What is kept is kept so: to write 514 rows takes longer than to send
    them."""
    return gzip.compress(orjson.dumps({"choose": True, **content}, option=orjson.OPT_SERIALIZE_NUMPY), 6, mtime=0)


@kept(64)
def leaderboard(id: str, period: str, by: str, narrowing: Narrowing, t: Words) -> bytes:
    """The leaderboard, `written` in the words of a language."""
    table = filters.rows(id, period, by, narrowing)
    ranking = cached.ranking(id, period)
    criteria = ranking.criteria
    bands = {b.id: t.name(b.name, b.id) for b in criteria.bands}
    label, unit = map.shown(id, by, t)[by]
    top = criteria.scale if by == "score" else 100 if unit == "percent" else table["value"].max()
    dimensions = criteria.children(None)
    grouped = table["kind"].nunique() > 1 or cached.edition(id).level == "regency"
    columns = [
        places(t),
        changes(t),
        {"kind": "name", "label": t("Region")},
        {"kind": "bar", "label": label, "number": True},
        *([{"kind": "text", "label": t("Within kind"), "number": True, "wide": True}] if grouped else []),
        *({"kind": "bar", "label": t.name(d.name, d.id), "number": True, "wide": True} for d in dimensions),
        {"kind": "pill", "label": t("Band"), "wide": True},
    ]
    rows = []
    for code, row in zip(table.index, table.to_dict("records"), strict=True):
        notes = [row["province"], reason(ranking, code, t, brief=True)]
        rows.append(
            [
                code,
                [place(row["rank"], t), row["grade"]],
                whole(row["change"]),
                [row["label"], " · ".join(filter(None, notes))],
                [t.figure(row["value"], unit), share(row["value"], top)],
                *([place(row["rank_in_kind"], t)] if grouped else []),
                *([t.number(row[d.id], 1), share(row[d.id], criteria.scale)] for d in dimensions),
                bands.get(row["band"], ""),
            ]
        )
    return written({"columns": columns, "rows": rows})


def listing(heads: list[str], rows: list[list[str]], numbers: Iterable[int] = (), wide: Iterable[int] = ()) -> dict:
    """A table of texts to read, not to choose from; the first column names the row. `numbers`: columns set to the
    right; `wide`: columns that a phone leaves out."""
    columns = [
        {"kind": "text" if n else "name", "label": head, "number": n in numbers, "wide": n in wide}
        for n, head in enumerate(heads)
    ]
    return {"columns": columns, "rows": [["", [row[0], ""], *row[1:]] for row in rows], "choose": False}


def brief(table: pd.DataFrame, columns: list[str], unit: str, t: Words) -> dict:
    """A short list of regions; `columns` of rank, name (with a note below, where there is one), value and change."""
    heads = {
        "rank": places(t),
        "name": {"kind": "name", "label": t("Region")},
        "value": {"kind": "text", "label": t("Score"), "number": True},
        "change": {**changes(t), "number": True},
    }
    rows = []
    for code, row in zip(table.index, table.to_dict("records"), strict=True):
        cells = {
            "rank": [place(row["rank"], t), row.get("grade", "")],
            "name": [row["label"], row.get("note", "")],
            "value": t.figure(row["value"], unit),
            "change": whole(row["change"]),
        }
        rows.append([code, *(cells[c] for c in columns)])
    return {"columns": [heads[c] for c in columns], "rows": rows}


def places(t: Words) -> dict:
    """A place, and beside it the grade of the figures that it rests on."""
    return {"kind": "place", "label": t("Rank"), "graded": t("data quality #")}


def changes(t: Words) -> dict:
    words = {
        "up": t("Up # places in a year"),
        "down": t("Down # places in a year"),
        "same": t("Same rank"),
        "none": t("No rank to compare with"),
    }
    return {"kind": "change", "label": t("Change"), "title": t("Places gained or lost in a year"), "words": words}


def place(rank: int | None, t: Words) -> str:
    return NONE if pd.isna(rank) else t.number(int(rank))


def whole(n: int | None) -> int | None:
    return None if pd.isna(n) else int(n)


def share(value: float, top: float) -> float | None:
    """How long a bar is, 0 to 1; None: there is no figure to draw."""
    if pd.isna(value):
        return None
    return 0.0 if not top > 0 else round(max(0.0, value / top), 3)
