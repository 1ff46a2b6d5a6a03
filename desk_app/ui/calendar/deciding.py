"""Closing, opening and taking back: whom it touches is shown before it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Slot

from desk_app.domain.errors import DeskError, SecondPersonNeeded
from desk_app.domain.overrides import Override
from desk_app.domain.series import Closure
from desk_app.services.closures import Decided
from desk_app.services.impacts import Impact
from desk_app.services.openings import Opening, exception_of
from desk_app.services.ports import Clock
from desk_app.services.questions import Agreement
from desk_app.services.week import Week
from desk_app.ui.calendar.forms import PlanSheet
from desk_app.ui.calendar.model import closable
from desk_app.ui.calendar.operations import CalendarOperations
from desk_app.ui.calendar.panels import EndSheet
from desk_app.ui.calendar.side import Decision
from desk_app.ui.calendar.view import CalendarView
from desk_app.ui.second.asking import Ask
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.calendar import decided_line
from desk_app.words.catalogue import _
from desk_app.words.errors import sentence


class Window(Protocol):
    """The shell, as this needs it."""

    def show_undo(self, text: str, callback: Callable[[], object]) -> None: ...
    def refuse(self, text: str, *, why: str = "") -> None: ...


T = TypeVar("T")
R = TypeVar("R")


class Deciding(QObject):
    """Drives the three sheets that decide; what came of it is told in the undo bar."""

    def __init__(
        self,
        view: CalendarView,
        operations: CalendarOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
        clock: Clock,
        ask_second: Ask,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._window = view, operations, window
        self._session, self._tasks, self._signals = session, tasks, signals
        self._clock, self._ask_second = clock, ask_second
        self.week: Week | None = None
        view.close_sheet.looked.connect(self._on_looked)
        view.close_sheet.confirmed.connect(self._on_close)
        view.open_sheet.confirmed.connect(self._on_open)
        view.end_sheet.confirmed.connect(self._on_end)
        view.decisions.table.acted.connect(self.ask_end)
        view.decisions.close_hours.on_press(self.ask_close)
        view.decisions.open_hours.on_press(self.ask_open)

    def ask_close(self) -> None:
        """Open the sheet that closes, for the day chosen in the grid."""
        if self.week is not None:
            scopes = closable(self.week.site, self._session.language)
            self._view.close_sheet.open_for(self._view.grid.chosen(), self.week.today, scopes)

    def ask_open(self) -> None:
        """Open the sheet that opens, for the day chosen in the grid."""
        if self.week is not None:
            cell, usual = self._view.grid.chosen(), self.week.site.appointment_series
            series = [str(one.id) for one in usual]
            self._view.open_sheet.open_for(cell, series, self.week.today)

    @Slot(object)
    def ask_end(self, decision: Decision) -> None:
        """Show what the end of *decision* would touch."""
        self._run(
            partial(self._do.look_at_end, decision.id),
            then=partial(self._view.end_sheet.show_end, decision.id, decision.said),
            sheet=None,
        )

    @Slot()
    def _on_looked(self) -> None:
        closure = self._typed(self._view.close_sheet.closure, self._view.close_sheet)
        if closure is not None:
            self._run(
                partial(self._do.look_at_closure, closure),
                then=self._on_impact,
                sheet=self._view.close_sheet,
            )

    def _on_impact(self, found: Impact) -> None:
        self._view.close_sheet.show_impact(found)

    @Slot(str)
    def _on_close(self, mark: str) -> None:
        sheet = self._view.close_sheet
        closure: Closure | None = self._typed(sheet.closure, sheet)
        if closure is not None:
            act = partial(self._do.close, closure, seen=mark)
            self._run(act, then=self._on_decided, sheet=sheet)

    @Slot()
    def _on_open(self) -> None:
        sheet = self._view.open_sheet
        wanted = self._typed(sheet.wanted, sheet)
        if wanted is not None:
            self._open(wanted, None)

    def _open(self, wanted: Opening, agreement: Agreement | None) -> None:
        act = partial(self._do.open_day, wanted, by=self._session.login, agreement=agreement)
        self._tasks.run(act, then=self._on_decided, failed=partial(self._on_not_open, wanted))

    def _on_not_open(self, wanted: Opening, error: DeskError) -> None:
        """Hours made by hand take a second person, once nothing else is against them (AT-16)."""
        sheet, week = self._view.open_sheet, self.week
        if not isinstance(error, SecondPersonNeeded) or week is None:
            self._fail(sheet if sheet.isVisible() else None, error)
            return
        sheet.close_sheet()
        self._ask_second(
            Case(
                kind=Override.MANUAL_SLOT,
                subject=exception_of(wanted, week.site),
                act=_("Open these hours"),
                icon="calendar-plus",
                then=partial(self._open, wanted),
                left=sheet.open,
            )
        )

    @Slot(str, str)
    def _on_end(self, change: str, mark: str) -> None:
        act = partial(self._do.take_back, change, seen=mark)
        self._run(act, then=self._on_ended, sheet=self._view.end_sheet)

    def _on_decided(self, done: Decided) -> None:
        said = decided_line(done.changes.operation, done.first, done.last, done.affected)
        self._view.close_sheet.close_sheet()
        self._view.open_sheet.close_sheet()
        self._window.show_undo(said, partial(self._undo, done.change))
        self._signals.changed.emit(done.changes)

    def _on_ended(self, done: Decided) -> None:
        self._view.end_sheet.close_sheet()
        self._signals.changed.emit(done.changes)

    def _undo(self, change: str) -> None:
        """What was just decided is taken back; where somebody is in it, a sheet asks first."""
        act = partial(self._do.take_back, change)
        self._run(act, then=self._tell, sheet=None)

    def _tell(self, done: Decided) -> None:
        self._signals.changed.emit(done.changes)

    def _typed(self, read: Callable[[], T], sheet: PlanSheet) -> T | None:
        """Return what is typed in *sheet*; None where it cannot be read, and it says why."""
        try:
            return read()
        except DeskError as error:
            sheet.refuse(sentence(error))
            return None

    def _run(
        self,
        act: Callable[..., R],
        *,
        then: Callable[[R], object],
        sheet: PlanSheet | EndSheet | None,
    ) -> None:
        """Do *act* in the agent's name; a refusal is said where it was asked."""
        self._tasks.run(
            partial(act, by=self._session.login), then=then, failed=partial(self._fail, sheet)
        )

    def _fail(self, sheet: PlanSheet | EndSheet | None, error: DeskError) -> None:
        said = sentence(error, now=self._clock())
        if sheet is not None:
            sheet.refuse(said)
        else:
            self._window.refuse(said.text, why=said.why)
