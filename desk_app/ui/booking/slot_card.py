"""One offered time to choose with Alt and its digit; it takes no place."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk_app.ui.booking.model import SlotFace
from desk_app.ui.keys import key_label
from desk_app.ui.theme import Theme, current
from desk_app.ui.widgets.painting import (
    END,
    MIDDLE,
    START,
    cap_width,
    draw_box,
    draw_cap,
    draw_words,
    mirrored,
    painter_on,
    place_icon,
)

HIGH = 64
_HOUR_WIDE = 124


class SlotCard(QAbstractButton):
    """A card of 64 px: key, rule, day, hour, how far ahead; struck through where it is gone."""

    stepped = Signal(int)  # an arrow: up -1, down 1

    def __init__(self, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key_label(shortcut) if shortcut else ""
        self._face = SlotFace()
        self.is_gone = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def face(self) -> SlotFace:
        """Return what the card says."""
        return self._face

    def show_face(self, face: SlotFace, *, gone: bool = False) -> None:
        """Show *face*; one that is *gone* can no longer be chosen."""
        self._face, self.is_gone = face, gone
        self.setAccessibleName(face.spoken)
        self.setEnabled(not gone)
        self.setVisible(bool(face.slot))
        self.update()

    def sizeHint(self) -> QSize:
        """Return 320 by 64 px at the scale in force."""
        theme = current()
        return QSize(theme.px(320), theme.px(HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which day and hour stand side by side."""
        theme = current()
        return QSize(theme.px(270), theme.px(HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows; Enter goes on to what follows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the key, the words, the hour and whether it is chosen."""
        theme = current()
        painter = painter_on(self)
        chosen = self.isChecked() and not self.is_gone
        fill = "accent_soft" if chosen else ("hover" if self.underMouse() else "surface")
        edge = "accent" if chosen else ("line" if self.is_gone else "control")
        draw_box(
            painter,
            QRectF(self.rect()),
            fill=theme.colour("sunken" if self.is_gone else fill),
            edge=theme.colour(edge),
            radius=theme.px(6),
            width=theme.px(2 if chosen else 1),
        )
        start = self._draw_key(painter, theme)
        self._draw_side(painter, theme, chosen=chosen)
        self._draw_words(painter, theme, start, chosen=chosen)
        painter.end()

    def _draw_key(self, painter: QPainter, theme: Theme) -> int:
        """Draw the cap and return where the words begin."""
        cap = 0 if self.is_gone else cap_width(theme, self._key)
        pad, high = theme.px(13), theme.px(20)
        if cap:
            place = QRect(pad, (self.height() - high) // 2, cap, high)
            draw_cap(painter, theme, mirrored(self, place), self._key)
        return pad + (cap + theme.px(11) if cap else 0)

    def _draw_words(self, painter: QPainter, theme: Theme, start: int, *, chosen: bool) -> None:
        room = self.width() - start - theme.px(_HOUR_WIDE + 44)
        upper = QRect(start, theme.px(11), room, theme.px(18))
        lower = QRect(start, theme.px(30), room, theme.px(23))
        tone = "accent_text" if chosen else "text2"
        self._say(painter, upper, self._face.rule, "caption", 500, theme.colour(tone))
        self._say(painter, lower, self._face.day, "lead", 600, self._ink(theme), struck=True)

    def _draw_side(self, painter: QPainter, theme: Theme, *, chosen: bool) -> None:
        end, icon = theme.px(15), theme.px(20)
        name = "circle-x" if self.is_gone else ("circle-check" if chosen else "circle")
        tone = "danger" if self.is_gone else ("accent_text" if chosen else "control")
        spot = QRect(self.width() - end - icon, (self.height() - icon) // 2, icon, icon)
        place_icon(painter, self, name, theme.colour(tone), spot)
        wide = theme.px(_HOUR_WIDE)
        left = spot.left() - theme.px(12) - wide
        upper = QRect(left, theme.px(8), wide, theme.px(27))
        lower = QRect(left, theme.px(36), wide, theme.px(18))
        self._say(
            painter, upper, self._face.hour, "title", 600, self._ink(theme), align=END, struck=True
        )
        self._say(
            painter, lower, self._face.ahead, "caption", 400, theme.colour("text2"), align=END
        )

    def _ink(self, theme: Theme) -> QColor:
        return theme.colour("text2" if self.is_gone else "text")

    def _say(  # noqa: PLR0917 - one line of words, as it is drawn
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        style: str,
        weight: int,
        colour: QColor,
        *,
        align: Qt.AlignmentFlag = START,
        struck: bool = False,
    ) -> None:
        font = current().font(style, weight)  # type: ignore[arg-type]
        font.setStrikeOut(struck and self.is_gone)
        draw_words(
            painter,
            mirrored(self, rect),
            text,
            font=font,
            colour=colour,
            align=align | MIDDLE,
            direction=self.layoutDirection(),
        )
