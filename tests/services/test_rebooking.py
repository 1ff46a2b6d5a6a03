"""A booking taken back in the same visit, and what becomes of its seat (AT-03, undo of a slip)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.appointments import AppointmentMove, AppointmentStatus
from desk_app.domain.booking_errors import ImpossibleAppointmentMove, SlotTaken
from desk_app.domain.errors import NothingToUndo
from desk_app.domain.identity_errors import ActiveAlready
from desk_app.domain.overrides import Override
from desk_app.domain.prints import PrintState
from desk_app.domain.register import RequestState
from desk_app.services.booking_ports import SeatState
from tests.services.booking_desk import DEPOSIT, HANDOVER, BookingDesk, applicant, code_of
from tests.services.desk import KARIM
from tests.services.register_desk import RegisterDesk

S = AppointmentStatus
SOMEBODY_ELSE = "7706113524"


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> BookingDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return BookingDesk(store, clock)


def _seat(desk, booked):
    with desk.store.read() as work:
        found = work.seats.of_slots(booked.place.slots[:1])
    return next(each for each in found if each.seat == booked.place.seats[0])


def _slot(booked):
    return booked.place.slots[0]


def test_what_was_just_booked_is_taken_back_and_its_seat_cools(real_desk):
    booked = real_desk.books()

    ended = real_desk.takes_back(booked)

    seat = _seat(real_desk, booked)
    kinds = [each.kind for each in real_desk.journal()]
    assert ended.status is S.CANCELLED
    assert (seat.state, seat.until) == (SeatState.COOLING, real_desk.clock.now + real_desk.cooling)
    assert kinds[-2:] == ["AppointmentEnded", "BookingTakenBack"]
    offered = [(each.place.slots[0], each.place.seat) for each in real_desk.offers()]
    assert (_slot(booked), booked.place.seats[0]) not in offered


def test_its_paper_does_not_come_out_and_its_code_is_good_no_more(desk):
    booked = desk.books()
    desk.takes_back(booked)

    with desk.store.read() as work:
        states = [job.state for job in work.prints.all(10)]
    assert states == [PrintState.CANCELLED]
    desk.clock.now = booked.starts_at
    with pytest.raises(ImpossibleAppointmentMove) as refused:
        desk.lets_in(code_of(booked))
    assert refused.value.wish == AppointmentMove.ARRIVE


def test_the_same_person_has_the_seat_again_at_once(real_desk):
    booked = real_desk.books()
    real_desk.takes_back(booked)

    again = real_desk.books(
        applicant(given_names="Nadia Leila"), slot=_slot(booked), again=booked.reference
    )

    seat = _seat(real_desk, booked)
    assert again.place == booked.place
    assert (seat.state, seat.appointment) == (SeatState.TAKEN, again.id)
    assert real_desk.journal()[-2].header["choice"] == "again"


def test_the_seat_is_handed_to_nobody_else(real_desk):  # AT-03
    booked = real_desk.books()
    real_desk.takes_back(booked)

    other = real_desk.books(
        applicant(SOMEBODY_ELSE), slot=_slot(booked), again=booked.reference,
        agreement=real_desk.agreed(Override.FREE_SLOT, DEPOSIT),
    )  # fmt: skip

    assert other.place.seats != booked.place.seats
    assert _seat(real_desk, booked).state is SeatState.COOLING


def _again(desk, booked):
    return desk.books(
        slot=_slot(booked), again=booked.reference,
        agreement=desk.agreed(Override.FREE_SLOT, DEPOSIT),
    )  # fmt: skip


@pytest.mark.parametrize("later", [dt.timedelta(minutes=16), dt.timedelta(hours=2)])
def test_after_the_visit_the_seat_cools_for_everybody(desk, later):
    booked = desk.books(slot=desk.offers()[2].place.slots[0])
    desk.takes_back(booked)
    desk.clock.now += later

    again = _again(desk, booked)

    assert again.place.seats != booked.place.seats


def test_a_place_that_was_cancelled_and_not_taken_back_cools_for_its_person_too(desk):
    booked = desk.books()
    desk.cancels_appointment(booked)

    again = _again(desk, booked)

    assert again.place.seats != booked.place.seats


def test_another_place_than_the_one_taken_back_is_chosen_as_ever(desk):
    booked = desk.books()
    desk.takes_back(booked)

    again = desk.books(slot=desk.offers()[1].place.slots[0], again=booked.reference)

    assert _slot(again) != _slot(booked)
    assert _seat(desk, booked).state is SeatState.COOLING


def test_a_reference_that_still_stands_gives_nothing(desk):
    booked = desk.books()

    with pytest.raises(ActiveAlready):
        _again(desk, booked)


def test_a_seat_that_cools_no_more_is_not_given_again(desk):
    desk.cooling = dt.timedelta(minutes=5)
    booked = desk.books()
    desk.takes_back(booked)
    desk.clock.now += dt.timedelta(minutes=6)
    other = desk.books(applicant(SOMEBODY_ELSE), slot=_slot(booked))

    with pytest.raises(SlotTaken):
        desk.books(slot=_slot(booked), again=booked.reference)
    assert _seat(desk, booked).appointment == other.id


def test_only_who_booked_takes_it_back(desk):
    booked = desk.books()

    with pytest.raises(NothingToUndo):
        desk.takes_back(booked, by=KARIM)


def test_after_the_visit_a_booking_is_cancelled_and_not_taken_back(desk):
    booked = desk.books()
    desk.clock.now += dt.timedelta(minutes=16)

    with pytest.raises(NothingToUndo):
        desk.takes_back(booked)


def test_what_somebody_has_touched_since_is_not_taken_back(desk):
    booked = desk.books()
    desk.moves_appointment(booked, by=KARIM)

    with pytest.raises(NothingToUndo):
        desk.takes_back(booked)


def test_what_is_over_is_not_taken_back(desk):
    booked = desk.books()
    desk.takes_back(booked)

    with pytest.raises(NothingToUndo):
        desk.takes_back(booked)


def test_a_request_that_the_booking_ended_waits_again(memory, clock):
    desk = RegisterDesk(memory, clock)
    desk.asks(applicant(), HANDOVER)
    asked = desk.asks(applicant()).request
    booked = desk.books()
    desk.takes_back(booked)

    with desk.store.read() as work:
        request = work.register.get(asked.reference)
    assert (request.state, request.settled_on, request.age) == (RequestState.WAITING, None, 0)
