"""Faults in what a person handed in: one shape for files, criteria and options, so that every door words them alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One fault: where it stands, what stands there and what was expected.

    `expected` is an English template and a key of the message catalogue; `details` fills its {names}.
    """

    file: str
    expected: str
    row: int | None = None
    column: str = ""
    value: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)

    def line(self, translate=lambda text: text) -> str:
        """The problem in one line: file, row, column, value, what was expected."""
        where = [self.file]
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
