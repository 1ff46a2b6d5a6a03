"""A waiting room played event by event, to judge estimates by what happened. Not the program's."""

from __future__ import annotations

import dataclasses
import datetime as dt
import heapq
import random
from collections import Counter, deque
from collections.abc import Iterator, Sequence

from bench.simulated_sites import Profile, SimulatedSite, Tiers
from desk_app.domain.calibration import Calibration
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.service_times import ServiceTime
from desk_app.domain.simulation import Visit, log_normal, reception_day
from desk_app.domain.waiting import Ahead, Wait, Working, estimate

_CALLS_SECONDS = 180.0  # three calls 60 s apart
_HOUR = 3600.0
_WAIT_AT_MOST = 90 * 60.0


@dataclasses.dataclass(slots=True)
class Told:
    """One ticket: what was told at its issue, what a constant average needs, and what happened."""

    wait: Wait
    people_before: int
    open_counters: int
    present_counters: int
    day: int
    actual: float = -1.0

    def constant_average(self, minutes: float, *, paused: bool) -> float:
        """Return the wait in minutes by the rule of one constant average for the site.

        (people before + 1) x average / counters, those *paused* counted or not.
        """
        counters = self.present_counters if paused else self.open_counters
        return (self.people_before + 1) * minutes / max(counters, 1)


@dataclasses.dataclass(slots=True)
class Learned:
    """What the site keeps from day to day."""

    times: dict[ProcedureCode, ServiceTime]
    calibration: Calibration = dataclasses.field(default_factory=Calibration.default)
    pause: ServiceTime = dataclasses.field(default_factory=lambda: ServiceTime.default(30))
    no_shows: float = 0.05
    counter_seconds: float = 0.0
    counter_tickets: int = 0


@dataclasses.dataclass(slots=True)
class _Ticket:
    visit: Visit
    procedure: ProcedureCode
    arrived: float
    told: Told | None
    comes: bool


@dataclasses.dataclass(slots=True)
class _Counter:
    tiers: Tiers
    speed: float
    opens: float
    pause: tuple[float, float] | None
    ticket: _Ticket | None = None
    since: float = 0.0
    opened: bool = False
    paused_at: float | None = None


def play(profile: Profile, seed: int, days: int) -> tuple[list[Told], Learned]:
    """Play *days* days of a site drawn from *seed*; return every ticket told, and the learning."""
    rng = random.Random(seed)
    simulated = SimulatedSite.drawn(profile, rng)
    learned = Learned(
        times={
            code: ServiceTime.default(procedure.minutes)
            for code, procedure in simulated.configured.procedures.items()
        }
    )
    told: list[Told] = []
    for number in range(1, days + 1):
        date = dt.date(2026, 1, 5) + dt.timedelta(days=number - 1 + 2 * ((number - 1) // 5))
        tiers = simulated.tiers_today(rng)
        visitors = simulated.visitors(rng, date, len(tiers))
        visits = reception_day(simulated.real, rng, visitors, date)
        hall = _Hall(simulated.profile, tiers, rng, learned, number)
        told.extend(hall.run(visits))
    return told, learned


class _Hall:
    """One day of events, in seconds after midnight."""

    def __init__(
        self,
        profile: Profile,
        tiers: Sequence[Tiers],
        rng: random.Random,
        learned: Learned,
        day: int,
    ) -> None:
        self._rng = rng
        self._learned = learned
        self._day = day
        self._waiting: dict[tuple[ProcedureCode, bool], deque[_Ticket]] = {}
        self._events: list[tuple[float, int, str, _Ticket | _Counter | Visit]] = []
        self._order = 0
        self._issued: deque[tuple[float, ProcedureCode]] = deque()
        self._counters: list[_Counter] = []
        for place, choice in enumerate(tiers):
            self._counters.append(self._counter(profile, place, choice))

    def run(self, visits: Sequence[Visit]) -> Iterator[Told]:
        """Play the day out until nobody waits; give what was told, with what happened."""
        for visit in visits:
            midnight = visit.arrives_at.replace(hour=0, minute=0, second=0, microsecond=0)
            self._at((visit.arrives_at - midnight).total_seconds(), "arrives", visit)
        for counter in self._counters:
            self._at(counter.opens, "opens", counter)
            if counter.pause is not None:
                self._at(counter.pause[0], "pause is due", counter)
        told: list[Told] = []
        while self._events:
            now, _, event, subject = heapq.heappop(self._events)
            if isinstance(subject, Visit):
                told.append(self._arrives(now, subject))
            elif isinstance(subject, _Ticket):
                self._waits(subject)
            elif event == "ends":
                self._ends(now, subject)
            else:
                self._turns(now, event, subject)
            self._call(now)
        return iter(told)

    def _counter(self, profile: Profile, place: int, tiers: Tiers) -> _Counter:
        rng = self._rng
        late = rng.uniform(900, 5400) if rng.random() < 0.1 else 0.0
        pause = None
        if profile.has_lunch:
            # Everybody eats, in two shifts.
            starts = (11.75 + 0.9 * (place % 2)) * _HOUR + rng.uniform(-600, 600)
            pause = (starts, rng.uniform(2200, 3200))
        return _Counter(
            tiers=tiers,
            speed=log_normal(rng, 1.0, 0.2),
            opens=profile.opens * _HOUR + late,
            pause=pause,
        )

    def _at(self, when: float, event: str, subject: _Ticket | _Counter | Visit) -> None:
        self._order += 1
        heapq.heappush(self._events, (when, self._order, event, subject))

    def _turns(self, now: float, event: str, counter: _Counter) -> None:
        if event == "opens":
            if counter.paused_at is not None:
                self._learned.pause = self._learned.pause.observed(now - counter.paused_at)
            counter.opened, counter.paused_at = True, None
        elif counter.ticket is None and counter.pause is not None:
            counter.paused_at = now
            self._at(now + counter.pause[1], "opens", counter)
            counter.pause = None

    def _arrives(self, now: float, visit: Visit) -> Told:
        told = self._told(now, visit)
        self._issued.append((now, visit.procedure))
        ticket = _Ticket(visit, visit.procedure, now, told, visit.comes_when_called)
        self._waits(ticket)
        return told

    def _waits(self, ticket: _Ticket) -> None:
        key = ticket.procedure, ticket.visit.priority is not None
        line = self._waiting.setdefault(key, deque())
        line.append(ticket)
        if len(line) > 1 and line[-2].arrived > ticket.arrived:
            self._waiting[key] = deque(sorted(line, key=lambda waiting: waiting.arrived))

    def _told(self, now: float, visit: Visit) -> Told:
        priority = visit.priority is not None
        lines = {
            key: line for key, line in self._waiting.items() if line and (key[1] or not priority)
        }
        ahead = [
            Ahead(
                procedure=code,
                tickets=len(line),
                people=sum(ticket.visit.party for ticket in line),
            )
            for (code, _), line in lines.items()
        ]
        present = [counter for counter in self._counters if counter.opened]
        working = [self._working(now, counter) for counter in present]
        wait = estimate(
            visit.procedure,
            priority=priority,
            party=visit.party,
            ahead=ahead,
            counters=working,
            times=self._learned.times,
            calibration=self._learned.calibration,
            no_show_share=self._learned.no_shows,
            arrivals=self._arrivals(now),
            pause=self._learned.pause,
        )
        before = sum(group.tickets for group in ahead)
        is_open = sum(counter.paused_at is None for counter in present)
        return Told(wait, before, is_open, len(present), self._day)

    def _working(self, now: float, counter: _Counter) -> Working:
        if counter.paused_at is not None:
            paused_for = dt.timedelta(seconds=now - counter.paused_at)
            return Working(tiers=counter.tiers, paused_for=paused_for)
        if counter.ticket is None:
            return Working(tiers=counter.tiers)
        return Working(
            tiers=counter.tiers,
            busy_procedure=counter.ticket.procedure,
            busy_for=dt.timedelta(seconds=now - counter.since),
            party=counter.ticket.visit.party,
        )

    def _arrivals(self, now: float) -> Counter[ProcedureCode]:
        """Return the tickets of the last hour by procedure."""
        while self._issued and self._issued[0][0] < now - _HOUR:
            self._issued.popleft()
        return Counter(code for _, code in self._issued)

    def _call(self, now: float) -> None:
        for counter in self._counters:
            if counter.opened and counter.paused_at is None and counter.ticket is None:
                ticket = self._next(now, counter)
                if ticket is not None:
                    self._called(now, counter, ticket)

    def _next(self, now: float, counter: _Counter) -> _Ticket | None:
        """Legal priority first, then whoever waits too long (Q-05), then the tiers by arrival."""
        everything = frozenset().union(*counter.tiers)
        late = self._first(everything, priority=False)
        if (ticket := self._first(everything, priority=True)) is not None:
            return self._leaves(ticket)
        if late is not None and now - late.arrived >= _WAIT_AT_MOST:
            return self._leaves(late)
        for tier in counter.tiers:
            if (ticket := self._first(tier, priority=False)) is not None:
                return self._leaves(ticket)
        return None

    def _first(self, codes: frozenset[ProcedureCode], *, priority: bool) -> _Ticket | None:
        lines = (self._waiting.get((code, priority)) for code in codes)
        heads = [line[0] for line in lines if line]
        return min(heads, key=lambda ticket: ticket.arrived, default=None)

    def _leaves(self, ticket: _Ticket) -> _Ticket:
        return self._waiting[ticket.procedure, ticket.visit.priority is not None].popleft()

    def _called(self, now: float, counter: _Counter, ticket: _Ticket) -> None:
        counter.ticket, counter.since = ticket, now
        if ticket.told is not None:
            ticket.told.actual = (now - ticket.arrived) / 60
            self._learn_wait(ticket.told)
            ticket.told = None
        self._learned.no_shows += 0.005 * ((not ticket.comes) - self._learned.no_shows)
        lasts = ticket.visit.service.total_seconds() * counter.speed
        self._at(now + (lasts if ticket.comes else _CALLS_SECONDS), "ends", counter)

    def _learn_wait(self, told: Told) -> None:
        low, high = told.wait.minutes
        expected = told.wait.expected.total_seconds() / 60
        if not told.wait.is_guess:
            learned = self._learned
            learned.calibration = learned.calibration.observed(expected, low, high, told.actual)

    def _ends(self, now: float, counter: _Counter) -> None:
        ticket = counter.ticket
        assert ticket is not None
        counter.ticket = None
        if counter.pause is not None and now >= counter.pause[0]:
            self._turns(now, "pause is due", counter)
        learned, code, visit = self._learned, ticket.procedure, ticket.visit
        learned.counter_seconds += now - counter.since
        learned.counter_tickets += 1
        if ticket.comes:
            time = learned.times[code].observed(now - counter.since, party=visit.party)
            learned.times[code] = time
            if visit.transfers_to is not None and code == visit.procedure:
                self._waits(_Ticket(visit, visit.transfers_to, ticket.arrived, None, comes=True))
        elif visit.returns_late:
            back = _Ticket(visit, code, ticket.arrived, None, comes=True)
            self._at(now + self._rng.uniform(60, 1100), "returns", back)
