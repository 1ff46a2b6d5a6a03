"""The services of Guichet as a test says they answer, remembering what was asked of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar
from uuid import UUID

from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.errors import DeskError
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import DeskCode, Ticket, TicketId, TicketNumber
from desk_app.services.counter import CounterScreen, QueueLine
from desk_app.services.identities import Correction
from desk_app.services.outcomes import Outcome
from desk_app.services.places import Place
from desk_app.services.questions import Agreement
from desk_app.services.reception import Reception
from desk_app.ui.counter.operations import CounterOperations
from tests.ui.counter.day import KARIM, NOW, PLACES, SERVING, TARGETS
from tests.ui.hands import AtOnce

T = TypeVar("T")
BELHADJ = Agent(login=KARIM, name="Karim Belhadj", role=Role.COUNTER)


class Slow(AtOnce):
    """Does work at once until told to keep it, then when asked."""

    def __init__(self) -> None:
        self.keeps = False
        self._kept: list[tuple[Future[object], Callable[..., object]]] = []

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        if not self.keeps:
            return super().submit(fn, *args, **kwargs)
        future: Future[T] = Future()
        self._kept.append((future, fn))
        return future

    def catch_up(self) -> None:
        """Do what was kept."""
        self.keeps = False
        while self._kept:
            future, fn = self._kept.pop(0)
            try:
                future.set_result(fn())
            except DeskError as error:
                future.set_exception(error)


@dataclasses.dataclass
class Services:
    """What the services know and were asked; *asked* is one line per act."""

    screen: CounterScreen = SERVING
    refusal: DeskError | None = None
    second_needed: DeskError | None = None
    asked: list[str] = dataclasses.field(default_factory=list)
    elsewhere: tuple[QueueLine, ...] = ()
    targets_refusal: DeskError | None = None

    def operations(self) -> CounterOperations:
        """Return them as Guichet takes them."""
        return CounterOperations(
            look=self.look,
            places=self.places,
            targets=self.targets,
            everyone=self.everyone,
            sit_down=self.sit_down,
            set_counter=self.set_counter,
            call_next=self._next("call_next"),
            finish_and_call_next=self._next("finish_and_call_next"),
            absent_and_call_next=self.absent_and_call_next,
            call_number=self.call_number,
            recall=self._move("recall"),
            start=self._move("start"),
            complete=self._move("complete"),
            mark_no_show=self._move("no_show"),
            unpark=self._move("unpark"),
            return_to_queue=self.return_to_queue,
            correct=self.correct,
            park=self.park,
            transfer=self.transfer,
            wrong_holder=self.wrong_holder,
            undo=self.undo,
        )

    def look(self, number: CounterId, /, *, by: AgentLogin, language: str) -> CounterScreen:
        return self.screen

    def places(self, *, language: str) -> tuple[Place, ...]:
        return PLACES

    def targets(self, *, language: str) -> Reception:
        if self.targets_refusal is not None:
            raise self.targets_refusal
        return TARGETS

    def everyone(self, number: CounterId | None, /, *, language: str) -> tuple[QueueLine, ...]:
        return self.elsewhere

    def sit_down(self, number: CounterId, /, *, by: AgentLogin) -> Changes:
        self.asked.append(f"sit_down {number} {by}")
        return changes("sit_down", Topic.COUNTERS, subject=str(number))

    def set_counter(self, number: CounterId, state: CounterState, /, *, by: AgentLogin) -> Changes:
        self.asked.append(f"set_counter {number} {state}")
        return changes("counter", Topic.COUNTERS, subject=str(number))

    def absent_and_call_next(
        self, counter: CounterId, number: str, /, *, by: AgentLogin
    ) -> Outcome:
        return self._done("absent_and_call_next", number, "call_next")

    def call_number(
        self,
        number: str,
        counter: CounterId,
        /,
        *,
        by: AgentLogin,
        agreement: Agreement | None = None,
    ) -> Outcome:
        self._needs(agreement)
        return self._done(f"call_number at {counter}", number, "call_number")

    def return_to_queue(
        self,
        number: str,
        /,
        *,
        counter: CounterId | None,
        by: AgentLogin,
        agreement: Agreement | None = None,
    ) -> Outcome:
        self._needs(agreement)
        return self._done("return", number, "return")

    def correct(
        self, correction: Correction, /, *, by: AgentLogin, agreement: Agreement | None = None
    ) -> Outcome:
        self._needs(agreement)
        said = correction.document.number if correction.document else correction.hint
        return self._done(f"correct {said}", correction.number, "correct")

    def _needs(self, agreement: Agreement | None) -> None:
        if agreement is None and self.second_needed is not None:
            raise self.second_needed

    def park(
        self, number: str, /, *, counter: CounterId | None, note: str, by: AgentLogin
    ) -> Outcome:
        return self._done(f"park “{note}”", number, "park")

    def transfer(
        self,
        number: str,
        procedure: ProcedureCode,
        /,
        *,
        counter: CounterId | None,
        comes_back: bool,
        by: AgentLogin,
    ) -> Outcome:
        back = " and back" if comes_back else ""
        return self._done(f"transfer to {procedure}{back}", number, "transfer", procedure)

    def wrong_holder(self, number: str, /, *, by: AgentLogin) -> Outcome:
        return self._done("wrong_holder", number, "wrong_holder")

    def undo(self, *, by: AgentLogin) -> Outcome:
        return self._done("undo", "C042", "undo")

    def _next(self, name: str) -> Callable[..., Outcome]:
        def act(counter: CounterId, /, *, by: AgentLogin) -> Outcome:
            return self._done(f"{name} at {counter}", "B030", "call_next")

        return act

    def _move(self, name: str) -> Callable[..., Outcome]:
        def act(number: str, /, *, counter: CounterId | None, by: AgentLogin) -> Outcome:
            return self._done(name, number, name)

        return act

    def _done(self, said: str, number: str, operation: str, procedure: str = "INFO") -> Outcome:
        if self.refusal is not None:
            raise self.refusal
        self.asked.append(f"{said}: {number}")
        made = changes(operation, Topic.TICKETS, Topic.COUNTERS, subject=number)
        return Outcome(changes=made, ticket=ticket(number, ProcedureCode(procedure)))


def ticket(number: str, procedure: ProcedureCode) -> Ticket:
    return Ticket(
        id=TicketId(UUID(int=1)),
        day=NOW.date(),
        number=TicketNumber(number),
        sequence=1,
        procedure=procedure,
        issued_at=NOW,
        arrived_at=NOW,
        owner=DeskCode("A1"),
        code="ABCD2345",
        counter=CounterId(3),
    )
