"""What the verbs of `desk-app appointment` do."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from desk_app.cli.appointment_papers import printed
from desk_app.cli.appointments import (
    applicant_of,
    appointment_data,
    fields_of,
    helper_of,
    offered_id,
    parted,
    said,
    seen_of,
)
from desk_app.cli.approval import agreement
from desk_app.cli.command import Answer, Call, Json, iso
from desk_app.cli.output import table
from desk_app.cli.paper import with_paper
from desk_app.domain.assistance import OnlineObstacle
from desk_app.domain.booking_errors import DrawnByLot, NeedsSupervisor
from desk_app.domain.hours import business_day
from desk_app.domain.overrides import Override
from desk_app.services import appointments, booking, offering, rebooking, rectifications, urgent
from desk_app.services.appointments import Line
from desk_app.services.booking_people import Booking
from desk_app.services.holders_at_door import OnlineLine, online_of
from desk_app.services.questions import Agreement
from desk_app.words.appointments import rule_name
from desk_app.words.booking_errors import appointment_status
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import clock, long_date
from desk_app.words.register import next_line


def offer(call: Call) -> Answer:
    """Offer at most three places."""
    desk = call.desk
    procedure = call.values.text("procedure").strip().upper()
    ask = urgent.offer_urgent if call.values.is_set("urgent") else offering.offer
    try:
        offered = ask(
            procedure,
            by=call.by,
            read=desk.read,
            clock=desk.clock,
            free_days=desk.free_days,
            holidays=desk.holidays,
        )
    except DrawnByLot as drawn:
        return _to_register(call, drawn)
    with desk.read() as work:
        zone = work.site.time_zone
    slots = [
        {
            "id": offered_id(procedure, each.place.slots[0]),
            "starts_at": iso(each.place.starts_at, zone),
            "ends_at": iso(each.place.ends_at, zone),
            "rule": each.rule.value,
        }
        for each in offered
    ]
    rows = [
        (
            rule_name(each.rule),
            long_date(each.place.starts_at.astimezone(zone).date()),
            clock(each.place.starts_at),
            offered_id(procedure, each.place.slots[0]),
        )
        for each in offered
    ]
    return Answer(
        data={"mode": "immediate", "slots": slots},
        lines=table(rows) if rows else (_("No time is free in the weeks to come."),),
    )


def book(call: Call) -> Answer:
    """Give a place on behalf of a person."""
    values = call.values
    procedure, slot = parted(values.text("slot"))
    wanted = Booking(
        procedure=procedure,
        slot=slot,
        applicant=applicant_of(
            call, values.text("person"), is_name_seen=values.is_set("name_seen")
        ),
        obstacle=OnlineObstacle(values.text("reason")),
        helper=helper_of(call),
        again=values.text("again"),
        is_urgent=values.is_set("urgent"),
    )
    seen = seen_of(call, wanted.procedure)  # then the second person agrees to that alone
    try:
        done = _booked(call, wanted, None if seen else _of_place(call, wanted), seen)
    except NeedsSupervisor:
        looked = agreement(call, Override.AFTER_ABSENCES, wanted.procedure)
        if looked is None:
            raise
        done = _booked(call, wanted, looked, seen)
    return printed(call, done, said(call, done.appointment))


def _of_place(call: Call, wanted: Booking) -> Agreement | None:
    """Return what the second person says of the place: urgent, or of somebody's choice."""
    if wanted.is_urgent:
        return agreement(call, Override.URGENT_PLACE, wanted.procedure)
    return _free_choice(call, wanted.procedure)


def _booked(
    call: Call, wanted: Booking, agreed: Agreement | None, seen: Sequence[Agreement]
) -> booking.Booked:
    desk = call.desk
    return booking.book(
        wanted,
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_id=desk.new_id,
        new_code=desk.new_code,
        hashes=desk.hashes,
        holidays=desk.holidays,
        free_days=desk.free_days,
        codes=desk.codes(),
        printer=desk.printer,
        agreement=agreed,
        seen=seen,
    )


def correct(call: Call) -> Answer:
    """Mend one slip in who an appointment is for."""
    desk, values = call.desk, call.values
    done = rectifications.correct(
        values.text("reference"),
        fields_of(call, values.text("person")),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        hashes=desk.hashes,
        codes=desk.codes(),
        new_id=desk.new_id,
        printer=desk.printer,
        agreement=agreement(call, Override.RECTIFICATION, values.text("reference")),
    )
    if done.job is None:  # a winner's, who has no paper yet
        answer = said(call, done.appointment)
        assert isinstance(answer.data, Mapping)
        none: dict[str, Json] = {"code": None, "print_job": None, "print_state": None}
        return dataclasses.replace(answer, data={**answer.data, **none})
    return printed(call, done, said(call, done.appointment))


def with_new_paper(call: Call, answer: Answer) -> Answer:
    """Do as `with_paper` where a correction has one."""
    assert isinstance(answer.data, Mapping)
    return with_paper(call, answer) if answer.data["print_job"] else answer


def move(call: Call) -> Answer:
    """Move an appointment to another place that is offered."""
    desk, values = call.desk, call.values
    before = appointments.show(
        values.text("reference"), by=call.by, read=desk.read, clock=desk.clock
    )
    moved = appointments.move(
        before.reference,
        parted(values.text("slot"))[1],
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        cool=desk.cool,
        hashes=desk.hashes,
        holidays=desk.holidays,
        free_days=desk.free_days,
        codes=desk.codes(),
        new_id=desk.new_id,
        printer=desk.printer,
        agreement=_free_choice(call, before.procedure),
    )
    return printed(call, moved, said(call, moved.appointment))


def cancel(call: Call) -> Answer:
    """Give a place up."""
    desk = call.desk
    ended = appointments.cancel(
        call.values.text("reference"),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        cool=desk.cool,
        hashes=desk.hashes,
    )
    return said(call, ended.appointment)


def take_back(call: Call) -> Answer:
    """Take back what was just booked."""
    desk = call.desk
    ended = rebooking.take_back(
        call.values.text("reference"),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        cool=desk.cool,
    )
    return said(call, ended.appointment)


def reconfirm(call: Call) -> Answer:
    """Note that the holder will come."""
    desk = call.desk
    sure = appointments.reconfirm(
        call.values.text("reference"), by=call.by, begin=desk.begin, clock=desk.clock
    )
    return said(call, sure.appointment)


def show(call: Call) -> Answer:
    """Tell where an appointment stands."""
    desk = call.desk
    found = appointments.show(
        call.values.text("reference"), by=call.by, read=desk.read, clock=desk.clock
    )
    return said(call, found)


def agenda(call: Call) -> Answer:
    """List the appointments of a day."""
    desk = call.desk
    day = call.values.day("on")
    lines = appointments.agenda(day, by=call.by, read=desk.read, clock=desk.clock)
    with desk.read() as work:
        zone = work.site.time_zone
        online = online_of(day or business_day(desk.clock(), zone), zone, work)
    both: list[Line | OnlineLine] = [*lines, *online]
    both.sort(key=lambda one: one.appointment.starts_at)
    rows = [
        (
            clock(line.appointment.starts_at),
            f"…{line.last4}" if line.last4 else "—",
            line.appointment.procedure,
            appointment_status(line.appointment.status),
            line.appointment.reference,
            pgettext("agenda", "online") if isinstance(line, OnlineLine) else "",
        )
        for line in both
    ]
    data = [_listed(line, zone) for line in both]
    return Answer(data=data, lines=table(rows) if rows else (_("No appointment on this day."),))


def _listed(line: Line | OnlineLine, zone: dt.tzinfo) -> dict[str, Json]:
    if isinstance(line, Line):
        return appointment_data(line.appointment, zone) | {"last4": line.last4, "platform": None}
    found = line.appointment
    return {
        "reference": found.reference,
        "status": found.status.value,
        "procedure": found.procedure,
        "starts_at": iso(found.starts_at, zone),
        "number": found.number,
        "last4": line.last4,
        "platform": found.platform,
    }


def _to_register(call: Call, drawn: DrawnByLot) -> Answer:
    """Where places are drawn nothing is offered: a request goes into the register (AT-14)."""
    with call.desk.read() as work:
        due = iso(drawn.next_draw, work.site.time_zone)
    lines = [_("These dates are drawn by lot: enter the request in the register.")]
    if drawn.next_draw is not None:
        lines.append(next_line(drawn.next_draw))
    return Answer(data={"mode": "register", "slots": [], "next_draw": due}, lines=tuple(lines))


def _free_choice(call: Call, procedure: str) -> Agreement | None:
    """Return what a second person agreed to: a time that the rule does not offer (AT-16)."""
    return agreement(call, Override.FREE_SLOT, procedure)
