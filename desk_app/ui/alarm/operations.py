"""What a window asks of the services about calls for help; the application fills it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Protocol

from desk_app.domain.alarms import AlarmId
from desk_app.domain.counters import CounterId
from desk_app.domain.people import AgentLogin
from desk_app.services.alarms import Called, Watch


class Raise(Protocol):
    """`services.alarms.raise_alarm` with its ports filled."""

    def __call__(
        self, counter: CounterId | None, /, *, place: str, by: AgentLogin | None
    ) -> Called: ...


class Acknowledge(Protocol):
    """`services.alarms.acknowledge` with its ports filled."""

    def __call__(self, alarm: AlarmId, /, *, by: AgentLogin) -> Called: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AlarmOperations:
    """Everything a window can do about calls for help; who and where are the presenter's."""

    look: Callable[[], Watch]
    raise_alarm: Raise
    acknowledge: Acknowledge
