"""CSV that spreadsheets open as it is: texts are never formulas, numbers stay numbers."""

import io

import pandas as pd
import pytest

from reports.spreadsheet import csv


# OWASP, "CSV Injection": the characters that begin a formula
@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1+1", '=HYPERLINK("http://a.b","x")'])
def test_no_text_begins_as_a_formula(text):
    written = csv(pd.DataFrame({text: [text]})).decode("utf-8-sig")
    cells = pd.read_csv(io.StringIO(written), dtype=str)
    assert cells.columns[0] == cells.iloc[0, 0] == f"'{text}"


def test_numbers_stay_numbers():
    table = pd.DataFrame({"a": [-1.5, None], "b": pd.array([-2, None], "Int64"), "c": ["11.01", "Toli-Toli"]})
    assert csv(table) == b"\xef\xbb\xbfa,b,c\r\n-1.5,-2,11.01\r\n,,Toli-Toli\r\n"
