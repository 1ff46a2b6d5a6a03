"""`desk-app register`: requests that wait for a draw, and the winners who are told."""

from __future__ import annotations

import datetime as dt

from desk_app.cli import registers as acts
from desk_app.cli.appointments import helper_options, seen_options
from desk_app.cli.approval import approval
from desk_app.cli.command import Command, Option, flag, needed, positional, switch
from desk_app.cli.paper import no_wait, with_paper
from desk_app.domain.assistance import OnlineObstacle
from desk_app.domain.draw import Half
from desk_app.domain.register import RequestState
from desk_app.words.catalogue import _

_REFERENCE = positional("reference", lambda: _("the reference on the paper"))
_PLACED = ("reference", "status", "starts_at", "code", "print_job", "print_state")
_REQUEST = ("reference", "number", "state", "age", "next_draw")


def _day(name: str, said: str) -> Option:
    texts = {
        "not_before": lambda: _("the first day the person can come"),
        "not_after": lambda: _("the last day the person can come"),
        "deadline": lambda: _("the day rights end, by the paper shown"),
    }
    return flag(name, texts[said], metavar="DATE", kind=dt.date.fromisoformat)


COMMANDS = (
    Command(
        name="add",
        help=lambda: _("Enter a request that waits for the draw; one that waits already goes on."),
        run=acts.add,
        keys=("reference", "number", "state", "next_draw", "print_job", "print_state"),
        options=(
            needed("--procedure", lambda: _("the procedure’s code"), metavar="CODE"),
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
            _day("--not-before", "not_before"),
            _day("--not-after", "not_after"),
            flag(
                "--half",
                lambda: _("the half of the day the person can come"),
                choices=tuple(each.value for each in Half),
            ),
            switch("--priority", lambda: _("a priority of the law")),
            _day("--deadline", "deadline"),
            no_wait(),
            *seen_options(),
            *approval(),
        ),
        changes=True,
        after=with_paper,
    ),
    Command(
        name="show",
        help=lambda: _("How a request stands; it names nobody."),
        run=acts.show,
        keys=_REQUEST,
        options=(_REFERENCE,),
    ),
    Command(
        name="list",
        help=lambda: _("The requests of a family, by number, 500 at most."),
        run=acts.listed,
        keys=("reference", "number", "state", "age", "last4", "appointment"),
        options=(
            acts.family(),
            flag(
                "--state",
                lambda: _("only those that stand so"),
                choices=tuple(each.value for each in RequestState),
            ),
        ),
        is_list=True,
    ),
    Command(
        name="seen",
        help=lambda: _("The person came to ask: the request lives on."),
        run=acts.seen,
        keys=_REQUEST,
        options=(_REFERENCE,),
        changes=True,
    ),
    Command(
        name="deadline",
        help=lambda: _("A supervisor saw on paper when rights end."),
        run=acts.deadline,
        keys=_REQUEST,
        options=(
            _REFERENCE,
            needed(
                "--on",
                lambda: _("the day rights end, by the paper shown"),
                metavar="DATE",
                kind=dt.date.fromisoformat,
            ),
        ),
        changes=True,
    ),
    Command(
        name="withdraw",
        help=lambda: _("Give a request up; a place it won goes into the next draw."),
        run=acts.withdraw,
        keys=_REQUEST,
        options=(_REFERENCE,),
        changes=True,
    ),
    Command(
        name="winners",
        help=lambda: _("The winners to be told: last four signs, phone, hour."),
        run=acts.calls,
        keys=("reference", "last4", "phone", "starts_at", "held_until", "told_on"),
        options=(acts.family(),),
        is_list=True,
    ),
    Command(
        name="told",
        help=lambda: _("A winner was told; the place stays held until the same day."),
        run=acts.told,
        keys=_REQUEST,
        options=(_REFERENCE,),
        changes=True,
    ),
    Command(
        name="confirm",
        help=lambda: _("A winner takes the place, by the reference of the request."),
        run=acts.confirm,
        keys=_PLACED,
        options=(
            _REFERENCE,
            switch("--by-phone", lambda: _("nobody is here to take the paper: it is due")),
            *approval(),
            no_wait(),
        ),
        changes=True,
        after=with_paper,
    ),
    Command(
        name="paper",
        help=lambda: _("Who confirmed by phone is here: the convocation is printed."),
        run=acts.paper,
        keys=_PLACED,
        options=(_REFERENCE, no_wait()),
        changes=True,
        after=with_paper,
    ),
)
