"""Native bar charts, whose figures can be edited in the slides."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.slide import Slide
from pptx.util import Inches, Pt
from xlsxwriter import Workbook

from reports.slides.deck import COLOURS, Box, described, one_line, rgb

FONT = 12


def bars(
    slide: Slide, box: Box, labels: Sequence[str], values: Sequence[float], name: str, written: Sequence[str],
    alt: str, at: datetime,
) -> None:  # fmt: skip
    """Horizontal bars from zero, the first on top, with their values as `written`: a number format would write them as
    the machine does that shows the slide."""
    chart = _chart(slide, box, XL_CHART_TYPE.BAR_CLUSTERED, labels, {name: values}, alt, at)
    chart.value_axis.visible, chart.value_axis.minimum_scale = False, 0
    chart.value_axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width = 45
    for n, text in enumerate(written):
        label = plot.series[0].points[n].data_label
        label.text_frame.text, label.position = text, XL_LABEL_POSITION.OUTSIDE_END
        label.text_frame.paragraphs[0].runs[0].font.size = Pt(FONT)
    _fill(plot.series[0])


def ranges(
    slide: Slide, box: Box, labels: Sequence[str], spans: Sequence[tuple[int, int]], name: str, alt: str, at: datetime
) -> None:
    """Horizontal bars from one place to another, both counted, the first on top."""
    rest = {"": [low - 1 for low, _ in spans], name: [high - low + 1 for low, high in spans]}
    chart = _chart(slide, box, XL_CHART_TYPE.BAR_STACKED, labels, rest, alt, at)
    chart.value_axis.minimum_scale = 0
    chart.value_axis.major_unit = max(1, round(max(high for _, high in spans) / 8))
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE  # every name has its range beside it
    chart.value_axis.major_gridlines.format.line.color.rgb = rgb(COLOURS.faint)
    chart.value_axis.format.line.fill.background()
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    plot.series[0].format.fill.background()
    _fill(plot.series[1])


def _chart(slide: Slide, box: Box, kind, labels: Sequence[str], series: dict, alt: str, at: datetime):
    data = CategoryChartData()
    data.categories = labels = [one_line(label) for label in labels]
    for name, values in series.items():
        data.add_series(name, [float(value) for value in values])
    frame = slide.shapes.add_chart(kind, *map(Inches, box), data)
    described(frame, alt)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(labels, series, at))
    chart.has_legend = chart.has_title = False
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(FONT)
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.format.line.fill.background()
    return chart


def _fill(series) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(COLOURS.accent)


def _workbook(labels: Sequence[str], series: dict, at: datetime) -> bytes:
    """The figures behind a chart, laid out as python-pptx refers to them; unlike its own, names are never formulas, and
    the same figures make the same bytes."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": at.replace(tzinfo=None)})
        sheet = book.add_worksheet("Sheet1")
        for row, label in enumerate(labels, 1):
            sheet.write_string(row, 0, label)
        for column, (name, values) in enumerate(series.items(), 1):
            sheet.write_string(0, column, name)
            sheet.write_column(1, column, [float(value) for value in values])
    return out.getvalue()
