"""Absent visitors who come back to Accueil: in time, or later with a second person (Q-03)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from desk_app.domain.errors import DeskError, SecondPersonNeeded, Unavailable
from desk_app.domain.numbering import read_number
from desk_app.domain.overrides import Override
from desk_app.domain.tickets import TicketStatus
from desk_app.services.outcomes import Outcome
from desk_app.services.ports import Clock
from desk_app.services.questions import Agreement
from desk_app.services.reception import LastTicket
from desk_app.ui.reception.operations import ReceptionOperations
from desk_app.ui.second.asking import Ask
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _
from desk_app.words.errors import Said, sentence
from desk_app.words.moves import done
from desk_app.words.texts import spaced


class Sheet(Protocol):
    """What this asks of the sheet."""

    def open_with(self, number: str) -> None: ...
    def refuse(self, said: Said, *, unavailable: bool) -> None: ...
    def close_sheet(self) -> None: ...
    def isVisible(self) -> bool: ...


class View(Protocol):
    """The part of the screen that lists the last tickets."""

    @property
    def returns(self) -> Sheet: ...
    def chosen_ticket(self) -> LastTicket | None: ...


class Returns(QObject):
    """Asks for the number; what is typed stays until the visitor waits again."""

    def __init__(
        self,
        view: View,
        *,
        operations: ReceptionOperations,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        clock: Clock,
        ask_second: Ask,
        tell: Callable[[str, str], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._operations = view, operations
        self._session, self._tasks, self._signals = session, tasks, signals
        self._clock, self._ask_second, self._tell = clock, ask_second, tell

    @Slot()
    def ask(self) -> None:
        """Ask who has come back; an absent one chosen among the last tickets is written already."""
        chosen = self._view.chosen_ticket()
        is_absent = chosen is not None and chosen.status is TicketStatus.NO_SHOW
        self._view.returns.open_with(spaced(chosen.number) if chosen and is_absent else "")

    @Slot(str)
    def readmit(self, number: str) -> None:
        """Put *number* back in the queue at its place."""
        self._readmit(number, None)

    def _readmit(self, number: str, agreement: Agreement | None) -> None:
        back = partial(
            self._operations.return_to_queue,
            number,
            counter=None,
            by=self._session.login,
            agreement=agreement,
        )
        failed = partial(self._on_refused, number)
        self._tasks.run(back, then=self._on_returned, failed=failed)

    def _on_returned(self, outcome: Outcome) -> None:
        if self._view.returns.isVisible():
            self._view.returns.close_sheet()
        self._tell(done("return", outcome.ticket.number), "rotate-ccw")
        self._signals.changed.emit(outcome.changes)

    def _on_refused(self, number: str, error: DeskError) -> None:
        if isinstance(error, SecondPersonNeeded):
            self._ask_second(self._case(number))
            return
        said = sentence(error, now=self._clock())
        self._view.returns.refuse(said, unavailable=isinstance(error, Unavailable))

    def _case(self, number: str) -> Case:
        act = _("Put {number} back in the queue").format(number=spaced(read_number(number)))
        return Case(
            kind=Override.LATE_ACCEPTANCE,
            subject=number,
            act=act,
            icon="rotate-ccw",
            then=partial(self._readmit, number),
        )
