"""Which free places are offered: at most three, by rule, never a list to choose from (AT-07).

The places of a day are laid out once (free_day) and kept by the caller, who leaves out what is
taken or cooling (AT-03); this module keeps nothing.
"""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import enum
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from desk_app.domain.calendar import Calendar, Seat, Slot, SlotId
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.series import SeriesId, Use
from desk_app.domain.wall_time import instant

NOON = dt.time(12)
AT_MOST = 3
"""Places offered to one person at a time (AT-07)."""
FOR_APPOINTMENTS = frozenset({Use.APPOINTMENT})

_Key = TypeVar("_Key")


class Rule(enum.StrEnum):
    """Why a place is offered."""

    EARLIEST = "earliest"
    NEXT_MORNING = "next_morning"
    NEXT_AFTERNOON = "next_afternoon"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Consecutive *slots* of one series and the number of the seat that is free in all of them."""

    slots: tuple[SlotId, ...]
    seat: int
    starts_at: dt.datetime
    ends_at: dt.datetime

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Every seat it takes."""
        return tuple(Seat(slot, self.seat) for slot in self.slots)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One of the three places."""

    rule: Rule
    place: Place


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The day of one series as bits, bit 0 the first slot.

    *joined* has the slots that the next one follows at once; *seats* the free slots of each seat
    number by use; *serves* those of each procedure; *takes* how many slots a visit takes.
    """

    slots: tuple[Slot, ...]
    starts: tuple[dt.datetime, ...]
    joined: int
    morning: int
    seats: tuple[Mapping[Use, int], ...]
    serves: Mapping[ProcedureCode, int]
    takes: Mapping[ProcedureCode, int]

    def free(self, procedure: ProcedureCode, uses: frozenset[Use], first: int) -> Iterator[int]:
        """Yield, for each seat number, the slots from the bit *first* on where a visit fits."""
        served = self.serves.get(procedure, 0) >> first << first
        if not served:
            return
        chain = self.takes[procedure] - 1
        for seat in self.seats:
            free = 0
            for use in uses:
                free |= seat.get(use, 0)
            free &= served
            fits = free
            for _ in range(chain):
                fits = free & self.joined & fits >> 1
            yield fits

    def place(self, bit: int, seat: int, procedure: ProcedureCode) -> Place:
        """Return the place of *procedure* that begins at *bit* in seat number *seat*."""
        taken = self.slots[bit : bit + self.takes[procedure]]
        return Place(
            slots=tuple(slot.id for slot in taken),
            seat=seat,
            starts_at=taken[0].starts_at,
            ends_at=taken[-1].ends_at,
        )

    def without(self, taken: Sequence[tuple[int, int]]) -> Strip:
        """Return the strip without the seats *taken*, each a bit and a seat number."""
        gone = [0] * len(self.seats)
        for bit, number in taken:
            if number <= len(gone):
                gone[number - 1] |= 1 << bit
        seats = tuple(
            {use: mask & ~away for use, mask in seat.items()}
            for seat, away in zip(self.seats, gone, strict=True)
        )
        return dataclasses.replace(self, seats=seats)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FreeDay:
    """The free places of one day. *at* finds a slot's strip and bit."""

    day: dt.date
    strips: tuple[Strip, ...]
    at: Mapping[SlotId, tuple[int, int]]

    def without(self, seats: Iterable[Seat]) -> FreeDay:
        """Return the day without *seats*: those taken and those cooling (AT-03).

        A seat of another day, or of a slot that is closed now, changes nothing.
        """
        gone: dict[int, list[tuple[int, int]]] = {}
        for seat in seats:
            if place := self.at.get(seat.slot):
                gone.setdefault(place[0], []).append((place[1], seat.number))
        if not gone:
            return self
        strips = tuple(
            strip.without(gone[rank]) if rank in gone else strip
            for rank, strip in enumerate(self.strips)
        )
        return dataclasses.replace(self, strips=strips)


def free_day(calendar: Calendar, day: dt.date, slots: Sequence[Slot], zone: ZoneInfo) -> FreeDay:
    """Lay out *slots*, those of *day* alone, as if nobody had taken any."""
    plans = calendar.plans
    noon = instant(day, NOON, zone)
    by_series: dict[SeriesId, list[Slot]] = {}
    for slot in slots:
        by_series.setdefault(slot.series, []).append(slot)
    strips = tuple(_strip(some, plans[series].takes, noon) for series, some in by_series.items())
    at = {
        slot.id: (rank, bit)
        for rank, strip in enumerate(strips)
        for bit, slot in enumerate(strip.slots)
    }
    return FreeDay(day=day, strips=strips, at=at)


def offers(
    procedure: ProcedureCode,
    days: Iterable[FreeDay],
    *,
    now: dt.datetime,
    uses: frozenset[Use] = FOR_APPOINTMENTS,
) -> tuple[Offer, ...]:
    """Return the places offered for *procedure*, the earliest first (AT-07).

    *days* are those of the horizon (A-05) in their order, without what is taken or cooling. The
    earliest place comes first; then the first of the next morning and the first of the next
    afternoon that have one, both in a later half day than the earliest. Nothing has begun at *now*.
    """
    found: dict[Rule, Place] = {}
    for is_morning, place in _halves(procedure, days, now, uses):
        rule = Rule.NEXT_MORNING if is_morning else Rule.NEXT_AFTERNOON
        found.setdefault(rule if found else Rule.EARLIEST, place)
        if len(found) == AT_MOST:
            break
    return tuple(Offer(rule=rule, place=place) for rule, place in found.items())


def earliest(
    procedure: ProcedureCode,
    days: Iterable[FreeDay],
    *,
    after: dt.datetime,
    uses: frozenset[Use] = FOR_APPOINTMENTS,
) -> Place | None:
    """Return the first place of *procedure* that begins after *after*, None if there is none."""
    return next((place for _, place in _halves(procedure, days, after, uses)), None)


def _halves(
    procedure: ProcedureCode,
    days: Iterable[FreeDay],
    now: dt.datetime,
    uses: frozenset[Use],
) -> Iterator[tuple[bool, Place]]:
    """Yield the first place of each half day that has one, and whether it is a morning."""
    for day in days:
        found: dict[bool, _First] = {}
        for first in _firsts(day, procedure, now, uses):
            is_morning = bool(day.strips[first.strip].morning >> first.bit & 1)
            found[is_morning] = min(found.get(is_morning, first), first)
        for is_morning in sorted(found, reverse=True):
            first = found[is_morning]
            strip = day.strips[first.strip]
            yield is_morning, strip.place(first.bit, first.seat, procedure)


class _First(NamedTuple):
    """Where a half day's first place of one seat number is; the earliest is the smallest."""

    starts_at: dt.datetime
    strip: int
    bit: int
    seat: int


def _firsts(
    day: FreeDay, procedure: ProcedureCode, now: dt.datetime, uses: frozenset[Use]
) -> Iterator[_First]:
    """Yield the first place of each half of *day* for each seat number."""
    for rank, strip in enumerate(day.strips):
        begun = bisect.bisect_right(strip.starts, now)
        for seat, fits in enumerate(strip.free(procedure, uses, begun), start=1):
            for mask in (fits & strip.morning, fits & ~strip.morning):
                if mask:
                    bit = (mask & -mask).bit_length() - 1
                    yield _First(strip.starts[bit], rank, bit, seat)


def _strip(slots: Sequence[Slot], takes: Mapping[ProcedureCode, int], noon: dt.datetime) -> Strip:
    pairs = itertools.pairwise(slots)
    served = ((code, bit) for bit, slot in enumerate(slots) for code in slot.procedures)
    return Strip(
        slots=tuple(slots),
        starts=tuple(slot.starts_at for slot in slots),
        joined=_mask(bit for bit, (one, two) in enumerate(pairs) if one.ends_at == two.starts_at),
        morning=_mask(bit for bit, slot in enumerate(slots) if slot.starts_at < noon),
        seats=tuple(
            _masks(
                (slot.kept(number + 1), bit)
                for bit, slot in enumerate(slots)
                if number < slot.capacity
            )
            for number in range(max(slot.capacity for slot in slots))
        ),
        serves=_masks(served),
        takes=takes,
    )


def _mask(bits: Iterable[int]) -> int:
    mask = 0
    for bit in bits:
        mask |= 1 << bit
    return mask


def _masks(pairs: Iterable[tuple[_Key, int]]) -> Mapping[_Key, int]:
    masks: dict[_Key, int] = {}
    for key, bit in pairs:
        masks[key] = masks.get(key, 0) | 1 << bit
    return masks
