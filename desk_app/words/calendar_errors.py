"""What is said when a closure or an exceptional opening is refused. See words/errors.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain import calendar_errors as e
from desk_app.domain.errors import DeskError
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
}
"""One entry per error, with its fields in braces."""


def conflict_name(conflict: str) -> str:
    """Return what contradicts itself in hours to be opened."""
    return {
        "overlap": _("a counter is already taken at that time"),
        "break_outside": _("a break is not inside the hours"),
        "not_dividing": _("the slots leave minutes over"),
    }.get(conflict, conflict)


FORMS: Mapping[str, Callable[[str], str]] = {"conflict": conflict_name}
"""How fields of these errors are read by people."""
