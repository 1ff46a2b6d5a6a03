"""Where things are typed, with their labels; nothing typed is judged here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui.fonts import TextStyle
from desk_app.ui.keys import shortcut_of
from desk_app.ui.theme import current, px, set_state
from desk_app.ui.widgets.labels import KeyCap, Label
from desk_app.ui.widgets.painting import painter_on, place_icon

_SINGLE_KEYS = frozenset("0123456789+-*/")


class LineEdit(QLineEdit):
    """A field of 36 px; an untouched one lets Ctrl Z through to the last act.

    With *keeps_return*, Enter in a filled field emits `submitted` and goes no further, as a
    document reader's does; else it goes on to the filled button.
    """

    submitted = Signal(str)  # what is written
    stepped = Signal(int)  # arrow up (-1) or down (+1)

    def __init__(
        self,
        name: str = "",
        *,
        icon: str = "",
        style: TextStyle = "body",
        height: int = 36,
        keeps_return: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._mark, self._mark_tone = icon, "", "ok"
        self._keeps_return = keeps_return
        self.setAccessibleName(name)
        self.setFont(current().font(style))
        self.setMinimumHeight(px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._make_room()

    def show_mark(self, icon: str, tone: str = "ok") -> None:
        """Put a small icon at the field's end ("check" when good), or none with ""."""
        self._mark, self._mark_tone = icon, tone
        self._make_room()
        self.update()

    def set_invalid(self, invalid: bool) -> None:
        """Give the field the edge of a refusal, or take it away."""
        set_state(self, "invalid", invalid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; leave to the screen what is not typing."""
        shortcut = shortcut_of(event, top_row_digits=False)
        if shortcut in ("Ctrl+K", "Ctrl+F", "Ctrl+P"):
            event.ignore()  # some systems give QLineEdit these
        elif shortcut.startswith("Alt+") and len(shortcut) == len("Alt+A"):
            event.ignore()  # a key of the screen, where QLineEdit would write the letter
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            event.ignore()
        elif shortcut == "Return" and self._keeps_return and self.text():
            if not event.isAutoRepeat():
                self.submitted.emit(self.text())
        elif shortcut == "Escape" and self.text() and not self.isReadOnly():
            self.clear()  # comes back with Ctrl Z
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then its icon and its mark."""
        super().paintEvent(event)
        theme = current()
        side, pad = theme.px(18), theme.px(11)
        top = (self.height() - side) // 2
        painter = painter_on(self)
        if self._icon:
            rect = QRect(pad, top, side, side)
            place_icon(painter, self, self._icon, theme.colour("text2"), rect)
        if self._mark:
            rect = QRect(self.width() - pad - side, top, side, side)
            place_icon(painter, self, self._mark, theme.colour(self._mark_tone), rect)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Make room at the other sides when the direction has changed."""
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()
        super().changeEvent(event)

    def _make_room(self) -> None:
        start = px(24) if self._icon else 0
        end = px(26) if self._mark else 0
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        self.setTextMargins(start, 0, end, 0)


class SearchField(LineEdit):
    """The search of a screen: 44 px; while empty, digits and signs are keys of the screen.

    Not so with *takes_all*, where what is sought may begin with a digit.
    """

    def __init__(
        self, name: str, *, hint: str = "", takes_all: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            name, icon="search", style="lead", height=44, keeps_return=True, parent=parent
        )
        self.setPlaceholderText(hint)
        self._takes_all = takes_all

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave digits and signs to the screen until a letter is typed."""
        if not self._takes_all and not self.text() and shortcut_of(event) in _SINGLE_KEYS:
            event.ignore()
            return
        super().keyPressEvent(event)


class Field(QWidget):
    """A control under its label, with a key beside the label and a hint beneath."""

    def __init__(
        self,
        label: str,
        control: QWidget,
        *,
        shortcut: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(px(4))
        outer.addLayout(column)
        outer.setAlignment(column, Qt.AlignmentFlag.AlignTop)  # beside a higher field
        head = QHBoxLayout()
        head.setSpacing(px(8))
        self._label = Label(label, style="caption", weight=600, tone="text2", parent=self)
        self._label.setBuddy(control)
        head.addWidget(self._label, 1)
        if shortcut:
            head.addWidget(KeyCap(shortcut, self))
        column.addLayout(head)
        column.addWidget(control)
        self._hint = Label(style="caption", tone="text2", wrap=True, parent=self)
        column.addWidget(self._hint)
        if not control.accessibleName():
            control.setAccessibleName(label)
        self.set_hint(hint)

    def set_label(self, label: str) -> None:
        """Name the field otherwise."""
        self._label.setText(label)
        self.control.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Say something under the control, or nothing with ""."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.control.setAccessibleDescription(hint)
