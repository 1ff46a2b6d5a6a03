"""Line icons drawn in the theme's colours from the shipped SVGs; each has a word beside it."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desk_app.settings.resources import resource


def draw_icon(painter: QPainter, name: str, colour: QColor, rect: QRectF) -> None:
    """Draw the icon *name* filling *rect*; the stroke is 2 up to 16 px, else 1.75."""
    stroke = "2" if rect.width() <= 16 else "1.75"
    _renderer(name, colour.name(), stroke).render(painter, rect)


def icon_pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon at *size* logical pixels for a screen of device pixel *ratio*."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_icon(painter, name, colour, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon_of(name: str, colour: QColor, size: int) -> QIcon:
    """Return a QIcon, sharp at 100 and 200 % screens, for Qt's own widgets."""
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(icon_pixmap(name, colour, size, ratio))
    return icon


@functools.lru_cache(maxsize=512)
def _renderer(name: str, colour: str, stroke: str) -> QSvgRenderer:
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    drawing = drawing.replace("currentColor", colour)
    drawing = drawing.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(drawing.encode()))
