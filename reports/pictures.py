"""The map of an edition as a picture that stands alone: title, legend, marks and sources on it."""

from collections.abc import Iterable

from charts.static_map import static_map
from data import sources, store
from data.editions import Edition, edition
from data.shapes import outlines
from messages import Words
from problems import BadInput, Problem
from reports import imprint
from reports.gathered import earlier, measures, standings, units
from scoring.criteria import Criteria
from scoring.edition import ranking

DIVERGING = ("places", "points")  # units whose 0 is a middle


def picture(id: str, by: str, t: Words, format: str = "png", period: str | None = None) -> bytes:
    """A map as PNG (1800 pixels wide) or SVG, at the edition's own period by default; the same bytes for the same
    edition. `by`: one of `choices`. BadInput for anything else, and as `scoring.edition.ranking` raises it."""
    own, found = edition(id), ranking(id, period)
    known = choices(found.criteria, t)
    if by not in known:
        raise BadInput([Problem("--by", "one of {options}", None, "", by, {"options": ", ".join(known)})])
    period = period or own.period
    table = standings(found, earlier(id, period))
    values = {"score": found.table["score"], "change": table["change"].astype("Float64").astype(float)}
    value = values[by] if by in values else found.values[by]
    shown = table.assign(value=value.reindex(table.index)).reset_index(names="code")
    label, unit = known[by], {**units(found.criteria), "change": "places"}[by]
    counted = t("by place of registration") if own.attribution == "registration" else t("by place of residence")
    about = [t.name(own.title), t("figures of {period}", period=t.period(period)), counted]
    used = [by] if by in found.values else [i.id for i in found.criteria.scored()]
    origin = [t("Source: {names}", names="; ".join(publishers(own, period, used, t)))]
    origin.append(f"SHA-256 {imprint.fingerprint(own)[: imprint.SHORT]}")
    return static_map(
        shown, outlines(own.level), label, unit, t, diverging=unit in DIVERGING, format=format,
        mark=" · ".join([*imprint.state(id, t), *imprint.marks(own, found.criteria, t)]),
        above=[f"UCJ Award · {label}", " · ".join(about)], source=" · ".join(origin),
    )  # fmt: skip


def publishers(own: Edition, period: str, indicators: Iterable[str], t: Words) -> list[str]:
    """Who published the figures of these indicators that stand at a period."""
    rows = store.query(own.id, "observed", period=period, own=own.period)
    ids = rows.loc[rows["indicator"].isin(list(indicators)), "source_id"].dropna().str.split(";").explode().unique()
    known = sources.sources(own).set_index("source_id")["publisher"]
    return list(dict.fromkeys(t(name) for name in known[known.index.isin(ids)] if name))


def choices(criteria: Criteria, t: Words) -> dict[str, str]:
    """What a map can show, in words: the score, its change in places, and every indicator."""
    score, *rest = measures(criteria, t).items()
    return dict([score, ("change", t("Change of rank")), *rest])
