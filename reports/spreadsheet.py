"""Tables as CSV that spreadsheets open as they are: no cell becomes a formula."""

import pandas as pd

# OWASP, "CSV Injection": what a spreadsheet takes for the beginning of a formula, East Asian wide forms included
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv(table: pd.DataFrame) -> bytes:
    """A table as CSV in UTF-8 with a mark that spreadsheets know it by; figures in plain notation, and an apostrophe
    before a text that a spreadsheet would take for a formula."""
    safe = table.apply(lambda column: column if pd.api.types.is_numeric_dtype(column) else column.map(harmless))
    return safe.rename(columns=harmless).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def harmless(value: object) -> object:
    """A text with an apostrophe before it where it would be taken for a formula; any other value as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
