"""Profil daerah: one region on one A4 page, by the tables that its screen shows."""

import pandas as pd

from data import store
from data.regions import regions
from data.sources import sources
from messages import NONE, Words
from problems import BadInput, Problem
from reports import findings, paper
from reports.drawn import bars, lines
from reports.gathered import Gathered, gathered
from reports.reasons import sentence
from reports.regional import span, standing_out, sure, to_next, without_verdict
from reports.workers import FIGURES, workers
from scoring.explain import strengths
from scoring.peers import nearest


def profile(id: str, code: str, t: Words, period: str | None = None, known: Gathered | None = None) -> bytes:
    """The page as a PDF, at the edition's own period by default. `known`: `reports.gathered.gathered` of that edition
    and period, where it is at hand. BadInput for a region that the edition does not have, and as `gathered`."""
    known = known or gathered(id, period)
    if code not in known.standings.index:
        raise BadInput([Problem("--code", "the code of a region of this level", value=code)])
    about = paper.about(id, t("Region profile"), t, known.standings.at[code, "label"], known.period)
    return paper.compile("profile", {"paper": about, **contents(known, code, t)})


def contents(known: Gathered, code: str, t: Words) -> dict:
    """Everything that the page says, as `reports/typst/profile.typ` takes it."""
    rows = store.query(known.edition.id, "region", code=code)
    rows = rows[rows["period"].str[: len(known.period)] <= known.period]
    now = rows.groupby("indicator").tail(1).set_index("indicator")
    now = now[(now["period"] == known.period) | ~now.index.isin(FIGURES)]
    return {
        "name": known.standings.at[code, "label"],
        "place": _place(known, code, t),
        "metrics": _metrics(known, code, t),
        "why": _why(known, code, now, t),
        "lead": _lead(known, code, t),
        "parts": bars(known, code, t),
        "course": lines(known, rows, t),
        "workers": workers(known, now, t),
        "similar": _similar(known, code, t),
        "sources": _sources(known, now, t),
        "words": _words(t),
    }


def _words(t: Words) -> dict[str, str]:
    return {
        "unranked": t("Not ranked"), "parts": t("What the score is made of"), "indicator": t("Indicator"),
        "value": t("Value"), "points": t("Points"),
        "bars": t("Bar: the points of the most that an indicator can add; line: median of all ranked regions."),
        "no_score": t("Without a score there is nothing to take apart."), "course": t("Coverage over time"),
        "no_course": t("{label}: no figure at any period.", label=t("Coverage")),
        "workers": t("Workers and premiums"), "similar": t("Beside similar regions"), "strength": t("Clearly ahead"),
        "weakness": t("Most to gain"), "nothing": t("No indicator stands out from similar regions."),
    }  # fmt: skip


def _place(known: Gathered, code: str, t: Words) -> str:
    """What kind of region it is, where it lies and how many live there."""
    table = regions()
    own, below = table[table["code"] == code].iloc[0], table[table["parent_code"] == code]["kind"].value_counts()
    kinds = {"provinsi": t("Province"), "kabupaten": t("Kabupaten"), "kota": t("Kota")}
    inside = [f"{t.number(n)} {t(kind)}" for kind, n in below.items()]
    return " · ".join(
        filter(None, [
            kinds[own["kind"]], known.standings.at[code, "province"], t("Zone {name}", name=own["zone"]),
            t("code {code}", code=code), t("{n} inhabitants (2024)", n=t.number(own["population_2024"])), *inside,
            "" if known.period == known.edition.period else t("figures of {period}", period=t.period(known.period)),
        ])
    )  # fmt: skip


def _why(known: Gathered, code: str, now: pd.DataFrame, t: Words) -> str:
    """Why a region has no place, with what the source says of the missing figures unless the edition gives a reason."""
    said = sentence(known.ranking, code, t)
    if code in known.ranking.notes:
        return said
    notes = now["note"].reindex(known.ranking.missing(code)).dropna()
    return " ".join(filter(None, [said, *(f"{t(note).removesuffix('.')}." for note in notes[notes != ""].unique())]))


def _metrics(known: Gathered, code: str, t: Words) -> list[list[str]]:
    """Figure, what it is, and what stands small below it."""
    found, row = known.ranking, known.standings.loc[code]
    ranked, decimals = int(found.table["rank"].notna().sum()), found.criteria.decimals
    values = found.values.reindex(columns=["coverage_total", "unprotected"]).loc[code]
    before = known.before.values if known.before else found.values[:0]
    rise = values - before.reindex(index=[code], columns=values.index).iloc[0]
    score = found.table.at[code, "score"]
    grown = score - known.before.table["score"].get(code) if known.before else None

    def yearly(change: float | None, written) -> str:
        return "" if change is None or pd.isna(change) else f"{written(change)} {t('in a year')}"

    range_ = ""
    if pd.notna(row["rank"]):
        low, high = map(t.number, span(known.ranges.loc[code]))
        range_ = t("range {low}–{high}", low=low, high=high) if low != high else ""
    same = pd.notna(row["change"]) and row["change"] == 0
    change = t("as a year before") if same else yearly(row["change"], lambda n: t.signed(int(n), 0))
    return [
        [t.number(row["rank"]) if pd.notna(row["rank"]) else NONE, t("Rank of {n}", n=t.number(ranked)),
         "\n".join(filter(None, [range_, change]))],
        [t.number(score, decimals), t("Score"), yearly(grown, lambda x: t.signed(x, decimals))],
        [t.percent(values["coverage_total"]), t("Coverage"),
         yearly(rise["coverage_total"], lambda x: f"{t.signed(x)} {t('points')}")],
        [t.compact(values["unprotected"]), t("Unprotected workers"), yearly(rise["unprotected"], t.signed_compact)],
        [row["grade"], t("Data quality"), findings.reasons(row["reasons"], t)],
    ]  # fmt: skip


def _lead(known: Gathered, code: str, t: Words) -> list[str]:
    """How sure the place is, the place among its kind, and what the next one has more."""
    row, kinds = known.standings.loc[code], known.standings["kind"]
    if pd.isna(row["rank"]):
        return []
    told = {"n": t.number(row["rank_in_kind"]), "all": t.number(known.standings["rank"][kinds == row["kind"]].count())}
    among = {
        "kabupaten": t("Among the kabupaten: rank {n} of {all}.", **told),
        "kota": t("Among the kota: rank {n} of {all}.", **told),
    }
    said = [sure(known.ranking, known.ranges, code, t), among.get(row["kind"], "")]
    return list(filter(None, [*said, to_next(known.ranking, code, known.standings["label"], t)]))


def _similar(known: Gathered, code: str, t: Words) -> dict:
    """Strengths, weaknesses, why there is no verdict, and who the similar regions are."""
    found, near = known.ranking, nearest(known.likeness, code)
    verdicts = strengths(found, code, near.peers)
    judged = bool(near.peers) and bool((verdicts["reason"] == "").any())
    who = t("The {n} most similar regions", n=t.number(len(near.peers)))
    return {
        **standing_out(found, code, verdicts, near.peers, t),
        "judged": judged,
        "why": without_verdict(found, near, verdicts, t),
        "peers": f"{who}: {t.list(known.standings.loc[list(near.peers), 'label'])}." if judged else "",
    }


def _sources(known: Gathered, now: pd.DataFrame, t: Words) -> list[str]:
    """What stands small at the foot: the universe, where participants are counted, and the sources with their dates."""
    edition, table = known.edition, sources(known.edition).set_index("source_id")
    used = [i.id for i in known.criteria.scored()] + [*FIGURES, "target"]
    ids = now.loc[now.index.isin(used), "source_id"].dropna().str.split(";").explode()
    cited = [" · ".join(filter(None, [table.at[s, "title"], t(table.at[s, "publisher"]), table.at[s, "date"]]))
             for s in dict.fromkeys(ids) if s in table.index]  # fmt: skip
    registered = t("by place of registration") if edition.attribution == "registration" else t("by place of residence")
    return [f"{t('Universe')}: {t.name(edition.universe)}", f"{t('Attribution')}: {registered}", *cited]
