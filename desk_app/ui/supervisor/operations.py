"""What Supervision asks of the services, as callables that the application fills."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Protocol

from desk_app.domain.changes import Changes
from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.overrides import Override, OverrideId
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import Ticket
from desk_app.services.direction import Quota
from desk_app.services.outcomes import Outcome
from desk_app.services.overrides import Asked
from desk_app.services.questions import Question
from desk_app.services.staffing import Staffing
from desk_app.services.stakes import Stakes
from desk_app.services.supervision import Supervision


class Look(Protocol):
    """`services.supervision.supervision` with its ports filled."""

    def __call__(self, *, language: str) -> Supervision: ...


class Plan(Protocol):
    """`services.staffing.staffing` with its ports filled."""

    def __call__(self, *, language: str) -> Staffing: ...


class SetCounter(Protocol):
    """`services.direction.set_counter` with its ports filled."""

    def __call__(self, number: CounterId, state: CounterState, /, *, by: AgentLogin) -> Changes: ...


class SetProcedure(Protocol):
    """`services.direction.set_procedure` with its ports filled."""

    def __call__(
        self,
        code: ProcedureCode,
        /,
        *,
        is_open: bool | None = None,
        quota: Quota | None = None,
        by: AgentLogin,
    ) -> Changes: ...


class CloseDay(Protocol):
    """`services.direction.close_day` with its ports filled."""

    def __call__(self, *, by: AgentLogin) -> Changes: ...


class Complete(Protocol):
    """`services.moves.complete` with its ports filled."""

    def __call__(self, number: str, /, *, counter: CounterId | None, by: AgentLogin) -> Outcome: ...


class Undo(Protocol):
    """`services.undo.undo_last` with its ports filled."""

    def __call__(self, *, by: AgentLogin) -> Outcome: ...


class LookAtStakes(Protocol):
    """`services.stakes.stakes` with its ports filled."""

    def __call__(self, kind: Override, subject: str, /, *, language: str) -> Stakes: ...


class Decide(Protocol):
    """`services.overrides.decide` with its ports filled."""

    def __call__(self, override: OverrideId, /, *, agreed: bool, by: AgentLogin) -> Asked: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionOperations:
    """Everything Supervision can do; subject, language and agent are the presenter's to give.

    *find_ticket* is `services.reception.find_ticket` with its ports filled, *questions*
    `services.questions.questions`.
    """

    look: Look
    plan: Plan
    set_counter: SetCounter
    set_procedure: SetProcedure
    close_day: CloseDay
    complete: Complete
    undo: Undo
    find_ticket: Callable[[str], Ticket]
    questions: Callable[[], tuple[Question, ...]]
    stakes: LookAtStakes
    decide: Decide
