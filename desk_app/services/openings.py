"""Exceptional openings: one day's hours by appointment beside the series. It closes nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain import calendar_errors as e
from desk_app.domain.calendar import Calendar, Slot, closes, slots_on
from desk_app.domain.counters import CounterId
from desk_app.domain.decisions import require_extra
from desk_app.domain.errors import UnknownCounter
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power
from desk_app.domain.series import Break, Extra, Plan, SeriesId
from desk_app.domain.site import Site
from desk_app.domain.text import clean
from desk_app.services.closures import Decided, decided
from desk_app.services.day import Act, locked
from desk_app.services.free_days import calendar_now
from desk_app.services.impacts import Impact
from desk_app.services.overrides import use
from desk_app.services.ports import Begin, Clock, Holidays, NewCode
from desk_app.services.questions import Agreement

_PREFIX = "EXC-"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is asked for: on one day the hours of series *like*, from *starts* to *ends*.

    Without hours those of the series; without *counters* its counters.
    """

    on: dt.date
    like: str
    starts: dt.time | None = None
    ends: dt.time | None = None
    counters: frozenset[CounterId] = frozenset()


def open_day(
    wanted: Opening,
    *,
    by: AgentLogin | None,
    begin: Begin,
    clock: Clock,
    new_code: NewCode,
    holidays: Holidays,
    agreement: Agreement | None = None,
) -> Decided:
    """Open hours by appointment on a day that has none of them, even a holiday.

    Slots made by hand are places that one agent alone could fill: it takes the *agreement* of a
    second person about `exception_of` (AT-16). Raises UnknownSeries, UnknownCounter, ClosedThen,
    HoursArePast, and what `domain.decisions.require_extra` does: an overlap with a series is
    OpeningContradicts; last what `services.overrides.use` does.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        calendar = calendar_now(work)
        extra = Extra(
            id=SeriesId(f"{_PREFIX}{new_code()}"), on=wanted.on, plan=_plan(wanted, act, calendar)
        )
        require_extra(extra, calendar, today=act.day, holidays=holidays(act.site))
        places = _require_open(extra, act, calendar, holidays)
        use(agreement, Override.MANUAL_SLOT, exception_of(wanted, act.site), act)
        work.calendar.open(extra, act.now)
        found = Impact(
            first=extra.on, last=extra.on, struck=(), places=places, is_felt=True, mark=""
        )
        return decided("open", extra.id, found, act)


def exception_of(wanted: Opening, site: Site) -> str:
    """Return what a second person agrees to: the first hour that opens, as a slot is named."""
    like = wanted.like.strip().upper()
    usual = next((one for one in site.appointment_series if one.id.upper() == like), None)
    starts = wanted.starts or (usual.plan.starts if usual else dt.time())
    return f"{like}/{wanted.on}T{starts:%H%M}"


def _plan(wanted: Opening, act: Act, calendar: Calendar) -> Plan:
    """Return the plan of the series that the opening is like, at its own hours and counters."""
    usual = calendar.plans.get(SeriesId(wanted.like.strip().upper()))
    if usual is None:
        raise e.UnknownSeries(clean(wanted.like, at_most=40))
    for counter in sorted(wanted.counters - set(act.site.counters)):
        raise UnknownCounter(counter)
    starts, ends = wanted.starts or usual.starts, wanted.ends or usual.ends
    counters = wanted.counters or usual.counters
    return dataclasses.replace(
        usual,
        counters=counters,
        capacity=min(usual.capacity, len(counters)),
        starts=starts,
        ends=ends,
        breaks=tuple(pause for pause in usual.breaks if _is_inside(pause, starts, ends)),
    )


def _is_inside(pause: Break, starts: dt.time, ends: dt.time) -> bool:
    return starts < pause.starts and pause.ends < ends


def _require_open(extra: Extra, act: Act, calendar: Calendar, holidays: Holidays) -> int:
    """Return the places that open. Raises ClosedThen or HoursArePast where there are none."""
    site = act.site
    opened = dataclasses.replace(calendar, extras=(*calendar.extras, extra))
    left = _own(opened, extra, act, holidays)
    to_come = [slot.capacity for slot in left if slot.starts_at > act.now]
    if to_come:
        return sum(to_come)
    bare = _own(dataclasses.replace(opened, closures=()), extra, act, holidays)
    for closure in calendar.closures:
        if any(closes(closure, slot, site.time_zone) for slot in bare):
            raise e.ClosedThen(extra.on, closure.reason.value)
    raise e.HoursArePast(extra.plan.ends)


def _own(calendar: Calendar, extra: Extra, act: Act, holidays: Holidays) -> list[Slot]:
    site = act.site
    laid = slots_on(calendar, extra.on, holidays(site), site.time_zone)
    return [slot for slot in laid if slot.series == extra.id]
