"""Which function makes rows of which kind of fact. Facts are never refused.

What its desk had the right to do changes a row; what it had not is kept with a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy.exc import DataError, IntegrityError

from desk_app.domain.collisions import Collision
from desk_app.domain.journal import Entry
from desk_app.domain.shared import Kind, Thing, things
from desk_app.store import booking_projection, ticket_projection
from desk_app.store.projecting import Projector

PROJECTED: Mapping[str, Callable[[Entry, Projector], None]] = {
    "TicketIssued": ticket_projection.issued,
    "TicketCalled": ticket_projection.called,
    "TicketMoved": ticket_projection.moved,
    "RightReleased": ticket_projection.right_released,
    "CounterChanged": ticket_projection.shown_as_sent,
    "ProcedureChanged": ticket_projection.shown_as_sent,
    "AppointmentBooked": booking_projection.booked,
    "AppointmentMoved": booking_projection.moved,
    "AppointmentEnded": booking_projection.ended,
    "AppointmentReconfirmed": booking_projection.changed,
    "HolderCorrected": booking_projection.corrected,
    "ConvocationPrinted": booking_projection.changed,
    "BookingTakenBack": booking_projection.taken_back,
    "HolderCalled": booking_projection.changed,
    "PhoneVerified": booking_projection.changed,
    "HolderTold": booking_projection.changed,
    "HolderArrived": booking_projection.changed,
    "ArrivalUndone": booking_projection.changed,
}
"""A kind that is not here is kept and counted; it changes no row of this version."""


def project(fact: Entry, on: Projector) -> None:
    """Make rows of *fact*, all or none; what the database refuses is kept as a conflict."""
    make = PROJECTED.get(fact.kind)
    if make is None:
        return
    try:
        with on.connection.begin_nested():
            make(fact, on)
    except (IntegrityError, DataError, LookupError, ValueError, TypeError):
        about = things(fact.kind, fact.header) or (Thing(Kind.CONFLICT, str(fact.id)),)
        on.conflict(Collision.NOT_APPLIED, about[0], fact)
