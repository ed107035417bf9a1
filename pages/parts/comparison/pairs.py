"""The difference between two regions in words, and the sum that proves it."""

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from messages import NONE, Words
from pages.common.sentences import plain
from pages.common.table import listing
from reports.exact import apart, exactly, scale
from reports.reasons import reason
from scoring.criteria import Criteria
from scoring.pairs import parts, proof, rest, verdict
from scoring.ranking import Ranking

Names = Mapping[str, str]


def of(codes: list[str]) -> list[tuple[str, str]]:
    """Pairs of regions that stand in order: the first with every other, then neighbours."""
    return list(dict.fromkeys([*((codes[0], other) for other in codes[1:]), *pairwise(codes)]))


def sentence(ranking: Ranking, first: str, second: str, names: Names, t: Words) -> str:
    """Who is placed before whom and by what, of two ranked regions."""
    found, criteria = verdict(ranking, first, second), ranking.criteria
    words = {"a": plain(names[found.first]), "b": plain(names[found.second])}
    words["score"] = t.number(ranking.table.at[found.first, "score"], criteria.decimals)
    if found.by == "shared":
        place = t.number(int(ranking.table.at[found.first, "rank"]))
        return t("**{a}** and **{b}** share rank {n}: score and tie chain are equal.", n=place, **words)
    if found.by == "ties":
        tie = criteria.indicator(found.indicator)
        x, y = apart(*ranking.values.loc[[found.first, found.second], tie.id], tie.unit, t)
        return t(
            "**{a}** and **{b}** both score {score}; the tie chain puts {a} first: {indicator} {x} against {y}.",
            indicator=plain(t.name(tie.name, tie.id)), x=x, y=y, **words,
        )  # fmt: skip
    points, decimals = parts(ranking, found.first, found.second), shown_decimals(criteria)
    names_of = {d.id: plain(t.name(d.name, d.id)) for d in criteria.dimensions}

    def told(part: pd.Series) -> str:
        return t.list(t("{n} from {name}", n=t.number(abs(n), decimals), name=names_of[id]) for id, n in part.items())

    seen = points[points.abs() >= 0.5 * 10**-decimals]
    words |= {"n": t.number(found.published, criteria.decimals), "gains": told(seen[seen > 0])}
    if (seen < 0).any():
        return t(
            "**{a}** is {n} points ahead of **{b}**: {gains}; {b} in turn gains {losses}.",
            losses=told(seen[seen < 0][::-1]), **words,
        )  # fmt: skip
    return t("**{a}** is {n} points ahead of **{b}**: {gains}.", **words)


def unplaced(ranking: Ranking, codes: tuple[str, ...], names: Names, t: Words) -> list[str]:
    """Why regions have no place, said once for all that share a reason."""
    groups: dict[tuple[str, str], list[str]] = {}
    for code in codes:
        if pd.isna(ranking.table.at[code, "rank"]):
            score = t.number(ranking.table.at[code, "score"], ranking.criteria.decimals)
            groups.setdefault((score, plain(reason(ranking, code, t))), []).append(plain(names[code]))
    return [
        t("**{name}** takes no place. {reason}", name=t.list(regions), reason=why)
        if score == NONE
        else t("**{name}** takes no place, though the score is {score}. {reason}", name=t.list(regions), score=score,
               reason=why)
        for (score, why), regions in groups.items()
    ]  # fmt: skip


def table(ranking: Ranking, first: str, second: str, names: Names, t: Words, narrow: bool) -> dict:
    """The sum line by line, from raw figures to the difference of the scores."""
    criteria, rows = ranking.criteria, []
    decimals = shown_decimals(criteria)
    lines = proof(ranking, first, second)
    for line in lines.to_dict("records"):
        indicator = criteria.indicator(line["indicator"])
        sides = [
            [
                exactly(line[f"{side}_value"], indicator.unit, t, decimals),
                t.number(line[f"{side}_normalised"], decimals),
                t.number(line[f"{side}_points"], decimals),
            ]
            for side in ("first", "second")
        ]
        weight, difference = t.percent(100 * line["weight"], 1), t.signed(line["difference"], decimals)
        rows.append([t.name(indicator.name, indicator.id), weight, *sides[0], *sides[1], difference])
    lines_of = [lines[f"{side}_points"] for side in ("first", "second")] + [lines["difference"]]
    rests = [rest(points, decimals) for points in lines_of]
    if any(rests):
        told = [t.signed(x, decimals) for x in rests]
        rows.append([t("Rounding of the lines"), "", "", "", told[0], "", "", *told[1:]])
    totals = [t.number(points.sum(), decimals) for points in lines_of[:2]]
    total = t.signed(lines["difference"].sum(), decimals)
    rows.append([t("Sum = score"), t.percent(100, 1), "", "", totals[0], "", "", totals[1], total])
    steps = [t("figure"), t("value"), t("points")]
    heads = [f"{names[code]}: {step}" for code in (first, second) for step in steps]
    if narrow:  # the three steps of a region in one cell
        rows = [[*r[:2], *(" → ".join(filter(None, r[n : n + 3])) for n in (2, 5)), r[8]] for r in rows]
        heads = [f"{names[code]}: {' → '.join(steps)}" for code in (first, second)]
    content = listing([t("Indicator"), t("Weight"), *heads, t("Difference")], rows, range(1, 9))
    for row, indicator in zip(content["rows"], map(criteria.indicator, lines["indicator"]), strict=False):
        row[1][1] = scale(indicator, t)
    return content


def notes(ranking: Ranking, first: str, second: str, t: Words) -> list[str]:
    """How to read the sum: the published scores, what rounding does, and the tie chain."""
    criteria, decimals = ranking.criteria, shown_decimals(ranking.criteria)
    score, exact = ranking.table.loc[[first, second], "score"], ranking.exact.loc[[first, second]]
    x, y, d = (t.number(n, criteria.decimals) for n in (*score, score.iloc[0] - score.iloc[1]))
    out = [t("Published scores: {x} − {y} = {d}.", x=x, y=y, d=d)]
    lines = proof(ranking, first, second)
    total = exact.iloc[0] - exact.iloc[1]
    if t.number(total, decimals) != t.number(score.iloc[0] - score.iloc[1], decimals):
        exactly_ = t.number(total, decimals + 2)
        out.append(t("Before rounding, the difference is {d}: only the last digit differs.", d=exactly_))
    means = {criteria.aggregate, *(d.aggregate for d in criteria.dimensions)}
    if criteria.missing == "skip" and lines.isna().any(axis=None):
        out.append(t("A missing indicator is left out, and its weight goes to the others of its dimension."))
    elif means == {"arithmetic"}:
        out.append(t("Value: the figure on a common scale, by the bounds below its name. Points = weight × value."))
    else:
        out.append(t("The mean is not arithmetic: points are scaled alike, so that they add up to the score."))
    if criteria.ties:
        chain = [t.name(criteria.indicator(i).name, i) for i in criteria.ties]
        out.append(plain(t("On equal scores these decide, in turn: {chain}.", chain=", ".join(chain))))
    return out


def shown_decimals(criteria: Criteria) -> int:
    """How many decimals the parts of a score are written with."""
    return max(2, criteria.decimals)
