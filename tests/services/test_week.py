"""A week of the calendar: shares, closures, holidays, and the weeks the clocks change (A-06)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.errors import NotAllowed
from desk_app.domain.series import ClosureReason, Use
from desk_app.services.week import week
from tests.services.booking_desk import DAY, applicant
from tests.services.calendar_desk import TUESDAY, CalendarDesk, closing
from tests.services.desk import CHIEF, SYLVIE


@pytest.fixture
def desk(memory, clock) -> CalendarDesk:
    """A desk in memory."""
    return CalendarDesk(memory, clock)


def _week(desk, day=None, only="", *, by=CHIEF):
    return week(day, only, by=by, **desk.ports, **desk.laid_out)


def _slot(found, wanted):
    return next(one for day in found.days for one in day.slots if one.slot.id == wanted)


def test_seven_days_from_monday_each_with_its_slots(desk):
    found = _week(desk, DAY + dt.timedelta(days=6))

    assert [day.day for day in found.days] == [DAY + dt.timedelta(days=ahead) for ahead in range(7)]
    assert (found.monday, found.today) == (DAY, DAY)
    assert found.days[0].slots
    assert found.days[5].slots == found.days[6].slots == ()
    assert "DEPOT_MATIN" in found.series


def test_who_took_what_and_what_cools(desk):
    taken = desk.books_on(TUESDAY)[0]
    gone = desk.books_on(TUESDAY, first="9304218750")[0]
    desk.cancels_appointment(gone)

    shown = _slot(_week(desk), taken.place.slots[0])
    desk.clock.now += desk.cooling
    later = _slot(_week(desk), gone.place.slots[0])

    assert shown.taken == 1
    assert shown.taken + shown.cooling + sum(shown.free.values()) == shown.slot.capacity
    assert later.cooling == 0


def test_unused_reserve_flows_to_walk_ins_an_hour_before(desk):
    found = _week(desk)
    reserved = next(one for one in found.days[1].slots if one.free[Use.RESERVE])
    hour = dt.timedelta(hours=1)

    desk.clock.now = reserved.slot.starts_at - hour - dt.timedelta(seconds=1)
    before = _slot(_week(desk), reserved.slot.id)
    desk.clock.now += dt.timedelta(seconds=1)
    after = _slot(_week(desk), reserved.slot.id)

    assert before.free[Use.RESERVE] == after.free[Use.WALK_IN] == 1
    assert after.free[Use.RESERVE] == 0


def test_the_split_of_a_day_holds_and_only_its_share_is_offered(desk):
    slots = [one.slot for one in _week(desk, only="REMISE").days[1].slots]
    uses = [use for slot in slots for use in slot.uses]
    share = {use: round(100 * uses.count(use) / len(uses)) for use in Use}

    booked = 0
    while any(offer.place.starts_at.date() == TUESDAY for offer in desk.offers("REM_TITRE")):
        offered = desk.offers("REM_TITRE")
        slot = next(o.place.slots[0] for o in offered if o.place.starts_at.date() == TUESDAY)
        desk.books(applicant(str(9304218000 + booked)), "REM_TITRE", slot=slot)
        booked += 1

    assert share == {Use.APPOINTMENT: 50, Use.URGENT: 11, Use.RESERVE: 6, Use.WALK_IN: 33}
    assert booked == uses.count(Use.APPOINTMENT)


def test_closed_slots_say_why_and_who_is_still_in_them(desk):
    taken = desk.books_on(TUESDAY)[0]
    desk.closes(closing(reason=ClosureReason.OUTAGE))

    found = _week(desk)

    shown = _slot(found, taken.place.slots[0])
    assert (shown.closed_for, shown.displaced, shown.lost) == (ClosureReason.OUTAGE, 1, 2)
    assert sum(shown.free.values()) == 0
    assert {one.closed_for for one in found.days[1].slots} == {ClosureReason.OUTAGE}
    assert {one.closed_for for one in found.days[0].slots} == {None}
    assert (found.to_place, len(found.closures)) == (1, 1)
    assert _week(desk, DAY + dt.timedelta(days=7)).closures == ()


def test_a_closed_counter_takes_seats_and_not_the_slot(desk):
    desk.closes(closing(counters=(6,), hours="09:00-12:00"))

    shown = _slot(_week(desk), f"DEPOT_MATIN/{TUESDAY}T0900")

    assert (shown.closed_for, shown.lost, shown.slot.capacity) == (None, 1, 1)


def test_one_series_may_be_looked_at_alone(desk):
    found = _week(desk, only="ASILE")

    assert {one.slot.series for day in found.days for one in day.slots} == {"ASILE"}


def test_a_holiday_is_told_and_has_no_slots_unless_it_was_opened(desk):
    thursday = DAY + dt.timedelta(days=3)
    desk.holidays = frozenset({thursday})

    before = _week(desk).days[3]
    desk.opens(thursday)
    after = _week(desk)

    assert (before.is_holiday, before.slots) == (True, ())
    assert after.days[3].slots
    assert [one.on for one in after.extras] == [thursday]


@pytest.mark.parametrize(
    ("day", "offsets"),
    [(dt.date(2026, 3, 27), (1, 2)), (dt.date(2026, 10, 23), (2, 1))],
    ids=["spring", "autumn"],
)
def test_hours_stay_the_site_s_own_over_a_change_of_the_clocks(desk, day, offsets):
    """Friday before the Sunday, and the Monday after it: nine is nine."""
    zone = _week(desk).site.time_zone
    desk.clock.now = dt.datetime.combine(day, dt.time(6), dt.UTC)
    found = [*_week(desk, day).days, *_week(desk, day + dt.timedelta(days=3)).days]

    firsts = [
        one.slot.starts_at.astimezone(zone)
        for there in found
        if there.day in {day, day + dt.timedelta(days=3)}
        for one in there.slots
        if one.slot.id.endswith("T0900") and one.slot.series == "DEPOT_MATIN"
    ]
    assert [(at.hour, at.utcoffset()) for at in firsts] == [
        (9, dt.timedelta(hours=hours)) for hours in offsets
    ]


def test_agents_do_not_see_free_slots(desk):  # AT-22
    with pytest.raises(NotAllowed):
        _week(desk, by=SYLVIE)
