"""What happened to a slot is told whole, by references, to supervisors alone (AT-25)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.appointments import AppointmentStatus, Reference
from desk_app.domain.booking_errors import UnknownSlot
from desk_app.domain.booking_facts import (
    AppointmentEnded,
    AppointmentMoved,
    CalendarChanged,
    PlaceFreed,
)
from desk_app.domain.errors import NotAllowed
from desk_app.domain.overrides import Override
from desk_app.domain.roles import Power
from desk_app.domain.series import Closure, ClosureId, ClosureReason
from desk_app.domain.slot_history import Happened
from desk_app.services import attendance
from desk_app.services.booking_ports import SeatState
from desk_app.services.day import locked
from desk_app.services.slot_history import slot_history
from tests.services.booking_desk import DAY, HANDOVER, applicant
from tests.services.calendar_desk import CalendarDesk, closing
from tests.services.desk import CHIEF, KARIM, SYLVIE
from tests.services.register_desk import RegisterDesk, nobody_is_away

LONG = "PREM_DEPOT"
SLOT = "REMISE/2026-03-12T0910"
H = Happened


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> RegisterDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return RegisterDesk(store, clock)


def told(desk, slot=SLOT, *, by=CHIEF):
    return slot_history(slot, by=by, holidays=nobody_is_away, **desk.ports)


def whats(history) -> list[Happened]:
    return [event.what for event in history.events]


def gives(desk, slot=SLOT, procedure=HANDOVER):
    agreement = desk.agreed(Override.FREE_SLOT, procedure)
    who = applicant(str(next(desk.numbers)))
    return desk.books(who, procedure, slot=slot, agreement=agreement)


def test_the_history_of_a_slot_with_three_holders_is_complete(real_desk):  # AT-25
    first = gives(real_desk)
    real_desk.cancels_appointment(first)
    real_desk.clock.passes(minutes=6 * 60)
    second = gives(real_desk)
    real_desk.moves_appointment(second, by=KARIM)
    real_desk.clock.passes(minutes=6 * 60)
    third = gives(real_desk)

    history = told(real_desk)

    seat_one = [event for event in history.events if event.seat in {0, 1}]
    assert [(event.what, event.appointment) for event in seat_one] == [
        (H.OPENED, ""),
        (H.BOOKED, first.reference),
        (H.CANCELLED, first.reference),
        (H.COOLING, ""),
        (H.FREED, ""),
        (H.BOOKED, second.reference),
        (H.MOVED_OUT, second.reference),
        (H.COOLING, ""),
        (H.FREED, ""),
        (H.BOOKED, third.reference),
    ]
    assert [event.at for event in history.events] == sorted(event.at for event in history.events)
    assert seat_one[6].agent == KARIM
    assert history.places[0].appointment == third.reference
    assert {place.state for place in history.places[1:]} <= {None}
    assert history.is_open
    assert history.starts_at == third.starts_at


def test_a_place_that_cools_is_told_without_its_hour_and_one_that_has_cooled_with_it(desk):
    desk.cancels_appointment(gives(desk))

    cooling = told(desk)
    desk.clock.passes(minutes=6 * 60)
    cooled = told(desk)

    assert whats(cooling)[-1] is H.COOLING
    assert H.FREED not in whats(told(desk, "REMISE/2026-03-12T0920"))
    assert (cooling.places[0].state, cooling.places[0].waits_for_draw) == (SeatState.COOLING, False)
    assert cooling.places[0].is_cooling
    assert whats(cooled)[-1] is H.FREED
    assert cooled.places[0].state is None


def test_a_drawn_place_its_lapse_and_its_next_draw(desk):
    desk.is_drawn()
    desk.asks()
    desk.with_two_people()
    with desk.store.read() as work:
        won = work.appointments.between(
            dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
        )[0]
    slot = won.place.slots[0]
    given = told(desk, slot)
    desk.clock.passes(minutes=10 * 24 * 60)
    desk.closes()

    lapsed = told(desk, slot)

    assert whats(given) == [H.OPENED, H.DRAWN]
    assert given.events[1].detail == "draw"
    assert whats(lapsed) == [H.OPENED, H.DRAWN, H.LAPSED, H.COOLING]
    assert lapsed.places[won.place.seats[0] - 1].waits_for_draw


def test_a_long_visit_is_in_the_history_of_each_slot_it_takes(desk):
    booked = desk.books(procedure=LONG)
    assert len(booked.place.slots) > 1
    beside = f"{booked.place.slots[0][:-4]}1130"

    for slot in booked.place.slots:
        assert whats(told(desk, slot)) == [H.OPENED, H.BOOKED]
    assert whats(told(desk, beside)) == [H.OPENED]
    later = f"{booked.place.slots[0][:-15]}2026-03-12T0930"
    desk.moves_appointment(booked, later, agreement=desk.agreed(Override.FREE_SLOT, LONG))
    for slot in booked.place.slots:
        assert whats(told(desk, slot))[2:] == [H.MOVED_OUT, H.COOLING]


def test_who_was_moved_in_from_elsewhere(desk):
    other = gives(desk, "REMISE/2026-03-13T0910")
    desk.moves_appointment(other, SLOT, agreement=desk.agreed(Override.FREE_SLOT, HANDOVER))

    event = told(desk).events[-1]

    assert (event.what, event.detail) == (H.MOVED_IN, "REMISE/2026-03-13T0910")


def test_who_came_and_who_did_not(desk):
    booked = gives(desk)
    desk.clock.passes(minutes=20 * 24 * 60)
    with desk.store.begin() as work:
        act = locked(work, desk.clock(), CHIEF, Power.DIRECT)
        attendance.settle(act.day, act)

    event = told(desk).events[-1]

    assert (event.what, event.appointment) == (H.MISSED, booked.reference)


def test_a_closure_of_its_day_is_told_and_its_holder_s_new_place(desk):
    booked = gives(desk)
    day = booked.starts_at.date()
    with desk.store.begin() as work:
        act = locked(work, desk.clock(), CHIEF, Power.PLAN)
        reason = ClosureReason.WORKS
        closure = Closure(id=ClosureId("c"), first_on=day, last_on=day, reason=reason)
        work.calendar.close(closure, act.now)
        for first in (day, day + dt.timedelta(days=1)):
            act.record(CalendarChanged(first=first, last=first, kind="close", why=reason,
                                       affected=1))  # fmt: skip
        act.record(
            AppointmentMoved(appointment=booked.reference, slot="REMISE/2026-03-17T0910",
                             before=SLOT, changes=0, by_site=True)
        )  # fmt: skip

    history = told(desk)

    assert whats(history) == [H.OPENED, H.BOOKED, H.CLOSED, H.REASSIGNED, H.COOLING]
    assert not history.is_open
    assert history.starts_at == booked.starts_at


def test_an_exceptional_opening_is_told_as_it_was_decided(desk):
    with desk.store.begin() as work:
        act = locked(work, desk.clock(), CHIEF, Power.PLAN)
        act.record(CalendarChanged(first=DAY, last=DAY + dt.timedelta(days=30), kind="open",
                                   why=None, affected=0))  # fmt: skip

    event = told(desk).events[0]

    assert (event.what, event.agent, event.at) == (H.OPENED, CHIEF, desk.clock())


@pytest.mark.parametrize(
    "slot", ["x", "REMISE/2026-13-12T0910", "REMISE/2026-03-12T0311", "NO/2026-03-12T0910"]
)
def test_a_slot_that_nothing_knows_is_refused(desk, slot):
    with pytest.raises(UnknownSlot):
        told(desk, slot)


def test_what_is_kept_of_other_days_and_older_facts_is_no_part_of_it(desk):
    with desk.store.begin() as work:
        act = locked(work, desk.clock(), CHIEF, Power.PLAN)
        act.record(PlaceFreed(slot="REMISE/2026-03-12T0920", seat=1, due=desk.clock()))
        act.record(
            AppointmentEnded(
                appointment=Reference("AAAA-AAAA"), slot=SLOT, status=AppointmentStatus.MISSED
            )
        )

    assert whats(told(desk)) == [H.OPENED]
    assert set(whats(told(desk, "REMISE/2026-03-12T0920"))) == {H.OPENED, H.FREED}


def test_agents_do_not_see_it(desk):
    with pytest.raises(NotAllowed):
        told(desk, by=SYLVIE)


def test_a_closure_taken_back_is_told_as_its_opening(memory, clock):
    desk = CalendarDesk(memory, clock)
    day = dt.date.fromisoformat(SLOT.split("/")[1].split("T", maxsplit=1)[0])
    change = desk.closes(closing(day)).change
    desk.clock.passes(minutes=1)
    desk.takes_back(change)

    assert whats(told(desk))[-2:] == [H.CLOSED, H.OPENED]
