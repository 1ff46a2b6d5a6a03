"""`desk-app appointment`: offered, given on behalf of somebody, changed, and the holder let in."""

from __future__ import annotations

import datetime as dt

from desk_app.cli.appointment_acts import (
    agenda,
    book,
    cancel,
    check_in,
    correct,
    move,
    offer,
    reconfirm,
    show,
    with_new_paper,
)
from desk_app.cli.appointment_papers import paper, reprint
from desk_app.cli.appointments import (
    helper_options,
    seen_options,
)
from desk_app.cli.approval import approval
from desk_app.cli.command import Command, flag, needed, positional, switch
from desk_app.cli.paper import no_wait, with_paper
from desk_app.domain.assistance import OnlineObstacle
from desk_app.domain.tickets import Priority
from desk_app.words.catalogue import _

_REFERENCE = positional("reference", lambda: _("the reference on the paper"))
_SLOT = needed("--slot", lambda: _("one of the times that were offered"), metavar="ID")


COMMANDS = (
    Command(
        name="offer",
        help=lambda: _("At most three times for a procedure, chosen by rule."),
        run=offer,
        keys=("mode", "slots"),
        options=(needed("--procedure", lambda: _("the procedure’s code"), metavar="CODE"),),
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
            needed("--last4", lambda: _("the last four signs of the document"), metavar="XXXX"),
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
)
