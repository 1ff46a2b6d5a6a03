"""What became of a day's appointments, said once at its closing. It lets nobody in."""

from __future__ import annotations

import datetime as dt

from desk_app.domain.appointments import Appointment, AppointmentStatus
from desk_app.domain.register import RequestState
from desk_app.domain.tickets import TicketStatus
from desk_app.services.appointments import ended_fact
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.services.day import Act
from desk_app.services.winners import let_lapse


def settle(last: dt.date, act: Act, *, open_day: dt.date | None = None) -> None:
    """End what no appointment up to the day *last* can become any more.

    Whoever was received has honoured theirs, whoever was not has missed it, and a place that
    was drawn and never confirmed has lapsed: its winner waits for the next draw. Only who was
    awaited on *open_day*, the day being closed, and did not come leaves a dated line under the
    person's key (A-04, R-05b): nobody could come to a site that was not open, or was closed
    before the hour.
    Tickets of these days must be ended before.
    """
    for appointment in act.work.appointments.unended_before(end_of(last, act.site.time_zone)):
        request = act.work.register.won_by(appointment.reference)
        if request is not None and request.state is RequestState.WON:
            let_lapse(request, act)
            continue
        ended = _ended(appointment, act)
        act.work.appointments.put(ended)
        act.record(ended_fact(ended))
        if _was_awaited(appointment, act, open_day):
            act.work.traces.add(
                Trace(
                    kind=TraceKind.ABSENCE,
                    subject=appointment.person,
                    day=_day(appointment, act),
                    family=appointment.family,
                )
            )


def end_of(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return the midnight after *day*, by the site's clock."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)


def _ended(appointment: Appointment, act: Act) -> Appointment:
    if appointment.status is AppointmentStatus.HELD:
        return appointment.lapse(now=act.now)
    if _was_received(appointment, act):
        return appointment.honour(now=act.now)
    return appointment.miss(now=act.now)


def _was_received(appointment: Appointment, act: Act) -> bool:
    if appointment.ticket is None:
        return False
    return act.work.tickets.get(appointment.ticket).status is TicketStatus.COMPLETED


def _was_awaited(appointment: Appointment, act: Act, open_day: dt.date | None) -> bool:
    """True for who had until the end of the grace to come, did not, and is not forgotten yet."""
    return (
        appointment.status is AppointmentStatus.BOOKED
        and _day(appointment, act) == open_day
        and appointment.starts_at + act.site.rules.appointment_late <= act.now
        and bool(appointment.person)
    )


def _day(appointment: Appointment, act: Act) -> dt.date:
    return appointment.starts_at.astimezone(act.site.time_zone).date()
