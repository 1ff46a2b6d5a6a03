"""What Calendrier asks of the services, as callables that the application fills; no work here."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from desk_app.domain.offers import Offer
from desk_app.domain.people import AgentLogin
from desk_app.domain.series import Closure
from desk_app.services.appointments import Line
from desk_app.services.booking import Booked
from desk_app.services.calling import CallList, Told
from desk_app.services.closures import Decided
from desk_app.services.impacts import Impact
from desk_app.services.openings import Opening
from desk_app.services.questions import Agreement
from desk_app.services.replacing import Replaced, Waiting
from desk_app.services.week import Week


class Look(Protocol):
    """`services.week.week` with its ports filled."""

    def __call__(self, day: dt.date | None, only: str, /, *, by: AgentLogin) -> Week: ...


class Agenda(Protocol):
    """`services.appointments.agenda` with its ports filled."""

    def __call__(self, day: dt.date, /, *, by: AgentLogin) -> Sequence[Line]: ...


class LookAtClosure(Protocol):
    """`services.closures.impact` with its ports filled."""

    def __call__(self, closure: Closure, /, *, by: AgentLogin) -> Impact: ...


class Close(Protocol):
    """`services.closures.close` with its ports filled."""

    def __call__(self, closure: Closure, /, *, seen: str, by: AgentLogin) -> Decided: ...


class LookAtEnd(Protocol):
    """`services.closures.impact_of_taking_back` with its ports filled."""

    def __call__(self, change: str, /, *, by: AgentLogin) -> Impact: ...


class TakeBack(Protocol):
    """`services.closures.take_back` with its ports filled."""

    def __call__(self, change: str, /, *, seen: str = "", by: AgentLogin) -> Decided: ...


class OpenDay(Protocol):
    """`services.openings.open_day` with its ports filled."""

    def __call__(
        self, wanted: Opening, /, *, by: AgentLogin, agreement: Agreement | None
    ) -> Decided: ...


class ListWaiting(Protocol):
    """`services.replacing.waiting` with its ports filled."""

    def __call__(self, *, by: AgentLogin) -> tuple[Waiting, ...]: ...


class PlacesFor(Protocol):
    """`services.replacing.places_for` with its ports filled."""

    def __call__(self, reference: str, /, *, by: AgentLogin) -> tuple[Offer, ...]: ...


class Replace(Protocol):
    """`services.replacing.replace` with its ports filled."""

    def __call__(self, reference: str, slot: str, /, *, by: AgentLogin) -> Booked: ...


class ReplaceAll(Protocol):
    """`services.replacing.replace_affected` with its ports filled."""

    def __call__(self, *, at_most: int, by: AgentLogin) -> Replaced: ...


class PrintCalls(Protocol):
    """`services.calling.print_calls` with its ports filled."""

    def __call__(self, *, by: AgentLogin) -> CallList: ...


class ReadCalls(Protocol):
    """`services.calling.call_list` with its ports filled."""

    def __call__(self, *, by: AgentLogin) -> CallList: ...


class Tell(Protocol):
    """`services.calling.told` with its ports filled."""

    def __call__(self, reference: str, /, *, by: AgentLogin) -> Told: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CalendarOperations:
    """Everything the page may call; the agent is the presenter's to give."""

    look: Look
    agenda: Agenda
    look_at_closure: LookAtClosure
    close: Close
    look_at_end: LookAtEnd
    take_back: TakeBack
    open_day: OpenDay
    waiting: ListWaiting
    places_for: PlacesFor
    replace: Replace
    replace_all: ReplaceAll
    print_calls: PrintCalls
    calls: ReadCalls
    told: Tell
