"""What each counter does: a list, or a grid where there are many. Its acts are only asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import TicketStatus
from desk_app.services.supervision import CounterLine, WaitingLine
from desk_app.ui.supervisor.grid import CounterGrid, need_of
from desk_app.ui.supervisor.sentences import number_of, short_name, since_said, state_said
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import LinkButton
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.columns import Scroll
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.table import Table
from desk_app.ui.widgets.widths import needed_widths, set_widths
from desk_app.words.catalogue import _, ngettext

LIST_AT_MOST = 12
"""Counters shown as a list; more become a grid."""
_ALL = ""


class CountersCard(Card):
    """The counters of the site; its owner places the two acts, `toggle` and `pause`."""

    chosen_changed = Signal()
    toggle_requested = Signal()
    pause_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, name=_("Counters"), parent=parent)
        self._lines: tuple[CounterLine, ...] = ()
        self.toggle = LinkButton(icon="power")
        self.toggle.setObjectName("supervisor.counter.toggle")
        self.pause = LinkButton(icon="pause")
        self.pause.setObjectName("supervisor.counter.pause")
        self._note = self.add_head(_("Counters"))
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.refusal = RefusalBox(self)
        self.body.addWidget(self.refusal)
        self._model = LinesModel(_columns(), identity=_number, parent=self)
        self.table = Table(
            self._model, name=_("Counters"), row_height=36, show_header=False, parent=self
        )
        self.table.setObjectName("supervisor.counters")
        self.grid = CounterGrid(_("Counters"))
        self.grid.setObjectName("supervisor.grid")
        self.filter = ChoiceList(_("Counters that serve"))
        self.filter.setObjectName("supervisor.filter")
        place = QWidget(self)
        self._pages = QStackedLayout(place)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._build_grid())
        self.body.addWidget(place, 1)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.grid.chosen_changed.connect(self.chosen_changed)
        self.filter.picked.connect(self._on_picked)
        self.toggle.clicked.connect(self.toggle_requested)
        self.pause.clicked.connect(self.pause_requested)
        self.show_acts("", "", shortcut="")

    def show_lines(self, lines: Sequence[CounterLine], procedures: Sequence[WaitingLine]) -> None:
        """Show the counters; *procedures* are what a grid can be filtered by."""
        self._lines = tuple(lines)
        opened = sum(line.state is CounterState.OPEN for line in lines)
        said = ngettext("{opened} open out of {count}", "{opened} open out of {count}", opened)
        self._note.setText(said.format(opened=opened, count=len(lines)))
        is_grid = len(lines) > LIST_AT_MOST
        self._pages.setCurrentIndex(1 if is_grid else 0)
        if not is_grid:
            self._model.set_rows(lines)
            set_widths(self.table.horizontalHeader(), needed_widths(self.table, self._model))
            self.table.updateGeometry()
            return
        options = [Option(line.code, line.name) for line in procedures]
        self.filter.set_options((Option(_ALL, _("All procedures")), *options))
        self._show_grid()

    def show_acts(self, toggle: str, pause: str, *, shortcut: str) -> None:
        """Word the acts on the chosen counter; "" is an act that cannot be done on it."""
        self.toggle.set_words(toggle or _("Open"))
        self.toggle.set_shortcut_shown(shortcut)
        self.pause.set_words(pause or _("Pause"))
        self.pause.set_shortcut_shown("P")
        for button, words in ((self.toggle, toggle), (self.pause, pause)):
            button.setEnabled(bool(words))
            button.set_hint("" if words else _("Choose a counter that is open first"))
        if not toggle:
            self.toggle.set_hint(_("Choose a counter first"))

    def chosen(self) -> CounterId | None:
        """Return the chosen counter."""
        if self._pages.currentIndex() == 1:
            return self.grid.chosen()
        row = self.table.chosen()
        return row.number if isinstance(row, CounterLine) else None

    def choose(self, number: CounterId | None) -> None:
        """Choose *number*, or none."""
        self.grid.choose(number)
        if number is None:
            self.table.clearSelection()
        else:
            self.table.choose(self._model.index_of(number))

    def _build_grid(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(px(8), px(8), px(8), px(4))
        column.setSpacing(px(4))
        column.addWidget(self.filter)
        inside = QWidget()
        holder = QVBoxLayout(inside)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.grid)
        holder.addStretch(1)
        column.addWidget(Scroll(inside, page), 1)
        return page

    def _show_grid(self) -> None:
        code = self.filter.chosen()
        kept = [line for line in self._lines if not code or ProcedureCode(code) in line.serves]
        self.grid.show_lines(sorted(kept, key=need_of))

    def _on_picked(self) -> None:
        self._show_grid()

    def _on_chosen(self) -> None:
        self.chosen_changed.emit()


def _columns() -> tuple[Column[CounterLine], ...]:
    return (
        Column(id="number", title=_("Counter"), cell=_label, width=36),
        Column(id="agent", title=_("Agent"), cell=_agent),
        Column(id="state", title=_("State"), cell=_state, width=132),
        Column(id="here", title=_("Ticket"), cell=_here, width=70),
        Column(id="since", title=_("Since"), cell=_since, align="end", width=64),
    )


def _number(line: CounterLine) -> CounterId:
    return line.number


def _label(line: CounterLine) -> Cell:
    return Cell(str(line.number), weight=700)


def _agent(line: CounterLine) -> Cell:
    return Cell(short_name(line.agent) or "—", tone="text2")


def _state(line: CounterLine) -> Cell:
    words, icon = state_said(line)
    if line.is_forgotten:
        return Cell(words, tone="warn", weight=600, icon="triangle-alert")
    if line.status is TicketStatus.CALLED:
        return Cell(words, tone="accent_text", weight=600, icon=icon)
    is_idle = line.status is None and line.state is not CounterState.OPEN
    return Cell(words, tone="text2" if is_idle else "text", icon=icon)


def _here(line: CounterLine) -> Cell:
    return Cell(number_of(line.number_here), weight=700)


def _since(line: CounterLine) -> Cell:
    if line.is_forgotten:
        return Cell(since_said(line), tone="warn", weight=700)
    return Cell(since_said(line), tone="text2")
