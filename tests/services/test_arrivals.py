"""At the door: a code that is good once, for one person, at its hour (AT-08 to AT-10, Q-01)."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.domain.appointments import AppointmentStatus, Presence
from desk_app.domain.booking_errors import (
    AlreadyArrived,
    CodeRefused,
    DocumentMismatch,
    ImpossibleAppointmentMove,
    LastFourNeeded,
    OldCopy,
    OtherDay,
    TooEarly,
    UnknownAppointment,
)
from desk_app.domain.errors import (
    AlreadyHasTicket,
    DocumentNeeded,
    NotAllowed,
    NothingToUndo,
    SecondPersonNeeded,
)
from desk_app.domain.overrides import Cause, Override
from desk_app.domain.prints import PrintState
from desk_app.domain.queue import Lane, lane
from desk_app.domain.tickets import Priority, TicketStatus
from desk_app.services.arrivals import find, undo
from desk_app.services.door import door
from desk_app.services.undo import undo_last
from tests.services.booking_desk import (
    CODES,
    HANDOVER,
    HASHES,
    BookingDesk,
    applicant,
    code_of,
    under,
)
from tests.services.desk import KARIM, SYLVIE


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> BookingDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return BookingDesk(store, clock)


def _comes(desk, booked, *, minutes=0):
    """The clock goes to the hour of *booked*, and *minutes* on."""
    desk.clock.now = booked.starts_at + dt.timedelta(minutes=minutes)


def test_the_holder_gets_a_ticket_in_the_lane_of_appointments(real_desk, site):
    booked = real_desk.books()
    _comes(real_desk, booked, minutes=-10)

    arrived = real_desk.lets_in(code_of(booked))

    assert arrived.presence is Presence.ON_TIME
    assert lane(arrived.ticket, site.rules) is Lane.APPOINTMENT
    assert arrived.ticket.appointment_at == booked.starts_at
    with real_desk.store.read() as work:
        binding = work.bindings.of_ticket(arrived.ticket.id)
        assert (binding.person, binding.hint) == (booked.person, applicant().hint)
        assert work.appointments.get(booked.reference) == arrived.appointment


def test_the_reference_may_be_typed(desk):
    booked = desk.books()
    _comes(desk, booked)

    assert desk.lets_in(booked.reference.lower().replace("-", " ")).ticket.number


@pytest.mark.parametrize("place", [3, 30, 80])
def test_a_code_with_one_sign_changed_is_refused(desk, place):  # AT-08
    booked = desk.books()
    _comes(desk, booked)
    code = code_of(booked)
    other = "7" if code[place] != "7" else "8"

    with pytest.raises(CodeRefused) as refused:
        desk.lets_in(f"{code[:place]}{other}{code[place + 1 :]}")

    assert refused.value.reason == "altered"


def test_the_code_of_another_site_says_so(desk):  # AT-08
    booked = desk.books()
    _comes(desk, booked)

    with pytest.raises(CodeRefused) as refused:
        desk.lets_in(code_of(booked, site="75056"))

    assert refused.value.reason == "other_site"


def test_a_code_photographed_and_used_twice_is_refused(real_desk):  # AT-08
    booked = real_desk.books()
    _comes(real_desk, booked)
    ticket = real_desk.lets_in(code_of(booked)).ticket

    with pytest.raises(AlreadyArrived) as refused:
        real_desk.lets_in(code_of(booked))

    assert refused.value.number == ticket.number


def test_an_old_copy_is_refused(desk):  # AT-09
    booked = desk.books()
    moved = desk.moves_appointment(booked)
    _comes(desk, moved)

    with pytest.raises(OldCopy):
        desk.lets_in(code_of(booked))


def test_a_cancelled_appointment_lets_nobody_in(desk):
    booked = desk.books()
    desk.cancels_appointment(booked)
    _comes(desk, booked)

    with pytest.raises(ImpossibleAppointmentMove):
        desk.lets_in(code_of(booked))


def test_another_document_is_an_incident_and_no_entry(real_desk):  # AT-10
    booked = real_desk.books()
    _comes(real_desk, booked)

    with pytest.raises(DocumentMismatch):
        real_desk.lets_in(code_of(booked), "0000")

    with real_desk.store.read() as work:
        assert work.journal.after(0, 1000)[-1].kind == "IdentityMismatch"
        assert work.appointments.get(booked.reference) == booked


def test_another_document_takes_a_supervisor_s_word_and_stays_an_incident(real_desk):  # AT-10
    booked = real_desk.books()
    _comes(real_desk, booked)
    agreement = real_desk.agreed(Override.OTHER_DOCUMENT, booked.reference)

    arrived = real_desk.lets_in(code_of(booked), "0000", other_document=agreement)

    assert arrived.name == "Nadia Benali"
    with real_desk.store.read() as work:
        kinds = [entry.kind for entry in work.journal.after(0, 1000)]
    assert {"IdentityMismatch", "OverrideUsed", "HolderArrived"} <= set(kinds)


def test_a_colleague_s_word_does_not_let_another_document_in(desk):  # AT-10
    booked = desk.books()
    _comes(desk, booked)

    with pytest.raises(NotAllowed):
        desk.agreed(Override.OTHER_DOCUMENT, booked.reference, asker=KARIM)


def test_a_supervisor_is_not_asked_about_an_appointment_that_is_not_there(desk):
    with pytest.raises(UnknownAppointment):
        desk.agreed(Override.OTHER_DOCUMENT, "7K4M-2QXD")


def test_an_agreement_that_is_not_needed_is_not_used(desk):
    booked = desk.books()
    _comes(desk, booked)
    agreement = desk.agreed(Override.OTHER_DOCUMENT, booked.reference)

    desk.lets_in(code_of(booked), other_document=agreement)

    with desk.store.read() as work:
        kinds = [entry.kind for entry in work.journal.after(0, 1000)]
    assert not {"IdentityMismatch", "OverrideUsed"} & set(kinds)


@pytest.mark.parametrize("typed", ["5", "765", "98765", "9304218765"])
def test_fewer_or_more_than_four_signs_are_no_incident(desk, typed):  # AT-10
    booked = desk.books()
    _comes(desk, booked)

    with pytest.raises(LastFourNeeded):
        desk.lets_in(code_of(booked), typed)

    with desk.store.read() as work:
        assert work.journal.after(0, 1000)[-1].kind != "IdentityMismatch"


def test_signs_of_another_width_are_the_same_signs(desk):
    booked = desk.books()
    _comes(desk, booked)

    assert desk.lets_in(code_of(booked), "\uff18\uff17\uff16\uff15").ticket.number


def test_without_a_document_nobody_is_let_in(desk):
    booked = desk.books()
    _comes(desk, booked)

    with pytest.raises(DocumentNeeded):
        desk.lets_in(code_of(booked), "  ")


@pytest.mark.parametrize(("minutes", "error"), [(-31, TooEarly), (60 * 24, OtherDay)])
def test_the_wrong_hour_is_told(desk, minutes, error):
    booked = desk.books()
    _comes(desk, booked, minutes=minutes)

    with pytest.raises(error):
        find(code_of(booked), by=SYLVIE, codes=CODES, hashes=HASHES, **desk.ports)


def test_the_paper_alone_is_looked_at_before_the_document(desk):
    booked = desk.books()
    _comes(desk, booked, minutes=16)

    found = find(code_of(booked), by=SYLVIE, codes=CODES, hashes=HASHES, **desk.ports)

    assert (found.appointment, found.presence) == (booked, Presence.LATE)


def test_who_is_late_waits_as_a_walk_in(desk, site):
    booked = desk.books()
    _comes(desk, booked, minutes=16)

    arrived = desk.lets_in(code_of(booked))

    assert lane(arrived.ticket, site.rules) is Lane.ORDINARY


def test_who_is_excused_keeps_the_lane_behind_those_on_time(desk, site):
    booked = desk.books()
    _comes(desk, booked, minutes=20)

    arrived = desk.lets_in(code_of(booked), excused=True)

    assert lane(arrived.ticket, site.rules) is Lane.APPOINTMENT
    assert arrived.ticket.appointment_at == desk.clock()


def test_to_excuse_more_than_half_an_hour_takes_two_people(desk, site):  # AT-16
    booked = desk.books()
    _comes(desk, booked, minutes=31)
    with pytest.raises(SecondPersonNeeded):
        desk.lets_in(code_of(booked), excused=True)

    agreement = desk.agreed(Override.LATE_ACCEPTANCE, booked.reference)
    arrived = desk.lets_in(code_of(booked), excused=True, agreement=agreement)

    assert lane(arrived.ticket, site.rules) is Lane.APPOINTMENT


def test_a_local_priority_at_the_door_takes_two_people_too(desk):  # AT-16
    booked = desk.books()
    _comes(desk, booked)
    with pytest.raises(SecondPersonNeeded):
        desk.lets_in(code_of(booked), priority=Priority.LOCAL)

    agreement = desk.agreed(Override.LOCAL_PRIORITY, booked.procedure)
    arrived = desk.lets_in(code_of(booked), priority=Priority.LOCAL, agreement=agreement)

    assert arrived.ticket.priority is Priority.LOCAL


def test_an_appointment_under_last_year_s_key_gives_one_ticket_too(real_desk):  # AT-11, R-05
    booked = real_desk.books(procedure=HANDOVER, hashes=under(b"o"))
    _comes(real_desk, booked)
    arrived = real_desk.lets_in(code_of(booked), hashes=under(b"o", b"k"))

    with pytest.raises(AlreadyHasTicket) as refused:
        real_desk.issued(HANDOVER, document="foreigner_number:9304218765")

    assert refused.value.number == arrived.ticket.number


def test_who_has_a_ticket_is_not_let_in_by_an_appointment_under_last_year_s_key(real_desk):
    booked = real_desk.books(procedure=HANDOVER, hashes=under(b"o"))
    _comes(real_desk, booked)
    real_desk.issued(HANDOVER, document="foreigner_number:9304218765")

    with pytest.raises(AlreadyHasTicket):
        real_desk.lets_in(code_of(booked), hashes=under(b"o", b"k"))


def test_a_card_is_known_at_the_door_as_where_tickets_are_given(desk):  # AT-11
    booked = desk.books(applicant(document={"kind": "card", "number": "X0A1B2C3D"}), HANDOVER)
    _comes(desk, booked)
    desk.lets_in(code_of(booked), "2C3D")

    with pytest.raises(AlreadyHasTicket):
        desk.issued(HANDOVER, document="card:X0A1B2C3D")


def test_one_person_has_one_ticket_for_a_procedure(desk):  # AT-11
    who = applicant()
    booked = desk.books(who, HANDOVER)
    _comes(desk, booked)
    desk.issued(HANDOVER, document="foreigner_number:9304218765")

    with pytest.raises(AlreadyHasTicket):
        desk.lets_in(code_of(booked))


def test_who_was_forgotten_is_unknown_at_the_door(desk):
    booked = desk.books()
    _comes(desk, booked)
    desk.store.shelf.bookings.holders.clear()

    with pytest.raises(UnknownAppointment):
        desk.lets_in(code_of(booked))


def test_the_reason_of_an_excuse_stands_in_the_journal(desk):
    booked = desk.books()
    _comes(desk, booked, minutes=20)

    desk.lets_in(code_of(booked), excused=True, why=Cause.CHILDREN)

    (fact,) = [each for each in desk.journal() if each.kind == "HolderArrived"]
    assert (fact.header["excused"], fact.header["why"]) == (True, "children")


def test_a_place_that_was_drawn_and_not_confirmed_lets_nobody_in(desk):
    booked = desk.books()
    held = dataclasses.replace(booked, status=AppointmentStatus.HELD)
    with desk.store.begin() as work:
        work.appointments.put(held)
    _comes(desk, booked)

    with pytest.raises(ImpossibleAppointmentMove):
        find(code_of(booked), by=SYLVIE, codes=CODES, hashes=HASHES, **desk.ports)


def test_an_arrival_is_taken_back_and_the_code_is_good_again(real_desk):
    booked = real_desk.books()
    _comes(real_desk, booked)
    arrived = real_desk.lets_in(code_of(booked))

    undone = undo(booked.reference, by=SYLVIE, **real_desk.writing)

    assert undone.appointment.status is AppointmentStatus.BOOKED
    assert undone.ticket.status is TicketStatus.CANCELLED
    assert real_desk.journal()[-1].kind == "ArrivalUndone"
    assert real_desk.lets_in(code_of(booked)).ticket.number != arrived.ticket.number


def test_taking_back_one_s_last_ticket_takes_back_its_arrival(real_desk):
    booked = real_desk.books()
    _comes(real_desk, booked)
    real_desk.lets_in(code_of(booked))

    undo_last(by=SYLVIE, **real_desk.writing)

    assert find(code_of(booked), by=SYLVIE, codes=CODES, hashes=HASHES, **real_desk.ports)


def test_who_was_called_meanwhile_is_not_taken_back(desk):
    booked = desk.books(procedure=HANDOVER)
    _comes(desk, booked)
    desk.lets_in(code_of(booked))
    desk.calls(3)

    with pytest.raises(NothingToUndo):
        undo(booked.reference, by=SYLVIE, **desk.writing)


def test_who_is_not_in_is_not_taken_back(desk):
    booked = desk.books()

    with pytest.raises(ImpossibleAppointmentMove):
        undo(booked.reference, by=SYLVIE, **desk.writing)


def test_the_arrival_of_another_day_is_not_taken_back(desk):
    booked = desk.books()
    _comes(desk, booked)
    desk.lets_in(code_of(booked))
    _comes(desk, booked, minutes=60 * 24)

    with pytest.raises(OtherDay):
        undo(booked.reference, by=SYLVIE, **desk.writing)


def test_the_door_shows_who_is_awaited_without_a_name_and_the_papers(real_desk):
    booked = real_desk.books()
    given_up = real_desk.books(applicant("7706113524"))
    real_desk.cancels_appointment(given_up)
    _comes(real_desk, booked)
    before = door(language="fr", by=SYLVIE, **real_desk.ports)
    number = real_desk.lets_in(code_of(booked)).ticket.number

    seen = door(language="fr", by=SYLVIE, **real_desk.ports)

    assert [(e.appointment, e.last4) for e in before.lines] == [(booked, "8765")]
    assert before.papers == {}
    assert seen.lines[0].procedure == seen.names[booked.procedure]
    assert seen.papers == {number: PrintState.QUEUED}
