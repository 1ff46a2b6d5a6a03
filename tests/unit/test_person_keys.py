"""AT-01 and AT-05: what stands for a person or a contact, and two keys that were one person."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.partial_dates import PartialDate
from desk_app.domain.people import Document, DocumentKind, parse_document
from desk_app.domain.person_keys import (
    Held,
    KeyStrength,
    canonical_person,
    canonical_persons,
    contact_bytes,
    merge,
    provisional_bytes,
)
from tests.unit.names import people, person

NOW = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)


def _held(reference: str, family: str, minutes: int) -> Held:
    at = NOW + dt.timedelta(minutes=minutes)
    return Held(
        reference=reference, family=family, booked_at=at, starts_at=at + dt.timedelta(days=9)
    )


@pytest.mark.parametrize(
    ("document", "strength"),
    [
        ("9304218765", KeyStrength.NUMBER),
        ("passport:DZA:120473915", KeyStrength.PASSPORT),
        ("card:X0A1B2C3D", KeyStrength.PROVISIONAL),
        ("visa:F1234598", KeyStrength.PROVISIONAL),
    ],
)
def test_the_surest_thing_a_document_tells_is_the_key(document, strength):
    found = canonical_person(person(document=parse_document(document)))

    assert found.strength is strength
    assert found.is_provisional is (strength is KeyStrength.PROVISIONAL)


def test_a_number_is_one_key_whatever_the_names():
    number = parse_document("9304218765")

    assert canonical_person(person("BENALI", document=number)) == canonical_person(
        person("DIALLO", document=number)
    )
    assert canonical_person(person(document=number)).canonical == number.canonical


def test_passports_of_two_countries_with_one_number_are_two_people():
    one, other = (
        canonical_person(
            person(document=Document(kind=DocumentKind.PASSPORT, number="120473915", country=code))
        )
        for code in ("DZA", "MAR")
    )

    assert one != other


@pytest.mark.parametrize(
    "names",
    [("BEN ALI", "Karim"), ("Benali", "KARIM"), ("Karim", "Benali"), ("BENALY", "Kareem")],
)
def test_another_spelling_does_not_make_another_provisional_key(names):
    assert provisional_bytes(person(*names)) == provisional_bytes(person("BENALI", "Karim"))


@pytest.mark.parametrize(
    "changed",
    [{"given": "Amir"}, {"nationality": "MAR"}, {"birth_date": PartialDate(year=1985)}],
)
def test_another_person_has_another_provisional_key(changed):
    assert provisional_bytes(person(**changed)) != provisional_bytes(person())


def test_twins_whose_names_have_the_same_letters_are_two_people():
    assert provisional_bytes(person("BENALI", "Rima")) != provisional_bytes(
        person("BENALI", "Amir")
    )


def test_five_hundred_people_have_five_hundred_provisional_keys():
    assert len({provisional_bytes(one) for one in people()}) == 500


def test_contacts_are_the_phone_and_the_e_mail():
    both = person(phone="+33651729380", email="karim@free.fr")

    assert contact_bytes(both) == (b"contact|phone|+33651729380", b"contact|email|karim@free.fr")
    assert contact_bytes(person()) == ()


def test_at_01_what_was_booked_without_a_number_is_found_when_the_number_comes():
    before = person(document=parse_document("card:X0A1B2C3D"))
    after = person("BEN ALI", document=parse_document("9304218765"))

    assert canonical_persons(before) == (canonical_person(before),)
    assert canonical_persons(after) == (canonical_person(after), canonical_person(before))


def test_at_01_a_provisional_key_that_meets_its_number_keeps_one_appointment_a_family():
    first, second = _held("R7K2-QX4M", "renewal", 0), _held("B2C3-D4E5", "renewal", 5)

    found = merge([second], [first])

    assert (found.keep, found.give_up) == ((first,), (second,))


def test_of_three_families_the_first_two_booked_stay():
    held = [_held("A", "renewal", 2), _held("B", "first", 0), _held("C", "travel", 1)]

    found = merge(held[:1], held[1:])

    assert [one.reference for one in found.keep] == ["B", "C"]
    assert [one.reference for one in found.give_up] == ["A"]


HELD = st.builds(
    _held, st.text("ABCD", min_size=1, max_size=4), st.sampled_from("abc"), st.integers(0, 9)
)


@given(st.lists(HELD, max_size=8, unique_by=lambda one: one.reference), st.integers(0, 8))
def test_a_merge_loses_nothing_and_breaks_no_limit(held, cut):
    known, provisional = held[:cut], held[cut:]

    found = merge(known, provisional)

    assert {*found.keep, *found.give_up} == set(held)
    assert len(found.keep) == len({one.family for one in found.keep}) <= 2
    assert merge(provisional, known) == found
    assert merge(found.keep, ()).give_up == ()
