"""`desk-app unmet`: requests that ended without a place, proven on paper and found again."""

from __future__ import annotations

import datetime as dt

from desk_app.cli.command import Answer, Call, Command, Json, flag, needed, positional
from desk_app.cli.output import table
from desk_app.cli.paper import no_wait, with_paper
from desk_app.domain.errors import BadValue
from desk_app.domain.people import Document, parse_document
from desk_app.domain.text import clean
from desk_app.domain.unmet import Impossibility, Tried, UnmetReason
from desk_app.services import unmet
from desk_app.words.appointments import unmet_reason
from desk_app.words.catalogue import _
from desk_app.words.dates import long_date
from desk_app.words.prints import print_what


def _add(call: Call) -> Answer:
    desk, values = call.desk, call.values
    done = unmet.record(
        unmet.Demand(
            procedure=values.text("procedure"),
            reason=UnmetReason(values.text("reason")),
            document=_document(call),
            earlier=values.text("earlier"),
            language=values.text("language"),
            missing=_places(values.text("missing")),
            tried=_tried(call),
        ),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_id=desk.new_id,
        new_code=desk.new_code,
        hashes=desk.hashes,
        codes=desk.codes(),
        printer=desk.printer,
        free_days=desk.free_days,
        holidays=desk.holidays,
    )
    return Answer(
        data={
            **_data(done.line),
            "earlier": [_data(each) for each in done.earlier],
            "print_job": str(done.job),
            "print_state": "QUEUED",
        },
        lines=(print_what(f"unmet {done.line.reference}"), *_rows(done.earlier)),
    )


def _show(call: Call) -> Answer:
    desk = call.desk
    line = unmet.show(call.values.text("reference"), by=call.by, read=desk.read, clock=desk.clock)
    return Answer(data=_data(line), lines=_rows((line,)))


def _list(call: Call) -> Answer:
    desk, values = call.desk, call.values
    if not (values.text("document") or values.text("earlier")):
        raise BadValue("document", "", "--document | --earlier")
    lines = unmet.before(
        document=_document(call),
        reference=values.text("earlier"),
        by=call.by,
        read=desk.read,
        clock=desk.clock,
        hashes=desk.hashes,
    )
    return Answer(data=[_data(each) for each in lines], lines=_rows(lines))


def _tried(call: Call) -> Tried | None:
    impossibility = call.values.text("impossibility")
    if not impossibility:
        return None
    return Tried(
        impossibility=Impossibility(impossibility),
        hotline_on=call.values.day("hotline_on"),
        help_desk_on=call.values.day("help_desk_on"),
    )


def _places(text: str) -> tuple[int, ...]:
    """Return the numbers of the papers that are missing. Raises BadValue."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() and part.isascii() for part in parts):
        raise BadValue("missing", clean(text, at_most=40), "1,2")
    return tuple(map(int, parts))


def _document(call: Call) -> Document | None:
    text = call.values.text("document")
    return parse_document(text) if text else None


def _data(line: unmet.Line) -> dict[str, Json]:
    return {
        "reference": line.reference,
        "day": line.day.isoformat(),
        "family": line.family,
        "reason": line.reason.value,
    }


def _rows(lines: tuple[unmet.Line, ...]) -> tuple[str, ...]:
    return table(
        [
            (each.reference, long_date(each.day), each.family, unmet_reason(each.reason))
            for each in lines
        ]
    )


_DOCUMENT = flag(
    "--document",
    lambda: _("the document shown, such as passport:BGD:BX0472915"),
    metavar="KIND:[COUNTRY:]NUMBER",
)
_EARLIER = flag("--earlier", lambda: _("the reference of an earlier proof"), metavar="REF")
_KEYS = ("reference", "day", "family", "reason")

COMMANDS = (
    Command(
        name="add",
        help=lambda: _("Keep a request that got no place, and print its proof."),
        run=_add,
        keys=(*_KEYS, "earlier", "print_job", "print_state"),
        options=(
            needed("--procedure", lambda: _("the procedure’s code"), metavar="CODE"),
            needed(
                "--reason",
                lambda: _("why there is no place"),
                choices=tuple(reason.value for reason in UnmetReason),
            ),
            _DOCUMENT,
            _EARLIER,
            flag("--missing", lambda: _("numbers of the missing papers: 1,3"), metavar="1,2"),
            flag(
                "--impossibility",
                lambda: _("why not online, as seen here"),
                choices=tuple(each.value for each in Impossibility),
            ),
            *(
                flag(name, said, metavar="DATE", kind=dt.date.fromisoformat)
                for name, said in (
                    ("--hotline-on", lambda: _("the day the hotline was reached")),
                    ("--help-desk-on", lambda: _("the day the digital help desk was used")),
                )
            ),
            flag("--language", lambda: _("language of the paper"), metavar="xx", default="fr"),
            no_wait(),
        ),
        changes=True,
        after=with_paper,
    ),
    Command(
        name="show",
        help=lambda: _("Confirm a proof that is shown; it names nobody."),
        run=_show,
        keys=_KEYS,
        options=(positional("reference", lambda: _("the reference on the paper")),),
    ),
    Command(
        name="list",
        help=lambda: _("The earlier requests of a document, or of who has an earlier proof."),
        run=_list,
        keys=_KEYS,
        options=(_DOCUMENT, _EARLIER),
        is_list=True,
    ),
)
