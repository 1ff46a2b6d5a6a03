"""A sheet in which one row is chosen by a digit or a few letters; what follows is its owner's."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app.ui.counter.wanted import holds
from desk_app.ui.keys import shortcut_of
from desk_app.ui.theme import px
from desk_app.ui.widgets.cards import ProgressLine
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.sheet import Sheet
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _, pgettext

ROWS_SEEN = 9
CONFIRM = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A row: its *digit* if it has one, its words, and what stands at the end."""

    id: str
    digit: int | None
    text: str
    note: str = ""


class PickField(LineEdit):
    """A field whose first key may be a digit of the top row of a French keyboard."""

    plus_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write the digit the key stands for while nothing is written; + is the sheet's."""
        shortcut = shortcut_of(event)
        if shortcut == "+":
            self.plus_pressed.emit()
        elif not self.text() and shortcut.isdigit():
            self.insert(shortcut)
        else:
            super().keyPressEvent(event)


class PickSheet(Sheet):
    """A field and a list; Enter does the sheet's act on the marked row."""

    picked = Signal(str)  # the id of a Choice

    def __init__(
        self, title: str, act: str, *, icon: str, name: str, hint: str, parent: QWidget
    ) -> None:
        super().__init__(title, parent)
        self._choices: tuple[Choice, ...] = ()
        self._waits = self._is_done_wished = False
        self.about = Label(style="lead", wrap=True, parent=self.panel)
        self.body.addWidget(self.about)
        self.field = PickField(hint, icon="search", parent=self.panel)
        self.field.setObjectName(f"counter.{name}.field")
        self.body.addWidget(Field(hint, self.field, parent=self.panel))
        self._model = LinesModel(_columns(), identity=_identity, parent=self)
        self.table = Table(self._model, name=title, show_header=False, parent=self.panel)
        self.table.setObjectName(f"counter.{name}.list")
        self.body.addWidget(self.table)
        self.progress = ProgressLine(self.panel)
        self.body.addWidget(self.progress)
        self._nothing = Label(_("Nothing matches."), tone="text2", parent=self.panel)
        self.body.addWidget(self._nothing)
        self.set_primary(act, icon=icon)
        self.primary.setObjectName(f"counter.{name}.do")
        self.field.textChanged.connect(self._on_typed)
        self.field.stepped.connect(self._on_stepped)
        self.table.clicked.connect(self._on_clicked)
        self.table.acted.connect(self._on_acted)
        self.primary.clicked.connect(self._on_done)

    def offer(self, about: str, choices: Sequence[Choice]) -> None:
        """Come in with *choices*, the first one marked."""
        self.await_choices(about)
        self.show_choices(choices)
        if choices:
            self.table.choose(self._model.index(0, 0))
            self.primary.setEnabled(True)

    def await_choices(self, about: str) -> None:
        """Come in and take what is typed; the rows come with `show_choices`.

        Enter pressed before they come is remembered, unless something else is typed after it.
        """
        self._choices, self._waits, self._is_done_wished = (), True, False
        self.progress.start()
        self.about.setText(about)
        self.field.clear()
        self.table.setMinimumHeight(px(40) * ROWS_SEEN + 2)
        self._show(())
        self.open(self.field)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show *choices*, or those among them that are meant by what has been typed."""
        self._choices, self._waits = tuple(choices), False
        self.progress.stop()
        rows = min(ROWS_SEEN, max(1, len(choices)))
        self.table.setMinimumHeight(px(40) * rows + 2)
        self._show_meant(self.field.text())
        if self._is_done_wished and self.isVisible():
            self._on_done()

    def chosen(self) -> str:
        """Return the id of the marked row, "" if none."""
        row = self.table.chosen()
        return row.id if isinstance(row, Choice) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remember Enter while the rows are awaited."""
        if self._waits and event.key() in CONFIRM:
            self._is_done_wished = True
            event.accept()
            return
        super().keyPressEvent(event)

    def _show_meant(self, typed: str) -> None:
        text = typed.strip()
        meant = [choice for choice in self._choices if str(choice.digit) == text]
        self._show(meant or [choice for choice in self._choices if _matches(choice, text)])

    def _show(self, choices: Sequence[Choice]) -> None:
        self._model.set_rows(choices)
        self.table.setVisible(bool(choices) or self._waits)
        self._nothing.setVisible(not choices and not self._waits)
        only = len(choices) == 1 or bool(self.field.text())
        if only and choices:
            self.table.choose(self._model.index(0, 0))
        elif not self.field.text():
            self.table.clearSelection()
        self.primary.setEnabled(bool(self.chosen()))

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._is_done_wished = False
        self._show_meant(typed)

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        count = self._model.rowCount()
        if count:
            here = self.table.currentIndex().row() if self.chosen() else -1
            row = min(count - 1, max(0, here + step))
            self.table.choose(self._model.index(row, 0))
            self.primary.setEnabled(True)

    @Slot(QModelIndex)
    def _on_clicked(self, _index: QModelIndex) -> None:
        self.primary.setEnabled(True)
        self.field.setFocus()

    @Slot(object)
    def _on_acted(self, _row: Choice) -> None:
        self._on_done()

    @Slot()
    def _on_done(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.close_sheet()
            self.picked.emit(chosen)


def _matches(choice: Choice, text: str) -> bool:
    if text.isdigit():
        return text in choice.id
    return holds(f"{choice.text} {choice.id}", text)


def _columns() -> tuple[Column[Choice], ...]:
    return (
        Column(id="digit", title=pgettext("column", "Key"), cell=_digit, align="end", width=46),
        Column(id="text", title=_("Choice"), cell=_text),
        Column(id="note", title=_("Note"), cell=_note, align="end", width=106),
    )


def _identity(choice: Choice) -> str:
    return choice.id


def _digit(choice: Choice) -> Cell:
    return Cell("" if choice.digit is None else str(choice.digit), "text2", weight=600)


def _text(choice: Choice) -> str:
    return choice.text


def _note(choice: Choice) -> Cell:
    return Cell(choice.note, "text2", style="caption")
