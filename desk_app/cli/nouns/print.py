"""`desk-app print`: the papers to come, the printer, and the doubtful ones."""

from __future__ import annotations

from uuid import UUID

from desk_app.cli.command import Answer, Call, Command, Json, iso, positional
from desk_app.cli.output import error_document, table
from desk_app.cli.paper import no_wait, with_paper
from desk_app.domain.errors import PrinterUnavailable, UnknownJob
from desk_app.domain.prints import PENDING, JobId, PrintJob, PrintState
from desk_app.domain.text import clean
from desk_app.services.printing import confirm_job, print_jobs, reprint_job
from desk_app.services.testprint import print_test
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import local, when
from desk_app.words.errors import sentence
from desk_app.words.printers import cause
from desk_app.words.prints import print_state, print_what

UNAVAILABLE = 4
"""The exit code of what the world refuses (contract)."""


def _run(call: Call) -> Answer:
    """Papers that a printer does not take make the answer `unavailable`; the others came out."""
    done = call.desk.print_pending()
    printed = ngettext("{count} paper printed", "{count} papers printed", done.printed)
    left = ngettext("{count} left to print", "{count} left to print", done.left)
    said = f"{printed.format(count=done.printed)}, {left.format(count=done.left)}"
    data: dict[str, Json] = {"printed": done.printed, "left": done.left}
    stuck = _stuck(call) if done.left else None
    if stuck is None:
        return Answer(data=data, lines=(said,))
    error = PrinterUnavailable(stuck.printer, stuck.cause)
    return Answer(
        data={**error_document(error, now=None), **data},
        lines=(said, sentence(error).whole),
        exit=UNAVAILABLE,
    )


def _stuck(call: Call) -> PrintJob | None:
    """Return the oldest paper its printer did not take, None if all are in another process."""
    with call.desk.read() as work:
        pending = work.prints.pending()
    return next((job for job in pending if job.state is PrintState.WAIT_PRINTER), None)


def _jobs(call: Call) -> Answer:
    jobs = print_jobs(read=call.desk.read)
    rows = [
        (
            when(job.created_at),
            print_what(job.what),
            print_state(job.state),
            cause(job.cause),
            job.printer,
        )
        for job in jobs
    ]
    return Answer(
        data=[_job(job) for job in jobs], lines=table(rows) or (_("No paper was asked for yet."),)
    )


def _status(call: Call) -> Answer:
    """The address is parsed first: a nonsense one is refused and names what is expected."""
    desk = call.desk
    why = desk.probe_printer()
    printer = desk.printer()
    with desk.read() as work:
        pending = len(work.prints.pending())
    state = cause(why) if why else _("The printer is ready.")
    waiting = ngettext("{count} paper waits.", "{count} papers wait.", pending)
    return Answer(
        data={
            "printer": printer.address,
            "profile": printer.profile,
            "ready": not why,
            "cause": why,
            "message": state,
            "pending": pending,
        },
        lines=(f"{printer.address} ({printer.profile})", state, waiting.format(count=pending)),
    )


def _test(call: Call) -> Answer:
    desk = call.desk
    job = print_test(begin=desk.begin, clock=desk.clock, new_id=desk.new_id, printer=desk.printer)
    return Answer(
        data={"print_job": str(job.id), "print_state": job.state.value, "printer": job.printer},
        lines=(_("Test page for {printer}").format(printer=job.printer),),
    )


def _reprint(call: Call) -> Answer:
    desk = call.desk
    job = reprint_job(
        _job_id(call),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_id=desk.new_id,
        printer=desk.printer,
    ).job
    return Answer(
        data={**_job(job), "print_job": str(job.id), "print_state": job.state.value},
        lines=(print_what(job.what),),
    )


def _confirm(call: Call) -> Answer:
    job = confirm_job(
        _job_id(call),
        came_out=call.values.text("answer") == "yes",
        by=call.by,
        begin=call.desk.begin,
        clock=call.desk.clock,
    ).job
    said = f"{print_what(job.what)} · {print_state(job.state)}"
    return Answer(data=_job(job), lines=(said,))


def _job(job: PrintJob) -> dict[str, Json]:
    return {
        "id": str(job.id),
        "what": job.what,
        "state": job.state.value,
        "printer": job.printer,
        "copy": job.slip.copy_no,
        "cause": job.cause,
        "created_at": iso(local(job.created_at)),
        "pending": job.state in PENDING,
    }


def _job_id(call: Call) -> JobId:
    text = call.values.text("job")
    try:
        return JobId(UUID(text))
    except ValueError:
        raise UnknownJob(clean(text)) from None


_JOB = positional("job", lambda: _("id of the print job"))
_KEYS = ("id", "what", "state", "printer")

COMMANDS = (
    Command(
        name="run",
        help=lambda: _("Print until nothing more can be; ends with 4 if a printer takes nothing."),
        run=_run,
        keys=("printed", "left"),
    ),
    Command(
        name="jobs",
        help=lambda: _("The papers asked for, oldest first."),
        run=_jobs,
        keys=_KEYS,
        is_list=True,
    ),
    Command(
        name="status",
        help=lambda: _("Whether the printer answers, and what waits for it."),
        run=_status,
        keys=("printer", "profile", "ready", "cause", "pending"),
    ),
    Command(
        name="test",
        help=lambda: _("Print a page that shows how a ticket comes out."),
        run=_test,
        keys=("print_job", "print_state", "printer"),
        options=(no_wait(),),
        changes=True,
        after=with_paper,
    ),
    Command(
        name="reprint",
        help=lambda: _("Print a paper again, marked DUPLICATA."),
        run=_reprint,
        keys=_KEYS,
        options=(_JOB, no_wait()),
        changes=True,
        after=with_paper,
    ),
    Command(
        name="confirm",
        help=lambda: _("Answer a doubtful print: it came out, or it did not."),
        run=_confirm,
        keys=_KEYS,
        options=(
            _JOB,
            positional("answer", lambda: _("did the paper come out"), choices=("yes", "no")),
        ),
        changes=True,
    ),
)
