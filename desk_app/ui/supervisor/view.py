"""Supervision as it looks: figures, who waits, the chart; what to do, the counters. Passive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.services.staffing import Staffing
from desk_app.services.supervision import Supervision, WaitingLine
from desk_app.ui.supervisor.answer_sheet import AnswerSheet
from desk_app.ui.supervisor.chart_card import ChartCard
from desk_app.ui.supervisor.counters_card import CountersCard
from desk_app.ui.supervisor.figures import FigureFace, Figures
from desk_app.ui.supervisor.following import Following
from desk_app.ui.supervisor.procedures_card import ProceduresCard
from desk_app.ui.supervisor.screen import Place, Selection
from desk_app.ui.supervisor.sheets import CloseDaySheet, FactsSheet, QuotaSheet
from desk_app.ui.supervisor.suggestions import Suggestion
from desk_app.ui.supervisor.todo_card import TodoCard
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.buttons import LinkButton
from desk_app.ui.widgets.columns import Scroll
from desk_app.words.catalogue import _
from desk_app.words.errors import Said

SECOND = 446  # px at 100 %


class SupervisionView(QWidget):
    """Shows what the presenter says and tells what the supervisor wishes.

    *overlay* is the widget sheets lie over: the window's content.
    """

    shown = Signal()
    hidden = Signal()
    selection_changed = Signal()
    suggestion_requested = Signal(int)  # 1 to 9
    toggle_requested = Signal()
    pause_requested = Signal()
    quota_requested = Signal()
    quota_given = Signal(object)  # a Quota
    close_day_requested = Signal()
    close_day_confirmed = Signal()
    anomalies_requested = Signal()

    def __init__(self, *, overlay: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = Figures(_("The day in figures"))
        self.procedures, self.chart = ProceduresCard(), ChartCard()
        self.todo, self.counters = TodoCard(), CountersCard()
        self.quota, self.close_day = QuotaSheet(overlay), CloseDaySheet(overlay)
        self.facts, self.answer = FactsSheet("", overlay), AnswerSheet(overlay)
        self.end_day = LinkButton(_("Close the day…"), icon="door-closed", shortcut="J")
        self.end_day.setObjectName("supervisor.close")
        self.anomalies = LinkButton(_("Anomalies"), icon="search", shortcut="A")
        self.anomalies.setObjectName("supervisor.anomalies")
        self._build()
        self._connect()
        self._arrange()
        self.setFocusProxy(self.procedures.table)

    def show_figures(self, faces: tuple[FigureFace, ...], estimate: str) -> None:
        """Show the five figures and how good the estimate is."""
        self.figures.show_faces(faces)
        self.procedures.estimate.setText(estimate)

    def show_day(self, seen: Supervision, lines: Sequence[WaitingLine]) -> None:
        """Show the procedures in the order of *lines*, and the counters."""
        self.procedures.show_lines(lines, seen.target)
        self.counters.show_lines(seen.counters, seen.lines)

    def show_suggestions(self, suggestions: Sequence[Suggestion], *, nothing: str) -> None:
        """Show what to do now."""
        self.todo.show_suggestions(suggestions, nothing=nothing)

    def show_plan(self, plan: Staffing) -> None:
        """Show the counters needed."""
        self.chart.show_plan(plan)

    def show_acts(self, *, procedure: str, counter: str, pause: str) -> None:
        """Word what O and P do to what is chosen; the key stands where the choice is."""
        self.procedures.show_acts(procedure, "" if counter else "O")
        self.counters.show_acts(counter, pause, shortcut="O" if counter else "")

    def offer_acts(self, *, are_offered: bool) -> None:
        """Show the buttons, or none of them to who only reads."""
        here = (self.procedures.toggle, self.procedures.quota, self.end_day, self.anomalies)
        for button in (*here, self.counters.toggle, self.counters.pause):
            button.setVisible(are_offered)
        self.todo.offer_acts(are_offered=are_offered)

    def selection(self) -> Selection:
        """Return what keys act on."""
        return Selection(procedure=self.procedures.chosen(), counter=self.counters.chosen())

    def is_in_hand(self) -> bool:
        """True while the table of procedures is being used: its rows then stay where they are."""
        return self.procedures.is_in_hand()

    def ask_quota(self, line: WaitingLine) -> None:
        """Ask for the quota of a procedure."""
        self.quota.open_for(line)

    def ask_close_day(self, view: Supervision) -> None:
        """Say what closing the day does, and ask."""
        self.close_day.open_for(view)

    def show_facts(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        """Show a ticket, or an explanation."""
        self.facts.show_facts(title, facts)

    def settle(self) -> None:
        """Put sheets and refusals away: their act is done, or another begins."""
        for sheet in (self.quota, self.close_day):
            if sheet.isVisible():
                sheet.close_sheet()
        for card in (self.todo, self.procedures, self.counters):
            card.refusal.withdraw()

    def refuse(self, place: Place, said: Said, *, unavailable: bool) -> None:
        """Say beside what was asked why it was not done."""
        box = {
            "todo": self.todo.refusal,
            "procedures": self.procedures.refusal,
            "counters": self.counters.refusal,
            "quota": self.quota.refusal,
            "close": self.close_day.refusal,
        }[place]
        box.refuse(said.text, why=said.why, level="warn" if unavailable else "danger")

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is in sight."""
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it no longer is."""
        super().hideEvent(event)
        self.hidden.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange anew when the theme has changed."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_columns"):
            self._arrange()
        super().changeEvent(event)

    def _build(self) -> None:
        inside = QWidget()
        page = QVBoxLayout(inside)
        page.setContentsMargins(px(20), px(4), px(16), px(8))
        page.setSpacing(px(12))
        page.addWidget(self.figures)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(px(12))
        self._columns.addWidget(self._build_first(), 1)
        self._second = self._build_second()
        self._columns.addWidget(self._second)
        page.addLayout(self._columns, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page_in_sight = Scroll(inside, self)
        outer.addWidget(page_in_sight)
        for table in (self.procedures.table, self.counters.table):
            Following(table, page_in_sight)

    def _build_first(self) -> QWidget:
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.procedures, 8)
        column.addWidget(self.chart, 4)
        return first

    def _build_second(self) -> QWidget:
        second = QWidget()
        column = QVBoxLayout(second)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.todo)
        column.addWidget(self.counters, 1)
        column.addLayout(_in_a_row((self.counters.toggle, self.counters.pause)))
        column.addLayout(_in_a_row((self.anomalies,), (self.end_day,)))
        return second

    def _connect(self) -> None:
        self.procedures.chosen_changed.connect(self._on_procedure)
        self.counters.chosen_changed.connect(self._on_counter)
        self.procedures.toggle_requested.connect(self._on_procedure_toggle)
        self.procedures.quota_requested.connect(self.quota_requested)
        self.counters.toggle_requested.connect(self.toggle_requested)
        self.counters.pause_requested.connect(self.pause_requested)
        self.todo.asked.connect(self.suggestion_requested)
        self.end_day.clicked.connect(self.close_day_requested)
        self.anomalies.clicked.connect(self.anomalies_requested)
        self.quota.asked.connect(self.quota_given)
        self.close_day.asked.connect(self.close_day_confirmed)

    def _arrange(self) -> None:
        stacked = current().stacked
        self._columns.setDirection(
            QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        )
        self._second.setMinimumWidth(0 if stacked else px(SECOND))
        self._second.setMaximumWidth(16777215 if stacked else px(SECOND))

    @Slot()
    def _on_procedure(self) -> None:
        """One thing is chosen on the page: a procedure, or a counter."""
        if self.procedures.chosen() is not None:
            self.counters.choose(None)
        self.selection_changed.emit()

    @Slot()
    def _on_counter(self) -> None:
        if self.counters.chosen() is not None:
            self.procedures.choose(None)
        self.selection_changed.emit()

    @Slot()
    def _on_procedure_toggle(self) -> None:
        self.toggle_requested.emit()


def _in_a_row(first: Sequence[QWidget], last: Sequence[QWidget] = ()) -> QHBoxLayout:
    """Return a row with the *first* at its beginning and the *last* at its end."""
    row = QHBoxLayout()
    for widget in first:
        row.addWidget(widget)
    row.addStretch(1)
    for widget in last:
        row.addWidget(widget)
    return row
