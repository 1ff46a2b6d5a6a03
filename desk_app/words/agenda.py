"""An agenda as a table for a spreadsheet, and as a calendar. What stands in it is services/'s."""

from __future__ import annotations

from desk_app.domain.agenda import Agenda, AgendaLine
from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.icalendar import Event, calendar
from desk_app.domain.spreadsheet import as_csv
from desk_app.words.booking_errors import appointment_status
from desk_app.words.catalogue import pgettext


def agenda_table(agenda: Agenda) -> str:
    """Return *agenda* as CSV; a column of names only where they were asked for."""
    named = agenda.wanted.why is not None
    head = (
        pgettext("agenda", "Day"),
        pgettext("agenda", "From"),
        pgettext("agenda", "To"),
        pgettext("agenda", "Procedure"),
        pgettext("agenda", "Reference"),
        pgettext("agenda", "State"),
        pgettext("agenda", "Booked"),
        *((pgettext("agenda", "Name"),) if named else ()),
    )
    return as_csv((head, *(_row(line, agenda, named=named) for line in agenda.lines)))


def agenda_calendar(agenda: Agenda) -> str:
    """Return *agenda* as an `.ics` text; a calendar that takes it in again doubles nothing."""
    return calendar([_event(line, agenda) for line in agenda.lines])


def _row(line: AgendaLine, agenda: Agenda, *, named: bool) -> tuple[str, ...]:
    starts, ends = (at.astimezone(agenda.zone) for at in (line.starts_at, line.ends_at))
    return (
        f"{starts:%Y-%m-%d}",
        f"{starts:%H:%M}",
        f"{ends:%H:%M}",
        line.procedure,
        line.reference,
        appointment_status(line.status.value),
        line.platform or pgettext("agenda", "here"),
        *((line.name,) if named else ()),
    )


def _event(line: AgendaLine, agenda: Agenda) -> Event:
    procedure = agenda.procedures.get(line.procedure, line.procedure)
    is_off = line.status in {AppointmentStatus.CANCELLED, AppointmentStatus.LAPSED}
    return Event(
        uid=f"{line.reference}@{agenda.site_code}.desk-app",
        stamped_at=agenda.made_at,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        summary=f"{procedure} · {line.reference}",
        location=agenda.site,
        description="\n".join(filter(None, (appointment_status(line.status.value), line.name))),
        is_cancelled=is_off,
    )
