"""Who waits for this counter, in order and with the reason; then those aside and absent."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.queue import Why
from desk_app.services.counter import CounterScreen, QueueLine
from desk_app.ui.counter.aside import AsideRow, absent_text, parked_text
from desk_app.ui.counter.faces import queue_note
from desk_app.ui.counter.wanted import holds
from desk_app.ui.theme import Tone, current, px
from desk_app.ui.widgets.buttons import Button, LinkButton
from desk_app.ui.widgets.cards import Card, Line
from desk_app.ui.widgets.fields import SearchField
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.painting import TagTone
from desk_app.ui.widgets.table import Table
from desk_app.ui.widgets.widths import needed_widths, set_widths
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import minutes
from desk_app.words.reasons import reason
from desk_app.words.texts import spaced


@dataclasses.dataclass(frozen=True, slots=True)
class Ranked:
    """A line of the queue and its place."""

    rank: int
    line: QueueLine


class QueueCard(Card):
    """The queue of one counter; choosing a row asks to serve that number."""

    number_asked = Signal(str)
    help_asked = Signal(str)  # the name of a procedure that waits elsewhere
    take_up_asked = Signal()
    everyone_asked = Signal()  # a search goes over more than is shown
    readmit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, name=_("Queue of this counter"), parent=parent)
        self._lines: tuple[QueueLine, ...] = ()
        self._waiting = 0
        self._everyone: tuple[QueueLine, ...] = ()
        self._find = LinkButton(pgettext("button", "Search"), shortcut="/", parent=self)
        self._find.setObjectName("counter.find")
        self._find.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._note = self.add_head(_("Queue of this counter"), end=self._find)
        self.body.addWidget(self._build_search())
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._build_table())
        self._pages.addWidget(self._build_empty())
        self.body.addWidget(self._pages, 1)
        self._more = Label(style="caption", tone="text2", parent=self)
        self._more.setContentsMargins(px(14), px(8), px(14), px(8))
        self.body.addWidget(self._more)
        self.parked = AsideRow("pause", _("Aside"), act=_("Take up again"), shortcut="E")
        self.absent = AsideRow("user-x", pgettext("list", "Absent"), act=_("Back in the queue"))
        for row in (self.parked, self.absent):
            self.body.addWidget(Line(self))
            self.body.addWidget(row)
        self._connect()

    def show_screen(self, screen: CounterScreen) -> None:
        """Show who waits, who is aside and who is absent."""
        self._lines, self._waiting = screen.queue, screen.waiting
        self._note.setText(queue_note(screen))
        self._show_rows()
        self._show_help(screen.elsewhere if not screen.waiting else ())
        self.parked.show_row(parked_text(screen.parked), can_act=screen.current is None)
        self.absent.show_row(absent_text(screen.absent), can_act=bool(screen.absent))

    def show_everyone(self, lines: Sequence[QueueLine]) -> None:
        """Search among *lines*, all who wait for the counter, until the search is closed."""
        self._everyone = tuple(lines)
        self._show_rows()

    def open_search(self) -> None:
        """Open the search field over the queue and go there."""
        self._search_row.show()
        self.search.setFocus()
        self.search.selectAll()
        if self._waiting > len(self._lines):
            self.everyone_asked.emit()

    def close_search(self) -> bool:
        """Put the search away; return whether it was open."""
        was_open = not self._search_row.isHidden()
        self._everyone = ()
        self.search.clear()
        self._search_row.hide()
        return was_open

    def _show_rows(self) -> None:
        wanted = self.search.text().strip()
        lines = self._everyone if wanted and self._everyone else self._lines
        ranked = [Ranked(place, line) for place, line in enumerate(lines, start=1)]
        kept = [each for each in ranked if holds(_words(each.line), wanted)]
        self._model.set_rows(kept)
        # A reason takes what its words need, so that a procedure's name has the rest.
        set_widths(self.table.horizontalHeader(), needed_widths(self.table, self._model))
        if current().stacked:  # the page scrolls, not the list
            self.table.setMinimumHeight(self.table.sizeHint().height())
        hidden = self._waiting - len(self._lines)
        others = ngettext("and {count} other", "and {count} others", hidden)
        self._more.setText(others.format(count=hidden))
        self._more.setVisible(hidden > 0 and not wanted)
        self._pages.setCurrentIndex(0 if self._lines else 1)

    def _show_help(self, elsewhere: Sequence[tuple[str, int]]) -> None:
        most = max(elsewhere, key=lambda each: each[1], default=None)
        self._helped = most[0] if most else ""
        self._help.setVisible(most is not None)
        if most is not None:
            said = ngettext(
                "Help: {procedure}, {count} person", "Help: {procedure}, {count} people", most[1]
            )
            self._help.set_words(said.format(procedure=most[0], count=most[1]))
        self._empty_support.setVisible(most is None)

    def _build_search(self) -> QWidget:
        self._search_row = QWidget(self)
        column = QVBoxLayout(self._search_row)
        column.setContentsMargins(px(14), px(8), px(14), px(8))
        self.search = SearchField(
            _("Search in the queue"),
            hint=_("Search in the queue: a number, a procedure"),
            parent=self._search_row,
        )
        self.search.setObjectName("counter.search")
        column.addWidget(self.search)
        self._search_row.hide()
        return self._search_row

    def _build_table(self) -> Table:
        self._model: LinesModel[Ranked] = LinesModel(
            _columns(), identity=_identity, highlight=_is_next, parent=self
        )
        self.table = Table(
            self._model, name=_("Queue of this counter"), row_height=41, show_header=False
        )
        self.table.setObjectName("counter.queue")
        return self.table

    def _build_empty(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(px(14), px(16), px(14), px(16))
        column.setSpacing(px(8))
        title = Label(_("Nobody is waiting for this counter."), style="lead", weight=600)
        title.setWordWrap(True)
        column.addWidget(title)
        self._empty_support = Label(_("New tickets appear here by themselves."), tone="text2")
        column.addWidget(self._empty_support)
        row = QHBoxLayout()
        self._help = Button("", icon="hand", parent=page)
        self._help.setObjectName("counter.help")
        row.addWidget(self._help)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self._helped = ""
        self._find.clicked.connect(self.open_search)
        self.search.textChanged.connect(self._on_typed)
        self.search.submitted.connect(self._on_submitted)
        self.search.stepped.connect(self._on_stepped)
        self.table.acted.connect(self._on_acted)
        self._help.clicked.connect(self._on_help)
        self.parked.acted.connect(self.take_up_asked)
        self.absent.acted.connect(self.readmit_asked)

    @Slot(str)
    def _on_typed(self, _typed: str) -> None:
        self._show_rows()
        if self.search.text() and self._model.rowCount():
            self.table.choose(self._model.index(0, 0))
        else:
            self.table.clearSelection()

    @Slot(str)
    def _on_submitted(self, _typed: str) -> None:
        row = self.table.chosen()
        if isinstance(row, Ranked):
            self.number_asked.emit(row.line.number)

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        count = self._model.rowCount()
        if count:
            row = min(count - 1, max(0, self.table.currentIndex().row() + step))
            self.table.choose(self._model.index(row, 0))

    @Slot(object)
    def _on_acted(self, row: Ranked) -> None:
        self.number_asked.emit(row.line.number)

    @Slot()
    def _on_help(self) -> None:
        self.help_asked.emit(self._helped)


def _words(line: QueueLine) -> str:
    return f"{line.number} {spaced(line.number)} {line.name}"


def _identity(row: Ranked) -> str:
    return row.line.number


def _is_next(row: Ranked) -> bool:
    return row.rank == 1


def _columns() -> tuple[Column[Ranked], ...]:
    return (
        Column(id="rank", title=_("Rank"), cell=_rank_cell, align="end", width=46),
        Column(id="number", title=_("Ticket"), cell=_number_cell, width=74),
        Column(id="procedure", title=_("Procedure"), cell=_procedure_cell),
        Column(id="waited", title=_("Waited"), cell=_waited_cell, align="end", width=84),
        Column(id="reason", title=_("Reason"), cell=_reason_cell, width=150),
    )


def _rank_cell(row: Ranked) -> Cell:
    return Cell(str(row.rank), "text3", style="caption")


def _number_cell(row: Ranked) -> Cell:
    return Cell(spaced(row.line.number), style="lead", weight=700)


def _procedure_cell(row: Ranked) -> Cell:
    return Cell(row.line.name)


def _waited_cell(row: Ranked) -> Cell:
    return Cell(minutes(row.line.waited), weight=600)


def _reason_cell(row: Ranked) -> Cell:
    text = reason(row.line.reason)
    if _is_next(row):
        text = _("{reason} · next").format(reason=text)
    if row.line.reason.why not in _TAGGED:
        tone: Tone = "accent_text" if _is_next(row) else "text2"
        return Cell(text, tone, "caption", 600 if _is_next(row) else 400)
    icon, tag = _TAGGED[row.line.reason.why]
    return Cell(text, icon=icon, tag=tag)


_TAGGED: dict[Why, tuple[str, TagTone]] = {
    Why.LEGAL: ("badge-check", "prio"),
    Why.APPOINTMENT: ("calendar-check", "accent"),
    Why.EARLY_APPOINTMENT: ("calendar-clock", "accent"),
    Why.TRANSFERRED: ("arrow-left-right", "neutral"),
    Why.COMES_BACK: ("rotate-ccw", "neutral"),
    Why.LOCAL: ("user-check", "neutral"),
}
"""Reasons told by a tag; the others are plain words."""
