"""A paper as a PDF page as wide as the roll (reportlab): the printer of a desk that has none."""

from __future__ import annotations

import functools
import io
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desk_app.printing import qr
from desk_app.printing.bitmap import Bitmap
from desk_app.printing.encode import Draw
from desk_app.printing.ops import Align, Band, Cut, Feed, Media, Number, PrintOp, Qr, Rule, Text
from desk_app.printing.typefaces import LATIN, MissingGlyph, nearest, stems

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_MARGIN = 32  # dots on each side of what the printer would print on
_INSIDE = 2
_CAPITALS = 0.714  # height of Noto Sans's capitals and digits, in ems
FONTS = threading.Lock()  # reportlab keeps its fonts in one place for the process


def page(ops: Sequence[PrintOp], media: Media, *, title: str, draw: Draw) -> bytes:
    """Return *ops* as a PDF of one page, its French selectable, other scripts as drawn by *draw*.

    Raises MissingGlyph.
    """
    from reportlab.pdfgen.canvas import Canvas as NewCanvas  # noqa: PLC0415

    with FONTS:
        sheet = _Sheet(media, draw)
        height = _MARGIN * 2 + sum(sheet.height(op) for op in ops)
        point = 72 / media.dpi
        width = media.dots + 2 * _MARGIN
        file = io.BytesIO()
        canvas = NewCanvas(
            file,
            pagesize=(width * point, height * point),
            lang="fr-FR",
            initialFontName=font(400),
        )
        canvas.setTitle(title)
        canvas.setCreator("Desk App")
        canvas.scale(point, point)  # from here on a unit is a dot of the printer
        y = height - _MARGIN
        for op in ops:
            sheet.put(canvas, op, y)
            y -= sheet.height(op)
        canvas.showPage()
        canvas.save()
    return file.getvalue()


class _Sheet:
    """Measures and puts ops on a page of one width; y is the top of an op."""

    def __init__(self, media: Media, draw: Draw) -> None:
        self._width = media.dots
        self._draw = draw
        self._drawn: dict[PrintOp, Bitmap] = {}

    def height(self, op: PrintOp) -> float:
        """Return how many dots *op* takes."""
        height: float = 0
        match op:
            case Text():
                height = self._text_height(op)
            case Number():
                height = op.size * _CAPITALS
            case Rule():
                height = op.thickness
            case Band():
                height = sum(map(self._text_height, op.lines)) + 2 * op.padding
            case Qr():
                height = self._code_height(op)
            case Feed():
                height = op.dots
            case Cut():
                pass
        return height

    def put(self, canvas: Canvas, op: PrintOp, y: float) -> None:
        """Draw *op* with its top at *y*."""
        match op:
            case Text():
                self._text(canvas, op, y, _MARGIN, self._width)
            case Number():
                self._number(canvas, op, y)
            case Rule():
                canvas.rect(_MARGIN, y - op.thickness, self._width, op.thickness, 0, 1)
            case Band():
                self._band(canvas, op, y)
            case Qr():
                self._qr(canvas, op, y)

    def _text_height(self, op: Text) -> float:
        if not _is_selectable(op):
            return self._bitmap(op).height
        return len(self._lines(op, self._width)) * op.size * op.leading

    def _lines(self, op: Text, width: float) -> list[str]:
        lines = [""]
        for word in op.text.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if _width_of(longer, op) <= width:
                lines[-1] = longer
            else:
                lines += _pieces(word, op, width)
        return [line for line in lines if line]

    def _text(self, canvas: Canvas, op: Text, y: float, x: float, width: float) -> None:
        if not _is_selectable(op):
            _put_image(canvas, self._bitmap(op), y)
            return
        demand_glyphs(op.text, op.language, op.weight)
        canvas.setFont(font(op.weight), op.size)
        step = op.size * op.leading
        for row, line in enumerate(self._lines(op, width)):
            baseline = y - row * step - step / 2 - op.size * _CAPITALS / 2
            if op.align is Align.CENTRE:
                canvas.drawCentredString(x + width / 2, baseline, line)
            else:
                canvas.drawString(x, baseline, line)

    def _number(self, canvas: Canvas, op: Number, y: float) -> None:
        demand_glyphs(op.text, "fr", 700)
        natural = canvas.stringWidth(op.text, font(700), op.size)
        stretch = min(op.stretch, op.width / natural)
        canvas.saveState()  # the stretch of a text outlives it
        text = canvas.beginText()
        left = _MARGIN + (self._width - natural * stretch) / 2
        text.setTextOrigin(left, y - op.size * _CAPITALS)
        text.setFont(font(700), op.size)
        text.setHorizScale(stretch * 100)
        text.textOut(op.text)
        canvas.drawText(text)
        canvas.restoreState()

    def _band(self, canvas: Canvas, op: Band, y: float) -> None:
        height = self.height(op)
        canvas.rect(_MARGIN, y - height, self._width, height, 0, 1)
        y -= op.padding
        for line in op.lines:
            if _is_selectable(line):
                canvas.setFillGray(1)
                self._text(canvas, line, y, _MARGIN, self._width)
                canvas.setFillGray(0)
            else:
                _put_image(canvas, self._bitmap(line), y, is_inverse=True)
            y -= self._text_height(line)

    def _code(self, op: Qr) -> tuple[tuple[tuple[int, ...], ...], int]:
        rows = qr.modules(op.payload)
        return rows, qr.fitting_module(op.module, len(rows), self._width, is_beside=op.is_beside)

    def _caption_place(self, op: Qr) -> tuple[float, float]:
        rows, module = self._code(op)
        left = (len(rows) + qr.QUIET) * module if op.is_beside else 0
        return left, self._width - left

    def _code_height(self, op: Qr) -> float:
        rows, module = self._code(op)
        side = len(rows) * module
        width = self._caption_place(op)[1]
        text = sum(len(self._lines(line, width)) * line.size * line.leading for line in op.caption)
        return max(side, text) if op.is_beside else side + qr.QUIET * module + text

    def _qr(self, canvas: Canvas, op: Qr, y: float) -> None:
        rows, module = self._code(op)
        side = len(rows) * module
        left = _MARGIN if op.is_beside else _MARGIN + (self._width - side) / 2
        for down, row in enumerate(rows):
            for start, length in qr.black_runs(row):
                bottom = y - (down + 1) * module
                canvas.rect(left + start * module, bottom, length * module, module, 0, 1)
        x, width = self._caption_place(op)
        top = y if op.is_beside else y - side - qr.QUIET * module
        for line in op.caption:
            self._text(canvas, line, top, _MARGIN + x, width)
            top -= len(self._lines(line, width)) * line.size * line.leading

    def _bitmap(self, op: Text) -> Bitmap:
        if op not in self._drawn:
            self._drawn[op] = self._draw((op,), self._width)
        return self._drawn[op]


def _is_selectable(op: Text) -> bool:
    """Whether reportlab can set *op*: scripts that need shaping are drawn by Qt instead."""
    return stems(op.language) == (LATIN,) and not op.is_rtl


def _put_image(canvas: Canvas, bitmap: Bitmap, y: float, *, is_inverse: bool = False) -> None:
    from PIL import Image  # noqa: PLC0415 - comes with reportlab
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415

    # A viewer draws every pixel an image touches: in a band it stays off the edges.
    left = _MARGIN + (_INSIDE if is_inverse else 0)
    width = bitmap.width - 2 * (left - _MARGIN)
    dots = bitmap.data if is_inverse else bytes(byte ^ 0xFF for byte in bitmap.data)
    image = Image.frombytes("1", (bitmap.width, bitmap.height), dots)
    bottom = y - bitmap.height
    box = (left - _MARGIN, 0, left - _MARGIN + width, bitmap.height)
    canvas.drawImage(ImageReader(image.crop(box)), left, bottom, width, bitmap.height)


def _pieces(word: str, op: Text, width: float) -> list[str]:
    """Return *word* cut where the paper ends, whole where it fits."""
    pieces = [""]
    for character in word:
        if pieces[-1] and _width_of(pieces[-1] + character, op) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _width_of(text: str, op: Text) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415

    return float(stringWidth(text, font(op.weight), op.size))


def demand_glyphs(text: str, language: str, weight: int) -> None:
    """Raise MissingGlyph for what the bundled Latin font cannot write."""
    from reportlab.pdfbase.pdfmetrics import getFont  # noqa: PLC0415

    glyphs = getFont(font(weight)).face.charToGlyph
    missing = "".join(c for c in dict.fromkeys(text) if ord(c) not in glyphs)
    if missing:
        raise MissingGlyph(missing, language)


@functools.cache
def font(weight: int) -> str:
    """Return reportlab's name of the bundled Latin font nearest to *weight*."""
    from reportlab.pdfbase.pdfmetrics import registerFont  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    path = nearest(LATIN, weight)
    registerFont(TTFont(path.stem, str(path)))
    return path.stem
