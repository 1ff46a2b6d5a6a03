"""Whoever lost their time comes before anybody new, and it costs them nothing (A-09)."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.booking_errors import SlotNotOffered, UnknownAppointment
from desk_app.domain.calendar_errors import NobodyToCall, NoPlaceLeft, NotAffected
from desk_app.domain.errors import NotAllowed
from desk_app.domain.identity_errors import OwnInterest
from desk_app.domain.overrides import Override
from desk_app.domain.prints import Leaf, LeafKind
from desk_app.domain.roles import Power
from desk_app.services import replacing
from desk_app.services.booking_ports import SeatState
from desk_app.services.day import locked
from desk_app.services.draw_pool import pool_of
from tests.services.booking_desk import DAY, DEPOSIT, applicant
from tests.services.calendar_desk import TUESDAY, CalendarDesk, closing
from tests.services.desk import CHIEF, SYLVIE
from tests.services.register_desk import RegisterDesk

PHONE = "+33639284657"
FAR = DAY + dt.timedelta(days=90)


@pytest.fixture
def desk(memory, clock) -> CalendarDesk:
    """A desk in memory."""
    return CalendarDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> CalendarDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return CalendarDesk(store, clock)


def _kinds(desk) -> list[str]:
    with desk.store.read() as work:
        return [entry.kind for entry in work.journal.after(0, 1000)]


def _choices(desk) -> list[str]:
    with desk.store.read() as work:
        moved = [one for one in work.journal.after(0, 1000) if one.kind == "AppointmentMoved"]
    return [one.header["choice"] for one in moved]


def _kept(desk, appointment):
    with desk.store.read() as work:
        return work.appointments.get(appointment.reference)


def _closed(desk, people=3):
    """*people* of Tuesday whose day is closed."""
    booked = desk.books_on(TUESDAY, people)
    desk.closes(closing())
    return booked


def test_what_they_will_be_given_is_offered_to_nobody_else(real_desk):
    booked = _closed(real_desk)
    proposed = [one.place.slots for one in real_desk.waiting()]

    offered = real_desk.offers()
    stranger = real_desk.books(applicant("9304218799"))

    assert len({*proposed}) >= 2
    assert stranger.place.slots == offered[0].place.slots
    assert [one.place.slots for one in real_desk.waiting()] == proposed
    assert [real_desk.replaces(one).appointment.place.slots for one in booked] == proposed


def test_everybody_gets_another_time_in_the_order_of_the_old_ones(real_desk):
    booked = _closed(real_desk)

    done = real_desk.replaces_all()

    assert [one.reference for one in done.placed] == [one.reference for one in booked]
    times = [one.starts_at for one in done.placed]
    assert times == sorted(times)
    assert (done.left, real_desk.waiting()) == (0, ())
    assert _choices(real_desk) == ["site"] * 3, "nobody chose (AT-18)"


def test_it_counts_as_no_change_and_kills_the_paper(desk):
    (booked,) = _closed(desk, 1)

    done = desk.replaces(booked)

    kept = _kept(desk, booked)
    assert kept == done.appointment
    assert (kept.changes, kept.copy_no, kept.was_at) == (0, 2, booked.starts_at)
    assert done.code
    with desk.store.read() as work:
        old = work.seats.of_slots(booked.place.slots)
    assert {one.state for one in old} == {SeatState.COOLING}


def test_a_run_can_stop_on_the_way(desk):
    _closed(desk)

    done = desk.replaces_all(at_most=2)

    assert (len(done.placed), done.left, len(desk.waiting())) == (2, 1, 1)


def test_one_of_them_may_choose_among_three_behind_the_others(desk):
    first, second, _third = _closed(desk)
    offered = desk.choices(second)
    done = desk.replaces(second, offered[-1].place.slots[0])

    assert 1 <= len(offered) <= 3
    assert _choices(desk) == [offered[-1].rule]
    assert done.appointment.place.slots == offered[-1].place.slots
    assert all(one.place is not None for one in desk.waiting())
    with pytest.raises(SlotNotOffered):
        desk.replaces(first, f"DEPOT_MATIN/{DAY + dt.timedelta(days=14)}T1115")


def test_whom_nothing_fits_stays_on_the_list(desk):
    (booked,) = desk.books_on(TUESDAY)
    desk.closes(closing(DAY, FAR))

    done = desk.replaces_all()

    assert (done.placed, done.left) == ((), 1)
    assert [one.place for one in desk.waiting()] == [None]
    with pytest.raises(NoPlaceLeft):
        desk.replaces(booked)
    assert desk.choices(booked) == ()


def test_to_be_closed_brings_nobody_an_earlier_time(real_desk):  # AT-18
    day = DAY + dt.timedelta(days=24)
    (booked,) = real_desk.books_on(day)
    earlier = real_desk.offers()[0].place.slots[0]
    real_desk.closes(closing(booked.starts_at.date()))

    assert all(one.place.starts_at > booked.starts_at for one in real_desk.choices(booked))
    with pytest.raises(SlotNotOffered):
        real_desk.replaces(booked, earlier)
    assert real_desk.replaces(booked).appointment.starts_at > booked.starts_at


def test_an_earlier_time_takes_a_second_person(real_desk):  # AT-16
    (booked,) = real_desk.books_on(DAY + dt.timedelta(days=24))
    earlier = real_desk.offers()[0].place.slots[0]
    real_desk.closes(closing(booked.starts_at.date()))
    agreement = real_desk.agreed(Override.FREE_SLOT, DEPOSIT, asker=CHIEF)

    done = real_desk.replaces(booked, earlier, agreement=agreement)

    assert (done.choice, done.appointment.place.slots[0]) == ("free", earlier)
    assert _kinds(real_desk).count("OverrideUsed") == 2  # the booking of the test is one


def test_whom_nothing_later_fits_stays_on_the_list_rather_than_come_sooner(desk):
    last = DAY + dt.timedelta(weeks=12)
    while not (days := _days_with_places(desk, last)):
        last -= dt.timedelta(days=1)
    (booked,) = desk.books_on(days[-1])
    desk.closes(closing(days[-1], FAR))

    assert [one.place for one in desk.waiting()] == [None]
    with pytest.raises(NoPlaceLeft):
        desk.replaces(booked)


def _days_with_places(desk, day):
    with desk.store.read() as work:
        found = desk.free_days.of(work, desk.clock(), frozenset())
    serving = [each for each in found if any(DEPOSIT in strip.serves for strip in each.strips)]
    return [each.day for each in serving if each.day <= day]


def test_whom_the_agent_has_declared_a_colleague_places(real_desk):  # AT-15
    first, own, third = _closed(real_desk)
    with real_desk.store.begin() as work:
        work.ties.add(CHIEF, own.person, on=DAY)

    done = real_desk.replaces_all(at_most=2)
    again = real_desk.replaces_all()

    assert [one.reference for one in done.placed] == [first.reference, third.reference]
    assert ((done.left, again.left), again.placed) == ((1, 1), ())
    assert "BookingRefused" not in _kinds(real_desk), "nobody chose anything"
    with pytest.raises(OwnInterest):
        real_desk.replaces(own)
    assert _kinds(real_desk)[-1] == "BookingRefused"


def test_who_was_quicker_leaves_the_others_their_turn(desk):
    _first, second, _third = _closed(desk)
    quicker = iter([second])

    def begin():
        for one in quicker:
            desk.replaces(one)
        return desk.store.begin()

    done = replacing.replace_affected(
        by=CHIEF, begin=begin, read=desk.store.read, clock=desk.clock, ways=desk.ways
    )

    assert len(done.placed) == 2
    assert desk.waiting() == ()


def test_who_keeps_the_time_is_not_placed_anew(desk):
    (booked,) = desk.books_on(TUESDAY)

    with pytest.raises(NotAffected):
        desk.replaces(booked)
    with pytest.raises(NotAffected):
        desk.choices(booked)
    with pytest.raises(UnknownAppointment):
        desk.replaces(dataclasses.replace(booked, reference="nobody"))


def test_a_winner_who_has_not_answered_is_placed_anew_without_a_paper(desk):
    (booked,) = desk.books_on(TUESDAY)
    held = dataclasses.replace(booked, status=AppointmentStatus.HELD)
    with desk.store.begin() as work:
        work.appointments.put(held)
    desk.closes(closing())

    done = desk.replaces(held)

    assert (done.job, done.code) == (None, "")
    assert _kept(desk, held).status is AppointmentStatus.HELD


def test_the_list_of_calls_has_names_telephones_and_both_times(real_desk):
    real_desk.books(applicant(phone=PHONE), slot=f"DEPOT_MATIN/{TUESDAY}T0900",
                    agreement=real_desk.agreed(Override.FREE_SLOT, "RNV_DEPOT"))  # fmt: skip
    other = real_desk.books_on(TUESDAY)[0]
    real_desk.closes(closing())
    real_desk.replaces_all(at_most=1)

    made = real_desk.calls()

    second, first = sorted(made.leaf.callees, key=lambda one: one.phone)
    assert (first.name, first.phone) == ("Benali Nadia", PHONE)
    assert f"{first.was_at:%d %H:%M}" == "03 09:00"
    assert first.starts_at > first.was_at
    assert (second.phone, second.starts_at) == ("", None)
    assert other.reference in made.references
    assert "CallListMade" in _kinds(real_desk)


def test_the_list_comes_out_of_the_printer(real_desk):
    _closed(real_desk)

    made = real_desk.prints_calls()

    with real_desk.store.read() as work:
        job = work.prints.get(made.job)
    assert isinstance(job.slip, Leaf)
    assert job.slip == made.leaf
    assert (job.slip.kind, job.what) == (LeafKind.CALLS, "calls 2026-03-02")


def test_who_was_told_is_no_longer_on_the_list(desk):
    (booked,) = _closed(desk, 1)
    desk.replaces(booked)

    told = desk.tells(booked)

    assert (told.was_at, told.starts_at) == (None, _kept(desk, booked).starts_at)
    with pytest.raises(NobodyToCall):
        desk.calls()
    with pytest.raises(NotAffected):
        desk.tells(booked)


def test_who_then_chooses_another_date_needs_no_call(desk):
    (booked,) = _closed(desk, 1)
    replaced = desk.replaces(booked).appointment

    moved = desk.moves_appointment(replaced)

    assert moved.was_at is None
    with pytest.raises(NobodyToCall):
        desk.prints_calls()


def test_the_first_hour_stays_known_through_two_closures(desk):
    (booked,) = _closed(desk, 1)
    once = desk.replaces(booked).appointment
    day = once.starts_at.date()
    desk.closes(closing(day))

    twice = desk.replaces(booked).appointment

    assert (twice.was_at, twice.starts_at > once.starts_at) == (booked.starts_at, True)


def test_a_person_who_was_forgotten_is_a_line_without_a_name(desk):
    (booked,) = _closed(desk, 1)
    with desk.store.begin() as work:
        work.appointments.put_holder(booked, "")

    (line,) = desk.calls().leaf.callees

    assert (line.name, line.phone) == ("", "")
    assert [one.last4 for one in desk.waiting()] == [""]


@pytest.mark.parametrize("act", ["waiting", "replaces_all", "calls"])
def test_an_agent_sees_and_moves_nobody(desk, act):  # AT-22
    with pytest.raises(NotAllowed):
        getattr(desk, act)(by=SYLVIE)


def test_a_draw_does_not_give_what_they_will_be_given(desk):
    _closed(desk)
    kept = {seat for one in desk.waiting() for seat in one.place.seats}

    with desk.store.begin() as work:
        act = locked(work, desk.clock(), CHIEF, Power.PLAN)
        days = desk.free_days.of(work, desk.clock(), frozenset())
        pool = pool_of(act, "DEPOT", days, frozenset())
        whole = pool_of(act, "DEPOT", desk.free_days.laid(work, desk.clock(), frozenset()).days,
                        frozenset())  # fmt: skip
    given, all_ = (
        {(slot.slot, seat) for slot in each.slots for seat in slot.seats} for each in (pool, whole)
    )

    assert all_ - given == kept & all_
    assert not given & kept


def test_who_comes_to_the_desk_before_the_run_moves_for_nothing_too(desk):
    (booked,) = _closed(desk, 1)

    moved = desk.moves_appointment(booked)
    again = desk.moves_appointment(moved, desk.offers()[-1].place.slots[0])

    assert (moved.changes, moved.was_at, again.changes) == (0, None, 1)
    assert desk.waiting() == ()


# --- winners who have not answered ------------------------------------------------------------


def _held(desk):
    """A winner of the first day after the time to answer, which is closed."""
    drawn = RegisterDesk(desk.store, desk.clock)
    drawn.asks()
    won = drawn.draws().given[0]
    desk.closes(closing(won.starts_at.date()))
    return won


@pytest.mark.parametrize("how", ["proposed", "chosen"])
def test_a_winner_is_given_no_hour_within_the_time_to_answer(desk, how):
    won = _held(desk)
    chosen = desk.choices(won)[0].place.slots[0] if how == "chosen" else ""

    moved = desk.replaces(won, chosen).appointment

    assert moved.status is AppointmentStatus.HELD
    assert moved.starts_at >= moved.hold_until == won.hold_until


def test_a_winner_whom_no_later_hour_fits_stays_on_the_list_and_lapses(desk):
    won = _held(desk)
    desk.closes(closing(won.starts_at.date() + dt.timedelta(days=1), FAR))

    with pytest.raises(NoPlaceLeft):
        desk.replaces(won)
    assert desk.choices(won) == ()
