"""Why a region has no place, in words."""

from messages import Words
from scoring.ranking import INCOMPLETE, INELIGIBLE, Ranking


def reason(ranking: Ranking, code: str, t: Words, brief: bool = False) -> str:
    """Why a region is not ranked, in the words of a language; "" for one that is. `brief` fits below a name."""
    status = ranking.table.at[code, "status"]
    if status == INELIGIBLE:
        gates = [t.name(gate.reason, gate.indicator) for gate in ranking.failed(code)]
        return t("Not eligible: {reasons}", reasons="; ".join(gates))
    if status != INCOMPLETE:
        return ""
    if code in ranking.notes:
        return t("not ranked yet") if brief else t.name(ranking.notes[code])
    missing = [t.name(ranking.criteria.indicator(i).name, i) for i in ranking.missing(code)]
    if brief and len(missing) > 2:
        return t("not ranked: {n} figures missing", n=len(missing))
    return t("No figure for: {missing}", missing=", ".join(missing))


def sentence(ranking: Ranking, code: str, t: Words) -> str:
    """The reason in full, with a full stop; "" for a region with a place."""
    said = reason(ranking, code, t)
    return f"{said.removesuffix('.')}." if said else ""
