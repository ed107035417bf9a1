"""What counts make: the embedded edition's own shares again, fractions by hand, and what is never made."""

import csv
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.editions import edition
from data.embedded.provinces import SPLIT
from data.embedded.regencies import ABOVE_UNIVERSE
from data.incoming.figures import figures
from tests.data.incoming.figures_at_hand import figure, incoming, terms

COUNTED = ("employed", "formal_share", "active_wage", "active_nonwage", "target")


def derived(*rows, **said):
    """(code, indicator, period) -> the row that was made."""
    with figures(incoming(*rows), terms(**said)) as database:
        made = database.execute("SELECT * FROM figures WHERE derived AND kept").df()
    return {(row["code"], row["indicator"], row["period"]): row for row in made.to_dict("records")}


def counts(code="11", period="2024", wage="200", nonwage="100", employed="1000", **more):
    given = {"active_wage": wage, "active_nonwage": nonwage, "employed": employed}
    return [figure(code, value, indicator=id, period=period, **more) for id, value in given.items()]


def exact(row) -> Fraction:
    """The figure of a row: its counts divided, or its value."""
    if row["denominator_text"]:
        return Fraction(100 * int(row["numerator_text"]), int(row["denominator_text"]))
    return Fraction(row["value_text"])


def test_the_embedded_provinces_come_out_of_their_counts_again():
    """Every share, gap and growth of provinsi-2024 that is computed there from counts, and none for the split Papua."""
    with edition("provinsi-2024").observations.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] not in SPLIT]
    came = [
        figure(row["code"], row["value"], indicator=row["indicator"], period=row["period"])
        for row in rows if row["indicator"] in COUNTED and row["value"]
    ]  # fmt: skip
    made = derived(*came)
    compared = 0
    for row in rows:
        key = row["code"], row["indicator"], row["period"]
        if row["nature"] != "derived" or not row["value"] or (row["indicator"] == "attainment" and key not in made):
            continue
        if row["denominator"]:
            own = made[key]
            assert (own["numerator_text"], own["denominator_text"]) == (row["numerator"], row["denominator"])
        else:
            assert Decimal(made[key]["value_text"]) == Decimal(row["value"]), key
        compared += 1
    assert compared == 32 * (3 * (2 + 3 + 3) + 2) + sum(key[1] == "attainment" for key in made)


def test_growth_is_the_difference_of_two_shares():
    """300 of 1,000 after 250 of 1,000: 5 points; nothing where the year before is not known."""
    made = derived(*counts(), *counts(period="2023", wage="150"), *counts("12"))
    assert made["11", "growth", "2024"]["value_text"] == "5"
    assert made["11", "growth", "2024"]["unit"] == "points"
    assert ("11", "growth", "2023") not in made
    assert ("12", "growth", "2024") not in made


def test_growth_of_a_month_is_over_a_year():
    made = derived(*counts(period="2024-03"), *counts(period="2023-03", wage="300"), *counts(period="2024-02"))
    assert {key: row["value_text"] for key, row in made.items() if key[1] == "growth"} == {
        ("11", "growth", "2024-03"): "-10"
    }


def test_printed_shares_grow_too():
    made = derived(figure(value="45.6"), figure(value="40.35", period="2023"))
    assert made["11", "growth", "2024"]["value_text"] == "5.25"


def test_attainment_is_coverage_of_the_target():
    made = derived(*counts(), figure(value="37.5", indicator="target"))
    assert made["11", "attainment", "2024"]["value_text"] == "80"


def test_formal_workers_are_rounded_half_up():
    """50.25 % of 1,000 is 502.5: 503, and 497 informal ones."""
    made = derived(*counts(), figure(value="50.25", indicator="formal_share"))
    assert made["11", "employed_formal", "2024"]["value_text"] == "503"
    assert made["11", "employed_informal", "2024"]["value_text"] == "497"
    assert made["11", "coverage_nonwage", "2024"]["denominator_text"] == "497"


def test_more_participants_than_workers_leave_nobody_unprotected():
    made = derived(*counts(wage="1000"))
    assert made["11", "unprotected", "2024"]["value_text"] == "0"
    assert made["11", "unprotected", "2024"]["note"] == ABOVE_UNIVERSE
    assert exact(made["11", "coverage_total", "2024"]) == 110


def test_a_given_figure_is_not_made_again_and_a_blank_one_is():
    rows = [*counts(), figure(value="99"), *counts("12"), figure("12")]
    made = derived(*rows)
    assert ("11", "coverage_total", "2024") not in made
    assert exact(made["12", "coverage_total", "2024"]) == 30


@pytest.mark.parametrize("lacking", range(3))
def test_nothing_is_made_without_all_its_counts(lacking):
    rows = counts()
    del rows[lacking]
    assert derived(*rows) == {}


@pytest.mark.parametrize("spoilt", [{"wage": "abc"}, {"employed": "0"}, {"nonwage": "-1"}, {"wage": "0.5"}])
def test_nothing_is_made_of_faulty_counts(spoilt):
    assert ("11", "coverage_total", "2024") not in derived(*counts(**spoilt))


def test_what_is_made_says_what_it_was_made_of():
    rows = counts()
    rows[0] |= {"source_id": "b", "attribution": "residence"}
    rows[2] |= {"source_id": "a;c", "attribution": None}
    row = derived(*rows)["11", "coverage_total", "2024"]
    assert row["nature"] == "derived"
    assert (row["source_id"], row["attribution"]) == ("a;b;bpjs-2024;c", "registration;residence")
    assert (row["row"], row["cell"]) == (2, "C2")


def test_what_is_made_of_simulated_counts_stays_simulated():
    rows = counts()
    rows[2] |= {"nature": "simulated"}
    assert {row["nature"] for row in derived(*rows).values()} == {"simulated"}


people = st.integers(1, 10**9)


@settings(max_examples=25, deadline=None)
@given(people, people, people, people, st.decimals("0.01", "200", places=2))
def test_growth_and_attainment_are_exact(active, employed, active_before, employed_before, target):
    now, before = counts(wage=str(active), employed=str(employed)), counts(
        period="2023", wage=str(active_before), employed=str(employed_before)
    )  # fmt: skip
    made = derived(*now, *before, figure(value=str(target), indicator="target"))
    share = Fraction(100 * (active + 100), employed)
    change = share - Fraction(100 * (active_before + 100), employed_before)
    assert Decimal(made["11", "growth", "2024"]["value_text"]) == rounded(change)
    assert Decimal(made["11", "attainment", "2024"]["value_text"]) == rounded(100 * share / Fraction(target))


def rounded(exact: Fraction) -> Decimal:
    """Six decimals, half up: 0.0000005 -> 0.000001, -0.0000005 -> 0."""
    millionths, rest = divmod(exact * 10**6, 1)
    return Decimal(int(millionths) + (rest >= Fraction(1, 2))).scaleb(-6)


def test_a_blank_with_its_reason_is_not_computed_from_counts_of_another_area():
    """Papua: participants of the undivided province beside the workers of the divided ones."""
    blank = figure(note="Peserta dan pekerja dari wilayah berbeda")
    made = derived(*counts(), *counts("12"), blank)
    assert {code for code, indicator, _ in made if indicator == "coverage_total"} == {"12"}
    noted = [
        one | {"row": 2} for one in (*counts(), blank)
    ]  # a remark on a whole row of a wide sheet is no such reason
    assert ("11", "coverage_total", "2024") in derived(*noted)
