"""The sheet of a workbook that says where its figures come from: one row a source."""

from datetime import date

from data.incoming.headers import fold
from data.incoming.numbers import written
from data.incoming.sheets import Cell, Sheet

DEEP = 10  # rows in which the heads are looked for
HEAD_WORDS = {
    "source_id": ("source id", "id sumber", "kode sumber"),
    "title": ("title", "judul"),
    "publisher": ("publisher", "penerbit"),
    "date": ("date", "tanggal"),
    "url": ("url", "address", "alamat", "tautan"),
    "licence": ("licence", "license", "lisensi"),
    "note": ("note", "catatan"),
}
COLUMN_OF = {head: column for column, heads in HEAD_WORDS.items() for head in heads}


def sources(sheet: Sheet) -> list[dict[str, str]] | None:
    """The sources that a sheet lists, by column of sources.csv, with ids for those that have none; None where its heads
    are not those of such a sheet."""
    for n, row in enumerate(sheet.rows[:DEEP]):
        place = {COLUMN_OF.get(fold(cell), ""): at for at, cell in enumerate(row) if isinstance(cell, str)}
        if {"title", "publisher"} <= place.keys():
            listed = [
                {column: _text(cells[at]) for column, at in place.items() if column and at < len(cells)}
                for cells in sheet.rows[n + 1 :]
            ]
            known = [one for one in listed if one.get("title") or one.get("source_id")]
            return [one | {"source_id": one.get("source_id") or f"source-{n}"} for n, one in enumerate(known, 1)]
    return None


def _text(cell: Cell) -> str:
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else written(cell)
