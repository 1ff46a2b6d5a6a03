"""Ops drawn by Qt into black and white dots: every script, shaped. No bytes for a printer.

The only module of printing that knows Qt, imported when something must be drawn.
"""

from __future__ import annotations

import functools
import os
import sys
import threading
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QRawFont,
    QTextLayout,
    QTextOption,
    QTransform,
)

from desk_app.printing import qr
from desk_app.printing.bitmap import Bitmap
from desk_app.printing.ops import Align, Band, Cut, Feed, Number, PrintOp, Qr, Rule, Text
from desk_app.printing.typefaces import MissingGlyph, files, nearest, stems

_UNBROKEN = "\u2011"  # a hyphen that ends no line: Seine-Saint-Denis
_INVISIBLE = frozenset("\u200c\u200d\u2066\u2067\u2068\u2069")
_BLACK, _WHITE = QColor(0, 0, 0), QColor(255, 255, 255)


def prepare() -> None:
    """Make the application object that text needs, offscreen, where the process has none.

    Called on the main thread before a worker draws: Qt allows its making nowhere else.
    """
    if QGuiApplication.instance() is not None:
        return
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("raster.prepare() belongs to the main thread")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _applications.append(QGuiApplication(sys.argv[:1]))


def draw(ops: Sequence[PrintOp], width: int) -> Bitmap:
    """Return *ops* drawn one under another on paper *width* dots wide.

    Raises MissingGlyph. Text is drawn grey and cut at half, which keeps curves round; nothing
    is dithered (dithered dots can hold a printer's real-time commands).
    """
    prepare()
    blocks = [_block(op, width) for op in ops]
    height = sum(block.height for block in blocks)
    # What Qt paints fastest: the same dots as in 8 bits of grey, in a third of the time.
    image = QImage(width, max(1, height), QImage.Format.Format_RGB32)
    image.fill(_WHITE)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    y = 0
    for block in blocks:
        block.paint(painter, y)
        y += block.height
    painter.end()
    return _packed(image, height)


_applications: list[QGuiApplication] = []  # Qt frees the object with its last reference


class _Bar:
    """A black line, or white paper where its *width* is nothing."""

    def __init__(self, height: int, width: int) -> None:
        self.height = height
        self._width = width

    def paint(self, painter: QPainter, y: int) -> None:
        """Draw the bar at *y*."""
        painter.fillRect(0, y, self._width, self.height, _BLACK)


class _Paragraph:
    """A text laid out in lines of equal height."""

    def __init__(self, op: Text, width: int, *, x: int = 0, ink: QColor = _BLACK) -> None:
        _demand_glyphs(op.text, op.language)
        self._ink = ink
        self._step = round(op.size * op.leading)
        self._layout, indent = _laid_out(op, width)
        self._x = x + indent
        rows = self._layout.lineCount()
        for row in range(rows):
            line = self._layout.lineAt(row)
            # The middle of the capitals stands in the middle of the row, whatever the font's
            # own line is: Arabic and Indic fonts declare very tall ones.
            baseline = row * self._step + self._step / 2 + op.size * 0.36
            line.setPosition(QPointF(0, round(baseline - line.ascent())))
        self.height = rows * self._step

    def paint(self, painter: QPainter, y: int) -> None:
        """Draw the lines, the first at *y*."""
        painter.setPen(self._ink)
        self._layout.draw(painter, QPointF(self._x, y))


class _Digits:
    """The ticket's number as an outline, so that its height and width are exact."""

    def __init__(self, op: Number, width: int) -> None:
        _demand_glyphs(op.text, "fr")
        font = _font("fr", op.size, 700)
        path = QPainterPath()
        path.addText(QPointF(0, 0), font, op.text)
        box = path.boundingRect()
        stretch = min(op.stretch, op.width / box.width()) if box.width() else 1.0
        left = (width - box.width() * stretch) / 2
        move = QTransform.fromTranslate(left, 0).scale(stretch, 1).translate(-box.x(), -box.y())
        self._path = move.map(path)
        self.height = round(box.height())

    def paint(self, painter: QPainter, y: int) -> None:
        """Draw the number with its top at *y*."""
        painter.fillPath(self._path.translated(0, y), _BLACK)


class _Inverse:
    """White lines on a black band."""

    def __init__(self, op: Band, width: int) -> None:
        self._lines = [_Paragraph(line, width - 16, x=8, ink=_WHITE) for line in op.lines]
        self._padding, self._width = op.padding, width
        self.height = sum(line.height for line in self._lines) + 2 * op.padding

    def paint(self, painter: QPainter, y: int) -> None:
        """Draw the band and its lines."""
        painter.fillRect(0, y, self._width, self.height, _BLACK)
        y += self._padding
        for line in self._lines:
            line.paint(painter, y)
            y += line.height


class _Code:
    """A QR code with its caption beside or under it, and its quiet margin left white."""

    def __init__(self, op: Qr, width: int) -> None:
        self._rows = qr.modules(op.payload)
        count = len(self._rows)
        quiet = qr.QUIET
        self._module = qr.fitting_module(op.module, count, width, is_beside=op.is_beside)
        self._side = count * self._module
        margin = quiet * self._module
        self._left = 0 if op.is_beside else (width - self._side) // 2
        x = self._side + margin if op.is_beside else 0
        self._caption = [_Paragraph(line, width - x, x=x) for line in op.caption]
        text = sum(line.height for line in self._caption)
        self._text_top = 0 if op.is_beside else self._side + margin
        self.height = max(self._side, text) if op.is_beside else self._text_top + text

    def paint(self, painter: QPainter, y: int) -> None:
        """Draw the squares exactly on the dots, then the caption."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for down, row in enumerate(self._rows):
            for start, length in qr.black_runs(row):
                painter.fillRect(
                    self._left + start * self._module, y + down * self._module,
                    length * self._module, self._module, _BLACK,
                )  # fmt: skip
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        top = y + self._text_top
        for line in self._caption:
            line.paint(painter, top)
            top += line.height


_Block = _Bar | _Paragraph | _Digits | _Inverse | _Code


def _block(op: PrintOp, width: int) -> _Block:
    block: _Block
    match op:
        case Text():
            block = _Paragraph(op, width)
        case Number():
            block = _Digits(op, width)
        case Rule():
            block = _Bar(op.thickness, width)
        case Band():
            block = _Inverse(op, width)
        case Qr():
            block = _Code(op, width)
        case Feed():
            block = _Bar(op.dots, 0)
        case Cut():
            block = _Bar(0, 0)
    return block


def _laid_out(op: Text, width: int) -> tuple[QTextLayout, int]:
    """Return *op* broken into lines, and how far they are moved in to stand on the middle."""
    layout = QTextLayout(op.text.replace("-", _UNBROKEN), _font(op.language, op.size, op.weight))
    layout.setTextOption(_option(op))
    rows = _break_lines(layout, width)
    if op.align is not Align.CENTRE or rows == 1:
        return layout, 0
    narrow = _balanced(layout, rows, width)
    _break_lines(layout, narrow)
    return layout, (width - narrow) // 2


def _option(op: Text) -> QTextOption:
    option = QTextOption()
    if op.is_rtl:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    start = Qt.AlignmentFlag.AlignRight if op.is_rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(Qt.AlignmentFlag.AlignHCenter if op.align is Align.CENTRE else start)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _break_lines(layout: QTextLayout, width: int) -> int:
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout.lineCount()


def _balanced(layout: QTextLayout, rows: int, width: int) -> int:
    """Return the least width that still takes *rows* lines: no word is left alone at the end."""
    low, high = width // 2, width
    while high - low > 8:
        middle = (low + high) // 2
        low, high = (low, middle) if _break_lines(layout, middle) == rows else (middle, high)
    return high


@functools.lru_cache(maxsize=128)
def _font(language: str, size: int, weight: int) -> QFont:
    families = [_family(stem) for stem in stems(language)]
    font = QFont(families[0])  # not QFont(): that is a copy of the windows' own, digits and all
    font.setFamilies(families)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    # On whole dots: without it a first drawing differs from the next by a dot or two.
    font.setHintingPreference(QFont.HintingPreference.PreferFullHinting)
    return font


@functools.cache
def _family(stem: str) -> str:
    names = [
        QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
        for path in files(stem).values()
    ]
    if not names or not names[0]:
        raise FileNotFoundError(str(nearest(stem, 400)))
    return names[0][0]


def _demand_glyphs(text: str, language: str) -> None:
    asked = [character for character in dict.fromkeys(text) if character not in _INVISIBLE]
    unknown = [character for character in asked if (language, character) not in _drawn]
    if unknown:
        # Made anew: a QRawFont is good only on the thread that made it, and only while it lives.
        fonts = [QRawFont(str(nearest(stem, 400)), 24.0) for stem in stems(language)]
        for character in unknown:
            known = any(font.supportsCharacter(ord(character)) for font in fonts)
            _drawn[language, character] = known
    missing = "".join(character for character in asked if not _drawn[language, character])
    if missing:
        raise MissingGlyph(missing, language)


_drawn: dict[tuple[str, str], bool] = {}
"""Whether the fonts of a language draw a character, for those asked so far."""


def _packed(image: QImage, height: int) -> Bitmap:
    mono = image.convertToFormat(
        QImage.Format.Format_Mono,
        Qt.ImageConversionFlag.MonoOnly | Qt.ImageConversionFlag.ThresholdDither,
    )
    if mono.color(1) != _BLACK.rgb():
        mono.invertPixels()
    width = mono.width()
    stride, padded = (width + 7) // 8, mono.bytesPerLine()
    data = bytes(mono.constBits())
    if padded != stride:
        data = b"".join(data[row * padded :][:stride] for row in range(height))
    return Bitmap(width, height, data[: stride * height])
