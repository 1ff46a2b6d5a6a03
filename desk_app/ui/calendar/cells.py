"""How one hour of one day is drawn: figures, a bar by share, hatching where it is closed."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from desk_app.domain.series import Use
from desk_app.ui.calendar.model import HourCell, to_place_said
from desk_app.ui.icons import draw_icon
from desk_app.ui.theme import Theme, current
from desk_app.ui.widgets.painting import MIDDLE, START, draw_box, draw_words
from desk_app.words.calendar import closure_reason
from desk_app.words.catalogue import _

Segment = tuple[int, str, Qt.BrushStyle]
"""Seats, the colour they are drawn in, and the pattern that tells them apart without colour."""
SHARES: tuple[tuple[Use, str, Qt.BrushStyle], ...] = (
    (Use.APPOINTMENT, "accent", Qt.BrushStyle.NoBrush),
    (Use.URGENT, "prio", Qt.BrushStyle.FDiagPattern),
    (Use.RESERVE, "warn", Qt.BrushStyle.Dense5Pattern),
    (Use.WALK_IN, "ok", Qt.BrushStyle.VerPattern),
)
"""How free seats are drawn; taken ones are solid."""


class Mark(NamedTuple):
    """What wants an eye in a cell: icon, word and tone."""

    icon: str
    said: str
    tone: str


def draw_cell(
    painter: QPainter, widget: QWidget, rect: QRect, cell: HourCell, *, is_over: bool
) -> None:
    """Draw *cell* in *rect*, which stands where the direction puts it."""
    theme = current()
    if not cell.slots:
        draw_box(painter, QRectF(rect), fill=theme.colour("sunken"), radius=theme.px(4))
        return
    line = theme.colour("line")
    draw_box(painter, QRectF(rect), fill=theme.colour("surface"), edge=line, radius=theme.px(4))
    if cell.is_closed:
        _draw_closed(painter, widget, theme, rect, cell)
        return
    tone = "text2" if is_over else "text"
    words = f"{cell.taken}/{cell.places}"
    inner = rect.adjusted(theme.px(7), theme.px(4), -theme.px(6), -theme.px(6))
    top = QRect(inner.left(), inner.top(), inner.width(), theme.px(20))
    draw_words(
        painter, top, words, font=theme.font("body", 600), colour=theme.colour(tone),
        align=START | MIDDLE, direction=widget.layoutDirection(),
    )  # fmt: skip
    _draw_bar(painter, theme, _foot(theme, inner), cell)
    _draw_note(painter, widget, top, cell)


def draw_sample(painter: QPainter, theme: Theme, rect: QRectF, use: Use | None) -> None:
    """Draw what a share looks like, for the legend; None is what is taken."""
    if use is None:
        painter.fillRect(rect, theme.colour("accent"))
        return
    _name, token, pattern = next(each for each in SHARES if each[0] is use)
    _draw_segment(painter, theme, rect, token, pattern)


def _foot(theme: Theme, inner: QRect) -> QRectF:
    high = theme.px(12)
    return QRectF(inner.left(), inner.bottom() - high, inner.width(), high)


def _draw_bar(painter: QPainter, theme: Theme, rect: QRectF, cell: HourCell) -> None:
    """Taken from the left, then what is free by its share; what cools is left white."""
    if not cell.places:
        return
    wide, left = rect.width() / cell.places, rect.left()
    taken = min(cell.taken, cell.places)
    painter.fillRect(QRectF(left, rect.top(), wide * taken, rect.height()), theme.colour("accent"))
    left += wide * taken
    for use, token, pattern in SHARES:
        seats = cell.free(use)
        if seats:
            part = QRectF(left, rect.top(), wide * seats, rect.height())
            _draw_segment(painter, theme, part, token, pattern)
            left += wide * seats
    painter.setPen(theme.colour("control"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


def _draw_segment(
    painter: QPainter, theme: Theme, rect: QRectF, token: str, pattern: Qt.BrushStyle
) -> None:
    painter.fillRect(rect, theme.colour(f"{token}_soft"))
    if pattern is not Qt.BrushStyle.NoBrush:
        painter.fillRect(rect, QBrush(theme.colour(token), pattern))
    painter.setPen(theme.colour("control"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


def _draw_note(painter: QPainter, widget: QWidget, top: QRect, cell: HourCell) -> None:
    """Say at the end of the line what wants an eye: a conflict, people to place."""
    if cell.clashes:
        _draw_mark(painter, widget, top, Mark("triangle-alert", _("conflict"), "warn"))
    elif cell.to_place:
        _draw_mark(painter, widget, top, Mark("users", to_place_said(cell.to_place), "danger"))


def _draw_closed(
    painter: QPainter, widget: QWidget, theme: Theme, rect: QRect, cell: HourCell
) -> None:
    hatch = QBrush(theme.colour("control"), Qt.BrushStyle.BDiagPattern)
    painter.fillRect(rect.adjusted(1, 1, -1, -1), hatch)
    why = next(one.closed_for for one in cell.slots if one.closed_for)
    pad, high = theme.px(5), theme.px(19)
    room = rect.adjusted(pad, pad, -pad, -pad)
    line = QRect(room.left(), room.top(), room.width(), high)
    _draw_label(painter, widget, line, Mark("", closure_reason(why.value), "text"))
    if cell.to_place:
        said = to_place_said(cell.to_place)
        has_room = QFontMetrics(theme.font("key", 600)).horizontalAdvance(said) <= room.width()
        mark = Mark("" if has_room else "users", said if has_room else str(cell.to_place), "danger")
        _draw_label(painter, widget, line.translated(0, high + theme.px(2)), mark)


def _draw_label(painter: QPainter, widget: QWidget, room: QRect, mark: Mark) -> None:
    """Write on a ground of its own, over the hatching."""
    theme = current()
    font, side = theme.font("key", 600), theme.px(16) if mark.icon else 0
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(mark.said, Qt.TextElideMode.ElideRight, room.width() - side)
    wide = min(room.width(), metrics.horizontalAdvance(shown) + side + theme.px(10))
    is_rtl = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = room.right() - wide if is_rtl else room.left()
    place = QRect(left, room.top(), wide, room.height())
    painter.fillRect(place, theme.colour("surface"))
    if mark.icon:
        box = QRectF(place.left() + theme.px(3), place.top() + theme.px(3), side - 4, side - 4)
        draw_icon(painter, mark.icon, theme.colour(mark.tone), box)
    draw_words(
        painter, place.adjusted(side, 0, 0, 0), shown, font=font, colour=theme.colour(mark.tone),
        align=Qt.AlignmentFlag.AlignCenter,
    )  # fmt: skip


def _draw_mark(painter: QPainter, widget: QWidget, top: QRect, mark: Mark) -> None:
    theme = current()
    side, font = theme.px(13), theme.font("key", 600)
    wide = QFontMetrics(font).horizontalAdvance(mark.said)
    is_rtl = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    has_room = wide + side + theme.px(44) <= top.width()
    left = top.right() - (wide if has_room else 0) - side - theme.px(3)
    if is_rtl:
        left = top.left()
    place = QRectF(left, top.top() + (top.height() - side) / 2, side, side)
    draw_icon(painter, mark.icon, theme.colour(mark.tone), place)
    if has_room:
        words = QRect(round(place.right()) + theme.px(3), top.top(), wide + 2, top.height())
        draw_words(painter, words, mark.said, font=font, colour=theme.colour(mark.tone))
