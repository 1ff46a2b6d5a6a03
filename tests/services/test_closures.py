"""Closing and opening times by appointment: looked at first, then decided (A-08, A-09)."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from desk_app.domain import calendar_errors as e
from desk_app.domain.errors import (
    NotAllowed,
    SecondPersonNeeded,
    UnknownCounter,
    UnknownProcedure,
    UnknownRequest,
)
from desk_app.domain.overrides import Override
from desk_app.domain.series import ClosureReason
from desk_app.domain.slot_history import Happened
from desk_app.security.codes import new_code
from desk_app.services import openings
from desk_app.services.closures import impact_of_taking_back
from desk_app.services.slot_history import slot_history
from tests.services.booking_desk import DAY, DEPOSIT, applicant
from tests.services.calendar_desk import SATURDAY, TUESDAY, CalendarDesk, closing
from tests.services.desk import CHIEF, SYLVIE

SUNDAY = SATURDAY + dt.timedelta(days=1)
THURSDAY = DAY + dt.timedelta(days=3)


@pytest.fixture
def desk(memory, clock) -> CalendarDesk:
    """A desk in memory."""
    return CalendarDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> CalendarDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return CalendarDesk(store, clock)


def _facts(desk, kind) -> list[dict]:
    with desk.store.read() as work:
        return [one.header for one in work.journal.after(0, 1000) if one.kind == kind]


def _closures(desk):
    with desk.store.read() as work:
        return work.calendar.closures()


def test_looking_at_an_impact_changes_nothing(desk):
    booked = desk.books_on(TUESDAY, 2)

    found = desk.impact(closing())

    assert [one.appointment for one in found.affected] == booked
    assert [one.last4 for one in found.affected] == ["8700", "8701"]
    assert found.places > 20
    assert _closures(desk) == ()
    assert desk.waiting() == ()


def test_a_day_is_closed_once_its_impact_was_seen(real_desk):
    booked = real_desk.books_on(TUESDAY, 2)

    done = real_desk.closes(closing())

    assert (done.affected, done.changes.operation) == (2, "close")
    assert [one.appointment for one in real_desk.waiting()] == booked
    assert [one.id for one in _closures(real_desk)] == [done.change]
    assert all(offer.place.starts_at.date() != TUESDAY for offer in real_desk.offers())
    (fact,) = _facts(real_desk, "CalendarChanged")
    assert (fact["kind"], fact["why"], fact["affected"]) == ("close", "works", 2)


def test_a_closure_is_refused_where_others_are_touched_than_were_seen(desk):
    desk.books_on(TUESDAY)
    seen = desk.impact(closing()).mark
    desk.books_on(TUESDAY, first="9304218750")

    with pytest.raises(e.ImpactChanged) as refused:
        desk.closes(closing(), seen=seen)

    assert refused.value.affected == 2
    assert _closures(desk) == ()


def test_nobody_is_touched_unseen(desk):
    desk.books_on(TUESDAY)

    with pytest.raises(e.ImpactChanged):
        desk.closes(closing(), seen="")


def test_what_touches_nobody_needs_no_mark(desk):
    assert desk.closes(closing(), seen="").affected == 0


def test_hours_close_for_those_who_come_then(desk):
    morning = desk.books_on(TUESDAY)[0]

    assert desk.impact(closing(hours="14:00-16:00")).affected == ()
    assert [one.appointment for one in desk.impact(closing(hours="09:00-10:00")).affected] == [
        morning
    ]


def test_a_closed_counter_keeps_those_for_whom_there_is_a_seat(desk):
    first, second = desk.books_on(TUESDAY, 2)
    assert first.place.slots == second.place.slots
    desk.cancels_appointment(first)

    done = desk.closes(closing(counters=(6,)))

    assert done.affected == 1  # seat 1 cools: nobody is given it (AT-03)
    assert [one.appointment for one in desk.waiting()] == [second]


def test_whoever_keeps_the_hour_in_another_seat_keeps_the_paper(real_desk):
    first, second = real_desk.books_on(TUESDAY, 2)
    real_desk.cancels_appointment(first)
    real_desk.clock.now += real_desk.cooling

    done = real_desk.closes(closing(counters=(6,)))

    assert done.affected == 0
    with real_desk.store.read() as work:
        kept = work.appointments.get(second.reference)
        rows = work.seats.of_slots(second.place.slots)
    assert kept.place.seats == (1,) * len(kept.place.slots)
    assert (kept.copy_no, kept.starts_at, kept.was_at) == (1, second.starts_at, None)
    assert [row.seat for row in rows] == [1] * len(rows)
    (fact,) = _facts(real_desk, "AppointmentMoved")
    assert fact["by_site"]


def test_the_history_tells_of_a_seat_left_and_of_one_that_cooled(real_desk):  # AT-25
    first, second = real_desk.books_on(TUESDAY, 2)
    real_desk.cancels_appointment(first)
    real_desk.clock.now += real_desk.cooling

    real_desk.closes(closing(counters=(6,)))

    slot = second.place.slots[0]
    assert {fact["seat"] for fact in _facts(real_desk, "PlaceFreed")} == {1, 2}
    told = slot_history(slot, by=CHIEF, holidays=lambda _: frozenset(), **real_desk.ports)
    of_second = [event.what for event in told.events if event.seat == 2]
    assert of_second == [Happened.BOOKED, Happened.REASSIGNED, Happened.FREED]
    assert [event.what for event in told.events if event.seat == 1][-2:] == [
        Happened.FREED, Happened.MOVED_IN,
    ]  # fmt: skip


def test_a_series_closes_alone(desk):
    desk.closes(closing(series=("DEPOT_MATIN",)))

    with desk.store.read() as work:
        days = desk.free_days.of(work, desk.clock(), frozenset())
    tuesday = next(day for day in days if day.day == TUESDAY)
    assert {slot.split("/")[0] for slot in tuesday.at} >= {"DEPOT_APREM", "ASILE"}
    assert "DEPOT_MATIN" not in {slot.split("/")[0] for slot in tuesday.at}


def test_a_procedure_closes_for_those_who_come_for_it(desk):
    booked = desk.books_on(TUESDAY)[0]
    other = desk.books(applicant("9304218799"), "ETUD")

    done = desk.closes(closing(DAY, DAY + dt.timedelta(days=20), procedures=(DEPOSIT,)))

    assert done.affected == 1
    assert [one.appointment for one in desk.waiting()] == [booked]
    assert other not in [one.appointment for one in desk.waiting()]


def test_who_lost_their_time_already_is_not_counted_again(desk):
    desk.books_on(TUESDAY)
    desk.closes(closing(procedures=(DEPOSIT,)))

    assert desk.impact(closing()).struck == ()


def test_the_seat_of_who_lost_the_time_is_nobody_else_s(desk):
    """Two decisions meet: who waits to be placed anew still sits in the first seat."""
    desk.books_on(TUESDAY)
    other = desk.books(
        applicant("9304218799"), "ETUD", slot=f"DEPOT_MATIN/{TUESDAY}T0900",
        agreement=desk.agreed(Override.FREE_SLOT, "ETUD"),
    )  # fmt: skip
    desk.closes(closing(procedures=(DEPOSIT,)))

    found = desk.impact(closing(counters=(6,)))

    assert [(one.appointment, one.seat) for one in found.struck] == [(other, None)]


def test_overlapping_closures_are_told(desk):
    desk.closes(closing(hours="09:00-10:00", reason=ClosureReason.TRAINING))

    found = desk.impact(closing(hours="09:30-11:00"))

    assert [one.reason for one in found.overlaps] == [ClosureReason.TRAINING]


@pytest.mark.parametrize(
    ("closure", "error"),
    [
        (closing(DAY - dt.timedelta(days=1)), e.DayIsPast),
        (closing(THURSDAY, TUESDAY), e.DaysReversed),
        (closing(hours="11:00-10:00"), e.HoursReversed),
        (closing(counters=(5,), series=("ASILE",)), e.ClosureScopeUnclear),
        (closing(TUESDAY, TUESDAY + dt.timedelta(days=400)), e.ClosureTooLong),
        (closing(SUNDAY), e.NothingOpen),
        (closing(hours="18:00-19:00"), e.NothingOpen),
        (closing(counters=(99,)), UnknownCounter),
        (closing(procedures=("NO",)), UnknownProcedure),
        (closing(series=("NO",)), e.UnknownSeries),
    ],
)
def test_what_cannot_be_closed_is_refused(desk, closure, error):
    with pytest.raises(error):
        desk.impact(closure)

    with pytest.raises(error):
        desk.closes(closure, seen="")


def test_what_is_closed_already_is_refused_with_its_reason(desk):
    desk.closes(closing())

    with pytest.raises(e.ClosedAlready) as refused:
        desk.closes(closing(hours="09:00-12:00"), seen="")

    assert refused.value.closed_for == "works"


def test_of_today_only_what_is_to_come_closes(desk):
    """It is nine: who came for nine is not turned away."""
    found = desk.impact(closing(DAY, hours="09:00-09:30", series=("REMISE",)))

    assert found.places == 4  # of 9:10 and 9:20, two counters


def test_a_closure_taken_back_leaves_everybody_who_was_not_moved_at_the_old_time(desk):
    booked = desk.books_on(TUESDAY)[0]
    done = desk.closes(closing())

    desk.takes_back(done.change.lower())

    assert desk.waiting() == ()
    with desk.store.read() as work:
        assert work.appointments.get(booked.reference) == booked
    assert [one["kind"] for one in _facts(desk, "CalendarChanged")] == ["close", "reopen"]


def test_what_is_over_or_unknown_is_not_taken_back(desk):
    done = desk.closes(closing())
    desk.clock.now += dt.timedelta(days=2)

    with pytest.raises(e.DayIsPast):
        desk.takes_back(done.change)
    with pytest.raises(e.UnknownCalendarChange):
        desk.takes_back("7K4M-2QXD")


def test_hours_made_by_hand_take_a_second_person_and_are_an_exception_of_who_opens(desk):  # AT-16
    wanted = openings.Opening(on=SATURDAY, like="depot_matin")
    opens = partial(
        openings.open_day, wanted, by=CHIEF, new_code=new_code, holidays=lambda _: frozenset(),
        **desk.writing,
    )  # fmt: skip
    with pytest.raises(SecondPersonNeeded):
        opens()
    other = desk.agreed(Override.MANUAL_SLOT, "DEPOT_MATIN/2026-03-07T0915", asker=CHIEF)
    with pytest.raises(UnknownRequest):
        opens(agreement=other)

    opens(agreement=desk.agreed(Override.MANUAL_SLOT, "DEPOT_MATIN/2026-03-07T0900", asker=CHIEF))

    (used,) = [one for one in desk.journal() if one.kind == "OverrideUsed"]
    assert (used.header["kind"], used.agent) == ("manual_slot", CHIEF)


def test_hours_are_opened_on_a_day_without_any(desk):
    done = desk.opens(hours="09:00-11:00")

    slots = [offer.place.slots[0] for offer in desk.offers()]
    with desk.store.read() as work:
        days = desk.free_days.of(work, desk.clock(), frozenset())
    saturday = next(day for day in days if day.day == SATURDAY)
    assert len(saturday.at) == 8
    assert all(slot.startswith(f"{done.change}/") for slot in saturday.at)
    assert slots


def test_a_holiday_can_be_opened(desk):
    desk.holidays = frozenset({THURSDAY})

    assert desk.opens(THURSDAY).changes.operation == "open"


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"on": TUESDAY}, e.OpeningContradicts),
        ({"on": DAY - dt.timedelta(days=2)}, e.DayIsPast),
        ({"hours": "12:00-09:00"}, e.HoursReversed),
        ({"hours": "09:00-11:10"}, e.OpeningContradicts),
        ({"like": "NO"}, e.UnknownSeries),
        ({"counters": (99,)}, UnknownCounter),
        ({"on": DAY, "hours": "08:00-09:00", "counters": (1,)}, e.HoursArePast),
    ],
)
def test_what_cannot_be_opened_is_refused(desk, wanted, error):
    with pytest.raises(error):
        desk.opens(**wanted)


def test_a_closed_time_is_not_opened(desk):
    desk.opens()
    desk.closes(closing(SATURDAY, hours="09:00-12:00"))

    with pytest.raises(e.ClosedThen) as refused:
        desk.opens(counters=(1, 2))

    assert refused.value.closed_for == "works"


def test_a_closure_beside_an_opening_does_not_close_it(desk):
    desk.opens()
    desk.closes(closing(SATURDAY, counters=(5,)))

    with pytest.raises(e.HoursArePast):
        desk.opens(DAY, hours="08:00-09:00", counters=(1,))
    assert desk.opens(counters=(1,)).affected == 0


def test_an_opening_with_appointments_is_taken_back_once_they_were_seen(desk):
    done = desk.opens()
    booked = desk.books_on(SATURDAY)[0]

    with pytest.raises(e.ImpactChanged):
        desk.takes_back(done.change)
    seen = impact_of_taking_back(done.change, by=None, holidays=lambda _: frozenset(), **desk.ports)
    gone = desk.takes_back(done.change, seen=seen.mark)

    assert (gone.affected, gone.changes.operation) == (1, "unopen")
    assert [one.appointment for one in desk.waiting()] == [booked]


def test_a_break_inside_the_hours_stays(desk):
    desk.opens(like="NATIONALITE")

    with desk.store.read() as work:
        (extra,) = work.calendar.extras()
    assert len(extra.plan.breaks) == 1


def test_an_agent_plans_nothing(desk):
    with pytest.raises(NotAllowed):
        desk.impact(closing(), by=SYLVIE)
