"""What the sheet of an opening asks of the services, as callables that the application fills."""

from __future__ import annotations

import dataclasses
from typing import Protocol

from desk_app.domain.people import AgentLogin
from desk_app.services.issuing import Order
from desk_app.services.opening_draws import Handed, Opened
from desk_app.services.opening_page import OpeningPage


class Look(Protocol):
    """`services.opening_page.opening_page` with its ports filled."""

    def __call__(self, *, language: str, by: AgentLogin) -> OpeningPage: ...


class HandCard(Protocol):
    """`services.opening_draws.hand_card` with its ports filled."""

    def __call__(self, order: Order, /, *, by: AgentLogin) -> Handed: ...


class OpenDoors(Protocol):
    """`services.opening_draws.open_doors` with its ports filled."""

    def __call__(self, *, by: AgentLogin) -> Opened: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpeningOperations:
    """Everything the sheet may call."""

    look: Look
    hand_card: HandCard
    open_doors: OpenDoors
