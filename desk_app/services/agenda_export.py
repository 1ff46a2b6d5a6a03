"""The agenda of some days for a file that leaves the desk. Taken places alone: no free one (AT-22).

Who comes stands in it only for a coded reason; every export is a fact.
"""

from __future__ import annotations

import datetime as dt

from desk_app.domain.agenda import Agenda, AgendaLine, Wanted
from desk_app.domain.appointments import Appointment
from desk_app.domain.exchange_facts import AgendaExported
from desk_app.domain.online import OnlineAppointment
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power
from desk_app.services.appointments import holder_of
from desk_app.services.attendance import end_of
from desk_app.services.day import Act, allow, locked
from desk_app.services.holders_at_door import online_holder
from desk_app.services.ports import Begin, Clock


def export(wanted: Wanted, *, by: AgentLogin | None, begin: Begin, clock: Clock) -> Agenda:
    """Return the agenda to be written to a file; that it leaves the desk is journaled.

    With names it takes Power.PERSON as well. Raises what `day.allow` does.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        if wanted.why is not None:
            allow(work, act.now, by, Power.PERSON)
        lines = tuple(sorted(_lines(wanted, act), key=lambda one: (one.starts_at, one.reference)))
        act.record(
            AgendaExported(
                first=wanted.first,
                last=wanted.last,
                form=wanted.form,
                lines=len(lines),
                why=wanted.why,
            )
        )
        site = act.site
    return Agenda(
        wanted=wanted,
        site=site.name,
        site_code=site.code,
        zone=site.time_zone,
        made_at=act.now,
        procedures={code: each.short_named("fr") for code, each in site.procedures.items()},
        lines=lines,
    )


def _lines(wanted: Wanted, act: Act) -> list[AgendaLine]:
    zone, work = act.site.time_zone, act.work
    first, end = dt.datetime.combine(wanted.first, dt.time(), zone), end_of(wanted.last, zone)
    named = wanted.why is not None
    ours = [_line(each, act, named=named) for each in work.appointments.between(first, end)]
    theirs = [_online(each, act, named=named) for each in work.online.between(first, end)]
    return ours + theirs


def _line(appointment: Appointment, act: Act, *, named: bool) -> AgendaLine:
    holder = holder_of(appointment, act.work, act.day) if named else None
    return AgendaLine(
        reference=appointment.reference,
        procedure=appointment.procedure,
        starts_at=appointment.starts_at,
        ends_at=appointment.place.ends_at,
        status=appointment.status,
        name=f"{holder.family_name} {holder.given_names}".strip() if holder else "",
    )


def _online(appointment: OnlineAppointment, act: Act, *, named: bool) -> AgendaLine:
    holder = online_holder(appointment, act.work)
    procedure = act.site.procedures.get(appointment.procedure)
    minutes = procedure.minutes if procedure else 0
    return AgendaLine(
        reference=holder.reference if holder else appointment.reference,
        procedure=appointment.procedure,
        starts_at=appointment.starts_at,
        ends_at=appointment.starts_at + dt.timedelta(minutes=minutes),
        status=appointment.status,
        platform=appointment.platform,
        name=holder.last_name if holder and named else "",
    )
