"""What the verbs of `desk-app calendar` share: what was typed, and how a decision is told."""

from __future__ import annotations

import datetime as dt

from desk_app.cli.command import Answer, Call, Json, iso
from desk_app.cli.output import table
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import BadValue
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.series import Closure, ClosureId, ClosureReason, SeriesId, Use
from desk_app.domain.text import clean
from desk_app.services.closures import Decided
from desk_app.services.impacts import Impact
from desk_app.services.week import Week, WeekDay
from desk_app.words.calendar import (
    affected_line,
    closure_line,
    conflict_line,
    decided_line,
    holiday_name,
)
from desk_app.words.catalogue import _
from desk_app.words.dates import clock, day_and_month, when


def week_day(text: str) -> dt.date:
    """Read a week as `2026-W11`, or any day of it. Raises ValueError."""
    year, joint, number = text.upper().partition("-W")
    if joint:
        return dt.date.fromisocalendar(int(year), int(number), 1)
    return dt.date.fromisoformat(text)


def hour(text: str) -> str:
    """Read an hour of the day as `09:30`. Raises ValueError."""
    return dt.time.fromisoformat(text).strftime("%H:%M")


def day_of(call: Call, name: str) -> dt.date:
    """Return a day that was needed."""
    found = call.values.day(name)
    if found is None:
        raise BadValue(name, "", "YYYY-MM-DD")
    return found


def nobody() -> str:
    """Return what is said where nobody waits."""
    return _("Nobody is to be placed anew.")


def closure_of(call: Call) -> Closure:
    """Return the closure that was typed; the service gives it its id."""
    values = call.values
    first = day_of(call, "on")
    return Closure(
        id=ClosureId(""),
        first_on=first,
        last_on=values.day("until") or first,
        reason=ClosureReason(values.text("reason") or ClosureReason.OTHER.value),
        starts=hour_of(call, "from"),
        ends=hour_of(call, "to"),
        counters=frozenset(CounterId(one) for one in numbers(call, "counters")),
        procedures=frozenset(ProcedureCode(one) for one in _codes(call, "procedures")),
        series=frozenset(SeriesId(one) for one in _codes(call, "series")),
    )


def hour_of(call: Call, name: str) -> dt.time | None:
    """Return an hour of the site's own, None if it was left out."""
    text = call.values.text(name)
    return dt.time.fromisoformat(text) if text else None


def _codes(call: Call, name: str) -> list[str]:
    return [one.strip().upper() for one in call.values.text(name).split(",") if one.strip()]


def numbers(call: Call, name: str) -> list[int]:
    """Return numbers parted by commas. Raises BadValue."""
    codes = _codes(call, name)
    if not all(one.isdecimal() and len(one) < 6 for one in codes):
        raise BadValue(name, clean(call.values.text(name), at_most=40), "1,2")
    return [int(one) for one in codes]


def impact_said(call: Call, found: Impact) -> Answer:
    """Return whom a decision would touch."""
    with call.desk.read() as work:
        zone = work.site.time_zone
    rows = [
        (when(one.appointment.starts_at), f"…{one.last4}", one.appointment.procedure)
        for one in found.affected
    ]
    return Answer(
        data={
            "affected": len(found.affected),
            "places": found.places,
            "seen": found.mark,
            "appointments": [
                {
                    "reference": one.appointment.reference,
                    "starts_at": iso(one.appointment.starts_at, zone),
                    "procedure": one.appointment.procedure,
                    "last4": one.last4,
                    "keeps_time": one.seat is not None,
                }
                for one in found.struck
            ],
            "overlaps": [one.id for one in found.overlaps],
        },
        lines=(
            *table(rows),
            *(closure_line(one) for one in found.overlaps),
            affected_line(len(found.affected), found.places),
            f"--seen {found.mark}",
        ),
    )


def decided(done: Decided) -> Answer:
    """Return what was decided."""
    said = decided_line(done.changes.operation, done.first, done.last, done.affected)
    return Answer(
        data={
            "id": done.change,
            "first": done.first.isoformat(),
            "last": done.last.isoformat(),
            "affected": done.affected,
        },
        lines=(f"{done.change}  {said}",),
    )


def day_line(each: WeekDay) -> str:
    """Return one day in a line."""
    said = [day_and_month(each.day)]
    if each.is_holiday:
        said.append(holiday_name(each.day))
    closed = [one for one in each.slots if one.closed_for]
    there = [one for one in each.slots if not one.closed_for]
    if there:
        taken = sum(one.taken for one in there)
        of = sum(one.slot.capacity for one in there)
        first, last = there[0].slot.starts_at, max(one.slot.ends_at for one in there)
        said.append(f"{clock(first)}–{clock(last)}")
        said.append(_("{taken} of {places} places taken").format(taken=taken, places=of))
    elif not closed:
        said.append(_("no hours by appointment"))
    if closed:
        said.append(_("{count} slots closed").format(count=len(closed)))
    return " · ".join(said)


def week_data(found: Week) -> dict[str, Json]:
    """Return a week as JSON."""
    zone = found.site.time_zone
    year, number, _weekday = found.monday.isocalendar()
    return {
        "week": f"{year}-W{number:02d}",
        "to_place": found.to_place,
        "days": [
            {
                "day": each.day.isoformat(),
                "holiday": holiday_name(each.day) if each.is_holiday else None,
                "slots": [
                    {
                        "id": one.slot.id,
                        "starts_at": iso(one.slot.starts_at, zone),
                        "ends_at": iso(one.slot.ends_at, zone),
                        "capacity": one.slot.capacity if one.closed_for is None else 0,
                        "taken": one.taken,
                        "cooling": one.cooling,
                        "free": {use.value: one.free[use] for use in Use if one.free[use]},
                        "closed_for": one.closed_for,
                    }
                    for one in each.slots
                ],
            }
            for each in found.days
        ],
        "closures": [
            {
                "id": one.id,
                "first": one.first_on.isoformat(),
                "last": one.last_on.isoformat(),
                "reason": one.reason.value,
            }
            for one in found.closures
        ],
        "openings": [{"id": one.id, "on": one.on.isoformat()} for one in found.extras],
        "conflicts": [conflict_line(one) for one in found.clashes],
    }
