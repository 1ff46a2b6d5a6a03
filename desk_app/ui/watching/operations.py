"""What the comparison asks of the services, as callables that the application fills."""

from __future__ import annotations

import dataclasses
from typing import Protocol

from desk_app.domain.people import AgentLogin
from desk_app.services.anomalies import Anomalies
from desk_app.services.demand import Demand


class Compare(Protocol):
    """`services.anomalies.anomalies` with its ports filled, up to today."""

    def __call__(self, *, by: AgentLogin) -> Anomalies: ...


class LookAtDemand(Protocol):
    """`services.demand.demand` with its ports filled."""

    def __call__(self, *, language: str, by: AgentLogin) -> Demand: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WatchingOperations:
    """Everything the page may call."""

    compare: Compare
    demand: LookAtDemand
