"""The sheet of holders to call before the day: their phones, and a key for each answer. Passive."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.domain.reconfirmation import CallOutcome
from desk_app.services.call_lists import CallList, ToCall
from desk_app.ui.arrivals.call_lines import (
    call_columns,
    detail_said,
    head_said,
    nobody_said,
    printed_line,
)
from desk_app.ui.keys import shortcut_of
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import LinesModel
from desk_app.ui.widgets.refusal import Level, Offer, RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _, pgettext
from desk_app.words.errors import Said

WIDE, ROWS_AT_LEAST, ROW = 780, 4, 40
NO_ANSWER, GIVES_UP, WRONG, PRINT, YES = "S", "R", "F", "Ctrl+P", "O"


class CallSheet(Sheet):
    """Enter says that the holder comes; it asks nobody and changes nothing itself."""

    answered = Signal(object)  # CallOutcome
    print_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Holders to call"), parent, width=WIDE)
        self._offers: tuple[Offer, ...] = ()
        self._listed: CallList | None = None
        self.said = Label(tone="text2", wrap=True, parent=self.panel)
        self._lines = LinesModel(call_columns(), identity=_reference, parent=self)
        self.table = Table(self._lines, name=_("Holders to call"), row_height=ROW,
                           parent=self.panel)  # fmt: skip
        self.table.setObjectName("calls.list")
        self.table.setMinimumHeight(px(ROW * ROWS_AT_LEAST))
        self.detail = Label(wrap=True, parent=self.panel)
        self.detail.setObjectName("calls.detail")
        self.refusal = RefusalBox(self.panel)
        self._buttons = self._build_buttons()
        for widget in (self.said, self.table, self.detail):
            self.body.addWidget(widget)
        self.body.addWidget(self._answers)
        self.body.addWidget(self.refusal)
        self.set_primary(_("The holder will come"), icon="calendar-check")
        self.primary.setObjectName("calls.confirm")
        self.primary.clicked.connect(self._on_primary)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)

    def show_list(self, listed: CallList) -> None:
        """Show whom to call; the row after the one that went is chosen."""
        place = max(0, self.table.currentIndex().row())
        self._listed = listed
        self._lines.set_rows(listed.lines)
        self.said.setText(head_said(listed) if listed.lines else nobody_said(listed))
        self.table.setVisible(bool(listed.lines))
        if listed.lines and self.chosen() is None:
            self.table.choose(self._lines.index(min(place, len(listed.lines) - 1), 0))
        self._show_chosen()

    def chosen(self) -> ToCall | None:
        """Return the row chosen."""
        row = self.table.chosen()
        return row if isinstance(row, ToCall) else None

    def rows(self) -> tuple[str, ...]:
        """Return the list as it is printed: a line for each holder."""
        return tuple(printed_line(each) for each in self._lines.rows())

    def say(self, said: Said, *, level: Level, offers: Sequence[Offer] = ()) -> None:
        """Say under the answers what came of one, or why not."""
        self._offers = tuple(offers)
        self.refusal.refuse(said.text, why=said.why, level=level, offers=offers)
        self.bring_up(self.refusal)

    def withdraw(self) -> None:
        """Take back what was said."""
        self._offers = ()
        self.refusal.withdraw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by a letter; Enter says that the holder comes, Esc leaves."""
        shortcut = shortcut_of(event)
        offer = next((each for each in self._offers if each.shortcut == shortcut), None)
        button = self._buttons.get(shortcut)
        if event.isAutoRepeat():
            event.accept()
        elif offer is not None:
            offer.callback()
        elif button is not None and button.isEnabled():
            button.click()
        else:
            super().keyPressEvent(event)
        event.accept()

    def _build_buttons(self) -> dict[str, Button]:
        self._answers = QWidget(self.panel)
        grid = QGridLayout(self._answers)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(8))
        found: dict[str, Button] = {}
        for place, (key, words, icon, outcome) in enumerate((
            (NO_ANSWER, _("No answer"), "bell", CallOutcome.NO_ANSWER),
            (WRONG, pgettext("button", "Wrong number"), "user-x", CallOutcome.WRONG_NUMBER),
            (GIVES_UP, _("Gives the place up"), "calendar-x", CallOutcome.GIVES_UP),
        )):  # fmt: skip
            button = Button(words, icon=icon, shortcut=key, parent=self.panel)
            button.setObjectName(f"calls.{outcome.value}")
            button.on_press(partial(self.answered.emit, outcome))
            found[key] = button
            grid.addWidget(button, place // 2, place % 2)
        again = Button(_("Print the list"), icon="printer", shortcut=PRINT, parent=self.panel)
        again.on_press(self.print_wanted.emit)
        grid.addWidget(again, 1, 1)
        found[PRINT] = again
        return found

    def _show_chosen(self) -> None:
        row, listed = self.chosen(), self._listed
        for each in (self.primary, *self._buttons.values()):
            each.setEnabled(row is not None)
        self.primary.set_hint("" if row else _("Nobody is to be called today."))
        self.detail.setVisible(row is not None)
        self._answers.setVisible(row is not None)
        if row is not None and listed is not None:
            self.detail.setText(detail_said(row, listed.names))

    @Slot(QModelIndex)
    def _on_row(self, _index: QModelIndex) -> None:
        self.withdraw()
        self._show_chosen()

    @Slot()
    def _on_primary(self) -> None:
        if self.chosen() is not None:
            self.answered.emit(CallOutcome.CONFIRMED)


def _reference(line: ToCall) -> str:
    return line.appointment.reference
