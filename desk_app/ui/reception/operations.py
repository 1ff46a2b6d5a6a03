"""What Accueil asks of the services, as callables that the application fills; no work is here."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Protocol

from desk_app.domain.counters import CounterId
from desk_app.domain.people import AgentLogin, Document
from desk_app.domain.prints import JobId
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.issuing import Order
from desk_app.services.outcomes import Issued, Outcome, Reprinted
from desk_app.services.questions import Agreement
from desk_app.services.reception import HeldTicket, Reception


class Look(Protocol):
    """`services.reception.reception` with its ports filled."""

    def __call__(self, *, language: str) -> Reception: ...


class Issue(Protocol):
    """`services.issuing.issue` with its ports filled."""

    def __call__(
        self, order: Order, /, *, by: AgentLogin, agreement: Agreement | None = None
    ) -> Issued: ...


class Reprint(Protocol):
    """`services.printing.reprint_ticket` with its ports filled."""

    def __call__(self, number: str, /, *, by: AgentLogin) -> Reprinted: ...


class Confirm(Protocol):
    """`services.printing.confirm_job` with its ports filled."""

    def __call__(self, job: JobId, /, *, came_out: bool, by: AgentLogin) -> Reprinted: ...


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


class Undo(Protocol):
    """`services.undo.undo_last` with its ports filled."""

    def __call__(self, *, by: AgentLogin) -> Outcome: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionOperations:
    """Everything Accueil can do; subject, language and agent are the presenter's to give."""

    look: Look
    issue: Issue
    ticket_held: Callable[[ProcedureCode, Document], HeldTicket | None]
    reprint: Reprint
    confirm: Confirm
    return_to_queue: Readmit
    undo: Undo
