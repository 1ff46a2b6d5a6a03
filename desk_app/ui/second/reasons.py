"""The coded reasons, one under the other, each with its digit; none is chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui.keys import shortcut_of
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.choices import Option
from desk_app.ui.widgets.painting import (
    MIDDLE,
    START,
    draw_box,
    draw_cap,
    draw_words,
    mirrored,
    painter_on,
)

_HIGH = 28


class Reason(QAbstractButton):
    """One reason: its digit, its words, filled where chosen."""

    def __init__(self, digit: int, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.digit, self.option = digit, option
        self.setCheckable(True)
        self.setText(option.text)
        self.setAccessibleName(f"{digit}, {option.text}")
        self.setFixedHeight(px(_HIGH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        """Return room for the digit and the words."""
        theme = current()
        words = QFontMetrics(theme.font("body", 600)).horizontalAdvance(self.text())
        return QSize(words + theme.px(48), theme.px(_HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key but Space to the list and its sheet."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the key cap and the words."""
        theme, ink = current(), "on_accent" if self.isChecked() else "text"
        painter = painter_on(self)
        if self.isChecked():
            draw_box(painter, QRectF(self.rect()), fill=theme.colour("accent"), radius=theme.px(4))
        elif self.underMouse():
            draw_box(painter, QRectF(self.rect()), fill=theme.colour("hover"), radius=theme.px(4))
        pad, side = theme.px(8), theme.px(20)
        top = (self.height() - side) // 2
        cap = mirrored(self, QRect(pad, top, side, side))
        on_fill = theme.colour("on_accent") if self.isChecked() else None
        draw_cap(painter, theme, cap, str(self.digit), on_fill=on_fill)
        words = self.rect().adjusted(2 * pad + side, 0, -pad, 0)
        draw_words(
            painter,
            mirrored(self, words),
            self.text(),
            font=theme.font("body", 600 if self.isChecked() else 400),
            colour=theme.colour(ink),
            align=START | MIDDLE,
            direction=self.layoutDirection(),
        )
        painter.end()


class Reasons(QWidget):
    """Up to nine reasons; a digit or the arrows choose, and Tab goes on."""

    picked = Signal(str)  # the id of an option, by its digit or a click

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._rows: list[Reason] = []
        self._group.buttonClicked.connect(self._on_clicked)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer *options*, none of them chosen."""
        for row in self._rows:
            self._group.removeButton(row)
            row.hide()
            row.deleteLater()
        self._rows = [Reason(digit, each, self) for digit, each in enumerate(options, start=1)]
        for row in self._rows:
            self._group.addButton(row)
            self._column.addWidget(row)
            row.show()

    def chosen(self) -> str:
        """Return the id of the chosen option, "" where there is none."""
        return next((row.option.id for row in self._rows if row.isChecked()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit, and go on; by arrow, and stay."""
        shortcut = shortcut_of(event)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if shortcut.isdigit() and 1 <= int(shortcut) <= len(self._rows):
            self._choose(int(shortcut) - 1)
            self.picked.emit(self.chosen())
        elif step:
            here = next((at for at, row in enumerate(self._rows) if row.isChecked()), -1)
            self._choose((here + step) % len(self._rows) if here >= 0 or step > 0 else -1)
        else:
            event.ignore()

    def _choose(self, place: int) -> None:
        self._rows[place].setChecked(True)
        self.setAccessibleDescription(self._rows[place].text())

    @Slot(QAbstractButton)
    def _on_clicked(self, row: QAbstractButton) -> None:
        if isinstance(row, Reason):
            self.setAccessibleDescription(row.text())
            self.picked.emit(row.option.id)
