"""What became of the day's appointments once it is closed (A-04, R-05b)."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.changes import Topic
from desk_app.services.booking_ports import TraceKind
from desk_app.services.direction import close_day, close_past_days
from tests.services.booking_desk import BookingDesk, applicant, code_of
from tests.services.desk import CHIEF

S = AppointmentStatus
OTHER = "7706113524"
FRIDAY_EVENING = dt.datetime(2026, 2, 27, 17, 0, tzinfo=dt.UTC)


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> BookingDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return BookingDesk(store, clock)


def _at(desk, booked, **later):
    desk.clock.now = booked.starts_at + dt.timedelta(**later)


def _status(desk, booked) -> AppointmentStatus:
    with desk.store.read() as work:
        return work.appointments.get(booked.reference).status


def _absences(desk, booked):
    with desk.store.read() as work:
        return work.traces.of(TraceKind.ABSENCE, booked.person, dt.date(2026, 1, 1))


def _ended(desk) -> list[str]:
    return [e.header["status"] for e in desk.journal() if e.kind == "AppointmentEnded"]


def test_who_did_not_come_has_missed_it_and_leaves_a_dated_line(desk):
    booked = desk.books()
    _at(desk, booked, hours=3)

    close_day(by=CHIEF, **desk.writing)

    (absence,) = _absences(desk, booked)
    assert _status(desk, booked) is S.MISSED
    assert absence.day == booked.starts_at.date()
    assert _ended(desk) == ["missed"]


@pytest.mark.parametrize("day_after", [False, True])
def test_a_day_is_settled_alike_on_every_store(real_desk, day_after):
    came, stayed = real_desk.books(), real_desk.books(applicant(OTHER))
    _at(real_desk, came, minutes=-5)
    real_desk.lets_in(code_of(came))
    number = real_desk.serves(5)
    real_desk.completes(number, counter=5)
    if day_after:
        _at(real_desk, came, days=1)
        touched = close_past_days(begin=real_desk.store.begin, **real_desk.ports)
    else:
        _at(real_desk, came, hours=8)
        touched = close_day(by=CHIEF, **real_desk.writing)

    assert _status(real_desk, came) is S.HONOURED
    assert _status(real_desk, stayed) is S.MISSED
    assert _absences(real_desk, came) == []
    assert len(_absences(real_desk, stayed)) == 1
    assert Topic.APPOINTMENTS in touched.topics


def test_who_was_let_in_and_not_received_is_no_absence(desk):
    booked = desk.books()
    _at(desk, booked)
    desk.lets_in(code_of(booked))
    _at(desk, booked, hours=8)

    close_day(by=CHIEF, **desk.writing)

    assert _status(desk, booked) is S.MISSED
    assert _absences(desk, booked) == []


def test_who_could_not_come_because_the_day_was_closed_early_is_no_absence(desk):
    booked = desk.books()
    _at(desk, booked, minutes=14)

    close_day(by=CHIEF, **desk.writing)

    assert _status(desk, booked) is S.MISSED
    assert _absences(desk, booked) == []


def test_a_day_on_which_nobody_opened_the_site_blames_nobody(real_desk):
    real_desk.clock.now = FRIDAY_EVENING
    booked = real_desk.books()  # for Monday, when nobody comes to work
    close_day(by=CHIEF, **real_desk.writing)
    _at(real_desk, booked, days=3)

    close_past_days(begin=real_desk.store.begin, **real_desk.ports)
    again = close_past_days(begin=real_desk.store.begin, **real_desk.ports)

    assert _status(real_desk, booked) is S.MISSED
    assert _absences(real_desk, booked) == []
    assert again.topics == frozenset()


def test_a_place_that_was_never_confirmed_lapses(desk):
    booked = desk.books()
    with desk.store.begin() as work:
        work.appointments.put(dataclasses.replace(booked, status=S.HELD))
    _at(desk, booked, hours=8)

    close_day(by=CHIEF, **desk.writing)

    assert _status(desk, booked) is S.LAPSED
    assert _absences(desk, booked) == []


def test_who_is_forgotten_leaves_no_line(desk):
    booked = desk.books()
    with desk.store.begin() as work:
        work.appointments.put(dataclasses.replace(booked, person=""))
    _at(desk, booked, hours=8)

    close_day(by=CHIEF, **desk.writing)

    traces = desk.store.shelf.bookings.traces
    assert [each for each in traces if each.kind is TraceKind.ABSENCE] == []


def test_the_appointments_of_later_days_stay(desk):
    booked = desk.books()
    desk.clock.now = FRIDAY_EVENING

    close_day(by=CHIEF, **desk.writing)

    assert _status(desk, booked) is S.BOOKED


def test_after_the_closing_the_person_may_book_again(real_desk):
    booked = real_desk.books()
    _at(real_desk, booked, hours=8)

    close_day(by=CHIEF, **real_desk.writing)

    assert real_desk.books().status is S.BOOKED


def test_a_ticket_of_nobody_s_says_no_appointment(real_desk):
    ticket = real_desk.issued().ticket

    with real_desk.store.read() as work:
        assert work.appointments.of_ticket(ticket.id) is None
