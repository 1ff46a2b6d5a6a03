"""Nobody acts for whom they have declared: not on a request, a call or a key either (AT-15)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.errors import SamePerson
from desk_app.domain.identity_errors import OwnInterest
from desk_app.domain.reconfirmation import CallOutcome
from desk_app.services import answers, deadlines, joining, reconfirmation
from tests.services.booking_desk import DAY, HASHED, HASHES, applicant
from tests.services.calendar_desk import TUESDAY, CalendarDesk, closing
from tests.services.desk import CHIEF, SYLVIE
from tests.services.register_desk import RegisterDesk

CARD = {"kind": "card", "number": "X0A1B2C3D"}
SOON = DAY + dt.timedelta(days=9)


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


def declares(desk, login, who=None) -> None:
    """*login* has declared the document of *who*."""
    with desk.store.begin() as work:
        work.ties.add(login, HASHED((who or applicant()).document.canonical), on=DAY)


def last(desk):
    """What the journal says last, and of whom."""
    entry = desk.journal()[-1]
    return entry.kind, entry.header.get("rule"), entry.agent


def sees(desk, made, *, by=CHIEF):
    """A supervisor has seen when rights end."""
    return deadlines.see_deadline(
        made.request.reference, SOON, by=by, hashes=HASHES, **desk.writing
    ).request


ACTS = {
    "withdraw": lambda desk, made: desk.withdraws(made.request.reference),
    "told": lambda desk, made: answers.told(
        made.request.reference, by=SYLVIE, hashes=HASHES, **desk.writing
    ),
    "confirm": lambda desk, made: desk.confirms(made.request, by=SYLVIE),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_agent_does_nothing_about_the_request_of_a_relative(desk, act):
    made = desk.asks(applicant(), by=CHIEF)
    desk.draws()
    declares(desk, SYLVIE)

    with pytest.raises(OwnInterest):
        ACTS[act](desk, made)

    assert last(desk) == ("BookingRefused", "OwnInterest", SYLVIE)
    assert desk.stands(made).state == "won"


def test_a_supervisor_sees_no_deadline_of_a_relative(desk):
    made = desk.asks(applicant())
    declares(desk, CHIEF)

    with pytest.raises(OwnInterest):
        sees(desk, made)

    assert not desk.stands(made).is_deadline_checked
    assert last(desk) == ("BookingRefused", "OwnInterest", CHIEF)


def test_who_entered_a_request_does_not_see_its_deadline_too(desk):  # AT-16, S1
    made = desk.asks(by=CHIEF)
    other = desk.asks(by=SYLVIE)

    with pytest.raises(SamePerson):
        sees(desk, made)

    assert not desk.stands(made).is_deadline_checked
    assert sees(desk, other).is_deadline_checked


def test_a_holder_who_is_a_relative_is_called_by_a_colleague(desk):
    booked = desk.books(applicant(phone="0612457893"), by=CHIEF)
    declares(desk, SYLVIE)

    with pytest.raises(OwnInterest):
        reconfirmation.called(
            booked.reference, CallOutcome.CONFIRMED, by=SYLVIE, cool=lambda: desk.cooling,
            keyed_hash=HASHED, hashes=HASHES, **desk.writing,
        )  # fmt: skip

    assert last(desk) == ("BookingRefused", "OwnInterest", SYLVIE)


@pytest.mark.parametrize("of", ["appointment", "request"])
def test_nobody_joins_the_keys_of_a_relative(desk, of):
    card = applicant(document=CARD)
    held = desk.books(card, by=CHIEF) if of == "appointment" else desk.asks(card, by=CHIEF).request
    declares(desk, SYLVIE)

    with pytest.raises(OwnInterest):
        joining.join_persons(held.reference, applicant(), by=SYLVIE, hashes=HASHES, **desk.writing)

    assert last(desk) == ("BookingRefused", "OwnInterest", SYLVIE)


def test_who_is_told_of_another_time_is_no_relative(memory, clock):
    desk = CalendarDesk(memory, clock)
    (booked,) = desk.books_on(TUESDAY)
    desk.closes(closing())
    desk.replaces(booked)
    with memory.begin() as work:
        work.ties.add(CHIEF, booked.person, on=DAY)

    with pytest.raises(OwnInterest):
        desk.tells(booked)
