"""Drives Calendrier: which week, which hours, what an hour holds. Deciding is deciding.py's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, TypedDict

from PySide6.QtCore import QObject, QTimer, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import DeskError
from desk_app.domain.roles import Power, may
from desk_app.services.appointments import Line
from desk_app.services.ports import Clock
from desk_app.services.week import Week
from desk_app.ui.calendar import deciding
from desk_app.ui.calendar.deciding import Deciding
from desk_app.ui.calendar.exporting import AgendaOperations, Exporting
from desk_app.ui.calendar.model import HourCell
from desk_app.ui.calendar.operations import CalendarOperations
from desk_app.ui.calendar.placing import Placing
from desk_app.ui.calendar.telling import Telling
from desk_app.ui.calendar.view import CalendarView
from desk_app.ui.rereading import Rereading
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.booking_errors import appointment_status
from desk_app.words.catalogue import _
from desk_app.words.dates import clock as hour
from desk_app.words.errors import sentence

REREAD_MS = 60_000  # an hour before its time, unused reserve flows to walk-ins
_TOPICS = frozenset({Topic.CALENDAR, Topic.APPOINTMENTS, Topic.SITE})
_WEEK = dt.timedelta(days=7)


class Window(deciding.Window, Protocol):
    """The shell, as Calendrier needs it."""

    def set_title(self, title: str, sub: str = "") -> None: ...
    def show_undo(self, text: str, callback: Callable[[], object]) -> None: ...
    def refuse(
        self, text: str, *, why: str = "", offers: Sequence[Offer] = (), level: Level = "danger"
    ) -> None: ...


class _Around(TypedDict):
    """What every part of the page is given."""

    session: Session
    tasks: Tasks
    signals: AppSignals
    window: Window
    clock: Clock
    parent: QObject


class CalendarPresenter(QObject):
    """Owns one view and the week in sight."""

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
        agendas: AgendaOperations,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._window = view, operations, window
        self._session, self._tasks, self._signals = session, tasks, signals
        self._clock = clock
        self._day: dt.date | None = None
        self._only = ""
        self._side: int | None = None
        self._week: Week | None = None
        around: _Around = {
            "session": session, "tasks": tasks, "signals": signals, "window": window,
            "clock": clock, "parent": self,
        }  # fmt: skip
        self.deciding = Deciding(view, operations, ask_second=ask_second, **around)
        self.placing = Placing(view, operations, **around)
        self.telling = Telling(view.tell_sheet, operations, **around)
        view.waiting.tell.on_press(self.telling.ask)
        self.exporting = Exporting(
            agendas, session=session, tasks=tasks, window=window, clock=clock, week=self.week,
            parent=self,
        )  # fmt: skip
        self._rereading = Rereading(self._look, show=self._show, failed=self._fail, tasks=tasks)
        self._listen()

    def week(self) -> Week | None:
        """Return the week in sight, None before it was read."""
        return self._week

    @Slot()
    def reread(self) -> None:
        """Read the week again if it is in sight and somebody has signed in."""
        if self._view.isVisible() and self._session.agent is not None:
            self._rereading.ask()
            self.placing.reread()

    @Slot(int)
    def step(self, weeks: int) -> None:
        """Go *weeks* on, or back; the day and the hour chosen stay."""
        if self._week is not None:
            self._day = self._week.monday + _WEEK * weeks
            self.reread()

    @Slot(int)
    def walk_into(self, weeks: int) -> None:
        """The same, from the last day on to the first, or from the first back to the last."""
        self._side = 0 if weeks > 0 else 6
        self.step(weeks)

    def before(self) -> None:
        """Show the week before."""
        self.step(-1)

    def after(self) -> None:
        """Show the next week."""
        self.step(1)

    def this_week(self) -> None:
        """Come back to today."""
        if self._week is not None:
            self._day, self._side = None, self._week.today.weekday()
            self.reread()

    @Slot(object)
    def look_into(self, cell: HourCell) -> None:
        """Show the slots of an hour and who has one."""
        self._tasks.run(
            partial(self._do.agenda, cell.day, by=self._session.login),
            then=partial(self._on_agenda, cell),
            failed=self._fail,
        )

    def look_into_chosen(self) -> None:
        """The same of the hour that is chosen."""
        cell = self._view.grid.chosen()
        if cell is not None:
            self.look_into(cell)

    def _listen(self) -> None:
        view = self._view
        view.shown.connect(self.reread)
        view.stepped.connect(self.step)
        view.walked.connect(self.walk_into)
        view.series_picked.connect(self._on_series)
        view.agenda.on_press(self.exporting.export)
        view.grid.acted.connect(self.look_into)
        self._signals.changed.connect(self._on_changed)
        self._session.changed.connect(self._on_session)
        self._timer = QTimer(self)
        self._timer.setInterval(REREAD_MS)
        self._timer.timeout.connect(self.reread)
        self._timer.start()

    def _look(self) -> Week:
        return self._do.look(self._day, self._only, by=self._session.login)

    def _show(self, week: Week) -> None:
        self._week = self.deciding.week = week
        side, self._side = self._side, None
        self._view.show_week(week, side=side)
        if self._view.isVisible():
            self._window.set_title(_("Calendar"), week.site.name)

    def _on_agenda(self, cell: HourCell, lines: Sequence[Line]) -> None:
        slots = {str(one.slot.id) for one in cell.slots}
        here = [one for one in lines if slots & set(one.appointment.place.slots)]
        agent = self._session.agent
        may_watch = agent is not None and may(agent.role, Power.WATCH)
        self._view.slot_sheet.show_cell(
            cell, [_holder(one) for one in here], with_history=may_watch
        )

    @Slot(str)
    def _on_series(self, chosen: str) -> None:
        self._only = chosen
        self.reread()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self.reread()

    @Slot()
    def _on_session(self) -> None:
        self._day, self._only = None, ""
        self._view.series.choose("")
        self.placing.forget()
        self.reread()

    def _fail(self, error: DeskError) -> None:
        said = sentence(error, now=self._clock())
        self._window.refuse(said.text, why=said.why)


def _holder(one: Line) -> str:
    appointment = one.appointment
    return " · ".join(
        (
            hour(appointment.starts_at),
            f"…{one.last4}" if one.last4 else "—",
            appointment.procedure,
            appointment_status(appointment.status),
        )
    )
