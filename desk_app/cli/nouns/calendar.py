"""`desk-app calendar`: closures, openings, and another time for those whose own was closed."""

from __future__ import annotations

import datetime as dt

from desk_app.cli import calendar_acts as acts
from desk_app.cli.approval import approval
from desk_app.cli.calendars import hour, week_day
from desk_app.cli.command import Command, Option, flag, needed, positional, switch
from desk_app.domain.series import ClosureReason
from desk_app.words.catalogue import _

_DECIDED = ("id", "first", "last", "affected")


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _hours() -> tuple[Option, ...]:
    return (
        flag("--from", lambda: _("the first hour"), metavar="HH:MM", kind=hour),
        flag("--to", lambda: _("the hour it ends"), metavar="HH:MM", kind=hour),
    )


def _counters() -> Option:
    return flag("--counters", lambda: _("these counters alone"), metavar="N,N")


def _closure(*, is_needed: bool) -> tuple[Option, ...]:
    on = needed if is_needed else flag
    return (
        on("--on", lambda: _("the first day"), metavar="DATE", kind=_day),
        flag("--until", lambda: _("the last day"), metavar="DATE", kind=_day),
        *_hours(),
        _counters(),
        flag("--procedures", lambda: _("these procedures alone"), metavar="CODE,CODE"),
        flag("--series", lambda: _("these hours of the calendar alone"), metavar="CODE,CODE"),
        flag(
            "--reason",
            lambda: _("why it is closed"),
            choices=tuple(each.value for each in ClosureReason),
        ),
    )


def _seen() -> Option:
    return flag("--seen", lambda: _("the mark that `calendar impact` gave"), metavar="MARK")


COMMANDS = (
    Command(
        name="show",
        help=lambda: _("A week: its hours by appointment, what is taken, what is closed."),
        run=acts.show,
        keys=("week", "days", "closures", "openings", "conflicts", "to_place"),
        options=(
            flag(
                "--week", lambda: _("the week, this one without"), metavar="YYYY-Www", kind=week_day
            ),
            flag("--series", lambda: _("these hours of the calendar alone"), metavar="CODE"),
        ),
    ),
    Command(
        name="impact",
        help=lambda: _("Whom a closure would touch, or the end of one; nothing is changed."),
        run=acts.impact,
        keys=("affected", "places", "seen", "appointments", "overlaps"),
        options=(
            *_closure(is_needed=False),
            flag("--reopen", lambda: _("the closure or opening to be taken back"), metavar="ID"),
        ),
    ),
    Command(
        name="close",
        help=lambda: _("Close days or hours, once whom it touches was looked at."),
        run=acts.close,
        keys=_DECIDED,
        options=(*_closure(is_needed=True), _seen()),
        changes=True,
    ),
    Command(
        name="open",
        help=lambda: _("Open hours on one day, like those of a series."),
        run=acts.open_,
        keys=_DECIDED,
        options=(
            needed("--on", lambda: _("the day"), metavar="DATE", kind=_day),
            needed("--like", lambda: _("the series it is like"), metavar="CODE"),
            *_hours(),
            _counters(),
            *approval(),
        ),
        changes=True,
    ),
    Command(
        name="reopen",
        help=lambda: _("Take a closure or an opening back."),
        run=acts.reopen,
        keys=_DECIDED,
        options=(positional("id", lambda: _("its code")), _seen()),
        changes=True,
    ),
    Command(
        name="waiting",
        help=lambda: _("Who lost their time, and what they will be given before anybody new."),
        run=acts.waiting,
        keys=("reference", "procedure", "last4", "was_at", "proposed_at"),
        is_list=True,
    ),
    Command(
        name="replace",
        help=lambda: _("Give those who lost their time another one, with a new convocation."),
        run=acts.replace,
        keys=("placed", "left"),
        options=(
            flag("--reference", lambda: _("one of them alone"), metavar="REFERENCE"),
            flag("--slot", lambda: _("the slot that this person chose"), metavar="SLOT"),
            *approval(),
        ),
        changes=True,
    ),
    Command(
        name="calls",
        help=lambda: _("Whom to call: name, telephone, old and new time; noted in the journal."),
        run=acts.calls,
        keys=("calls",),
        options=(
            switch("--print", lambda: _("on paper, at this desk’s printer")),
            flag("--out", lambda: _("a file, .csv or .pdf"), metavar="FILE"),
            flag("--told", lambda: _("this person knows the new time"), metavar="REFERENCE"),
        ),
        changes=True,
    ),
)
