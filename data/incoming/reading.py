"""A file read into one table of figures, with the regions as they were matched and everything that is to be asked."""

from collections.abc import Iterator

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from data.incoming import matching, origins
from data.incoming.faults import fault
from data.incoming.headers import Head, indicator, unit_of
from data.incoming.layout import Table, table
from data.incoming.lines import Line, figures
from data.incoming.numbers import ambiguous, nothing, number, readings, sign, written
from data.incoming.periods import joined, period
from data.incoming.sheets import Cell, Sheet, sheets
from data.incoming.terms import COLUMNS, MATCHES, NUMBERS, Incoming, Terms
from problems import Problem

ABOUT = ("note", "source_id", "unit", "nature", "attribution")


def read(name: str, content: bytes, terms: Terms) -> Incoming:
    """What a file holds: every sheet that can be seen and has a table; BadInput where the file as such is refused."""
    rows: list[dict] = []
    matches: list[tuple] = []
    asked: list[Problem] = []
    read_any = False
    listed = [(sheet, None if sheet.hidden else origins.sources(sheet)) for sheet in sheets(name, content)]
    known = [source for _, own in listed for source in own or ()]
    for sheet in (sheet for sheet, own in listed if own is None):
        found = table(sheet, terms, name)
        if found is None or not _holds(found):
            if not sheet.hidden and sum(_number(cell) for row in sheet.rows for cell in row) > 1:
                asked.append(fault("UCJ117", name, sheet.name))
        elif sheet.hidden:
            asked.append(fault("UCJ116", name, sheet.name))
        else:
            read_any = True
            one = _Reading(name, sheet, found, terms)
            rows += one.rows()
            matches += one.matches
            asked += one.asked.values()
    if not read_any:
        asked.append(fault("UCJ118", name))
    if not any(row["source_id"] for row in rows):
        every = ";".join(dict.fromkeys(one["source_id"] for one in known))
        rows = [row | {"source_id": every} for row in rows]
    return Incoming(
        pd.DataFrame(rows, columns=list(COLUMNS), dtype=object),
        pd.DataFrame(matches, columns=list(MATCHES), dtype=object),
        [problem for problem in asked if problem.severity == "question"],
        [problem for problem in asked if problem.severity != "question"],
        known,
    )


class _Reading:
    """One table on its way to rows: what was asked once is not asked again."""

    def __init__(self, file: str, sheet: Sheet, found: Table, terms: Terms):
        self.file, self.sheet, self.found, self.terms = file, sheet.name, found, terms
        self.matches: list[tuple] = []
        self.open = False  # whether it is still to be said which system the codes are in
        self.asked: dict[tuple[str, str], Problem] = {}
        self.ids: dict[str, str] = {}
        self.heads = {n: self._told(n, head) for n, head in found.heads.items()}
        self.place = {head.role: n for n, head in reversed(self.heads.items()) if head.role not in NUMBERS}
        self.signs = {n: self._sign(n, head) for n, head in self.heads.items() if head.role in NUMBERS}

    def rows(self) -> list[dict]:
        """The figures of the table, a row each."""
        self._title()
        systems = self._systems()
        groups = self._groups()
        out = []
        for line in self.found.lines if systems else ():
            code, text = self._region(line, systems)
            if code is not None:
                out += self._figures(line, code, text, groups)
        return out

    def _told(self, n: int, head: Head) -> Head:
        """A head with the indicator that the sheet says; one that says nothing is asked, if anything stands below."""
        if head.role == "unknown":
            self._ask("UCJ111", head.text)
            return Head(head.text, "")
        if head.role in NUMBERS and not head.indicator and not self._has("indicator"):
            if self.found.indicator:
                return Head(head.text, head.role, self.found.indicator, head.period, head.unit)
            if (self.sheet or self.file) not in self.terms.columns:
                self._ask("UCJ114", self.sheet or self.file)
            return Head(head.text, "")
        if head.role == "value" and head.indicator and all(nothing(line.cells[n]) for line in self.found.lines):
            self._ask("UCJ119", head.text, column=xl_col_to_name(n))
            return Head(head.text, "")
        return head

    def _has(self, role: str) -> bool:
        return any(head.role == role for head in self.found.heads.values())

    def _groups(self) -> list[dict[str, int]]:
        """Columns that make one figure together: those of one indicator and period, each another count of it."""
        groups: dict[tuple[str, str], list[dict[str, int]]] = {}
        for n, head in self.heads.items():
            if head.role in NUMBERS:
                of = groups.setdefault((head.indicator, head.period), [])
                group = next((group for group in of if head.role not in group), None)
                if group is None:
                    of.append(group := {})
                group[head.role] = n
        return [group for of in groups.values() for group in of]

    def _figures(self, line: Line, code: str, text: str, groups: list[dict[str, int]]) -> Iterator[dict]:
        about = {name: self._cell(line, name) for name in ABOUT}
        for group in groups:
            first = self.heads[group.get("value", next(iter(group.values())))]
            id = first.indicator or self._indicator(line)
            if not id or not (when := self._period(line, first)):
                continue
            unit = self._said(line) or first.unit or self.terms.indicators.get(id, {}).get("unit", "")
            row = {
                "file": self.file, "sheet": self.sheet, "title": self.found.title, "row": line.row,
                "cell": f"{xl_col_to_name(group.get('value', next(iter(group.values()))))}{line.row}",
                "region_text": text, "code": code, "indicator": id, "period": when, **about,
                "unit": unit, "nature": about["nature"].lower() or self.terms.nature or "",
                "attribution": about["attribution"].lower() or self.terms.attribution or "",
                "source_id": about["source_id"] or self.terms.source_id or "",
            }  # fmt: skip
            for name in NUMBERS:
                cell = line.cells[group[name]] if name in group else ""
                of = unit if name == "value" else "people"
                row[f"raw_{name}"] = written(cell)
                row[name] = number(cell, self.signs.get(group.get(name)), of)
                if row[name] is None and ambiguous(cell, of) and self.signs[group[name]] is None:
                    self._notation(group[name], cell, of)
            yield row

    def _cell(self, line: Line, role: str) -> str:
        return written(line.cells[self.place[role]]) if role in self.place else ""

    def _indicator(self, line: Line) -> str:
        """The indicator that a row names, in a table of one figure a row."""
        text = self._cell(line, "indicator")
        if text not in self.ids:
            answer = self.terms.columns.get(text)
            self.ids[text] = indicator(text, self.terms) if answer is None else answer
            if answer is None and not self.ids[text]:
                self._ask("UCJ111", text, line.row)
        return self.ids[text]

    def _period(self, line: Line, head: Head) -> str:
        """The period of a figure: of its row, its column, the sheet, or as it was told."""
        own = {name: line.cells[self.place[name]] if name in self.place else "" for name in ("period", "year", "month")}
        if written(own["period"]) and not period(own["period"]):
            return written(own["period"])  # the checks say what is wrong with it
        row = joined(period(own["month"]) or _month(own["month"]), period(own["year"])) or period(own["year"])
        said = [period(own["period"]), row, head.period, self.found.period]
        told, nearest = self.terms.period or "", next(filter(None, said), "")
        if nearest == self.found.period and nearest and told.startswith(nearest) and not any(said[:3]):
            return told  # the same year, told to the month
        rest = [told, self.found.titled]  # a month takes its year from the title before it takes it from what was told
        if not (found := joined(*said, *(reversed(rest) if len(nearest) == 2 else rest))):
            self._ask("UCJ115", head.text)
        return found

    def _region(self, line: Line, systems: set[str]) -> tuple[str | None, str]:
        """Code and text of a row's region: "" where it is asked, None where the row is left out."""
        text = " ".join(filter(None, [written(line.code), line.name]))
        own = matching.match(line.code, line.name, systems, self.terms.level, line.kinds, line.parent)
        code, how = own.code, own.how
        if text in self.terms.regions and not code:
            code, how = self.terms.regions[text] or None, "answer"
        self.matches.append((self.sheet, line.row, text, code or "", matching.names_of().get(code, ""), how))
        if code == "" and not (how == "ambiguous" and self.open):
            options = ", ".join(f"{option} {matching.names_of()[option]}" for option in own.options)
            asked = "UCJ201" if how == "ambiguous" else "UCJ202"
            self._ask(asked, text, line.row, options=options)
        return code, text

    def _systems(self) -> set[str]:
        """The systems of codes of the table; asked where both fit and it makes a difference."""
        systems, column = self.found.systems, self.found.coded
        if column is None or len(systems) == 1:
            return systems
        head = self.heads[column].text
        if self.terms.columns.get(head) in matching.SYSTEMS:
            return {self.terms.columns[head]}
        if matching.differing((line.code, line.name) for line in self.found.lines):
            self._ask("UCJ112", head, options="code Kemendagri, bps BPS")
            self.open = True
        return systems

    def _sign(self, n: int, head: Head) -> str | None:
        """The sign that parts decimals in a column: told by its cells, or answered."""
        cells = [(line.cells[n], self._unit(line, head)) for line in self.found.lines]
        if (told := sign(cells)) is not None:
            return told
        for cell, unit in cells:
            if ambiguous(cell, unit):
                answer = self.terms.columns.get(f"{head.text}: {cell}")
                return next((by for by, value in readings(cell, unit).items() if answer == str(value)), None)
        return None

    def _unit(self, line: Line, head: Head) -> str:
        if head.role != "value":
            return "people"
        id = head.indicator or (self._indicator(line) if "indicator" in self.place else "")
        return self._said(line) or head.unit or self.terms.indicators.get(id, {}).get("unit", "")

    def _said(self, line: Line) -> str:
        """The unit that a row says: orang -> people; what is not known as it stands, for the checks to tell."""
        text = self._cell(line, "unit")
        return unit_of(text) or text

    def _notation(self, n: int, cell: Cell, unit: str) -> None:
        """Asks once a column how its numbers are written, by the first that can be read in two ways."""
        head = self.heads[n].text
        options = ", ".join(f"{value} ≈ {value:.0f}" for value in readings(cell, unit).values())
        if not any(p.code == "UCJ113" and p.column == xl_col_to_name(n) for p in self.asked.values()):
            self._ask("UCJ113", f"{head}: {cell}", column=xl_col_to_name(n), options=options)

    def _title(self) -> None:
        """Says so where the title names another year than the one that was told."""
        said = self.found.titled
        if said and self.terms.period and said[:4] != self.terms.period[:4]:
            self._ask("UCJ120", said, period=self.terms.period)

    def _ask(self, code: str, value: str, row: int | None = None, column: str = "", **details) -> None:
        """A problem of this table, each only once."""
        if (code, value) not in self.asked:
            self.asked[code, value] = fault(
                code, self.file, self.sheet, row, column=column, value=value, details=details
            )


def _holds(found: Table) -> bool:
    """Whether a table holds figures, or something where an indicator has them."""
    long = any(head.role == "indicator" for head in found.heads.values())
    asked = [n for n, head in found.heads.items() if head.role in NUMBERS and (head.indicator or long)]
    return any(
        figures(line.cells, found.heads) or any(not nothing(line.cells[n]) for n in asked) for line in found.lines
    )


def _month(cell: Cell) -> str:
    """3 -> 03, in a column of months beside one of years"""
    text = written(cell)
    return f"{int(text):02d}" if text.isascii() and text.isdigit() and 1 <= int(text) <= 12 else ""


def _number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
