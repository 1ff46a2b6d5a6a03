"""Placing anew: everybody, a few at a time so that the count moves, or one by their choice."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from desk_app.domain.errors import DeskError
from desk_app.services.booking import Booked
from desk_app.services.calling import CallList
from desk_app.services.ports import Clock
from desk_app.services.replacing import Replaced, Waiting
from desk_app.ui.calendar.deciding import Window
from desk_app.ui.calendar.operations import CalendarOperations
from desk_app.ui.calendar.view import CalendarView
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.calendar import placed_line
from desk_app.words.catalogue import ngettext
from desk_app.words.errors import sentence

AT_A_TIME = 5
"""People placed between two looks at the screen: other acts of the desk come in between."""


class Placing(QObject):
    """Drives the list of those to be placed anew."""

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
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._window = view, operations, window
        self._session, self._tasks, self._signals = session, tasks, signals
        self._clock = clock
        self._is_running, self._placed = False, 0
        self._count = 0
        view.waiting.primary.clicked.connect(self.place_all)
        view.waiting.calls.on_press(self.print_calls)
        view.waiting.table.acted.connect(self.ask_one)
        view.place_sheet.picked.connect(self._on_picked)

    def reread(self) -> None:
        """Read the list again."""
        self._tasks.run(
            partial(self._do.waiting, by=self._session.login),
            then=self._show,
            failed=self._fail,
        )

    def can_place(self) -> bool:
        """Return whether somebody waits and no run is under way."""
        return not self._is_running and self._view.waiting.primary.isEnabled() and self._count > 0

    def forget(self) -> None:
        """Another agent begins anew."""
        self._placed = 0
        self._view.waiting.show_progress("")

    @Slot()
    def place_all(self) -> None:
        """Give everybody on the list the time that is proposed."""
        if self.can_place():
            self._is_running, self._placed = True, 0
            self._go_on()

    def print_calls(self) -> None:
        """Print whom to call, with names and telephones; it is noted in the journal."""
        act = partial(self._do.print_calls, by=self._session.login)
        self._tasks.run(act, then=self._on_printed, failed=self._fail)

    @Slot(object)
    def ask_one(self, one: Waiting) -> None:
        """Offer one person at most three times."""
        self._tasks.run(
            partial(self._do.places_for, one.appointment.reference, by=self._session.login),
            then=partial(self._view.place_sheet.show_offers, one),
            failed=self._fail,
        )

    @Slot(str, str)
    def _on_picked(self, reference: str, slot: str) -> None:
        self._tasks.run(
            partial(self._do.replace, reference, slot, by=self._session.login),
            then=self._on_one,
            failed=self._on_not_one,
        )

    def _on_one(self, done: Booked) -> None:
        self._view.place_sheet.close_sheet()
        appointment = done.appointment
        self._view.waiting.show_progress(placed_line(appointment.reference, appointment.starts_at))
        self._signals.changed.emit(done.changes)

    def _on_not_one(self, error: DeskError) -> None:
        self._view.place_sheet.refuse(sentence(error, now=self._clock()))

    def _go_on(self) -> None:
        act = partial(self._do.replace_all, at_most=AT_A_TIME, by=self._session.login)
        self._tasks.run(act, then=self._on_some, failed=self._on_stopped)

    def _on_some(self, done: Replaced) -> None:
        """Go on while the list grows shorter; who is left then has no time that fits."""
        self._placed += len(done.placed)
        words = ngettext("{count} person placed.", "{count} people placed.", self._placed)
        said = words.format(count=self._placed)
        if done.placed and done.left:
            self._view.waiting.show_progress(said)
            self._go_on()
            return
        self._is_running = False
        if done.left:
            left = ngettext("{count} without a time.", "{count} without a time.", done.left)
            said = f"{said} {left.format(count=done.left)}"
        self._view.waiting.show_progress(said)
        self._signals.changed.emit(done.changes)

    def _on_stopped(self, error: DeskError) -> None:
        self._is_running = False
        self._fail(error)
        self.reread()

    def _on_printed(self, made: CallList) -> None:
        people = len(made.references)
        words = ngettext(
            "List of {count} person to call, to the printer.",
            "List of {count} people to call, to the printer.",
            people,
        )
        self._view.waiting.show_progress(words.format(count=people))
        self._signals.changed.emit(made.changes)

    def _show(self, found: tuple[Waiting, ...]) -> None:
        self._count = len(found)
        self._view.show_waiting(found)

    def _fail(self, error: DeskError) -> None:
        said = sentence(error, now=self._clock())
        self._window.refuse(said.text, why=said.why)
