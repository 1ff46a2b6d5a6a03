"""Calling and serving at one counter: each act is one call of an operation."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from desk_app.domain.errors import QueueEmpty
from desk_app.services.counter import QueueLine
from desk_app.services.outcomes import Outcome
from desk_app.ui.counter.acting import Acting
from desk_app.ui.counter.desk import Desk
from desk_app.ui.counter.faces import is_last_call
from desk_app.ui.counter.operations import CounterOperations, MoveTicket
from desk_app.ui.counter.seat import Seat


class Visits(QObject):
    """The visitor here and the next one."""

    def __init__(
        self,
        view: Desk,
        *,
        operations: CounterOperations,
        seat: Seat,
        acting: Acting,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._operations = operations
        self._seat = seat
        self._acting = acting

    def call(self) -> None:
        """Call the next one."""
        call = self._operations.call_next
        self._acting.do(partial(call, self._seat.counter, by=self._seat.login))

    def finish_and_call(self) -> None:
        """End the visit and call the next one."""
        finish = self._operations.finish_and_call_next
        self._acting.do(partial(finish, self._seat.counter, by=self._seat.login))

    def start(self) -> None:
        """The person is here."""
        self._move(self._operations.start)

    def finish(self) -> None:
        """End the visit, call nobody."""
        self._move(self._operations.complete)

    def recall(self) -> None:
        """Call the same number again."""
        self._move(self._operations.recall)

    def absent(self) -> None:
        """Nobody came: called again later with the next one called now, or absent (Q-03)."""
        if self._seat.screen is not None and is_last_call(self._seat.screen):
            self._move(self._operations.mark_no_show)
            return
        postpone, number = self._operations.absent_and_call_next, self._seat.current.number
        self._acting.do(partial(postpone, self._seat.counter, number, by=self._seat.login))

    @Slot(str)
    def call_number(self, number: str) -> None:
        """Call *number* out of its turn."""
        call = self._operations.call_number
        self._acting.do(partial(call, number, self._seat.counter, by=self._seat.login))

    @Slot(str)
    def help_with(self, name: str) -> None:
        """Call the first who waits elsewhere for the procedure called *name*."""
        self._acting.do(partial(self._call_first, name))

    @Slot()
    def read_everyone(self) -> None:
        """Read all who wait for the counter, for a search among them."""
        read = partial(self._operations.everyone, self._seat.counter, language=self._seat.language)
        self._acting.run(read, self._on_everyone)

    def ask_holder(self) -> None:
        """Ask before a wrong holder is recorded."""
        self._view.sheets.open_holder(self._seat.current)

    @Slot()
    def report_holder(self) -> None:
        """Record that somebody else came with the ticket here (AT-12)."""
        report, number = self._operations.wrong_holder, self._seat.current.number
        self._acting.do(partial(report, number, by=self._seat.login))

    @Slot()
    def undo(self) -> None:
        """Take back the agent's last act."""
        self._acting.undo()

    def _move(self, operation: MoveTicket) -> None:
        seat = self._seat
        act = partial(operation, seat.current.number, counter=seat.counter, by=seat.login)
        self._acting.do(act)

    def _on_everyone(self, lines: tuple[QueueLine, ...]) -> None:
        self._acting.release()
        self._view.show_everyone(lines)

    def _call_first(self, name: str) -> Outcome:
        lines = self._operations.everyone(None, language=self._seat.language)
        first = next((line for line in lines if line.name == name), None)
        if first is None:
            raise QueueEmpty(self._seat.counter)
        return self._operations.call_number(first.number, self._seat.counter, by=self._seat.login)
