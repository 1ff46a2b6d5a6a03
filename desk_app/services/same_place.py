"""The seat of a booking taken back, for the same person in the same visit; anybody else waits.

It cools meanwhile like any other (AT-03): here it goes from cooling to the one it was given to.
"""

from __future__ import annotations

import datetime as dt

from desk_app.domain.appointments import Appointment, AppointmentStatus, parse_reference
from desk_app.domain.booking_errors import SlotTaken
from desk_app.domain.booking_facts import BookingTakenBack
from desk_app.domain.calendar import SlotId
from desk_app.domain.offers import Place
from desk_app.domain.person_keys import PersonKey
from desk_app.services.booking_people import Booking
from desk_app.services.day import Act
from desk_app.services.journal_ports import Sought
from desk_app.services.offering import Chosen

AGAIN = "again"
"""How a place came about that its person had and that was taken back in the same visit."""
VISIT = dt.timedelta(minutes=15)
"""How long a booking can be taken back, and then its seat given again: one visit."""


def same_place(booking: Booking, person: PersonKey, act: Act) -> Chosen | None:
    """Return the place *person* had until it was taken back in this visit, None for any other.

    The same agent, procedure and slot, and the same person by the document seen: a seat is never
    handed on this way. Raises UnknownAppointment.
    """
    if not booking.again:
        return None
    before = act.work.appointments.get(parse_reference(booking.again))
    procedure = booking.procedure.strip().upper()
    is_same = (before.person, before.procedure) == (person, procedure)
    if not is_same or before.place.slots[0] != booking.slot or not _is_just_taken_back(before, act):
        return None
    return Chosen(
        place=Place(
            slots=tuple(SlotId(slot) for slot in before.place.slots),
            seat=before.place.seats[0],
            starts_at=before.place.starts_at,
            ends_at=before.place.ends_at,
        ),
        how=AGAIN,
    )


def retake(place: Place, made: Appointment, act: Act) -> None:
    """Give the seats of *place*, which cool, to *made*. Raises SlotTaken where one cooled out."""
    wanted = [(str(slot), place.seat) for slot in place.slots]
    if act.work.seats.retake(wanted, by=made.id) != len(wanted):
        raise SlotTaken(str(place.slots[0]))


def _is_just_taken_back(before: Appointment, act: Act) -> bool:
    if before.status is not AppointmentStatus.CANCELLED:
        return False
    taken_back = Sought(
        agent=act.by,
        kinds=frozenset({BookingTakenBack.__name__}),
        since=act.now - VISIT,
        appointment=before.reference,
    )
    return bool(act.work.journal.found(taken_back, 1))
