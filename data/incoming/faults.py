"""What can be wrong with a file as a file, before its figures are checked: one table, as data/incoming/rules is."""

from data.incoming.rules import Check
from problems import BadInput, Problem

READING = (
    Check(
        "UCJ101", "error", "an XLSX, CSV or Parquet file",
        "The file is none of the formats that are read.",
    ),
    Check(
        "UCJ102", "error", "a file of at most {n} MB",
        "The file is too large.",
    ),
    Check(
        "UCJ103", "error", "a file that unpacks to at most {n} MB",
        "The file unpacks to more than a workbook of figures can need, as files made to choke a machine do.",
    ),
    Check(
        "UCJ104", "error", "at most {n} sheets",
        "The workbook has too many sheets.",
    ),
    Check(
        "UCJ105", "error", "at most {n} cells in all, and none far outside the table",
        "Too many cells, or a cell far outside the table, with all the blank ones between.",
    ),
    Check(
        "UCJ107", "error", "a file without a password",
        "The workbook is encrypted and cannot be opened.",
    ),
    Check(
        "UCJ108", "error", "a workbook without macros: save it as XLSX",
        "The workbook carries a program. Programs are neither run nor taken in.",
    ),
    Check(
        "UCJ109", "error", "a workbook saved as XLSX",
        "An old or another spreadsheet format (.xls, .xlsb, .ods).",
    ),
    Check(
        "UCJ110", "error", "a file that is whole ({why})",
        "The file is damaged, or not what its name says.",
    ),
    Check(
        "UCJ111", "question", "an indicator, or to be left out: what does this column hold?",
        "The head of a column is not known.",
    ),
    Check(
        "UCJ112", "question", "codes of Kemendagri or of BPS: which are in this column?",
        "The codes of a column are valid in both systems, where they mean different regions.",
    ),
    Check(
        "UCJ113", "question", "a number that can be read in one way only: {options}?",
        "A point or a comma can part thousands or decimals, and the rest of the column does not tell which.",
    ),
    Check(
        "UCJ114", "question", "an indicator, or to be left out: what do the figures of this sheet count?",
        "The columns are periods, and neither the sheet nor its title names the indicator.",
    ),
    Check(
        "UCJ115", "error", "a year or a month, in the sheet or told beside the file",
        "It is not known to which period the figures belong.",
    ),
    Check(
        "UCJ116", "warning", "figures on sheets that can be seen; this hidden sheet is left out",
        "A hidden sheet is not read: who sent the file may not know of it.",
    ),
    Check(
        "UCJ117", "warning", "a column of regions; this sheet is left out",
        "A sheet holds numbers and no regions that they could belong to.",
    ),
    Check(
        "UCJ118", "error", "a table with a column of regions and figures beside them",
        "No sheet holds a region beside a figure.",
    ),
    Check(
        "UCJ119", "warning", "figures in this column; it is blank",
        "A known column without any figure. It stays blank.",
    ),
    Check(
        "UCJ120", "warning", "figures of {period}; the title says otherwise",
        "The title above the table names another year than the one told beside the file.",
    ),
    Check(
        "UCJ201", "question", "one region; this can be {options}",
        "A name or a code that several regions have. It is asked, never guessed.",
    ),
    Check(
        "UCJ202", "question", "a region of Indonesia; this is none that is known",
        "A text or a code that no region has. The nearest are offered, never taken.",
    ),
)  # fmt: skip

BY_CODE = {check.code: check for check in READING}


def fault(code: str, file: str, sheet: str = "", row: int | None = None, **facts) -> Problem:
    """The problem of a code of READING, with further fields of Problem."""
    check = BY_CODE[code]
    return Problem(file, check.expected, row, sheet=sheet, code=code, severity=check.severity, **facts)


def refused(code: str, file: str, **details) -> BadInput:
    """What is raised where a whole file is refused."""
    return BadInput([fault(code, file, details=details)])
