"""At most three places, by rule (AT-07), never a seat that is taken or cooling (AT-03)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.calendar import Calendar, Seat, Slot, SlotId
from desk_app.domain.offers import FreeDay, Offer, Rule, earliest, free_day, offers
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.series import Recurrence, Shares, Use
from tests.unit.calendars import (
    AES,
    DAYS,
    MONDAY,
    PARIS,
    RNV,
    ZONES,
    at,
    calendars,
    closure,
    day_of,
    free_days,
    plan,
    series,
)

DAY = dt.timedelta(days=1)
BEFORE = at(MONDAY, "00:01")
WHOLE_DAY = plan(counters=(5,), hours="09:00-16:00", breaks=("12:00-13:00",), minutes=60)
WEEK = Calendar(series=(series("S", WHOLE_DAY),))


def told(found: tuple[Offer, ...], zone: ZoneInfo = PARIS) -> list[tuple[Rule, str]]:
    return [(one.rule, f"{one.place.starts_at.astimezone(zone):%d %H:%M}") for one in found]


def seats(*names: str, number: int = 1) -> list[Seat]:
    return [Seat(SlotId(name), number) for name in names]


def test_three_places_are_offered_by_rule() -> None:
    found = offers(RNV, free_days(WEEK, MONDAY, 3), now=BEFORE)

    assert told(found) == [
        (Rule.EARLIEST, "02 09:00"),
        (Rule.NEXT_AFTERNOON, "02 13:00"),
        (Rule.NEXT_MORNING, "03 09:00"),
    ]


def test_after_an_earliest_in_the_afternoon_the_others_are_of_later_days() -> None:
    found = offers(RNV, free_days(WEEK, MONDAY, 3), now=at(MONDAY, "12:30"))

    assert told(found) == [
        (Rule.EARLIEST, "02 13:00"),
        (Rule.NEXT_MORNING, "03 09:00"),
        (Rule.NEXT_AFTERNOON, "03 13:00"),
    ]


def test_what_has_begun_is_not_offered() -> None:
    days = free_days(WEEK, MONDAY, 1)

    assert told(offers(RNV, days, now=at(MONDAY, "09:00")))[0] == (Rule.EARLIEST, "02 10:00")
    assert offers(RNV, days, now=at(MONDAY, "15:00")) == ()


def test_a_seat_taken_or_cooling_is_never_offered() -> None:
    (monday,) = free_days(WEEK, MONDAY, 1)
    taken = seats("S/2026-03-02T0900")
    cooling = seats("S/2026-03-02T1000", "S/2026-03-02T1300")

    found = offers(RNV, [monday.without(taken).without(cooling)], now=BEFORE)

    assert told(found) == [(Rule.EARLIEST, "02 11:00"), (Rule.NEXT_AFTERNOON, "02 14:00")]


def test_seats_of_other_days_and_of_closed_slots_change_nothing() -> None:
    (monday,) = free_days(WEEK, MONDAY, 1)

    assert monday.without(seats("S/2026-03-09T0900", "GONE/2026-03-02T0900")) is monday
    assert offers(RNV, [monday.without(seats("S/2026-03-02T0900", number=7))], now=BEFORE) == (
        offers(RNV, [monday], now=BEFORE)
    )


def test_a_long_visit_takes_slots_that_follow_one_another_in_one_seat() -> None:
    long = ProcedureCode("NAT")
    hours = plan(hours="09:00-12:00", minutes=30, takes={long: 3})
    (monday,) = free_days(Calendar(series=(series("S", hours),)), MONDAY, 1)
    taken = [*seats("S/2026-03-02T1000"), *seats("S/2026-03-02T0930", number=2)]

    place = earliest(long, [monday.without(taken)], after=BEFORE)

    assert place is not None
    assert place.seat == 2
    assert [slot[-4:] for slot in place.slots] == ["1000", "1030", "1100"]
    assert place.ends_at - place.starts_at == dt.timedelta(minutes=90)
    assert place.seats == tuple(Seat(slot, 2) for slot in place.slots)


def test_a_long_visit_does_not_go_over_a_break() -> None:
    (monday,) = free_days(WEEK, MONDAY, 1)
    taken = seats("S/2026-03-02T0900", "S/2026-03-02T1000")

    place = earliest(AES, [monday.without(taken)], after=BEFORE)

    assert place is not None
    assert [slot[-4:] for slot in place.slots] == ["1300", "1400"]


def test_a_long_visit_does_not_go_over_a_closed_slot() -> None:
    calendar = WEEK.closed(closure(MONDAY, hours="10:00-11:00"))
    (monday,) = free_days(calendar, MONDAY, 1)

    place = earliest(AES, [monday], after=BEFORE)

    assert place is not None
    assert place.slots[0][-4:] == "1300"


def test_a_procedure_closed_for_an_hour_is_not_offered_then() -> None:
    calendar = WEEK.closed(closure(MONDAY, hours="09:00-10:00", procedures=(RNV,)))
    (monday,) = free_days(calendar, MONDAY, 1)

    assert told(offers(RNV, [monday], now=BEFORE))[0] == (Rule.EARLIEST, "02 10:00")
    assert told(offers(AES, [monday], now=BEFORE))[0] == (Rule.EARLIEST, "02 09:00")


def test_seats_kept_for_other_uses_are_not_offered() -> None:
    shares = Shares(appointments=0, walk_in=0, urgent=100, reserve=0)
    hours = plan(shares=shares)
    days = free_days(Calendar(series=(series("S", hours),)), MONDAY, 1)

    assert offers(RNV, days, now=BEFORE) == ()
    assert offers(RNV, days, now=BEFORE, uses=frozenset({Use.URGENT, Use.APPOINTMENT}))


def test_a_procedure_nobody_receives_for_has_no_offer() -> None:
    assert offers(ProcedureCode("TVE"), free_days(WEEK, MONDAY, 2), now=BEFORE) == ()


def test_noon_is_the_site_s_own_and_noon_itself_is_afternoon() -> None:
    hours = plan(hours="11:45-12:15", counters=(5,))
    days = free_days(Calendar(series=(series("S", hours),)), MONDAY, 1)

    assert told(offers(RNV, days, now=BEFORE)) == [
        (Rule.EARLIEST, "02 11:45"),
        (Rule.NEXT_AFTERNOON, "02 12:00"),
    ]


def test_days_are_made_when_they_are_looked_at_and_no_later_one() -> None:
    looked_at: list[dt.date] = []

    def days() -> Iterator[FreeDay]:
        for ahead in range(60):
            looked_at.append(MONDAY + DAY * ahead)
            yield from free_days(WEEK, MONDAY + DAY * ahead, 1)

    offers(RNV, days(), now=BEFORE)

    assert looked_at == [MONDAY, MONDAY + DAY]


def test_of_two_series_the_earlier_place_comes_first() -> None:
    late = series("A", plan(counters=(1,), hours="10:00-12:00"), Recurrence(days=frozenset({0})))
    soon = series("B", plan(counters=(2,), hours="09:00-12:00"), Recurrence(days=frozenset({0})))

    place = earliest(RNV, free_days(Calendar(series=(late, soon)), MONDAY, 1), after=BEFORE)

    assert place is not None
    assert place.slots == ("B/2026-03-02T0900",)


# --- whatever the calendar and whatever is taken ------------------------------------------------


def brute_force(
    procedure: ProcedureCode, calendar: Calendar, found: tuple[Slot, ...], away: set[Seat],
    now: dt.datetime,
) -> set[dt.datetime]:  # fmt: skip
    """Every start at which a visit fits, looked for slot by slot."""
    plans = calendar.plans
    starts = set()
    for slot in found:
        count = plans[slot.series].takes.get(procedure, 0)
        own = [one for one in found if one.series == slot.series]
        chain = own[own.index(slot) : own.index(slot) + count]
        if not count or len(chain) < count or slot.starts_at <= now:
            continue
        joined = all(one.ends_at == two.starts_at for one, two in itertools.pairwise(chain))
        for number in range(1, min(one.capacity for one in chain) + 1):
            if joined and all(
                procedure in one.procedures
                and Seat(one.id, number) not in away
                and one.uses[number - 1] is Use.APPOINTMENT
                for one in chain
            ):
                starts.add(slot.starts_at)
    return starts


@given(calendar=calendars(), first=DAYS, zone=ZONES, data=st.data())
def test_offers_are_what_the_rule_says_whatever_is_taken(
    calendar: Calendar, first: dt.date, zone: ZoneInfo, data: st.DataObject
) -> None:
    days = [first + DAY * ahead for ahead in range(4)]
    laid_out = {day: day_of(calendar, day, zone) for day in days}
    found = tuple(slot for day in days for slot in laid_out[day])
    everything = [seat for slot in found for seat in slot.seats()]
    away = set(data.draw(st.lists(st.sampled_from(everything)))) if everything else set()
    now = at(first, f"{data.draw(st.integers(0, 23)):02}:30", zone)
    free = [free_day(calendar, day, laid_out[day], zone).without(away) for day in days]

    given_offers = offers(RNV, free, now=now)

    possible = brute_force(RNV, calendar, found, away, now)
    halves: dict[tuple[dt.date, bool], dt.datetime] = {}
    for start in sorted(possible):
        local = start.astimezone(zone)
        halves.setdefault((local.date(), local.hour >= 12), start)
    expected = [next(iter(halves.values()))] if halves else []
    for is_afternoon in (False, True):
        later = [start for (_, half), start in list(halves.items())[1:] if half == is_afternoon]
        expected.extend(later[:1])
    assert sorted(one.place.starts_at for one in given_offers) == sorted(expected)
    assert [one.rule for one in given_offers][:1] == [Rule.EARLIEST][: len(expected)]
    for one in given_offers:
        assert not away & set(one.place.seats)
        assert one.place.starts_at >= given_offers[0].place.starts_at


@given(days=st.integers(1, 5), taken=st.integers(0, 30))
def test_taking_every_offer_in_turn_never_gives_a_seat_twice(days: int, taken: int) -> None:
    free: list[FreeDay] = free_days(Calendar(series=(series("S"),)), MONDAY, days)
    given_seats: list[Seat] = []

    for turn in range(taken):
        place = earliest((RNV, AES)[turn % 2], free, after=BEFORE)
        if place is not None:
            given_seats.extend(place.seats)
            free = [day.without(place.seats) for day in free]

    assert len(given_seats) == len(set(given_seats))
