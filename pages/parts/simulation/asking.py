"""What if one region had other figures: inputs in counts that people understand, and what they move."""

import pandas as pd
import streamlit as st

from messages import NONE, Words
from pages.common import address, cached, region, table
from pages.common.sentences import plain
from pages.parts.simulation import needed, whatif
from reports.reasons import reason
from scoring import edition as bridge
from scoring.effects import SEGMENTS, changed, cost, effects, overtaken, unprotected
from scoring.ranking import Ranking
from scoring.simulate import Simulation, simulate

ADDED = {"wage": "pu", "nonwage": "bpu", "vulnerable": "rentan"}  # segment -> key of the address


def show(id: str, period: str, t: Words) -> None:
    """Other figures of one region: inputs, and what they move."""
    now = cached.ranking(id, period)
    direct = {i.id: f"v_{i.id}" for i in now.criteria.indicators}
    keys = [*ADDED.values(), *direct.values()]
    code = whatif.picked(id, t, *keys)
    name, today = cached.standings(id, period, "score").at[code, "label"], now.values.loc[code]
    known = whatif.figures(id, code)

    added = _added(known, period, t)
    if unprotected(known, period, "nonwage") is None:
        st.caption(
            t("How many workers are not protected here is not known, so the indicators themselves are asked for.")
        )
    one = effects(known, period, dict.fromkeys(SEGMENTS, 1), now.values.columns)
    derived = set(one.loc[one["denominator"].notna(), "indicator"])
    counted = dict.fromkeys([*(i.id for i in now.criteria.scored()), *(g.indicator for g in now.criteria.gates)])
    asked = _direct(now, code, [i for i in counted if i not in derived], direct, t)
    moved = changed(effects(known, period, added, now.values.columns), today)
    moved = pd.concat([moved, asked])
    st.button(
        t("Back to the figures of the edition"), icon=":material/undo:", disabled=moved.empty, key="whatif_back",
        on_click=whatif.forget, args=keys,
    )  # fmt: skip
    if moved.empty:
        st.info(t("Change a figure to see what it does to the rank of {name}.", name=plain(name)))
        return
    st.warning(
        t("Not this edition's ranking: figures of {name} were changed", name=plain(name)), icon=":material/tune:"
    )
    changes = moved.rename_axis("indicator").rename("value").reset_index().assign(code=code)
    _result(simulate(now, changes), now, code, cost(added, bridge.premiums(id)), t, id, period)
    only = t("Costed are the added workers only, not what the other changed figures would take.")
    st.caption(f"{needed.terms(id, t)} {only}")


def _added(known: pd.DataFrame, period: str, t: Words) -> dict[str, int]:
    """How many more workers of each segment, none beyond those not protected yet."""
    found, labels, grid = {}, needed.kinds(t), st.grid(3, min_column_width=200)
    for segment in ("nonwage", "vulnerable", "wage"):
        left = unprotected(known, period, segment)
        if left is None:
            continue
        if segment == "vulnerable":  # a vulnerable worker is a non-wage one, too
            left = max(0, min(left, (unprotected(known, period, "nonwage") or left) - found.get("nonwage", 0)))
        with grid.cell():
            label = t("More {segment}", segment=labels[segment])
            found[segment] = whatif.number(label, ADDED[segment], 0, 0, left, 1) or 0
            st.caption(t("{n} not protected yet", n=t.number(left)))
    return {segment: n for segment, n in found.items() if n}


def _direct(now: Ranking, code: str, ids: list[str], keys: dict[str, str], t: Words) -> pd.Series:
    """Values of indicators that no count gives, where they differ from today's."""
    found, grid = {}, st.grid(4, min_column_width=200)
    for id in ids:
        indicator, today = now.criteria.indicator(id), now.values.at[code, id]
        today = None if pd.isna(today) else float(today)
        label = plain(t.name(indicator.name, id))
        with grid.cell():
            if indicator.unit == "yes_no":
                words = {"1": t("yes"), "0": t("no")}
                default = None if today is None else "1" if today >= 1 else "0"
                told = address.choice(st.segmented_control, label, words, keys[id], default, format_func=words.get)
                value = today if told in (None, default) else float(told)
            else:
                low, high = {"percent": (0.0, 100.0), "months": (0.0, 12.0)}.get(indicator.unit, (-1e9, 1e9))
                value = whatif.number(label, keys[id], today, low, high, 0.1)
            st.caption(t("Today: {value}", value=t.figure(today, indicator.unit)))
        if value is not None and value != today:
            found[id] = value
    return pd.Series(found, dtype=float)


def _result(result: Simulation, now: Ranking, code: str, premium: int, t: Words, id: str, period: str) -> None:
    """Rank, score and cost, who is overtaken, and every figure before and after."""
    before, after = now.table.loc[code], result.ranking.table.loc[code]
    label, decimals = cached.standings(id, period, "score")["label"], now.criteria.decimals
    placed = pd.notna(before["rank"]) and pd.notna(after["rank"])
    climbed = int(before["rank"] - after["rank"]) if placed else 0
    gained = after["score"] - before["score"]  # blank without a score before
    behind = overtaken(result, code)
    with st.grid(4, min_column_width=160):
        st.metric(
            t("Rank"), NONE if pd.isna(after["rank"]) else t.number(int(after["rank"])),
            t.figure(climbed, "places") if climbed else None, delta_color="off",
            delta_arrow="up" if climbed > 0 else "down", border=True, height="stretch",
            delta_description=t("before: {value}", value=region.standing(before["rank"], t)),
        )  # fmt: skip
        st.metric(
            t("Score"), t.number(after["score"], decimals), t.signed(gained, decimals) if abs(gained) > 1e-9 else None,
            delta_color="off", delta_arrow="up" if gained > 0 else "down",
            delta_description=t("before: {value}", value=t.number(before["score"], decimals)), border=True,
            height="stretch",
        )  # fmt: skip
        st.metric(t("Regions overtaken"), t.number(len(behind)), border=True, height="stretch")
        st.metric(t("Premium a year"), t.rupiah(premium) if premium else NONE, border=True, height="stretch")
    if why := reason(result.ranking, code, t):
        st.markdown(plain(why))
    if len(behind):
        names = [*label[behind[-8:]][::-1]]
        if len(behind) > len(names):
            names.append(t.plural("{n} other region", "{n} other regions", len(behind) - len(names)))
        st.markdown(t("Overtakes {names}.", names=plain(t.list(names))))
    rows = []
    for i in now.criteria.indicators:
        old, new = now.values.at[code, i.id], result.ranking.values.at[code, i.id]
        if old != new and not (pd.isna(old) and pd.isna(new)):
            scored = t("yes") if i in now.criteria.scored() else t("no")
            rows.append([t.name(i.name, i.id), t.figure(old, i.unit), t.figure(new, i.unit), scored])
    heads = [t("Indicator"), t("Before"), t("After"), t("Counts in the score")]
    content = table.listing(heads, rows, numbers=(1, 2), wide=(3,))
    table.regions_table("whatif_changes", content, t("Figures before and after"), t("No region."), None, None)
