"""A new day: winners who did not answer lapse, families are measured once (AT-14, 6.3)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.draw_errors import RequestSettled
from desk_app.domain.draw_mode import Mode
from desk_app.domain.register import RequestState
from desk_app.services import modes
from desk_app.services.booking_ports import SeatState
from desk_app.services.direction import close_past_days
from desk_app.services.register_days import begin_day
from desk_app.services.register_ports import FamilyMode
from tests.services.booking_desk import DAY
from tests.services.register_desk import FAMILY, RegisterDesk, nobody_is_away


@pytest.fixture
def desk(store, clock) -> RegisterDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return RegisterDesk(store, clock)


@pytest.fixture
def fake_desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


def begins(desk):
    return begin_day(
        read=desk.store.read, holidays=nobody_is_away, cool=lambda: desk.cooling, **desk.writing
    )


def facts(desk) -> list[str]:
    with desk.store.read() as work:
        return [entry.kind for entry in work.journal.after(0, 5000)]


def mode_of(desk):
    with desk.store.read() as work:
        return work.draws.mode(FAMILY)


def test_who_did_not_answer_in_time_waits_again_and_the_place_with_them(desk):
    made = desk.asks()
    won = desk.draws().given[0]
    desk.clock.passes(days=3)
    begins(desk)
    held = desk.stands(made).state
    desk.clock.passes(days=1)
    changed = begins(desk)

    assert held is RequestState.WON
    assert desk.stands(made).state is RequestState.WAITING
    assert changed.topics
    with desk.store.read() as work:
        assert work.appointments.get(won.reference).status is AppointmentStatus.LAPSED
        seats = work.seats.of_slots(won.place.slots)
        assert SeatState.TAKEN not in {seat.state for seat in seats}


def test_a_family_is_measured_at_the_first_act_of_a_day_and_not_again(desk):
    with desk.store.begin() as work:
        for _ in range(3):
            work.draws.asked(FAMILY, DAY)
    desk.is_drawn()
    desk.clock.passes(days=1)
    first = begins(desk)
    before = len(facts(desk))
    second = begins(desk)

    assert mode_of(desk).mode is Mode.IMMEDIATE
    assert mode_of(desk).measured_on == DAY + dt.timedelta(days=1)
    assert (bool(first.topics), bool(second.topics)) == (True, False)
    assert len(facts(desk)) == before


def test_a_family_asked_for_more_than_it_gives_is_drawn_from_the_next_morning(fake_desk):
    with fake_desk.store.begin() as work:
        for _ in range(5000):
            work.draws.asked(FAMILY, DAY)
    fake_desk.clock.passes(days=1)
    begins(fake_desk)

    assert mode_of(fake_desk).mode is Mode.BATCH
    assert facts(fake_desk)[-1] == "ModeChanged"


def test_a_drawn_family_nobody_asks_for_any_more_is_booked_at_once_again(fake_desk):
    fake_desk.is_drawn()
    fake_desk.clock.passes(days=9)
    begins(fake_desk)

    with fake_desk.store.read() as work:
        assert modes.mode_of(work, FAMILY) is Mode.IMMEDIATE


def test_where_nobody_asked_nothing_is_written(fake_desk):
    before = facts(fake_desk)
    changed = begins(fake_desk)

    assert (changed.topics, facts(fake_desk)) == (frozenset(), before)
    assert mode_of(fake_desk).measured_on is None


# --- days without the desk --------------------------------------------------------------------


def starts(desk, *, days_first=False):
    """The program starts; a command alone may close the days before the register begins its own."""
    acts = [lambda: begins(desk), lambda: close_past_days(read=desk.store.read, **desk.writing)]
    for act in reversed(acts) if days_first else acts:
        act()


@pytest.mark.parametrize("days_first", [False, True])
def test_a_desk_off_over_the_day_of_a_held_seat_lets_its_winner_wait_again(desk, days_first):
    made, other = desk.asks(), desk.asks()
    desk.draws()
    desk.clock.passes(days=14)

    for _ in range(2):
        starts(desk, days_first=days_first)

    assert desk.stands(made).state is RequestState.WAITING
    assert desk.stands(made).lapses == 1
    desk.withdraws(other.request.reference)
    with pytest.raises(RequestSettled):
        desk.confirms(made.request)
    assert [each.person for each in desk.draws().given] == [made.request.person]


def over_while_won(desk):
    """A winner whose appointment an earlier version ended without the request."""
    made = desk.asks()
    won = desk.draws().given[0]
    with desk.store.begin() as work:
        work.appointments.put(work.appointments.get(won.reference).lapse(now=desk.clock()))
        work.seats.give_back(won.id, until=None)
    return made


def test_a_winner_whose_appointment_is_over_waits_again_at_the_next_start(fake_desk):
    made = over_while_won(fake_desk)
    fake_desk.clock.passes(days=4)

    begins(fake_desk)

    assert fake_desk.stands(made).state is RequestState.WAITING


def test_a_winner_whose_appointment_is_over_takes_part_in_the_next_draw(fake_desk):
    made = over_while_won(fake_desk)
    fake_desk.clock.passes(hours=4)

    assert [each.person for each in fake_desk.draws().given] == [made.request.person]


def test_a_winner_whose_appointment_is_over_can_withdraw_and_confirms_nothing(fake_desk):
    made = over_while_won(fake_desk)

    with pytest.raises(RequestSettled):
        fake_desk.confirms(made.request)
    gone = fake_desk.withdraws(made.request.reference).request

    assert gone.state is RequestState.WITHDRAWN


def test_a_held_place_of_a_request_that_was_forgotten_lapses_with_its_day(fake_desk):
    fake_desk.asks()
    won = fake_desk.draws().given[0]
    fake_desk.store.shelf.bookings.wins.clear()
    fake_desk.store.shelf.bookings.requests.clear()
    fake_desk.clock.passes(days=14)

    starts(fake_desk)

    with fake_desk.store.read() as work:
        assert work.appointments.get(won.reference).status is AppointmentStatus.LAPSED


def seats_of(desk, appointment):
    with desk.store.read() as work:
        return [(seat.state, seat.until) for seat in work.seats.of_slots(appointment.place.slots)]


def test_a_place_kept_for_a_draw_cools_out_once_its_family_is_booked_at_once_again(desk):
    booked = desk.books(slot=desk.offers()[-1].place.slots[0])
    desk.is_drawn()
    desk.cancels_appointment(booked)
    kept = seats_of(desk, booked)
    desk.clock.passes(hours=1)
    with desk.store.begin() as work:
        work.draws.put_mode(FAMILY, FamilyMode(mode=Mode.IMMEDIATE, measured_on=None))
    changed = begins(desk)
    again = begins(desk)

    assert kept == [(SeatState.COOLING, None)]
    assert seats_of(desk, booked) == [(SeatState.COOLING, desk.clock() + desk.cooling)]
    assert (bool(changed.topics), bool(again.topics)) == (True, False)


def test_a_place_kept_for_a_draw_to_come_stays_kept(fake_desk):
    booked = fake_desk.books()
    fake_desk.is_drawn()
    fake_desk.cancels_appointment(booked)
    fake_desk.asks()
    begins(fake_desk)

    assert seats_of(fake_desk, booked) == [(SeatState.COOLING, None)]


def test_what_was_kept_for_the_last_who_waited_cools_out_when_they_withdraw(fake_desk):
    booked = fake_desk.books()
    waiting = fake_desk.asks()
    fake_desk.cancels_appointment(booked)
    kept = seats_of(fake_desk, booked)
    fake_desk.withdraws(waiting.request.reference)

    assert kept == [(SeatState.COOLING, None)]
    assert seats_of(fake_desk, booked) == [
        (SeatState.COOLING, fake_desk.clock() + fake_desk.cooling)
    ]


def test_the_place_of_a_winner_who_withdraws_cools_out_where_nobody_waits(fake_desk):
    made = fake_desk.asks()
    won = fake_desk.draws().given[0]
    fake_desk.withdraws(made.request.reference)

    assert seats_of(fake_desk, won) == [(SeatState.COOLING, fake_desk.clock() + fake_desk.cooling)]
