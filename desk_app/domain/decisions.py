"""What must hold of a closure or an exceptional opening before it is decided. It decides none."""

from __future__ import annotations

import datetime as dt

from desk_app.domain import calendar_errors as e
from desk_app.domain.calendar import Calendar
from desk_app.domain.conflicts import conflicts
from desk_app.domain.hours import Holidays
from desk_app.domain.series import Closure, Extra

LONGEST_CLOSURE = dt.timedelta(days=366)
"""What is closed for longer is no closure: the site file says so."""


def require_closure(closure: Closure, *, today: dt.date) -> None:
    """Refuse a closure that is over or unclear.

    Raises DaysReversed, DayIsPast, HoursReversed, ClosureScopeUnclear or ClosureTooLong. Whom it
    hits is another question (impact).
    """
    if closure.last_on < closure.first_on:
        raise e.DaysReversed(closure.first_on, closure.last_on)
    if closure.last_on < today:
        raise e.DayIsPast(closure.last_on)
    if closure.starts and closure.ends and closure.ends <= closure.starts:
        raise e.HoursReversed(closure.starts, closure.ends)
    if sum(map(bool, (closure.counters, closure.procedures, closure.series))) > 1:
        raise e.ClosureScopeUnclear
    if closure.last_on - closure.first_on > LONGEST_CLOSURE:
        raise e.ClosureTooLong(closure.first_on, closure.last_on)


def require_extra(
    extra: Extra, calendar: Calendar, *, today: dt.date, holidays: Holidays = frozenset()
) -> None:
    """Refuse an exceptional opening that is over, or that contradicts itself or *calendar*.

    A series that *holidays* or the site file close that day has no counter then.

    Raises DayIsPast, CalendarNameTaken, HoursReversed, TooManySeats or OpeningContradicts.
    """
    plan = extra.plan
    if extra.on < today:
        raise e.DayIsPast(extra.on)
    if extra.id in calendar.plans:
        raise e.CalendarNameTaken(extra.id)
    if plan.ends <= plan.starts:
        raise e.HoursReversed(plan.starts, plan.ends)
    if plan.capacity > len(plan.counters):
        raise e.TooManySeats(plan.capacity, len(plan.counters))
    _require_no_conflict(extra, calendar, holidays)


def _require_no_conflict(extra: Extra, calendar: Calendar, holidays: Holidays) -> None:
    there = {series for series, _plan in calendar.plans_on(extra.on, holidays)}
    usual = tuple(one for one in calendar.series if one.id in there)
    for one in conflicts(usual, extras=(*calendar.extras, extra)):
        if one.series == extra.id:
            raise e.OpeningContradicts(one.kind.value, one.other or "", one.starts, one.ends)
