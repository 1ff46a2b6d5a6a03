"""What is said when a closure or an exceptional opening is refused. See words/errors.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain import calendar_errors as e
from desk_app.domain.errors import DeskError
from desk_app.words.calendar import closure_reason
from desk_app.words.catalogue import _

SAID: Mapping[type[DeskError], Callable[[], tuple[str, str]]] = {
    e.DayIsPast: lambda: (
        _("{day} is over."),
        _("Choose today or a day to come."),
    ),
    e.DaysReversed: lambda: (
        _("The last day, {last}, is before the first, {first}."),
        _("Correct one of the two."),
    ),
    e.HoursReversed: lambda: (
        _("The end, {ends}, is not after the start, {starts}."),
        _("Correct one of the two."),
    ),
    e.ClosureScopeUnclear: lambda: (
        _("Counters and procedures cannot be closed together."),
        _("Make two closures."),
    ),
    e.CalendarNameTaken: lambda: (
        _("There are already hours called {code}."),
        _("Choose another code."),
    ),
    e.TooManySeats: lambda: (
        _("{seats} seats in a slot, and {counters} counters."),
        _("Lower the seats, or add counters."),
    ),
    e.OpeningContradicts: lambda: (
        _("These hours cannot be opened: {conflict}."),
        _("Change the hours, the breaks or the counters."),
    ),
    e.ClosureTooLong: lambda: (
        _("From {first} to {last} is more than a year."),
        _("Change the site’s file instead."),
    ),
    e.NothingOpen: lambda: (
        _("Nobody is received by appointment from {first} to {last} at these hours."),
        _("There is nothing to close: check the days and the hours."),
    ),
    e.ClosedAlready: lambda: (
        _("From {first} to {last}, all of it is closed already: {closed_for}."),
        _("There is nothing more to close."),
    ),
    e.ImpactChanged: lambda: (
        _("The appointments touched have changed: {affected} now."),
        _("Look at the list again, then confirm."),
    ),
    e.ClosedThen: lambda: (
        _("{day} is closed at these hours: {closed_for}."),
        _("Take the closure back first."),
    ),
    e.HoursArePast: lambda: (
        _("It is too late to open until {ends} today."),
        _("Choose later hours or another day."),
    ),
    e.UnknownSeries: lambda: (
        _("No hours are called {code}."),
        _("Choose one of those the calendar shows."),
    ),
    e.UnknownCalendarChange: lambda: (
        _("No closure or opening {code} is in force."),
        _("Look at the calendar: it may have been taken back."),
    ),
    e.NotAffected: lambda: (
        _("Appointment {reference} keeps its time."),
        _("Move it from the page of appointments if the person wishes."),
    ),
    e.NoPlaceLeft: lambda: (
        _("No time of the weeks to come fits appointment {reference}."),
        _("It stays on the list: open hours, or call the person."),
    ),
    e.NobodyToCall: lambda: (
        _("Nobody has to be told another time."),
        "",
    ),
}
"""One entry per error, with its fields in braces."""


def conflict_name(conflict: str) -> str:
    """Return what contradicts itself in hours to be opened."""
    return {
        "overlap": _("a counter is already taken at that time"),
        "break_outside": _("a break is not inside the hours"),
        "not_dividing": _("the slots leave minutes over"),
    }.get(conflict, conflict)


FORMS: Mapping[str, Callable[[str], str]] = {
    "conflict": conflict_name,
    "closed_for": closure_reason,
}
"""How fields of these errors are read by people."""
