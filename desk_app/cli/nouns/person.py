"""`desk-app person`: what is held about one visitor, by document: shown and erased (R-07)."""

from __future__ import annotations

from desk_app.cli.command import Answer, Call, Command, Json, iso, needed
from desk_app.cli.output import table
from desk_app.domain.people import parse_document
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
        "What {count} ticket or appointment held about this person is erased.",
        "What {count} tickets or appointments held about this person is erased.",
        count,
    )
    return Answer(data={"erased": count}, lines=(said.format(count=count),))


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
)
