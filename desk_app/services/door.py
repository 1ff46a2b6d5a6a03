"""What Arrivées shows: who is awaited today, who came, what became of their paper. Reads only."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.online import OnlineAppointment
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import PrintState
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import TicketNumber
from desk_app.services.appointments import Line, agenda
from desk_app.services.day import today
from desk_app.services.holders_at_door import OnlineLine, online_of
from desk_app.services.papers_at_door import Awaited
from desk_app.services.ports import Clock, Read

LAST_PAPERS = 12
_LISTED = frozenset(
    {
        AppointmentStatus.BOOKED,
        AppointmentStatus.ARRIVED,
        AppointmentStatus.HONOURED,
        AppointmentStatus.MISSED,
    }
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """An appointment of today: no name, the last four signs of the document (R-08)."""

    appointment: Awaited
    last4: str
    procedure: str

    @property
    def is_online(self) -> bool:
        """True for one that an online platform gave."""
        return isinstance(self.appointment, OnlineAppointment)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The door as it is at *now*; *names* are the short names of procedures.

    *papers* is what became of the paper of the latest tickets, by their numbers.
    """

    now: dt.datetime
    site: str
    lines: tuple[Expected, ...]
    names: Mapping[ProcedureCode, str]
    papers: Mapping[TicketNumber, PrintState]


def door(*, language: str, by: AgentLogin, read: Read, clock: Clock) -> Door:
    """Return today's appointments by the hour; who gave theirs up is not awaited.

    Raises what `services.day.allow` does.
    """
    ours = agenda(None, by=by, read=read, clock=clock)
    with read() as work:
        now = today(work, clock())
        latest = work.tickets.last_issued(now.day, LAST_PAPERS)
        lines: list[Line | OnlineLine] = [*ours, *online_of(now.day, now.site.time_zone, work)]
        jobs = {ticket.number: work.prints.of_ticket(ticket.id) for ticket in latest}
    names = {code: each.short_named(language) for code, each in now.site.procedures.items()}
    return Door(
        now=now.now,
        site=now.site.name,
        lines=tuple(
            Expected(
                appointment=each.appointment,
                last4=each.last4,
                procedure=names.get(each.appointment.procedure, each.appointment.procedure),
            )
            for each in sorted(lines, key=lambda one: one.appointment.starts_at)
            if each.appointment.status in _LISTED
        ),
        names=names,
        papers={number: found[-1].state for number, found in jobs.items() if found},
    )
