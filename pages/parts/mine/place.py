"""One region's result in plain words for the public, in sentences, over time and as a picture."""

import pandas as pd

from charts import card as picture
from charts.layout import Figure
from charts.trend import trend
from data.editions import year_before
from messages import Words
from pages.common import address, cached
from pages.common.keep import kept
from pages.parts.profile.head import observed
from reports.reasons import reason


def chosen(places: dict[str, tuple[str, list[str]]]) -> tuple[str | None, str | None]:
    """The region of the address and the published edition that shows it; None where there is none.

    The edition that the address names, where it has the region; else real figures before simulated ones, and of
    those the newest.
    """
    code, asked = address.get("region"), address.get("edition")
    ids = sorted(places.get(code, ("", []))[1], key=lambda id: cached.edition(id).as_of, reverse=True)
    ids.sort(key=lambda id: (id != asked, cached.edition(id).nature == "simulated"))
    has = (id for id in ids if code in cached.standings(id, cached.edition(id).period, "score").index)
    return code, next(has, None)


@kept(1024)
def coverage(id: str, code: str, period: str) -> tuple[float | None, float | None]:
    """Coverage in percent and its change in a year in points; None for what is not known."""
    rows = observed(id, code).query("indicator == 'coverage_total'").set_index("period")["value"].astype(float)
    now, then = (rows.get(p) for p in (period, year_before(period)))
    now, then = (None if x is None or pd.isna(x) else float(x) for x in (now, then))
    return now, None if now is None or then is None else now - then


@kept(1024)
def place(id: str, code: str, period: str, t: Words) -> str:
    """A region's place in words, or that it has none."""
    found = cached.ranking(id, period)
    rank, ranked = found.table.at[code, "rank"], int(found.table["rank"].notna().sum())
    if pd.isna(rank):
        brief = reason(found, code, t, brief=True)
        return t("Not ranked yet") if code in found.notes or not brief else t("Not ranked")
    return t("Rank {n} of {all}", n=t.number(int(rank)), all=t.number(ranked))


@kept(1024)
def details(id: str, code: str, period: str, t: Words) -> str:
    """The figures below the two big sentences, or why there is no place."""
    found, row = cached.ranking(id, period), cached.standings(id, period, "score").loc[code]
    share, change = coverage(id, code, period)
    said = [reason(found, code, t)]
    if share is not None:
        told = {"value": t.percent(share)}
        moved = "" if change is None else picture.moved(change, t)
        said.append(t("Coverage {value}, {moved}.", moved=moved, **told) if moved else t("Coverage {value}.", **told))
    if "unprotected" in found.values and pd.notna(left := found.values.at[code, "unprotected"]):
        said.append(t("{n} workers are not protected yet.", n=t.compact(left)))
    kinds = cached.standings(id, period, "score").query("kind == @row.kind")["rank_in_kind"]
    if pd.notna(row["rank"]) and row["kind"] in ("kabupaten", "kota"):
        told = {"n": t.number(int(row["rank_in_kind"])), "all": t.number(int(kinds.notna().sum()))}
        said.append(
            t("Among the kota: rank {n} of {all}.", **told)
            if row["kind"] == "kota"
            else t("Among the kabupaten: rank {n} of {all}.", **told)
        )
    return " ".join(part if part.endswith(".") else f"{part}." for part in filter(None, said))


@kept(256)
def course(id: str, code: str, t: Words, theme: str, width: int) -> tuple[pd.DataFrame, tuple[Figure, str]] | None:
    """Coverage at all periods beside the country's, drawn; None where none is known."""
    rows = observed(id, code).query("indicator == 'coverage_total'").set_index("period")["value"].astype(float)
    if not rows.notna().any():
        return None
    name = cached.standings(id, cached.edition(id).period, "score").at[code, "label"]
    lines = pd.DataFrame({name: rows.reindex(cached.periods(id))})
    country = cached.national(id)
    if "coverage" in country and country["coverage"].notna().any():
        lines["Indonesia"] = country["coverage"].astype(float).reindex(lines.index)
    return lines, trend(lines, t("Coverage"), "percent", t, theme=theme, width=width)


def marks(id: str, t: Words) -> list[str]:
    """What has to stand beside every figure of an edition."""
    edition = cached.edition(id)
    assumed = cached.ranking(id, edition.period).criteria.status == "assumption"
    simulated = edition.nature == "simulated"
    told = (simulated and t("Simulation"), assumed and t("Assumed criteria, awaiting guidelines"))
    return [mark for mark in told if mark]


@kept(256)
def card(id: str, code: str, t: Words, link: str) -> bytes:
    """The result as a square picture."""
    edition = cached.edition(id)
    share, change = coverage(id, code, edition.period)
    registered = t("by place of registration") if edition.attribution == "registration" else t("by place of residence")
    return picture.card(
        cached.standings(id, edition.period, "score").at[code, "label"], place(id, code, edition.period, t), share, t,
        change=change, edition=t.name(edition.title), mark=" · ".join(marks(id, t)), address=link.partition("://")[2],
        dated=f"{t('figures of {period}', period=t.period(edition.as_of))} · {registered}",
    )  # fmt: skip


@kept(1024)
def told(id: str, code: str, t: Words) -> str:
    """The result in one text: the picture's alternative, and what is shared."""
    period = cached.edition(id).period
    name, (share, _) = cached.standings(id, period, "score").at[code, "label"], coverage(id, code, period)
    known = t("The coverage is not known yet.") if share is None else f"{picture.hundred(share, t)}."
    figures = t("figures of {period}", period=t.period(cached.edition(id).as_of))
    return f"{name}: {place(id, code, period, t)}; {known} ({', '.join([*marks(id, t), figures])})"
