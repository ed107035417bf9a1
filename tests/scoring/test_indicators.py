"""The indicator table D.csv: what is read, what is warned about, and what is refused with its place."""

import math
import warnings

import numpy as np
import pytest

from problems import BadInput
from scoring.criteria import parse_criteria
from scoring.indicators import UnusedColumn, parse_indicators, read_indicators

RULES = parse_criteria("""\
[criteria]
id = "x"
[[dimension]]
id = "d"
[[indicator]]
id = "a"
dimension = "d"
goalposts = [0, 10]
[[indicator]]
id = "b"
dimension = "d"
goalposts = [1, 10]
transform = "log"
[[indicator]]
id = "c"
transform = "log"
""")


@pytest.fixture(autouse=True)
def warnings_are_errors():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def read(text):
    return parse_indicators(text, RULES, "D.csv")


def test_a_table_is_read_as_it_stands():
    table = read("code,a,b,c\n12,1.5,2,-3\n11,,1e-3,+4.\n")
    assert table.index.tolist() == ["12", "11"]
    assert table.index.name == "code"
    assert table.columns.tolist() == ["a", "b", "c"]
    assert (table.dtypes == np.float64).all()
    assert table.loc["12"].tolist() == [1.5, 2, -3]
    assert math.isnan(table.at["11", "a"])
    assert table.loc["11", ["b", "c"]].tolist() == [0.001, 4]


@pytest.mark.parametrize("blank", ["", " ", "\t", '""'])
def test_blank_is_missing(blank):
    assert math.isnan(read(f"code,a,b,c\n11,{blank},1,1\n").at["11", "a"])


def test_numbers_keep_every_digit():
    text = ["0.1", "0.30000000000000004", "1.7976931348623157e308", "5e-324", "9007199254740993"]
    table = read("code,a,b,c\n" + "".join(f"{n},{cell},1,1\n" for n, cell in enumerate(text)))
    assert table["a"].tolist() == [float(cell) for cell in text]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffcode,a,b,c\n11,1,2,3\n",
        "code,a,b,c\r\n11,1,2,3\r\n",
        "code,a,b,c\r11,1,2,3\r",
        "code,a,b,c\n11,1,2,3",
        "code,a,b,c\n\n11,1,2,3\n\n",
        "c,a,code,b\n3,1,11,2\n",
        ' code , a,"b",c\n" 11 ", 1,"2",3 \n',
    ],
    ids=["BOM", "CRLF", "CR", "no last line end", "blank lines", "any order", "blanks and quotes"],
)
def test_forms_of_the_same_table(tmp_path, text):
    path = tmp_path / "D.csv"
    path.write_bytes(text.encode())
    table = read_indicators(path, RULES)
    assert table.index.tolist() == ["11"]
    assert table.loc["11"].to_dict() == {"a": 1, "b": 2, "c": 3}


def test_codes_are_text():
    codes = ["11.10", "11.1", "011", "1e5", "NA", "nan", "é", "a, b", 'say "x"', "a\nb"]
    text = "code,a,b,c\n" + "".join('"' + code.replace('"', '""') + '",1,1,1\n' for code in codes)
    assert read(text).index.tolist() == codes


def test_further_columns_are_left_out_with_a_warning():
    with pytest.warns(UnusedColumn, match=r"D\.csv.*: name, unit$"):
        table = read('code,name,a,b,c,unit\n11,"Aceh, Nanggroe",1,2,3,%\n')
    assert table.columns.tolist() == ["a", "b", "c"]
    assert table.at["11", "a"] == 1


def test_columns_without_a_name_are_no_reason_to_warn():
    assert read("code,a,b,c,\n11,1,2,3,\n").shape == (1, 3)


def faults(text):
    with pytest.raises(BadInput) as raised:
        read(text)
    lines = [p.line() for p in raised.value.problems]
    assert all(line.startswith("D.csv") and "\n" not in line for line in lines)
    return [(p.row, p.column, p.value) for p in raised.value.problems]


NOT_NUMBERS = [
    "abc", "nan", "NaN", "inf", "-Infinity", "1_000", "1.234,5", "1,5", "1,000.5", "1 000", "12e400", "-1e999", "0x10",
    "5%", "-", "n/a", "NULL", "١٢", "１２", "1.2.3", "--1", "true", "=1+1",
]  # fmt: skip


@pytest.mark.parametrize("cell", NOT_NUMBERS)
def test_what_is_not_a_number_is_refused(cell):
    assert faults(f'code,a,b,c\n10,1,2,3\n11,"{cell}",2,3\n') == [(3, "a", cell)]


@pytest.mark.parametrize("cell", NOT_NUMBERS)
def test_also_in_a_column_that_is_not_scored(cell):
    assert faults(f'code,a,b,c\n11,1,2,"{cell}"\n') == [(2, "c", cell)]


@pytest.mark.parametrize("cell", ["0", "-0.0", "-1", "-1e-300"])
def test_a_value_without_logarithm_is_refused_and_names_the_region(cell):
    text = f"code,a,b,c\n11.10,1,{cell},3\n"
    assert faults(text) == [(2, "b", cell)]
    with pytest.raises(BadInput, match=r"11\.10"):
        read(text)


def test_a_logarithm_is_asked_for_only_where_it_is_taken():
    assert read("code,a,b,c\n11,-1,1,0\n").loc["11"].tolist() == [-1, 1, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "code", None), (1, "a", None), (1, "b", None), (1, "c", None)]),
        ("\n\n", [(1, "code", None), (1, "a", None), (1, "b", None), (1, "c", None)]),
        ("code,a,c\n11,1,1\n", [(1, "b", None)]),
        ("Code,a,b,c\n11,1,1,1\n", [(1, "code", None)]),
        ("code,a,b,c,a\n11,1,1,1,1\n", [(1, "a", None)]),
        ("code,a,b,c,code\n11,1,1,1,1\n", [(1, "code", None)]),
        ("code,a,b,c\n", [(1, "", None)]),
        ("code,a,b,c\n,1,1,1\n", [(2, "code", "")]),
        ('code,a,b,c\n"  ",1,1,1\n', [(2, "code", "")]),
        ("code,a,b,c\n11,1,1,1\n12,1,1,1\n11,2,2,2\n", [(4, "code", "11")]),
        ("code,a,b,c\n11,1,1,1\n 11 ,2,2,2\n", [(3, "code", "11")]),
        ("code,a,b,c\n11,1,1\n12,1,1,1\n13,1,1,1,1\n", [(2, "", None), (4, "", None)]),
        ("code,a,b,c\n11,1,5,1\n12,1,1,5,1\n", [(3, "", None)]),
    ],
    ids=[
        "empty", "only line ends", "missing column", "other case", "doubled column", "doubled code column",
        "only a head", "blank code", "blank code in quotes", "doubled code", "doubled code with blanks",
        "ragged rows", "decimal comma",
    ],
)  # fmt: skip
def test_the_form_is_checked(text, expected):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnusedColumn)
        assert faults(text) == expected


def test_a_doubled_code_names_the_other_row():
    with pytest.raises(BadInput, match=r"row 4, column code, value '11': .*row 2"):
        read("code,a,b,c\n11,1,1,1\n12,1,1,1\n11,2,2,2\n")


def test_a_file_separated_by_semicolons_lacks_its_columns():
    with pytest.warns(UnusedColumn):
        assert {column for _, column, _ in faults("code;a;b;c\n11;1,5;1;1\n")} == {"code", "a", "b", "c"}


def test_all_faults_are_told_in_one_go_with_lines_as_in_an_editor():
    text = 'code,a,b,c\n\n11,x,0,1\n"12\n",1,1,y\n,1,1,1\n11,1\n11,1,1,1\n'
    found = faults(text)
    assert [(row, column) for row, column, _ in found] == [
        (3, "a"), (3, "b"), (5, "c"), (6, "code"), (7, ""), (8, "code")
    ]  # fmt: skip


def test_broken_quotes_are_no_csv():
    with pytest.raises(BadInput, match=r"D\.csv, row 2: valid CSV"):
        read('code,a,b,c\n"11"x,1,1,1\n')
    with pytest.raises(BadInput, match="valid CSV"):
        read('code,a,b,c\n"11,1,1,1\n')


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "latin.csv").write_bytes(b"code,a,b,c\ncaf\xe9,1,1,1\n")
    (tmp_path / "utf16.csv").write_bytes("code,a,b,c\n11,1,1,1\n".encode("utf-16"))
    (tmp_path / "folder.csv").mkdir()
    for name in ("absent.csv", "folder.csv", "latin.csv", "utf16.csv"):
        with pytest.raises(BadInput) as raised:
            read_indicators(tmp_path / name, RULES)
        [problem] = raised.value.problems
        assert problem.file == name
        assert ("UTF-8" if name[0] in "lu" else "can be read") in problem.line()
