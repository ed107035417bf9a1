"""Sources and premiums as they stand in the files: blank is not known, and a broken file is told."""

from dataclasses import replace

import pytest

from data.editions import edition
from data.sources import COLUMNS, premiums, read_sources, reference, sources
from problems import BadInput

HEAD = ",".join(COLUMNS)


def written(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "sources.csv"
    path.write_text(text, encoding)
    return path


def test_sources_of_an_edition():
    table = sources(edition("provinsi-2024")).set_index("source_id")
    assert table.at["sakernas-2024-08", "date"] == "2024-08"
    assert table.at["kemenkeu-kfd", "url"] == ""  # not known stays blank, and is no NaN
    assert all(isinstance(cell, str) for cell in table.to_numpy().ravel())


def test_every_source_of_an_embedded_edition_is_in_the_reference():
    known = set(reference()["source_id"])
    for id in ("provinsi-2024", "kabkota-simulasi-2026"):
        assert set(sources(edition(id))["source_id"]) <= known


def test_the_source_of_a_premium_has_its_title():
    """PP 50/2025, as its premium is quoted."""
    assert premiums()["source"].to_list() == ["Peraturan Pemerintah Nomor 50 Tahun 2025"]


def test_a_year_of_premium_is_twelve_months():
    table = premiums().set_index("segment")
    assert table.at["nonwage", "rupiah_month"] == 10_000 + 6_800  # JKK and JKM
    assert table.at["nonwage", "rupiah_year"] == 12 * 16_800


def test_columns_in_any_order_and_a_byte_order_mark(tmp_path):
    path = written(
        tmp_path, "url,note,extra,source_id,title,publisher,date,licence\n, n ,x,a,T,P,2024,\n\n", "utf-8-sig"
    )
    assert read_sources(path).to_dict("records") == [
        {"source_id": "a", "title": "T", "publisher": "P", "date": "2024", "url": "", "licence": "", "note": "n"}
    ]


def test_no_source_at_all(tmp_path):
    table = read_sources(written(tmp_path, HEAD + "\n"))
    assert list(table.columns) == list(COLUMNS)
    assert table.empty


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("source_id,title,publisher,date,url,note\n", ["row 1, column licence"]),
        ("", ["row 1, column source_id", "row 1, column note"]),
        (f"{HEAD}\na,b\n", ["row 2: 7 cells as in the first line, not 2"]),
        (f'{HEAD}\n"a"b,,,,,,\n', ["row 2: valid CSV"]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path, text, told):
    with pytest.raises(BadInput) as error:
        read_sources(written(tmp_path, text), "mine/sources.csv")
    for part in told:
        assert f"mine/sources.csv, {part}" in str(error.value)


def test_an_edition_without_the_file(tmp_path):
    with pytest.raises(BadInput, match=r"provinsi-2024/sources\.csv"):
        sources(replace(edition("provinsi-2024"), folder=tmp_path))
