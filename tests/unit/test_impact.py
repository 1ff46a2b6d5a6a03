"""Whom a closure hits, and that all of them get a place before anyone new (A-09)."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.calendar import Calendar, Seat, SlotId, slots
from desk_app.domain.impact import Hit, Taken, held_back, hits, impact, replacements
from desk_app.domain.offers import earliest, offers
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.series import Closure, Recurrence
from tests.unit.calendars import (
    AES,
    MONDAY,
    NO_HOLIDAYS,
    PARIS,
    RNV,
    at,
    closure,
    free_days,
    plan,
    series,
)

DAY = dt.timedelta(days=1)
BEFORE = at(MONDAY, "00:01")
CALENDAR = Calendar(series=(series("S"),))


def taken(
    *hours: str, seat: int = 1, procedure: ProcedureCode = RNV, day: dt.date = MONDAY
) -> Taken:
    slots = tuple(SlotId(f"S/{day}T{hour.replace(':', '')}") for hour in hours)
    return Taken(
        reference=f"{hours[0]}-{seat}",
        procedure=procedure,
        slots=slots,
        seat=seat,
        starts_at=at(day, hours[0]),
    )


def hit(what: Closure, *appointments: Taken, cooling: tuple[Seat, ...] = ()) -> list[Hit]:
    return list(impact(CALENDAR, what, appointments, NO_HOLIDAYS, PARIS, cooling=cooling))


def test_a_closed_day_hits_everyone_of_that_day_in_their_order() -> None:
    late, early = taken("11:00"), taken("09:00", "09:15", procedure=AES)

    assert hit(closure(MONDAY), late, early) == [Hit(taken=early), Hit(taken=late)]


def test_a_closed_hour_hits_a_long_visit_that_only_ends_in_it() -> None:
    long, before = taken("09:45", "10:00", procedure=AES), taken("09:45", seat=2)

    assert hit(closure(MONDAY, hours="10:00-11:00"), long, before) == [Hit(taken=long)]


def test_a_closed_counter_hits_only_those_it_leaves_no_seat() -> None:
    first, second = taken("09:00", seat=1), taken("09:00", seat=2)

    assert hit(closure(MONDAY, counters=(5,)), first, second) == [Hit(taken=second)]


def test_alone_in_a_slot_that_loses_a_seat_one_keeps_the_time_in_another_seat() -> None:
    alone = taken("09:00", seat=2)
    long = taken("10:00", "10:15", seat=2, procedure=AES)
    beside = taken("10:15", seat=1)

    assert hit(closure(MONDAY, counters=(6,)), alone, long, beside) == [
        Hit(taken=alone, seat=1),
        Hit(taken=long),
    ]


def test_nobody_is_moved_to_a_cooling_seat() -> None:
    alone = taken("09:00", seat=2)
    cooling = (Seat(alone.slots[0], 1),)

    assert hit(closure(MONDAY, counters=(6,)), alone, cooling=cooling) == [Hit(taken=alone)]


def test_two_people_are_not_moved_to_one_seat() -> None:
    calendar = Calendar(series=(series("S", plan(counters=(5, 6, 7))),))
    second, third = taken("09:00", seat=2), taken("09:00", seat=3)
    what = closure(MONDAY, counters=(6, 7))

    found = impact(calendar, what, [third, second], NO_HOLIDAYS, PARIS)

    assert found == (Hit(taken=second, seat=1), Hit(taken=third))


def test_a_closed_procedure_hits_its_own_people() -> None:
    one, other = taken("09:00"), taken("10:00", "10:15", procedure=AES)

    assert hit(closure(MONDAY, procedures=(AES,)), one, other) == [Hit(taken=other)]


def test_other_days_are_not_hit() -> None:
    assert hit(closure(MONDAY, counters=(1,)), taken("09:00")) == []


def test_each_goes_to_the_first_place_from_their_own_time_on() -> None:
    early, late = taken("09:00"), taken("11:30")
    days = free_days(CALENDAR, MONDAY + DAY, 2)

    found = replacements(hit(closure(MONDAY), late, early), days, now=BEFORE)

    assert [one.taken for one in found] == [early, late]
    assert [one.place.slots for one in found if one.place] == [
        ("S/2026-03-03T0900",), ("S/2026-03-03T0900",),
    ]  # fmt: skip
    assert [one.place.seat for one in found if one.place] == [1, 2]


def test_without_a_later_place_nothing_is_proposed_though_an_earlier_one_is_free() -> None:
    friday = MONDAY + DAY * 4
    gone = taken("09:00", day=friday)
    days = free_days(CALENDAR, MONDAY, 4)

    (found,) = replacements(hit(closure(friday), gone), days, now=at(MONDAY, "10:00"))

    assert found.place is None


def test_a_place_at_the_very_same_time_elsewhere_is_taken() -> None:
    two = Calendar(series=(series("S", plan(counters=(5,))), series("T", plan(counters=(1,)))))
    what = closure(MONDAY, counters=(5,))
    gone = taken("10:00")

    affected = impact(two, what, [gone], NO_HOLIDAYS, PARIS)
    (found,) = replacements(affected, free_days(two.closed(what), MONDAY, 1), now=BEFORE)

    assert found.place is not None
    assert found.place.slots == ("T/2026-03-02T1000",)


def test_who_keeps_the_time_needs_no_place_and_who_finds_none_is_told() -> None:
    stays, goes = taken("09:00", seat=2), taken("10:00", seat=2)
    beside = taken("10:00", seat=1)
    affected = hit(closure(MONDAY, counters=(6,)), stays, goes, beside)

    (found,) = replacements(affected, [], now=BEFORE)

    assert (found.taken, found.place) == (goes, None)
    assert held_back([found]) == frozenset()


@given(
    people=st.lists(
        st.tuples(st.integers(0, 10), st.integers(1, 2), st.booleans()), max_size=24, unique=True
    ),
    days=st.integers(1, 4),
)
def test_everyone_affected_has_a_place_before_anyone_new(
    people: list[tuple[int, int, bool]], days: int
) -> None:
    """No two get one seat, nobody new is offered theirs, and who has none could have none."""
    appointments = [
        taken(f"{9 + slot // 4:02}:{slot % 4 * 15:02}", seat=seat, procedure=AES if long else RNV)
        for slot, seat, long in people
    ]
    small = Calendar(series=(series("S", plan(hours="09:00-10:00")),))
    free = free_days(small, MONDAY + DAY, days)

    found = replacements([Hit(taken=one) for one in appointments], free, now=BEFORE)

    seats = [seat for one in found if one.place for seat in one.place.seats]
    assert len(found) == len(appointments)
    assert len(seats) == len(set(seats))
    assert held_back(found) == set(seats)
    left = [day.without(held_back(found)) for day in free]
    for offer in offers(RNV, left, now=BEFORE):
        assert not set(offer.place.seats) & set(seats)
    for one in found:
        if one.place is None:
            assert earliest(one.taken.procedure, left, after=BEFORE) is None


def test_a_new_site_file_hits_those_whose_series_it_ends() -> None:
    ended = Calendar(
        series=(series("S", when=Recurrence(days=frozenset(range(7)), last_on=MONDAY)),)
    )
    now, later = taken("09:00"), taken("09:00", day=MONDAY + DAY)

    left = slots(ended, MONDAY, MONDAY + DAY, NO_HOLIDAYS, PARIS)

    assert hits(left, [later, now]) == (Hit(taken=later),)
