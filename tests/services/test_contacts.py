"""A phone or an e-mail of many people is told before a booking, and bars nobody (AT-05)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.errors import NotAllowed
from desk_app.domain.people import AgentLogin
from desk_app.services.contacts import Shared, shared_contacts
from tests.services.booking_desk import HASHES, BookingDesk, applicant
from tests.services.desk import SYLVIE

PHONE, EMAIL = "0612457893", "accueil@asso-amis.fr"


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


def _shared(desk, who, *, by=SYLVIE):
    return shared_contacts(who, by=by, hashes=HASHES, **desk.ports)


def _serves(desk, count, **contact):
    for last in range(count):
        desk.books(applicant(f"930421876{last}", **contact))


def test_the_fourth_person_with_one_phone_is_told_of_the_three_before(desk):
    _serves(desk, 3, phone=PHONE)

    told = _shared(desk, applicant("9304218769", phone=PHONE))

    assert told == (Shared(field="phone", others=3),)


def test_up_to_three_persons_are_a_family(desk):
    _serves(desk, 2, phone=PHONE)

    assert _shared(desk, applicant("9304218769", phone=PHONE)) == ()


def test_an_e_mail_is_told_by_its_own_name(desk):
    _serves(desk, 3, email=EMAIL)

    told = _shared(desk, applicant("9304218769", phone=PHONE, email=EMAIL))

    assert told == (Shared(field="email", others=3),)


def test_without_a_contact_nothing_is_told(desk):
    assert _shared(desk, applicant()) == ()


def test_after_thirty_days_it_is_forgotten(desk, clock):
    _serves(desk, 3, phone=PHONE)
    clock.now += dt.timedelta(days=31)

    assert _shared(desk, applicant("9304218769", phone=PHONE)) == ()


def test_who_books_nobody_is_told_nothing(desk):
    with pytest.raises(NotAllowed):
        _shared(desk, applicant(phone=PHONE), by=AgentLogin("audit"))
