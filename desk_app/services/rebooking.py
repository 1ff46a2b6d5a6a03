"""A booking taken back in the same visit, and its seat given again to the same person alone.

The seat of a booking taken back cools like any other (AT-03): who would hand it to somebody else
waits for it with everybody. Only the same person key, the same procedure and the same agent,
within one visit, have it at once: that mends a slip of the hand and moves no place to anybody.
"""

from __future__ import annotations

import datetime as dt

from desk_app.domain.appointments import Appointment, AppointmentStatus, parse_reference
from desk_app.domain.booking_facts import (
    AppointmentBooked,
    BookingTakenBack,
    ConvocationPrinted,
    PhoneVerified,
)
from desk_app.domain.changes import Topic, changes
from desk_app.domain.errors import NothingToUndo
from desk_app.domain.people import AgentLogin
from desk_app.domain.register import RequestState
from desk_app.domain.register_facts import RequestChanged
from desk_app.domain.roles import Power
from desk_app.services.appointments import Cool, give_up
from desk_app.services.booking import TOUCHED, Booked
from desk_app.services.day import Act, locked
from desk_app.services.journal_ports import Sought
from desk_app.services.ports import Begin, Clock
from desk_app.services.same_place import VISIT

_ITS_OWN = {AppointmentBooked.__name__, ConvocationPrinted.__name__, PhoneVerified.__name__}
_LOOKED_AT = 20


def take_back(reference: str, *, by: AgentLogin, begin: Begin, clock: Clock, cool: Cool) -> Booked:
    """Take back the place that *by* has just given: its paper is good no more, the seat cools.

    A request that waited in the register waits there again, with the age it had. Raises
    UnknownAppointment, or NothingToUndo once something happened to it or the visit is over.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        booked = work.appointments.get(parse_reference(reference))
        if not _is_fresh(booked, act):
            raise NothingToUndo("since")
        ended = give_up(booked, act, cool)
        act.record(BookingTakenBack(appointment=ended.reference))
        _reinstate_request(ended, act)
    touched = changes("undo", *TOUCHED, Topic.REGISTER, subject=ended.reference)
    return Booked(changes=touched, appointment=ended)


def _is_fresh(booked: Appointment, act: Act) -> bool:
    """True for what *act*'s agent booked within the visit and nobody has touched since."""
    is_booked = booked.status is AppointmentStatus.BOOKED
    if not is_booked or act.now > booked.booked_at + VISIT:
        return False
    about = Sought(appointment=booked.reference, since=booked.booked_at)
    story = act.work.journal.found(about, _LOOKED_AT)
    is_own = any(each.kind == AppointmentBooked.__name__ and each.agent == act.by for each in story)
    return is_own and all(each.kind in _ITS_OWN and each.agent == act.by for each in story)


def _reinstate_request(ended: Appointment, act: Act) -> None:
    """Have the request wait again that the booking ended."""
    with_it = Sought(
        agent=act.by,
        kinds=frozenset({RequestChanged.__name__}),
        since=ended.booked_at,
        until=ended.booked_at + dt.timedelta(microseconds=1),
    )
    gone = {each.header["reference"] for each in act.work.journal.found(with_it, _LOOKED_AT)}
    for request in act.work.register.of_person(ended.person):
        is_it = request.reference in gone and request.family == ended.family
        if is_it and request.state is RequestState.WITHDRAWN:
            back = request.reinstated()
            act.work.register.put(back)
            act.record(
                RequestChanged(
                    reference=back.reference, family=back.family, request_state=back.state
                )
            )
