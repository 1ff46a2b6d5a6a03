"""AT-01 and AT-03 to AT-07: who a place is for, and that nobody chooses, swaps or hoards one."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import threading
from functools import partial
from uuid import UUID

import pytest

from desk_app.domain.anomalies import Pattern
from desk_app.domain.appointments import AppointmentId
from desk_app.domain.booking_errors import SlotNotOffered, SlotTaken
from desk_app.domain.errors import Refused
from desk_app.domain.identity_errors import ActiveAlready, ChangesUsedUp
from desk_app.domain.overrides import Override
from desk_app.domain.people import Role
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.roles import Power, may
from desk_app.security.codes import cooling
from desk_app.services.anomalies import anomalies
from desk_app.services.applicants import hashed
from desk_app.services.booking_ports import SeatState, Wanted
from tests.booking_fakes import Bookings, InMemorySeats
from tests.services.booking_desk import DEPOSIT, HANDOVER, applicant, under
from tests.services.desk import CHIEF, KARIM, SYLVIE
from tests.services.register_desk import FAMILY, nobody_is_away
from tests.unit.test_placeholders import _generated

CANCELLATIONS, A_DRAW = 10_000, 50
BINS = 44
NO_DOCUMENTS = (None, {}, {"kind": "foreigner_number"}, {"kind": "foreigner_number", "number": ""})


@pytest.mark.parametrize("document", NO_DOCUMENTS)
def test_at_01_nobody_is_booked_without_a_document(document):
    with pytest.raises(Refused):
        applicant(document=document)


def test_at_01_a_thousand_placeholder_names_are_refused():
    taken = []
    for name in _generated(1000):
        try:
            applicant(family_name=name, given_names=name)
        except Refused:
            continue
        taken.append(name)

    assert taken == []


@pytest.mark.parametrize("number", ["0000000000", "1234567890", "XXXXXXXXXX", "TEST"])
def test_at_01_placeholder_numbers_are_refused(number):
    with pytest.raises(Refused):
        applicant(number)


def test_at_03_a_place_given_back_is_not_proposed_in_the_same_session(desk):
    slot = desk.offers(HANDOVER)[0].place.slots[0]
    given = desk.books(slot=slot, procedure=HANDOVER)
    desk.cancels_appointment(given)

    offered = [(each.place.slots[0], each.place.seat) for each in desk.offers(HANDOVER)]

    assert (slot, given.place.seats[0]) not in offered
    with pytest.raises((SlotTaken, SlotNotOffered)):
        desk.books(applicant("9304218767"), HANDOVER, slot=slot)


def test_at_03_ten_thousand_cancelled_places_and_none_is_taken_before_the_draw():
    now = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    taken_again = 0
    for _ in range(CANCELLATIONS // A_DRAW):
        seats = InMemorySeats(Bookings())
        for number in range(A_DRAW):
            holder = AppointmentId(UUID(int=number))
            wanted = Wanted(slot=f"S/{number}", seat=1, capacity=1, starts_at=now)
            seats.take([wanted], family=FAMILY, by=holder)
            seats.give_back(holder, until=None)
            with contextlib.suppress(SlotTaken):
                seats.take([wanted], family=FAMILY, by=AppointmentId(UUID(int=A_DRAW)))
                taken_again += 1
        assert seats.cooled(now + dt.timedelta(days=30)) == []
        assert len(seats.pooled(FAMILY, now - dt.timedelta(days=1))) == A_DRAW

    assert taken_again == 0


def test_at_03_places_cancelled_in_a_drawn_family_go_to_the_draw_and_to_nobody_before(desk):
    booked = [desk.books(applicant(str(9304218000 + number))) for number in range(8)]
    desk.is_drawn()
    for each in booked:
        desk.cancels_appointment(each)
    desk.clock.passes(minutes=3 * 60)

    with desk.store.read() as work:
        pooled = {(seat.slot, seat.seat) for seat in work.seats.pooled(FAMILY, desk.clock())}

    given = {(each.place.slots[0], each.place.seats[0]) for each in booked}
    later = {
        (each.place.slots[0], each.place.seats[0])
        for each in booked
        if each.starts_at > desk.clock()
    }
    assert later <= pooled <= given
    for slot, _seat in itertools.islice(sorted(pooled), 5):
        with pytest.raises(Refused):
            desk.books(applicant("9304217999"), slot=slot)


def test_at_03_the_hours_of_release_are_spread_evenly():
    """Chi-square with 43 degrees of freedom: above 77.4 once in a thousand times by chance."""
    counts = [0] * BINS
    for _ in range(CANCELLATIONS):
        hours = cooling() / dt.timedelta(hours=1)
        assert 4 <= hours <= 48
        counts[min(int(hours - 4), BINS - 1)] += 1

    expected = CANCELLATIONS / BINS
    assert sum((count - expected) ** 2 / expected for count in counts) < 95


def test_at_04_two_counters_book_one_person_at_once_and_one_succeeds(desk):
    slots = [each.place.slots[0] for each in desk.offers()]
    start, told = threading.Barrier(2), []

    def book(slot, by):
        start.wait()
        try:
            told.append(desk.books(slot=slot, by=by))
        except Refused as refused:
            told.append(refused)

    counters = [
        threading.Thread(target=partial(book, slots[0], SYLVIE)),
        threading.Thread(target=partial(book, slots[-1], KARIM)),
    ]
    for each in counters:
        each.start()
    for each in counters:
        each.join()

    assert len([each for each in told if isinstance(each, ActiveAlready)]) == 1
    assert len([each for each in told if not isinstance(each, Refused)]) == 1


def test_at_05_the_fourth_person_of_a_phone_is_one_alert_and_is_booked(desk, kinds):
    booked = [
        desk.books(applicant(f"930421876{last}", phone="0612457893"), HANDOVER)
        for last in range(1, 5)
    ]

    assert kinds().count("ContactReused") == 1
    assert all(each.is_active for each in booked)


def test_at_05_a_family_of_three_is_none(desk, kinds):
    for last in range(1, 4):
        desk.books(applicant(f"930421876{last}", phone="0612457893"), HANDOVER)

    assert "ContactReused" not in kinds()


def test_at_05_what_is_kept_of_a_phone_tells_nothing_without_the_key():
    who = applicant(phone="0612457893")
    (mine,) = hashed(who, under(b"k")).contacts
    (theirs,) = hashed(who, under(b"x")).contacts

    assert mine != theirs
    assert len(mine) == 64
    assert not any(part in mine for part in ("0612457893", "612457893"))


def test_at_06_the_third_change_is_refused_and_the_place_given_up_goes_to_the_pool(desk):
    booked = desk.books()
    for _ in range(2):
        booked = desk.moves_appointment(booked)
    with pytest.raises(ChangesUsedUp):
        desk.moves_appointment(booked)
    desk.is_drawn()

    desk.cancels_appointment(booked)

    with desk.store.read() as work:
        of_slot = work.seats.of_slots(booked.place.slots)
        seat = next(each for each in of_slot if each.seat == booked.place.seats[0])
        pooled = [each.slot for each in work.seats.pooled(FamilyCode("DEPOT"), desk.clock())]
    assert (seat.state, seat.until) == (SeatState.COOLING, None)
    assert booked.place.slots[0] in pooled
    assert desk.asks(applicant()).is_new


def test_at_07_at_most_three_places_are_offered_and_another_needs_a_reason(desk):
    slot = f"{desk.offers()[0].place.slots[0][:-4]}1015"

    assert len(desk.offers()) <= 3
    with pytest.raises(SlotNotOffered):
        desk.books(slot=slot)
    assert desk.books(slot=slot, agreement=desk.agreed(Override.FREE_SLOT, DEPOSIT)).is_active


def test_at_07_how_often_an_agent_chooses_is_on_the_supervisor_s_view(desk):
    slot = f"{desk.offers()[0].place.slots[0][:-4]}1015"
    desk.books(slot=slot, agreement=desk.agreed(Override.FREE_SLOT, DEPOSIT))

    seen = anomalies(None, by=CHIEF, read=desk.store.read, holidays=nobody_is_away, **desk.writing)

    counts = {f.pattern: f.count for one in seen.standings for f in one.findings}
    assert counts[Pattern.FREE_CHOICE] == 1
    assert not may(Role.AGENT, Power.WATCH)
