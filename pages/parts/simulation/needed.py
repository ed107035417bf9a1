"""What one more protected worker changes, in sentences: the answers of `scoring.edition.need`."""

from data import store
from messages import Words
from pages.common import region
from pages.common.sentences import plain
from scoring.ranking import Ranking
from scoring.workers import Need

Goal = int | tuple[str, float]  # a place, or an indicator and its value: as scoring.edition.needs


def kinds(t: Words) -> dict[str, str]:
    """The segments in words."""
    return {
        "nonwage": t("non-wage workers (BPU)"),
        "vulnerable": t("vulnerable workers (paid by APBD)"),
        "wage": t("wage workers (PU)"),
    }


def workers(segment: str, n: int, t: Words) -> str:
    """So many more workers of a segment."""
    if segment == "wage":
        return t.plural("{n} more wage worker (PU)", "{n} more wage workers (PU)", n)
    if segment == "vulnerable":
        return t.plural("{n} more vulnerable worker (paid by APBD)", "{n} more vulnerable workers (paid by APBD)", n)
    return t.plural("{n} more non-wage worker (BPU)", "{n} more non-wage workers (BPU)", n)


def answer(need: Need, goal: Goal, segment: str, name: str, t: Words) -> str:
    """What a goal takes, in one sentence of Markdown; why it cannot be done says `why_not`."""
    place = not isinstance(goal, tuple)
    said = {"name": plain(name), "goal": t.number(goal) if place else t.percent(goal[1], 2)}
    if need.workers == 0:
        if place:
            return t("**{name}** is at rank {goal} or better already.", **said)
        return t("**{name}** has a coverage of {goal} or more already.", **said)
    if need.reason == "missing":
        return t("For **{name}** this cannot be computed yet.", **said)
    if need.reason:
        said["segment"] = kinds(t)[segment]
        if place:
            return t("**{name}** does not reach rank {goal} by more {segment} alone.", **said)
        return t("**{name}** does not reach a coverage of {goal} by more {segment} alone.", **said)
    said["workers"] = workers(segment, need.workers, t)
    if need.cost is None:
        if place:
            return t("**{workers}** take **{name}** to rank {goal}.", **said)
        return t("**{workers}** take **{name}** to a coverage of {goal}.", **said)
    said["cost"] = t.rupiah(need.cost)
    if place:
        return t("**{workers}** take **{name}** to rank {goal}, for a premium of **{cost} a year**.", **said)
    return t("**{workers}** take **{name}** to a coverage of {goal}, for a premium of **{cost} a year**.", **said)


def why_not(need: Need, ranking: Ranking, code: str, segment: str, t: Words) -> str:
    """Why a goal cannot be reached, and what would close the gap; "" where it can."""
    criteria = ranking.criteria
    names = {i.id: t.name(i.name, i.id) for i in criteria.indicators}
    said = {"names": t.list(names.get(i, kinds(t)[segment]) for i in need.indicators), "segment": kinds(t)[segment]}
    if need.reason == "missing":
        note = t.name(ranking.notes.get(code, ""))
        lacking = t("These figures are missing, and none is guessed: {names}.", **said)
        return f"{lacking} {note}".strip()
    if need.reason == "observed":
        return t("These indicators are scaled by what all regions reach, so others would move, too: {names}.", **said)
    if need.reason == "worsens":
        return t("By these criteria more protected workers lower the score through: {names}.", **said)
    if need.reason == "no_effect":
        return t("More {segment} do not change what is asked for here: {names}.", **said)
    if need.reason == "gate":
        gates = [t.name(g.reason, names[g.indicator]) for g in criteria.gates if g.indicator in need.indicators]
        return t("However many are added, a condition is not met: {reasons}.", reasons=t.list(gates))
    if need.reason == "cap":
        return t(
            "The score stops rising before: {names} cannot rise any further. Other indicators would have to.", **said
        )
    if need.reason == "universe":
        return t("Even with all {segment} protected it is not enough; other segments would have to follow.", **said)
    return ""


def then(need: Need, ranking: Ranking, t: Words) -> str:
    """Place and score that the workers lead to, or all there are where the goal is out of reach."""
    if need.score is None:
        return ""
    said = {"score": t.number(need.score, ranking.criteria.decimals), "place": region.standing(need.place, t)}
    if need.reason:
        return t("With all workers of the segment protected: {place}, score {score}.", **said)
    return t("With it: {place}, score {score}.", **said)


def terms(id: str, t: Words) -> str:
    """What the figures of a simulation stand on, and what they leave out."""
    premium = store.query(id, "premiums").set_index("segment")["rupiah_month"].get("nonwage")
    return " ".join(
        [
            t("All other regions stay as they are."),
            t(
                "Premium of JKK and JKM: Rp{premium} a month for a non-wage or vulnerable worker, for twelve months; "
                "employers pay that of wage workers, which is not counted.",
                premium=t.number(premium),
            ),
            t("Not modelled: premiums that lapse, the time it takes, workers who move, and what other regions do."),
        ]
    )
