"""Closing a time by appointment: whom it touches, looked at first, then decided or taken back.

Whoever loses their time keeps their appointment until they are given another (replacing.py).
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain import calendar_errors as e
from desk_app.domain.booking_facts import CalendarChanged
from desk_app.domain.calendar import closes, slots
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.crockford import grouped, read_reference
from desk_app.domain.decisions import require_closure
from desk_app.domain.errors import UnknownCounter
from desk_app.domain.hours import Holidays as Days
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power
from desk_app.domain.series import Closure, ClosureId, ClosureReason, Extra
from desk_app.domain.text import clean
from desk_app.services.day import Act, Today, allow, locked, today
from desk_app.services.free_days import calendar_now
from desk_app.services.impacts import Impact, difference, reseat
from desk_app.services.issuing import find_procedure
from desk_app.services.ports import Begin, Clock, Holidays, NewCode, Read, UnitOfWork

TOUCHED = (Topic.CALENDAR, Topic.APPOINTMENTS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision in force, or taken back. *affected* appointments are now to be placed anew."""

    changes: Changes
    change: str
    first: dt.date
    last: dt.date
    affected: int


def impact(
    closure: Closure, *, by: AgentLogin | None, read: Read, clock: Clock, holidays: Holidays
) -> Impact:
    """Return whom *closure* would touch; nothing is changed (A-09).

    Raises what `domain.decisions.require_closure` does, UnknownCounter, UnknownProcedure,
    UnknownSeries, NothingOpen, or ClosedAlready.
    """
    with read() as work:
        current = today(work, clock())
        allow(work, current.now, by, Power.PLAN)
        return _impact(closure, work, current, holidays(work.site))


def close(
    closure: Closure,
    *,
    seen: str,
    by: AgentLogin | None,
    begin: Begin,
    clock: Clock,
    new_code: NewCode,
    holidays: Holidays,
) -> Decided:
    """Close: who confirms has *seen* the mark of its impact; the id of *closure* is given here.

    Raises ImpactChanged where others are touched by now, and what `impact` does.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        found = _impact(closure, work, act.today, holidays(work.site))
        found.require_seen(seen)
        made = dataclasses.replace(closure, id=ClosureId(grouped(new_code())))
        work.calendar.close(made, act.now)
        reseat(found, act)
        return decided("close", made.id, found, act, made.reason)


def impact_of_taking_back(
    change: str, *, by: AgentLogin | None, read: Read, clock: Clock, holidays: Holidays
) -> Impact:
    """Return whom the end of a closure or an exceptional opening would touch: nobody, or its own.

    Raises UnknownCalendarChange, or DayIsPast for what is over.
    """
    with read() as work:
        current = today(work, clock())
        allow(work, current.now, by, Power.PLAN)
        return _without(_in_force(change, work, current), work, current, holidays(work.site))


def take_back(
    change: str,
    *,
    seen: str = "",
    by: AgentLogin | None,
    begin: Begin,
    clock: Clock,
    holidays: Holidays,
) -> Decided:
    """Take a closure or an exceptional opening back. Who was not placed anew keeps the old time.

    Raises ImpactChanged, and what `impact_of_taking_back` does.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        gone = _in_force(change, work, act.today)
        found = _without(gone, work, act.today, holidays(work.site))
        found.require_seen(seen)
        work.calendar.withdraw(gone.id, act.now)
        reseat(found, act)
        return decided("reopen" if isinstance(gone, Closure) else "unopen", gone.id, found, act)


def decided(
    operation: str, change: str, found: Impact, act: Act, why: ClosureReason | None = None
) -> Decided:
    """Write the decision to the journal and return what is answered."""
    affected = len(found.affected)
    act.record(
        CalendarChanged(
            first=found.first, last=found.last, kind=operation, why=why, affected=affected
        )
    )
    return Decided(
        changes=changes(operation, *TOUCHED, subject=change),
        change=change,
        first=found.first,
        last=found.last,
        affected=affected,
    )


def _impact(closure: Closure, work: UnitOfWork, current: Today, holidays: Days) -> Impact:
    require_closure(closure, today=current.day)
    _require_known(closure, work)
    calendar = calendar_now(work)
    days = (max(closure.first_on, current.day), closure.last_on)
    found = difference(
        calendar, calendar.closed(closure), days, work=work, current=current, holidays=holidays
    )
    overlaps = _overlaps(closure, days, work, holidays)
    if not found.is_felt and overlaps:
        raise e.ClosedAlready(closure.first_on, closure.last_on, overlaps[0].reason.value)
    if not found.is_felt:
        raise e.NothingOpen(closure.first_on, closure.last_on)
    return dataclasses.replace(found, first=closure.first_on, overlaps=overlaps)


def _overlaps(
    closure: Closure, days: tuple[dt.date, dt.date], work: UnitOfWork, holidays: Days
) -> tuple[Closure, ...]:
    """Return the closures in force that take away some of what *closure* does."""
    zone, calendar = work.site.time_zone, calendar_now(work)
    some = tuple(one for one in calendar.closures if _share_days(one, closure))
    if not some:
        return ()
    bare = slots(dataclasses.replace(calendar, closures=()), *days, holidays, zone)
    meant = [slot for slot in bare if closes(closure, slot, zone)]
    return tuple(one for one in some if any(closes(one, slot, zone) for slot in meant))


def _share_days(one: Closure, other: Closure) -> bool:
    return one.first_on <= other.last_on and other.first_on <= one.last_on


def _without(decided: Closure | Extra, work: UnitOfWork, current: Today, holidays: Days) -> Impact:
    calendar = calendar_now(work)
    if isinstance(decided, Closure):
        left = tuple(one for one in calendar.closures if one.id != decided.id)
        after = dataclasses.replace(calendar, closures=left)
        days = (max(decided.first_on, current.day), decided.last_on)
    else:
        some = tuple(one for one in calendar.extras if one.id != decided.id)
        after = dataclasses.replace(calendar, extras=some)
        days = (decided.on, decided.on)
    return difference(calendar, after, days, work=work, current=current, holidays=holidays)


def _require_known(closure: Closure, work: UnitOfWork) -> None:
    for counter in sorted(closure.counters - set(work.site.counters)):
        raise UnknownCounter(counter)
    for procedure in sorted(closure.procedures):
        find_procedure(work.site, procedure)
    for series in sorted(closure.series - set(calendar_now(work).plans)):
        raise e.UnknownSeries(clean(series, at_most=40))


def _in_force(change: str, work: UnitOfWork, current: Today) -> Closure | Extra:
    wanted = {change.strip().upper(), read_reference(change) or ""}
    known: list[Closure | Extra] = [*work.calendar.closures(), *work.calendar.extras()]
    for one in known:
        if one.id in wanted:
            last = one.last_on if isinstance(one, Closure) else one.on
            if last < current.day:
                raise e.DayIsPast(last)
            return one
    raise e.UnknownCalendarChange(clean(change, at_most=40))
