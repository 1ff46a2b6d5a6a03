"""The history of one slot: opened, given, given back, cooling, free, closed (AT-25). Reads only."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping, Sequence

from desk_app.domain.booking_errors import UnknownSlot
from desk_app.domain.calendar import Calendar, Slot, slots_on
from desk_app.domain.hours import Holidays as Days
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power
from desk_app.domain.slot_history import Covers, Event, Happened, events
from desk_app.domain.text import clean
from desk_app.services.booking_ports import Seat, SeatState
from desk_app.services.day import allow
from desk_app.services.free_days import calendar_now
from desk_app.services.journal_ports import Sought
from desk_app.services.ports import Clock, Holidays, Read, UnitOfWork

BACK = dt.timedelta(weeks=26)
"""Nothing happens to a slot earlier than this before its day: twice the longest horizon."""
MOST = 5_000
"""Entries of the same series and day, at most; a day has some hundred."""
_KINDS = frozenset({"AppointmentBooked", "AppointmentMoved", "AppointmentEnded", "PlaceFreed"})
_SLOT = re.compile(r"(?P<series>[^/]{1,40})/(?P<day>\d{4}-\d\d-\d\d)T\d{4}b?")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNow:
    """A place of the slot as it stands: its number, and the reference of its holder if it has one.

    *state* is None for a free one. *waits_for_draw* for one that goes to the next draw.
    """

    seat: int
    state: SeatState | None
    appointment: str = ""
    waits_for_draw: bool = False

    @property
    def is_cooling(self) -> bool:
        """True while nobody can have it."""
        return self.state is SeatState.COOLING


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SlotHistory:
    """All that is known of a slot; references, never names.

    *is_open* is false where the calendar does not have it any more. *people* are what the agents
    of its events are called.
    """

    slot: str
    starts_at: dt.datetime | None
    is_open: bool
    events: tuple[Event, ...]
    places: tuple[PlaceNow, ...]
    people: Mapping[AgentLogin, str]


def slot_history(
    slot: str, *, by: AgentLogin, read: Read, clock: Clock, holidays: Holidays
) -> SlotHistory:
    """Return what happened to *slot*, the oldest first, and how its places stand.

    Raises UnknownSlot for one that neither the calendar nor the journal knows, or NotAllowed.
    """
    with read() as work:
        now = clock()
        allow(work, now, by, Power.WATCH)
        series, day = _parted(slot)
        usual = _of_series(series, day, work, holidays(work.site), are_closed=False)
        open_now = _of_series(series, day, work, holidays(work.site), are_closed=True)
        told = _told(slot, series, day, usual, work)
        seats = {seat.seat: seat for seat in work.seats.of_slots([slot])}
        if not told and slot not in usual and not seats:
            raise UnknownSlot(clean(slot, at_most=60))
        free_now = [
            Event(at=seat.until, what=Happened.FREED, seat=seat.seat)
            for seat in seats.values()
            if seat.until is not None and seat.until <= now  # nobody has looked for it since
        ]
        opened = [] if _is_extra(told) else _opened(day, work)
        here = open_now.get(slot)
        return SlotHistory(
            slot=slot,
            starts_at=(here or usual[slot]).starts_at if slot in usual else None,
            is_open=here is not None,
            events=tuple(sorted((*opened, *told, *free_now), key=lambda event: event.at)),
            places=_places(here, seats, now, work),
            people={agent.login: agent.name for agent in work.accounts.of_ref().values()},
        )


def _parted(slot: str) -> tuple[str, dt.date]:
    """Return the series and the day of a slot's id. Raises UnknownSlot."""
    read = _SLOT.fullmatch(slot)
    try:
        return (read["series"], dt.date.fromisoformat(read["day"])) if read else _unknown(slot)
    except ValueError as error:
        raise UnknownSlot(clean(slot, at_most=60)) from error


def _unknown(slot: str) -> tuple[str, dt.date]:
    raise UnknownSlot(clean(slot, at_most=60))


def _of_series(
    series: str, day: dt.date, work: UnitOfWork, holidays: Days, *, are_closed: bool
) -> dict[str, Slot]:
    """Return the slots of the series that day, in order; without closures, what would be."""
    calendar: Calendar = calendar_now(work)
    if not are_closed:
        calendar = dataclasses.replace(calendar, closures=())
    found = slots_on(calendar, day, holidays, work.site.time_zone)
    return {str(slot.id): slot for slot in found if slot.series == series}


def _told(
    slot: str, series: str, day: dt.date, usual: Mapping[str, Slot], work: UnitOfWork
) -> tuple[Event, ...]:
    since = dt.datetime.combine(day, dt.time(), work.site.time_zone) - BACK
    of_day = Sought(kinds=_KINDS, since=since, slots=f"{series}/{day.isoformat()}T")
    decided = Sought(kinds=frozenset({"CalendarChanged"}), since=since)
    found = [*work.journal.found(of_day, MOST), *work.journal.found(decided, MOST)]
    entries = sorted(found, key=lambda entry: entry.seq)
    return events(entries, slot, day, covers=_covers(slot, list(usual)))


def _covers(slot: str, row: Sequence[str]) -> Covers:
    """A long visit takes the slots behind its first one too."""
    ranks = {each: rank for rank, each in enumerate(row)}

    def covers(first: str, count: int) -> bool:
        if first == slot or slot not in ranks or first not in ranks:
            return first == slot
        return ranks[first] <= ranks[slot] < ranks[first] + count

    return covers


def _opened(day: dt.date, work: UnitOfWork) -> list[Event]:
    """The day on which it came within the weeks that can be booked (A-05)."""
    reach = day - dt.timedelta(weeks=work.site.rules.booking_weeks)
    return [
        Event(
            at=dt.datetime.combine(reach, dt.time(), work.site.time_zone).astimezone(dt.UTC),
            what=Happened.OPENED,
        )
    ]


def _is_extra(told: Sequence[Event]) -> bool:
    return any(event.what is Happened.OPENED for event in told)


def _has_cooled(seat: Seat, now: dt.datetime) -> bool:
    return seat.until is not None and seat.until <= now


def _places(
    here: Slot | None, seats: Mapping[int, Seat], now: dt.datetime, work: UnitOfWork
) -> tuple[PlaceNow, ...]:
    holders = work.appointments.of_ids([s.appointment for s in seats.values() if s.appointment])
    numbers = range(1, here.capacity + 1) if here else sorted(seats)
    found = []
    for number in numbers:
        seat = seats.get(number)
        if seat is None or _has_cooled(seat, now):
            found.append(PlaceNow(seat=number, state=None))
            continue
        holder = holders.get(seat.appointment) if seat.appointment else None
        found.append(
            PlaceNow(
                seat=number,
                state=seat.state,
                appointment=holder.reference if holder else "",
                waits_for_draw=seat.state is SeatState.COOLING and seat.until is None,
            )
        )
    return tuple(found)
