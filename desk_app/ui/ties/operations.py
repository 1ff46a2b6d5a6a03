"""What declaring a tie takes of the services, as callables that the application fills."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Protocol

from desk_app.domain.changes import Changes
from desk_app.domain.people import AgentLogin
from desk_app.services.ties import Declared, Tie


class Declare(Protocol):
    """`services.ties.declare` with its ports filled."""

    def __call__(self, tie: Tie, /, *, whose: AgentLogin, by: AgentLogin) -> Changes: ...


class LookAtTies(Protocol):
    """`services.ties.declared` with its ports filled."""

    def __call__(self, whose: AgentLogin, /, *, by: AgentLogin) -> Declared: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TieOperations:
    """Everything the sheet can do; *today* is the local day of the site."""

    look: LookAtTies
    declare: Declare
    today: Callable[[], dt.date]
