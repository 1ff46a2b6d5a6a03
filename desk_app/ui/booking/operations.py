"""What the page of bookings takes of the services, as callables that the application fills."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from desk_app.domain.applicants import Applicant
from desk_app.domain.appointments import Appointment
from desk_app.domain.changes import Changes
from desk_app.domain.offers import Offer
from desk_app.domain.people import AgentLogin, Document
from desk_app.domain.procedures import Procedure
from desk_app.services.asking import Wish
from desk_app.services.booking import Booked
from desk_app.services.booking_people import Booking
from desk_app.services.contacts import Shared
from desk_app.services.joining import Joined
from desk_app.services.questions import Agreement
from desk_app.services.register import Entered
from desk_app.services.unmet import Demand, Line, Recorded


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the site books: procedures by appointment, languages of its papers, its day."""

    procedures: tuple[Procedure, ...]
    languages: tuple[str, ...]
    today: dt.date


class Look(Protocol):
    """What the site books; raises SigningKeyMissing where no paper could be signed."""

    def __call__(self, *, by: AgentLogin) -> Opening: ...


class AskOffers(Protocol):
    """`services.offering.offer` with its ports filled."""

    def __call__(self, procedure: str, /, *, by: AgentLogin) -> tuple[Offer, ...]: ...


class Book(Protocol):
    """`services.booking.book` with its ports filled."""

    def __call__(
        self,
        booking: Booking,
        /,
        *,
        by: AgentLogin,
        agreement: Agreement | None = None,
        seen: Sequence[Agreement] = (),
    ) -> Booked: ...


class Join(Protocol):
    """`services.joining.join_persons` with its ports filled."""

    def __call__(self, reference: str, applicant: Applicant, /, *, by: AgentLogin) -> Joined: ...


class Move(Protocol):
    """`services.appointments.move` with its ports filled."""

    def __call__(self, reference: str, slot: str, /, *, by: AgentLogin) -> Booked: ...


class Done(Protocol):
    """An appointment with a paper, or without its place, and what is to be read again for it."""

    @property
    def changes(self) -> Changes: ...
    @property
    def appointment(self) -> Appointment: ...


class Change(Protocol):
    """What is done to an appointment by its reference: cancelled, printed again."""

    def __call__(self, reference: str, /, *, by: AgentLogin) -> Done: ...


class Show(Protocol):
    """`services.appointments.show` with its ports filled."""

    def __call__(self, reference: str, /, *, by: AgentLogin) -> Appointment: ...


class OfDocument(Protocol):
    """`services.appointments.of_document` with its ports filled."""

    def __call__(self, document: Document, /, *, by: AgentLogin) -> tuple[Appointment, ...]: ...


class SharedContacts(Protocol):
    """`services.contacts.shared_contacts` with its ports filled."""

    def __call__(self, applicant: Applicant, /, *, by: AgentLogin) -> tuple[Shared, ...]: ...


class Prove(Protocol):
    """`services.unmet.record` with its ports filled."""

    def __call__(self, demand: Demand, /, *, by: AgentLogin) -> Recorded: ...


class Enter(Protocol):
    """`services.register.add` with its ports filled."""

    def __call__(
        self, wish: Wish, /, *, by: AgentLogin, seen: Sequence[Agreement] = ()
    ) -> Entered: ...


class Before(Protocol):
    """`services.unmet.before` with its ports filled."""

    def __call__(
        self, *, document: Document | None, reference: str, by: AgentLogin
    ) -> tuple[Line, ...]: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BookingOperations:
    """Everything the page may call."""

    look: Look
    offer: AskOffers
    offer_urgent: AskOffers
    book: Book
    take_back: Change
    verify_phone: Change
    join: Join
    move: Move
    cancel: Change
    show: Show
    of_document: OfDocument
    shared: SharedContacts
    reprint: Change
    prove: Prove
    enter: Enter
    before: Before
