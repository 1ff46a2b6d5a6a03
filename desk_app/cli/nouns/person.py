"""`desk-app person`: what is held about one visitor, by document: shown and erased (R-07)."""

from __future__ import annotations

from desk_app.cli.appointments import applicant_of
from desk_app.cli.command import Answer, Call, Command, Json, iso, needed, positional
from desk_app.cli.output import table
from desk_app.domain.people import parse_document
from desk_app.services.joining import join_persons
from desk_app.services.people import Held, erased, shown
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import long_date
from desk_app.words.texts import spaced


def _show(call: Call) -> Answer:
    desk = call.desk
    document = parse_document(call.values.text("document"))
    held = shown(
        document, by=call.by, begin=desk.begin, clock=desk.clock, hashes=desk.care().hashes
    )
    rows = [_row(one) for one in held]
    return Answer(data=[_document(one) for one in held], lines=table(rows))


def _row(one: Held) -> tuple[str, ...]:
    noted = " / ".join(filter(None, (one.note, *one.earlier)))
    return spaced(one.number), long_date(one.issued_at), one.hint, noted


def _document(one: Held) -> dict[str, Json]:
    return {
        "number": one.number,
        "day": str(one.day),
        "procedure": one.procedure,
        "status": one.status.value,
        "issued_at": iso(one.issued_at),
        "hint": one.hint,
        "note": one.note,
        "language": one.language,
        "earlier": list(one.earlier),
    }


def _erase(call: Call) -> Answer:
    desk = call.desk
    document = parse_document(call.values.text("document"))
    made = erased(
        document, by=call.by, begin=desk.begin, clock=desk.clock, hashes=desk.care().hashes
    )
    count = int(made.subject)
    said = ngettext(
        "What {count} ticket, appointment or request held about this person is erased.",
        "What {count} tickets, appointments or requests held about this person is erased.",
        count,
    )
    return Answer(data={"erased": count}, lines=(said.format(count=count),))


def _merge(call: Call) -> Answer:
    desk = call.desk
    joined = join_persons(
        call.values.text("reference"),
        applicant_of(call, call.values.text("person"), is_name_seen=True),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        hashes=desk.hashes,
    )
    said = _("One person, who now holds: {references}.")
    return Answer(
        data={"references": list(joined.references)},
        lines=(said.format(references=", ".join(joined.references)),),
    )


_DOCUMENT = needed(
    "--document", lambda: _("the document, as for a ticket"), metavar="KIND:[COUNTRY:]NUMBER"
)
COMMANDS = (
    Command(
        name="show",
        help=lambda: _("What is held about a person; the look is recorded."),
        run=_show,
        keys=("number", "day", "procedure", "status", "hint", "note", "earlier"),
        options=(_DOCUMENT,),
        is_list=True,  # each look is a fact, and what it showed is kept nowhere to be repeated
    ),
    Command(
        name="erase",
        help=lambda: _("Erase what is held about a person."),
        run=_erase,
        keys=("erased",),
        options=(_DOCUMENT,),
        changes=True,
    ),
    Command(
        name="merge",
        help=lambda: _("Join what somebody was given under another document to who is here."),
        run=_merge,
        keys=("references",),
        options=(
            positional("reference", lambda: _("an appointment or request of the same person")),
            needed(
                "--person",
                lambda: _("the person’s JSON file, - for the standard input"),
                metavar="FILE",
            ),
        ),
        changes=True,
    ),
)
