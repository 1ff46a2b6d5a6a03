"""Boxes, key caps and words drawn alike by every widget; it keeps no state."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QWidget

from desk_app.ui.fonts import suited
from desk_app.ui.icons import draw_icon
from desk_app.ui.theme import Theme, current

TagTone = Literal["accent", "neutral", "ok", "warn", "danger", "prio"]

# ink and ground
_TAGS: dict[TagTone, tuple[str, str]] = {
    "accent": ("accent_text", "accent_soft"),
    "neutral": ("text2", "sunken"),
    "ok": ("ok", "ok_soft"),
    "warn": ("warn", "warn_soft"),
    "danger": ("danger", "danger_soft"),
    "prio": ("prio", "prio_soft"),
}

MIDDLE = Qt.AlignmentFlag.AlignVCenter
START = Qt.AlignmentFlag.AlignLeft
END = Qt.AlignmentFlag.AlignRight


def painter_on(widget: QWidget) -> QPainter:
    """Return a smooth painter on *widget*; the caller ends it."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def draw_box(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    radius: float = 6,
    width: float = 1,
) -> None:
    """Draw a rounded box whose edge of *width* px lies inside *rect*."""
    inset = width / 2 if edge is not None else 0
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.setPen(QPen(edge, width) if edge is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(fill if fill is not None else QColor(Qt.GlobalColor.transparent))
    painter.drawRoundedRect(inner, radius - inset, radius - inset)


def draw_words(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = START | MIDDLE,
    wrap: bool = False,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Draw *text* in *rect*; START and END follow *direction*, the words their own script.

    So "31 min" stays "31 min" in a window that reads right to left.
    """
    painter.setFont(suited(font, text))
    painter.setPen(colour)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    flags = QStyle.visualAlignment(direction, align) | Qt.AlignmentFlag.AlignAbsolute
    mode = Qt.TextFlag.TextWordWrap if wrap else Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(flags) | int(mode), text)


def mirrored(widget: QWidget, rect: QRect) -> QRect:
    """Return *rect* where a right-to-left *widget* puts it."""
    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), rect)


def place_icon(painter: QPainter, widget: QWidget, name: str, colour: QColor, rect: QRect) -> None:
    """Draw an icon in *rect*, given left to right."""
    draw_icon(painter, name, colour, QRectF(mirrored(widget, rect)))


def cap_width(theme: Theme, label: str) -> int:
    """Return the width of the key cap of *label*; 0 where caps are hidden."""
    if not label or not theme.show_keys:
        return 0
    words = QFontMetrics(theme.font("key")).horizontalAdvance(label)
    return max(theme.px(20), words + theme.px(12))


def draw_cap(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    label: str,
    *,
    on_fill: QColor | None = None,
) -> None:
    """Draw a key cap; on a filled button it is a line in the button's ink, *on_fill*."""
    edge = on_fill or theme.colour("line")
    ink = on_fill or theme.colour("text2")
    fill = None if on_fill is not None else theme.colour("sunken")
    draw_box(painter, QRectF(rect), fill=fill, edge=edge, radius=theme.px(4))
    draw_words(
        painter,
        rect,
        label,
        font=theme.font("key"),
        colour=ink,
        align=Qt.AlignmentFlag.AlignCenter,
    )


def tag_width(theme: Theme, text: str) -> int:
    """Return the width of a tag that says *text*."""
    words = QFontMetrics(theme.font("caption", 600)).horizontalAdvance(text)
    return words + theme.px(36)


def draw_tag(
    painter: QPainter, widget: QWidget, rect: QRect, text: str, *, icon: str, tone: TagTone
) -> None:
    """Draw a tag filling *rect* of *widget*."""
    theme = current()
    ink, ground = (theme.colour(name) for name in _TAGS[tone])
    edge = ink if theme.palette.outlined else None
    draw_box(painter, QRectF(rect), fill=ground, edge=edge, radius=theme.px(4))
    side, pad = theme.px(14), theme.px(8)
    top = rect.top() + (rect.height() - side) // 2
    direction = widget.layoutDirection()
    drawing = QRect(rect.left() + pad, top, side, side)
    draw_icon(painter, icon, ink, QRectF(QStyle.visualRect(direction, rect, drawing)))
    words = rect.adjusted(pad + side + theme.px(6), 0, -theme.px(6), 0)
    draw_words(
        painter,
        QStyle.visualRect(direction, rect, words),
        text,
        font=theme.font("caption", 600),
        colour=ink,
        direction=direction,
    )
