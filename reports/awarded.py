"""Awards in words: which place, by what and with which value, for screens, certificates and minutes alike."""

from messages import Words
from scoring.criteria import Award, Criteria


def place(place: int, shared: int, t: Words) -> str:
    """A place in words; `shared`: how many hold it."""
    ordinal = {1: t("First place"), 2: t("Second place"), 3: t("Third place")}.get(place)
    wording = ordinal or t("Place {n}", n=t.number(place))
    return t("{place}, shared", place=wording) if shared > 1 else wording


def measure(criteria: Criteria, award: Award, t: Words) -> str:
    """What an award goes by."""
    if award.by == "score":
        return t("Score")
    return t.name(criteria.indicator(award.by).name, award.by)


def value(criteria: Criteria, award: Award, value: float, t: Words) -> str:
    """A value of what an award goes by, with as many decimals as it is ranked by."""
    if award.by == "score":
        return t.number(value, criteria.decimals)
    unit = criteria.indicator(award.by).unit
    if unit == "percent":
        return t.percent(value, criteria.decimals)
    return f"{t.signed(value, criteria.decimals)} {t('points')}" if unit == "points" else t.figure(value, unit)
