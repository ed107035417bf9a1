"""One region in words, as its screen and its paper say it: how sure its place is, what the next one has more, and where
it stands out. Texts are plain: whoever shows them where markup is read has to take care of names."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from messages import Words
from reports.glossary import figure_name
from reports.reasons import reason
from scoring.criteria import Criteria
from scoring.explain import above, gap
from scoring.peers import Peers
from scoring.ranking import RANKED, Ranking

COVERAGES = ("coverage_total", "coverage_wage", "coverage_nonwage")
LEAST = 0.005  # a share that is not written as 0


def named(criteria: Criteria, indicator: str, t: Words) -> str:
    """An indicator in words: by the criteria, else as the glossary has it."""
    known = next((i for i in criteria.indicators if i.id == indicator), None)
    return t.name(known.name, indicator) if known else figure_name(indicator, t)


def span(ranges: pd.Series) -> tuple[int, int]:
    """The places between which a region stands in 90 % of the draws; a quantile between two places counts both."""
    return math.floor(ranges["rank_p05"]), math.ceil(ranges["rank_p95"])


def sure(found: Ranking, ranges: pd.DataFrame, code: str, t: Words) -> str:
    """How sure a place is, by `scoring.robustness.robustness`; for a region without one, why."""
    if found.table.at[code, "status"] != RANKED:
        return reason(found, code, t)
    own, ranked = ranges.loc[code], int(found.table["rank"].notna().sum())
    first, last = span(own)
    draws = {"draws": t.number(found.criteria.robustness.draws)}
    said = (
        t("Rank {n} in at least 90% of {draws} draws of other weights", n=t.number(first), **draws)
        if first == last
        else t("Rank {first} to {last} in 90% of {draws} draws of other weights",
               first=t.number(first), last=t.number(last), **draws)
    )  # fmt: skip
    if LEAST <= own["p_top1"] < 1 - LEAST:
        said += t("; first in {share}", share=t.percent(100 * own["p_top1"], 0))
    if ranked > 10 and own["p_topk"] >= LEAST and last > 1:
        said += t("; among the first ten in {share}", share=t.percent(100 * own["p_topk"], 0))
    return said + "."


def to_next(found: Ranking, code: str, names: Mapping[str, str], t: Words) -> str:
    """What the region with the next better place has more; "" for the first and for one without a place."""
    other = above(found, code)
    if other is None:
        return ""
    words = {"name": names[other], "n": t.number(int(found.table.at[other, "rank"]))}
    points = found.table.at[other, "score"] - found.table.at[code, "score"]
    if points == 0:
        return t("The same score as rank {n} ({name}): the tie chain decides.", **words)
    more = gap(found, code, other)
    told = [
        t("{name} ({points})", name=named(found.criteria, row.indicator, t), points=t.number(row.difference, 2))
        for row in more[more["difference"] > 0].head(2).itertuples()
    ]
    return t("{points} points to rank {n} ({name}), which has more by: {parts}.",
             points=t.number(points, 2), parts=t.list(told), **words)  # fmt: skip


def standing_out(
    found: Ranking, code: str, verdicts: pd.DataFrame, peers: Sequence[str], t: Words
) -> dict[str, list[tuple[str, str]]]:
    """Strengths and weaknesses (`scoring.explain.strengths`): indicator and what is said of it."""
    units = {i.id: i.unit for i in found.criteria.indicators}

    def line(indicator: str) -> tuple[str, str]:
        own, others = found.values.at[code, indicator], found.values.loc[list(peers), indicator].mean()
        told = t.figure(own, units[indicator])
        said = (
            t("{own}; {share} of similar regions have it", own=told, share=t.percent(100 * others, 0))
            if units[indicator] == "yes_no"
            else t("{own}; similar regions {mean} on average", own=told, mean=t.figure(others, units[indicator]))
        )
        return named(found.criteria, indicator, t), said

    return {
        verdict: [line(i) for i in verdicts.loc[verdicts["verdict"] == verdict, "indicator"]]
        for verdict in ("strength", "weakness")
    }


def without_verdict(found: Ranking, similar: Peers, verdicts: pd.DataFrame, t: Words) -> list[str]:
    """Why there is no verdict at all, or none on some indicators."""
    if similar.reason:
        why = {"no_figures": t("its population or its share of informal workers is not known"),
               "alone": t("no other region of its kind has the figures")}  # fmt: skip
        return [t("There is nothing to compare with: {why}.", why=why[similar.reason])]
    why = {"incomplete": t("the region's figures are incomplete"), "missing": t("the region has no figure"),
           "few_peers": t("too few similar regions have a figure")}  # fmt: skip
    return [
        t("No verdict on {names}: {why}.", names=t.list(named(found.criteria, i, t) for i in part["indicator"]),
          why=why[cause])
        for cause, part in verdicts[verdicts["reason"] != ""].groupby("reason", sort=False)
    ]  # fmt: skip
