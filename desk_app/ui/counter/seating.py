"""Taking place at a counter, its breaks, and leaving it; nothing here is about a visitor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from desk_app.domain.changes import Changes
from desk_app.domain.counters import CounterId, CounterState
from desk_app.ui.counter.acting import Acting
from desk_app.ui.counter.desk import Desk, Window
from desk_app.ui.counter.operations import CounterOperations
from desk_app.ui.counter.seat import Seat
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.words.catalogue import _


class Seating(QObject):
    """The agent's counter: chosen, opened, on a break, left."""

    def __init__(
        self,
        view: Desk,
        *,
        operations: CounterOperations,
        session: Session,
        seat: Seat,
        acting: Acting,
        signals: AppSignals,
        window: Window,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._operations = operations
        self._session = session
        self._seat = seat
        self._acting = acting
        self._signals = signals
        self._window = window

    @Slot(int)
    def sit_at(self, counter: int) -> None:
        """Take place at *counter*, which opens it."""
        number = CounterId(counter)
        sit = partial(self._operations.sit_down, number, by=self._session.login)
        self._acting.run(sit, partial(self._on_seated, number))

    def pause(self) -> None:
        """Call nobody for a while."""
        self._set_counter(CounterState.PAUSED, self._on_set)

    def open(self) -> None:
        """End the break, or open what was closed."""
        self._set_counter(CounterState.OPEN, self._on_set)

    def leave(self) -> None:
        """Choose another counter; the one left is closed, for nobody sits there any more."""
        screen = self._seat.screen
        if screen is None:
            return
        if screen.current is not None:
            self._acting.refuse_words(_("Finish first with the person at the counter."))
        elif screen.state in {CounterState.OPEN, CounterState.PAUSED}:
            self._set_counter(CounterState.CLOSED, self._on_left)
        else:
            self._forget_counter()

    def _set_counter(self, state: CounterState, then: Callable[[Changes], None]) -> None:
        counter = self._session.counter
        if counter is not None:
            work = partial(self._operations.set_counter, counter, state, by=self._session.login)
            self._acting.run(work, then)

    def _on_seated(self, number: CounterId, changes: Changes) -> None:
        self._acting.release()
        self._view.withdraw_refusal()
        self._session.sit_at(number)
        self._signals.changed.emit(changes)

    def _on_set(self, changes: Changes) -> None:
        self._view.withdraw_refusal()
        self._window.undo_bar.forget()
        self._signals.changed.emit(changes)

    def _on_left(self, changes: Changes) -> None:
        self._forget_counter()
        self._signals.changed.emit(changes)

    def _forget_counter(self) -> None:
        self._acting.release()
        self._view.withdraw_refusal()
        self._session.sit_at(None)
