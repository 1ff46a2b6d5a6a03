"""What the ticket is for: the letter of its numbers, the procedure, where and after whom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.theme import current, px
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.painting import draw_box, draw_words, painter_on


class Letter(QWidget):
    """The letter of a number series in a square of 48 px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = ""
        self.setFixedSize(px(48), px(48))

    def show_letter(self, letter: str) -> None:
        """Show another letter."""
        self._letter = letter
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square and the letter."""
        theme = current()
        painter = painter_on(self)
        edge = theme.colour("line") if theme.palette.outlined else None
        draw_box(
            painter, self.rect().toRectF(), fill=theme.colour("accent_soft"), edge=edge,
            radius=theme.px(6),
        )  # fmt: skip
        draw_words(
            painter,
            self.rect(),
            self._letter,
            font=theme.font("figure", 700),
            colour=theme.colour("accent_text"),
            align=Qt.AlignmentFlag.AlignCenter,
        )
        painter.end()


class Subject(QWidget):
    """A letter beside two lines of words; without a letter the words stand alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        self._letter = Letter(self)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        self._name = Label(style="lead", weight=600, wrap=True, parent=self)
        self._place = Label(tone="text2", wrap=True, parent=self)
        self._number = Label(style="figure", parent=self)
        words.addWidget(self._number)
        words.addWidget(self._name)
        words.addWidget(self._place)
        words.addStretch(1)
        row.addWidget(self._letter, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_subject(self, name: str, place: str, *, letter: str = "") -> None:
        """Say what the ticket is for, or what to do while it is for nothing."""
        self._number.hide()
        self._name.show()
        self._letter.show_letter(letter)
        self._letter.setVisible(bool(letter))
        self._name.setText(name)
        self._place.setText(place)

    def show_number(self, number: str, about: str) -> None:
        """Say which ticket has been given, in place of a procedure."""
        self.show_subject("", about)
        self._name.hide()
        self._number.show()
        self._number.setText(number)
