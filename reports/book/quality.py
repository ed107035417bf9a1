"""How far the figures can be relied on: the grades, what was looked for, and what was found where."""

from data.quality import GRADES
from messages import NONE, Words
from reports import findings as words
from reports.book.parts import Passage
from reports.book.results import where
from reports.document import Items, Paragraph, Table
from reports.gathered import Gathered


def quality(found: Gathered, t: Words) -> list[Passage]:
    """Grades in numbers, the rule, the checks, and every region below the best grade with its findings."""
    table, names = found.standings, words.kinds(t)
    counted = table["grade"].value_counts()
    rule = words.rule(t)
    grades = [[grade, t.number(counted.get(grade, 0)), rule[grade]] for grade in GRADES]
    regions = found.findings.groupby("finding")["code"].nunique()
    sought, alone = words.checks(t), words.weights(t)
    checks = [[name, sought[kind], alone[kind], t.number(regions.get(kind, 0))] for kind, name in names.items()]
    below = table[table["grade"] != GRADES[0]].sort_values(["grade", "rank"], ascending=[False, True], kind="stable")
    cells = [
        [row["grade"], where(row), t.number(row["rank"]) if row["rank"] == row["rank"] else NONE,
         words.reasons(row["reasons"], t)]
        for row in below.to_dict("records")
    ]  # fmt: skip
    note = t("Findings are about the figures that the criteria use. Kinds are counted, not how often each is found. "
             "Whether figures are simulated does not enter the grade.")  # fmt: skip
    return [
        Passage(
            t("How the grade is given"),
            [
                Table("", [t("Grade"), t("Regions"), t("Meaning")], grades, numbers=(1,)),
                Paragraph(note),
                Table("", [t("Finding"), t("What is looked for"), t("Grade on its own"), t("Regions")], checks,
                      numbers=(3,)),
            ],
        ),
        Passage(
            t("Regions with findings"),
            [Table("", [t("Grade"), t("Region"), t("Rank"), t("Findings")], cells, numbers=(2,))]
            if cells
            else [Items([Paragraph(t("Nothing was found against the figures of this period."))])],
        ),
    ]  # fmt: skip
