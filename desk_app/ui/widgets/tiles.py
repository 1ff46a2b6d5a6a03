"""A procedure to choose with one digit; it shows figures and computes none."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TileFace:
    """What a tile says; *blocked* is the reason shown instead of the figures, or ""."""

    name: str
    count: str = ""
    count_label: str = ""
    estimate: str = ""
    blocked: str = ""


class Tile(QAbstractButton):
    """A tile of 92 px: digit, name on at most two lines, who waits, how long.

    A blocked tile can still be chosen: what remains possible opens beside it.
    """

    def __init__(self, digit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digit = digit
        self._face = TileFace(name="")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setProperty("ring_radius", 10)

    def show_face(self, face: TileFace) -> None:
        """Show *face*; nothing is repainted where nothing changed."""
        if face == self._face:
            return
        self._face = face
        said = (face.name, face.blocked or f"{face.count} {face.count_label}", face.estimate)
        self.setAccessibleName(", ".join(part for part in said if part.strip()))
        self.setToolTip(face.name)
        self.updateGeometry()
        self.update()

    def face(self) -> TileFace:
        """Return what the tile says."""
        return self._face

    def sizeHint(self) -> QSize:
        """Return 200 by 92 px at the scale in force."""
        theme = current()
        return QSize(theme.px(200), theme.px(92))

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which a count and an estimate stand side by side."""
        theme = current()
        return QSize(theme.px(132), theme.px(92))

    def nextCheckState(self) -> None:
        """Stay chosen: only choosing another tile lets go of this one."""
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isChecked():
            self.click()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, the digit, the name and the figures."""
        theme = current()
        painter = painter_on(self)
        self._draw_ground(painter, theme)
        self._draw_name(painter, theme)
        if self._face.blocked:
            self._draw_blocked(painter, theme)
        else:
            self._draw_figures(painter, theme)
        painter.end()

    def _draw_ground(self, painter: QPainter, theme: Theme) -> None:
        fill = "hover" if self.underMouse() else "surface"
        edge, width = ("line", theme.px(1))
        if self.isChecked():
            fill, edge, width = "accent_soft", "accent", theme.px(2)
        draw_box(
            painter,
            QRectF(self.rect()),
            fill=theme.colour(fill),
            edge=theme.colour(edge),
            radius=theme.px(10),
            width=width,
        )

    def _draw_name(self, painter: QPainter, theme: Theme) -> None:
        pad, cap = theme.px(13), cap_width(theme, self._digit)
        start = pad
        if cap:
            place = QRect(pad, theme.px(11), cap, theme.px(20))
            draw_cap(painter, theme, mirrored(self, place), self._digit)
            start = pad + cap + theme.px(10)
        tone = "text2" if self._face.blocked else "text"
        room = mirrored(self, QRect(start, theme.px(10), self.width() - start - pad, 0))
        painter.setPen(theme.colour(tone))
        self._draw_two_lines(painter, theme, room)

    def _draw_two_lines(self, painter: QPainter, theme: Theme, room: QRect) -> None:
        font = theme.font("body", 600)
        metrics = QFontMetrics(font)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setAlignment(
            QStyle.visualAlignment(self.layoutDirection(), START) | Qt.AlignmentFlag.AlignAbsolute
        )
        layout = QTextLayout(self._face.name, font)
        layout.setTextOption(option)
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(room.width())
        layout.endLayout()
        rest = self._face.name[first.textLength() :].strip()
        layout.draw(painter, QPointF(room.left(), room.top()))
        if rest:
            line = QRect(room.left(), room.top() + theme.px(20), room.width(), metrics.height())
            shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room.width())
            draw_words(
                painter,
                line,
                shown,
                font=font,
                colour=painter.pen().color(),
                direction=self.layoutDirection(),
            )

    def _foot(self, theme: Theme) -> QRect:
        pad, high = theme.px(13), theme.px(24)
        return QRect(pad, self.height() - high - theme.px(9), self.width() - 2 * pad, high)

    def _draw_figures(self, painter: QPainter, theme: Theme) -> None:
        foot, face = self._foot(theme), self._face
        figure = theme.font("lead", 600)
        wide = QFontMetrics(figure).horizontalAdvance(face.count)
        direction = self.layoutDirection()
        draw_words(
            painter,
            mirrored(self, foot),
            face.count,
            font=figure,
            colour=theme.colour("text"),
            direction=direction,
        )
        draw_words(
            painter,
            mirrored(self, foot.adjusted(wide + theme.px(8), 0, 0, 0)),
            face.count_label,
            font=theme.font("caption"),
            colour=theme.colour("text2"),
            direction=direction,
        )
        draw_words(
            painter,
            mirrored(self, foot),
            face.estimate,
            font=theme.font("body", 600) if theme.scale <= 1 else theme.font("caption", 600),
            colour=theme.colour("text"),
            align=END | MIDDLE,
            direction=direction,
        )

    def _draw_blocked(self, painter: QPainter, theme: Theme) -> None:
        foot, side = self._foot(theme), theme.px(16)
        drawing = QRect(foot.left(), foot.top() + (foot.height() - side) // 2, side, side)
        place_icon(painter, self, "circle-slash", theme.colour("warn"), drawing)
        words = foot.adjusted(side + theme.px(6), 0, 0, 0)
        font = theme.font("caption", 600)
        draw_words(
            painter,
            mirrored(self, words),
            QFontMetrics(font).elidedText(
                self._face.blocked, Qt.TextElideMode.ElideRight, words.width()
            ),
            font=font,
            colour=theme.colour("warn"),
            direction=self.layoutDirection(),
        )
