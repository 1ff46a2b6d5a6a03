"""Holders called before the day: who is, what comes of it, whose place goes (A-03, AT-21)."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.booking_errors import NoPhone, NotToBeCalled, UnknownAppointment
from desk_app.domain.changes import Topic
from desk_app.domain.overrides import Override
from desk_app.domain.prints import LeafKind
from desk_app.domain.reconfirmation import CallOutcome
from desk_app.security.codes import new_id
from desk_app.services import call_lists, reconfirmation
from desk_app.services.booking_ports import SeatState
from tests.services.booking_desk import DEPOSIT, HASHED, HASHES, PARIS, BookingDesk, applicant
from tests.services.desk import CHIEF, KARIM, SYLVIE

S, O = AppointmentStatus, CallOutcome  # noqa: E741 - as they are read in the tests
PHONE = "+33612449031"


@dataclasses.dataclass
class CallingDesk(BookingDesk):
    """A desk that calls holders."""

    def list(self, *, by=SYLVIE):
        """Whom to call."""
        return call_lists.call_list(
            language="fr", by=by, keyed_hash=HASHED, read=self.store.read, **self.writing
        )

    def called(self, booked, outcome, *, by=SYLVIE):
        """What came of a call."""
        return reconfirmation.called(
            booked.reference, outcome, by=by, cool=lambda: self.cooling, keyed_hash=HASHED,
            hashes=HASHES,             **self.writing,
        ).appointment  # fmt: skip

    def rings(self, booked):
        """The phone rings at the desk."""
        return reconfirmation.verify_phone(
            booked.reference, by=SYLVIE, keyed_hash=HASHED, **self.writing
        )

    def releases(self, *, by=None):
        """The places of who was called in vain go."""
        return reconfirmation.release_unanswered(
            by=by, cool=lambda: self.cooling, read=self.store.read, **self.writing
        )[1]

    def before(self, booked, days, hour=10):
        """Go to so many days before the appointment."""
        day = booked.starts_at.astimezone(PARIS).date() - dt.timedelta(days=days)
        self.clock.now = dt.datetime.combine(day, dt.time(hour), PARIS)

    def status(self, booked):
        """Where an appointment stands."""
        with self.store.read() as work:
            return work.appointments.get(booked.reference).status


@pytest.fixture
def desk(memory, clock) -> CallingDesk:
    """A desk in memory."""
    return CallingDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> CallingDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return CallingDesk(store, clock)


def _booked(desk, *, phone=PHONE, number="9304218765", on="2026-03-26", by=SYLVIE):
    """An appointment in four weeks, chosen with a second person: the rule offers today."""
    slot = f"{desk.offers()[0].place.slots[0].split('/')[0]}/{on}T0900"
    agreement = desk.agreed(Override.FREE_SLOT, DEPOSIT, asker=by)
    return desk.books(applicant(number, phone=phone), slot=slot, agreement=agreement, by=by)


def _kinds(desk):
    return [entry.kind for entry in desk.journal()]


def _in_vain(desk, booked, *days):
    for day in days:
        desk.before(booked, day)
        desk.called(booked, O.NO_ANSWER)


@pytest.mark.parametrize(("days", "listed"), [(11, 0), (10, 1), (3, 1), (2, 0), (0, 0)])
def test_holders_are_called_from_ten_to_three_days_before(desk, days, listed):
    booked = _booked(desk)

    desk.before(booked, days)

    assert len(desk.list().lines) == listed


def test_the_list_shows_a_phone_and_never_a_name(desk):
    booked = _booked(desk)
    desk.before(booked, 8)

    (line,) = desk.list().lines

    assert (line.phone, line.last4, line.is_verified) == (PHONE, "8765", False)
    assert (line.in_vain, line.tried, line.goes_on) == (0, None, None)
    assert "Benali" not in repr(line)


def test_who_has_no_phone_is_counted_and_not_called(desk):
    booked = _booked(desk, phone="")
    desk.before(booked, 5)

    listed = desk.list()

    assert (listed.lines, listed.without) == ((), 1)
    with pytest.raises(NoPhone):
        desk.called(booked, O.NO_ANSWER)


def test_opening_the_list_is_journaled_once_for_each_look_of_an_agent(desk):
    booked = _booked(desk)
    desk.before(booked, 5)

    desk.list()
    desk.list()
    desk.list(by=KARIM)
    desk.clock.now += dt.timedelta(minutes=16)
    desk.list()

    opened = [e for e in desk.journal() if e.kind == "CallListOpened"]
    assert [(e.agent, e.header["phones"]) for e in opened] == [
        (SYLVIE, 1), (KARIM, 1), (SYLVIE, 1),
    ]  # fmt: skip


def test_who_confirms_is_called_no_more_and_has_a_verified_phone(desk):
    booked, other = _booked(desk), _booked(desk, number="9304218766")
    desk.before(booked, 8)

    done = desk.called(booked, O.CONFIRMED)

    assert done.reconfirmed_at == desk.clock.now
    assert [line.appointment.reference for line in desk.list().lines] == [other.reference]
    assert _kinds(desk)[-3:-1] == ["HolderCalled", "AppointmentReconfirmed"]
    with pytest.raises(NotToBeCalled):
        desk.called(booked, O.NO_ANSWER)


def test_who_gives_up_is_cancelled_by_the_rules_and_the_seat_cools(real_desk):
    booked = _booked(real_desk)
    real_desk.before(booked, 8)

    ended = real_desk.called(booked, O.GIVES_UP)

    with real_desk.store.read() as work:
        (seat,) = work.seats.of_slots(booked.place.slots)
    assert ended.status is S.CANCELLED
    assert (seat.state, seat.until) == (SeatState.COOLING, real_desk.clock.now + real_desk.cooling)


def test_a_verified_phone_called_in_vain_on_two_days_loses_the_place_three_days_before(real_desk):
    booked = _booked(real_desk)
    real_desk.rings(booked)
    _in_vain(real_desk, booked, 8, 5)
    (line,) = real_desk.list().lines
    assert line.goes_on == booked.starts_at.date() - dt.timedelta(days=3)
    real_desk.before(booked, 4)
    assert real_desk.releases() == ()

    real_desk.before(booked, 3, hour=0)
    gone = real_desk.releases()

    with real_desk.store.read() as work:
        (seat,) = work.seats.of_slots(booked.place.slots)
    assert gone == (booked.reference,)
    assert real_desk.status(booked) is S.LAPSED
    assert seat.state is SeatState.COOLING
    assert seat.until == real_desk.clock.now + real_desk.cooling
    assert real_desk.releases() == ()


@pytest.mark.parametrize("outcomes", [(), (O.WRONG_NUMBER,)])
def test_a_phone_nobody_ever_answered_loses_nothing(desk, outcomes):
    booked = _booked(desk)
    if outcomes:
        desk.rings(booked)
    _in_vain(desk, booked, 8, 6, 5)
    for outcome in outcomes:
        desk.called(booked, outcome)

    desk.before(booked, 2)

    assert desk.releases() == ()
    assert desk.status(booked) is S.BOOKED


def test_two_calls_of_one_day_are_one(desk):
    booked = _booked(desk)
    desk.rings(booked)
    _in_vain(desk, booked, 5, 5)
    (line,) = desk.list().lines
    assert (line.in_vain, line.goes_on) == (1, None)

    desk.before(booked, 3)

    assert desk.releases() == ()


def test_the_phone_of_a_shelter_is_verified_for_who_answered_it_alone(desk):
    booked, other = _booked(desk), _booked(desk, number="9304218766")
    desk.rings(booked)
    desk.before(booked, 8)

    verified = {line.appointment.reference: line.is_verified for line in desk.list().lines}

    assert verified == {booked.reference: True, other.reference: False}


def test_who_answered_once_has_a_verified_phone_at_the_next_appointment(desk):
    booked = _booked(desk, on="2026-03-12", by=SYLVIE)
    desk.before(booked, 3)
    assert desk.list().lines == ()  # booked ten days before: that was a word too
    desk.clock.now = desk.clock.now.replace(day=2, hour=9, minute=0)
    desk.cancels_appointment(booked)
    first = _booked(desk)
    desk.before(first, 9)
    desk.called(first, O.GIVES_UP)
    second = _booked(desk, on="2026-04-07")
    desk.before(second, 9)

    (line,) = desk.list().lines

    assert line.is_verified


def test_who_moved_the_date_since_was_not_called_in_vain(desk):
    booked = _booked(desk)
    desk.rings(booked)
    _in_vain(desk, booked, 9, 8)
    slot = f"{booked.place.slots[0].split('/')[0]}/2026-03-27T0900"
    agreement = desk.agreed(Override.FREE_SLOT, DEPOSIT)
    moved = desk.moves_appointment(booked, slot, agreement=agreement)

    desk.before(moved, 3)

    assert desk.releases() == ()


def test_a_second_call_in_vain_on_the_last_day_leaves_the_place_till_the_next(desk):
    booked = _booked(desk)
    desk.rings(booked)
    _in_vain(desk, booked, 4, 3)

    (line,) = desk.list().lines

    assert line.goes_on == desk.clock.now.date() + dt.timedelta(days=1)


def test_a_supervisor_lets_the_places_go_by_hand(desk):
    booked = _booked(desk)
    desk.rings(booked)
    _in_vain(desk, booked, 8, 5)
    desk.before(booked, 3)

    assert desk.releases(by=CHIEF) == (booked.reference,)
    assert desk.journal()[-1].agent == CHIEF


def test_a_holder_who_is_forgotten_is_not_called(desk):
    booked = _booked(desk)
    desk.before(booked, 8)
    with desk.store.begin() as work:
        work.appointments.erase(booked.id)

    assert desk.list().without == 1
    with pytest.raises(UnknownAppointment):
        desk.called(booked, O.CONFIRMED)


def test_calls_tell_screens_what_to_read_again(desk):
    booked = _booked(desk)
    done = desk.rings(booked)

    assert Topic.APPOINTMENTS in done.changes.topics
    assert _kinds(desk)[-1] == "PhoneVerified"


def test_the_list_leaves_on_paper_with_a_fact_and_stays_a_list(desk):
    made = call_lists.print_list(
        ("06 12 44 90 31 · jeudi 26 mars 9:00 · …8765",), by=SYLVIE, new_id=new_id,
        printer=desk.printer, **desk.writing,
    )  # fmt: skip

    with desk.store.read() as work:
        (job,) = work.prints.all(5)
    assert (job.what, job.slip.kind, job.slip.qr) == (
        "reminders 2026-03-02",
        LeafKind.REMINDERS,
        "",
    )
    assert desk.journal()[-1].header == {"phones": 1}
    assert made.topics == {Topic.PRINTS}
