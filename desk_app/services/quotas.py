"""How many tickets of a procedure are given out today: its quota and what nobody took (A-06)."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping

from desk_app.domain.calendar import Seat, SlotId, slots_on
from desk_app.domain.hours import Holidays
from desk_app.domain.procedures import Procedure, ProcedureCode
from desk_app.domain.spare import spare_tickets
from desk_app.services.day import Today
from desk_app.services.free_days import calendar_now
from desk_app.services.ports import ProcedureDay, UnitOfWork


class Quotas:
    """The quotas of today as one transaction sees them; the calendar is read when first needed."""

    def __init__(self, work: UnitOfWork, now: Today, holidays: Holidays) -> None:
        self._work, self._now, self._holidays = work, now, holidays

    def of(self, procedure: Procedure, state: ProcedureDay) -> int | None:
        """Return how many tickets of *procedure* are given out today, None for no limit.

        The site's own quota grows with the seats of the urgent share and the reserve that nobody
        took, an hour before each; a supervisor's stands as it was set.
        """
        if state.quota is not None or procedure.quota is None:
            return state.quota
        return procedure.quota + self.spare(procedure, state)

    def reached(self, procedure: Procedure, state: ProcedureDay) -> int | None:
        """Return the quota where all of its tickets were given out, None while some are left.

        Below what is given out anyway the calendar is not read.
        """
        usual = procedure.quota if state.quota is None else state.quota
        if usual is None or state.issued < usual:
            return None
        quota = usual + self.spare(procedure, state)
        return quota if state.issued >= quota else None

    def spare(self, procedure: Procedure, state: ProcedureDay) -> int:
        """Return how many of the tickets of *procedure* come from seats that nobody took."""
        if state.quota is not None or procedure.quota is None:
            return 0
        return self._spare.get(procedure.code, 0)

    @functools.cached_property
    def _spare(self) -> Mapping[ProcedureCode, int]:
        limited = {
            one.code: one.quota
            for one in self._now.site.procedures.values()
            if one.quota is not None
        }
        calendar, zone = calendar_now(self._work), self._now.site.time_zone
        if not any(limited.keys() & plan.procedures for plan in calendar.plans.values()):
            return {}
        states = self._work.procedures.today(self._now.day)
        beyond = {
            code: max(0, states[code].issued - quota)
            for code, quota in limited.items()
            if code in states and states[code].quota is None
        }
        first = dt.datetime.combine(self._now.day, dt.time(), zone)
        away = frozenset(
            Seat(SlotId(row.slot), row.seat)
            for row in self._work.seats.between(first, first + dt.timedelta(days=1))
            if row.until is None or row.until > self._now.now
        )
        laid_out = slots_on(calendar, self._now.day, self._holidays, zone)
        return spare_tickets(laid_out, away, beyond, self._now.now)
