"""What is counted from the records, as Ibis expressions: the same for every engine, in whole numbers only.

A record is one participant of one segment in one month:

participant   text that stands for a person, never written out
village       Kemendagri code of the village, 13 characters such as 32.73.01.1001
segment       one of SEGMENTS
month         YYYY-MM
months_paid   premiums paid in the last twelve months, a whole number from 0 to 12
payer         one of PAYERS

A person who stands twice in one segment and month is counted once, by the record with the most months paid, then the
greater village code, then the greater payer: a written rule, so that the order of the records does not matter.
"""

import ibis
from ibis import _
from ibis.expr.types import Table

SEGMENTS = ("wage", "nonwage", "construction", "migrant")
PAYERS = ("APBN", "APBD", "APBDes", "employer", "own")
COLUMNS = {
    "participant": "text", "village": "text", "segment": "text", "month": "text", "months_paid": "a whole number",
    "payer": "text",
}  # fmt: skip
VILLAGE = r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$"
MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"

# the segments as wholes, and non-wage participants by who pays for them, which add up to active_nonwage
WHOLES = {f"active_{segment}": segment for segment in SEGMENTS}
PARTS = {"vulnerable_apbn": ("APBN",), "vulnerable_apbd": ("APBD",), "vulnerable_apbdes": ("APBDes",),
         "nonwage_own": ("own", "employer")}  # fmt: skip
MONTHS = "months_paid"  # of non-wage participants, summed


def faults(records: Table) -> Table:
    """One row: how many records have each fault, and one value that shows it (columns <fault> and <fault>_value)."""
    rules = {
        "participant": records.participant.isnull() | (records.participant == ""),
        "village": ~records.village.re_search(VILLAGE).fill_null(False),
        "segment": ~records.segment.isin(SEGMENTS).fill_null(False),
        "month": ~records.month.re_search(MONTH).fill_null(False),
        "months_paid": ~records.months_paid.between(0, 12).fill_null(False),
        "payer": ~records.payer.isin(PAYERS).fill_null(False),
    }
    counted = {name: rule.sum().fill_null(0) for name, rule in rules.items()}
    shown = {
        f"{name}_value": rule.ifelse(records[name].cast("string"), ibis.null("string")).min()
        for name, rule in rules.items()
        if name != "participant"
    }
    return records.aggregate(**counted, **shown, records=records.count())


def once(records: Table) -> Table:
    """Each participant once a segment and month, by the rule above: participant, segment, month, months_paid,
    village, payer."""
    chosen = ibis.struct({"months_paid": _.months_paid, "village": _.village, "payer": _.payer}).max()
    found = records.group_by("participant", "segment", "month").aggregate(chosen=chosen)
    return found.select(
        "segment", "month", months_paid=_.chosen.months_paid, village=_.chosen.village, payer=_.chosen.payer
    )


def counts(people: Table) -> Table:
    """Participants by village and month, whole numbers: village, month, WHOLES, PARTS, and MONTHS."""
    nonwage = people.segment == "nonwage"
    measures = {id: (people.segment == segment).sum() for id, segment in WHOLES.items()}
    measures |= {id: (nonwage & people.payer.isin(payers)).sum() for id, payers in PARTS.items()}
    measures[MONTHS] = nonwage.ifelse(people.months_paid, 0).sum()
    return people.group_by("village", "month").aggregate(**{id: m.cast("int64") for id, m in measures.items()})
