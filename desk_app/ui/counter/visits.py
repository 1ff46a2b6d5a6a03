"""Calling and serving at one counter: each act is one call of an operation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from desk_app.domain.errors import QueueEmpty
from desk_app.domain.numbering import read_number
from desk_app.domain.overrides import Override
from desk_app.services.counter import QueueLine
from desk_app.services.outcomes import Outcome
from desk_app.ui.counter.acting import Acting, Asks
from desk_app.ui.counter.acts import Act
from desk_app.ui.counter.desk import Desk
from desk_app.ui.counter.faces import is_last_call
from desk_app.ui.counter.operations import CounterOperations, MoveTicket
from desk_app.ui.counter.seat import Seat
from desk_app.words.catalogue import _
from desk_app.words.texts import spaced

VISIT_ACTS = frozenset(
    {
        Act.CALL,
        Act.START,
        Act.FINISH_AND_CALL,
        Act.FINISH,
        Act.RECALL,
        Act.ABSENT,
        Act.UNDO,
    }
)
"""What one key does at once; the other acts ask first, or are about the counter itself."""


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

    def work(self, act: Act) -> Callable[[], Outcome]:
        """Return what *act*, one of VISIT_ACTS, asks of the services for who is here now."""
        operations, seat = self._operations, self._seat
        match act:
            case Act.CALL:
                return partial(operations.call_next, seat.counter, by=seat.login)
            case Act.FINISH_AND_CALL:
                return partial(operations.finish_and_call_next, seat.counter, by=seat.login)
            case Act.ABSENT if not (seat.screen and is_last_call(seat.screen)):
                absent, number = operations.absent_and_call_next, seat.current.number
                return partial(absent, seat.counter, number, by=seat.login)
            case Act.UNDO:
                return partial(operations.undo, by=seat.login)
        moves: dict[Act, MoveTicket] = {
            Act.START: operations.start,
            Act.FINISH: operations.complete,
            Act.RECALL: operations.recall,
            Act.ABSENT: operations.mark_no_show,
        }
        return partial(moves[act], seat.current.number, counter=seat.counter, by=seat.login)

    @Slot(str)
    def call_number(self, number: str) -> None:
        """Call *number* out of its turn."""
        call = partial(
            self._operations.call_number, number, self._seat.counter, by=self._seat.login
        )
        act = _("Call {number} now").format(number=spaced(read_number(number)))
        asks = Asks(kind=Override.OUT_OF_ORDER, subject=number, act=act, icon="megaphone")
        self._acting.do_with(call, asks=asks)

    @Slot(str)
    def help_with(self, name: str) -> None:
        """Call the first who waits elsewhere for the procedure called *name*."""
        self._acting.do(partial(self._call_first, name))

    @Slot()
    def read_everyone(self) -> None:
        """Read all who wait for the counter, for a search among them."""
        read = partial(self._operations.everyone, self._seat.counter, language=self._seat.language)
        self._acting.read(read, self._on_everyone)

    def ask_holder(self) -> None:
        """Ask before a wrong holder is recorded."""
        self._view.sheets.open_holder(self._seat.current)

    @Slot()
    def report_holder(self) -> None:
        """Record that somebody else came with the ticket here (AT-12)."""
        report, number = self._operations.wrong_holder, self._seat.current.number
        self._acting.do(partial(report, number, by=self._seat.login))

    def _on_everyone(self, lines: tuple[QueueLine, ...]) -> None:
        self._view.show_everyone(lines)

    def _call_first(self, name: str) -> Outcome:
        lines = self._operations.everyone(None, language=self._seat.language)
        first = next((line for line in lines if line.name == name), None)
        if first is None:
            raise QueueEmpty(self._seat.counter)
        return self._operations.call_number(first.number, self._seat.counter, by=self._seat.login)
