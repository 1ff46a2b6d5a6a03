"""The slots of a site: its series, openings and closures laid out over days. Not who takes them.

One pure function, slots(), lays them out; every instant it gives is in UTC.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, NewType
from zoneinfo import ZoneInfo

from desk_app.domain.counters import CounterId
from desk_app.domain.hours import Holidays
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.seats import split, use_now
from desk_app.domain.series import Closure, Extra, Plan, Series, SeriesId, Use
from desk_app.domain.site import Site
from desk_app.domain.wall_time import instant

SlotId = NewType("SlotId", str)

_DAY = dt.timedelta(days=1)
_Span = tuple[dt.datetime, dt.datetime]


class Seat(NamedTuple):
    """One place in a slot: what an appointment takes. *number* is 1 to the slot's capacity."""

    slot: SlotId
    number: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time at which *capacity* people are received at *counters*.

    *id* is `<series>/<day>T<hour>` in the site's own time, with `b` at the end in the second
    pass of an hour the clocks repeat. *uses* are those of the seats from number 1 on; without
    them every seat is for appointments.
    """

    id: SlotId
    series: SeriesId
    starts_at: dt.datetime
    ends_at: dt.datetime
    capacity: int
    procedures: frozenset[ProcedureCode]
    counters: frozenset[CounterId] = frozenset()
    uses: tuple[Use, ...] = ()

    def kept(self, number: int) -> Use:
        """Return what seat *number* is kept for."""
        return self.uses[number - 1] if self.uses else Use.APPOINTMENT

    def use(self, number: int, now: dt.datetime) -> Use:
        """Return what seat *number*, if free, is for at *now* (A-06)."""
        return use_now(self.kept(number), self.starts_at, now)

    def seats(self) -> tuple[Seat, ...]:
        """Return every seat, the lowest number first."""
        return tuple(Seat(self.id, number) for number in range(1, self.capacity + 1))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Everything that decides when people are received by appointment.

    A counter that two series claim at the same time belongs to the one that stands first;
    conflicts() tells it. A closure closes exceptional openings too.
    """

    series: tuple[Series, ...] = ()
    extras: tuple[Extra, ...] = ()
    closures: tuple[Closure, ...] = ()
    closed_on: frozenset[dt.date] = frozenset()
    open_on_holidays: frozenset[dt.date] = frozenset()

    @property
    def plans(self) -> Mapping[SeriesId, Plan]:
        """Every plan by the series or the exceptional opening it belongs to."""
        usual = {one.id: one.plan for one in self.series}
        return usual | {one.id: one.plan for one in self.extras}

    def plans_on(self, day: dt.date, holidays: Holidays) -> tuple[tuple[SeriesId, Plan], ...]:
        """Return the plans of *day* in their order, before closures."""
        is_closed = day in self.closed_on
        is_open = not is_closed and (day not in holidays or day in self.open_on_holidays)
        usual = [
            (one.id, one.plan) for one in self.series if is_open and one.recurrence.falls_on(day)
        ]
        return (*usual, *((one.id, one.plan) for one in self.extras if one.on == day))

    def closed(self, closure: Closure) -> Calendar:
        """Return the calendar with *closure*."""
        return dataclasses.replace(self, closures=(*self.closures, closure))


def calendar_of(
    site: Site, *, extras: Sequence[Extra] = (), closures: Sequence[Closure] = ()
) -> Calendar:
    """Return the calendar of *site* with what its supervisors decided."""
    return Calendar(
        series=site.appointment_series,
        extras=tuple(extras),
        closures=tuple(closures),
        closed_on=site.closed_on,
        open_on_holidays=site.open_on_holidays,
    )


def slots(
    calendar: Calendar,
    first_day: dt.date,
    last_day: dt.date,
    holidays: Holidays,
    zone: ZoneInfo,
) -> tuple[Slot, ...]:
    """Return the slots from *first_day* to *last_day*, both included, in the order of time.

    *holidays* are those of the site's territory for every year of the days (A-08).
    """
    days = (first_day + _DAY * ahead for ahead in range((last_day - first_day).days + 1))
    return tuple(slot for day in days for slot in slots_on(calendar, day, holidays, zone))


def slots_on(
    calendar: Calendar, day: dt.date, holidays: Holidays, zone: ZoneInfo
) -> tuple[Slot, ...]:
    """Return the slots of one *day*, in the order of time, then of the series.

    It depends on nothing else: a caller may keep it for as long as the calendar is the same.
    """
    closed = _Closed.on(calendar, day, zone)
    taken: dict[CounterId, list[_Span]] = {}
    found: list[Slot] = []
    for series, plan in calendar.plans_on(day, holidays):
        spans = [
            (instant(day, starts, zone), instant(day, ends, zone))
            for starts, ends in plan.stretches()
        ]
        found.extend(_laid_out(series, plan, spans, closed.for_plan(series, plan, taken), zone))
        for counter in plan.counters:
            taken.setdefault(counter, []).extend(spans)
    return tuple(sorted(found, key=lambda slot: slot.starts_at))


def closes(closure: Closure, slot: Slot, zone: ZoneInfo) -> bool:
    """True if *closure* takes *slot* away, or some of its seats or procedures."""
    day = slot.starts_at.astimezone(zone).date()
    if not closure.covers(day):
        return False
    if not _meet(_span(closure, day, zone), (slot.starts_at, slot.ends_at)):
        return False
    return (
        closure.is_whole
        or slot.series in closure.series
        or not closure.counters.isdisjoint(slot.counters)
        or not closure.procedures.isdisjoint(slot.procedures)
    )


def free_by_use(
    slots: Iterable[Slot], away: Collection[Seat], now: dt.datetime
) -> Mapping[Use, int]:
    """Count the seats of *slots* that are not *away* (taken, cooling), by use at *now* (A-06).

    Slots that have begun are counted like the others: who asks leaves them out.
    """
    counts = dict.fromkeys(Use, 0)
    for slot in slots:
        for seat in slot.seats():
            if seat not in away:
                counts[slot.use(seat.number, now)] += 1
    return counts


def horizon(today: dt.date, weeks: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that can be booked from *today* on (A-05)."""
    return today, today + dt.timedelta(weeks=weeks)


@dataclasses.dataclass(frozen=True, slots=True)
class _Closed:
    """What one day does not offer: counters and procedures, each with the times."""

    counters: tuple[tuple[frozenset[CounterId], _Span], ...]
    procedures: tuple[tuple[frozenset[ProcedureCode], _Span], ...]
    series: tuple[tuple[frozenset[SeriesId], _Span], ...]
    whole: tuple[_Span, ...]

    @classmethod
    def on(cls, calendar: Calendar, day: dt.date, zone: ZoneInfo) -> _Closed:
        closures = [(one, _span(one, day, zone)) for one in calendar.closures if one.covers(day)]
        return cls(
            counters=tuple((one.counters, span) for one, span in closures if one.counters),
            procedures=tuple((one.procedures, span) for one, span in closures if one.procedures),
            series=tuple((one.series, span) for one, span in closures if one.series),
            whole=tuple(span for one, span in closures if one.is_whole),
        )

    def for_plan(
        self, series: SeriesId, plan: Plan, taken: Mapping[CounterId, Sequence[_Span]]
    ) -> _Closed:
        """Return it for *series* alone, with the counters of *plan* that earlier series have."""
        more = ((frozenset({one}), span) for one in plan.counters for span in taken.get(one, ()))
        own = (span for some, span in self.series if series in some)
        return dataclasses.replace(
            self, counters=(*self.counters, *more), whole=(*self.whole, *own), series=()
        )

    def left(self, plan: Plan, at: _Span) -> tuple[frozenset[CounterId], frozenset[ProcedureCode]]:
        """Return the counters and the procedures of *plan* that are open all through *at*."""
        if any(_meet(span, at) for span in self.whole):
            return frozenset(), frozenset()
        counters, procedures = plan.counters, plan.procedures
        for some, span in self.counters:
            if _meet(span, at):
                counters -= some
        for others, span in self.procedures:
            if _meet(span, at):
                procedures -= others
        return counters, procedures


def _laid_out(
    series: SeriesId, plan: Plan, spans: Sequence[_Span], closed: _Closed, zone: ZoneInfo
) -> Iterator[Slot]:
    counts = [max(0, (ends - starts) // plan.slot) for starts, ends in spans]
    times = [
        (starts + plan.slot * place, starts + plan.slot * (place + 1))
        for (starts, _), count in zip(spans, counts, strict=True)
        for place in range(count)
    ]
    uses = split(plan.shares, counts, capacity=plan.capacity, longest=plan.longest)
    for at, row in zip(times, uses, strict=True):
        counters, procedures = closed.left(plan, at)
        capacity = min(plan.capacity, len(counters))
        if capacity and procedures:
            yield Slot(
                id=_slot_id(series, at[0].astimezone(zone)),
                series=series,
                starts_at=at[0],
                ends_at=at[1],
                capacity=capacity,
                procedures=procedures,
                counters=counters,
                uses=row[:capacity],
            )


def _slot_id(series: SeriesId, local: dt.datetime) -> SlotId:
    second = "b" if local.fold else ""
    return SlotId(f"{series}/{local.date()}T{local.hour:02}{local.minute:02}{second}")


def _span(closure: Closure, day: dt.date, zone: ZoneInfo) -> _Span:
    starts = instant(day, closure.starts or dt.time(), zone)
    if closure.ends is None:
        return starts, instant(day + _DAY, dt.time(), zone)
    return starts, instant(day, closure.ends, zone)


def _meet(one: _Span, other: _Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
