"""What `desk-app appointment check-in` does: the holder at the door."""

from __future__ import annotations

from desk_app.cli.approval import agreement
from desk_app.cli.command import Answer, Call
from desk_app.domain.appointments import Presence
from desk_app.domain.overrides import Cause, Override
from desk_app.domain.tickets import Priority
from desk_app.services import arrivals
from desk_app.services.questions import Agreement
from desk_app.words.appointments import arrived_line


def check_in(call: Call) -> Answer:
    """Let the holder in."""
    desk, values = call.desk, call.values
    text, priority = values.text("code"), values.text("priority")
    excused = values.is_set("excused")
    arrived = arrivals.check_in(
        arrivals.Shown(
            code=text,
            last4=values.text("last4"),
            is_seen=values.is_set("document_seen"),
            excused=excused,
            why=Cause(values.text("why")) if excused and values.text("why") else None,
            priority=Priority(priority) if priority else None,
            other_document=_other_document(call, text),
        ),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_id=desk.new_id,
        new_code=desk.new_code,
        codes=desk.codes(),
        hashes=desk.care().hashes,
        printer=desk.printer,
        agreement=_late(call, text) if excused else None,
    )
    ticket = arrived.ticket
    return Answer(
        data={
            "number": ticket.number,
            "reference": arrived.appointment.reference,
            "procedure": ticket.procedure,
            "presence": arrived.presence.value,
            "position": arrived.position,
            "wait_minutes": list(arrived.wait),
            "print_job": str(arrived.job),
            "print_state": "QUEUED",
        },
        lines=(arrived_line(ticket, arrived.presence),),
    )


def _other_document(call: Call, text: str) -> Agreement | None:
    """Return what a supervisor agreed to: a holder with another document (AT-10)."""
    if not call.values.is_set("other_document"):
        return None
    desk = call.desk
    found = arrivals.find(
        text,
        by=call.by,
        read=desk.read,
        clock=desk.clock,
        codes=desk.codes(),
        hashes=desk.care().hashes,
    )
    return agreement(call, Override.OTHER_DOCUMENT, found.appointment.reference)


def _late(call: Call, text: str) -> Agreement | None:
    """Return what a second person agreed to: a holder more than half an hour late (AT-16)."""
    desk = call.desk
    found = arrivals.find(
        text,
        by=call.by,
        read=desk.read,
        clock=desk.clock,
        codes=desk.codes(),
        hashes=desk.care().hashes,
    )
    if found.presence is not Presence.VERY_LATE:
        return None
    return agreement(call, Override.LATE_ACCEPTANCE, found.appointment.reference)
