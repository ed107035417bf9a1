"""What slides are laid out from: a title, text, tables, a picture, what stands on every slide, and notes.

All of it is native and can be edited; only the map is a picture. Lengths are in inches, on a slide of 13.333 by 7.5.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from charts.palette import PALETTES
from reports.zipped import redated

COLOURS = PALETTES["light"]
WIDTH, HEIGHT, LEFT = 13.333, 7.5, 0.6
TITLE_ONLY = 5  # of the layouts that come with python-pptx
LANGUAGES = {"id": "id-ID", "en": "en-GB"}
Box = tuple[float, float, float, float]  # left, top, width, height
Run = tuple[str, bool]  # a text and whether it is bold


class Deck:
    """Slides that all bear the same marks and the same foot."""

    def __init__(self, title: str, language: str, marks: Sequence[str], foot: str, at: datetime):
        self.file, self.language, self.marks, self.foot, self.at = Presentation(), language, marks, foot, at
        self.file.slide_width, self.file.slide_height = Inches(WIDTH), Inches(HEIGHT)
        _widen(self.file)
        facts = self.file.core_properties
        facts.title, facts.author, facts.last_modified_by = title, "BSKDN, Kementerian Dalam Negeri", ""
        facts.language = LANGUAGES[language]
        facts.created = facts.modified = at.replace(tzinfo=None)

    def slide(self, title: str, said: Sequence[Run], notes: str) -> Slide:
        """A slide with its title, the sentence below it, marks, foot, number, and notes."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[TITLE_ONLY])
        head = slide.shapes.title
        _place(head, (LEFT, 0.35, WIDTH - 2 * LEFT, 0.75))
        self._write(head.text_frame, [[(title, True)]], 30, COLOURS.accent)
        head.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        self.text(slide, (LEFT, 1.1, WIDTH - 2 * LEFT, 0.9), [said], 17)
        wide = WIDTH - 2 * LEFT
        self.text(slide, (LEFT, 6.62, wide, 0.36), [[("  ·  ".join(self.marks), True)]], 12, COLOURS.mark)
        self.text(slide, (LEFT, 6.98, wide - 1, 0.32), [[(self.foot, False)]], 10)
        number = self.text(slide, (WIDTH - LEFT - 1, 6.98, 1, 0.32), [[(str(len(self.file.slides)), False)]], 10)
        number.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
        self._write(slide.notes_slide.notes_text_frame, [[(line, False)] for line in notes.split("\n")], 12)
        return slide

    def text(
        self, slide: Slide, box: Box, paragraphs: Sequence[Sequence[Run]], size: float, colour: str = COLOURS.text
    ) -> BaseShape:
        """Paragraphs of runs in a box."""
        shape = slide.shapes.add_textbox(*map(Inches, box))
        shape.text_frame.word_wrap = True
        self._write(shape.text_frame, paragraphs, size, colour)
        return shape

    def table(
        self, slide: Slide, box: Box, heads: Sequence[str], rows: Sequence[Sequence[str]], alt: str,
        widths: Sequence[float], numbers: Sequence[int] = (), size: float = 13,
    ) -> None:  # fmt: skip
        """A table with its heads; `widths`: shares of the box; `numbers`: columns that stand to the right."""
        left, top, width, height = box
        tall = min(height / (len(rows) + 1), 0.5)
        frame = slide.shapes.add_table(
            len(rows) + 1, len(heads), *map(Inches, (left, top, width, tall * (len(rows) + 1)))
        )
        described(frame, alt)
        for column, share in zip(frame.table.columns, widths, strict=True):
            column.width = Inches(width * share / sum(widths))
        for n, line in enumerate([heads, *rows]):
            for m, text in enumerate(line):
                cell = frame.table.cell(n, m)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                cell.margin_top = cell.margin_bottom = Inches(0.03)
                cell.fill.solid()
                fill = COLOURS.accent if n == 0 else COLOURS.background if n % 2 else "#EEF3F1"
                cell.fill.fore_color.rgb = rgb(fill)
                colour = COLOURS.background if n == 0 else COLOURS.text
                self._write(cell.text_frame, [[(part, n == 0)] for part in text.split("\n")], size, colour)
                if m in numbers:
                    for paragraph in cell.text_frame.paragraphs:
                        paragraph.alignment = PP_ALIGN.RIGHT

    def picture(self, slide: Slide, content: bytes, left: float, top: float, width: float, alt: str) -> None:
        """A picture at its own proportions."""
        described(slide.shapes.add_picture(BytesIO(content), Inches(left), Inches(top), Inches(width)), alt)

    def saved(self) -> bytes:
        """The file; the same bytes for the same slides."""
        out = BytesIO()
        self.file.save(out)
        return redated(out.getvalue(), self.at)

    def _write(
        self, frame: TextFrame, paragraphs: Sequence[Sequence[Run]], size: float, colour: str = COLOURS.text
    ) -> None:
        for n, runs in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            for text, bold in runs:
                run = paragraph.add_run()
                run.text = one_line(text)
                run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb(colour)
                run._r.get_or_add_rPr().set("lang", LANGUAGES[self.language])


def one_line(text: str) -> str:
    """A text without line ends and control characters, which XML would refuse."""
    return "".join(c if c.isprintable() or c == "\xa0" else " " for c in text)


def bold(wording: str, parts: dict[str, str]) -> list[Run]:
    """A wording in which two asterisks make bold, filled: the parts themselves are never read."""
    return [(piece.format(**parts), n % 2 == 1) for n, piece in enumerate(wording.split("**")) if piece]


def described(shape: BaseShape, alt: str) -> None:
    """Gives a shape its text alternative."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", one_line(alt))


def _place(shape: BaseShape, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Inches, box)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))


def _widen(file: Presentation) -> None:
    """The layouts that come with python-pptx are for 4:3; whoever adds a slide shall find them as wide as these."""
    master = file.slide_master
    for shape in [*master.shapes, *(s for layout in master.slide_layouts for s in layout.shapes)]:
        if shape._element.xpath("./p:spPr/a:xfrm"):
            shape.left, shape.width = round(shape.left * WIDTH / 10), round(shape.width * WIDTH / 10)
