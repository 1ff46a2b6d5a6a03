"""AT-02, AT-15, AT-16 and AT-21: who a place stays for, and who has no say in it."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.errors import OverridesUsedUp, SamePerson, SecondPersonNeeded
from desk_app.domain.identity_errors import OtherPerson, OwnInterest
from desk_app.domain.overrides import Override
from desk_app.domain.reconfirmation import CallOutcome
from desk_app.security.codes import new_id
from desk_app.services import reconfirmation, rectifications
from desk_app.services.booking_ports import SeatState
from desk_app.services.ties import Tie, declare
from tests.services.booking_desk import CODES, DEPOSIT, HASHED, HASHES, PARIS, applicant
from tests.services.desk import CHIEF, KARIM, SYLVIE
from tests.services.test_overrides import agreed, uses_up

RECTIFICATION = Override.RECTIFICATION


def corrects(desk, booked, *, by=SYLVIE, agreement=None, **fields):
    """An agent corrects who an appointment is for."""
    return rectifications.correct(
        booked.reference, fields, by=by, hashes=HASHES, codes=CODES, new_id=new_id,
        printer=desk.printer, agreement=agreement, **desk.writing,
    ).appointment  # fmt: skip


def last(desk, kind) -> dict:
    """What the journal's header says of the last fact of *kind*."""
    with desk.store.read() as work:
        return [e.header for e in work.journal.after(0, 1000) if e.kind == kind][-1]


def test_at_02_a_name_parted_otherwise_is_corrected_by_two_people_with_both_hashes(desk):
    booked = desk.books()
    with pytest.raises(SecondPersonNeeded):
        corrects(desk, booked, family_name="Ben Ali")
    agreement = desk.agreed(RECTIFICATION, booked.reference)

    after = corrects(desk, booked, agreement=agreement, family_name="Ben Ali")

    told = last(desk, "HolderCorrected")
    assert after.copy_no == booked.copy_no + 1
    assert told["identity"] != told["identity_before"]
    assert "Ben Ali" not in str(told)


@pytest.mark.parametrize(
    "fields",
    [{"family_name": "Diallo"}, {"family_name": "Ben Ali", "birth_date": "1990-01-01"}],
    ids=["another name", "a name and a birth date"],
)
def test_at_02_no_role_corrects_one_person_into_another_and_the_try_is_recorded(desk, fields):
    booked = desk.books()
    agreement = desk.agreed(RECTIFICATION, booked.reference, asker=CHIEF)

    with pytest.raises(OtherPerson):
        corrects(desk, booked, by=CHIEF, agreement=agreement, **fields)

    with desk.store.read() as work:
        assert work.appointments.get(booked.reference) == booked
    assert last(desk, "OverrideDenied")["error"] == "OtherPerson"


def test_at_15_an_agent_does_not_book_with_their_own_phone_and_a_colleague_does(desk, kinds):
    own = Tie(phone="+33612457893")
    declare(own, whose=SYLVIE, by=SYLVIE, hashes=HASHES, **desk.writing)

    with pytest.raises(OwnInterest):
        desk.books(applicant(phone="0612457893"))

    assert kinds()[-1] == "BookingRefused"
    assert desk.books(applicant(phone="0612457893"), by=KARIM).is_active


def test_at_16_nobody_agrees_with_themselves_and_the_sixth_of_a_day_is_refused(desk):
    with pytest.raises(SamePerson):
        agreed(desk, login=SYLVIE)
    uses_up(desk)

    for login in (KARIM, CHIEF):
        with pytest.raises(OverridesUsedUp):
            agreed(desk, login=login)


def called_in_vain(desk, *, phone, is_verified=True):
    """An appointment in four weeks whose holder was called in vain twice; the third day comes."""
    slot = f"{desk.offers()[0].place.slots[0].split('/')[0]}/2026-03-26T0900"
    agreement = desk.agreed(Override.FREE_SLOT, DEPOSIT)
    booked = desk.books(applicant(phone=phone), slot=slot, agreement=agreement)
    if is_verified:
        reconfirmation.verify_phone(booked.reference, by=SYLVIE, keyed_hash=HASHED, **desk.writing)
    for days in (8, 5, 3):
        day = booked.starts_at.astimezone(PARIS).date() - dt.timedelta(days=days)
        desk.clock.now = dt.datetime.combine(day, dt.time(10), PARIS)
        if phone and days > 3:
            reconfirmation.called(
                booked.reference, CallOutcome.NO_ANSWER, by=SYLVIE, cool=lambda: desk.cooling,
                keyed_hash=HASHED, hashes=HASHES, **desk.writing,
            )  # fmt: skip
    return booked


def released(desk):
    """What the program lets go by itself."""
    return reconfirmation.release_unanswered(
        by=None, cool=lambda: desk.cooling, read=desk.store.read, **desk.writing
    )[1]


def test_at_21_a_verified_phone_called_in_vain_twice_gives_the_place_to_the_pool(desk):
    booked = called_in_vain(desk, phone="0612449031")

    assert released(desk) == (booked.reference,)

    with desk.store.read() as work:
        (seat,) = work.seats.of_slots(booked.place.slots)
        assert work.appointments.get(booked.reference).status is AppointmentStatus.LAPSED
    assert seat.state is SeatState.COOLING


@pytest.mark.parametrize(("phone", "is_verified"), [("", False), ("0612449031", False)])
def test_at_21_without_a_phone_or_with_one_never_verified_the_place_is_kept(
    desk, phone, is_verified
):
    booked = called_in_vain(desk, phone=phone, is_verified=is_verified)

    assert released(desk) == ()

    with desk.store.read() as work:
        assert work.appointments.get(booked.reference).is_active
