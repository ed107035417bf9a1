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
PLACES = {payer: place for place, payer in enumerate(sorted(PAYERS))}  # in the alphabet
ABOVE_VILLAGE = 10**11  # more than ten digits of a village and one of a payer
MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"

# the segments as wholes, and non-wage participants by who pays for them, which add up to active_nonwage
WHOLES = {f"active_{segment}": segment for segment in SEGMENTS}
PARTS = {"vulnerable_apbn": ("APBN",), "vulnerable_apbd": ("APBD",), "vulnerable_apbdes": ("APBDes",),
         "nonwage_own": ("own", "employer")}  # fmt: skip
MONTHS = "months_paid"  # of non-wage participants, summed


def faults(records: Table) -> Table:
    """How many records have each fault, and one value that shows it: column, n, value (never that of a person)."""
    rules = {
        "village": _.value.re_search(VILLAGE),
        "segment": _.value.isin(SEGMENTS),
        "month": _.value.re_search(MONTH),
        "months_paid": _.value.between(0, 12),
        "payer": _.value.isin(PAYERS),
    }
    nobody = records.filter(_.participant.isnull() | (_.participant == "")).aggregate(n=_.count())
    found = [nobody.select(column=ibis.literal("participant"), n=_.n.cast("int64"), value=ibis.null("string"))]
    for column, rule in rules.items():
        # each value is looked at once, however many records share it
        values = records.group_by(value=records[column]).aggregate(n=_.count())
        wrong = values.filter(~rule.fill_null(False)).aggregate(n=_.n.sum(), value=_.value.cast("string").min())
        found.append(wrong.select(column=ibis.literal(column), n=_.n.fill_null(0).cast("int64"), value=_.value))
    return ibis.union(*found)


def once(records: Table) -> Table:
    """Each participant once a segment and month, by the rule above: segment, month, and what was chosen, in one whole
    number of the order of the rule: months paid, the ten digits of the village, the payer's place in the alphabet."""
    payer = ibis.cases(*((_.payer == payer, place) for payer, place in PLACES.items()))
    village = _.village.replace(".", "").cast("int64")
    chosen = _.months_paid.cast("int64") * ABOVE_VILLAGE + village * 10 + payer
    return records.group_by("participant", "segment", "month").aggregate(chosen=chosen.max())


def counts(people: Table) -> Table:
    """Participants by village and month, whole numbers: village (its digits as a number, see `code`), month, WHOLES,
    PARTS, and MONTHS."""
    people = people.mutate(
        months_paid=_.chosen // ABOVE_VILLAGE, village=_.chosen % ABOVE_VILLAGE // 10, payer=_.chosen % 10
    )
    nonwage = people.segment == "nonwage"
    measures = {id: (people.segment == segment).sum() for id, segment in WHOLES.items()}
    measures |= {
        id: (nonwage & people.payer.isin([PLACES[payer] for payer in payers])).sum() for id, payers in PARTS.items()
    }
    measures[MONTHS] = nonwage.ifelse(people.months_paid, 0).sum()
    return people.group_by("village", "month").aggregate(**{id: m.cast("int64") for id, m in measures.items()})


def code(village: int) -> str:
    """3273011001 -> 32.73.01.1001"""
    digits = f"{village:010d}"
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}"
