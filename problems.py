"""Faults in what a person handed in: one shape for files, criteria and options, so that every door words them alike."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """One fault: where it stands, what stands there and what was expected.

    `expected` is an English template and a key of the message catalogue; `details` fills its {names}. `code` tells a
    check of figures that came in; `severity` is "error", "warning" or "question", which waits for an answer.
    """

    file: str
    expected: str
    row: int | None = None
    column: str = ""
    value: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    sheet: str = ""
    code: str = ""
    severity: str = "error"

    def line(self, translate=lambda text: text) -> str:
        """The problem in one line: file, sheet, row, column, value, what was expected."""
        where = [f"{self.code} {self.file}".strip()]
        if self.sheet:
            where.append(translate("sheet {sheet}").format(sheet=self.sheet))
        if self.row is not None:
            where.append(translate("row {row}").format(row=self.row))
        if self.column:
            where.append(translate("column {column}").format(column=self.column))
        if self.value is not None:
            where.append(translate("value {value}").format(value=repr(self.value)))
        text = translate(self.expected).format(**self.details)
        return (", ".join(where) + ": " + text).replace("\n", " ")


class BadInput(ValueError):
    """Everything that is wrong with an input, at once."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(p.line() for p in self.problems))


def read_text(path: Path, name: str | None = None) -> str:
    """The text of a file in UTF-8, without a byte order mark; BadInput (under `name`) where there is none."""
    try:
        return read_bytes(path, name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput([Problem(name or path.name, "text in UTF-8")]) from error


def read_bytes(path: Path, name: str | None = None) -> bytes:
    """The bytes of a file; BadInput (under `name`) where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        why = {"why": error.strerror}
        raise BadInput([Problem(name or path.name, "a file that can be read ({why})", details=why)]) from error


def write_text(text: str, path: Path | None) -> None:
    """Writes a text to a file, or to standard output for None; BadInput where it cannot be written."""
    if path is None:
        sys.stdout.write(text)
        return
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        why = {"why": error.strerror}
        raise BadInput([Problem(str(path), "a file that can be written ({why})", details=why)]) from error
