"""What each half-hour of a day brings to the counters: seen if it is over, else expected."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from desk_app.domain.hours import opening_on
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.service_times import ServiceTime, for_party
from desk_app.domain.staffing import (
    HALF_HOUR,
    RECOVERY,
    Load,
    catching_up,
    counters_needed,
    mean_load,
)
from desk_app.domain.tickets import Ticket, TicketStatus
from desk_app.services.day import Today


@dataclasses.dataclass(frozen=True, slots=True)
class Weighing:
    """What tickets cost the counters, by the times the site has learned."""

    times: Mapping[ProcedureCode, ServiceTime]
    party_extra: float

    def load(self, tickets: Iterable[Ticket]) -> Load:
        """Return what *tickets* bring: cancelled ones and unknown procedures bring nothing."""
        together = Load()
        for ticket in tickets:
            if ticket.status is TicketStatus.CANCELLED or ticket.procedure not in self.times:
                continue
            steps = (ticket.procedure, *ticket.steps)
            alone = sum(self.times[code].mean for code in steps if code in self.times)
            party = for_party(1, ticket.party, self.party_extra)
            together = together.plus(Load(1, alone * party))
        return together


@dataclasses.dataclass(frozen=True, slots=True)
class Grid:
    """The half-hours of a day, from its first opening to its last closing: *count* of them.

    A closed day has none, counted from its midnight.
    """

    first: dt.datetime
    count: int
    zone: dt.tzinfo

    @classmethod
    def of(cls, now: Today, holidays: frozenset[dt.date]) -> Grid:
        """Return the half-hours of today; none on a closed day."""
        zone = now.site.time_zone
        opening = opening_on(now.site, now.day, holidays)
        if opening is None:
            return cls(dt.datetime.combine(now.day, dt.time(0), tzinfo=zone), 0, zone)
        start = dt.datetime.combine(now.day, opening.opens, tzinfo=zone)
        start -= dt.timedelta(minutes=start.minute % 30)
        end = dt.datetime.combine(now.day, opening.closes, tzinfo=zone)
        return cls(start, -((start - end) // HALF_HOUR), zone)

    def starts(self, at: int) -> dt.datetime:
        """Return when half-hour *at* begins."""
        return self.first + at * HALF_HOUR

    def place(self, instant: dt.datetime) -> float | None:
        """Return *instant* in half-hours from the first, None outside the day's hours."""
        place = (instant.astimezone(self.zone) - self.first) / HALF_HOUR
        return place if 0 <= place < self.count else None

    def loads(self, tickets: Iterable[Ticket], weighing: Weighing) -> tuple[Load, ...]:
        """Return what *tickets* of any day brought in each half-hour of their own day."""
        if not self.count:
            return ()
        sorted_in: list[list[Ticket]] = [[] for _ in range(self.count)]
        for ticket in tickets:
            at = self._clock_place(ticket.issued_at)
            sorted_in[min(max(at, 0), self.count - 1)].append(ticket)
        return tuple(weighing.load(each) for each in sorted_in)

    def _clock_place(self, instant: dt.datetime) -> int:
        local = instant.astimezone(self.zone)
        minutes = (local.hour - self.first.hour) * 60 + local.minute - self.first.minute
        return minutes // 30


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What each half-hour brings: seen if it is over, expected if it is to come."""

    now: Today
    grid: Grid
    seen: Sequence[Load]
    former: Sequence[Sequence[Load]]
    waiting: Load

    def counters(self, at: int) -> int:
        """Return the counters half-hour *at* needs or needed."""
        rules, place = self.now.site.rules, self.grid.place(self.now.now)
        present = self._present()
        if at < present:
            return counters_needed(
                self.seen[at], target=rules.target_wait, share=rules.target_share
            )
        load = self._expected(at)
        if at == present and place is not None:
            load = self.seen[at].plus(load.times(1 - place % 1))
        steady = counters_needed(load, target=rules.target_wait, share=rules.target_share)
        steady = max(steady, 1)  # an open house has an open counter
        if place is None or at >= place + RECOVERY / HALF_HOUR:
            return steady
        return steady + catching_up(self.waiting, steady, target=rules.target_wait)

    def _present(self) -> int:
        """Return the half-hour it is: the first before opening, one past the last afterwards."""
        since = self.now.now - self.grid.starts(0)
        return min(max(since // HALF_HOUR, 0), self.grid.count)

    def _expected(self, at: int) -> Load:
        if self.former:
            return mean_load([day[at] for day in self.former])
        over = self.seen[: self._present()]
        return mean_load(over)
