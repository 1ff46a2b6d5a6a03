"""What happens to an appointment after it was given: shown, moved, cancelled, reconfirmed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from desk_app.domain.applicants import Applicant
from desk_app.domain.appointments import Appointment, parse_reference
from desk_app.domain.booking_errors import NotToBeConfirmed, SameTime, SlotTaken
from desk_app.domain.booking_facts import (
    AppointmentEnded,
    AppointmentMoved,
    AppointmentReconfirmed,
)
from desk_app.domain.changes import changes
from desk_app.domain.draw_mode import Mode
from desk_app.domain.hours import Holidays as Days
from desk_app.domain.offers import FreeDay
from desk_app.domain.people import AgentLogin, Document
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.reconfirmation import is_to_be_confirmed
from desk_app.domain.register import RequestState
from desk_app.domain.register_facts import RequestChanged
from desk_app.domain.roles import Power
from desk_app.services.applicants import last_four, read_back
from desk_app.services.booking import TOUCHED, Booked, place_of, placed, take
from desk_app.services.code_ports import Codes
from desk_app.services.day import Act, allow, locked, today
from desk_app.services.free_days import FreeDays
from desk_app.services.freed import let_go_unclaimed
from desk_app.services.handing import Printer
from desk_app.services.interests import refuse_interest_in
from desk_app.services.late_seats import is_late, require_way
from desk_app.services.leaves import convene, withdraw
from desk_app.services.modes import mode_of, waits_for_draw
from desk_app.services.offering import Chosen, choose, choose_freely
from desk_app.services.ports import Begin, Clock, Hashes, Holidays, NewId, Read, UnitOfWork
from desk_app.services.questions import Agreement

Cool = Callable[[], dt.timedelta]
"""How long a place that was given back cools: 4 to 48 hours, unpredictable (AT-03)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An appointment in a list: never a name, the last four signs of the document (R-08)."""

    appointment: Appointment
    last4: str


def show(reference: str, *, by: AgentLogin | None, read: Read, clock: Clock) -> Appointment:
    """Return one appointment. Raises UnknownAppointment or NotAllowed."""
    with read() as work:
        allow(work, clock(), by, Power.BOOK)
        return work.appointments.get(parse_reference(reference))


def of_document(
    document: Document, *, by: AgentLogin, read: Read, clock: Clock, hashes: Hashes
) -> tuple[Appointment, ...]:
    """Return the appointments of who shows *document*: searched exactly, never by name (R-08)."""
    with read() as work:
        allow(work, clock(), by, Power.BOOK)
        keys = hashes(document.canonical)
        return tuple(e for key in keys for e in work.appointments.of_person(PersonKey(key)))


def agenda(
    day: dt.date | None, *, by: AgentLogin | None, read: Read, clock: Clock
) -> Sequence[Line]:
    """Return the appointments of *day*, else of today, by the hour (R-08)."""
    with read() as work:
        now = today(work, clock())
        allow(work, now.now, by, Power.BOOK)
        first = dt.datetime.combine(day or now.day, dt.time(), now.site.time_zone)
        found = work.appointments.between(first, first + dt.timedelta(days=1))
        holders = work.appointments.holders([each.id for each in found])
        return [
            Line(appointment=each, last4=_last4(holders.get(each.id), now.day)) for each in found
        ]


def cancel(
    reference: str, *, by: AgentLogin, begin: Begin, clock: Clock, cool: Cool, hashes: Hashes
) -> Booked:
    """Give the place up. It cools before anybody has it: cancel and book again buys nothing.

    Raises UnknownAppointment, OwnInterest (AT-15) or ImpossibleAppointmentMove (AT-03, A-07).
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        before = work.appointments.get(parse_reference(reference))
        refuse_interest_in(before, hashes, act)
        ended = give_up(before, act, cool)
    return Booked(changes=changes("cancel", *TOUCHED, subject=ended.reference), appointment=ended)


def move(
    reference: str,
    slot: str,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    cool: Cool,
    holidays: Holidays,
    free_days: FreeDays,
    codes: Codes,
    new_id: NewId,
    printer: Callable[[], Printer],
    hashes: Hashes,
    agreement: Agreement | None = None,
) -> Booked:
    """Go to another offered place, twice at most; the paper that was printed is good no more.

    Whose time the site closed goes once more for nothing (A-09). The new paper is kept with it.
    Raises ChangesUsedUp (AT-06), SameTime, what `booking.book` does, and where places are drawn
    DrawnByLot, but for a late seat or who lost their time, with an *agreement* (AT-14).
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        before = work.appointments.get(parse_reference(reference))
        refuse_interest_in(before, hashes, act)
        away = holidays(act.site)
        days = free_days.of(work, act.now, away)
        is_by_site = free_days.has_lost(before, work, act.now, away)
        wanted = _Wanted(slot=slot, before=before, is_by_site=is_by_site)
        chosen = _choose(wanted, act, days, away, agreement)
        place = place_of(chosen.place)
        moved = before.replaced(place).told() if is_by_site else before.move(place)
        give_back(before, act, cool)
        take(chosen.place, days, moved, act)
        work.appointments.put_holder(moved, work.appointments.holder(before) or "")
        act.record(moved_fact(before, moved, by_site=is_by_site, choice=chosen.how))
        who = holder_of(moved, work, act.day)
        paper = convene(moved, who, act, codes=codes, new_id=new_id, printer=printer())
    return placed("move", moved, chosen, paper)


def reconfirm(reference: str, *, by: AgentLogin, begin: Begin, clock: Clock) -> Booked:
    """The holder, or a relative, says they will come: ten to three days before (A-03).

    Raises UnknownAppointment, ImpossibleAppointmentMove or NotToBeConfirmed.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        before = work.appointments.get(parse_reference(reference))
        sure = before.reconfirm(now=act.now)
        if not is_to_be_confirmed(before, act.day, act.site.time_zone):
            raise NotToBeConfirmed(before.reference)
        work.appointments.put(sure)
        act.record(AppointmentReconfirmed(appointment=sure.reference))
    return Booked(changes=changes("reconfirm", *TOUCHED, subject=sure.reference), appointment=sure)


def holder_of(appointment: Appointment, work: UnitOfWork, day: dt.date) -> Applicant | None:
    """Return who *appointment* is for, None once that is forgotten (R-01)."""
    text = work.appointments.holder(appointment)
    return read_back(text, day) if text else None


def give_up(appointment: Appointment, act: Act, cool: Cool) -> Appointment:
    """Return *appointment* cancelled: its place cools, no paper of it comes out any more.

    Raises ImpossibleAppointmentMove.
    """
    ended = appointment.cancel(now=act.now)
    act.work.appointments.put(ended)
    give_back(ended, act, cool)
    withdraw(ended, act)
    act.record(ended_fact(ended))
    _end_win(ended, act)
    let_go_unclaimed(act, ended.family, cool)
    return ended


def give_back(ended: Appointment, act: Act, cool: Cool) -> None:
    """Let the seats of *ended* cool: until the family's next draw, else for some hours (AT-03)."""
    until = None if waits_for_draw(act.work, ended.family) else act.now + cool()
    act.work.seats.give_back(ended.id, until=until)


def moved_fact(
    before: Appointment, moved: Appointment, *, by_site: bool, choice: str = ""
) -> AppointmentMoved:
    """Return what the journal says of an appointment that went to another place."""
    return AppointmentMoved(
        appointment=moved.reference,
        slot=moved.place.slots[0],
        before=before.place.slots[0],
        changes=moved.changes,
        by_site=by_site,
        seat=moved.place.seats[0],
        slots=len(moved.place.slots),
        choice=choice,
    )


def ended_fact(ended: Appointment) -> AppointmentEnded:
    """Return what the journal says of an appointment that is over."""
    return AppointmentEnded(
        appointment=ended.reference, slot=ended.place.slots[0], status=ended.status
    )


class _Wanted(NamedTuple):
    """The place an appointment is to go to; *is_by_site* where the site closed its own."""

    slot: str
    before: Appointment
    is_by_site: bool


def _choose(
    wanted: _Wanted,
    act: Act,
    days: Sequence[FreeDay],
    holidays: Days,
    agreement: Agreement | None,
) -> Chosen:
    """Return the place to go to. Another seat of the same hour is none: it costs no change."""
    before = wanted.before
    try:
        if mode_of(act.work, before.family) is Mode.IMMEDIATE:
            chosen = choose(wanted.slot, before.procedure, act, days, agreement)
        else:
            chosen = _choose_of_drawn(wanted, act, days, holidays, agreement)
    except SlotTaken as taken:
        if wanted.slot != before.place.slots[0]:
            raise
        raise SameTime(before.reference) from taken
    if chosen.place.starts_at == before.starts_at and not wanted.is_by_site:
        raise SameTime(before.reference)
    return chosen


def _choose_of_drawn(
    wanted: _Wanted,
    act: Act,
    days: Sequence[FreeDay],
    holidays: Days,
    agreement: Agreement | None,
) -> Chosen:
    """Return a place of a drawn family: one that no draw can give, and two people give it (AT-14).

    Whoever moved to any other one would have it without a draw; who lost their own has had one.
    Raises DrawnByLot, and what `offering.choose_freely` does.
    """
    before = wanted.before
    drawn = require_way(before.family, act, agreement, holidays)
    chosen = choose_freely(wanted.slot, before.procedure, act, days, agreement)
    if drawn is not None and not wanted.is_by_site and not is_late(chosen.place, act, holidays):
        raise drawn
    return chosen


def _end_win(ended: Appointment, act: Act) -> None:
    """A winner who gives the place up before taking it has withdrawn the request."""
    request = act.work.register.won_by(ended.reference)
    if request is not None and request.state is RequestState.WON:
        gone = request.withdrawn(act.day)
        act.work.register.put(gone, appointment=ended.reference)
        act.record(
            RequestChanged(reference=gone.reference, family=gone.family, request_state=gone.state)
        )


def _last4(holder: str | None, day: dt.date) -> str:
    return last_four(read_back(holder, day)) if holder else ""
