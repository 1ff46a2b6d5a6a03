"""What is held about a person, by document alone: shown, erased, and always recorded (R-07)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.errors import NotAllowed, NothingHeld
from desk_app.domain.people import parse_document
from desk_app.domain.register import RequestState
from desk_app.security.keys import keyed_hash
from desk_app.services import moves
from desk_app.services.booking_ports import TraceKind
from desk_app.services.people import erased, shown
from tests.services.booking_desk import BookingDesk, applicant
from tests.services.desk import CHIEF, DOCUMENT, PERMIT, SYLVIE, Desk
from tests.services.register_desk import RegisterDesk
from tests.services.test_opening_draws import BOUND, HALF_PAST_EIGHT, OpeningDesk

OTHER = "passport:FRA:12AB34567"
PERSON = parse_document(DOCUMENT)
EARLY = HALF_PAST_EIGHT - dt.timedelta(minutes=10)
KEY = keyed_hash(b"k" * 32, PERSON.canonical)


def hashes(canonical: bytes) -> tuple[str, ...]:
    """Under a retired key, and under the one in force."""
    return keyed_hash(b"o" * 32, canonical), keyed_hash(b"k" * 32, canonical)


@pytest.fixture(params=["memory", "sqlite_store"])
def any_store(request):
    return request.getfixturevalue(request.param)


def shows(desk, document=PERSON, *, by=CHIEF):
    return shown(document, by=by, hashes=hashes, **desk.writing)


def erases(desk, document=PERSON, *, by=CHIEF):
    return erased(document, by=by, hashes=hashes, **desk.writing)


def recorded(store) -> list[tuple[str, object, object]]:
    with store.read() as work:
        entries = work.journal.after(0, 500)
    return [
        (entry.kind, entry.header.get("key"), entry.header.get("count"))
        for entry in entries
        if entry.kind.startswith("Person")
    ]


def test_what_is_held_is_shown_by_ticket_and_the_look_is_a_fact(any_store, clock):
    desk = Desk(any_store, clock)
    first = desk.issued(PERMIT, document=DOCUMENT, hint="N. B., 1988", language="ar").ticket
    desk.issued(PERMIT, document=OTHER, hint="X. Y., 1990")
    clock.passes(minutes=1)
    desk.calls()
    for move in (moves.start_serving, moves.complete):
        move(first.number, counter=None, by=SYLVIE, **desk.writing)
    second = desk.issued(PERMIT, document=DOCUMENT).ticket

    held = shows(desk)

    assert [one.number for one in held] == [first.number, second.number]
    assert (held[0].hint, held[0].language, held[0].day) == (
        "N. B., 1988", "ar", dt.date(2026, 3, 2),
    )  # fmt: skip
    assert recorded(any_store) == [("PersonShown", KEY, None)]


def test_a_look_for_nobody_is_recorded_too(any_store, clock):
    with pytest.raises(NothingHeld):
        shows(Desk(any_store, clock))

    assert recorded(any_store) == [("PersonShown", KEY, None)]


def test_an_agent_of_the_reception_looks_at_nobody(any_store, clock):
    desk = Desk(any_store, clock)
    desk.issued(PERMIT, document=DOCUMENT)

    with pytest.raises(NotAllowed):
        shows(desk, by=SYLVIE)
    with pytest.raises(NotAllowed):
        erases(desk, by=SYLVIE)
    assert recorded(any_store) == []


def test_while_a_visit_goes_on_its_hint_goes_and_its_hash_stays(any_store, clock):
    desk = Desk(any_store, clock)
    desk.issued(PERMIT, document=DOCUMENT, hint="N. B., 1988", language="ar")

    changed = erases(desk)

    (held,) = shows(desk)
    assert (held.hint, held.language, changed.subject) == ("", "ar", "1")
    assert recorded(any_store)[0] == ("PersonErased", KEY, 1)


def test_of_an_ended_visit_nothing_stays(any_store, clock):
    desk = Desk(any_store, clock)
    ticket = desk.issued(PERMIT, document=DOCUMENT, hint="N. B., 1988", language="ar").ticket
    desk.calls()
    for move in (moves.start_serving, moves.complete):
        move(ticket.number, counter=None, by=SYLVIE, **desk.writing)

    erases(desk)

    with any_store.read() as work:
        kept = work.tickets.get(ticket.id)
        assert work.bindings.of_ticket(ticket.id) is None
    assert (kept.language, kept.note) == ("", "")
    with pytest.raises(NothingHeld):
        erases(desk)


def test_an_appointment_is_held_too_until_it_is_over(any_store, clock):
    desk = BookingDesk(any_store, clock)
    booked = desk.books(applicant(phone="0612457893"))

    (held,) = shows(desk)
    erases(desk)
    (still,) = shows(desk)
    desk.cancels_appointment(booked)
    count = erases(desk).subject

    assert (held.number, held.hint) == (booked.reference, "Benali Nadia, 1988-04-17")
    assert held.note == "+33612457893"
    assert still == held
    assert count == "1"
    with pytest.raises(NothingHeld):
        shows(desk)


def test_the_lines_a_person_left_go_with_them(any_store, clock):
    desk = BookingDesk(any_store, clock)
    desk.cancels_appointment(desk.books(applicant(phone="0612457893")))

    erases(desk)

    with any_store.read() as work:
        contact = keyed_hash(b"k" * 32, b"contact|phone|+33612457893")
        assert work.traces.of(TraceKind.CONTACT, contact, clock().date()) == []


def test_a_request_is_held_until_it_is_given_up(any_store, clock):
    desk = RegisterDesk(any_store, clock)
    asked = desk.asks(applicant(phone="0612457893")).request

    (held,) = shows(desk)
    waits = erases(desk).subject
    desk.withdraws(asked.reference)
    count = erases(desk).subject

    assert (held.number, held.status) == (asked.reference, RequestState.WAITING)
    assert (held.hint, held.note) == ("Benali Nadia, 1988-04-17", "+33612457893")
    assert (waits, count) == ("0", "1")
    with any_store.read() as work:
        kept = work.register.get(asked.reference)
        assert (kept.person, work.register.holder(kept) or "") == ("", "")
    with pytest.raises(NothingHeld):
        shows(desk)


def test_a_request_whose_holder_is_forgotten_is_shown_by_its_reference(memory, clock):
    desk = RegisterDesk(memory, clock)
    asked = desk.asks(applicant()).request
    memory.shelf.bookings.askers.clear()

    (held,) = shows(desk)

    assert (held.number, held.hint, held.note, held.language) == (asked.reference, "", "", "")


def test_a_card_of_an_opening_loses_its_hint_and_keeps_its_hash(any_store, clock):  # R-07, AT-13
    clock.now = EARLY
    desk = OpeningDesk(any_store, clock)
    card = desk.hands(BOUND, number=DOCUMENT, hint="N. B., 1988").card
    (held,) = shows(desk)

    count = erases(desk).subject

    (still,) = shows(desk)
    assert (held.number, held.hint, held.procedure) == (str(card.number), "N. B., 1988", BOUND)
    assert (still.hint, count) == ("", "1")
