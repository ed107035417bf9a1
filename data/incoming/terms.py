"""What is told of a file, and what is found in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from problems import Problem

NUMBERS = ("value", "numerator", "denominator")
COLUMNS = (
    "file", "sheet", "title", "row", "cell", "region_text", "code", "indicator", "period", "numerator", "denominator",
    "value", "raw_value", "raw_numerator", "raw_denominator", "unit", "nature", "attribution", "source_id", "note",
)  # fmt: skip
MATCHES = ("sheet", "row", "text", "code", "name", "how")


@dataclass(frozen=True)
class Terms:
    """What a sender says of a file that the file does not say itself, and the answers given to its questions.

    level        province or regency
    indicators   id -> {"names": names and aliases, "unit": its unit}: what the edition's criteria and known counts know
    period, attribution, nature, source_id   where sheets do not say them; a source_id that is neither told nor in any
                 row is that of all that the file lists (`Incoming.sources`)
    regions      text as written -> code; "" leaves the row out
    columns      header as written -> indicator, indicator:numerator, indicator:denominator or indicator@2025-03; ""
                 leaves the column out. Also the other questions about a column, by their `value`
    """

    level: str
    indicators: Mapping[str, Mapping]
    period: str | None = None
    attribution: str | None = None
    nature: str | None = None
    source_id: str | None = None
    regions: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Incoming:
    """What a file holds.

    rows        one row a figure, COLUMNS: the lines above its table, the sheet's row from 1, the cell of its value
                (else of its first count); numbers as Decimal or None, beside them as they were written (raw_*, ""
                where nothing was)
    matches     one row a region as written, MATCHES; how: code, bps, name, former_name, answer, ambiguous or unknown
    questions   problems of severity question: `value` is the text to answer for, details["options"] lists
                "<answer> <what it means>" where the answers are known, separated by ", "
    problems    what could not be read
    sources     what the file itself says of its sources, each with some of the columns of sources.csv
    """

    rows: pd.DataFrame
    matches: pd.DataFrame
    questions: list[Problem]
    problems: list[Problem]
    sources: list[Mapping[str, str]] = field(default_factory=list)
