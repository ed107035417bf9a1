"""Weights that a viewer tries out: kept in the address, moved by sliders, and said wherever they are not the edition's.

Weights only count beside their siblings (the top dimensions; what lies in one dimension). So every such group is shown
as shares out of 100, whatever numbers the criteria file uses; the address names what was moved: `w=coverage:40`.
"""

import re
from urllib.parse import quote, unquote

import streamlit as st

from messages import Words
from pages.common import address, cached
from pages.common.sentences import plain
from scoring.criteria import Criteria, Dimension, Indicator, reweighted

KEY = "w"
Group = dict[str, Dimension | Indicator]  # by the name in the address


def chosen(criteria: Criteria) -> Criteria:
    """The criteria with the weights that the address asks for; the same object when none differs."""
    moved = _moved(criteria)
    dimensions, indicators = {}, {}
    for group in _groups(criteria).values():
        if moved.keys() & group:
            for key, part in group.items():
                kind = dimensions if isinstance(part, Dimension) else indicators
                kind[part.id] = float(moved.get(key, _share(part, group)))
    return reweighted(criteria, dimensions, indicators) if moved else criteria


def sliders(criteria: Criteria, t: Words) -> Criteria:
    """Sliders for all weights, and a way back; returns as `chosen`. Give it the edition's own criteria."""
    groups, moved = _groups(criteria), _moved(criteria)
    _row(criteria, groups.pop(None, {}), moved, t)
    if groups:
        names = {d.id: t.name(d.name, d.id) for d in criteria.dimensions}
        inner = any(moved.keys() & group for group in groups.values())
        with st.expander(t("Weights within the dimensions"), expanded=inner, icon=":material/account_tree:"):
            for parent, group in groups.items():
                st.markdown(f"**{plain(names[parent])}**")
                _row(criteria, group, moved, t)
    if st.session_state.pop("weights_refused", False):
        st.warning(t("At least one weight has to stay above 0."), icon=":material/block:")
    official = criteria.status == "official"
    st.button(
        t("Back to the official weights") if official else t("Back to this edition's weights"),
        key="weights_back", icon=":material/undo:", disabled=not moved, on_click=address.put, args=(KEY, None),
    )  # fmt: skip
    return chosen(criteria)


def banner(t: Words) -> None:
    """Says that weights are not the edition's own, where they are not."""
    id = st.session_state["edition"]
    criteria = cached.ranking(id, cached.edition(id).period).criteria
    if _moved(criteria):
        official = criteria.status == "official"
        st.warning(
            t("Not the official ranking: weights were changed")
            if official
            else t("Not this edition's ranking: weights were changed"),
            icon=":material/tune:",
        )


def _row(criteria: Criteria, group: Group, moved: dict[str, int], t: Words) -> None:
    """Sliders of one group: where each stands, what it was, and what share that makes."""
    if not group:
        return
    now = {key: moved.get(key, _share(part, group)) for key, part in group.items()}
    grid = st.grid(min(len(group), 5), min_column_width=200)
    for key, part in group.items():
        widget, own = f"weight_{key}", _share(part, group)
        st.session_state[widget] = round(now[key])
        own_words = t.number(own, 0 if own == round(own) else 1)
        values = {"weight": own_words, "share": t.percent(100 * now[key] / sum(now.values()), 0)}
        with grid.cell():
            st.slider(plain(t.name(part.name, part.id)), 0, 100, key=widget, on_change=_move, args=(criteria, key))
            st.caption(
                t("= {share} · official: {weight}", **values)
                if criteria.status == "official"
                else t("= {share} · in this edition: {weight}", **values)
            )


def _move(criteria: Criteria, key: str) -> None:
    """Writes what a slider says, unless no weight of its group would be left."""
    asked = _moved(criteria) | {key: st.session_state[f"weight_{key}"]}
    group = next(group for group in _groups(criteria).values() if key in group)
    if not any(asked.get(k, _share(part, group)) > 0 for k, part in group.items()):
        st.session_state["weights_refused"] = True
        return
    address.put(KEY, ",".join(f"{quote(k, safe='')}:{n}" for k, n in _valid(criteria, asked).items()))


def _moved(criteria: Criteria) -> dict[str, int]:
    """What the address asks for and the criteria have, 0 to 100, where it differs."""
    pairs = (pair.rpartition(":") for pair in (address.get(KEY) or "")[:4000].split(","))
    return _valid(criteria, {unquote(k): int(n) for k, _, n in pairs if re.fullmatch(r"[0-9]{1,3}", n)})


def _valid(criteria: Criteria, asked: dict[str, int]) -> dict[str, int]:
    """Of the weights asked for those that differ from the criteria's and leave their group more than nothing."""
    found = {}
    for group in _groups(criteria).values():
        shares = {key: _share(part, group) for key, part in group.items()}
        moved = {k: asked[k] for k, own in shares.items() if k in asked and asked[k] <= 100 and asked[k] != round(own)}
        if any(n > 0 for n in (shares | moved).values()):
            found |= moved
    return found


def _groups(criteria: Criteria) -> dict[str | None, Group]:
    """Where there is a weight to choose: the top (None) and each dimension with more than one part, with their parts.

    An indicator that does not count in its dimension may have no common scale, and is left out.
    """
    taken = {d.id for d in criteria.dimensions}
    found = {}
    for parent in (None, *(d.id for d in criteria.dimensions)):
        parts = [p for p in criteria.children(parent) if isinstance(p, Dimension) or p.weight > 0]
        if len(parts) > 1:
            inner = {p.id for p in parts if isinstance(p, Indicator)} & taken  # an indicator named like a dimension
            found[parent] = {
                f"{parent}.{p.id}" if isinstance(p, Indicator) and p.id in inner else p.id: p for p in parts
            }
    return found


def _share(part: Dimension | Indicator, group: Group) -> float:
    """A weight out of 100 in its group."""
    return 100 * part.weight / sum(p.weight for p in group.values())
