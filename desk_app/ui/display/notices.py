"""Draws what is written in sentences: header, message band, welcome, closed, emergency."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desk_app.ui.display import sentences
from desk_app.ui.display.band import Page, Words
from desk_app.ui.display.layout import Layout
from desk_app.ui.display.lettering import (
    fitted,
    fitting_px,
    font_for,
    height_of,
    number_font,
    width_of,
    write,
)
from desk_app.ui.display.picture import Picture
from desk_app.ui.fonts import font_of
from desk_app.ui.icons import draw_icon
from desk_app.ui.palettes import DISPLAY

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignHCenter
BAND_PX = 46
_BETWEEN = 10.0


def draw_header(painter: QPainter, layout: Layout, picture: Picture) -> None:
    """Draw the site, the clock, and from when the picture is where the store is lost."""
    place = layout.header
    clock = number_font(64)
    clock_width = width_of(picture.time, clock) + 8
    write(painter, place, picture.time, clock, QColor(DISPLAY.text), align=_RIGHT)
    room = place.adjusted(0, 0, -clock_width - 40, 0)
    if picture.stale:
        stale = font_of(32, 500)
        width = width_of(picture.stale, stale) + 60
        corner = QRectF(room.right() - width, room.top(), width, room.height())
        write(painter, corner, picture.stale, stale, QColor(DISPLAY.call), align=_RIGHT)
        sign = QRectF(corner.left(), corner.center().y() - 19, 38, 38)
        draw_icon(painter, "history", QColor(DISPLAY.call), sign)
        room.setRight(corner.left() - 32)
    font = fitted(picture.site, room, 38, 500)
    write(painter, room, picture.site, font, QColor(DISPLAY.text2), align=_LEFT)


def draw_rehearsal(painter: QPainter, layout: Layout) -> None:
    """Draw the band that says that nothing here is meant."""
    painter.fillRect(layout.rehearsal, QColor(DISPLAY.on_emergency))
    ink = QColor(DISPLAY.on_call)
    write(painter, layout.rehearsal, sentences.rehearsal(), font_of(32, 700), ink, align=_CENTRE)


def draw_band(painter: QPainter, layout: Layout, page: Page | None) -> None:
    """Draw the message: French and one language, or the legal notice in several at once."""
    painter.fillRect(layout.band, QColor(DISPLAY.band))
    if page is None:
        return
    columns = band_columns(layout, page.words)
    for place, column in columns:
        _draw_column(painter, place, column)
    if len(columns) == 2:
        middle = (columns[0][0].right() + columns[1][0].left()) / 2
        rule = layout.band.adjusted(0, 48, 0, -48)
        painter.fillRect(QRectF(middle - 1, rule.top(), 2, rule.height()), _rule_ink())


def band_columns(layout: Layout, words: Sequence[Words]) -> list[tuple[QRectF, Sequence[Words]]]:
    """Return who stands in which column: French first, at the left or above."""
    pad = 24 if len(words) <= 2 else 14
    inner = layout.band.adjusted(56, pad, -56, -pad)
    if len(words) == 1 or (layout.is_upright and len(words) <= 4):
        return [(inner, words)]
    gap = 96.0 if len(words) == 2 else 56.0
    width = (inner.width() - gap) / 2
    left = QRectF(inner.left(), inner.top(), width, inner.height())
    half = len(words) // 2
    return [(left, words[:half]), (left.translated(width + gap, 0), words[half:])]


def band_px(place: QRectF, words: Sequence[Words]) -> int:
    """Return the size in which all of one column have room."""
    room = place.height() - _BETWEEN * (len(words) - 1)
    return fitting_px(tuple(each.text for each in words), place.width(), room, BAND_PX)


def _draw_column(painter: QPainter, place: QRectF, words: Sequence[Words]) -> None:
    px = band_px(place, words)
    heights = [height_of(each.text, place.width(), px) for each in words]
    between = _BETWEEN
    if len(words) > 1:
        between = (place.height() - sum(heights)) / len(words)
    top = place.top() + (place.height() - sum(heights) - between * (len(words) - 1)) / 2
    for index, (each, height) in enumerate(zip(words, heights, strict=True)):
        row = QRectF(place.left(), top, place.width(), height)
        write(painter, row, each.text, font_for(each.text, px), QColor(DISPLAY.on_band))
        top += height + between
        if index + 1 < len(words):
            painter.fillRect(QRectF(row.left(), top - between / 2, row.width(), 2), _rule_ink())


def _rule_ink() -> QColor:
    ink = QColor(DISPLAY.on_band)
    ink.setAlphaF(0.3)
    return ink


def draw_welcome(painter: QPainter, layout: Layout, words: Sequence[Words]) -> None:
    """Draw the welcome in French, and under it in the language whose turn it is."""
    places = _rows(layout.calls.adjusted(40, 24, -40, -24), len(words))
    for index, (each, place) in enumerate(zip(words, places, strict=True)):
        font = fitted(each.text, place, 96 if index == 0 else 84)
        ink = QColor(DISPLAY.call if index == 0 else DISPLAY.text)
        write(painter, place, each.text, font, ink)


def draw_closed(painter: QPainter, layout: Layout, picture: Picture) -> None:
    """Draw that the doors are shut and, as large as a call, the hour they open."""
    lines = [(words.text, 110 if index == 0 else 72) for index, words in enumerate(picture.notice)]
    heights = [150.0] * len(lines) + ([300.0] if picture.hour else [])
    area = layout.calls
    top = area.center().y() - sum(heights) / 2
    for index, height in enumerate(heights):
        row = QRectF(area.left(), top, area.width(), height)
        top += height
        if index == len(lines):
            font, text = number_font(224), picture.hour
        else:
            text, px = lines[index]
            font = fitted(text, row, px, 700 if index == 0 else 600)
        ink = QColor(DISPLAY.text2 if index == 1 else DISPLAY.text)
        write(painter, row, text, font, ink, align=_CENTRE)


def draw_emergency(painter: QPainter, layout: Layout, sentence: str) -> None:
    """Draw one sentence over everything."""
    whole = QRectF(0, 0, layout.size.width(), layout.size.height())
    painter.fillRect(whole, QColor(DISPLAY.emergency))
    white = QColor(DISPLAY.on_emergency)
    sign = QRectF(whole.center().x() - 80, 72, 160, 160)
    draw_icon(painter, "triangle-alert", white, sign)
    place = whole.adjusted(96, 256, -96, -96)
    write(painter, place, sentence, fitted(sentence, place, 96, 700), white, align=_CENTRE)


def _rows(area: QRectF, count: int) -> list[QRectF]:
    height = area.height() / count
    return [
        QRectF(area.left(), area.top() + index * height, area.width(), height)
        for index in range(count)
    ]
