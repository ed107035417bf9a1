"""XLSX workbooks as grids of cells: unpacked within limits and looked through before the reader sees them."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from posixpath import basename, join, normpath

from python_calamine import CalamineWorkbook, SheetVisibleEnum
from xlsxwriter.utility import xl_cell_to_rowcol

from data.incoming.faults import refused

UNPACKED = 200 * 2**20  # bytes; a million cells of figures unpack to 50 MB
CELLS = 2_000_000  # 514 regencies by 36 months by 9 indicators in the long form of 11 columns
TEXT = 200 * 2**20  # letters in all cells: one long text can stand in a million of them
SHEETS = 50  # four years of months
MEMBERS = 2_000
DUCKDB = {"autoinstall_known_extensions": "false", "threads": "2", "memory_limit": "1GB"}
NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/(workbook|styles|sharedStrings)\.xml|xl/_rels/.*"
                    r"|xl/worksheets/[^/]+|xl/tables/[^/]+|xl/worksheets/_rels/[^/]+")  # fmt: skip
PERCENT = frozenset({9, 10})  # the formats 0% and 0.00% that every workbook knows

# Nothing but plain attributes, so that a blank cell is never taken for more than itself.
BLANK_CELL = re.compile(rb'<c(?:\s+\w+="\w*")*\s*(?:/>|></c>)')
# Cells as spreadsheets write them; every other cell and row is looked at one by one.
USUAL = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="[0-9]+")?(?: t="[a-zA-Z]+")?/?>')
TAG = re.compile(rb"<(?:[^\s<>/]*:)?(c|row)(?=[\s/>])([^<>]*)")
AT = re.compile(rb"""(?<![\w:.-])r\s*=\s*["']([^"']*)["']""")
PLACE = {b"c": re.compile(rb"([A-Z]{1,3})([1-9][0-9]{0,6})"), b"row": re.compile(rb"()([1-9][0-9]{0,6})")}
STYLED = re.compile(rb'<(?:\w+:)?c\s+r="([A-Z]{1,3}[0-9]{1,7})"\s+s="([0-9]{1,6})"')
FAILED = re.compile(
    rb'<(?:\w+:)?c\s+r="([A-Z]{1,3}[0-9]{1,7})"[^<>]*\st="e"[^<>]*>(?:<(?:\w+:)?f[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?'
    rb"<(?:\w+:)?v>([^<]{1,20})</"
)
SHARED = re.compile(rb"""t\s*=\s*["']s["'][^<>]*>(?:<(?:\w+:)?f[^<>]*>[^<]*</(?:\w+:)?f>)?\s*<(?:\w+:)?v>([0-9]+)<""")

Grid = tuple[str, list[list], bool]


def grids(name: str, content: bytes) -> list[Grid]:
    """Name, rows from the first and whether it is hidden, of each sheet; BadInput where the file is refused."""
    members = _members(name, content)
    paths = _paths(members)
    if len(paths) > SHEETS:
        raise refused("UCJ104", name, n=SHEETS)
    _bounded(name, members)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(_packed(members))) as book:
            return [
                (sheet.name, list(_rows(book, sheet.name, members.get(paths.get(sheet.name, ""), b""), members)),
                 sheet.visible != SheetVisibleEnum.Visible)
                for sheet in book.sheets_metadata if sheet.name in paths
            ]  # fmt: skip
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        raise refused("UCJ110", name, why=type(error).__name__) from error


def _members(name: str, content: bytes) -> dict[str, bytes]:
    """The parts of a workbook that are needed, each unpacked to no more bytes than are still allowed."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            inside = packed.infolist()
            names = {one.filename for one in inside}
            if any(basename(one).lower() == "vbaproject.bin" for one in names):
                raise refused("UCJ108", name)
            if names & {"mimetype", "content.xml", "xl/workbook.bin"}:
                raise refused("UCJ109", name)
            if "xl/workbook.xml" not in names:
                raise refused("UCJ101", name)
            if any(one.flag_bits & 1 for one in inside):
                raise refused("UCJ107", name)
            if len(inside) > MEMBERS or sum(one.file_size for one in inside) > UNPACKED:
                raise refused("UCJ103", name, n=UNPACKED // 2**20)
            found, left = {}, UNPACKED
            for one in inside:
                if NEEDED.fullmatch(one.filename):
                    with packed.open(one) as member:
                        found[one.filename] = member.read(left + 1)
                    left -= len(found[one.filename])
                if left < 0:
                    raise refused("UCJ103", name, n=UNPACKED // 2**20)
            return found
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        if hasattr(error, "problems"):
            raise
        raise refused("UCJ110", name, why=type(error).__name__) from error


def _packed(members: Mapping[str, bytes]) -> bytes:
    """The same parts as a zip file that holds what it says, whatever the one that came in said."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for path, inside in members.items():
            packed.writestr(zipfile.ZipInfo(path), inside)
    return out.getvalue()


def _paths(members: Mapping[str, bytes]) -> dict[str, str]:
    """Sheet name -> path of its part."""
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target")
        for tag in re.findall(rb"<(?:\w+:)?Relationship\s[^<>]*>", members.get("xl/_rels/workbook.xml.rels", b""))
    }
    tags = re.findall(rb"<(?:\w+:)?sheet\s[^<>]*>", members["xl/workbook.xml"])
    paths = {_unescaped(_attribute(tag, "name")): targets.get(_attribute(tag, r"\w+:id"), "") for tag in tags}
    return {name: normpath(join("xl", path)).lstrip("/") for name, path in paths.items()}


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf"""\s{name}\s*=\s*("[^"]*"|'[^']*')""".encode(), tag)
    return found[1][1:-1].decode("utf-8", "replace") if found else ""


def _unescaped(text: str) -> str:
    for escaped, plain in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(escaped, plain)
    return text


def _bounded(name: str, members: Mapping[str, bytes]) -> None:
    """Refuses what would fill the memory: the reader lays out every cell between the first and the last, and copies a
    shared text into each cell that has it."""
    strings = re.findall(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", members.get("xl/sharedStrings.xml", b""), re.DOTALL)
    lengths = list(map(len, strings))
    cells = letters = 0
    for path, inside in members.items():
        if path.startswith("xl/worksheets/"):
            if b"\0" in inside[:1000]:  # UTF-16, which no spreadsheet writes
                raise refused("UCJ110", name, why="encoding")
            extent = _extent(inside)
            if extent is None:
                raise refused("UCJ110", name, why="cell")
            cells += extent[0] * extent[1]
            shared = map(int, SHARED.findall(inside))
            letters += sum(lengths[n] for n in shared if n < len(lengths))
    if cells > CELLS:
        raise refused("UCJ105", name, n=CELLS)
    if letters > TEXT:
        raise refused("UCJ103", name, n=TEXT // 2**20)


def _extent(inside: bytes) -> tuple[int, int] | None:
    """Rows and columns up to the last cell that holds something; None where that cannot be told for certain."""
    filled = BLANK_CELL.sub(b"", inside)
    at = set(USUAL.findall(filled))
    row = bare = widest = 0  # cells without a place stand where the one before ended
    for kind, attributes in TAG.findall(USUAL.sub(b"", filled)):
        said = AT.findall(attributes)
        place = PLACE[kind].fullmatch(said[0]) if len(said) == 1 else None
        if (said and not place) or attributes.count(b'"') % 2 or attributes.count(b"'") % 2:
            return None
        if kind == b"row":
            row, bare = int(place[2]) if place else row + 1, 0
        elif place:
            at.add(place.groups())
        else:
            bare += 1
            at.add((b"A", b"%d" % max(row, 1)))
        widest = max(widest, bare)
    columns = (xl_cell_to_rowcol(f"{letters.decode()}1")[1] + 1 for letters in {letters for letters, _ in at})
    # a cell without a place can follow one with any
    return max((int(n) for _, n in at), default=0), max(columns, default=0) + widest


def _rows(book: CalamineWorkbook, name: str, inside: bytes, members: Mapping[str, bytes]) -> Iterator[list]:
    """The rows of a sheet; what the reader does not tell, percent and errors, as texts in their cells."""
    styles = _percent_styles(members.get("xl/styles.xml", b""))
    percent = {at for at, style in STYLED.findall(inside) if int(style) in styles} if styles else set()
    said = {xl_cell_to_rowcol(at.decode()): None for at in percent}
    said |= {xl_cell_to_rowcol(at.decode()): text.decode("utf-8", "replace") for at, text in FAILED.findall(inside)}
    by_row: dict[int, list] = {}
    for (row, column), text in said.items():
        by_row.setdefault(row, []).append((column, text))
    for n, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
        for column, text in by_row.get(n, ()):
            cells.extend([""] * (column + 1 - len(cells)))
            if text is not None:
                cells[column] = text
            elif isinstance(cells[column], int | float) and not isinstance(cells[column], bool):
                cells[column] = f"{round(cells[column] * 100, 10):.10f}".rstrip("0").rstrip(".") + "%"
        yield cells


def _percent_styles(inside: bytes) -> set[int]:
    """Numbers of the cell styles that show a number as percent."""
    formats = {
        int(_attribute(tag, "numFmtId") or 0)
        for tag in re.findall(rb"<(?:\w+:)?numFmt\s[^<>]*>", inside)
        if "%" in re.sub(r'&quot;.*?&quot;|\\.|"[^"]*"', "", _attribute(tag, "formatCode"))
    } | PERCENT
    [cells] = re.findall(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", inside, re.DOTALL)[:1] or [b""]
    tags = re.findall(rb"<(?:\w+:)?xf\s[^<>]*>", cells)
    return {n for n, tag in enumerate(tags) if int(_attribute(tag, "numFmtId") or 0) in formats}
