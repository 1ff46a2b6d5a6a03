"""`desk-app ticket`: hand one out, look at it, cancel it, print it again."""

from __future__ import annotations

from desk_app.cli.approval import agreement, approval
from desk_app.cli.command import Answer, Call, Command, Json, flag, iso, needed, positional, whole
from desk_app.cli.corrections import CORRECT
from desk_app.cli.output import table
from desk_app.cli.paper import no_wait, with_paper
from desk_app.domain.journal import Entry
from desk_app.domain.overrides import Override
from desk_app.domain.people import parse_document
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.queue import Why
from desk_app.domain.text import clean
from desk_app.domain.tickets import Priority
from desk_app.services.issuing import Order, issue
from desk_app.services.moves import cancel
from desk_app.services.printing import reprint_ticket
from desk_app.services.questions import Agreement
from desk_app.services.reception import find_ticket, reception
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import clock, local, wait_range
from desk_app.words.documents import document_warning
from desk_app.words.moves import done, status_name
from desk_app.words.prints import print_state, print_what
from desk_app.words.reasons import priority
from desk_app.words.texts import spaced


def _issue(call: Call) -> Answer:
    desk, values, order = call.desk, call.values, _order(call)
    issued = issue(
        order,
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_id=desk.new_id,
        new_code=desk.new_code,
        keyed_hash=desk.keyed_hash,
        holidays=desk.holidays,
        printer=desk.printer,
        agreement=_agreement(call, order),
    )
    ticket, before = issued.ticket, issued.position - 1
    ahead = ngettext("{count} person before", "{count} people before", before)
    said = [spaced(ticket.number), ahead.format(count=before), wait_range(issued.wait)]
    if values.text("priority"):
        said.append(priority(ticket.priority))
    warning = document_warning(order.document) if order.document else ""
    return Answer(
        data={
            "id": str(ticket.id),
            "number": ticket.number,
            "procedure": ticket.procedure,
            "position": issued.position,
            "wait_minutes": list(issued.wait),
            "print_job": str(issued.job),
            "print_state": "QUEUED",
            "warning": warning or None,
        },
        lines=(" · ".join(said), *([warning] if warning else [])),
    )


def _agreement(call: Call, order: Order) -> Agreement | None:
    if order.priority is not Priority.LOCAL:
        return None
    return agreement(call, Override.LOCAL_PRIORITY, order.procedure)


def _order(call: Call) -> Order:
    values = call.values
    document, kind = values.text("document"), values.text("priority")
    steps = values.text("then").split(",") if values.text("then") else []
    return Order(
        procedure=ProcedureCode(values.text("procedure").strip().upper()),
        priority=Priority(kind) if kind else None,
        language=clean(values.text("language"), at_most=20),
        party=values.number("party"),
        document=parse_document(document) if document else None,
        hint=values.text("hint"),
        steps=tuple(ProcedureCode(step.strip().upper()) for step in steps),
    )


def _show(call: Call) -> Answer:
    ticket = find_ticket(call.values.text("number"), read=call.desk.read, clock=call.desk.clock)
    with call.desk.read() as work:
        story = work.journal.of_ticket(ticket.id)
        procedure = work.site.procedures.get(ticket.procedure)
    name = procedure.named(call.language) if procedure else ticket.procedure
    heading = f"{spaced(ticket.number)} · {name} · {status_name(ticket.status)}"
    return Answer(
        data={
            "number": ticket.number,
            "status": ticket.status.value,
            "procedure": ticket.procedure,
            "counter": ticket.counter,
            "history": [_event(entry) for entry in story],
            "calls": ticket.calls,
            "party": ticket.party,
            "priority": ticket.priority.value if ticket.priority else None,
        },
        lines=(heading, *table([_told(entry) for entry in story])),
    )


def _event(entry: Entry) -> dict[str, Json]:
    counter = entry.header.get("counter")
    return {
        "at": iso(local(entry.at)),
        "act": _act(entry),
        "agent": entry.agent,
        "counter": counter if isinstance(counter, int) else None,
        "why": str(entry.header["why"]) if "why" in entry.header else None,
    }


def _told(entry: Entry) -> tuple[str, ...]:
    counter = entry.header.get("counter")
    said = done(
        _act(entry),
        str(entry.header["number"]),
        counter=counter if isinstance(counter, int) else None,
        procedure=str(entry.header.get("procedure", "")),
    )
    return (clock(entry.at), entry.agent or "", said)


def _act(entry: Entry) -> str:
    if entry.kind == "TicketIssued":
        return "issue"
    if entry.kind == "TicketCalled":
        return "recall" if entry.header.get("why") == Why.RECALLED else "call"
    return str(entry.header.get("move", "wrong_holder"))


def _list(call: Call) -> Answer:
    desk = call.desk
    last = reception(
        language=call.language, read=desk.read, clock=desk.clock, holidays=desk.holidays
    ).last
    return Answer(
        data=[
            {
                "number": one.number,
                "procedure": one.procedure,
                "issued_at": iso(one.issued_at),
                "status": one.status.value,
                "print_job": str(one.job) if one.job else None,
                "print_state": one.print_state.value if one.print_state else None,
            }
            for one in last
        ],
        lines=table(
            [
                (
                    spaced(one.number),
                    one.procedure,
                    clock(one.issued_at),
                    status_name(one.status),
                    print_state(one.print_state) if one.print_state else "",
                )
                for one in last
            ]
        ),
    )


def _cancel(call: Call) -> Answer:
    number = call.values.text("number")
    moved = cancel(number, by=call.by, begin=call.desk.begin, clock=call.desk.clock).ticket
    return Answer(
        data={"number": moved.number, "status": moved.status.value},
        lines=(done("cancel", moved.number),),
    )


def _reprint(call: Call) -> Answer:
    desk = call.desk
    job = reprint_ticket(
        call.values.text("number"),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_id=desk.new_id,
        printer=desk.printer,
    ).job
    copy_no = job.slip.copy_no
    said = _("{paper}, copy {copy}") if copy_no > 1 else "{paper}"
    return Answer(
        data={
            "number": job.slip.number,
            "copy": copy_no,
            "print_job": str(job.id),
            "print_state": job.state.value,
        },
        lines=(said.format(paper=print_what(job.what), copy=copy_no),),
    )


_NUMBER = positional("number", lambda: _("ticket number, such as C042"))

COMMANDS = (
    Command(
        name="issue",
        help=lambda: _("Hand out a same-day ticket and print it."),
        run=_issue,
        keys=(
            "id",
            "number",
            "procedure",
            "position",
            "wait_minutes",
            "print_job",
            "print_state",
        ),
        options=(
            needed("--procedure", lambda: _("code of the procedure"), metavar="CODE"),
            flag(
                "--priority",
                lambda: _("CMI and FAMILY are law, LOCAL needs a second person"),
                choices=tuple(one.value for one in Priority),
            ),
            flag("--language", lambda: _("language of the paper"), metavar="xx", default="fr"),
            flag(
                "--document",
                lambda: _("the document shown, such as passport:BGD:BX0472915"),
                metavar="KIND:[COUNTRY:]NUMBER",
            ),
            flag(
                "--party",
                lambda: _("people in the household"),
                metavar="N",
                kind=whole,
                default=1,
            ),
            flag("--hint", lambda: _("initials and birth year, for the counter"), metavar="TEXT"),
            flag(
                "--then",
                lambda: _("further procedures of the visit, in order"),
                metavar="CODE,CODE",
            ),
            *approval(),
            no_wait(),
        ),
        changes=True,
        after=with_paper,
    ),
    Command(
        name="show",
        help=lambda: _("Where a ticket of today is, and what happened to it."),
        run=_show,
        keys=("number", "status", "procedure", "counter", "history"),
        options=(_NUMBER,),
    ),
    Command(
        name="list",
        help=lambda: _("The last tickets and what became of their paper."),
        run=_list,
        keys=("number", "procedure", "issued_at", "status", "print_job", "print_state"),
        is_list=True,
    ),
    Command(
        name="cancel",
        help=lambda: _("The visitor gives up; the number is never given again."),
        run=_cancel,
        keys=("number", "status"),
        options=(_NUMBER,),
        changes=True,
    ),
    CORRECT,
    Command(
        name="reprint",
        help=lambda: _("Print a ticket again, marked DUPLICATA."),
        run=_reprint,
        keys=("number", "copy", "print_job", "print_state"),
        options=(_NUMBER, no_wait()),
        changes=True,
        after=with_paper,
    ),
)
