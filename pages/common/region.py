"""The one region that a viewer looks at: found by name, chosen on a map or in a table, carried by the address."""

from collections.abc import Iterable
from functools import lru_cache

import pandas as pd
import streamlit as st

from data.regions import regions
from messages import Words
from pages.common import access, address, cached
from pages.common.sentences import plain


def current(id: str) -> str | None:
    """The region that the address points at, where the edition has it."""
    code = address.get("region")
    return code if code in cached.standings(id, cached.edition(id).period, "score").index else None


def missed(t: Words) -> None:
    """A word on the region that the address asks for and the edition lacks, and the editions that have it."""
    asked = address.get("region")
    if not asked:
        return
    st.info(t("This edition has no region {code}.", code=plain(asked[:20])), icon=":material/info:")
    name, others = places(access.editions()).get(asked, ("", []))
    for other in others:
        title = t.name(cached.edition(other).title)
        address.here(plain(f"{name}: {title}"), ":material/open_in_new:", region=asked, edition=other)


def search(t: Words) -> None:
    """Finds a region of any edition from every screen, and opens its profile."""
    known = places(access.editions())
    turn = st.session_state.setdefault("searches", 0)
    code = st.selectbox(
        t("Find a region"), known, None, key=f"search{turn}", format_func=lambda code: known[code][0], width=300,
        placeholder=t("Find a region"), label_visibility="collapsed", icon=":material/search:",
    )  # fmt: skip
    if code:
        st.session_state["searches"] += 1  # the next run finds an empty field
        own = st.session_state["edition"]
        editions = known[code][1]
        address.go("leadership/profile", region=code, edition=own if own in editions else editions[0])


def chosen(id: str, period: str, t: Words) -> None:
    """What to do with the region that is chosen on a map or in a table."""
    code = current(id)
    if code is None:
        return
    row, grade = cached.standings(id, period, "score").loc[code], cached.grades(id, period).at[code, "grade"]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="chosen"):
        place = f"{standing(row['rank'], t)} · {graded(grade, t)}"
        st.markdown(f"**{plain(row['label'])}** · {plain(place)}", width="content")
        address.link("leadership/profile", t("Open profile"), ":material/person_pin_circle:")
        address.link("committee/comparison", t("Compare"), ":material/compare_arrows:", codes=code)
        st.button(
            t("Clear choice"), icon=":material/close:", type="tertiary", on_click=address.put, args=("region", None)
        )


def standing(rank: int | None, t: Words) -> str:
    """A place in words."""
    return t("not ranked") if pd.isna(rank) else t("rank {n}", n=t.number(int(rank)))


def graded(grade: str, t: Words) -> str:
    """The grade of the figures that a place rests on, in words."""
    return t("data quality #").replace("#", grade)


def choose(code: str) -> None:
    """Takes over what was chosen in a table; "" lets go."""
    address.put("region", code)


def places(ids: Iterable[str]) -> dict[str, tuple[str, list[str]]]:
    """Every region that editions may have: code -> its name, with the province where it is a regency, and those of
    the editions that rank its level."""
    return _places(tuple((cached.edition(id).level, id) for id in ids))


@lru_cache(8)
def _places(editions: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, list[str]]]:
    levels: dict[str, list[str]] = {}
    for level, id in editions:
        levels.setdefault(level, []).append(id)
    table = regions()
    names = dict(zip(table["code"], table["short_name"], strict=True))
    return {
        row.code: (f"{row.name} · {names[row.parent_code]}" if row.parent_code else row.short_name, levels[row.level])
        for row in table.sort_values(["level", "short_name"]).itertuples(index=False)
        if row.level in levels
    }
