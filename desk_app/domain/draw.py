"""The draw: who gets which seat, from what was published and a seed. It makes no chance itself.

Each stratum is ordered by the seed (draw_seed.py); in that order everybody gets the earliest seat
that suits. Being first, or asking twice, brings nothing (domain rule of the batch draw, AT-14).
"""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable

from desk_app.domain.calendar import Seat, SlotId
from desk_app.domain.draw_seed import place
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.series import SeriesId


class Stratum(enum.StrEnum):
    """In which group a request is drawn; each goes wholly before the next."""

    DEADLINE = "S1"
    PRIORITY = "S2"
    PATIENCE = "S3"
    OTHERS = "S4"


class Half(enum.StrEnum):
    """Half of a day, parted at noon by the site's clock."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


NOON = dt.time(12)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """When the person can come; the days are included."""

    not_before: dt.date | None = None
    not_after: dt.date | None = None
    half: Half | None = None

    def can_suit(self, today: dt.date) -> bool:
        """True if a day from *today* on is left: who asks for none would wait for nothing."""
        first = max(self.not_before or today, today)
        return self.not_after is None or self.not_after >= first

    def allow(self, starts_at: dt.datetime) -> bool:
        """True if the person can come at *starts_at*, a time by the site's clock."""
        day = starts_at.date()
        if self.not_before and day < self.not_before:
            return False
        if self.not_after and day > self.not_after:
            return False
        return self.half is None or (self.half is Half.MORNING) == (starts_at.time() < NOON)


ANY_TIME = Constraints()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A request as it takes part in a draw: nothing of it leads to a person.

    *minutes* is how long the procedure takes. *same_as* is the number of the same person's
    earlier request: this one takes no part (AT-14).
    """

    number: int
    procedure: ProcedureCode
    minutes: int
    stratum: Stratum
    age: int
    constraints: Constraints = ANY_TIME
    same_as: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PoolSlot:
    """A slot with the numbers of its free *seats*; *starts_at* is by the site's clock, naive."""

    slot: SlotId
    series: SeriesId
    starts_at: dt.datetime
    minutes: int
    seats: tuple[int, ...]
    procedures: frozenset[ProcedureCode]

    @property
    def ends_at(self) -> dt.datetime:
        """When the next slot of the series starts."""
        return self.starts_at + dt.timedelta(minutes=self.minutes)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Win:
    """The seats request *number* won: several in a row for a long procedure."""

    number: int
    seats: tuple[Seat, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a draw gave: winners and those who wait on, both in the order drawn."""

    winners: tuple[Win, ...]
    waiting: tuple[int, ...]


def order(entries: Iterable[Entry], seed: bytes) -> tuple[Entry, ...]:
    """Return who takes part, in the order drawn: by stratum, then by place under *seed*."""
    drawn_by = {one.number: place(seed, one.number) for one in entries if one.same_as is None}
    once = [one for one in entries if one.same_as is None]
    return tuple(sorted(once, key=lambda one: (one.stratum, drawn_by[one.number])))


def draw(entries: tuple[Entry, ...], pool: Iterable[PoolSlot], seed: bytes) -> Outcome:
    """Give each in turn the earliest seat that suits; who finds none waits for the next draw."""
    seats = _Seats(pool)
    winners: list[Win] = []
    waiting: list[int] = []
    for entry in order(entries, seed):
        won = seats.take(entry)
        if won:
            winners.append(Win(number=entry.number, seats=won))
        else:
            waiting.append(entry.number)
    return Outcome(winners=tuple(winners), waiting=tuple(waiting))


def is_plain_booking(entries: Iterable[Entry], pool: Iterable[PoolSlot]) -> bool:
    """True where there are seats for everybody: the draw only tells who comes at which hour."""
    people = sum(1 for one in entries if one.same_as is None)
    return people <= sum(len(slot.seats) for slot in pool)


_Wish = tuple[int, ProcedureCode, int, Constraints]


class _Seats:
    """The free seats of one draw, taken one by one. Nothing taken ever comes back."""

    def __init__(self, pool: Iterable[PoolSlot]) -> None:
        self._slots = sorted(pool, key=lambda one: (one.starts_at, one.slot))
        self._days = [one.starts_at.date() for one in self._slots]
        self._free = [sorted(one.seats, reverse=True) for one in self._slots]
        self._next = list(range(len(self._slots) + 1))
        self._at = {(one.series, one.starts_at): at for at, one in enumerate(self._slots)}
        self._reached: dict[_Wish, int] = {}
        for at, free in enumerate(self._free):
            if not free:
                self._next[at] = at + 1

    def take(self, entry: Entry) -> tuple[Seat, ...]:
        """Take the earliest seats that suit *entry*; none if there are none.

        What does not suit a wish now never will, so each wish goes through the slots once.
        """
        earliest = entry.constraints.not_before
        first = bisect.bisect_left(self._days, earliest) if earliest else 0
        wish = (first, entry.procedure, entry.minutes, entry.constraints)
        at = self._free_from(self._reached.get(wish, first))
        while at < len(self._slots):
            chain = self._chain(at, entry)
            if chain:
                self._reached[wish] = at
                return tuple(self._seat(one) for one in chain)
            at = self._free_from(at + 1)
        self._reached[wish] = at
        return ()

    def _chain(self, at: int, entry: Entry) -> list[int]:
        """The slots from *at* on that are long enough together; none if they do not suit."""
        if not entry.constraints.allow(self._slots[at].starts_at):
            return []
        chain: list[int] = []
        covered = 0
        following: int | None = at
        while following is not None and self._suits(following, entry):
            chain.append(following)
            slot = self._slots[following]
            covered += slot.minutes
            if covered >= entry.minutes:
                return chain
            following = self._at.get((slot.series, slot.ends_at))
        return []

    def _suits(self, at: int, entry: Entry) -> bool:
        return bool(self._free[at]) and entry.procedure in self._slots[at].procedures

    def _seat(self, at: int) -> Seat:
        number = self._free[at].pop()
        if not self._free[at]:
            self._next[at] = at + 1
        return Seat(slot=self._slots[at].slot, number=number)

    def _free_from(self, at: int) -> int:
        """The first slot from *at* on with a free seat; paths are halved on the way."""
        while self._next[at] != at:
            self._next[at] = self._next[self._next[at]]
            at = self._next[at]
        return at
