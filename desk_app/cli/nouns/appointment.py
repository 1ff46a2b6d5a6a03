"""`desk-app appointment`: offered, given on behalf of somebody, changed, and the holder let in."""

from __future__ import annotations

import datetime as dt

from desk_app.cli.appointment_acts import (
    agenda,
    book,
    cancel,
    correct,
    move,
    offer,
    reconfirm,
    show,
    take_back,
    with_new_paper,
)
from desk_app.cli.appointment_arrivals import check_in
from desk_app.cli.appointment_calls import called, calls, release, verify_phone
from desk_app.cli.appointment_exchange import CSV, ICS, give_out, take_in
from desk_app.cli.appointment_papers import paper, reprint
from desk_app.cli.appointments import (
    helper_options,
    seen_options,
)
from desk_app.cli.approval import approval
from desk_app.cli.command import Command, flag, needed, positional, switch
from desk_app.cli.paper import no_wait, with_paper
from desk_app.cli.watching import history
from desk_app.domain.assistance import OnlineObstacle
from desk_app.domain.exchange_facts import AgendaReason
from desk_app.domain.reconfirmation import CallOutcome
from desk_app.domain.tickets import Priority
from desk_app.words.catalogue import _

_REFERENCE = positional("reference", lambda: _("the reference on the paper"))
_URGENT = switch("--urgent", lambda: _("out of the share kept for emergencies, with a supervisor"))
_SLOT = needed("--slot", lambda: _("one of the times that were offered"), metavar="ID")


COMMANDS = (
    Command(
        name="offer",
        help=lambda: _("At most three times for a procedure, chosen by rule."),
        run=offer,
        keys=("mode", "slots"),
        options=(
            needed("--procedure", lambda: _("the procedure’s code"), metavar="CODE"),
            _URGENT,
        ),
    ),
    Command(
        name="book",
        help=lambda: _("Book one of the times on behalf of a person."),
        run=book,
        keys=("reference", "starts_at", "procedure", "code", "print_job", "print_state"),
        options=(
            _SLOT,
            needed(
                "--person",
                lambda: _("the person’s JSON file, - for the standard input"),
                metavar="FILE",
            ),
            needed(
                "--reason",
                lambda: _("why the online way was impossible"),
                choices=tuple(obstacle.value for obstacle in OnlineObstacle),
            ),
            *helper_options(),
            flag(
                "--again",
                lambda: _("the reference just taken back, for the same person"),
                metavar="REFERENCE",
            ),
            _URGENT,
            *seen_options(),
            *approval(),
            no_wait(),
        ),
        changes=True,
        after=with_paper,
    ),
    Command(
        name="show",
        help=lambda: _("Where an appointment stands; it names nobody."),
        run=show,
        keys=("reference", "status"),
        options=(_REFERENCE,),
    ),
    Command(
        name="list",
        help=lambda: _("The appointments of a day, by the hour."),
        run=agenda,
        keys=("reference", "status", "procedure", "starts_at", "last4"),
        options=(
            flag(
                "--on",
                lambda: _("the day, today if left out"),
                metavar="DATE",
                kind=dt.date.fromisoformat,
            ),
        ),
        is_list=True,
    ),
    Command(
        name="history",
        help=lambda: _("What happened to a slot, by references; for supervisors."),
        run=history,
        keys=("slot", "starts_at", "is_open", "events", "places"),
        options=(positional("slot", lambda: _("the slot, SERIES/DAY as the journal names it")),),
    ),
    Command(
        name="move",
        help=lambda: _("Move to another time that is offered, twice at most."),
        run=move,
        keys=("reference", "status", "code", "print_job", "print_state"),
        options=(_REFERENCE, _SLOT, *approval(), no_wait()),
        changes=True,
        after=with_paper,
    ),
    Command(
        name="correct",
        help=lambda: _("Mend one slip in who it is for, with a second person; a new paper."),
        run=correct,
        keys=("reference", "status", "code", "print_job", "print_state"),
        options=(
            _REFERENCE,
            needed(
                "--person",
                lambda: _("JSON file of the fields as they should be, - for the standard input"),
                metavar="FILE",
            ),
            *approval(),
            no_wait(),
        ),
        changes=True,
        after=with_new_paper,
    ),
    Command(
        name="cancel",
        help=lambda: _("Give the place up: it cools before anybody has it."),
        run=cancel,
        keys=("reference", "status"),
        options=(_REFERENCE,),
        changes=True,
    ),
    Command(
        name="reconfirm",
        help=lambda: _("The holder says they will come."),
        run=reconfirm,
        keys=("reference", "status"),
        options=(_REFERENCE,),
        changes=True,
    ),
    Command(
        name="calls",
        help=lambda: _("Whom to call from ten to three days before; that it is shown is noted."),
        run=calls,
        keys=("reference", "starts_at", "last4", "phone", "verified", "in_vain", "goes_on"),
        changes=True,
        is_list=True,
    ),
    Command(
        name="called",
        help=lambda: _("What came of a call to a holder."),
        run=called,
        keys=("reference", "status"),
        options=(
            _REFERENCE,
            needed(
                "--outcome",
                lambda: _("what was answered"),
                choices=tuple(each.value for each in CallOutcome),
            ),
        ),
        changes=True,
    ),
    Command(
        name="verify-phone",
        help=lambda: _("The holder’s phone rang at the desk: it is a verified one."),
        run=verify_phone,
        keys=("reference", "status"),
        options=(_REFERENCE,),
        changes=True,
    ),
    Command(
        name="release",
        help=lambda: _("Give to the pool the places of who was called in vain on two days."),
        run=release,
        keys=("released",),
        changes=True,
    ),
    Command(
        name="undo",
        help=lambda: _("Take back what you have just booked; its seat cools for others."),
        run=take_back,
        keys=("reference", "status"),
        options=(_REFERENCE,),
        changes=True,
    ),
    Command(
        name="reprint",
        help=lambda: _("Print the convocation again; the codes of earlier copies are dead."),
        run=reprint,
        keys=("reference", "copy", "print_job", "print_state"),
        options=(_REFERENCE, no_wait()),
        changes=True,
        after=with_paper,
    ),
    Command(
        name="paper",
        help=lambda: _("The convocation as a page, a copy like any other, or as a calendar file."),
        run=paper,
        keys=("reference", "file", "copy"),
        options=(
            _REFERENCE,
            needed("--out", lambda: _("a file that ends in .pdf or .ics"), metavar="FILE"),
        ),
        changes=True,
    ),
    Command(
        name="check-in",
        help=lambda: _("Let the holder in: a ticket at the right place of the queue."),
        run=check_in,
        keys=("number", "reference"),
        options=(
            positional("code", lambda: _("the code scanned, or the reference")),
            flag("--last4", lambda: _("the last four signs of the document"), metavar="XXXX"),
            switch(
                "--document-seen",
                lambda: _("a document was seen; for a platform’s list that has no number"),
            ),
            switch("--excused", lambda: _("the lateness is excused")),
            switch(
                "--other-document",
                lambda: _("the holder has another document: a supervisor agrees"),
            ),
            flag(
                "--priority",
                lambda: _("a priority of the law"),
                choices=tuple(each.value for each in Priority if each.is_legal),
            ),
            *approval(),
            no_wait(),
        ),
        changes=True,
        after=with_paper,
    ),
    Command(
        name="import",
        help=lambda: _("Take in an online platform’s list of the days to come."),
        run=take_in,
        keys=("platform", "written", "added", "updated", "cancelled", "refused"),
        options=(
            positional("file", lambda: _("the platform’s list, CSV or .ics")),
            needed(
                "--mapping", lambda: _("the file that says which column is what"), metavar="TOML"
            ),
            switch("--dry-run", lambda: _("say what it would do, write nothing")),
        ),
        changes=True,
    ),
    Command(
        name="export",
        help=lambda: _("Write the agenda of a day to a file: taken places, no free one."),
        run=give_out,
        keys=("file", "first", "last", "appointments", "names"),
        options=(
            flag(
                "--on",
                lambda: _("the day, today if left out"),
                metavar="DATE",
                kind=dt.date.fromisoformat,
            ),
            switch("--week", lambda: _("the whole week of that day")),
            flag("--format", lambda: _("a table or a calendar"), choices=(CSV, ICS), default=CSV),
            flag(
                "--names",
                lambda: _("with names, for this reason: it is journaled"),
                choices=tuple(each.value for each in AgendaReason),
            ),
            flag("--out", lambda: _("folder to write in"), metavar="DIR", default="."),
        ),
        changes=True,
    ),
)
