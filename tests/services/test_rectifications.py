"""Correcting a holder: one slip, two people, never another person (AT-02, AT-16)."""

from __future__ import annotations

import pytest

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.booking_errors import (
    ImpossibleAppointmentMove,
    OldCopy,
    UnknownAppointment,
)
from desk_app.domain.errors import (
    OverridesUsedUp,
    SecondPersonNeeded,
    UnknownRequest,
)
from desk_app.domain.identity_errors import (
    ActiveAlready,
    BadPerson,
    HolderUnchanged,
    OtherPerson,
    OwnInterest,
)
from desk_app.domain.overrides import Override
from desk_app.domain.prints import PrintState
from desk_app.security.codes import new_id
from desk_app.services import rectifications
from desk_app.services.appointments import holder_of
from desk_app.services.booking_ports import Trace, TraceKind
from tests.services.booking_desk import CODES, DAY, HASHED, HASHES, applicant, code_of
from tests.services.desk import CHIEF, SYLVIE
from tests.services.register_desk import RegisterDesk
from tests.services.test_one_person import invented

BEN_ALI = {"family_name": "Ben Ali"}


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> RegisterDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return RegisterDesk(store, clock)


def corrects(desk, appointment, by=SYLVIE, agreement=None, **fields):
    """The appointment after the correction."""
    return rectifications.correct(
        appointment.reference, fields, by=by, hashes=HASHES, codes=CODES, new_id=new_id,
        printer=desk.printer, agreement=agreement, **desk.writing,
    )  # fmt: skip


def with_second(desk, appointment, *, asker=SYLVIE, **fields):
    """The same with a colleague's word."""
    agreement = desk.agreed(Override.RECTIFICATION, appointment.reference, asker=asker)
    return corrects(desk, appointment, by=asker, agreement=agreement, **fields)


def facts(desk, kind) -> list[dict]:
    """What the journal's headers say of *kind*."""
    with desk.store.read() as work:
        return [e.header for e in work.journal.after(0, 1000) if e.kind == kind]


def held_by(desk, appointment):
    """Who it is for, and who it was given to."""
    with desk.store.read() as work:
        kept = work.appointments.get(appointment.reference)
        return holder_of(kept, work, DAY), work.appointments.original(kept)


def test_benali_becomes_ben_ali_with_a_second_person(real_desk):  # AT-02
    booked = real_desk.books()
    with pytest.raises(SecondPersonNeeded):
        corrects(real_desk, booked, **BEN_ALI)

    done = with_second(real_desk, booked, **BEN_ALI)

    holder, original = held_by(real_desk, booked)
    assert holder.family_name == "Ben Ali"
    assert original is not None
    assert '"Benali"' in original
    assert done.appointment.copy_no == booked.copy_no + 1
    assert done.changes.operation == "correct"


def test_benali_does_not_become_diallo_even_for_a_supervisor(real_desk):  # AT-02
    booked = real_desk.books()

    with pytest.raises(OtherPerson):
        with_second(real_desk, booked, asker=CHIEF, family_name="Diallo")

    assert held_by(real_desk, booked)[0].family_name == "Benali"
    assert facts(real_desk, "OverrideDenied")[-1]["error"] == "OtherPerson"
    assert facts(real_desk, "OverrideUsed") == []


def test_a_name_and_a_birth_date_are_not_corrected_together(desk):  # AT-02
    with pytest.raises(OtherPerson):
        with_second(desk, desk.books(), family_name="Benadi", birth_date="1988-04-18")


def test_corrections_do_not_walk_from_one_person_to_another(real_desk):  # AT-02
    booked = real_desk.books()
    with_second(real_desk, booked, family_name="Benala")
    with_second(real_desk, booked, family_name="Benalo")

    with pytest.raises(OtherPerson):
        with_second(real_desk, booked, family_name="Bedolo")
    with pytest.raises(OtherPerson):
        with_second(real_desk, booked, birth_date="1988-04-18")


def test_the_first_holder_is_measured_against_after_a_move_too(real_desk):
    booked = real_desk.books()
    with_second(real_desk, booked, family_name="Benala")
    real_desk.clock.passes(hours=1)
    moved = real_desk.moves_appointment(booked)

    assert '"Benali"' in held_by(real_desk, moved)[1]
    with pytest.raises(OtherPerson):
        with_second(real_desk, moved, birth_date="1988-04-18")


def test_both_identities_are_in_the_journal_as_hashes(desk):  # AT-02
    booked = desk.books()

    with_second(desk, booked, **BEN_ALI)

    told = facts(desk, "HolderCorrected")[-1]
    assert told["person"] == told["before"] == booked.person
    assert told["identity"] != told["identity_before"]
    assert told["field"] == "family_name"
    assert "Ben" not in str(told)


def test_the_old_paper_is_good_no_more_and_never_comes_out(desk):  # AT-09
    booked = desk.books()

    done = with_second(desk, booked, **BEN_ALI)

    desk.clock.now = done.appointment.starts_at
    with pytest.raises(OldCopy):
        desk.lets_in(code_of(booked))
    assert desk.lets_in(done.code).name == "Nadia Ben Ali"
    with desk.store.read() as work:
        states = [job.state for job in work.prints.all() if job.what.startswith("convocation")]
    assert states.count(PrintState.CANCELLED) == 1


def test_a_document_is_corrected_by_its_number_alone(real_desk):
    booked = real_desk.books()

    done = with_second(real_desk, booked, document={"number": "9304218756"})

    assert done.appointment.person == HASHED(applicant("9304218756").document.canonical)
    with pytest.raises(ActiveAlready):
        real_desk.books(applicant("9304218756"))


def test_a_correction_takes_nobody_s_place(real_desk):  # AT-04
    real_desk.books(applicant("9304218756"))
    booked = real_desk.books()

    with pytest.raises(ActiveAlready):
        with_second(real_desk, booked, document={"number": "9304218756"})


def test_absences_come_along_with_a_corrected_number(desk):
    booked = desk.books()
    with desk.store.begin() as work:
        work.traces.add(Trace(kind=TraceKind.ABSENCE, subject=booked.person, day=DAY))

    after = with_second(desk, booked, document={"number": "9304218756"}).appointment

    with desk.store.read() as work:
        assert len(work.traces.of(TraceKind.ABSENCE, after.person, DAY)) == 1


def test_another_appointment_under_the_old_number_stays_there(desk):
    booked, other = desk.books(), desk.books(procedure="REM_TITRE")

    with_second(desk, booked, document={"number": "9304218756"})

    with desk.store.read() as work:
        assert work.appointments.get(other.reference).person == booked.person


def test_a_drawn_place_is_corrected_with_its_request(real_desk):
    won = next(real_desk.asks(applicant()).request for _ in range(1))
    real_desk.with_two_people()
    with real_desk.store.read() as work:
        reference = work.register.won(work.register.get(won.reference))
        held = work.appointments.get(reference)
    assert held.status is AppointmentStatus.HELD

    done = with_second(real_desk, held, document={"number": "9304218756"})

    after = done.appointment
    assert (done.job, done.code) == (None, ""), "the paper comes with the winner's word"
    with real_desk.store.read() as work:
        assert work.register.get(won.reference).person == after.person


def test_a_contact_is_free_and_is_counted(desk):  # AT-05
    booked = desk.books()

    corrects(desk, booked, phone="0612457893")

    assert held_by(desk, booked)[0].phone == "+33612457893"
    assert facts(desk, "HolderCorrected")[-1]["field"] == "contact"
    with desk.store.read() as work:
        contact = HASHED(b"contact|phone|+33612457893")
        assert len(work.traces.of(TraceKind.CONTACT, contact, DAY)) == 1


def test_nothing_is_not_a_correction(desk):
    booked = desk.books()

    with pytest.raises(HolderUnchanged):
        corrects(desk, booked, family_name="Benali")
    with pytest.raises(BadPerson):
        corrects(desk, booked, shoe_size="42")


def test_an_invented_name_does_not_come_in_by_a_correction(desk):  # AT-01
    booked = desk.books(applicant(family_name="Tesf"))

    with pytest.raises(BadPerson):
        with_second(desk, booked, family_name="Test")


def test_a_real_name_that_looks_invented_can_be_corrected(desk):
    seen = (desk.agreed(Override.REAL_NAME, "RNV_DEPOT"),)
    booked = desk.books(invented(), seen=seen)

    assert with_second(desk, booked, given_names="Annie").appointment.copy_no == 2


def test_a_tie_keeps_an_agent_from_correcting(desk):  # AT-15
    booked = desk.books()
    with desk.store.begin() as work:
        work.ties.add(SYLVIE, booked.person, on=DAY)

    with pytest.raises(OwnInterest):
        with_second(desk, booked, **BEN_ALI)


def test_what_is_over_or_forgotten_is_not_corrected(desk):
    gone = desk.cancels_appointment(desk.books())

    with pytest.raises(ImpossibleAppointmentMove):
        with_second(desk, gone, **BEN_ALI)
    with desk.store.begin() as work:
        work.appointments.erase(gone.id)
    with pytest.raises(UnknownAppointment):
        corrects(desk, gone, **BEN_ALI)


def test_an_agreement_is_for_one_appointment_and_five_a_day_are_enough(desk):  # AT-16
    booked = desk.books()
    other = desk.books(applicant("9304218766"))
    elsewhere = desk.agreed(Override.RECTIFICATION, other.reference)
    with pytest.raises(UnknownRequest):
        corrects(desk, booked, agreement=elsewhere, **BEN_ALI)

    for name in ("Benala", "Benalo", "Benalu", "Benale", "Benaly"):
        with_second(desk, booked, family_name=name)
    with pytest.raises(OverridesUsedUp):
        with_second(desk, booked, family_name="Benali")


def test_purge_takes_who_it_was_given_to_as_well(real_desk):
    booked = real_desk.books()
    with_second(real_desk, booked, **BEN_ALI)

    with real_desk.store.begin() as work:
        work.appointments.erase(booked.id)

    assert not any(held_by(real_desk, booked))
