"""The convocation as a page of A4 (reportlab), French selectable; its slip is layout_leaves'."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from desk_app.domain.prints import Leaf
from desk_app.printing import qr
from desk_app.printing.bitmap import Bitmap
from desk_app.printing.encode import Draw
from desk_app.printing.ops import Text
from desk_app.printing.pages import FONTS, demand_glyphs, font
from desk_app.printing.typefaces import LATIN, stems
from desk_app.words.leaves import ConvocationWords, Elsewhere, convocation_words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate
    from reportlab.platypus.flowables import Flowable

_MM = 72 / 25.4
_MARGIN, _WIDE, _HIGH = 20 * _MM, 210 * _MM, 297 * _MM
_LOW = 14 * _MM
"""The margin below: smaller, so that an ordinary list and a translation keep to one page."""
_INSIDE = _WIDE - 2 * _MARGIN
_HEAD = 24 * _MM
_DPI = 300
"""How finely a script is drawn that reportlab cannot shape."""
_QR_SIDE = 32 * _MM


def convocation_page(leaf: Leaf, *, draw: Draw) -> bytes:
    """Return the convocation as PDF: one page, a second with the same head for a long list.

    *draw* draws the languages that must be shaped. Raises MissingGlyph.
    """
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate  # noqa: PLC0415

    words = convocation_words(leaf)
    file = io.BytesIO()
    with FONTS:
        document = BaseDocTemplate(
            file,
            pagesize=(_WIDE, _HIGH),
            title=f"{words.title} {words.reference}",
            creator="Desk App",
            lang="fr-FR",
            initialFontName=font(400),
        )
        high = _HIGH - _MARGIN - _LOW - _HEAD
        frame = Frame(_MARGIN, _LOW, _INSIDE, high, 0, 0, 0, 0, id="body")
        head = _Head(words)
        document.addPageTemplates([PageTemplate(frames=[frame], onPage=head.put)])
        document.build(_Body(words, leaf.qr, draw).flowables())
    return file.getvalue()


class _Head:
    """What stands on top of every page: the site, when the paper was made, that it is a copy."""

    def __init__(self, words: ConvocationWords) -> None:
        self._words = words

    def put(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        """Draw it on the page just begun."""
        y = _HIGH - _MARGIN - 10
        for row, line in enumerate((self._words.site, *self._words.place)):
            weight = 400 if row else 600
            demand_glyphs(line, "fr", weight)
            canvas.setFont(font(weight), 10)
            canvas.drawString(_MARGIN, y, line)
            y -= 13
        canvas.setFont(font(400), 9)
        right = (self._words.issued, self._words.reference)
        for row, line in enumerate(right):
            canvas.drawRightString(_WIDE - _MARGIN, _HIGH - _MARGIN - 10 - 13 * row, line)
        if self._words.marks:
            self._band(canvas, " · ".join(self._words.marks), _HIGH - _MARGIN - 50)

    def _band(self, canvas: Canvas, text: str, y: float) -> None:
        """White on black, as on a slip: nobody takes a copy or a rehearsal for the first paper."""
        demand_glyphs(text, "fr", 700)
        wide = canvas.stringWidth(text, font(700), 13) + 16
        canvas.rect(_WIDE - _MARGIN - wide, y, wide, 20, stroke=0, fill=1)
        canvas.saveState()
        canvas.setFillGray(1)
        canvas.setFont(font(700), 13)
        canvas.drawRightString(_WIDE - _MARGIN - 8, y + 5.5, text)
        canvas.restoreState()


class _Body:
    """The parts of the page, from its top."""

    def __init__(self, words: ConvocationWords, code: str, draw: Draw) -> None:
        self._words, self._code, self._draw = words, code, draw

    def flowables(self) -> list[Flowable]:
        """Return everything between the head and the foot."""
        from reportlab.platypus import KeepTogether  # noqa: PLC0415

        words = self._words
        return [
            self._line(words.title, 20, 700, after=8),
            self._appointment(),
            *(
                self._line(line, 11 if row else 14, 400 if row else 700, after=2)
                for row, line in enumerate(words.person)
            ),
            self._line(words.procedure, 12, 600, after=8),
            *([self._line(words.bring_title, 11, 600, after=3)] if words.bring else []),
            *(self._ticked(line) for line in words.bring),
            *(self._translation(words.translation) if words.translation else []),
            KeepTogether([self._foot()]),
        ]

    def _appointment(self) -> Flowable:
        """The framed block: day, hour, when to come and where."""
        words = self._words
        where = " \u2013 ".join((words.site, *words.place))
        return self._table(
            [
                [self._line(words.day, 16, 600, after=2)],
                [self._line(words.hour, 28, 700, after=6)],
                [self._line(words.early, 11, 400, after=4)],
                [self._line(where, 10, 400, after=0)],
                *([self._line(line, 10, 400, after=0)] for line in words.access),
            ],
            widths=[_INSIDE],
            style=[
                ("BOX", (0, 0), (-1, -1), 1.2, "black"),
                ("LEFTPADDING", (0, 0), (-1, -1), 10),
                ("TOPPADDING", (0, 0), (0, 0), 8),
                ("BOTTOMPADDING", (0, -1), (0, -1), 10),
            ],
            after=12,
        )

    def _foot(self) -> Flowable:
        """The code, the reference, what is free and how to change the date."""
        words = self._words
        said = [
            self._line(words.reference, 20, 700, after=2),
            self._line(words.copy, 10, 400, after=4),
            self._line(words.free, 12, 700, after=4),
            self._line(words.change, 10, 400, after=0),
            *(self._line(line, 10, 400, after=0) for line in words.hours),
        ]
        return self._table(
            [[_square(self._code), said]],
            widths=[_QR_SIDE + 12, _INSIDE - _QR_SIDE - 12],
            style=[
                ("TOPPADDING", (0, 0), (-1, -1), 14),
                ("LINEABOVE", (0, 0), (-1, 0), 0.8, "black"),
            ],
            before=12,
        )

    def _translation(self, words: Elsewhere) -> list[Flowable]:
        """The same in the holder's language; shaped scripts as they are drawn by Qt."""
        lines = (words.heading, *words.lines, words.free)
        return [
            self._line(self._words.notice, 9, 400, before=10, after=4),
            *(
                self._foreign(words, line, 600 if not row else 400)
                for row, line in enumerate(lines)
            ),
        ]

    def _foreign(self, words: Elsewhere, text: str, weight: int) -> Flowable:
        if stems(words.language) == (LATIN,) and not words.is_rtl:
            return self._line(text, 11, weight, after=2)
        op = Text(
            text=text,
            size=round(12 / 72 * _DPI),
            weight=weight,
            language=words.language,
            is_rtl=words.is_rtl,
            leading=1.5,
        )
        return _picture(self._draw((op,), round(_INSIDE / 72 * _DPI)))

    def _ticked(self, text: str) -> Flowable:
        """A line of the list, with a box to tick."""
        from reportlab.graphics.shapes import Drawing, Rect  # noqa: PLC0415

        box = Drawing(14, 11)
        box.add(Rect(1, 0, 8, 8, fillColor=None, strokeWidth=0.8))
        return self._table([[box, self._line(text, 11, 400, after=2)]], widths=[16, _INSIDE - 16])

    def _line(
        self, text: str, size: float, weight: int, *, before: float = 0, after: float
    ) -> Flowable:
        from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
        from reportlab.platypus import Paragraph  # noqa: PLC0415

        demand_glyphs(text, "fr", weight)
        style = ParagraphStyle(
            "line", fontName=font(weight), fontSize=size, leading=size * 1.35,
            spaceBefore=before, spaceAfter=after,
        )  # fmt: skip
        return Paragraph(escape(text), style)

    def _table(
        self,
        cells: list[list[object]],
        *,
        widths: list[float],
        style: list[tuple[object, ...]] | None = None,
        before: float = 0,
        after: float = 0,
    ) -> Flowable:
        from reportlab.platypus import Table  # noqa: PLC0415

        padding = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        return Table(
            cells, colWidths=widths, style=[*padding, *(style or [])],
            spaceBefore=before, spaceAfter=after, hAlign="LEFT",
        )  # fmt: skip


def _square(code: str) -> Flowable:
    """Return the QR of *code* as squares of a drawing: sharp on any printer."""
    from reportlab.graphics.shapes import Drawing, Rect  # noqa: PLC0415

    rows = qr.modules(code)
    module = _QR_SIDE / len(rows)
    drawing = Drawing(_QR_SIDE, _QR_SIDE)
    for down, row in enumerate(rows):
        for start, length in qr.black_runs(row):
            bottom = _QR_SIDE - (down + 1) * module
            drawing.add(
                Rect(
                    start * module, bottom, length * module, module, strokeWidth=0, strokeColor=None
                )
            )
    return drawing


def _picture(bitmap: Bitmap) -> Flowable:
    from PIL import Image as Picture  # noqa: PLC0415 - comes with reportlab
    from reportlab.platypus import Image  # noqa: PLC0415

    dots = bytes(byte ^ 0xFF for byte in bitmap.data)
    file = io.BytesIO()
    Picture.frombytes("1", (bitmap.width, bitmap.height), dots).save(file, "PNG")
    file.seek(0)
    point = 72 / _DPI
    return Image(file, bitmap.width * point, bitmap.height * point, hAlign="LEFT")
