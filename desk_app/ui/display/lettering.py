"""Fits words into a place of the display and sets them in their own direction."""

from __future__ import annotations

import functools

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from desk_app.ui.display.sentences import runs_right_to_left
from desk_app.ui.fonts import font_of, own_first, script_family

_LEAST = 10  # px of the design: smaller than eyes like, but better than words cut off
_LATIN_PITCH, _HIGH_PITCH = 1.32, 1.5  # of the size; Arabic and Indic letters are higher
_HIGH = frozenset({"Desk Sans Arabic", "Desk Sans Bengali", "Desk Sans Tamil"})


def number_font(px: float) -> QFont:
    """Return the type of ticket numbers and counters."""
    return font_of(px, 700)


def width_of(text: str, font: QFont) -> float:
    """Return how wide *text* is."""
    return QFontMetricsF(font).horizontalAdvance(text)


def font_for(text: str, px: float, weight: int = 600) -> QFont:
    """Return the bundled type with the family of *text*'s own script first.

    Left to fallback, Qt warns for each script that Desk Sans cannot shape.
    """
    return own_first(font_of(px, weight), text)


def fitted(text: str, place: QRectF, px: float, weight: int = 600) -> QFont:
    """Return the type, at most *px*, in which *text* has room in *place*, wrapped."""
    size = fitting_px((text,), place.width(), place.height(), round(px), weight)
    return font_for(text, size, weight)


@functools.lru_cache(maxsize=512)
def fitting_px(
    texts: tuple[str, ...], width: float, height: float, px: int, weight: int = 600
) -> int:
    """Return the largest size up to *px* in which *texts* have room one under the other.

    Words are never broken and sentences never cut.
    """
    for size in range(px, _LEAST, -1):
        heights = [height_of(text, width, size, weight) for text in texts]
        if all(heights) and sum(heights) <= height:
            return size
    return _LEAST


def height_of(text: str, width: float, px: int, weight: int = 600) -> float:
    """Return how high *text* is when wrapped to *width*; 0 where a word is wider than that."""
    layout = _laid_out(text, font_for(text, px, weight), width)
    lines = [layout.lineAt(index) for index in range(layout.lineCount())]
    if any(line.naturalTextWidth() > width for line in lines):
        return 0.0
    return max(1, len(lines)) * _pitch(text, px)


def write(
    painter: QPainter,
    place: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    *,
    align: Qt.AlignmentFlag | None = None,
) -> None:
    """Write *text* in *place*, wrapped, in the middle of its height.

    Without *align* it begins where its script begins: Arabic at the right.
    """
    begins = Qt.AlignmentFlag.AlignRight if runs_right_to_left(text) else Qt.AlignmentFlag.AlignLeft
    layout = _laid_out(text, font, place.width(), align if align is not None else begins)
    pitch = _pitch(text, font.pixelSize())
    top = place.center().y() - pitch * layout.lineCount() / 2
    painter.setPen(colour)
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        # The letters' middle, not the line's: scripts differ in what they keep free above.
        base = top + pitch * (index + 0.5) + font.pixelSize() * 0.34
        line.draw(painter, QPointF(place.left(), base - line.ascent()))


def write_line(painter: QPainter, left: float, base: float, text: str, font: QFont) -> None:
    """Write *text* from *left* on the line *base*, in the pen's colour, left to right."""
    painter.setFont(font)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.drawText(QPointF(left, base), text)


def _laid_out(
    text: str,
    font: QFont,
    width: float,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> QTextLayout:
    option = QTextOption(align | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft
        if runs_right_to_left(text)
        else Qt.LayoutDirection.LeftToRight
    )
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line = layout.createLine()
    layout.endLayout()
    for index in range(layout.lineCount()):
        layout.lineAt(index).setPosition(QPointF(0, 0))
    return layout


def _pitch(text: str, px: float) -> float:
    return px * (_HIGH_PITCH if script_family(text) in _HIGH else _LATIN_PITCH)
