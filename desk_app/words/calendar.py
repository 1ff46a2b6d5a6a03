"""What the calendar's closures and contradictions are called. It finds none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.conflicts import Conflict, Contradiction
from desk_app.domain.series import ClosureReason
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import day_and_month, in_words, weekday

_REASONS: Mapping[ClosureReason, Callable[[], str]] = {
    ClosureReason.STAFF: lambda: pgettext("closure", "not enough agents"),
    ClosureReason.TRAINING: lambda: pgettext("closure", "training"),
    ClosureReason.WORKS: lambda: pgettext("closure", "works"),
    ClosureReason.OUTAGE: lambda: pgettext("closure", "breakdown"),
    ClosureReason.SAFETY: lambda: pgettext("closure", "safety"),
    ClosureReason.EVENT: lambda: pgettext("closure", "ceremony, elections"),
    ClosureReason.BRIDGE: lambda: pgettext("closure", "day between two holidays"),
    ClosureReason.OTHER: lambda: pgettext("closure", "other reason"),
}
_DECISIONS: Mapping[str, Callable[[], str]] = {
    "close": lambda: pgettext("decision", "Closure"),
    "open": lambda: pgettext("decision", "Exceptional opening"),
    "reopen": lambda: pgettext("decision", "Closure taken back"),
    "unopen": lambda: pgettext("decision", "Exceptional opening taken back"),
}
_CONFLICTS: Mapping[Contradiction, Callable[[], str]] = {
    Contradiction.OVERLAP: lambda: _(
        "{series}: on {day} from {starts} to {ends}, {other} already has counters {counters}."
    ),
    Contradiction.BREAK_OUTSIDE: lambda: _(
        "{series}: the break from {starts} to {ends} is not inside the hours."
    ),
    Contradiction.NOT_DIVIDING: lambda: _(
        "{series}: from {starts} to {ends}, the slots leave {minutes} minutes over."
    ),
    Contradiction.OUTSIDE_HOURS: lambda: _(
        "{series}: the site is not open the whole time from {starts} to {ends} ({weekday})."
    ),
    Contradiction.NEVER: lambda: _("{series}: no day has this series."),
}


def closure_reason(reason: str) -> str:
    """Return why a time is closed, in small letters."""
    return _REASONS[ClosureReason(reason)]()


def decision_name(kind: str) -> str:
    """Return what was decided about the calendar."""
    return _DECISIONS[kind]()


def conflict_line(conflict: Conflict) -> str:
    """Return the sentence of *conflict*."""
    return _CONFLICTS[conflict.kind]().format(
        series=conflict.series,
        other=conflict.other,
        counters=", ".join(str(number) for number in conflict.counters),
        day=day_and_month(conflict.day) if conflict.day else "",
        weekday="" if conflict.weekday is None else weekday(conflict.weekday),
        starts=in_words(conflict.starts) if conflict.starts else "",
        ends=in_words(conflict.ends) if conflict.ends else "",
        minutes=conflict.minutes,
    )
