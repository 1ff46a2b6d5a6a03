"""What services ask of the rows of platforms' lists. See ports.py for the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from desk_app.domain.appointments import Reference
from desk_app.domain.online import OnlineAppointment
from desk_app.domain.tickets import TicketId


class Online(Protocol):
    """Appointments of online platforms, and beside each what its list says of who comes, sealed.

    The database keeps one row per reference of a platform. `put` seals *holder* anew where one is
    given: under the key of the day it is of now. `get` raises UnknownAppointment; `of_keys` is
    None for a reference of no list. `awaited` gives those of *platform* from an instant on.
    `forget` takes those of the days before a day and says how many it was.
    """

    def add(self, appointment: OnlineAppointment, holder: str) -> None: ...
    def put(self, appointment: OnlineAppointment, holder: str = "") -> None: ...
    def get(self, reference: Reference) -> OnlineAppointment: ...
    def of_keys(self, keys: Sequence[str]) -> OnlineAppointment | None: ...
    def of_ticket(self, ticket: TicketId) -> OnlineAppointment | None: ...
    def between(self, first: dt.datetime, last: dt.datetime) -> Sequence[OnlineAppointment]: ...
    def awaited(self, platform: str, since: dt.datetime) -> Sequence[OnlineAppointment]: ...
    def holder(self, appointment: OnlineAppointment) -> str | None: ...
    def forget(self, before: dt.date) -> int: ...
