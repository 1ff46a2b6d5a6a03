"""A numbered block of the page: its number, its title, a word at the end. It knows no content."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk_app.ui.theme import current, px
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.labels import KeyCap, Label
from desk_app.ui.widgets.painting import draw_box, draw_words, painter_on


class Number(QWidget):
    """The filled disc with the number of a block."""

    def __init__(self, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return 22 px each way."""
        theme = current()
        return QSize(theme.px(22), theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc."""
        theme = current()
        painter = painter_on(self)
        box = QRectF(self.rect())
        draw_box(painter, box, fill=theme.colour("accent"), radius=self.height() / 2)
        draw_words(
            painter,
            self.rect(),
            self._number,
            font=theme.font("caption", 600),
            colour=theme.colour("on_accent"),
            align=Qt.AlignmentFlag.AlignCenter,
        )
        painter.end()


class Block(Card):
    """A card under its number and title; `note` stands at the end of the head."""

    def __init__(
        self, number: str, title: str, *, note: str = "", shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(padding=14, gap=7, name=f"{number} {title}", parent=parent)
        row = self.head = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(Number(number, self))
        row.addWidget(Label(title, style="lead", weight=600, parent=self))
        row.addStretch(1)
        self.note = Label(note, style="caption", tone="text2", parent=self)
        row.addWidget(self.note)
        if shortcut:
            row.addWidget(KeyCap(shortcut, self))
        self.body.addLayout(row)
