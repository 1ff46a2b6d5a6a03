"""The last tickets and what became of their paper; it prints none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from desk_app.services.reception import LastTicket
from desk_app.ui.reception.faces import is_doubtful, print_cell
from desk_app.ui.reception.names import NameDelegate
from desk_app.ui.reception.whole_rows import WholeRows
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.buttons import Button, LinkButton
from desk_app.ui.widgets.cards import Card, Line
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import clock
from desk_app.words.prints import doubt
from desk_app.words.texts import spaced


class LastTickets(Card):
    """A row per ticket; a doubtful one asks whether its paper came out."""

    answered = Signal(object, bool)  # LastTicket, whether it came out

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, name=_("Last tickets"), parent=parent)
        self.reprint = LinkButton(_("Print again"), shortcut="Ctrl+P", parent=self)
        self.reprint.setObjectName("reception.reprint")
        self.reprint.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add_head(_("Last tickets"), end=self.reprint)
        self._model = LinesModel(_columns(), identity=_number, parent=self)
        self.table = Table(
            self._model, name=_("Last tickets"), row_height=38, show_header=False, parent=self
        )
        self.table.setObjectName("reception.last")
        self.table.setItemDelegateForColumn(1, NameDelegate(self._model.columns, self.table))
        self._question = self._build_question()
        place = QWidget(self)
        self._empty = Label(_("No ticket this morning"), style="lead", weight=600, parent=place)
        self._empty.setContentsMargins(px(14), px(14), px(14), 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._pages = QStackedLayout(place)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(WholeRows(self.table, place))
        self.body.addWidget(self._question)
        self.body.addWidget(place, 1)
        if not current().stacked:  # beside the ticket it takes what is left, one row at least
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            self.setMinimumHeight(px(84))
        self.table.selectionModel().selectionChanged.connect(self._on_selection)

    def show_tickets(self, tickets: Sequence[LastTicket]) -> None:
        """Show the latest *tickets*, newest first."""
        self._model.set_rows(tickets)
        self._pages.setCurrentIndex(1 if tickets else 0)
        self.reprint.setEnabled(bool(tickets))
        self._show_question()

    def chosen(self) -> LastTicket | None:
        """Return the ticket chosen by hand, None if none is."""
        row = self.table.chosen()
        return row if isinstance(row, LastTicket) else None

    def forget_choice(self) -> None:
        """Choose none: the newest is meant again."""
        self.table.clearSelection()

    def can_answer(self) -> bool:
        """Return whether O and N mean something: a doubtful row is chosen and has the focus."""
        row = self.chosen()
        return row is not None and is_doubtful(row) and self._has_focus()

    def answer(self, *, came_out: bool) -> None:
        """Say of the chosen ticket whether its paper came out."""
        row = self.chosen()
        if row is not None and is_doubtful(row):
            self.answered.emit(row, came_out)

    def _has_focus(self) -> bool:
        return any(each.hasFocus() for each in (self.table, self._yes, self._no))

    def _build_question(self) -> QWidget:
        bar = QWidget(self)
        column = QVBoxLayout(bar)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(px(14), px(6), px(10), px(6))
        row.setSpacing(px(6))
        row.addWidget(Label(doubt(), weight=600, tone="warn", parent=bar), 1)
        self._yes = Button(pgettext("answer", "Yes"), shortcut="O", parent=bar)
        self._no = Button(pgettext("answer", "No"), shortcut="N", parent=bar)
        self._yes.setObjectName("reception.came_out")
        self._no.setObjectName("reception.lost")
        for button in (self._yes, self._no):
            button.height_px = 32
            row.addWidget(button)
        self._yes.clicked.connect(self._on_yes)
        self._no.clicked.connect(self._on_no)
        column.addLayout(row)
        column.addWidget(Line(bar))
        bar.hide()
        return bar

    def _show_question(self) -> None:
        row = self.chosen()
        self._question.setVisible(row is not None and is_doubtful(row))

    @Slot(QItemSelection, QItemSelection)
    def _on_selection(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._show_question()

    @Slot()
    def _on_yes(self) -> None:
        self.answer(came_out=True)

    @Slot()
    def _on_no(self) -> None:
        self.answer(came_out=False)


def _columns() -> tuple[Column[LastTicket], ...]:
    return (
        Column(id="number", title=_("Ticket"), cell=_number_cell, width=74),
        Column(id="procedure", title=_("Procedure"), cell=_procedure_cell),
        Column(id="print", title=_("Paper"), cell=print_cell, width=118),
        Column(id="time", title=_("Time"), cell=_time_cell, align="end", width=60),
    )


def _number(ticket: LastTicket) -> str:
    return ticket.number


def _number_cell(ticket: LastTicket) -> Cell:
    return Cell(spaced(ticket.number), style="lead", weight=700)


def _procedure_cell(ticket: LastTicket) -> Cell:
    return Cell(ticket.procedure, "text2", style="caption")


def _time_cell(ticket: LastTicket) -> Cell:
    return Cell(clock(ticket.issued_at), "text3", style="caption")
