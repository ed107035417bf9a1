"""The formulas that a criteria file uses, in LaTeX, as `scoring.normalise` and `scoring.aggregate` compute them."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from textwrap import shorten

from messages import Words
from scoring.criteria import Criteria, Indicator
from scoring.ranking import Ranking

LETTERS = 20  # of a name beside a formula: what fits a phone
MEANS = {
    "arithmetic": r"S=\frac{\sum_i w_i\,x_i}{\sum_i w_i}",
    "geometric": r"S=\Bigl(\prod_i x_i^{\,w_i}\Bigr)^{1/\sum_i w_i}",
    "harmonic": r"S=\frac{\sum_i w_i}{\sum_i w_i/x_i}",
}
_ESCAPED = {
    "\\": r"\textbackslash{}", "$": r"\textdollar{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_",
}  # fmt: skip


def escaped(text: str) -> str:
    """A text that a file brought, as words within a formula: no markup is read in it."""
    words = re.sub(r"[\\$^~{}%#&_]", lambda found: _ESCAPED[found[0]], " ".join(text.split()))
    return rf"\text{{{words}}}"


def number(text: str) -> str:
    """A number as written in a language, within a formula."""
    return text.replace("−", "-").replace(",", "{,}").replace("%", r"\%")


def normalisation(indicator: Indicator) -> str:
    """How a raw value v becomes x on the common scale; the same text for indicators that are treated alike.

    a and b: the goalposts; min, max, mean and s (sample deviation): of the values observed; n: regions with a value,
    n_- of them worse and n_= others equal.
    """
    log = (lambda v: rf"\ln {v}") if indicator.transform == "log" else (lambda v: v)
    lower = indicator.direction == "lower"
    if indicator.normalise == "rank":
        return r"x=\frac{n_-+\frac12\,n_=}{n-1}"
    if indicator.normalise == "zscore":
        mean = r"\overline{\ln v}" if indicator.transform == "log" else r"\bar v"
        return rf"x={'-' if lower else ''}\frac{{{log('v')}-{mean}}}{{s}}"
    low, high = ("a", "b") if indicator.normalise == "goalposts" else (r"v_{\min}", r"v_{\max}")
    part = rf"\frac{{{log('v')}-{log(low)}}}{{{log(high)}-{log(low)}}}"
    if indicator.normalise == "goalposts" and indicator.clip:
        part = rf"\min\Bigl(1,\;\max\Bigl(0,\;{part}\Bigr)\Bigr)"
    return f"x=1-{part}" if lower else f"x={part}"


def worked(ranking: Ranking, code: str, t: Words) -> str | None:
    """How one region's dimensions make its score, with its figures; None where that cannot be written out.

    Dimensions stand times scale: weighted means of them are then the score itself.
    """
    criteria = ranking.criteria
    extra = precision(ranking, code)
    children = [c for c in criteria.children(None) if c.weight > 0 and ranking.dimensions.notna().at[code, c.id]]
    values = [ranking.dimensions.at[code, c.id] for c in children]
    if criteria.aggregate != "arithmetic" and min(values) <= 0:
        return None
    total = number(exact(sum(c.weight for c in children), t))
    lines = []
    for child, x in zip(children, values, strict=True):
        weight, figure = number(exact(child.weight, t)), number(t.number(x, extra))
        term = {
            "arithmetic": rf"\tfrac{{{weight}}}{{{total}}}\times {figure if x >= 0 else f'({figure})'}",
            "geometric": rf"{figure}^{{\,{weight}/{total}}}",
            "harmonic": rf"\tfrac{{{weight}}}{{{total}}}:{figure}",
        }[criteria.aggregate]
        name = shorten(t.name(child.name, child.id), LETTERS, placeholder=" …")
        lines.append(rf"{term} &&{escaped(name)}")
    start = "1/S" if criteria.aggregate == "harmonic" else "S"
    joined = (r"\\ \times&\;" if criteria.aggregate == "geometric" else r"\\ +&\;").join(lines)
    rounded = number(t.number(ranking.table.at[code, "score"], criteria.decimals))
    result = rf"S\approx&\;{number(t.number(ranking.exact[code], extra))}\;\to\;{rounded}"
    return rf"\begin{{aligned}}{start}=&\;{joined}\\ {result}\end{{aligned}}"


def precision(ranking: Ranking, code: str) -> int:
    """Decimals that an unrounded score is shown with: two more than published, or as many as rounding needs."""
    decimals = ranking.criteria.decimals
    score, value = ranking.table.at[code, "score"], ranking.exact[code]
    fits = (n for n in range(decimals + 2, 13) if float(_rounded(_rounded(value, n), decimals)) == score)
    return next(fits, 12)


def shares(parts: Iterable[float], total: float, decimals: int) -> list[float]:
    """Parts of a total, rounded so that they visibly add up to the rounded total.

    Each is rounded down, and what is lacking goes, one unit of the last place each, to those with the largest rest.
    """
    parts = [Decimal(float(p)) for p in parts]
    unit = Decimal(1).scaleb(-decimals)
    whole = [(p / unit).to_integral_value("ROUND_FLOOR") for p in parts]
    lacking = int(_rounded(total, decimals) / unit - sum(whole))
    order = sorted(range(len(parts)), key=lambda n: whole[n] - parts[n] / unit)
    for n in order[: max(0, lacking)]:
        whole[n] += 1
    return [float(w * unit) for w in whole]


def means(criteria: Criteria) -> dict[str, list[str | None]]:
    """Which mean joins what: kind -> ids of dimensions that count in the score (None: the score), in file order."""
    live = {d for i in criteria.scored() for d in _above(criteria, i.dimension)}
    found = {criteria.aggregate: [None]}
    for dimension in criteria.dimensions:
        if dimension.id in live:
            found.setdefault(dimension.aggregate, []).append(dimension.id)
    return found


def exact(x: float, t: Words) -> str:
    """A number of a file with the decimals that it has, at most twelve."""
    return t.number(x, next((n for n in range(12) if round(x, n) == x), 12))


def _above(criteria: Criteria, dimension: str | None) -> list[str]:
    parents = {d.id: d.parent for d in criteria.dimensions}
    out = []
    while dimension is not None:
        out.append(dimension)
        dimension = parents[dimension]
    return out


def _rounded(x: float | Decimal, decimals: int) -> Decimal:
    return Decimal(x).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
