"""What the calendar's closures, holidays and contradictions are called. It finds none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from desk_app.domain.conflicts import Conflict, Contradiction
from desk_app.domain.feasts import Feast, feast
from desk_app.domain.series import Closure, ClosureReason
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import day_and_month, in_words, weekday, when

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


def holiday_name(day: dt.date) -> str:
    """Return what a public holiday is called."""
    return _FEASTS[feast(day)]()


def closure_line(closure: Closure) -> str:
    """Return a closure in a line: its days, its hours, why, and what it closes."""
    parts = [days_said(closure.first_on, closure.last_on), hours_said(closure)]
    parts += [closure_reason(closure.reason.value), scope_said(closure)]
    return " · ".join(part for part in parts if part)


def days_said(first: dt.date, last: dt.date) -> str:
    """Return one day, or from which to which."""
    if first == last:
        return day_and_month(first)
    return _("from {first} to {last}").format(first=day_and_month(first), last=day_and_month(last))


def hours_said(closure: Closure) -> str:
    """Return the hours of a closure, nothing for whole days."""
    starts = in_words(closure.starts) if closure.starts else ""
    ends = in_words(closure.ends) if closure.ends else ""
    if starts and ends:
        return _("from {starts} to {ends}").format(starts=starts, ends=ends)
    if starts:
        return _("from {starts} on").format(starts=starts)
    return _("until {ends}").format(ends=ends) if ends else ""


def scope_said(closure: Closure) -> str:
    """Return what a closure closes, nothing for the whole site."""
    if closure.counters:
        numbers = ", ".join(str(one) for one in sorted(closure.counters))
        return ngettext("counter {numbers}", "counters {numbers}", len(closure.counters)).format(
            numbers=numbers
        )
    return ", ".join(sorted(closure.procedures or closure.series))


def affected_line(affected: int, places: int) -> str:
    """Return what a decision does: how many places go, how many people need another time."""
    gone = ngettext("{count} place goes.", "{count} places go.", places).format(count=places)
    return f"{gone} {affected_said(affected)}"


def affected_said(affected: int) -> str:
    """Return how many people need another time."""
    if not affected:
        return _("Nobody loses an appointment.")
    return ngettext(
        "{count} person needs another time.", "{count} people need another time.", affected
    ).format(count=affected)


def decided_line(kind: str, first: dt.date, last: dt.date, affected: int) -> str:
    """Return what was decided, for which days, and whom it touches."""
    said = f"{decision_name(kind)} · {days_said(first, last)}"
    return f"{said} · {affected_said(affected)}" if affected else said


def to_place_line(count: int) -> str:
    """Return how many people wait for another time."""
    return ngettext(
        "{count} person to be placed anew.", "{count} people to be placed anew.", count
    ).format(count=count)


def placed_line(reference: str, at: dt.datetime) -> str:
    """Return the new time of an appointment."""
    return f"{reference} · {when(at)}"


_FEASTS: Mapping[Feast, Callable[[], str]] = {
    Feast.NEW_YEAR: lambda: pgettext("holiday", "New Year’s Day"),
    Feast.GOOD_FRIDAY: lambda: pgettext("holiday", "Good Friday"),
    Feast.EASTER_MONDAY: lambda: pgettext("holiday", "Easter Monday"),
    Feast.LABOUR_DAY: lambda: pgettext("holiday", "Labour Day"),
    Feast.VICTORY: lambda: pgettext("holiday", "Victory of 1945"),
    Feast.ASCENSION: lambda: pgettext("holiday", "Ascension Day"),
    Feast.WHIT_MONDAY: lambda: pgettext("holiday", "Whit Monday"),
    Feast.NATIONAL_DAY: lambda: pgettext("holiday", "National Day"),
    Feast.ASSUMPTION: lambda: pgettext("holiday", "Assumption"),
    Feast.ALL_SAINTS: lambda: pgettext("holiday", "All Saints’ Day"),
    Feast.ARMISTICE: lambda: pgettext("holiday", "Armistice of 1918"),
    Feast.CHRISTMAS: lambda: pgettext("holiday", "Christmas"),
    Feast.ST_STEPHEN: lambda: pgettext("holiday", "Saint Stephen’s Day"),
    Feast.OTHER: lambda: pgettext("holiday", "public holiday"),
}
