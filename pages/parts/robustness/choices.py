"""What another choice of the criteria would do (`scoring.sensitivity`), in words and as a table."""

from collections.abc import Mapping, Sequence

import pandas as pd

from messages import NONE, Words
from pages.common.sentences import plain
from pages.common.table import listing
from scoring.criteria import Criteria
from scoring.sensitivity import FIRST, Outcome


def lead(outcomes: Sequence[Outcome], criteria: Criteria, names: Mapping[str, str], t: Words) -> str:
    """The choice that moves the first places most, in one sentence; `outcomes` with the decisive one first."""
    best = outcomes[0] if outcomes and not outcomes[0].refused else None
    if best is None:
        return t("No other choice of the criteria can be tried on these figures.")
    choice = plain(worded(best, criteria, t))
    if not best.left:
        return t("No other choice changes who they are; most places move **{choice}**.", choice=choice)
    values = {"enters": _names(best.enters, names, t) or NONE, "left": _names(best.left, names, t)}
    return t(
        "The choice that matters most: **{choice}** (in: {enters}; out: {left}).",
        choice=choice,
        **{key: plain(value) for key, value in values.items()},
    )


def listed(outcomes: Sequence[Outcome], criteria: Criteria, names: Mapping[str, str], t: Words) -> dict:
    """All choices as a table; `outcomes` with the decisive one first."""
    heads = [t("Other choice"), t("Comes in"), t("Drops out"), t("Places moved, mean"), t("Largest move")]
    rows = []
    for o in outcomes:
        who = [_names(o.enters, names, t) or NONE, _names(o.left, names, t) or NONE]
        moved = [t.number(o.mean, 1), t.number(o.largest)]
        rows.append([_capital(worded(o, criteria, t)), *([refused(o, t), "", "", ""] if o.refused else who + moved)])
    content = listing(heads, rows, numbers=(3, 4), wide=(3,))
    if outcomes and outcomes[0].left:
        content["rows"][0][1][1] = t("matters most")
    return content


def changed(own: pd.Series, places: pd.Series, names: Mapping[str, str], t: Words) -> str:
    """How other places differ from an edition's own, both by code and blank where there is none."""
    both = pd.DataFrame({"before": own, "now": places}).astype(float)
    moved = int((both["before"].fillna(0) != both["now"].fillna(0)).sum())
    if moved == 0:
        return t("Every place is as in this edition.")
    before, now = (set(both.index[both[when] <= FIRST]) for when in ("before", "now"))
    if now == before:
        return t(
            "Against this edition: {n} regions change places, none of them into or out of the first three.",
            n=t.number(moved),
        )
    return t(
        "Against this edition: {n} regions change places; new among the first three: {enters}; no longer: {left}.",
        n=t.number(moved),
        enters=_names(sorted(now - before), names, t) or NONE,
        left=_names(sorted(before - now), names, t) or NONE,
    )


def worded(outcome: Outcome, criteria: Criteria, t: Words) -> str:
    """The other choice in words, without a full stop."""
    of = outcome.of
    if outcome.choice == "without_indicator":
        return t("without the indicator {name}", name=t.name(criteria.indicator(of).name, of))
    if outcome.choice == "without_dimension":
        named = {d.id: t.name(d.name, d.id) for d in criteria.dimensions}
        return t("without the dimension {name}", name=named[of])
    if outcome.choice == "period":
        return t("with the figures of {period}", period=t.period(of))
    return {
        "arithmetic": t("arithmetic mean across the dimensions"),
        "geometric": t("geometric mean across the dimensions"),
        "goalposts": t("scale: fixed bounds"),
        "minmax": t("scale: between the lowest and the highest region"),
        "zscore": t("scale: distance from the mean (z-score)"),
        "rank": t("scale: places only"),
    }[of]


def refused(outcome: Outcome, t: Words) -> str:
    """Why a choice is not possible."""
    return {
        "nothing_left": t("not possible: nothing would be left to score"),
        "no_goalposts": t("not possible: an indicator has no fixed bounds"),
        "below_zero": t("not possible: this mean needs values of 0 or more"),
        "nobody": t("not possible: no region can be ranked so"),
        "figures": t("not possible with these figures"),
    }[outcome.refused]


def _names(codes: Sequence[str], names: Mapping[str, str], t: Words) -> str:
    return t.list(names[code] for code in codes) if codes else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
