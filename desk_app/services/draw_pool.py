"""The seats a draw of a family gives: those free over the horizon and those given back to it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from desk_app.domain.calendar import Slot, SlotId
from desk_app.domain.draw import PoolSlot
from desk_app.domain.hours import Holidays, openings_on
from desk_app.domain.offers import FreeDay, Strip
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.register import held_until
from desk_app.domain.series import Use
from desk_app.services.day import Act
from desk_app.services.modes import procedures_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The seats of a draw and the slots they are in; *until* is the last day to confirm one."""

    slots: tuple[PoolSlot, ...]
    known: Mapping[SlotId, Slot]
    until: dt.date


def pool_of(act: Act, family: FamilyCode, days: Sequence[FreeDay], holidays: Holidays) -> Pool:
    """Return what a draw of *family* has to give (AT-03, AT-14).

    A seat is on a day behind the last day to confirm it: nobody loses one by not being reached.
    """
    until = held_until(act.day, lambda day: bool(openings_on(act.site, day, holidays)))
    wanted = procedures_of(act.site, family)
    back: dict[str, list[int]] = {}
    for seat in act.work.seats.pooled(family, act.now):
        back.setdefault(seat.slot, []).append(seat.seat)
    found: list[PoolSlot] = []
    known: dict[SlotId, Slot] = {}
    for day in days:
        if day.day <= until:
            continue
        for strip in day.strips:
            for bit, slot in enumerate(strip.slots):
                numbers = {*_free(strip, bit), *back.get(slot.id, ())}
                if slot.procedures & wanted and numbers:
                    found.append(_pooled(slot, numbers, wanted, act.site.time_zone))
                    known[slot.id] = slot
    return Pool(slots=tuple(found), known=known, until=until)


def _free(strip: Strip, bit: int) -> list[int]:
    """Return the free seats kept for appointments, by number."""
    return [
        number
        for number, uses in enumerate(strip.seats, start=1)
        if uses.get(Use.APPOINTMENT, 0) >> bit & 1
    ]


def _pooled(
    slot: Slot, numbers: set[int], wanted: frozenset[ProcedureCode], zone: dt.tzinfo
) -> PoolSlot:
    seats = sorted(number for number in numbers if number <= slot.capacity)
    return PoolSlot(
        slot=slot.id,
        series=slot.series,
        starts_at=slot.starts_at.astimezone(zone).replace(tzinfo=None),
        minutes=int((slot.ends_at - slot.starts_at) / dt.timedelta(minutes=1)),
        seats=tuple(seats),
        procedures=slot.procedures & wanted,
    )
