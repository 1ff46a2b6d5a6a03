"""What the verbs of `desk-app appointment` do that call holders before the day (A-03, AT-21)."""

from __future__ import annotations

from desk_app.cli.appointments import appointment_data, said
from desk_app.cli.command import Answer, Call, Json
from desk_app.cli.output import table
from desk_app.domain.reconfirmation import CallOutcome
from desk_app.services import call_lists, reconfirmation
from desk_app.services.call_lists import ToCall
from desk_app.words.appointments import call_standing
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import clock, day_and_month, local


def calls(call: Call) -> Answer:
    """List whom to call today, with their phones."""
    desk = call.desk
    listed = call_lists.call_list(
        language="fr",
        by=call.by,
        begin=desk.begin,
        read=desk.read,
        clock=desk.clock,
        keyed_hash=desk.keyed_hash,
    )
    with desk.read() as work:
        zone = work.site.time_zone
    rows = [
        (
            day_and_month(local(line.appointment.starts_at).date()),
            clock(line.appointment.starts_at),
            f"…{line.last4}",
            line.phone,
            call_standing(line.in_vain, line.goes_on),
            line.appointment.reference,
        )
        for line in listed.lines
    ]
    lines = table(rows) if rows else (_("Nobody is to be called today."),)
    if listed.without:
        form = ngettext(
            "{count} without a phone: the place is kept.",
            "{count} without a phone: their places are kept.",
            listed.without,
        )
        lines = (*lines, form.format(count=listed.without))
    return Answer(
        data=[appointment_data(line.appointment, zone) | _data(line) for line in listed.lines],
        lines=lines,
    )


def called(call: Call) -> Answer:
    """Keep what came of a call."""
    desk, values = call.desk, call.values
    done = reconfirmation.called(
        values.text("reference"),
        CallOutcome(values.text("outcome")),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        cool=desk.cool,
        keyed_hash=desk.keyed_hash,
        hashes=desk.hashes,
    )
    return said(call, done.appointment)


def verify_phone(call: Call) -> Answer:
    """Note that the phone rang at the desk."""
    desk = call.desk
    done = reconfirmation.verify_phone(
        call.values.text("reference"),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        keyed_hash=desk.keyed_hash,
    )
    return said(call, done.appointment)


def release(call: Call) -> Answer:
    """Let the places go of who was called in vain."""
    desk = call.desk
    gone = reconfirmation.release_unanswered(
        by=call.by, begin=desk.begin, read=desk.read, clock=desk.clock, cool=desk.cool
    )[1]
    form = ngettext("{count} place given to the pool.", "{count} places given to the pool.",
                    len(gone))  # fmt: skip
    return Answer(data={"released": list(gone)}, lines=(form.format(count=len(gone)), *gone))


def _data(line: ToCall) -> dict[str, Json]:
    return {
        "last4": line.last4,
        "phone": line.phone,
        "verified": line.is_verified,
        "in_vain": line.in_vain,
        "goes_on": line.goes_on.isoformat() if line.goes_on else None,
    }
