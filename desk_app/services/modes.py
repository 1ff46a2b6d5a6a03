"""Whether a family is booked at once or drawn: asked, measured and changed. It draws nothing."""

from __future__ import annotations

import datetime as dt

from desk_app.domain.booking_errors import DrawnByLot
from desk_app.domain.calendar import horizon, slots_on
from desk_app.domain.draw_mode import DAYS, Load, Mode, mode
from desk_app.domain.hours import Holidays as Days
from desk_app.domain.hours import business_day, is_open, openings_on
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.register_facts import ModeChanged
from desk_app.domain.series import Use
from desk_app.domain.site import Site
from desk_app.services.day import Act
from desk_app.services.free_days import calendar_now
from desk_app.services.ports import UnitOfWork
from desk_app.services.register_ports import FamilyMode

_LOOK_AHEAD = 60


def mode_of(work: UnitOfWork, family: FamilyCode) -> Mode:
    """Return how seats of *family* are given today."""
    return work.draws.mode(family).mode


def require_immediate(
    work: UnitOfWork, family: FamilyCode, now: dt.datetime, holidays: Days
) -> None:
    """Refuse where *family* is drawn: being first brings nothing. Raises DrawnByLot (AT-14)."""
    if mode_of(work, family) is Mode.BATCH:
        raise DrawnByLot(family, next_draw(work.site, now, holidays))


def waits_for_draw(work: UnitOfWork, family: FamilyCode) -> bool:
    """True where a place given back goes to a draw: the family's, or those who wait first (AT-03).

    In a family that is booked at once the register is served before anybody else.
    """
    return mode_of(work, family) is Mode.BATCH or work.register.anybody_waits(family)


def is_unclaimed(work: UnitOfWork, family: FamilyCode) -> bool:
    """True where no draw will give what was given back: nobody waits, nothing is drawn.

    A family that the site no longer has is drawn no more, whatever it was.
    """
    return family not in work.site.families or not waits_for_draw(work, family)


def next_draw(site: Site, now: dt.datetime, holidays: Days) -> dt.datetime | None:
    """Return the next hour of draws after *now* on an open day, None if it is far away."""
    today = business_day(now, site.time_zone)
    for ahead in range(_LOOK_AHEAD):
        day = today + dt.timedelta(days=ahead)
        if not openings_on(site, day, holidays):
            continue
        for hour in site.rules.draw_at:
            at = dt.datetime.combine(day, hour, site.time_zone).astimezone(dt.UTC)
            if at > now:
                return at
    return None


def is_due(work: UnitOfWork, family: FamilyCode, now: dt.datetime, holidays: Days) -> bool:
    """True if *family* may be drawn now without a second person.

    The site receives people, and an hour of draws came since the last one: each draw makes who
    waits one older, so that drawing again and again would choose who passes (AT-14, AT-16).
    """
    if not is_open(work.site, now, holidays):
        return False
    last = next(iter(work.draws.past(family, 1)), None)
    due = next_draw(work.site, last.held_at, holidays) if last else now
    return due is not None and due <= now


def asked(act: Act, family: FamilyCode, holidays: Days) -> None:
    """Count one who asked, and measure the family's load once a day."""
    act.work.draws.asked(family, act.day)
    if act.work.draws.mode(family).measured_on != act.day:
        measure(act, family, holidays)


def measure(act: Act, family: FamilyCode, holidays: Days) -> Mode:
    """Return how *family* is given from now on, by who asked in seven days and what was opened."""
    before = mode_of(act.work, family)
    first = act.day - dt.timedelta(days=DAYS - 1)
    load = Load(
        demand=act.work.draws.demand(family, first, act.day),
        capacity=_opened(act, family, holidays),
    )
    now = mode(before, load)
    act.work.draws.put_mode(family, FamilyMode(mode=now, measured_on=act.day))
    if now is not before:
        act.record(ModeChanged(family=family, mode=now, demand=load.demand, capacity=load.capacity))
    return now


def procedures_of(site: Site, family: FamilyCode) -> frozenset[ProcedureCode]:
    """Return the procedures of *family*."""
    return frozenset(each.code for each in site.procedures.values() if each.family == family)


def _opened(act: Act, family: FamilyCode, holidays: Days) -> int:
    """Count the seats that came within the horizon in the last seven days: its last seven."""
    wanted = procedures_of(act.site, family)
    calendar = calendar_now(act.work)
    _first, last = horizon(act.day, act.site.rules.booking_weeks)
    return sum(
        slot.kept(number) is Use.APPOINTMENT
        for back in range(DAYS)
        for slot in slots_on(calendar, last - dt.timedelta(days=back), holidays, act.site.time_zone)
        if slot.procedures & wanted
        for number in range(1, slot.capacity + 1)
    )
