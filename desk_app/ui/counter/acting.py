"""One act at a time: asked of the services, then told to everybody or refused in its place."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from desk_app.domain.errors import DeskError, QueueEmpty, SecondPersonNeeded, Unavailable
from desk_app.domain.overrides import Override
from desk_app.services.outcomes import Outcome
from desk_app.services.ports import Clock
from desk_app.services.questions import Agreement
from desk_app.ui.counter.desk import Desk, Window
from desk_app.ui.counter.operations import CounterOperations
from desk_app.ui.counter.seat import Seat
from desk_app.ui.second.asking import Ask
from desk_app.ui.second.model import Case
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level
from desk_app.words.errors import Said, sentence
from desk_app.words.moves import done

R = TypeVar("R")

_UNDOABLE = frozenset(
    {"call_next", "call_number", "complete", "no_show", "postpone", "park", "transfer", "unpark"}
)


class AgreedTo(Protocol):
    """An act that may need a second person."""

    def __call__(self, *, agreement: Agreement | None) -> Outcome: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """What the second person of an act is asked for; *act* is the words of its button."""

    kind: Override
    subject: str
    act: str
    icon: str = "check"
    after: str = ""

    def case(self, then: Callable[[Agreement], object]) -> Case:
        """Return it with what follows."""
        return Case(
            kind=self.kind,
            subject=self.subject,
            act=self.act,
            icon=self.icon,
            after=self.after,
            then=then,
        )


class Acting:
    """Deaf from an act until the screen has been read again: what is shown is then still true."""

    def __init__(
        self,
        view: Desk,
        *,
        operations: CounterOperations,
        seat: Seat,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
        clock: Clock,
        reread: Callable[[], object],
        ask_second: Ask,
    ) -> None:
        self._view = view
        self._operations = operations
        self._seat = seat
        self._tasks = tasks
        self._signals = signals
        self._window = window
        self._clock = clock
        self._reread = reread
        self._ask_second = ask_second
        self._is_busy = False

    def run(self, work: Callable[[], R], then: Callable[[R], object]) -> None:
        """Do *work* unless another act is under way; a refusal is said and the screen read."""
        if self.begin():
            self._tasks.run(work, then=then, failed=self.stop)

    def do(self, work: Callable[[], Outcome], *, procedure: str = "") -> None:
        """Do *work* about a ticket and tell everybody; *procedure* names where it was sent."""
        self.run(work, partial(self.tell, procedure=procedure))

    def do_with(self, work: AgreedTo, *, asks: Asks) -> None:
        """Do *work*; where it needs a second person, do it once one has agreed (AT-16)."""
        if self.begin():
            stopped = partial(self._on_stopped, work, asks)
            self._tasks.run(partial(work, agreement=None), then=self.tell, failed=stopped)

    def undo(self) -> None:
        """Take back the agent's last act."""
        self.do(partial(self._operations.undo, by=self._seat.login))

    def read(
        self,
        work: Callable[[], R],
        then: Callable[[R], object],
        *,
        failed: Callable[[DeskError], object] | None = None,
    ) -> None:
        """Read what a sheet or a search shows: it keeps no act waiting."""
        self._tasks.run(work, then=then, failed=failed or self.refuse)

    def begin(self) -> bool:
        """Return whether an act may begin now; if so, no other one may until `release`."""
        is_free = not self._is_busy
        self._is_busy = True
        return is_free

    def is_busy(self) -> bool:
        """Return whether an act is under way, or its effect not yet shown."""
        return self._is_busy

    def tell(self, outcome: Outcome, *, procedure: str = "") -> None:
        """Say what was done and tell everybody; *procedure* names where a ticket was sent."""
        operation, ticket = outcome.changes.operation, outcome.ticket
        said = done(operation, ticket.number, counter=ticket.counter, procedure=procedure)
        self._view.withdraw_refusal()
        self._view.close_number()
        if operation in _UNDOABLE:
            self._window.show_undo(said, self.undo)
        else:
            self._window.undo_bar.forget()
            self._view.say(said)
        if not self._view.isVisible():
            self.release()
        self._signals.changed.emit(outcome.changes)

    def stop(self, error: DeskError) -> None:
        """Say why the act was refused; the screen is read again, for it may have been old."""
        self.release()
        self.refuse(error)
        self._reread()

    def release(self) -> None:
        """Listen again: the screen has been read."""
        self._is_busy = False

    def refuse(self, error: DeskError) -> None:
        """Say why not; nobody waiting and what is out of reach are no fault of anybody."""
        mild = isinstance(error, Unavailable | QueueEmpty)
        self._view.refuse(sentence(error, now=self._clock()), level="warn" if mild else "danger")

    def refuse_words(self, text: str, *, level: Level = "warn") -> None:
        """Say why a button cannot be pressed now."""
        self._view.refuse(Said(text), level=level)

    def _on_stopped(self, work: AgreedTo, asks: Asks, error: DeskError) -> None:
        if not isinstance(error, SecondPersonNeeded):
            self.stop(error)
            return
        self.release()
        self._ask_second(asks.case(partial(self._do_agreed, work)))

    def _do_agreed(self, work: AgreedTo, agreement: Agreement) -> None:
        self.do(partial(work, agreement=agreement))
