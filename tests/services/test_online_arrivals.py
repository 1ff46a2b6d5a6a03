"""Who booked elsewhere comes in here: by the platform's reference, in the same queue (AT-10)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.appointments import AppointmentStatus, Presence
from desk_app.domain.booking_errors import (
    AlreadyArrived,
    CodeRefused,
    DocumentMismatch,
    ImpossibleAppointmentMove,
    OtherDay,
    SigningKeyMissing,
    TooEarly,
    UnknownAppointment,
)
from desk_app.domain.errors import DocumentNeeded
from desk_app.domain.exchange_errors import DocumentToSee
from desk_app.domain.online import Check, bare_reference, scanned_references
from desk_app.domain.overrides import Cause, Override
from desk_app.domain.queue import Lane, lane
from desk_app.domain.tickets import Priority, TicketStatus
from desk_app.services.arrivals import find, undo
from desk_app.services.direction import close_day
from desk_app.services.door import door
from desk_app.services.keeping_ports import Purpose
from desk_app.services.undo import undo_last
from desk_app.store.engine import sqlite_path
from tests.services.booking_desk import CODES, HASHES, code_of
from tests.services.desk import CHIEF, KARIM, SYLVIE
from tests.services.online_desk import OnlineDesk, line
from tests.store.sealed_stores import sealing

REFERENCE = "RDV-2026-0451"
PARIS = dt.timezone(dt.timedelta(hours=1))


@pytest.fixture
def desk(memory, clock) -> OnlineDesk:
    """A desk in memory, which awaits one person at 10:30."""
    made = OnlineDesk(memory, clock)
    made.imports(line())
    _is_at(made, 10, 20)
    return made


@pytest.fixture
def real_desk(store, clock) -> OnlineDesk:
    """The same on SQLite, then on PostgreSQL."""
    made = OnlineDesk(store, clock)
    made.imports(line())
    _is_at(made, 10, 20)
    return made


def _is_at(desk, hour, minute=0, *, day=2):
    desk.clock.now = dt.datetime(2026, 3, day, hour, minute, tzinfo=PARIS)


def looks(desk, code=REFERENCE):
    """What is said of a reference before the document."""
    return find(code, by=SYLVIE, codes=CODES, hashes=HASHES, **desk.ports)


def kinds(desk) -> list[str]:
    return [each.kind for each in desk.journal()]


def test_the_holder_of_a_platforms_appointment_gets_a_ticket_in_the_lane(real_desk, site):
    arrived = real_desk.lets_in("rdv 2026 0451")

    assert arrived.presence is Presence.ON_TIME
    assert lane(arrived.ticket, site.rules) is Lane.APPOINTMENT
    assert (arrived.name, arrived.ticket.language) == ("DIALLO", "fr")
    [known] = real_desk.online()
    assert (known.ticket, known.number) == (arrived.ticket.id, arrived.ticket.number)
    with real_desk.store.read() as work:
        assert work.bindings.of_ticket(arrived.ticket.id).hint == "D. …8765"


def test_it_waits_with_ours_by_the_hour(desk):
    ours = desk.books(procedure="RNV_DEPOT")
    desk.clock.now = ours.starts_at
    start = (ours.starts_at - dt.timedelta(minutes=10)).astimezone(PARIS)
    desk.imports(line("RDV-9", procedure="Renouvellement (dépôt)", start=f"{start:%d/%m/%Y %H:%M}"))

    own, other = desk.lets_in(code_of(ours)), desk.lets_in("RDV-9")

    with desk.store.read() as work:
        heads = work.tickets.heads(desk.clock.now.date(), ["RNV_DEPOT"], per_lane=5)
    assert [head.ticket.id for head in heads] == [other.ticket.id, own.ticket.id]


def test_our_own_reference_of_it_may_be_typed_too(desk):
    [known] = desk.online()

    assert desk.lets_in(known.reference).appointment.reference == known.reference


def test_a_reference_works_once(real_desk):
    number = real_desk.lets_in(REFERENCE).ticket.number

    with pytest.raises(AlreadyArrived) as refused:
        real_desk.lets_in(REFERENCE)

    assert refused.value.number == number


def test_another_document_is_an_incident_without_the_platforms_reference(real_desk):
    [known] = real_desk.online()

    with pytest.raises(DocumentMismatch):
        real_desk.lets_in(REFERENCE, last4="0000")

    [fact] = [each for each in real_desk.journal() if each.kind == "IdentityMismatch"]
    assert fact.header["appointment"] == known.reference
    with pytest.raises(DocumentNeeded):
        real_desk.lets_in(REFERENCE, last4=" ")
    with pytest.raises(DocumentNeeded):
        real_desk.lets_in(REFERENCE, last4="", is_seen=True)


def test_where_the_list_has_no_document_the_agent_looks_at_one(desk):
    desk.imports(line("RDV-2", document=""))
    found = looks(desk, "RDV-2")
    assert (found.check, found.name) == (Check.SEEN, "DIALLO")
    with pytest.raises(DocumentToSee):
        desk.lets_in("RDV-2")

    desk.lets_in("RDV-2", last4="", is_seen=True)

    [fact] = [each for each in desk.journal() if each.kind == "OnlineArrived"]
    assert (fact.header["check"], fact.header["excused"]) == ("seen", False)


def test_no_name_is_told_before_a_document_that_can_be_compared(desk):
    found = looks(desk)

    assert (found.check, found.name) == (Check.LAST4, "")


@pytest.mark.parametrize(
    ("hour", "minute", "day", "error"),
    [(9, 59, 2, TooEarly), (10, 30, 3, UnknownAppointment)],
)
def test_the_hour_is_kept_as_for_ours(desk, hour, minute, day, error):
    if day == 3:
        close_day(by=CHIEF, **desk.writing)
    _is_at(desk, hour, minute, day=day)

    with pytest.raises((error, CodeRefused)):
        looks(desk)


def test_another_day_is_told(desk):
    desk.imports(line("RDV-2", start="03/03/2026 10:30"))

    with pytest.raises(OtherDay):
        looks(desk, "RDV-2")


def test_a_lateness_is_excused_as_for_ours_with_a_second_person_where_it_is_great(desk):
    [known] = desk.online()
    _is_at(desk, 11, 10)
    assert looks(desk).presence is Presence.VERY_LATE
    agreement = desk.agreed(Override.LATE_ACCEPTANCE, known.reference)

    arrived = desk.lets_in(REFERENCE, excused=True, why=Cause.TRAVEL, agreement=agreement)

    assert arrived.ticket.appointment_at == desk.clock.now
    fact = desk.journal()[-1]
    assert (fact.header["why"], fact.header["presence"]) == ("travel", "very_late")


def test_a_priority_and_people_who_come_together_are_kept(desk):
    desk.imports(line("RDV-2", people="3"))

    ticket = desk.lets_in("RDV-2", priority=Priority.CMI).ticket

    assert (ticket.party, ticket.priority) == (3, Priority.CMI)


def test_an_arrival_is_taken_back_and_the_reference_is_good_again(real_desk):
    arrived = real_desk.lets_in(REFERENCE)

    undone = undo(arrived.appointment.reference, by=SYLVIE, **real_desk.writing)

    assert undone.ticket.status is TicketStatus.CANCELLED
    assert undone.appointment.status is AppointmentStatus.BOOKED
    assert kinds(real_desk)[-1] == "ArrivalUndone"
    assert real_desk.lets_in(REFERENCE).ticket.number != arrived.ticket.number


def test_one_who_is_not_inside_cannot_be_taken_back(desk):
    [known] = desk.online()

    with pytest.raises(ImpossibleAppointmentMove):
        undo(known.reference, by=SYLVIE, **desk.writing)


def test_a_ticket_taken_back_at_accueil_has_its_holder_awaited_again(desk):
    desk.lets_in(REFERENCE)

    undo_last(by=SYLVIE, **desk.writing)

    assert desk.online()[0].status is AppointmentStatus.BOOKED


def test_one_that_was_given_up_lets_nobody_in(desk):
    desk.imports(line(state="Annulé"), line("RDV-2"))

    with pytest.raises(ImpossibleAppointmentMove) as refused:
        desk.lets_in(REFERENCE)

    assert refused.value.stands == "cancelled"


def test_an_unknown_reference_is_answered_as_before(desk):
    with pytest.raises(CodeRefused):
        looks(desk, "RDV-0000-9999")
    with pytest.raises(UnknownAppointment):
        looks(desk, "7K4M-2QXD")
    with pytest.raises(CodeRefused):
        looks(desk, "")


def test_none_of_our_keys_is_needed_for_a_platforms_reference(desk):
    class NoKey:
        def read(self, *_text, **_how):
            raise SigningKeyMissing("x.codes")

    assert find(REFERENCE, by=SYLVIE, codes=NoKey(), hashes=HASHES, **desk.ports)


def test_once_its_day_is_over_nobody_can_read_who_it_was(sqlite_copy, clock):
    with sealing(sqlite_copy) as store:
        desk = OnlineDesk(store, clock)
        desk.imports(line())
        _is_at(desk, 10, 20)
        file = sqlite_path(sqlite_copy).read_bytes()
        with store.begin() as work:
            work.seals.forget(Purpose.ONLINE, dt.date(2026, 3, 3))

        assert looks(desk).name == ""
        with pytest.raises(UnknownAppointment):
            desk.lets_in(REFERENCE)
    assert not [text for text in (b"DIALLO", b"2026-0451", b"20260451") if text in file]


def test_the_days_list_marks_those_of_platforms_by_the_hour(desk):
    desk.imports(
        line("RDV-2", start="02/03/2026 09:30", document=""), line("RDV-3", state="Annulé")
    )
    desk.imports(line("RDV-2", start="02/03/2026 09:30", document=""))

    lines = door(language="fr", by=KARIM, **desk.ports).lines

    assert [(each.last4, each.is_online) for each in lines] == [("", True), ("8765", True)]
    assert "DIALLO" not in repr(lines)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("rdv-2026 0451", "RDV20260451"),
        ("ＲＤＶ-1", "RDV1"),
        ("a1", ""),
        ("x" * 65, ""),
        ("héé", ""),
    ],
)
def test_a_reference_is_compared_by_its_letters_and_figures(text, bare):
    assert bare_reference(text) == bare


@pytest.mark.parametrize(
    "text",
    [
        "RDV-451",
        "https://rdv.example/booking/RDV-451",
        "https://rdv.example/booking/RDV-451/",
        "https://rdv.example/b?lang=fr&ref=RDV-451",
        "rdv)'(&",
    ],
)
def test_what_a_scanner_sends_of_a_paper_holds_its_reference(text):
    assert "RDV451" in scanned_references(text)
