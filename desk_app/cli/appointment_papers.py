"""What `desk-app appointment reprint` and `paper` do: another copy, or one in a file."""

from __future__ import annotations

from pathlib import Path

from desk_app.cli.appointments import appointment_data
from desk_app.cli.command import Answer, Call, Json
from desk_app.cli.files import new_file
from desk_app.domain.errors import BadValue
from desk_app.domain.icalendar import icalendar
from desk_app.domain.text import clean
from desk_app.services import convocations
from desk_app.services.booking import Booked
from desk_app.words.catalogue import _
from desk_app.words.prints import print_what

_PAGE, _EVENT = ".pdf", ".ics"


def reprint(call: Call) -> Answer:
    """Print a convocation again; the codes of earlier copies are good no more."""
    desk = call.desk
    done = convocations.reprint(
        call.values.text("reference"),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_id=desk.new_id,
        codes=desk.codes(),
        printer=desk.printer,
    )
    said = _("{paper}, copy {copy}").format(
        paper=print_what(f"{done.leaf.kind.value} {done.leaf.reference}"), copy=done.leaf.copy_no
    )
    return Answer(
        data={
            "reference": done.appointment.reference,
            "copy": done.leaf.copy_no,
            "print_job": str(done.job),
            "print_state": "QUEUED",
        },
        lines=(said,),
    )


def paper(call: Call) -> Answer:
    """Write the convocation as a page, or the appointment for a phone."""
    path = Path(call.values.text("out"))
    kind = path.suffix.lower()
    if kind not in (_PAGE, _EVENT):
        raise BadValue("out", clean(str(path), at_most=80), f"*{_PAGE}|*{_EVENT}")
    reference, copy = _written(call, path) if kind == _PAGE else _for_a_phone(call, path)
    return Answer(
        data={"reference": reference, "file": str(path), "copy": copy}, lines=(str(path),)
    )


def printed(call: Call, done: Booked, answer: Answer) -> Answer:
    """Return *answer* with the code and the print job of an appointment given or moved."""
    with call.desk.read() as work:
        zone = work.site.time_zone
    data: dict[str, Json] = {
        **appointment_data(done.appointment, zone),
        "code": done.code,
        "print_job": str(done.job),
        "print_state": "QUEUED",
    }
    return Answer(data=data, lines=answer.lines)


def _written(call: Call, path: Path) -> tuple[str, int]:
    from desk_app.printing.papers import convocation_a4

    desk = call.desk
    with new_file(path) as write:  # a copy nobody can have would make the one in hand worthless
        done = convocations.as_page(
            call.values.text("reference"),
            by=call.by,
            begin=desk.begin,
            clock=desk.clock,
            codes=desk.codes(),
        )
        write(convocation_a4(done.leaf))
    return done.appointment.reference, done.leaf.copy_no


def _for_a_phone(call: Call, path: Path) -> tuple[str, None]:
    desk = call.desk
    with new_file(path) as write:
        event = convocations.as_event(
            call.values.text("reference"), by=call.by, read=desk.read, clock=desk.clock
        )
        write(icalendar(event).encode("utf-8"))
    return event.description, None
