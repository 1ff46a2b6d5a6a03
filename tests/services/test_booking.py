"""Giving appointments: a place nobody can take twice, sell or choose (AT-01 to AT-07, AT-15)."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools

import pytest

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.assistance import Relation, Representative
from desk_app.domain.booking_errors import (
    NeedsSupervisor,
    NotByAppointment,
    NotToBeConfirmed,
    SameTime,
    SlotNotOffered,
    SlotTaken,
    UnknownSlot,
)
from desk_app.domain.errors import NotAllowed, UnknownProcedure, UnknownRequest
from desk_app.domain.identity_errors import (
    ActiveAlready,
    ChangesUsedUp,
    HelperCapReached,
    OwnInterest,
    TwoActive,
)
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin, Role, parse_document
from desk_app.services.appointments import agenda, holder_of, of_document, reconfirm, show
from desk_app.services.booking_ports import SeatState, Trace, TraceKind
from desk_app.services.site import add_agent
from tests.services.booking_desk import DAY, DEPOSIT, HASHED, HASHES, BookingDesk, applicant
from tests.services.desk import CHIEF, KARIM, SYLVIE


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> BookingDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return BookingDesk(store, clock)


def _kinds(desk) -> list[str]:
    with desk.store.read() as work:
        return [entry.kind for entry in work.journal.after(0, 1000)]


def test_an_offer_taken_is_the_person_s_place(real_desk):
    offered = real_desk.offers()[0].place

    booked = real_desk.books()

    assert booked.place.slots == offered.slots
    assert booked.starts_at == offered.starts_at
    with real_desk.store.read() as work:
        kept = work.appointments.get(booked.reference)
        assert (kept, holder_of(kept, work, DAY)) == (booked, applicant())
        assert [seat.state for seat in work.seats.of_slots(booked.place.slots)] == [
            SeatState.TAKEN
        ] * len(booked.place.slots)


def test_at_most_three_places_are_offered_and_no_other_is_given(desk):  # AT-07, AT-22
    offered = desk.offers()
    second_slot = f"{offered[0].place.slots[0][:-4]}1015"

    with pytest.raises(SlotNotOffered):
        desk.books(slot=second_slot)

    assert 1 <= len(offered) <= 3


def test_a_free_choice_needs_a_second_person(desk):  # AT-07, AT-16
    slot = f"{desk.offers()[0].place.slots[0][:-4]}1015"
    agreement = desk.agreed(Override.FREE_SLOT, DEPOSIT)

    booked = desk.books(slot=slot, agreement=agreement)

    assert booked.place.slots[0] == slot
    with pytest.raises(UnknownRequest):
        desk.books(applicant("9304218766"), slot=f"{slot[:-4]}1030", agreement=agreement)


@pytest.mark.parametrize(
    "slot", ["x", "DEPOT_MATIN/2026-03-03T0300", "DEPOT_MATIN/2026-03-01T0900"]
)
def test_a_time_that_is_not_in_the_calendar_is_refused(desk, slot):
    with pytest.raises(UnknownSlot):
        desk.books(slot=slot, agreement=desk.agreed(Override.FREE_SLOT, DEPOSIT))


def test_a_place_that_vanished_between_offer_and_booking_gets_a_sentence(real_desk):
    slot = real_desk.offers()[0].place.slots[0]
    while real_desk.offers()[0].place.slots[0] == slot:
        real_desk.books(applicant(str(9304218700 + len(_kinds(real_desk)))), slot=slot)

    with pytest.raises(SlotTaken):
        real_desk.books(slot=slot, agreement=real_desk.agreed(Override.FREE_SLOT, DEPOSIT))


@pytest.mark.parametrize(
    ("procedure", "error"), [("INFO", NotByAppointment), ("NO", UnknownProcedure)]
)
def test_only_procedures_with_appointments_are_booked(desk, procedure, error):
    with pytest.raises(error):
        desk.books(procedure=procedure, slot="x")


def test_one_active_appointment_per_person_and_family(real_desk):  # AT-04
    first = real_desk.books()

    with pytest.raises(ActiveAlready) as refused:
        real_desk.books()

    assert refused.value.reference == first.reference
    assert "BookingRefused" in _kinds(real_desk)


def test_two_active_appointments_in_all(desk):
    families = ["RNV_DEPOT", "DCEM", "CHG_SIT"]
    booked = [desk.books(procedure=each) for each in families[:2]]

    with pytest.raises(TwoActive):
        desk.books(procedure=families[2])

    assert len({each.family for each in booked}) == 2


def test_a_cancelled_place_is_not_proposed_before_it_has_cooled(real_desk):  # AT-03
    first = real_desk.books()
    real_desk.cancels_appointment(first)

    real_desk.books(applicant("9304218766"))
    places = [offer.place.seat for offer in real_desk.offers()]

    with real_desk.store.read() as work:
        here = [s for s in work.seats.of_slots(first.place.slots) if s.seat == first.place.seats[0]]
    assert {seat.state for seat in here} == {SeatState.COOLING}
    assert places


def test_cancel_and_book_again_does_not_give_the_same_place_to_a_friend(desk):  # AT-03
    slot = desk.offers()[0].place.slots[0]
    others = 0
    while desk.offers()[0].place.slots[0] == slot:
        others += 1
        last = desk.books(applicant(str(9304218700 + others)), slot=slot)

    desk.cancels_appointment(last)

    assert slot not in [offer.place.slots[0] for offer in desk.offers()]


def test_what_was_cancelled_is_kept_and_not_cancelled_twice(desk):
    booked = desk.books()
    ended = desk.cancels_appointment(booked)

    assert ended.status is AppointmentStatus.CANCELLED
    assert desk.books().reference != booked.reference
    assert show(booked.reference.lower(), by=SYLVIE, **desk.ports).status is ended.status


def test_the_third_change_of_date_is_refused(real_desk):  # A-02, AT-06
    booked = real_desk.books()
    for _ in range(2):
        booked = real_desk.moves_appointment(booked)

    with pytest.raises(ChangesUsedUp):
        real_desk.moves_appointment(booked)

    with real_desk.store.read() as work:
        assert work.appointments.holder(booked)
    assert (booked.changes, booked.copy_no) == (2, 3)


def test_a_moved_appointment_leaves_its_place_cooling(desk):  # AT-03
    booked = desk.books()
    moved = desk.moves_appointment(booked)

    with desk.store.read() as work:
        before = work.seats.of_slots(booked.place.slots)
    cooling = [seat for seat in before if seat.state is SeatState.COOLING]
    assert len(cooling) == len(booked.place.slots)
    assert moved.place != booked.place


def test_an_agent_may_not_book_for_those_they_have_declared(desk):  # AT-15
    mine = applicant(phone="0612457893")
    with desk.store.begin() as work:
        work.ties.add(SYLVIE, HASHED(b"contact|phone|+33612457893"), on=DAY)

    with pytest.raises(OwnInterest):
        desk.books(mine)

    assert desk.books(mine, by=KARIM).is_active


def test_nor_under_another_account_of_theirs(desk):  # AT-15
    twin = AgentLogin("smarchand2")
    add_agent(twin, "", Role.AGENT, by=None, same_person_as=SYLVIE, **desk.writing)
    with desk.store.begin() as work:
        work.ties.add(SYLVIE, HASHED(b"contact|phone|+33612457893"), on=DAY)

    with pytest.raises(OwnInterest):
        desk.books(applicant(phone="06 12 45 78 93"), by=twin)


def test_the_second_absence_of_a_year_asks_for_a_supervisor_not_for_a_ban(desk):
    person = HASHED(applicant().document.canonical)
    with desk.store.begin() as work:
        for days in (30, 60):
            day = DAY - dt.timedelta(days=days)
            work.traces.add(Trace(kind=TraceKind.ABSENCE, subject=person, day=day))

    with pytest.raises(NeedsSupervisor):
        desk.books()

    assert desk.books(by=CHIEF).is_active


def _absent_twice(desk):
    person = HASHED(applicant().document.canonical)
    with desk.store.begin() as work:
        for days in (30, 60):
            day = DAY - dt.timedelta(days=days)
            work.traces.add(Trace(kind=TraceKind.ABSENCE, subject=person, day=day))


def test_an_agent_books_after_absences_once_a_supervisor_has_confirmed(real_desk):
    _absent_twice(real_desk)
    agreement = real_desk.agreed(Override.AFTER_ABSENCES, DEPOSIT)

    booked = real_desk.books(agreement=agreement)

    (used,) = [each for each in real_desk.journal() if each.kind == "OverrideUsed"]
    assert booked.is_active
    assert (used.header["kind"], used.header["subject"]) == ("after_absences", DEPOSIT)
    with pytest.raises((ActiveAlready, UnknownRequest)):
        real_desk.books(agreement=agreement)


def test_a_colleague_is_no_supervisor_after_absences(desk):
    # The supervisor asks, an agent would agree.
    with pytest.raises(NotAllowed):
        desk.agreed(Override.AFTER_ABSENCES, DEPOSIT, asker=CHIEF)


def test_what_is_agreed_after_absences_chooses_no_place(desk):
    _absent_twice(desk)
    agreement = desk.agreed(Override.AFTER_ABSENCES, DEPOSIT)
    slot = f"{desk.offers()[0].place.slots[0][:-4]}1030"

    with pytest.raises(SlotNotOffered):
        desk.books(slot=slot, agreement=agreement)


def test_one_absence_asks_nobody(desk):
    person = HASHED(applicant().document.canonical)
    with desk.store.begin() as work:
        work.traces.add(Trace(kind=TraceKind.ABSENCE, subject=person, day=DAY))

    assert desk.books().is_active


def test_the_fourth_person_with_one_phone_is_told_once(real_desk):  # AT-05
    for last in range(1, 5):
        real_desk.books(applicant(f"930421876{last}", phone="0612457893"))

    assert _kinds(real_desk).count("ContactReused") == 1


def test_a_helper_speaks_for_five_others_a_day(desk):  # AT-19
    helper = Representative(
        relation=Relation.OTHER, document=parse_document("card:FRA:880692310285"), mandate_seen=True
    )
    for last in range(1, 6):
        desk.books(applicant(f"930421876{last}"), helper=helper)

    with pytest.raises(HelperCapReached):
        desk.books(applicant("9304218766"), helper=helper)


def test_a_document_finds_its_holder_s_appointments_and_no_others(real_desk):
    mine = real_desk.books()
    real_desk.books(applicant("9304218766"))

    found = of_document(applicant().document, by=SYLVIE, hashes=HASHES, **real_desk.ports)

    assert found == (mine,)


def test_the_list_of_a_day_shows_the_end_of_the_document_and_no_name(real_desk):
    booked = real_desk.books()
    day = booked.starts_at.date()

    lines = agenda(day, by=SYLVIE, **real_desk.ports)

    assert [(line.appointment, line.last4) for line in lines] == [(booked, "8765")]
    assert agenda(day + dt.timedelta(days=1), by=SYLVIE, **real_desk.ports) == []
    assert agenda(None, by=SYLVIE, **real_desk.ports) == lines


def test_the_holder_s_word_is_noted_from_ten_to_three_days_before(desk):
    slot = f"DEPOT_MATIN/{DAY + dt.timedelta(days=15)}T0930"
    booked = desk.books(slot=slot, agreement=desk.agreed(Override.FREE_SLOT, DEPOSIT))
    said = []
    for _ in range(16):
        with contextlib.suppress(NotToBeConfirmed):
            sure = reconfirm(booked.reference, by=SYLVIE, **desk.writing).appointment
            assert sure.reconfirmed_at == desk.clock()
            said.append((booked.starts_at.date() - desk.clock().date()).days)
        desk.clock.passes(days=1)

    assert said == list(range(10, 2, -1))


def test_a_move_to_the_time_it_has_is_nobody_else_s_doing(desk):
    booked, numbers = desk.books(), itertools.count(9304218800)
    while desk.books(applicant(str(next(numbers)))).place.slots == booked.place.slots:
        pass  # until no seat of that hour is left

    with pytest.raises(SameTime):
        desk.moves_appointment(booked, booked.place.slots[0])
