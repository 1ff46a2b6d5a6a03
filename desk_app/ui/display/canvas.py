"""The picture of the display as a widget of any size: the real one and its preview."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSizeF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desk_app.ui.display import calls, notices
from desk_app.ui.display.layout import Layout, layout_for
from desk_app.ui.display.picture import Picture, State
from desk_app.ui.fonts import load_fonts
from desk_app.ui.palettes import DISPLAY


def paint(painter: QPainter, layout: Layout, picture: Picture, part: QRectF) -> None:
    """Paint *picture*, at least what lies in *part* (px of the design)."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    if picture.state is State.EMERGENCY:
        notices.draw_emergency(painter, layout, picture.emergency)
        return
    painter.fillRect(part, QColor(DISPLAY.bg))
    if picture.is_rehearsal and part.intersects(layout.rehearsal):
        notices.draw_rehearsal(painter, layout)
    if part.intersects(layout.header):
        notices.draw_header(painter, layout, picture)
    if part.intersects(layout.band):
        notices.draw_band(painter, layout, picture.page)
    if part.intersects(layout.calls):
        _paint_middle(painter, layout, picture, part)


class DisplayCanvas(QWidget):
    """Paints pictures, and of a new one only the parts that differ from the last.

    `painted` tells that what was last shown is on the widget.
    """

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_fonts()
        self._picture = Picture()
        self._layout = layout_for(QSizeF(1920, 1080))

    def show_picture(self, picture: Picture) -> None:
        """Show *picture*."""
        before, self._picture = self._picture, picture
        if picture.is_rehearsal != before.is_rehearsal:
            self._fit()
        for place in changed_places(self._layout, before, picture):
            self.update(self._on_screen(place))

    def picture(self) -> Picture:
        """Return what is shown."""
        return self._picture

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what the system asks for."""
        scale = self._layout.scale
        asked = QRectF(event.rect())
        part = QRectF(
            asked.x() / scale, asked.y() / scale, asked.width() / scale, asked.height() / scale
        )
        painter = QPainter(self)
        painter.scale(scale, scale)
        paint(painter, self._layout, self._picture, part)
        painter.end()
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the places anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.width() > 0 and self.height() > 0:
            size = QSizeF(self.size())
            self._layout = layout_for(size, rehearsal=self._picture.is_rehearsal)
            self.update()

    def _on_screen(self, place: QRectF) -> QRect:
        scale = self._layout.scale
        return QRectF(
            place.x() * scale, place.y() * scale, place.width() * scale, place.height() * scale
        ).toAlignedRect()


def changed_places(layout: Layout, before: Picture, after: Picture) -> tuple[QRectF, ...]:
    """Return the places in which *after* looks different from *before*."""
    whole = QRectF(0, 0, layout.size.width(), layout.size.height())
    if before == after:
        return ()
    if before.state is not after.state or before.is_rehearsal != after.is_rehearsal:
        return (whole,)
    if after.state is State.EMERGENCY:
        return (whole,)
    places: list[QRectF] = []
    if _head(before) != _head(after):
        places.append(layout.header)
    if before.page != after.page:
        places.append(layout.band)
    if after.state is State.CALLS:
        places.extend(_changed_calls(layout, before, after))
    elif (before.notice, before.hour) != (after.notice, after.hour):
        places.append(layout.calls)
    return tuple(places)


def _changed_calls(layout: Layout, before: Picture, after: Picture) -> list[QRectF]:
    live, recent = len(layout.live), layout.recent_places
    old, new = before.scene, after.scene
    places = []
    if (old.first, old.flashes) != (new.first, new.flashes):
        places.append(layout.first)
    if old.live(live) != new.live(live):
        places.extend(layout.live)
    if old.recent(recent, live_places=live) != new.recent(recent, live_places=live):
        places.append(layout.recent)
    return places


def _head(picture: Picture) -> tuple[str, str, str]:
    return picture.site, picture.time, picture.stale


def _paint_middle(painter: QPainter, layout: Layout, picture: Picture, part: QRectF) -> None:
    if picture.state is State.WELCOME:
        notices.draw_welcome(painter, layout, picture.notice)
    elif picture.state is State.CLOSED:
        notices.draw_closed(painter, layout, picture)
    else:
        if part.intersects(layout.first):
            calls.draw_first(painter, layout, picture.scene)
        if any(part.intersects(place) for place in layout.live):
            calls.draw_live(painter, layout, picture.scene)
        if part.intersects(layout.recent):
            calls.draw_recent(painter, layout, picture.scene)
