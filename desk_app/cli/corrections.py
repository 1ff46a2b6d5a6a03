"""What `desk-app ticket correct` does: a slip in what binds a ticket, with a second person."""

from __future__ import annotations

from desk_app.cli.approval import agreement, approval
from desk_app.cli.command import Answer, Call, Command, flag, positional
from desk_app.domain.errors import BadValue
from desk_app.domain.overrides import Override
from desk_app.domain.people import parse_document
from desk_app.services.identities import Correction, correct
from desk_app.words.catalogue import _
from desk_app.words.moves import done


def correct_ticket(call: Call) -> Answer:
    """Mend the document or the hint of a ticket. Raises BadValue for both or neither."""
    desk, values = call.desk, call.values
    number, document, hint = (values.text(name) for name in ("number", "document", "hint"))
    if bool(document) == bool(hint):
        raise BadValue("document", "", "--document | --hint")
    right = parse_document(document) if document else None
    ticket = correct(
        Correction(number=number, document=right, hint=hint),
        by=call.by,
        begin=desk.begin,
        read=desk.read,
        clock=desk.clock,
        keyed_hash=desk.keyed_hash,
        agreement=agreement(call, Override.RECTIFICATION, number),
    ).ticket
    return Answer(
        data={"number": ticket.number, "status": ticket.status.value},
        lines=(done("correct", ticket.number),),
    )


CORRECT = Command(
    name="correct",
    help=lambda: _("Mend a slip in what binds a ticket, with a second person; once a ticket."),
    run=correct_ticket,
    keys=("number", "status"),
    options=(
        positional("number", lambda: _("ticket number, such as C042")),
        flag(
            "--document",
            lambda: _("the document as it should read"),
            metavar="KIND:[COUNTRY:]NUMBER",
        ),
        flag(
            "--hint",
            lambda: _("the initials and birth year as they should read"),
            metavar="TEXT",
        ),
        *approval(),
    ),
    changes=True,
)
