"""What asking a second person takes of the services, as callables that the application fills."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Protocol

from desk_app.domain.overrides import Override, OverrideId
from desk_app.domain.people import Agent, AgentLogin
from desk_app.services.overrides import Asked, Wish
from desk_app.services.questions import Agreement, Question
from desk_app.services.stakes import Stakes
from desk_app.services.unmet import Recorded


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who may agree; *needs_password* is false for some at a rehearsal."""

    agent: Agent
    needs_password: bool = True


class LookAtStakes(Protocol):
    """`services.stakes.stakes` with its ports filled."""

    def __call__(self, kind: Override, subject: str, /, *, language: str) -> Stakes: ...


class Usable(Protocol):
    """`services.questions.usable` with its ports filled."""

    def __call__(
        self, kind: Override, subject: str, /, *, asker: AgentLogin
    ) -> Agreement | None: ...


class Agree(Protocol):
    """`services.overrides.agree` with its ports filled."""

    def __call__(
        self, wish: Wish, /, *, asker: AgentLogin, login: str, password: str
    ) -> Agreement: ...


class Ask(Protocol):
    """`services.overrides.ask` with its ports filled."""

    def __call__(self, wish: Wish, /, *, asker: AgentLogin) -> Asked: ...


class ProveRequest(Protocol):
    """`services.unmet.record` for what an exception is about, with its ports filled."""

    def __call__(self, kind: Override, subject: str, /, *, by: AgentLogin) -> Recorded: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SecondOperations:
    """Everything the sheet can do. *left* are the exceptions an agent may still make today."""

    colleagues: Callable[[], tuple[Colleague, ...]]
    stakes: LookAtStakes
    usable: Usable
    left: Callable[[AgentLogin], int]
    agree: Agree
    ask: Ask
    question: Callable[[OverrideId], Question]
    prove: ProveRequest
