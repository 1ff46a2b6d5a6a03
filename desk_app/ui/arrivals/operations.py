"""What Arrivées asks of the services, as callables that the application fills; no work is here."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Protocol

from desk_app.domain.changes import Changes
from desk_app.domain.people import AgentLogin
from desk_app.domain.reconfirmation import CallOutcome
from desk_app.services.arrivals import Arrived, Found, Shown, Undone
from desk_app.services.booking import Booked
from desk_app.services.call_lists import CallList
from desk_app.services.door import Door
from desk_app.services.outcomes import Reprinted
from desk_app.services.questions import Agreement


class Look(Protocol):
    """`services.door.door` with its ports filled."""

    def __call__(self, *, language: str, by: AgentLogin) -> Door: ...


class Find(Protocol):
    """`services.arrivals.find` with its ports filled."""

    def __call__(self, code: str, /, *, by: AgentLogin) -> Found: ...


class LetIn(Protocol):
    """`services.arrivals.check_in` with its ports filled."""

    def __call__(
        self, shown: Shown, /, *, by: AgentLogin, agreement: Agreement | None = None
    ) -> Arrived: ...


class Correct(Protocol):
    """`services.rectifications.correct` with its ports filled."""

    def __call__(
        self,
        reference: str,
        fields: Mapping[str, object],
        /,
        *,
        by: AgentLogin,
        agreement: Agreement | None = None,
    ) -> Booked: ...


class Undo(Protocol):
    """`services.arrivals.undo` with its ports filled."""

    def __call__(self, reference: str, /, *, by: AgentLogin) -> Undone: ...


class Reprint(Protocol):
    """`services.printing.reprint_ticket` with its ports filled."""

    def __call__(self, number: str, /, *, by: AgentLogin) -> Reprinted: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalsOperations:
    """Everything the page may call; language and agent are the presenter's to give."""

    look: Look
    find: Find
    let_in: LetIn
    correct: Correct
    undo: Undo
    reprint: Reprint


class LookAtCalls(Protocol):
    """`services.call_lists.call_list` with its ports filled."""

    def __call__(self, *, language: str, by: AgentLogin) -> CallList: ...


class KeepCall(Protocol):
    """`services.reconfirmation.called` with its ports filled."""

    def __call__(self, reference: str, outcome: CallOutcome, /, *, by: AgentLogin) -> Booked: ...


class PrintCalls(Protocol):
    """`services.call_lists.print_list` with its ports filled."""

    def __call__(self, rows: Sequence[str], /, *, by: AgentLogin) -> Changes: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CallOperations:
    """What the list of holders to call may call."""

    look: LookAtCalls
    called: KeepCall
    printed: PrintCalls
