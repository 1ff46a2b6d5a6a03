"""A small number that goes up and down by one; what it counts is its owner's."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.labels import KeyCap, Label
from desk_app.words.catalogue import _

_ARROWS = "↑ ↓"


class Stepper(QWidget):
    """A label, less, the number, more; wrong steps are the owner's to refuse."""

    stepped = Signal(int)  # -1 or 1

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        row.addWidget(Label(name, style="caption", weight=600, tone="text2", parent=self))
        row.addSpacing(px(4))
        row.addWidget(KeyCap(_ARROWS, self))
        self.less = self._button("minus", _("One less"))
        self._value = Label("1", style="lead", weight=600, parent=self)
        self._value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._value.setMinimumWidth(px(28))
        self.more = self._button("plus", _("One more"))
        for widget in (self.less, self._value, self.more):
            row.addWidget(widget)
        self.less.clicked.connect(self._on_less)
        self.more.clicked.connect(self._on_more)

    def show_value(self, value: int, *, least: int, most: int) -> None:
        """Show *value*; what would leave *least* to *most* cannot be pressed."""
        self._value.setText(str(value))
        self._value.setAccessibleName(f"{self._name} {value}")
        self.less.setEnabled(value > least)
        self.more.setEnabled(value < most)

    def value(self) -> int:
        """Return the number shown."""
        return int(self._value.text())

    def _button(self, icon: str, name: str) -> Button:
        button = Button("", icon=icon, parent=self)
        button.height_px = 32
        button.pad_px = 7
        button.gap_px = 0
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(f"{self._name}, {name}")
        button.setToolTip(name)
        return button

    @Slot()
    def _on_less(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _on_more(self) -> None:
        self.stepped.emit(1)
