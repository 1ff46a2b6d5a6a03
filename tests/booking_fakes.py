"""The calendar's rows without a database: the same keys, kept by hand."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from desk_app.domain.appointments import (
    Appointment,
    AppointmentId,
    AppointmentStatus,
    Reference,
)
from desk_app.domain.booking_errors import (
    SlotTaken,
    UnknownAppointment,
)
from desk_app.domain.identity_errors import ActiveAlready, TwoActive
from desk_app.domain.online import OnlineAppointment, OnlineId
from desk_app.domain.opening_draw import Card
from desk_app.domain.people import AgentLogin
from desk_app.domain.person_keys import MOST_ACTIVE, PersonKey
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.register import Request
from desk_app.domain.series import Closure, Extra
from desk_app.domain.tickets import TicketId
from desk_app.services.booking_ports import Seat, SeatState, Trace, TraceKind, Wanted
from desk_app.services.register_ports import Draw, FamilyMode


@dataclasses.dataclass
class Bookings:
    """What the fakes hold; copied with the rest of a shelf."""

    appointments: dict[AppointmentId, Appointment] = dataclasses.field(default_factory=dict)
    holders: dict[AppointmentId, str] = dataclasses.field(default_factory=dict)
    originals: dict[AppointmentId, str] = dataclasses.field(default_factory=dict)
    online: dict[OnlineId, OnlineAppointment] = dataclasses.field(default_factory=dict)
    online_holders: dict[OnlineId, str] = dataclasses.field(default_factory=dict)
    seats: dict[tuple[str, int], Seat] = dataclasses.field(default_factory=dict)

    traces: list[Trace] = dataclasses.field(default_factory=list)
    ties: dict[tuple[AgentLogin, str], dt.date] = dataclasses.field(default_factory=dict)
    closures: dict[str, Closure] = dataclasses.field(default_factory=dict)
    extras: dict[str, Extra] = dataclasses.field(default_factory=dict)
    requests: dict[Reference, Request] = dataclasses.field(default_factory=dict)
    askers: dict[Reference, str] = dataclasses.field(default_factory=dict)
    wins: dict[Reference, Reference | None] = dataclasses.field(default_factory=dict)
    numbers: dict[FamilyCode, int] = dataclasses.field(default_factory=dict)
    draws: dict[UUID, Draw] = dataclasses.field(default_factory=dict)
    secrets: dict[UUID, str] = dataclasses.field(default_factory=dict)
    modes: dict[FamilyCode, FamilyMode] = dataclasses.field(default_factory=dict)
    demand: dict[tuple[FamilyCode, dt.date], int] = dataclasses.field(default_factory=dict)
    cards: dict[tuple[dt.date, int], Card] = dataclasses.field(default_factory=dict)
    dealt: dict[tuple[dt.date, int], dt.datetime] = dataclasses.field(default_factory=dict)
    openings: dict[tuple[dt.date, int], tuple[str, bool]] = dataclasses.field(default_factory=dict)
    decisions: list[str] = dataclasses.field(default_factory=list)

    def __copy__(self) -> Bookings:
        return Bookings(*(copy.copy(getattr(self, f.name)) for f in dataclasses.fields(self)))


class InMemorySeats:
    def __init__(self, bookings: Bookings) -> None:
        self._seats = bookings.seats

    def take(self, wanted: Sequence[Wanted], *, family: FamilyCode, by: AppointmentId) -> None:
        for each in wanted:
            assert 1 <= each.seat <= each.capacity
            if (each.slot, each.seat) in self._seats:
                raise SlotTaken(each.slot)
            self._seats[each.slot, each.seat] = Seat(
                slot=each.slot,
                seat=each.seat,
                starts_at=each.starts_at,
                family=family,
                state=SeatState.TAKEN,
                appointment=by,
            )

    def between(self, first: dt.datetime, last: dt.datetime) -> Sequence[Seat]:
        return self._sorted(s for s in self._seats.values() if first <= s.starts_at < last)

    def away(
        self, first: dt.datetime, last: dt.datetime, *, now: dt.datetime
    ) -> Sequence[tuple[str, int]]:
        rows = self.between(first, last)
        return [(s.slot, s.seat) for s in rows if s.until is None or s.until > now]

    def of_slots(self, slots: Sequence[str]) -> Sequence[Seat]:
        return self._sorted(s for s in self._seats.values() if s.slot in slots)

    def give_back(self, appointment: AppointmentId, *, until: dt.datetime | None) -> int:
        mine = [key for key, seat in self._seats.items() if seat.appointment == appointment]
        for key in mine:
            self._seats[key] = dataclasses.replace(
                self._seats[key], state=SeatState.COOLING, appointment=None, until=until
            )
        return len(mine)

    def release(self, appointment: AppointmentId) -> int:
        return self._drop([k for k, s in self._seats.items() if s.appointment == appointment])

    def retake(self, seats: Sequence[tuple[str, int]], *, by: AppointmentId) -> int:
        known = [key for key in seats if key in self._seats]
        mine = [key for key in known if self._seats[key].state is SeatState.COOLING]
        for key in mine:
            self._seats[key] = dataclasses.replace(
                self._seats[key], state=SeatState.TAKEN, appointment=by, until=None
            )
        return len(mine)

    def cooled(self, now: dt.datetime) -> Sequence[Seat]:
        freed = [s for s in self._seats.values() if s.until and s.until <= now]
        self._drop([(seat.slot, seat.seat) for seat in freed])
        return self._sorted(freed)

    def pooled(self, family: FamilyCode, now: dt.datetime) -> Sequence[Seat]:
        return self._sorted(
            s
            for s in self._seats.values()
            if s.family == family
            and s.state is SeatState.COOLING
            and s.until is None
            and s.starts_at > now
        )

    def kept_back(self, now: dt.datetime) -> Sequence[FamilyCode]:
        waiting = (s for key, s in self._seats.items() if self._waits(key) and s.starts_at > now)
        return sorted({seat.family for seat in waiting})

    def unpool(self, seats: Sequence[tuple[str, int]]) -> int:
        return self._drop([key for key in seats if self._waits(key)])

    def let_go(self, family: FamilyCode, *, until: dt.datetime) -> int:
        mine = [k for k, s in self._seats.items() if s.family == family and self._waits(k)]
        for key in mine:
            self._seats[key] = dataclasses.replace(self._seats[key], until=until)
        return len(mine)

    def _waits(self, key: tuple[str, int]) -> bool:
        seat = self._seats.get(key)
        return seat is not None and seat.state is SeatState.COOLING and seat.until is None

    def _drop(self, keys: list[tuple[str, int]]) -> int:
        for key in keys:
            del self._seats[key]
        return len(keys)

    @staticmethod
    def _sorted(seats: Iterable[Seat]) -> list[Seat]:
        return sorted(seats, key=lambda seat: (seat.starts_at, seat.slot, seat.seat))


class InMemoryAppointments:
    def __init__(self, bookings: Bookings) -> None:
        self._all = bookings.appointments
        self._holders = bookings.holders
        self._originals = bookings.originals

    def add(self, appointment: Appointment, holder: str) -> None:
        self._require_room(appointment)
        self._all[appointment.id] = appointment
        self._holders[appointment.id] = holder

    def put(self, appointment: Appointment) -> None:
        self._all[appointment.id] = appointment

    def put_holder(self, appointment: Appointment, holder: str) -> None:
        self._require_room(appointment)
        self._all[appointment.id] = appointment
        self._holders[appointment.id] = holder

    def correct(self, appointment: Appointment, holder: str) -> None:
        self._originals.setdefault(appointment.id, self._holders[appointment.id])
        self.put_holder(appointment, holder)

    def original(self, appointment: Appointment) -> str | None:
        return self._originals.get(appointment.id) or self.holder(appointment)

    def get(self, reference: Reference) -> Appointment:
        for each in self._all.values():
            if each.reference == reference:
                return each
        raise UnknownAppointment(reference)

    def of_person(self, person: PersonKey) -> Sequence[Appointment]:
        return self._sorted(each for each in self._all.values() if each.person == person)

    def between(self, first: dt.datetime, last: dt.datetime) -> Sequence[Appointment]:
        return self._sorted(e for e in self._all.values() if first <= e.starts_at < last)

    def of_ids(self, ids: Sequence[AppointmentId]) -> Mapping[AppointmentId, Appointment]:
        return {each: self._all[each] for each in ids if each in self._all}

    def of_ticket(self, ticket: TicketId) -> Appointment | None:
        return next((e for e in self._all.values() if e.ticket == ticket), None)

    def unended_before(self, instant: dt.datetime) -> Sequence[Appointment]:
        return self._sorted(e for e in self._all.values() if e.is_active and e.starts_at < instant)

    def holder(self, appointment: Appointment) -> str | None:
        return self._holders.get(appointment.id)

    def holders(self, ids: Sequence[AppointmentId]) -> Mapping[AppointmentId, str]:
        return {each: self._holders[each] for each in ids if self._holders.get(each)}

    def erase(self, appointment: AppointmentId) -> None:
        self._all[appointment] = dataclasses.replace(
            self._all[appointment], person=PersonKey(""), language="", helper=None
        )
        self._holders[appointment] = ""
        self._originals.pop(appointment, None)

    def _require_room(self, appointment: Appointment) -> None:
        if not appointment.is_active:
            return
        others = [e for e in self.of_person(appointment.person) if e.is_active]
        others = [e for e in others if e.id != appointment.id]
        for each in others:
            if each.family == appointment.family:
                raise ActiveAlready(each.family, each.reference, each.starts_at)
        if len(others) >= MOST_ACTIVE:
            raise TwoActive(tuple(each.reference for each in others))

    @staticmethod
    def _sorted(appointments: Iterable[Appointment]) -> list[Appointment]:
        return sorted(appointments, key=lambda each: (each.starts_at, each.booked_at))


class InMemoryOnline:
    """A platform's days are Paris' by the clock of the tests: the site's of the demonstration."""

    def __init__(self, bookings: Bookings) -> None:
        self._all = bookings.online
        self._holders = bookings.online_holders

    def add(self, appointment: OnlineAppointment, holder: str) -> None:
        assert self.of_keys([appointment.key]) is None
        self._all[appointment.id] = appointment
        self._holders[appointment.id] = holder

    def put(self, appointment: OnlineAppointment, holder: str = "") -> None:
        self._all[appointment.id] = appointment
        if holder:
            self._holders[appointment.id] = holder

    def get(self, reference: Reference) -> OnlineAppointment:
        for each in self._all.values():
            if each.reference == reference:
                return each
        raise UnknownAppointment(reference)

    def of_keys(self, keys: Sequence[str]) -> OnlineAppointment | None:
        return next((each for each in self._all.values() if each.key in keys), None)

    def of_ticket(self, ticket: TicketId) -> OnlineAppointment | None:
        return next((each for each in self._all.values() if each.ticket == ticket), None)

    def between(self, first: dt.datetime, last: dt.datetime) -> Sequence[OnlineAppointment]:
        found = [each for each in self._all.values() if first <= each.starts_at < last]
        return sorted(found, key=lambda each: (each.starts_at, each.reference))

    def awaited(self, platform: str, since: dt.datetime) -> Sequence[OnlineAppointment]:
        return [
            each
            for each in self.between(since, dt.datetime.max.replace(tzinfo=dt.UTC))
            if each.platform == platform and each.status is AppointmentStatus.BOOKED
        ]

    def holder(self, appointment: OnlineAppointment) -> str | None:
        return self._holders.get(appointment.id)

    def holders(self) -> Mapping[OnlineId, str | None]:
        return dict(self._holders)

    def forget(self, before: dt.date) -> int:
        old = [each.id for each in self._all.values() if each.starts_at.date() < before]
        for each in old:
            del self._all[each]
            del self._holders[each]
        return len(old)


class InMemoryTraces:
    def __init__(self, bookings: Bookings) -> None:
        self._all = bookings.traces

    def add(self, trace: Trace) -> None:
        self._all.append(trace)

    def of(self, kind: TraceKind, subject: str, since: dt.date) -> Sequence[Trace]:
        found = [t for t in self._all if (t.kind, t.subject) == (kind, subject) and t.day >= since]
        return sorted(found, key=lambda trace: trace.day)

    def noted(self, kind: TraceKind, of: str) -> Trace | None:
        return next((t for t in self._all if (t.kind, t.of) == (kind, of)), None)

    def forget(self, person: str) -> int:
        kept = [trace for trace in self._all if person not in {trace.subject, trace.of}]
        gone = len(self._all) - len(kept)
        self._all[:] = kept
        return gone


class InMemoryTies:
    def __init__(self, bookings: Bookings) -> None:
        self._all = bookings.ties

    def add(self, agent: AgentLogin, tie: str, *, on: dt.date) -> None:
        self._all[agent, tie] = on

    def of(self, agent: AgentLogin) -> frozenset[str]:
        return frozenset(tie for login, tie in self._all if login == agent)

    def days(self, agent: AgentLogin) -> Sequence[dt.date]:
        return sorted(day for (login, _), day in self._all.items() if login == agent)


class InMemoryPersons:
    def __init__(self, bookings: Bookings) -> None:
        self._bookings = bookings

    def rekey(self, old: str, new: str) -> int:
        all_, count = self._bookings, 0
        for booked in [each for each in all_.appointments.values() if each.person == old]:
            all_.appointments[booked.id] = dataclasses.replace(booked, person=PersonKey(new))
            count += 1
        for asked in [each for each in all_.requests.values() if each.person == old]:
            all_.requests[asked.reference] = dataclasses.replace(asked, person=PersonKey(new))
            count += 1
        for at, trace in enumerate(all_.traces):
            count += (trace.subject, trace.of).count(old)
            all_.traces[at] = dataclasses.replace(
                trace,
                subject=new if trace.subject == old else trace.subject,
                of=new if trace.of == old else trace.of,
            )
        for login, tie in [key for key in all_.ties if key[1] == old]:
            all_.ties[login, new] = all_.ties.pop((login, tie))
            count += 1
        return count


class InMemoryCalendar:
    def __init__(self, bookings: Bookings) -> None:
        self._bookings = bookings

    def closures(self) -> tuple[Closure, ...]:
        return tuple(self._bookings.closures.values())

    def extras(self) -> tuple[Extra, ...]:
        return tuple(self._bookings.extras.values())

    def close(self, closure: Closure, at: dt.datetime) -> None:
        self._bookings.closures[closure.id] = closure
        self._bookings.decisions.append(closure.id)

    def open(self, extra: Extra, at: dt.datetime) -> None:
        self._bookings.extras[extra.id] = extra
        self._bookings.decisions.append(extra.id)

    def withdraw(self, change: str, at: dt.datetime) -> bool:
        gone = self._bookings.closures.pop(change, None) or self._bookings.extras.pop(change, None)
        if gone is not None:
            self._bookings.decisions.append(change)
        return gone is not None

    @property
    def version(self) -> int:
        return len(self._bookings.decisions)
