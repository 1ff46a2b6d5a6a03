"""What the page of the register asks of the services, as callables that the application fills."""

from __future__ import annotations

import dataclasses
from typing import Protocol

from desk_app.domain.draw_replay import Verdict
from desk_app.domain.people import AgentLogin
from desk_app.services.booking import Booked
from desk_app.services.draw_secrets import Committed
from desk_app.services.draws import Drawn
from desk_app.services.questions import Agreement
from desk_app.services.register import Entered
from desk_app.services.register_page import RegisterPage


class Look(Protocol):
    """`services.register_page.register_page` with its ports filled."""

    def __call__(self, family: str, /, *, language: str, by: AgentLogin) -> RegisterPage: ...


class Commit(Protocol):
    """`services.draws.commit_to` with its ports filled."""

    def __call__(self, family: str, /, *, by: AgentLogin) -> Committed: ...


class Prepare(Protocol):
    """What is done to the draw to come of a family: requests close."""

    def __call__(self, family: str, /, *, by: AgentLogin) -> Drawn: ...


class GiveUp(Protocol):
    """`services.draws.void` with its ports filled."""

    def __call__(self, family: str, /, *, by: AgentLogin, agreement: Agreement | None) -> Drawn: ...


class Run(Protocol):
    """`services.draws.run` with its ports filled."""

    def __call__(
        self,
        family: str,
        /,
        *,
        secrets: tuple[str, ...],
        by: AgentLogin,
        agreement: Agreement | None,
    ) -> Drawn: ...


class Tell(Protocol):
    """What is noted of a request by its reference: told, or given up."""

    def __call__(self, reference: str, /, *, by: AgentLogin) -> Entered: ...


class Confirm(Protocol):
    """`services.winners.confirm` with its ports filled."""

    def __call__(
        self,
        reference: str,
        /,
        *,
        by: AgentLogin,
        is_here: bool,
        agreement: Agreement | None = None,
    ) -> Booked: ...


class Hand(Protocol):
    """`services.answers.paper` with its ports filled."""

    def __call__(self, reference: str, /, *, by: AgentLogin) -> Booked: ...


class Replay(Protocol):
    """Holds a draw that was held once more, from its export alone."""

    def __call__(self, family: str, number: int, /, *, by: AgentLogin) -> Verdict: ...


class Export(Protocol):
    """Writes a draw that was held to a new file and returns its place."""

    def __call__(self, family: str, number: int, /, *, by: AgentLogin) -> str: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOperations:
    """Everything the page may call."""

    look: Look
    commit: Commit
    close: Prepare
    void: GiveUp
    run: Run
    told: Tell
    confirm: Confirm
    paper: Hand
    withdraw: Tell
    replay: Replay
    export: Export
