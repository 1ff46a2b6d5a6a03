"""What Guichet asks of the services, as callables that the application fills; no work is here."""

from __future__ import annotations

import dataclasses
from typing import Protocol

from desk_app.domain.changes import Changes
from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.counter import CounterScreen, QueueLine
from desk_app.services.identities import Correction
from desk_app.services.outcomes import Outcome
from desk_app.services.places import Place
from desk_app.services.questions import Agreement
from desk_app.services.reception import Reception


class Look(Protocol):
    """`services.counter.counter_screen` with its ports filled."""

    def __call__(self, number: CounterId, /, *, by: AgentLogin, language: str) -> CounterScreen: ...


class Places(Protocol):
    """`services.places.places` with its ports filled."""

    def __call__(self, *, language: str) -> tuple[Place, ...]: ...


class Targets(Protocol):
    """`services.reception.reception` with its ports filled: where a visitor can be sent."""

    def __call__(self, *, language: str) -> Reception: ...


class Everyone(Protocol):
    """`services.counter.queue_list` with its ports filled: who waits, here or at the site."""

    def __call__(self, number: CounterId | None, /, *, language: str) -> tuple[QueueLine, ...]: ...


class Seat(Protocol):
    """`services.direction.sit_down` with its ports filled."""

    def __call__(self, number: CounterId, /, *, by: AgentLogin) -> Changes: ...


class SetCounter(Protocol):
    """`services.direction.set_counter` with its ports filled."""

    def __call__(self, number: CounterId, state: CounterState, /, *, by: AgentLogin) -> Changes: ...


class Next(Protocol):
    """`services.tickets.call_next` or `finish_and_call_next` with its ports filled."""

    def __call__(self, counter: CounterId, /, *, by: AgentLogin) -> Outcome: ...


class AbsentAndNext(Protocol):
    """`services.tickets.absent_and_call_next` with its ports filled."""

    def __call__(self, counter: CounterId, number: str, /, *, by: AgentLogin) -> Outcome: ...


class CallNumber(Protocol):
    """`services.tickets.call_number` with its ports filled."""

    def __call__(
        self,
        number: str,
        counter: CounterId,
        /,
        *,
        by: AgentLogin,
        agreement: Agreement | None = None,
    ) -> Outcome: ...


class Readmit(Protocol):
    """`services.moves.return_to_queue` with its ports filled."""

    def __call__(
        self,
        number: str,
        /,
        *,
        counter: CounterId | None,
        by: AgentLogin,
        agreement: Agreement | None = None,
    ) -> Outcome: ...


class CorrectIdentity(Protocol):
    """`services.identities.correct` with its ports filled."""

    def __call__(
        self, correction: Correction, /, *, by: AgentLogin, agreement: Agreement | None = None
    ) -> Outcome: ...


class MoveTicket(Protocol):
    """A move of `services.moves` or `services.tickets.recall` with its ports filled."""

    def __call__(self, number: str, /, *, counter: CounterId | None, by: AgentLogin) -> Outcome: ...


class Park(Protocol):
    """`services.moves.park` with its ports filled."""

    def __call__(
        self, number: str, /, *, counter: CounterId | None, note: str, by: AgentLogin
    ) -> Outcome: ...


class Transfer(Protocol):
    """`services.moves.transfer` with its ports filled."""

    def __call__(
        self,
        number: str,
        procedure: ProcedureCode,
        /,
        *,
        counter: CounterId | None,
        comes_back: bool,
        by: AgentLogin,
    ) -> Outcome: ...


class ReportHolder(Protocol):
    """`services.moves.report_wrong_holder` with its ports filled."""

    def __call__(self, number: str, /, *, by: AgentLogin) -> Outcome: ...


class Undo(Protocol):
    """`services.undo.undo_last` with its ports filled."""

    def __call__(self, *, by: AgentLogin) -> Outcome: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CounterOperations:
    """Everything Guichet can do; subject, agent and counter are the presenter's to give."""

    look: Look
    places: Places
    targets: Targets
    everyone: Everyone
    sit_down: Seat
    set_counter: SetCounter
    call_next: Next
    finish_and_call_next: Next
    absent_and_call_next: AbsentAndNext
    call_number: CallNumber
    recall: MoveTicket
    start: MoveTicket
    complete: MoveTicket
    mark_no_show: MoveTicket
    unpark: MoveTicket
    return_to_queue: Readmit
    correct: CorrectIdentity
    park: Park
    transfer: Transfer
    wrong_holder: ReportHolder
    undo: Undo
