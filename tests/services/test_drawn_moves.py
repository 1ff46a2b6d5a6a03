"""An appointment of a drawn family is not moved to a place of one's choice (AT-06, AT-14)."""

from __future__ import annotations

import pytest

from desk_app.domain.booking_errors import DrawnByLot, SameTime
from desk_app.domain.overrides import Override
from desk_app.services.booking_ports import SeatState
from tests.services.booking_desk import DEPOSIT
from tests.services.calendar_desk import TUESDAY, CalendarDesk, closing
from tests.services.register_desk import FAMILY, RegisterDesk


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


def test_where_places_are_drawn_nobody_moves_to_one_of_their_choice(desk):
    booked = desk.books()
    other = desk.offers()[1].place.slots[0]
    desk.is_drawn()

    with pytest.raises(DrawnByLot):
        desk.moves_appointment(booked, other)

    with desk.store.read() as work:
        assert work.appointments.get(booked.reference) == booked


def test_with_a_second_person_one_moves_and_the_place_left_waits_for_the_next_draw(desk):  # AT-16
    booked = desk.books()
    other = f"{booked.place.slots[0][:-4]}0945"
    desk.is_drawn()

    moved = desk.moves_appointment(
        booked, other, agreement=desk.agreed(Override.FREE_SLOT, DEPOSIT)
    )

    assert moved.place.slots[0] == other
    with desk.store.read() as work:
        pooled = {(seat.slot, seat.seat) for seat in work.seats.pooled(FAMILY, desk.clock())}
        left = work.seats.of_slots([booked.place.slots[0]])
    assert (booked.place.slots[0], booked.place.seats[0]) in pooled
    assert [seat.until for seat in left if seat.state is not SeatState.TAKEN] == [None]


def test_a_place_that_was_offered_before_takes_a_second_person_too(desk):
    booked = desk.books()
    offered = desk.offers()[1].place.slots[0]
    desk.is_drawn()

    moved = desk.moves_appointment(
        booked, offered, agreement=desk.agreed(Override.FREE_SLOT, DEPOSIT)
    )

    assert [each.kind for each in desk.journal()].count("OverrideUsed") == 1
    assert moved.changes == 1


def test_a_late_seat_is_no_way_to_one_that_only_a_draw_gives(desk):  # AT-14
    desk.is_drawn()
    late = desk.books(
        slot="DEPOT_MATIN/2026-03-03T0930", agreement=desk.agreed(Override.FREE_SLOT, DEPOSIT)
    )

    with pytest.raises(DrawnByLot):
        desk.moves_appointment(
            late,
            "DEPOT_MATIN/2026-03-26T0930",
            agreement=desk.agreed(Override.FREE_SLOT, DEPOSIT),
        )

    with desk.store.read() as work:
        assert work.appointments.get(late.reference) == late


def test_who_lost_the_time_to_a_closure_goes_to_a_place_two_people_give(memory, clock):
    desk = CalendarDesk(memory, clock)
    (booked,) = desk.books_on(TUESDAY)
    RegisterDesk(memory, clock).is_drawn()
    desk.closes(closing())

    moved = desk.moves_appointment(
        booked, "DEPOT_MATIN/2026-03-26T0930", agreement=desk.agreed(Override.FREE_SLOT, DEPOSIT)
    )

    assert (moved.place.slots[0], moved.changes) == ("DEPOT_MATIN/2026-03-26T0930", 0)


def test_another_seat_of_ones_own_hour_is_no_move(desk):  # AT-06
    slot = desk.offers()[0].place.slots[0]
    booked = desk.books(slot=slot)

    with pytest.raises(SameTime):
        desk.moves_appointment(booked, slot)

    with desk.store.read() as work:
        assert work.appointments.get(booked.reference).changes == 0
