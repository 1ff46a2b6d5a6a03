"""The five figures of the day, side by side, in two rows where the text is large."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.theme import current, px
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.labels import Icon, Label


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FigureFace:
    """One figure; *is_warning* adds the icon and the tone, *support* says why."""

    value: str
    label: str
    support: str
    is_warning: bool = False


class Figure(QWidget):
    """A large value, what it counts and a line of support."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(9), px(10), px(9))
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(px(10))
        self.value = Label(style="figure", parent=self)
        self._icon = Icon("triangle-alert", tone="warn", size=18, parent=self)
        head.addWidget(self.value)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        column.addLayout(head)
        self.label = Label(weight=600, wrap=True, parent=self)
        self.support = Label(style="caption", tone="text2", wrap=True, parent=self)
        column.addWidget(self.label)
        column.addWidget(self.support)
        column.addStretch(1)

    def show_face(self, face: FigureFace) -> None:
        """Show *face*."""
        self.value.setText(face.value)
        self.label.setText(face.label)
        self.support.setText(face.support)
        self.support.set_tone("warn" if face.is_warning else "text2")
        self._icon.setVisible(face.is_warning)
        self.setAccessibleName(" ".join((face.value, face.label, face.support)))


class Figures(Card):
    """The card of the figures."""

    COUNT = 5

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, name=name, parent=parent)
        self.figures = tuple(Figure(self) for _place in range(self.COUNT))
        self._lines = tuple(self._line() for _place in range(self.COUNT - 1))
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        self.body.addLayout(self._grid)
        self._arrange()

    def show_faces(self, faces: tuple[FigureFace, ...]) -> None:
        """Show the five figures, in order."""
        for figure, face in zip(self.figures, faces, strict=True):
            figure.show_face(face)

    def changeEvent(self, event: QEvent) -> None:
        """Arrange anew when the theme has changed."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self._arrange()
        super().changeEvent(event)

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setProperty("surface", "line")
        line.setFixedWidth(1)
        return line

    def _arrange(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        stacked = current().stacked
        across = 3 if stacked else self.COUNT
        for place, figure in enumerate(self.figures):
            row, column = divmod(place, across)
            self._grid.addWidget(figure, row, 2 * column)
        for place, line in enumerate(self._lines):
            line.setVisible(not stacked)
            if not stacked:
                self._grid.addWidget(line, 0, 2 * place + 1)
        for column in range(self.COUNT):
            self._grid.setColumnStretch(2 * column, 1 if column < across else 0)
