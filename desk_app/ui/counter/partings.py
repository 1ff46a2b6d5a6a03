"""Visitors who leave the counter without being done, and those who come back to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from desk_app.domain.errors import DeskError
from desk_app.domain.overrides import Override
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.reception import ProcedureLine, Reception
from desk_app.ui.counter.acting import Acting, Asks
from desk_app.ui.counter.desk import Desk
from desk_app.ui.counter.operations import CounterOperations
from desk_app.ui.counter.seat import Seat
from desk_app.words.catalogue import _
from desk_app.words.texts import spaced


class Partings(QObject):
    """Putting aside and taking up again, transfers, late returns; each asks first where needed."""

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
        self._targets: tuple[ProcedureLine, ...] = ()

    def ask_park(self) -> None:
        """Ask why the visitor is put aside."""
        self._view.sheets.open_park(self._seat.current)

    @Slot(str)
    def park(self, note: str) -> None:
        """Put the visitor aside, with *note*."""
        seat = self._seat
        self._acting.do(
            partial(
                self._operations.park,
                seat.current.number,
                counter=seat.counter,
                note=note,
                by=seat.login,
            )
        )

    @Slot()
    def ask_take_up(self) -> None:
        """Go on with the only one aside, or ask with whom."""
        parked = self._seat.screen.parked if self._seat.screen else ()
        if len(parked) == 1:
            self.take_up(parked[0].number)
        elif parked:
            self._view.sheets.open_take_up(parked)

    @Slot(str)
    def take_up(self, number: str) -> None:
        """Go on with *number*, put aside before."""
        unpark = self._operations.unpark
        act = partial(unpark, number, counter=self._seat.counter, by=self._seat.login)
        self._acting.do(act)

    @Slot()
    def ask_readmit(self) -> None:
        """Put the only absent back in the queue, or ask which."""
        absent = self._seat.screen.absent if self._seat.screen else ()
        if len(absent) == 1:
            self.readmit(absent[0].number)
        elif absent:
            self._view.sheets.open_readmit(absent)

    @Slot(str)
    def readmit(self, number: str) -> None:
        """Put the absent *number* back in the queue at its place (Q-03)."""
        back = partial(self._operations.return_to_queue, number, counter=None, by=self._seat.login)
        act = _("Put {number} back in the queue").format(number=spaced(number))
        asks = Asks(kind=Override.LATE_ACCEPTANCE, subject=number, act=act, icon="rotate-ccw")
        self._acting.do_with(back, asks=asks)

    def ask_transfer(self) -> None:
        """Ask where the visitor goes; letters typed meanwhile wait for the list to be read."""
        self._view.sheets.open_transfer(self._seat.current)
        look = partial(self._operations.targets, language=self._seat.language)
        self._acting.read(look, self._on_targets, failed=self._on_no_targets)

    @Slot(str, bool)
    def transfer(self, procedure: str, comes_back: bool) -> None:
        """Send the visitor here to *procedure*."""
        seat = self._seat
        act = partial(
            self._operations.transfer,
            seat.current.number,
            ProcedureCode(procedure),
            counter=seat.counter,
            comes_back=comes_back,
            by=seat.login,
        )
        short = next((line.short for line in self._targets if line.code == procedure), "")
        self._acting.do(act, procedure=short)

    def _on_targets(self, reception: Reception) -> None:
        self._targets = reception.lines
        screen = self._seat.screen
        if screen is not None and screen.current is not None:
            here = screen.current.procedure
            self._view.sheets.offer_targets(
                [line for line in reception.lines if line.counters and line.code != here]
            )

    def _on_no_targets(self, error: DeskError) -> None:
        self._view.sheets.close_transfer()
        self._acting.refuse(error)
