"""The slots of a calendar: days, closures, capacity and the days on which clocks change."""

from __future__ import annotations

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.calendar import Calendar, Seat, Slot, calendar_of, free_by_use, horizon, slots
from desk_app.domain.procedures import Channel
from desk_app.domain.series import Recurrence, Shares, Use
from desk_app.domain.wall_time import instant
from desk_app.settings.sites import demonstration_site
from tests.unit.calendars import (
    AES,
    CAYENNE,
    DAYS,
    MIQUELON,
    MONDAY,
    NO_HOLIDAYS,
    PARIS,
    RNV,
    ZONES,
    at,
    calendars,
    closure,
    day_of,
    extra,
    plan,
    series,
)

DAY = dt.timedelta(days=1)
NIGHT = plan(counters=(5,), hours="01:00-04:00", minutes=30)


def hours(found: tuple[Slot, ...]) -> list[str]:
    return [slot.id.split("T")[-1] for slot in found]


# --- days -------------------------------------------------------------------------------------


def test_a_slot_says_what_it_is() -> None:
    calendar = Calendar(series=(series("DEPOT", plan(hours="09:20-10:00", minutes=20)),))

    first, second = day_of(calendar, dt.date(2026, 3, 12))

    assert first == Slot(
        id="DEPOT/2026-03-12T0920",
        series="DEPOT",
        starts_at=dt.datetime(2026, 3, 12, 8, 20, tzinfo=dt.UTC),
        ends_at=dt.datetime(2026, 3, 12, 8, 40, tzinfo=dt.UTC),
        capacity=2,
        procedures=frozenset({RNV, AES}),
        counters=frozenset({5, 6}),
        uses=(Use.APPOINTMENT, Use.APPOINTMENT),
    )
    assert second.starts_at == first.ends_at
    assert first.seats() == (Seat(first.id, 1), Seat(first.id, 2))


def test_slots_begin_anew_after_a_break_and_none_is_cut() -> None:
    calendar = Calendar(
        series=(series("S", plan(hours="09:00-11:30", breaks=("09:50-10:05",), minutes=20)),)
    )

    assert hours(day_of(calendar, MONDAY)) == [
        "0900", "0920", "1005", "1025", "1045", "1105",
    ]  # fmt: skip


def test_holidays_and_closed_days_have_no_slots_unless_the_site_opens() -> None:
    monday, tuesday, wednesday = (MONDAY + DAY * ahead for ahead in range(3))
    calendar = Calendar(
        series=(series("S"),),
        closed_on=frozenset({wednesday}),
        open_on_holidays=frozenset({tuesday}),
    )
    holidays = frozenset({monday, tuesday, wednesday})

    found = slots(calendar, monday, wednesday, holidays, PARIS)

    assert {slot.starts_at.date() for slot in found} == {tuesday}


def test_an_exceptional_opening_opens_a_holiday_and_a_closed_day() -> None:
    calendar = Calendar(
        series=(series("S"),),
        extras=(extra("X", MONDAY), extra("Y", MONDAY + DAY)),
        closed_on=frozenset({MONDAY + DAY}),
    )

    found = slots(calendar, MONDAY, MONDAY + DAY, frozenset({MONDAY}), PARIS)

    assert {slot.series for slot in found} == {"X", "Y"}


def test_a_counter_two_series_claim_belongs_to_the_first() -> None:
    calendar = Calendar(
        series=(
            series("ONE", plan(counters=(5,), hours="09:00-10:00")),
            series("TWO", plan(counters=(5, 6), hours="09:30-10:30")),
        ),
        extras=(extra("X", MONDAY, plan(counters=(6,), hours="10:00-11:00")),),
    )

    capacity = {slot.id.split("-02")[-1] + slot.series: slot.capacity
                for slot in day_of(calendar, MONDAY)}  # fmt: skip

    assert capacity["T0930TWO"] == 1
    assert capacity["T1000TWO"] == 2
    assert "T1015X" not in capacity
    assert capacity["T1030X"] == 1


def test_no_slot_is_laid_out_where_the_last_day_is_before_the_first() -> None:
    assert slots(Calendar(series=(series("S"),)), MONDAY, MONDAY - DAY, NO_HOLIDAYS, PARIS) == ()


def test_the_horizon_is_whole_weeks_from_today() -> None:
    assert horizon(MONDAY, 4) == (MONDAY, dt.date(2026, 3, 30))


# --- closures ---------------------------------------------------------------------------------


def test_a_closure_of_the_site_leaves_no_slot_of_its_days() -> None:
    calendar = Calendar(series=(series("S"),)).closed(closure(MONDAY, MONDAY + DAY))

    found = slots(calendar, MONDAY - DAY, MONDAY + DAY * 2, NO_HOLIDAYS, PARIS)

    assert {slot.starts_at.date() for slot in found} == {MONDAY - DAY, MONDAY + DAY * 2}


def test_a_closure_of_hours_takes_every_slot_it_touches() -> None:
    calendar = Calendar(series=(series("S", plan(hours="09:00-11:00", minutes=30)),))

    found = day_of(calendar.closed(closure(MONDAY, hours="09:45-10:00")), MONDAY)

    assert hours(found) == ["0900", "1000", "1030"]


def test_a_closed_counter_takes_its_own_seats_only() -> None:
    calendar = Calendar(series=(series("S"), series("T", plan(counters=(1,)))))

    found = day_of(calendar.closed(closure(MONDAY, counters=(5,), hours="09:00-10:30")), MONDAY)

    capacity = {slot.id: slot.capacity for slot in found}
    assert capacity["S/2026-03-02T1015"] == 1
    assert capacity["S/2026-03-02T1030"] == 2
    assert {capacity[slot.id] for slot in found if slot.series == "T"} == {1}


def test_a_closed_counter_costs_nothing_while_others_hold_the_seats() -> None:
    calendar = Calendar(series=(series("S", plan(counters=(5, 6), capacity=1)),))

    found = day_of(calendar.closed(closure(MONDAY, counters=(5,))), MONDAY)

    assert {slot.capacity for slot in found} == {1}
    assert {slot.counters for slot in found} == {frozenset({6})}


def test_a_closed_counter_takes_the_seats_of_walk_ins_first() -> None:
    shares = Shares(appointments=50, walk_in=50, urgent=0, reserve=0)
    calendar = Calendar(series=(series("S", plan(shares=shares)),))

    found = day_of(calendar.closed(closure(MONDAY, counters=(5,))), MONDAY)

    assert {slot.uses for slot in found} == {(Use.APPOINTMENT,)}


def test_a_closed_procedure_leaves_the_others() -> None:
    calendar = Calendar(series=(series("S"), series("T", plan(counters=(1,), takes={AES: 1}))))

    found = day_of(calendar.closed(closure(MONDAY, procedures=(AES,))), MONDAY)

    assert {slot.series for slot in found} == {"S"}
    assert {slot.procedures for slot in found} == {frozenset({RNV})}


def test_the_use_of_a_seat_is_told_at_the_hour_it_is_asked() -> None:
    shares = Shares(appointments=0, walk_in=0, urgent=0, reserve=100)
    (slot, *_) = day_of(Calendar(series=(series("S", plan(shares=shares)),)), MONDAY)

    assert slot.use(1, at(MONDAY, "07:59")) is Use.RESERVE
    assert slot.use(1, at(MONDAY, "08:00")) is Use.WALK_IN


def test_the_free_seats_of_a_day_are_counted_by_use_and_the_reserve_flows() -> None:
    shares = Shares(appointments=50, walk_in=0, urgent=0, reserve=50)
    found = day_of(Calendar(series=(series("S", plan(shares=shares)),)), MONDAY)
    taken = {seat for slot in found for seat in slot.seats() if slot.kept(seat.number) is
             Use.APPOINTMENT and slot.starts_at < at(MONDAY, "10:00")}  # fmt: skip

    early = free_by_use(found, taken, at(MONDAY, "06:00"))
    later = free_by_use(found, taken, at(MONDAY, "10:00"))

    assert early == {Use.APPOINTMENT: 8, Use.URGENT: 0, Use.RESERVE: 12, Use.WALK_IN: 0}
    assert later == {Use.APPOINTMENT: 8, Use.URGENT: 0, Use.RESERVE: 3, Use.WALK_IN: 9}


def test_a_slot_without_uses_is_all_for_appointments() -> None:
    slot = Slot(
        id="S/2026-03-02T0900",
        series="S",
        starts_at=at(MONDAY, "09:00"),
        ends_at=at(MONDAY, "09:15"),
        capacity=3,
        procedures=frozenset({RNV}),
    )

    assert {slot.use(number, at(MONDAY, "08:30")) for number in (1, 2, 3)} == {Use.APPOINTMENT}


# --- clocks that change -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "spring", "skips_to"),
    [
        (PARIS, dt.date(2026, 3, 29), dt.datetime(2026, 3, 29, 1, tzinfo=dt.UTC)),
        (MIQUELON, dt.date(2026, 3, 8), dt.datetime(2026, 3, 8, 5, tzinfo=dt.UTC)),
    ],
)
def test_the_hour_that_is_missing_has_no_slots(
    zone: ZoneInfo, spring: dt.date, skips_to: dt.datetime
) -> None:
    found = day_of(Calendar(series=(series("S", NIGHT),)), spring, zone)

    assert hours(found) == ["0100", "0130", "0300", "0330"]
    assert found[2].starts_at == found[1].ends_at == skips_to


@pytest.mark.parametrize(
    ("zone", "autumn", "told"),
    [
        (PARIS, dt.date(2026, 10, 25), "0100 0130 0200 0230 0200b 0230b 0300 0330"),
        (MIQUELON, dt.date(2026, 11, 1), "0100 0130 0100b 0130b 0200 0230 0300 0330"),
    ],
)
def test_the_hour_that_comes_twice_has_its_slots_twice_and_says_so(
    zone: ZoneInfo, autumn: dt.date, told: str
) -> None:
    found = day_of(Calendar(series=(series("S", NIGHT),)), autumn, zone)

    assert hours(found) == told.split()
    assert all(two.starts_at == one.ends_at for one, two in itertools.pairwise(found))


def test_hours_that_begin_or_end_in_the_missing_hour_wait_for_the_clock() -> None:
    spring = dt.date(2026, 3, 29)
    inside = series("S", plan(hours="02:15-02:45"))
    into = series("T", plan(hours="01:30-02:30", counters=(1,)))
    out = series("U", plan(hours="02:30-03:30", counters=(2,)))

    found = day_of(Calendar(series=(inside, into, out)), spring)

    assert [slot.id for slot in found] == [
        "T/2026-03-29T0130", "T/2026-03-29T0145", "U/2026-03-29T0300", "U/2026-03-29T0315",
    ]  # fmt: skip


def test_a_place_whose_clocks_never_change_has_the_same_hours_all_year() -> None:
    days = [MONDAY + DAY * ahead for ahead in range(365)]

    found = {tuple(hours(day_of(Calendar(series=(series("S", NIGHT),)), day, CAYENNE)))
             for day in days}  # fmt: skip

    assert found == {("0100", "0130", "0200", "0230", "0300", "0330")}


@given(day=DAYS, minute=st.integers(0, 1439), zone=ZONES)
def test_an_instant_reads_back_as_its_time_or_the_first_after_it(
    day: dt.date, minute: int, zone: ZoneInfo
) -> None:
    time = dt.time(minute // 60, minute % 60)

    local = instant(day, time, zone).astimezone(zone)

    assert local.date() == day
    assert local.time() >= time
    is_missing = local.time() != time
    assert is_missing <= (local.time().hour == 3 and time.hour == 2)


# --- whatever the calendar --------------------------------------------------------------------


@given(calendar=calendars(), first=DAYS, zone=ZONES)
def test_slots_never_overlap_at_one_counter(
    calendar: Calendar, first: dt.date, zone: ZoneInfo
) -> None:
    found = slots(calendar, first, first + DAY * 6, NO_HOLIDAYS, zone)

    for one, other in itertools.combinations(found, 2):
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
            assert one.series != other.series
            assert not one.counters & other.counters


@given(calendar=calendars(), first=DAYS, zone=ZONES, free=st.frozensets(DAYS, max_size=5))
def test_a_closed_day_has_no_slots_but_exceptional_ones(
    calendar: Calendar, first: dt.date, zone: ZoneInfo, free: frozenset[dt.date]
) -> None:
    holidays = free | {first}
    usual = {one.id for one in calendar.series}
    whole = [one for one in calendar.closures
             if not one.counters and not one.procedures]  # fmt: skip

    for slot in slots(calendar, first, first + DAY * 13, holidays, zone):
        day = slot.starts_at.astimezone(zone).date()
        if slot.series in usual:
            assert day not in calendar.closed_on
            assert day not in holidays - calendar.open_on_holidays
        assert not any(one.covers(day) and not one.starts and not one.ends for one in whole)


@given(calendar=calendars(), first=DAYS, zone=ZONES)
def test_capacity_is_never_above_the_counters_that_are_open(
    calendar: Calendar, first: dt.date, zone: ZoneInfo
) -> None:
    plans = calendar.plans

    for slot in slots(calendar, first, first + DAY * 13, NO_HOLIDAYS, zone):
        day = slot.starts_at.astimezone(zone).date()
        closed = {
            number
            for one in calendar.closures
            if one.covers(day) and one.counters and not one.starts and not one.ends
            for number in one.counters
        }
        assert 0 < slot.capacity <= len(slot.counters)
        assert slot.counters <= plans[slot.series].counters - closed
        assert slot.capacity <= plans[slot.series].capacity
        assert len(slot.uses) == slot.capacity


@given(calendar=calendars(), first=DAYS, lengths=st.lists(st.integers(1, 20), max_size=4),
       zone=ZONES)  # fmt: skip
def test_a_long_range_is_its_pieces_joined(
    calendar: Calendar, first: dt.date, lengths: list[int], zone: ZoneInfo
) -> None:
    begins = list(itertools.accumulate(lengths, initial=0))
    holidays = frozenset({first + DAY * 2})

    whole = slots(calendar, first, first + DAY * (begins[-1] - 1), holidays, zone)
    pieces = [
        slots(calendar, first + DAY * one, first + DAY * (two - 1), holidays, zone)
        for one, two in itertools.pairwise(begins)
    ]

    assert whole == tuple(slot for piece in pieces for slot in piece)
    assert list(whole) == sorted(whole, key=lambda slot: slot.starts_at)
    assert len({slot.id for slot in whole}) == len(whole)


@given(calendar=calendars(), shift=st.integers(-1, 1), zone=st.sampled_from([PARIS, MIQUELON]),
       autumn=st.booleans())  # fmt: skip
def test_around_a_change_of_clocks_every_slot_has_its_length_and_its_own_name(
    calendar: Calendar, shift: int, zone: ZoneInfo, autumn: bool
) -> None:
    spring_day, autumn_day = {
        PARIS.key: (dt.date(2026, 3, 29), dt.date(2026, 10, 25)),
        MIQUELON.key: (dt.date(2026, 3, 8), dt.date(2026, 11, 1)),
    }[zone.key]
    day = (autumn_day if autumn else spring_day) + DAY * shift
    plans = calendar.plans

    found = day_of(calendar, day, zone)

    assert len({slot.id for slot in found}) == len(found)
    for slot in found:
        assert slot.ends_at - slot.starts_at == plans[slot.series].slot
        local = slot.starts_at.astimezone(zone)
        assert local.date() == day
        assert local.time() < plans[slot.series].ends
        assert local.fold or plans[slot.series].starts <= local.time()
        assert slot.id.endswith("b") == bool(local.fold)


# --- a real site ------------------------------------------------------------------------------


def test_the_demonstration_has_appointments_for_every_procedure_it_books() -> None:
    site = demonstration_site()
    booked = {
        code
        for code, one in site.procedures.items()
        if Channel.APPOINTMENT in one.channels or not one.is_walk_in
    }

    found = slots(calendar_of(site), MONDAY, MONDAY + DAY * 27, NO_HOLIDAYS, site.time_zone)

    assert frozenset().union(*(slot.procedures for slot in found)) == booked
    assert all(
        slot.procedures <= site.counters[number].procedures
        for slot in found
        for number in slot.counters
    )
    assert not any(slot.starts_at.astimezone(PARIS).weekday() > 4 for slot in found)


def test_a_calendar_has_what_its_site_and_its_supervisors_say() -> None:
    site = demonstration_site()
    more, less = extra("X", MONDAY), closure(MONDAY)

    calendar = calendar_of(site, extras=[more], closures=[less])

    assert calendar.series == site.appointment_series
    assert (calendar.extras, calendar.closures) == ((more,), (less,))


def test_a_day_of_a_series_that_is_not_its_own_has_no_slot() -> None:
    when = Recurrence(days=frozenset({2}))

    assert day_of(Calendar(series=(series("S", when=when),)), MONDAY) == ()
