"""Every check of figures that come in: one table, that the checks, the screens and the documents read.

Codes stay what they are once given: 2xx regions, 3xx values, 4xx figures that contradict each other, 5xx series,
6xx what a figure says of itself and its source. (1xx is reading: what a file is, before there are figures.)
"""

from typing import NamedTuple

SHARE_LIMIT = 1000  # percent: above it a count stands in a column of shares; the most ever printed was 150 %
SUM_PERCENT = 0.5  # of a province's figure: its regencies may differ by as much, for figures counted on another day
CHANGE_POINTS = 10  # of a share, against the earlier edition: the programme's best year gained 8
CHANGE_PERCENT = 50  # of a number of people, against the earlier edition
FIRST_YEAR, LAST_YEAR = 2000, 2100  # outside, a year is mistyped


class Check(NamedTuple):
    """expected: what a problem says, a template; meaning: what is looked for and why, for who reads the list."""

    code: str
    severity: str
    expected: str
    meaning: str


CHECKS = (
    Check(
        "UCJ203", "error", "one figure for each region, indicator and period: {place} has it too",
        "The same region, indicator and period stand twice: which of the two counts is not for us to choose.",
    ),
    Check(
        "UCJ204", "warning", "a figure of {name} ({code}); it will be listed without a rank",
        "A region of this level is nowhere in the file. It is listed without a rank, never filled in.",
    ),
    Check(
        "UCJ205", "warning", "figures of the {n} regencies of {name} ({code}); they will be listed without a rank",
        "No region of a province is in the file. They are listed without a rank, never filled in.",
    ),
    Check(
        "UCJ206", "warning", "regions of the level of this edition; {name} only serves to check the sum",
        "A province stands among its regencies, or the other way round: its figures check the sum and are left out.",
    ),
    Check(
        "UCJ207", "error", "the code of a region of this level",
        "A code that no region has.",
    ),
    Check(
        "UCJ301", "error", "a number such as 1234 or 45.6",
        "A text stands where a number is expected.",
    ),
    Check(
        "UCJ302", "error", "a number, 0 or more",
        "A number of people, a share or a number of months is negative. Only changes may be.",
    ),
    Check(
        "UCJ303", "warning", "a share of at most 100%, or the two counts that give it",
        "A share is above 100% and the counts behind it are not given. It is kept and flagged.",
    ),
    Check(
        "UCJ304", "warning", "at most {universe}, its universe; above 100% is kept and flagged",
        "More participants than workers to be covered. It happens, is kept as it is and flagged; the score is capped.",
    ),
    Check(
        "UCJ305", "error", "a share of at most {limit}%; is this a number of people?",
        "A share so large that a number of people must stand in its column.",
    ),
    Check(
        "UCJ306", "error", "percent, such as 45.6 and not 0.456; all {n} figures lie between 0 and 1",
        "A whole column of shares lies between 0 and 1: fractions where percent are expected.",
    ),
    Check(
        "UCJ307", "error", "a whole number",
        "People are counted in whole numbers.",
    ),
    Check(
        "UCJ308", "error", "a universe above 0",
        "A share of nothing cannot be computed.",
    ),
    Check(
        "UCJ309", "error", "a numerator and a denominator, or neither",
        "One of the two counts of a share is given and the other is not.",
    ),
    Check(
        "UCJ310", "error", "a number of at most 15 digits",
        "A number too long to be a figure; often two cells have run together.",
    ),
    Check(
        "UCJ311", "error", "1 for yes or 0 for no",
        "A question of yes or no is answered by another number.",
    ),
    Check(
        "UCJ312", "error", "months of a year, 0 to 12",
        "Months paid in a year lie between 0 and 12.",
    ),
    Check(
        "UCJ313", "warning", "a figure, or the reason in the note; the region will be listed as incomplete",
        "A cell is blank and no note says why. It stays blank.",
    ),
    Check(
        "UCJ401", "warning", "{computed}%, its own counts divided; the counts are used",
        "A printed percentage differs by more than 0.3 points from its own counts divided.",
    ),
    Check(
        "UCJ402", "warning", "{sum}, the sum of its {n} regencies, give or take {tolerance}%",
        "The regencies of a province do not add up to its figure, by more than half a percent of it.",
    ),
    Check(
        "UCJ403", "error", "one attribution, {most}: {few} figures say {value}",
        "Figures by place of registration and by place of residence are not mixed in one ranking.",
    ),
    Check(
        "UCJ404", "error", "one universe for {indicator}: {n} denominators are the {universe}, {few} are not",
        "Shares of one indicator are divided by different universes of workers.",
    ),
    Check(
        "UCJ405", "error", "one universe for {indicator}: notes name {universes}",
        "The notes of one indicator name different universes of workers.",
    ),
    Check(
        "UCJ406", "error", "figures of one kind for {indicator}: {few} are simulated, {n} are not",
        "Simulated figures are not mixed with others in one indicator.",
    ),
    Check(
        "UCJ407", "warning", "what was paid or done, not what was promised: it says \"{word}\"",
        "A note or a head speaks of a promise, a plan or a target where an actual figure is expected.",
    ),
    Check(
        "UCJ408", "warning", "{computed}%, the counts beside it divided; the printed share is used",
        "A printed percentage differs by more than 0.3 points from the participants and workers in other columns.",
    ),
    Check(
        "UCJ501", "warning", "figures of {period} for {name}, as other regions have",
        "An earlier period for which other regions have a figure and this one has none.",
    ),
    Check(
        "UCJ502", "warning", "figures of {period}: the series of {indicator} goes on after it",
        "A period within a series for which no region has a figure.",
    ),
    Check(
        "UCJ503", "warning", "at most half of the year's gain of {year} points in October to December, not {quarter}",
        "More than half of a whole calendar year's gain, and at least 2 points, came in October to December.",
    ),
    Check(
        "UCJ504", "warning", "near {near}, as just before or after",
        "In the past year a share rose, or fell, by 5 points or more and came back in the next period.",
    ),
    Check(
        "UCJ505", "warning", "{before} in the edition {edition} for {period}, give or take {limit} points",
        "A share differs by more than 10 points from the earlier edition.",
    ),
    Check(
        "UCJ506", "warning", "{before} in the edition {edition} for {period}, give or take {limit}%",
        "A number of people differs by more than half from the earlier edition.",
    ),
    Check(
        "UCJ507", "warning", "figures up to {period}, the period of the edition; later ones are not ranked",
        "A figure is later than the period that is ranked.",
    ),
    Check(
        "UCJ601", "error", "a source for the {n} figures of {indicator}",
        "Figures without a source.",
    ),
    Check(
        "UCJ602", "error", "the unit {unit}",
        "The unit is not the one that the criteria give to this indicator.",
    ),
    Check(
        "UCJ603", "error", "a year or a month from {first} to {last}, such as 2024 or 2024-12",
        "A period that is no year and no month, or a year far off.",
    ),
    Check(
        "UCJ604", "error", "one of {options}",
        "The nature or the attribution of a figure is not one of the allowed words.",
    ),
)  # fmt: skip

BY_CODE = {check.code: check for check in CHECKS}
