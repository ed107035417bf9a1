"""What if: the inputs that ask it, kept in the address, and what is asked of an edition."""

import math

import pandas as pd
import streamlit as st

from data import store
from data.regions import regions
from messages import Words
from pages.common import address, cached, region
from pages.common.keep import kept
from pages.common.sentences import plain
from pages.parts.simulation.needed import Goal
from scoring import edition as bridge
from scoring.awards import contenders
from scoring.effects import own_target
from scoring.workers import Need

NATIONAL = 43.92  # percent, RPJMN 2029


@kept(128)
def figures(id: str, code: str) -> pd.DataFrame:
    """Everything that an edition holds on a region."""
    return store.query(id, "region", code=code)


@kept(512)
def needs(id: str, code: str, segment: str, among: tuple[str, ...] | None, goals: tuple[Goal, ...]) -> list[Need]:
    """What each goal takes, see `scoring.edition.needs`."""
    found = cached.ranking(id, cached.edition(id).period)
    return bridge.needs(id, code, goals, segment=segment, among=among, found=found)


def groups(id: str, code: str, t: Words) -> dict[str, tuple[str, tuple[str, ...] | None]]:
    """Among whom a region can take a place: all, or those that compete with it for an award that goes by the score."""
    found: dict[str, tuple[str, tuple[str, ...] | None]] = {"all": (t("All regions"), None)}
    table = cached.standings(id, cached.edition(id).period, "score")
    known = regions().set_index("code", drop=False).reindex(table.index)
    for award in cached.ranking(id, cached.edition(id).period).criteria.awards:
        if award.by == "score" and code in (codes := contenders(award, known)) and len(codes) < len(table):
            found[award.id] = (plain(t.name(award.name, award.id)), tuple(codes))
    return found


def picked(id: str, t: Words, *clear: str) -> str:
    """The region asked about: that of the address, else the one next to the first three. Another one takes `clear` out
    of the address."""
    table = cached.standings(id, cached.edition(id).period, "score")
    first = table.sort_values(["rank", "value"], na_position="last").index[min(3, len(table) - 1)]
    st.session_state["whatif_region"] = region.current(id) or first

    def chose() -> None:
        address.put("region", st.session_state["whatif_region"])
        forget(*clear)

    names = table["label"] + (" · " + table["province"]).where(table["province"] != "", "")
    codes = names.sort_values().index
    return st.selectbox(t("Region"), codes, key="whatif_region", format_func=names.get, on_change=chose, width=340)


def number(label: str, key: str, default: float | None, low: float, high: float, step: float, **more) -> float | None:
    """A number, under `key` in the address unless it is the default; whole where `step` is."""
    whole = isinstance(step, int)
    widget, told = f"whatif_{key}", _parsed(address.get(key), whole)
    low, high = (low, high) if default is None else (min(low, default), max(high, default))
    value = default if told is None else min(max(told, low), high)
    st.session_state[widget] = value

    def wrote() -> None:
        now = st.session_state[widget]
        address.put(key, None if now is None or now == default else f"{now:.12g}")

    return st.number_input(
        label, low, high, value=None, step=step, key=widget, on_change=wrote, format="%d" if whole else "%.1f", **more
    )


def forget(*keys: str) -> None:
    """Takes values out of the address."""
    for key in keys:
        address.put(key, None)


def _parsed(text: str | None, whole: bool) -> float | None:
    try:
        value = float((text or "")[:20])
    except ValueError:
        return None
    return None if not math.isfinite(value) else round(value) if whole else value


def targets(id: str, code: str) -> dict[str, tuple[str, float]]:
    """Targets of coverage: the national one, and the region's own where it is known."""
    period = cached.edition(id).period
    if "coverage_total" not in cached.ranking(id, period).values:
        return {}
    own = own_target(figures(id, code), period)
    found = {"national": ("coverage_total", NATIONAL)}
    return found if own is None else {**found, "own": ("coverage_total", own)}


def target_note(id: str, code: str) -> str:
    """What the edition notes on how the region's own target fits its coverage."""
    known = figures(id, code)
    notes = known.loc[(known["indicator"] == "attainment") & (known["period"] == cached.edition(id).period), "note"]
    return "" if notes.empty or pd.isna(notes.iloc[0]) else notes.iloc[0]
