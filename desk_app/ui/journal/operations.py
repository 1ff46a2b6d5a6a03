"""What the Journal asks of the services, as callables that the application fills."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Protocol

from desk_app.domain.people import AgentLogin
from desk_app.services.journal import Found, Question, Verdict


class Look(Protocol):
    """`services.journal.found` with its ports filled."""

    def __call__(
        self, question: Question, limit: int, /, *, by: AgentLogin, language: str
    ) -> Found: ...


class Verify(Protocol):
    """`services.journal.verify` with its ports filled."""

    def __call__(self, *, by: AgentLogin) -> Verdict: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class JournalOperations:
    """Everything the page may call. *export* writes a new file and returns its place."""

    look: Look
    verify: Verify
    export: Callable[[AgentLogin], str]
