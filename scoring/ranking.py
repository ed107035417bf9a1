"""A criteria file and an indicator table in, a ranking out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from scoring.aggregate import aggregate
from scoring.criteria import Criteria, Gate, Text, wording
from scoring.normalise import normalise
from scoring.places import competition_rank, round_half_up, tie_key

RANKED, INELIGIBLE, INCOMPLETE = "ranked", "ineligible", "incomplete"
_STATUSES = pd.array([RANKED, INELIGIBLE, INCOMPLETE], dtype="str")


@dataclass(frozen=True)
class Ranking:
    """The outcome for n regions. Every table is indexed by code, in the order of the input.

    values      raw values, one column an indicator
    normalised  the same on their common scale
    dimensions  one column a dimension, times scale, unrounded
    exact       the score times scale, unrounded; NaN without one
    table       score (rounded), rank (Int64, blank unless ranked), status
    notes       what is known, by code, of why a region lacks figures
    """

    criteria: Criteria
    values: pd.DataFrame
    normalised: pd.DataFrame
    dimensions: pd.DataFrame
    exact: pd.Series
    table: pd.DataFrame
    notes: Mapping[str, Text] = field(default_factory=dict)

    def missing(self, code: str) -> tuple[str, ...]:
        """Indicators without a value for which the region has no score, or fails to reach a gate."""
        blank = self.values.loc[code].isna()
        needed = [i.id for i in self.criteria.scored()] if np.isnan(self.exact[code]) else []
        return tuple(i for i in dict.fromkeys([*needed, *(g.indicator for g in self.criteria.gates)]) if blank[i])

    def failed(self, code: str) -> tuple[Gate, ...]:
        """Gates that the region's values fail."""
        row = self.values.loc[code]
        return tuple(g for g in self.criteria.gates if not _passes(g, row[[g.indicator]].to_numpy())[0])

    def reason(self, code: str) -> str:
        """Why a region is not ranked, in English; "" for one that is."""
        status = self.table.at[code, "status"]
        if status == INCOMPLETE:
            note = wording(self.notes.get(code, ""))
            return f"missing: {', '.join(self.missing(code))}" + (f" ({note})" if note else "")
        if status == INELIGIBLE:
            return "; ".join(wording(g.reason) or _bounds(g) for g in self.failed(code))
        return ""

    def result(self) -> pd.DataFrame:
        """The ranking as handed out: rank, code, score, status, reason and the dimensions; best first."""
        reasons = {c: self.reason(c) for c in self.table.index[self.table["status"] != RANKED]}
        out = self.table.join(self.dimensions).reset_index(names="code")
        out["reason"] = [reasons.get(code, "") for code in out["code"]]
        first = ["rank", "code", "score", "status", "reason"]
        out = out[[*first, *self.dimensions.columns]]
        return out.sort_values(["rank", "code"], na_position="last", ignore_index=True)


def rank(criteria: Criteria, values: pd.DataFrame, file: str = "data") -> Ranking:
    """Score and rank regions.

    `values`: one row a region, indexed by code, one float column an indicator of the criteria, NaN for missing.
    `file` names the table in messages. BadInput where the values cannot be normalised.
    """
    normalised = normalise(criteria, values, file)
    dimensions, whole = aggregate(criteria, normalised)
    exact = whole * criteria.scale
    score = round_half_up(exact, criteria.decimals)
    shape = (len(criteria.gates), len(values))
    gates = np.array([_passes(g, values[g.indicator].to_numpy()) for g in criteria.gates], dtype=bool).reshape(shape)
    unknown = np.isnan(np.array([values[g.indicator] for g in criteria.gates]).reshape(shape)).any(axis=0)
    status = np.where(gates.all(axis=0), 0, 1)
    status[np.isnan(exact) | unknown] = 2

    places = np.zeros(len(values), dtype=np.int64)
    ranked = status == 0
    ties = [tie_key(values[t].to_numpy(), criteria.indicator(t).direction) for t in criteria.ties]
    places[ranked] = competition_rank([-score[ranked], *(key[ranked] for key in ties)])
    columns = {"score": score, "rank": pd.arrays.IntegerArray(places, ~ranked), "status": _STATUSES.take(status)}
    table = pd.DataFrame(columns, index=values.index)
    return Ranking(criteria, values, normalised, dimensions * criteria.scale, pd.Series(exact, values.index), table)


def _passes(gate: Gate, raw: np.ndarray) -> np.ndarray:
    """Whether raw values lie within a gate, bounds included; a missing one is no failure."""
    low = -np.inf if gate.at_least is None else gate.at_least
    high = np.inf if gate.at_most is None else gate.at_most
    return np.isnan(raw) | ((raw >= low) & (raw <= high))


def _bounds(gate: Gate) -> str:
    bounds = [("at least", gate.at_least), ("at most", gate.at_most)]
    return f"{gate.indicator}: {' and '.join(f'{word} {bound:g}' for word, bound in bounds if bound is not None)}"
