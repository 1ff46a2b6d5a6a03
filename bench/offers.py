"""Time an offer over 12 weeks, 50 procedures and 20 counters. `python -m bench.offers`.

The days are laid out once, as the application keeps them. Three calendars are asked: one with
5,000 appointments, one where nine places in ten are taken, and one that is full, where every day
is looked at in vain. What the keeping costs is said beside, and an offer for which less is kept.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from bench.figures import Figure, median_ms, p95_ms, told
from desk_app.domain.calendar import Calendar, Seat, Slot, horizon, slots_on
from desk_app.domain.counters import CounterId
from desk_app.domain.offers import FreeDay, free_day, offers
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.series import Break, Plan, Recurrence, Series, SeriesId, slots_for

Result = TypeVar("Result")

LIMIT_MS = 10
WEEKS = 12
PROCEDURES = 50
COUNTERS = 20
OFFERS = 1_000
APPOINTMENTS = 5_000
_ZONE = ZoneInfo("Europe/Paris")
_MONDAY = dt.date(2026, 3, 2)
_NOW = dt.datetime(2026, 3, 2, 9, 7, tzinfo=dt.UTC)
_SLOT = dt.timedelta(minutes=15)
_PROCEDURES = tuple(ProcedureCode(f"P{number}") for number in range(PROCEDURES))


def main() -> int:
    """Lay out, ask, print and return 0 if the limit is held."""
    laid = calendar()
    first, last = horizon(_MONDAY, WEEKS)
    days = [first + dt.timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    laid_out, seconds = _timed(lambda: [slots_on(laid, day, frozenset(), _ZONE) for day in days])
    empty, more = _timed(
        lambda: [free_day(laid, day, some, _ZONE) for day, some in zip(days, laid_out, strict=True)]
    )
    seats = [seat for some in laid_out for slot in some for seat in slot.seats()]
    print(f"{len(days)} days, {sum(map(len, laid_out))} slots, {len(seats)} seats")
    taken = random.Random(7).sample(seats, len(seats))
    figures = [
        Figure(name="laying 12 weeks out, once per calendar", measured=seconds * 1e3, unit="ms"),
        Figure(name="their places as bits, once per calendar", measured=more * 1e3, unit="ms"),
        *_asked(f"{APPOINTMENTS} seats taken", empty, taken[:APPOINTMENTS]),
        *_asked("nine seats in ten taken", empty, taken[: len(taken) * 9 // 10]),
        *_asked("full", empty, taken),
        *_forgetful(laid, empty, laid_out, taken[: len(taken) * 9 // 10]),
    ]
    return told("offering three places", figures)


def calendar() -> Calendar:
    """Return twenty counters with hours of their own; four of them serve each procedure."""
    series = []
    for number in range(COUNTERS):
        plan = Plan(
            counters=frozenset({CounterId(number + 1)}),
            takes={
                code: slots_for((10, 15, 20, 30, 45)[place % 5], _SLOT)
                for place, code in enumerate(_PROCEDURES)
                if (place + number) % 5 == 0
            },
            starts=dt.time(8, 30),
            ends=dt.time(16, 30),
            slot=_SLOT,
            capacity=1,
            breaks=(Break(starts=dt.time(12), ends=dt.time(13, 30)),),
        )
        week = Recurrence(days=frozenset(range(5)))
        series.append(Series(id=SeriesId(f"S{number}"), plan=plan, recurrence=week))
    return Calendar(series=tuple(series))


def _asked(name: str, empty: Sequence[FreeDay], taken: Sequence[Seat]) -> list[Figure]:
    """Ask for every procedure in turn."""
    days = _without(empty, taken)
    seconds = []
    found = 0
    for turn in range(OFFERS):
        procedure = _PROCEDURES[turn % PROCEDURES]
        given, spent = _timed(partial(offers, procedure, days, now=_NOW))
        found += len(given)
        seconds.append(spent)
    print(f"  {name}: {found / OFFERS:.2f} places offered on average")
    return [
        Figure(name=f"one offer, {name}: median", measured=median_ms(seconds), unit="ms"),
        Figure(name=f"one offer, {name}: p95", measured=p95_ms(seconds), unit="ms", limit=LIMIT_MS),
    ]


def _forgetful(
    laid: Calendar,
    empty: Sequence[FreeDay],
    laid_out: Sequence[tuple[Slot, ...]],
    taken: Sequence[Seat],
) -> list[Figure]:
    """Offers for which less is remembered; a day is made when it is looked at, no sooner."""
    day_of = {slot.id: rank for rank, some in enumerate(laid_out) for slot in some}
    by_day: dict[int, list[Seat]] = {}
    for seat in taken:
        by_day.setdefault(day_of[seat.slot], []).append(seat)

    def left_out_anew() -> Iterator[FreeDay]:
        return (day.without(by_day.get(rank, ())) for rank, day in enumerate(empty))

    def from_nothing() -> Iterator[FreeDay]:
        for rank, one in enumerate(empty):
            some = slots_on(laid, one.day, frozenset(), _ZONE)
            yield free_day(laid, one.day, some, _ZONE).without(by_day.get(rank, ()))

    found = []
    for what, days in (("left out anew", left_out_anew), ("from nothing", from_nothing)):
        seconds = [_timed(partial(_first_days, code, days))[1] for code in _PROCEDURES]
        name = f"one offer, {len(taken)} seats, {what}: median"
        found.append(Figure(name=name, measured=median_ms(seconds), unit="ms"))
    return found


def _first_days(code: ProcedureCode, days: Callable[[], Iterable[FreeDay]]) -> object:
    return offers(code, days(), now=_NOW)


def _without(days: Sequence[FreeDay], taken: Sequence[Seat]) -> list[FreeDay]:
    return [day.without(taken) for day in days]


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
