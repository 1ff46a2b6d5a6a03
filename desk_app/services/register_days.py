"""What a new day changes in the register: winners who did not answer, families drawn or not."""

from __future__ import annotations

import datetime as dt

from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.draw_mode import DAYS
from desk_app.domain.hours import business_day
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.roles import Power
from desk_app.services.appointments import Cool
from desk_app.services.day import locked
from desk_app.services.freed import let_go_unclaimed
from desk_app.services.modes import is_unclaimed, measure
from desk_app.services.ports import Begin, Clock, Holidays, Read, UnitOfWork
from desk_app.services.winners import lapse


def begin_day(*, begin: Begin, read: Read, clock: Clock, holidays: Holidays, cool: Cool) -> Changes:
    """Let the places of winners lapse and measure each family once a day; cheap when it was done.

    A family nobody asked for in seven days stays as it is. Places that were kept for a draw cool
    out where by now none is to come (AT-03).
    """
    with read() as work:
        now = clock()
        today = business_day(now, work.site.time_zone)
        is_due = bool(_lapsing(work, today) or _unmeasured(work, today) or _unclaimed(work, now))
    if not is_due:
        return changes("begin_day")
    with begin() as work:
        act = locked(work, clock(), None, Power.PLAN)
        for family in _lapsing(work, act.day):
            lapse(act, family)
        for family in _unmeasured(work, act.day):
            measure(act, family, holidays(act.site))
        for family in _unclaimed(work, act.now):
            let_go_unclaimed(act, family, cool)
    return changes("begin_day", Topic.REGISTER, Topic.APPOINTMENTS)


def _lapsing(work: UnitOfWork, today: dt.date) -> list[FamilyCode]:
    return sorted({each.family for each in work.register.unanswered(today)})


def _unmeasured(work: UnitOfWork, today: dt.date) -> list[FamilyCode]:
    """Return what was asked for or is drawn; a family the site no longer has is not measured."""
    first = today - dt.timedelta(days=DAYS - 1)
    known = set(work.draws.unmeasured(first, today))
    return sorted(known & set(work.site.families))


def _unclaimed(work: UnitOfWork, now: dt.datetime) -> list[FamilyCode]:
    return [family for family in work.seats.kept_back(now) if is_unclaimed(work, family)]
