"""Values over time: lines, gaps, names at the ends, the target and the sentence."""

import numpy as np
import pandas as pd
import pytest

from charts.layout import SYMBOLS
from charts.palette import PALETTES
from charts.trend import LINE, trend
from messages import words

YEARS = pd.DataFrame({"Aceh": [10.0, np.nan, 20.0], "Bali": [23.44, 31.2, 36.2]}, index=["2022", "2023", "2024"])


def drawn(lines=YEARS, language="en", **more):
    return trend(lines, "Coverage", "percent", words(language), **more)


def traces(figure):
    return {trace.name: trace for trace in figure.data}


def test_a_gap_stays_a_gap():
    aceh = traces(drawn()[0])["Aceh"]
    assert list(aceh.y[[0, 2]]) == [10.0, 20.0]
    assert np.isnan(aceh.y[1])
    assert aceh.connectgaps is False
    assert aceh.marker.size[0] > 0, "a figure that stands alone is seen by its symbol"


def test_lines_differ_by_colour_symbol_and_name():
    figure, _ = drawn(pd.DataFrame({f"R{n}": [1.0, n] for n in range(6)}, index=["2023", "2024"]))
    assert len({trace.line.color for trace in figure.data}) == 6
    assert [trace.marker.symbol for trace in figure.data] == list(SYMBOLS)
    assert {note.text for note in figure.layout.annotations} == {f"R{n}" for n in range(6)}


def test_names_do_not_cover_each_other():
    ends = {"A": [50.0], "B": [50.1], "C": [50.2], "D": [0.0], "E": [0.1]}
    figure, _ = drawn(pd.DataFrame(ends, index=["2024"]))
    low, high = figure.layout.yaxis.range
    per_pixel = (high - low) / (figure.layout.height - 60)
    at = sorted(note.y for note in figure.layout.annotations)
    assert np.diff(at).min() >= LINE * per_pixel * 0.999
    assert low <= at[0]
    order = sorted(figure.layout.annotations, key=lambda note: -note.y)
    assert [note.text for note in order] == ["C", "B", "A", "E", "D"]


def test_hover_is_in_words():
    months = pd.DataFrame({"Total": [1234.5]}, index=["2026-09"])
    assert drawn(months, "id")[0].data[0].customdata[0] == ["September 2026", "1.234,5\u00a0%"]
    assert drawn(months)[0].data[0].customdata[0] == ["September 2026", "1,234.5%"]


def test_target_is_a_dashed_line_of_its_own():
    figure, sentence = drawn(target=pd.Series({"2023": 30.0, "2024": 40.0}))
    target = traces(figure)["Target"]
    assert target.line.dash == "dash"
    assert list(target.y[1:]) == [30.0, 40.0]
    assert max(figure.layout.yaxis.range) > 40
    assert "Target" not in sentence
    assert len(drawn(target=pd.Series([np.nan], index=["2024"]))[0].data) == 2


def test_sentence_says_first_and_last():
    said = "Coverage. Aceh: 10.0% in 2022, 20.0% in 2024; Bali: 23.4% in 2022, 36.2% in 2024."
    assert drawn()[1] == said
    assert drawn(YEARS.iloc[1:, :1])[1] == "Coverage. Aceh: 20.0% in 2024."


@pytest.mark.parametrize("lines", [YEARS.iloc[:, :0], YEARS.iloc[:0], YEARS.iloc[1:2, :1], YEARS.iloc[2:]])
def test_little_or_nothing_can_be_drawn(lines):
    figure, sentence = drawn(lines)
    assert len(figure.data) == lines.shape[1]
    assert sentence.startswith("Coverage")


def test_axis_begins_at_nought_unless_all_lines_lie_high():
    assert drawn()[0].layout.yaxis.range[0] == 0
    high = pd.DataFrame({"A": [90.0, 92.0]}, index=["2023", "2024"])
    assert 80 < drawn(high)[0].layout.yaxis.range[0] < 90
    growth = pd.DataFrame({"A": [-4.0, 2.0]}, index=["2023", "2024"])
    assert drawn(growth)[0].layout.yaxis.range[0] < -4


def test_a_phone_shows_fewer_dates_and_the_ends_among_them():
    months = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)]
    lines = pd.DataFrame({"A": np.arange(36.0)}, index=months)
    wide, phone = (drawn(lines, width=width)[0].layout.xaxis for width in (1140, 356))
    assert len(phone.tickvals) < len(wide.tickvals) < 13
    for axis in (wide, phone):
        assert axis.ticktext[0] == "January 2024"
        assert axis.ticktext[-1] == "December 2026"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme(theme):
    assert drawn(theme=theme)[0].data[0].line.color == PALETTES[theme].series[0]


def test_names_are_no_markup():
    figure, _ = drawn(pd.DataFrame({"<b>x</b>": [1.0]}, index=["2024"]))
    assert figure.data[0].name == "&lt;b&gt;x&lt;/b&gt;"
    assert "<b>" not in figure.layout.annotations[0].text
