"""Draws the calls: the big card, the other live ones, the recent ones. Numbers, arrow, place."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from desk_app.services.board import BoardLine
from desk_app.ui.display.layout import Layout
from desk_app.ui.display.lettering import number_font, width_of, write_line
from desk_app.ui.display.sentences import counter_word
from desk_app.ui.display.stage import Scene
from desk_app.ui.fonts import font_of
from desk_app.ui.icons import draw_icon
from desk_app.ui.palettes import DISPLAY
from desk_app.ui.widgets.painting import draw_box
from desk_app.words.texts import spaced

DIGIT = 0.714  # height of a digit to the size of the type, in Noto Sans
ARROW = 0.32  # its width to the size of the type
ARROW_GAP = 0.2  # what stays free on either side of it, to the size of the type
_WORD_GAP = 30.0


def draw_first(painter: QPainter, layout: Layout, scene: Scene) -> None:
    """Draw the big card: yellow, or white in the flashes of a new call; dark letters on both."""
    line = scene.first
    ground = DISPLAY.text if scene.flashes else DISPLAY.call
    place = layout.first
    if line is None:
        _draw_panel(painter, place)
        return
    draw_box(painter, place, fill=QColor(ground), radius=20)
    ink = QColor(DISPLAY.on_call)
    _draw_call(painter, layout, place, line, ink=ink, word_ink=ink)


def draw_live(painter: QPainter, layout: Layout, scene: Scene) -> None:
    """Draw the other live calls, each in its panel; a free place stays an empty panel."""
    lines = scene.live(len(layout.live))
    for index, place in enumerate(layout.live):
        _draw_panel(painter, place)
        if index < len(lines):
            _draw_call(
                painter,
                layout,
                place,
                lines[index],
                ink=QColor(DISPLAY.text),
                word_ink=QColor(DISPLAY.text2),
            )


def draw_recent(painter: QPainter, layout: Layout, scene: Scene) -> None:
    """Draw the calls before, newest first, under the signs of ticket and counter."""
    lines = scene.recent(layout.recent_places, live_places=len(layout.live))
    _draw_panel(painter, layout.recent)
    inner = layout.recent.adjusted(36, 0, -36, 0)
    width = (inner.width() - 72 * (layout.recent_columns - 1)) / layout.recent_columns
    head = 92.0
    row = (inner.height() - head) / layout.recent_rows
    for column in range(layout.recent_columns):
        left = inner.left() + column * (width + 72)
        _draw_signs(painter, QRectF(left, inner.top(), width, head))
        for step in range(layout.recent_rows):
            index = column * layout.recent_rows + step
            place = QRectF(left, inner.top() + head + step * row, width, row)
            painter.fillRect(QRectF(left, place.top() - 1, width, 2), QColor(DISPLAY.line))
            if index < len(lines):
                _draw_row(painter, place, lines[index])


def _draw_panel(painter: QPainter, place: QRectF) -> None:
    draw_box(painter, place, fill=QColor(DISPLAY.panel), radius=20)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the parts of one call stand; the font is that of number and counter."""

    font: QFont
    word_font: QFont
    base: float
    number: QRectF
    arrow: QRectF
    word: QRectF
    counter: QRectF
    word_is_under: bool

    @property
    def digit_height(self) -> float:
        """How high the digits are."""
        return self.font.pixelSize() * DIGIT

    @property
    def on_the_line(self) -> tuple[QRectF, ...]:
        """The parts that stand side by side."""
        word = () if self.word_is_under else (self.word,)
        return self.number, self.arrow, *word, self.counter


def place_of_words(layout: Layout, place: QRectF, line: BoardLine) -> Places:
    """Return where number, arrow, word and counter stand in the card *place*.

    They are smaller than designed only where they do not fit. On an upright screen the word
    stands under the counter of the big card, which has no room beside it.
    """
    is_first = place == layout.first
    under = layout.is_upright and is_first
    type_px = _type_px(layout, place, is_first=is_first)
    number, counter = spaced(line.number), str(line.counter)
    pad = 40.0 if layout.is_upright else 52.0
    word_font = font_of(max(36.0, type_px * 0.205), 600)
    word_width = width_of(counter_word(), word_font)
    beside = 0.0 if under else word_width + _WORD_GAP
    side = type_px * ARROW
    wanted = number_font(type_px)
    spare = place.width() - 2 * pad - beside - side - 2 * ARROW_GAP * type_px
    share = spare / (width_of(number, wanted) + width_of(counter, wanted))
    font = number_font(int(type_px * min(1.0, share)))
    high = font.pixelSize() * DIGIT
    base = place.center().y() + high / 2 - (22 if under else 0)
    top = base - high
    left, right = place.left() + pad, place.right() - pad
    number_at = QRectF(left, top, width_of(number, font), high)
    counter_at = QRectF(right - width_of(counter, font), top, width_of(counter, font), high)
    word_high = word_font.pixelSize() * DIGIT
    word_at = QRectF(counter_at.left() - beside, base - word_high, word_width, word_high)
    if under:
        word_at.moveTopLeft(QPointF(right - word_width, base + 62 - word_high))
    first_free, last_free = number_at.right(), counter_at.left() - beside
    middle = max(place.left() + place.width() * 0.617, first_free + side)
    if last_free - first_free < 3.2 * side or middle > last_free - side:
        middle = (first_free + last_free) / 2
    arrow_at = QRectF(middle - side / 2, top + (high - side) / 2, side, side)
    return Places(
        font=font, word_font=word_font, base=base, number=number_at, arrow=arrow_at,
        word=word_at, counter=counter_at, word_is_under=under,
    )  # fmt: skip


def _type_px(layout: Layout, place: QRectF, *, is_first: bool) -> float:
    if layout.is_upright:
        return 224.0 if is_first else 170.0
    return 224 * place.height() / 300 if is_first else place.height()


def _draw_call(
    painter: QPainter,
    layout: Layout,
    place: QRectF,
    line: BoardLine,
    *,
    ink: QColor,
    word_ink: QColor,
) -> None:
    parts = place_of_words(layout, place, line)
    painter.setPen(ink)
    write_line(painter, parts.number.left(), parts.base, spaced(line.number), parts.font)
    write_line(painter, parts.counter.left(), parts.base, str(line.counter), parts.font)
    _draw_arrow(painter, parts.arrow, ink)
    painter.setPen(word_ink)
    write_line(painter, parts.word.left(), parts.word.bottom(), counter_word(), parts.word_font)


def _draw_arrow(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw the way from number to counter, as bold as the letters beside it."""
    tip = QPointF(place.right(), place.center().y())
    wing = place.width() * 0.42
    path = QPainterPath(QPointF(place.left(), tip.y()))
    path.lineTo(tip)
    path.moveTo(tip.x() - wing, tip.y() - wing)
    path.lineTo(tip)
    path.lineTo(tip.x() - wing, tip.y() + wing)
    pen = QPen(ink, place.width() * 0.13)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _draw_signs(painter: QPainter, place: QRectF) -> None:
    """Draw ticket, arrow and bell: the head that needs no language."""
    ink = QColor(DISPLAY.text2)
    middle = place.center().y()
    draw_icon(painter, "ticket", ink, QRectF(place.left(), middle - 26, 52, 52))
    draw_icon(painter, "arrow-right", ink, QRectF(place.center().x() - 17, middle - 17, 34, 34))
    draw_icon(painter, "concierge-bell", ink, QRectF(place.right() - 52, middle - 26, 52, 52))


def _draw_row(painter: QPainter, place: QRectF, line: BoardLine) -> None:
    number, counter = spaced(line.number), str(line.counter)
    wanted = font_of(76, 600)
    taken = width_of(number, wanted) + width_of(counter, wanted) + 40
    font = font_of(76 * min(1.0, place.width() / taken), 600)
    base = place.center().y() + font.pixelSize() * DIGIT / 2
    painter.setPen(QColor(DISPLAY.text))
    write_line(painter, place.left(), base, number, font)
    painter.setPen(QColor(DISPLAY.text2))
    write_line(painter, place.right() - width_of(counter, font), base, counter, font)
