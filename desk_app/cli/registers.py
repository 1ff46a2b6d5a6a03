"""What the verbs of `desk-app register` do."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Protocol

from desk_app.cli.appointments import applicant_of, appointment_data, helper_of, seen_of
from desk_app.cli.approval import agreement
from desk_app.cli.command import Answer, Call, Json, Option, iso, needed
from desk_app.cli.output import table
from desk_app.domain.assistance import OnlineObstacle
from desk_app.domain.booking_errors import NeedsSupervisor
from desk_app.domain.draw import Constraints, Half
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import JobId, PrintState
from desk_app.domain.register import Request, RequestState
from desk_app.services import answers, deadlines, register, winners
from desk_app.services.asking import Wish
from desk_app.services.booking import Booked
from desk_app.services.draw_openings import Opens
from desk_app.services.ports import Begin, Clock
from desk_app.services.questions import Agreement
from desk_app.words.catalogue import _
from desk_app.words.dates import clock, local, long_date
from desk_app.words.draw_errors import request_state
from desk_app.words.register import request_lines


class _Move(Protocol):
    def __call__(
        self, reference: str, *, by: AgentLogin, begin: Begin, clock: Clock
    ) -> register.Entered: ...


def family() -> Option:
    """Return the option of a family."""
    return needed("--family", lambda: _("the family’s code"), metavar="F")


def opens_of(call: Call) -> Opens:
    """Return what opens draws at the desk."""
    return Opens(new_id=call.desk.new_id, new_secret=call.desk.new_secret)


def add(call: Call) -> Answer:
    """Enter a request."""
    desk, values = call.desk, call.values
    half = values.text("half")
    wish = Wish(
        procedure=values.text("procedure").strip().upper(),
        applicant=applicant_of(
            call, values.text("person"), is_name_seen=values.is_set("name_seen")
        ),
        constraints=Constraints(
            not_before=values.day("not_before"),
            not_after=values.day("not_after"),
            half=Half(half) if half else None,
        ),
        obstacle=OnlineObstacle(values.text("reason")),
        helper=helper_of(call),
        has_legal_priority=values.is_set("priority"),
        deadline=values.day("deadline"),
    )
    entered = register.add(
        wish,
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_code=desk.new_code,
        hashes=desk.hashes,
        holidays=desk.holidays,
        opens=opens_of(call),
        codes=desk.codes(),
        printer=desk.printer,
        seen=seen_of(call, wish.procedure),
    )
    said = _said(call, entered, goes_on=not entered.is_new)
    assert isinstance(said.data, Mapping)
    return dataclasses.replace(said, data={**said.data, **_print(entered.job)})


def show(call: Call) -> Answer:
    """Tell how a request stands."""
    desk = call.desk
    found = register.show(
        call.values.text("reference"),
        by=call.by,
        read=desk.read,
        clock=desk.clock,
        holidays=desk.holidays,
    )
    return _said(call, found)


def seen(call: Call) -> Answer:
    """Note a sign of life."""
    return _moved(call, register.seen)


def withdraw(call: Call) -> Answer:
    """Give a request up."""
    desk = call.desk
    return _moved(call, partial(register.withdraw, cool=desk.cool, hashes=desk.hashes))


def deadline(call: Call) -> Answer:
    """Note that a supervisor saw when rights end."""
    desk, day = call.desk, call.values.day("on")
    entered = deadlines.see_deadline(
        call.values.text("reference"),
        day or dt.date.max,
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        hashes=desk.hashes,
    )
    return _said(call, entered)


def listed(call: Call) -> Answer:
    """List the requests of a family."""
    desk, state = call.desk, call.values.text("state")
    lines = register.listed(
        call.values.text("family"),
        *((RequestState(state),) if state else ()),
        by=call.by,
        read=desk.read,
        clock=desk.clock,
    )
    zone = _zone(call)
    rows = [
        (
            str(line.request.number),
            f"…{line.last4}",
            line.request.procedure,
            request_state(line.request.state.value),
            line.request.reference,
        )
        for line in lines
    ]
    return Answer(
        data=[
            _request(line.request, zone) | {"last4": line.last4, "appointment": line.appointment}
            for line in lines
        ],
        lines=table(rows) if rows else (_("Nobody waits in this register."),),
    )


def calls(call: Call) -> Answer:
    """List the winners who have not answered yet."""
    desk = call.desk
    found = winners.call_list(
        call.values.text("family"), by=call.by, read=desk.read, clock=desk.clock
    )
    zone = _zone(call)
    rows = [
        (
            f"…{each.last4}",
            each.phone or "–",
            long_date(local(each.appointment.starts_at).date()),
            clock(each.appointment.starts_at),
            each.request.reference,
        )
        for each in found
    ]
    return Answer(
        data=[
            {
                "reference": each.request.reference,
                "last4": each.last4,
                "phone": each.phone,
                "starts_at": iso(each.appointment.starts_at, zone),
                "held_until": iso(each.appointment.hold_until, zone),
                "told_on": None if each.request.told_on is None else str(each.request.told_on),
            }
            for each in found
        ],
        lines=table(rows) if rows else (_("No winner waits for a call."),),
    )


def told(call: Call) -> Answer:
    """Note that a winner was told."""
    return _moved(call, partial(answers.told, hashes=call.desk.hashes))


def confirm(call: Call) -> Answer:
    """A winner takes the place."""
    try:
        return _placed(call, _confirmed(call, None))
    except NeedsSupervisor:
        looked = agreement(call, Override.AFTER_ABSENCES, _procedure_of(call))
        if looked is None:
            raise
        return _placed(call, _confirmed(call, looked))


def _confirmed(call: Call, looked: Agreement | None) -> Booked:
    desk = call.desk
    return winners.confirm(
        call.values.text("reference"),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        codes=desk.codes(),
        new_id=desk.new_id,
        printer=desk.printer,
        hashes=desk.hashes,
        is_here=not call.values.is_set("by_phone"),
        agreement=looked,
    )


def _procedure_of(call: Call) -> str:
    desk = call.desk
    found = register.show(
        call.values.text("reference"),
        by=call.by,
        read=desk.read,
        clock=desk.clock,
        holidays=desk.holidays,
    )
    return found.request.procedure


def paper(call: Call) -> Answer:
    """Print the convocation of who confirmed by phone."""
    desk = call.desk
    booked = answers.paper(
        call.values.text("reference"),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        codes=desk.codes(),
        new_id=desk.new_id,
        printer=desk.printer,
    )
    return _placed(call, booked)


def _placed(call: Call, booked: Booked) -> Answer:
    made = booked.appointment
    line = f"{made.reference} · {long_date(local(made.starts_at).date())} · {clock(made.starts_at)}"
    data = appointment_data(made, _zone(call)) | {"code": booked.code} | _print(booked.job)
    return Answer(data=data, lines=(line,))


def _print(job: JobId | None) -> dict[str, Json]:
    state = None if job is None else PrintState.QUEUED.value
    return {"print_job": None if job is None else str(job), "print_state": state}


def _moved(call: Call, move: _Move) -> Answer:
    desk = call.desk
    return _said(
        call, move(call.values.text("reference"), by=call.by, begin=desk.begin, clock=desk.clock)
    )


def _said(call: Call, entered: register.Entered, *, goes_on: bool = False) -> Answer:
    zone = _zone(call)
    data = _request(entered.request, zone) | {
        "is_new": entered.is_new,
        "next_draw": iso(entered.next_draw, zone),
    }
    lines = request_lines(entered.request, entered.next_draw, is_new=not goes_on)
    return Answer(data=data, lines=lines)


def _request(request: Request, zone: dt.tzinfo) -> dict[str, Json]:
    return {
        "reference": request.reference,
        "number": request.number,
        "family": request.family,
        "procedure": request.procedure,
        "state": request.state.value,
        "since": iso(request.since, zone),
        "age": request.age,
        "held_until": None if request.held_until is None else str(request.held_until),
    }


def _zone(call: Call) -> dt.tzinfo:
    with call.desk.read() as work:
        return work.site.time_zone
