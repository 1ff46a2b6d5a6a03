"""One person under several keys: last year's, a surer one, another's (AT-01, AT-04, R-05)."""

from __future__ import annotations

from functools import partial

import pytest

from desk_app.domain.applicants import parse_applicant
from desk_app.domain.booking_errors import NeedsSupervisor
from desk_app.domain.draw_errors import RequestUnknown
from desk_app.domain.errors import SecondPersonNeeded
from desk_app.domain.identity_errors import (
    ActiveAlready,
    JoinRefused,
    NotAlike,
    PerhapsKnown,
    TwoActive,
)
from desk_app.domain.overrides import Override
from desk_app.domain.person_keys import provisional_bytes
from desk_app.security.codes import new_code, new_id
from desk_app.services import appointments, contacts, joining, register, unmet
from desk_app.services.booking_ports import Trace, TraceKind
from tests.services.booking_desk import (
    CODES,
    DAY,
    DEPOSIT,
    HANDOVER,
    HASHED,
    HASHES,
    applicant,
    under,
)
from tests.services.register_desk import RegisterDesk

CARD = {"kind": "card", "number": "X0A1B2C3D"}
PASSPORT = {"kind": "passport", "number": "BX0472915", "country": "DZA"}
BEFORE, AFTER = under(b"a"), under(b"a", b"b")
"""The hashes of last year, and once the key of hashes has turned."""


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> RegisterDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return RegisterDesk(store, clock)


def known(document, **fields):
    """Nadia Benali with another document."""
    return applicant(document=document, **fields)


def joins(desk, reference, who):
    """An agent has seen that they are one."""
    return joining.join_persons(
        reference, who, by="smarchand", hashes=HASHES, **desk.writing
    ).references


def has(desk, key, *facts) -> list[str]:
    """What the journal says, of these kinds."""
    with desk.store.read() as work:
        return [entry.kind for entry in work.journal.after(0, 1000) if entry.kind in facts]


# --- a key of hashes a year old -------------------------------------------------------------


def test_a_turn_of_the_key_of_hashes_gives_nobody_a_second_appointment(real_desk):  # AT-04, R-05
    first = real_desk.books(hashes=BEFORE)

    with pytest.raises(ActiveAlready) as refused:
        real_desk.books(hashes=AFTER)

    assert refused.value.reference == first.reference


def test_two_in_all_counts_what_was_booked_under_the_key_before(real_desk):
    real_desk.books(hashes=BEFORE)
    real_desk.books(procedure=HANDOVER, hashes=AFTER)

    with pytest.raises(TwoActive):
        real_desk.books(procedure="DCEM", hashes=AFTER)


def test_what_lay_under_the_key_before_lies_under_the_new_one(real_desk):
    booked = real_desk.books(hashes=BEFORE)
    real_desk.books(procedure=HANDOVER, hashes=AFTER)

    with real_desk.store.read() as work:
        kept = work.appointments.get(booked.reference)
        assert kept.person == AFTER(applicant().document.canonical)[-1]
        assert len(work.appointments.of_person(kept.person)) == 2


def test_absences_under_the_key_before_count(desk):
    key = BEFORE(applicant().document.canonical)[0]
    with desk.store.begin() as work:
        for _ in range(2):
            work.traces.add(Trace(kind=TraceKind.ABSENCE, subject=key, day=DAY))

    with pytest.raises(NeedsSupervisor):
        desk.books(hashes=AFTER)


def test_a_request_under_the_key_before_goes_on(real_desk):
    first = real_desk.asks(applicant(), hashes=BEFORE)

    again = real_desk.asks(applicant(), hashes=AFTER)

    assert (again.request.reference, again.is_new) == (first.request.reference, False)


def test_lists_by_document_look_under_every_key(desk):
    booked = desk.books(hashes=BEFORE)
    asked = desk.asks(applicant(), HANDOVER, hashes=BEFORE).request
    look = {"by": "smarchand", "hashes": AFTER, **desk.ports}
    document = applicant().document

    assert [e.reference for e in appointments.of_document(document, **look)] == [booked.reference]
    assert [e.reference for e in register.of_document(document, **look)] == [asked.reference]


def test_a_contact_seen_under_the_key_before_is_the_same_contact(desk):  # AT-05
    phone = "0612457893"
    for number in range(3):
        desk.books(applicant(f"930421870{number}", phone=phone), hashes=BEFORE)
    look = partial(contacts.shared_contacts, by="smarchand", hashes=AFTER, **desk.ports)

    assert [each.others for each in look(applicant("9304218711", phone=phone))] == [3]
    assert look(applicant("9304218702", phone=phone)) == ()


def test_unmet_requests_under_the_key_before_stand_on_the_next_proof(desk):  # AT-23
    def asks(hashes):
        wanted = unmet.Demand(
            procedure=DEPOSIT, reason=unmet.UnmetReason.NONE_SUITS, document=applicant().document
        )
        return unmet.record(
            wanted, by="smarchand", new_id=new_id, new_code=new_code, hashes=hashes,
            codes=CODES, printer=desk.printer, **desk.writing, **desk.laid_out,
        )  # fmt: skip

    first = asks(BEFORE)

    assert [each.reference for each in asks(AFTER).earlier] == [first.line.reference]


# --- a person with two documents -------------------------------------------------------------


def test_who_comes_with_a_number_may_be_who_came_without(real_desk):  # AT-01
    first = real_desk.books(known(CARD))

    with pytest.raises(PerhapsKnown) as refused:
        real_desk.books(procedure=HANDOVER)

    assert refused.value.references == (first.reference,)
    assert has(real_desk, "", "BookingRefused") == ["BookingRefused"]


def test_who_comes_without_a_number_may_be_who_came_with_one(desk):
    first = desk.books()

    with pytest.raises(PerhapsKnown) as refused:
        desk.books(known(CARD), HANDOVER)

    assert refused.value.references == (first.reference,)


def test_a_request_that_waits_is_found_too(desk):
    asked = desk.asks(known(CARD)).request

    with pytest.raises(PerhapsKnown) as refused:
        desk.asks(applicant(), HANDOVER)

    assert refused.value.references == (asked.reference,)


def test_joined_a_person_has_one_active_appointment_under_both_documents(real_desk):  # AT-01
    first = real_desk.books(known(CARD))

    held = joins(real_desk, first.reference, applicant())

    assert held == (first.reference,)
    for who in (applicant(), known(CARD)):
        with pytest.raises(ActiveAlready):
            real_desk.books(who)
    assert has(real_desk, "", "PersonsJoined") == ["PersonsJoined"]


def test_joined_a_person_has_two_appointments_in_all(real_desk):
    joins(real_desk, real_desk.books(known(CARD)).reference, applicant())
    real_desk.books(known(CARD), HANDOVER)

    for who in (applicant(), known(CARD)):
        with pytest.raises(TwoActive):
            real_desk.books(who, "DCEM")


def test_the_surer_key_stays_whichever_is_shown_last(desk):
    first = desk.books()

    joins(desk, first.reference, known(CARD))

    with desk.store.read() as work:
        assert work.appointments.get(first.reference).person == first.person
    with pytest.raises(ActiveAlready):
        desk.books(known(CARD))


def test_a_passport_gives_way_to_the_number(real_desk):
    first = real_desk.books(known(PASSPORT))
    with pytest.raises(PerhapsKnown):
        real_desk.books(procedure=HANDOVER)

    joins(real_desk, first.reference, applicant())

    with real_desk.store.read() as work:
        assert work.appointments.get(first.reference).person == HASHED(
            applicant().document.canonical
        )
    with pytest.raises(ActiveAlready):
        real_desk.books(known(PASSPORT))


def test_two_of_a_family_are_never_joined_by_dropping_one(real_desk):  # AT-01
    first = real_desk.books(known(CARD))
    second = _apart(real_desk)

    with pytest.raises(JoinRefused) as refused:
        joins(real_desk, first.reference, applicant())

    assert refused.value.references == (second.reference,)
    with real_desk.store.read() as work:
        assert all(work.appointments.get(e.reference).is_active for e in (first, second))


def _apart(desk, procedure=DEPOSIT):
    """Nadia with her number a minute later, taken for another person than who has the card."""
    desk.clock.passes(minutes=1)
    with desk.store.begin() as work:  # as an older version let it: nobody was asked
        held = work.appointments.of_person(HASHED(_provisional()))
        for each in held:
            work.persons.rekey(each.person, "elsewhere")
    booked = desk.books(procedure=procedure)
    with desk.store.begin() as work:
        work.persons.rekey("elsewhere", HASHED(_provisional()))
    return booked


def _provisional() -> bytes:

    return provisional_bytes(applicant())


def test_three_in_all_are_not_joined(real_desk):
    card = known(CARD)
    first, second = real_desk.books(card), real_desk.books(card, HANDOVER)
    third = _apart(real_desk, "DCEM")

    with pytest.raises(JoinRefused) as refused:
        joins(real_desk, first.reference, applicant())

    assert refused.value.references == (third.reference,)
    assert second.is_active


def test_a_request_of_a_family_that_is_held_is_told(real_desk):
    first = real_desk.books(known(CARD))
    with real_desk.store.begin() as work:
        work.persons.rekey(first.person, "elsewhere")
    asked = real_desk.asks(applicant()).request
    with real_desk.store.begin() as work:
        work.persons.rekey("elsewhere", first.person)

    with pytest.raises(JoinRefused) as refused:
        joins(real_desk, asked.reference, known(CARD))

    assert refused.value.references == (asked.reference,)


def test_requests_are_joined_as_well(real_desk):
    asked = real_desk.asks(known(CARD)).request

    joins(real_desk, asked.reference, applicant())

    assert real_desk.asks(applicant()).request.reference == asked.reference


def test_only_who_may_be_one_is_joined(desk):
    first = desk.books(known(CARD))
    other = applicant("9304218799", family_name="Diallo")

    with pytest.raises(NotAlike):
        joins(desk, first.reference, other)
    with pytest.raises(NotAlike):
        joins(desk, first.reference, known(CARD))
    with pytest.raises(RequestUnknown):
        joins(desk, "0000-0000", other)


# --- two people of one name ------------------------------------------------------------------


def namesake(**fields):
    """Of the same names, birth date and nationality, under another number."""
    return applicant("9304218766", **({"birth_date": "1988-04-17"} | fields))


def test_another_number_under_the_same_names_and_birth_date_is_questioned(real_desk):  # AT-01
    first = real_desk.books()

    with pytest.raises(PerhapsKnown) as refused:
        real_desk.books(namesake(), HANDOVER)

    assert refused.value.references == (first.reference,)


def test_twenty_invented_numbers_of_one_person_are_one_request(desk):  # AT-01, AT-14
    numbers = [f"93042187{number:02}" for number in range(20)]
    desk.asks(applicant(numbers[0], birth_date="1988-04-17"))

    for number in numbers[1:]:
        with pytest.raises(PerhapsKnown):
            desk.asks(applicant(number, birth_date="1988-04-17"))


def test_two_real_numbers_of_one_person_are_joined(real_desk):  # AT-01
    first = real_desk.books()

    joins(real_desk, first.reference, namesake())

    for who in (applicant(), namesake()):
        with pytest.raises(ActiveAlready):
            real_desk.books(who)
    assert real_desk.books(applicant(), HANDOVER).is_active


def test_two_numbers_are_two_people_where_two_have_seen_both(real_desk):  # AT-01, AT-16
    first = real_desk.books()

    second = real_desk.books(namesake(), seen=(real_desk.agreed(Override.HOMONYM, DEPOSIT),))

    assert first.person != second.person
    assert real_desk.books(namesake(), HANDOVER).person == second.person, "asked once"


def test_numbers_that_were_joined_may_be_told_apart(desk):
    joins(desk, desk.books().reference, namesake())

    other = desk.books(applicant(), seen=(desk.agreed(Override.HOMONYM, DEPOSIT),))

    assert other.person == HASHED(applicant().document.canonical)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1988-04-17", "1988"),
        ("1988", "1988-04-17"),
        ("1988-04", "1988"),
        ("1988-04-17", "1988-04"),
    ],
)
@pytest.mark.parametrize("other", [{"kind": "passport", "number": "99ZZ34567", "country": "DZA"},
                                   {"kind": "card", "number": "X0A1B2C3E"}])  # fmt: skip
def test_a_birth_date_given_in_part_is_questioned(desk, first, second, other):  # AT-01
    booked = desk.books(known(PASSPORT, birth_date=first))

    with pytest.raises(PerhapsKnown) as refused:
        desk.books(known(other, birth_date=second), HANDOVER)

    assert refused.value.references == (booked.reference,)


@pytest.mark.parametrize(("first", "second"), [("1988-04-17", "1988-05"), ("1988", "1989-04-17")])
def test_a_birth_date_that_cannot_be_the_same_is_of_another(desk, first, second):
    desk.books(known(PASSPORT, birth_date=first))

    assert desk.books(known(CARD, birth_date=second)).is_active


def test_who_gave_the_year_alone_is_joined_by_the_day(real_desk):  # AT-01
    first = real_desk.books(known(PASSPORT, birth_date="1988"))

    joins(real_desk, first.reference, applicant())

    for who in (applicant(), known(PASSPORT, birth_date="1988")):
        with pytest.raises(ActiveAlready):
            real_desk.books(who)


OTHER_CARD = {"kind": "card", "number": "X0A1B2C3E"}


def test_another_card_under_the_same_names_is_questioned(real_desk):  # AT-01
    first = real_desk.books(known(CARD))

    with pytest.raises(PerhapsKnown) as refused:
        real_desk.books(known(OTHER_CARD))

    assert refused.value.references == (first.reference,)


def test_two_people_with_a_card_each_have_a_key_each(real_desk):  # AT-01, AT-16
    first = real_desk.books(known(CARD))

    second = real_desk.books(known(OTHER_CARD), seen=(real_desk.agreed(Override.HOMONYM, DEPOSIT),))

    assert first.person != second.person
    for who in (known(CARD), known(OTHER_CARD)):
        with pytest.raises(ActiveAlready):
            real_desk.books(who)


def test_a_second_card_is_not_taken_for_the_one_that_was_joined_to_a_number(desk):  # AT-01
    booked = desk.books()
    joins(desk, booked.reference, known(CARD))

    with pytest.raises(PerhapsKnown):
        desk.books(known(OTHER_CARD), HANDOVER)


def test_a_card_given_anew_is_joined_to_the_one_before(real_desk):  # AT-01
    first = real_desk.books(known(CARD))

    joins(real_desk, first.reference, known(OTHER_CARD))

    for who in (known(CARD), known(OTHER_CARD)):
        with pytest.raises(ActiveAlready):
            real_desk.books(who)


def test_two_people_of_one_name_take_two_people_to_say_so(real_desk):  # AT-01, AT-16
    real_desk.books(known(CARD))
    agreement = real_desk.agreed(Override.HOMONYM, DEPOSIT)

    second = real_desk.books(seen=(agreement,))

    assert second.is_active
    assert has(real_desk, "", "OverrideUsed") == ["OverrideUsed"]
    assert real_desk.books(procedure=HANDOVER).is_active, "asked once"


def test_who_is_joined_to_somebody_may_be_told_apart(desk):
    joins(desk, desk.books(known(CARD)).reference, applicant())

    other = desk.books(known(CARD), seen=(desk.agreed(Override.HOMONYM, DEPOSIT),))

    assert other.person == HASHED(_provisional())


# --- a name that looks invented ---------------------------------------------------------------


def invented(**fields):
    """Somebody whose name is TEST."""

    person = {
        "family_name": "Test", "given_names": "Anne", "birth_date": "1990-05-06",
        "nationality": "GBR", "document": {"kind": "foreigner_number", "number": "9304218701"},
    }  # fmt: skip
    return parse_applicant(person | fields, today=DAY, placeholders_seen=True)


def test_a_name_that_looks_invented_needs_a_second_person(desk):  # AT-01, L-01
    with pytest.raises(SecondPersonNeeded):
        desk.books(invented())
    with pytest.raises(SecondPersonNeeded):
        desk.asks(invented())

    assert desk.books(invented(), seen=(desk.agreed(Override.REAL_NAME, DEPOSIT),)).is_active
    asks = desk.asks(invented(), HANDOVER, seen=(desk.agreed(Override.REAL_NAME, HANDOVER),))
    assert asks.is_new


def test_an_alias_is_forgotten_with_the_traces(real_desk):  # R-05b
    real_desk.books()

    with real_desk.store.begin() as work:
        gone = work.traces.forget(HASHED(applicant().document.canonical))

    assert gone == 3, "by the day, by the month and by the year of birth"
