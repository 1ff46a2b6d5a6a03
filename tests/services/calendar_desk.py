"""A desk whose supervisor closes, opens and places anew: one line for each act."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import partial

from desk_app.domain.counters import CounterId
from desk_app.domain.errors import SecondPersonNeeded
from desk_app.domain.offers import FOR_APPOINTMENTS
from desk_app.domain.overrides import Override
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.series import Closure, ClosureId, ClosureReason, SeriesId
from desk_app.security.codes import new_code, new_id
from desk_app.services import calling, closures, openings, replacing
from tests.services.booking_desk import CODES, DAY, DEPOSIT, HASHES, BookingDesk, applicant
from tests.services.desk import CHIEF

TUESDAY, SATURDAY = DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=5)


def closing(first=TUESDAY, last=None, *, hours="", reason=ClosureReason.WORKS, **scope) -> Closure:
    """A closure as a supervisor words it; it has no id yet."""
    starts, ends = (
        (dt.time.fromisoformat(one) for one in hours.split("-")) if hours else (None,) * 2
    )
    kinds = {"counters": CounterId, "procedures": ProcedureCode, "series": SeriesId}
    return Closure(
        id=ClosureId(""),
        first_on=first,
        last_on=last or first,
        reason=reason,
        starts=starts,
        ends=ends,
        **{name: frozenset(kinds[name](one) for one in some) for name, some in scope.items()},
    )


@dataclasses.dataclass
class CalendarDesk(BookingDesk):
    """The services of the calendar over a store."""

    holidays: frozenset[dt.date] = frozenset()

    @property
    def laid_out(self) -> dict:
        """The ports of the calendar."""
        return {"free_days": self.free_days, "holidays": lambda _: self.holidays}

    @property
    def ways(self) -> replacing.Ways:
        """What giving another time needs."""
        return replacing.Ways(
            cool=lambda: self.cooling, hashes=HASHES, codes=CODES, new_id=new_id,
            printer=self.printer, **self.laid_out,
        )  # fmt: skip

    def impact(self, closure, *, by=CHIEF):
        """Whom it would touch."""
        return closures.impact(closure, by=by, holidays=lambda _: self.holidays, **self.ports)

    def closes(self, closure, *, seen=None, by=CHIEF):
        """Closed, its impact looked at unless another mark is given."""
        mark = self.impact(closure).mark if seen is None else seen
        return closures.close(
            closure, seen=mark, by=by, new_code=new_code, holidays=lambda _: self.holidays,
            **self.writing,
        )  # fmt: skip

    def takes_back(self, change, *, seen="", by=CHIEF):
        """A decision is taken back."""
        return closures.take_back(
            change, seen=seen, by=by, holidays=lambda _: self.holidays, **self.writing
        )

    def opens(self, on=SATURDAY, like="DEPOT_MATIN", *, hours="", counters=(), by=CHIEF):
        """Exceptional hours like those of a series; a colleague agrees where it is asked."""
        starts, ends = (
            (dt.time.fromisoformat(one) for one in hours.split("-")) if hours else (None, None)
        )
        wanted = openings.Opening(
            on=on, like=like, starts=starts, ends=ends,
            counters=frozenset(CounterId(one) for one in counters),
        )  # fmt: skip
        opens = partial(
            openings.open_day, wanted, by=by, new_code=new_code,
            holidays=lambda _: self.holidays, **self.writing,
        )  # fmt: skip
        try:
            return opens()
        except SecondPersonNeeded as needed:
            with self.store.read() as work:
                subject = openings.exception_of(wanted, work.site)
            return opens(agreement=self.agreed(Override(needed.override), subject, asker=by))

    def waiting(self, *, by=CHIEF):
        """Who is to be placed anew."""
        return replacing.waiting(by=by, **self.ports, **self.laid_out)

    def choices(self, appointment, *, by=CHIEF):
        """What one of them may choose among."""
        return replacing.places_for(appointment.reference, by=by, **self.ports, **self.laid_out)

    def replaces(self, appointment, slot="", *, by=CHIEF, agreement=None):
        """One of them gets another time."""
        return replacing.replace(
            appointment.reference, slot, by=by, ways=self.ways, agreement=agreement, **self.writing
        )

    def replaces_all(self, *, at_most=None, by=CHIEF):
        """Everybody gets another time."""
        return replacing.replace_affected(
            by=by, ways=self.ways, at_most=at_most, read=self.store.read, **self.writing
        )

    def calls(self, *, by=CHIEF):
        """Whom to call."""
        return calling.call_list(by=by, **self.writing, **self.laid_out)

    def prints_calls(self, *, by=CHIEF):
        """Whom to call, on paper."""
        return calling.print_calls(
            by=by, new_id=new_id, printer=self.printer, **self.writing, **self.laid_out
        )

    def tells(self, appointment, *, by=CHIEF):
        """The holder knows the new time."""
        return calling.told(appointment.reference, by=by, hashes=HASHES, **self.writing).appointment

    def books_on(self, day, count=1, *, first="9304218700"):
        """*count* people get the first places of *day*, with a second person."""
        made = []
        for number in range(int(first), int(first) + count):
            agreement = self.agreed(Override.FREE_SLOT, DEPOSIT, asker=CHIEF)
            slot = self._first_free(day)
            who = applicant(str(number))
            made.append(self.books(who, slot=slot, agreement=agreement, by=CHIEF))
        return made

    def _first_free(self, day) -> str:
        with self.store.read() as work:
            days = self.free_days.of(work, self.clock(), self.holidays)
        here = next(each for each in days if each.day == day)
        for strip in here.strips:
            if DEPOSIT not in strip.serves:
                continue
            fits = [each for each in strip.free(DEPOSIT, FOR_APPOINTMENTS, 0) if each]
            if fits:
                return strip.slots[min((each & -each).bit_length() for each in fits) - 1].id
        raise AssertionError(f"nothing free on {day}")
