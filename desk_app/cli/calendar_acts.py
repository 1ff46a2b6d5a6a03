"""What the verbs of `desk-app calendar` do."""

from __future__ import annotations

from pathlib import Path

from desk_app.cli.appointments import appointment_data
from desk_app.cli.approval import agreement
from desk_app.cli.calendar_calls import PAGE, TABLE, calls_said, write_calls
from desk_app.cli.calendars import (
    closure_of,
    day_line,
    day_of,
    decided,
    hour_of,
    impact_said,
    nobody,
    numbers,
    week_data,
)
from desk_app.cli.command import Answer, Call, iso
from desk_app.cli.output import table
from desk_app.domain.appointments import Appointment
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import BadValue
from desk_app.domain.overrides import Override
from desk_app.domain.text import clean
from desk_app.services import appointments, calling, closures, openings, replacing
from desk_app.services.week import week
from desk_app.words.calendar import closure_line, conflict_line, placed_line, to_place_line
from desk_app.words.catalogue import _
from desk_app.words.dates import day_and_month, when


def show(call: Call) -> Answer:
    """Show a week: each slot, what is taken and free, what is closed."""
    desk = call.desk
    found = week(
        call.values.day("week"),
        call.values.text("series").strip().upper(),
        by=call.by,
        read=desk.read,
        clock=desk.clock,
        holidays=desk.holidays,
        free_days=desk.free_days,
    )
    lines = [day_line(each) for each in found.days]
    lines += [f"{one.id}  {closure_line(one)}" for one in found.closures]
    lines += [f"{one.id}  {day_and_month(one.on)}" for one in found.extras]
    lines += [conflict_line(one) for one in found.clashes]
    if found.to_place:
        lines.append(to_place_line(found.to_place))
    return Answer(data=week_data(found), lines=tuple(lines))


def impact(call: Call) -> Answer:
    """Tell whom a closure would touch, or the end of one; nothing is changed."""
    desk, change = call.desk, call.values.text("reopen")
    if change:
        found = closures.impact_of_taking_back(
            change, by=call.by, read=desk.read, clock=desk.clock, holidays=desk.holidays
        )
    else:
        found = closures.impact(
            closure_of(call), by=call.by, read=desk.read, clock=desk.clock, holidays=desk.holidays
        )
    return impact_said(call, found)


def close(call: Call) -> Answer:
    """Close, once the impact was seen."""
    desk = call.desk
    done = closures.close(
        closure_of(call),
        seen=call.values.text("seen"),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_code=desk.new_code,
        holidays=desk.holidays,
    )
    return decided(done)


def open_(call: Call) -> Answer:
    """Open hours on one day."""
    desk, values = call.desk, call.values
    wanted = openings.Opening(
        on=day_of(call, "on"),
        like=values.text("like"),
        starts=hour_of(call, "from"),
        ends=hour_of(call, "to"),
        counters=frozenset(CounterId(one) for one in numbers(call, "counters")),
    )
    with desk.read() as work:
        subject = openings.exception_of(wanted, work.site)
    done = openings.open_day(
        wanted,
        agreement=agreement(call, Override.MANUAL_SLOT, subject),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_code=desk.new_code,
        holidays=desk.holidays,
    )
    return decided(done)


def reopen(call: Call) -> Answer:
    """Take a closure or an opening back."""
    desk = call.desk
    done = closures.take_back(
        call.values.text("id"),
        seen=call.values.text("seen"),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        holidays=desk.holidays,
    )
    return decided(done)


def replace(call: Call) -> Answer:
    """Give those who lost their time another one: everybody, or one of them."""
    desk, values = call.desk, call.values
    ways = replacing.Ways(
        cool=desk.cool,
        hashes=desk.hashes,
        holidays=desk.holidays,
        free_days=desk.free_days,
        codes=desk.codes(),
        new_id=desk.new_id,
        printer=desk.printer,
    )
    reference, slot = values.text("reference"), values.text("slot")
    left: int | None
    if reference:
        placed: tuple[Appointment, ...] = (_replace_one(call, reference, slot, ways),)
        left = None
    elif slot:
        raise BadValue("slot", clean(slot, at_most=60), "--reference")
    else:
        ran = replacing.replace_affected(
            by=call.by, begin=desk.begin, read=desk.read, clock=desk.clock, ways=ways
        )
        placed, left = ran.placed, ran.left
    with desk.read() as work:
        zone = work.site.time_zone
    lines = [placed_line(each.reference, each.starts_at) for each in placed]
    if left:
        lines.append(to_place_line(left))
    placed_data = [
        appointment_data(each, zone) | {"was_at": iso(each.was_at, zone)} for each in placed
    ]
    return Answer(data={"placed": placed_data, "left": left}, lines=tuple(lines) or (nobody(),))


def _replace_one(call: Call, reference: str, slot: str, ways: replacing.Ways) -> Appointment:
    """Give one of them a time; one that the rule does not offer takes a second person (AT-16)."""
    desk, agreed = call.desk, None
    if slot:
        found = appointments.show(reference, by=call.by, read=desk.read, clock=desk.clock)
        agreed = agreement(call, Override.FREE_SLOT, found.procedure)
    return replacing.replace(
        reference,
        slot,
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        ways=ways,
        agreement=agreed,
    ).appointment


def waiting(call: Call) -> Answer:
    """List who is to be placed anew, with what they will be given."""
    desk = call.desk
    found = replacing.waiting(
        by=call.by,
        read=desk.read,
        clock=desk.clock,
        holidays=desk.holidays,
        free_days=desk.free_days,
    )
    with desk.read() as work:
        zone = work.site.time_zone
    rows = [
        (
            one.appointment.reference,
            f"…{one.last4}",
            when(one.appointment.starts_at),
            when(one.place.starts_at) if one.place else _("no time fits"),
        )
        for one in found
    ]
    data = [
        {
            "reference": one.appointment.reference,
            "procedure": one.appointment.procedure,
            "last4": one.last4,
            "was_at": iso(one.appointment.starts_at, zone),
            "proposed_at": iso(one.place.starts_at if one.place else None, zone),
        }
        for one in found
    ]
    return Answer(data=data, lines=table(rows) if rows else (nobody(),))


def calls(call: Call) -> Answer:
    """Tell whom to call: on the screen, on paper, or in a file."""
    desk, values = call.desk, call.values
    if values.text("told"):
        done = calling.told(
            values.text("told"),
            by=call.by,
            begin=desk.begin,
            clock=desk.clock,
            hashes=desk.hashes,
        ).appointment
        said = placed_line(done.reference, done.starts_at)
        return Answer(data={"told": done.reference, "calls": []}, lines=(said,))
    out = values.text("out")
    path = Path(out) if out else None
    if path is not None and path.suffix.lower() not in (PAGE, TABLE):
        raise BadValue("out", clean(out, at_most=80), f"*{PAGE}|*{TABLE}")
    if values.is_set("print"):
        made = calling.print_calls(
            by=call.by, begin=desk.begin, clock=desk.clock, holidays=desk.holidays,
            free_days=desk.free_days, new_id=desk.new_id, printer=desk.printer,
        )  # fmt: skip
    else:
        made = calling.call_list(
            by=call.by, begin=desk.begin, clock=desk.clock, holidays=desk.holidays,
            free_days=desk.free_days,
        )  # fmt: skip
    if path is not None:
        write_calls(path, made)
    return calls_said(call, made, out)
