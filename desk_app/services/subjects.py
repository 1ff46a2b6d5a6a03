"""What an exception may be about: something the site has. Never words: a header keeps them (R-04).

How a subject is written is questions.py; whether the exception is allowed is overrides.py.
"""

from __future__ import annotations

import datetime as dt
import re

from desk_app.domain.booking_errors import UnknownAppointment
from desk_app.domain.draw_errors import UnknownFamily
from desk_app.domain.errors import UnknownProcedure
from desk_app.domain.overrides import OF_APPOINTMENTS, OF_TICKETS, Override
from desk_app.domain.site import Site
from desk_app.domain.tickets import TicketNumber
from desk_app.services.papers_at_door import of_reference
from desk_app.services.ports import UnitOfWork

_OF_DRAWS = frozenset({Override.OUT_OF_HOURS, Override.VOID_DRAW})
"""Exceptions whose subject is a family."""
_SLOT = re.compile(r"(?P<series>[^/]+)/\d{4}-\d\d-\d\dT\d\d:?\d\d(:?\d\d)?")
"""A slot as the calendar names it, in capitals: its series, its day and hour."""


def require_known(kind: Override, subject: str, day: dt.date, work: UnitOfWork) -> None:
    """Refuse a *subject* that is nothing of the site on *day*.

    A ticket of the day or an appointment, as the kind has it; a family for its draw; else a
    procedure, or one slot of the site's calendar for one made by hand. Raises UnknownTicket,
    UnknownAppointment, UnknownFamily or UnknownProcedure.
    """
    if kind in _OF_DRAWS:
        if subject not in work.site.families:
            raise UnknownFamily(subject, tuple(sorted(work.site.families)))
    elif kind in OF_APPOINTMENTS and (kind not in OF_TICKETS or _is_appointment(subject, work)):
        of_reference(subject, work)
    elif kind not in OF_TICKETS:
        if subject not in work.site.procedures and not _is_slot(kind, subject, work.site):
            raise UnknownProcedure(subject)
    else:
        work.tickets.by_number(day, TicketNumber(subject))


def _is_slot(kind: Override, subject: str, site: Site) -> bool:
    found = _SLOT.fullmatch(subject) if kind is Override.MANUAL_SLOT else None
    return found is not None and any(
        found["series"] == each.id.upper() for each in site.appointment_series
    )


def _is_appointment(subject: str, work: UnitOfWork) -> bool:
    try:
        return of_reference(subject, work).reference == subject
    except UnknownAppointment:
        return False
