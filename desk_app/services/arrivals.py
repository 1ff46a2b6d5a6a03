"""Letting the holder of an appointment in: who it is, whether it is the hour, the ticket."""

from __future__ import annotations

import dataclasses
import hmac
from collections.abc import Callable

from desk_app.domain.appointments import (
    Appointment,
    AppointmentMove,
    AppointmentStatus,
    Presence,
    parse_reference,
    presence,
)
from desk_app.domain.booking_errors import (
    CodeRefused,
    DocumentMismatch,
    ImpossibleAppointmentMove,
)
from desk_app.domain.booking_facts import HolderArrived, IdentityMismatch
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.codes import Genuine, Paper
from desk_app.domain.numbering import number
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import JobId
from desk_app.domain.roles import Power
from desk_app.domain.tickets import Ticket, TicketId
from desk_app.services.appointments import holder_of
from desk_app.services.day import Act, locked
from desk_app.services.applicants import last_four
from desk_app.services.issuing import Printer, print_job
from desk_app.services.overrides import use
from desk_app.services.ports import Begin, Binding, Clock, KeyedHash, NewCode, NewId, Read
from desk_app.services.questions import Agreement

APPOINTED_SERIES = "R"
"""The letter of the tickets of people who are expected."""
