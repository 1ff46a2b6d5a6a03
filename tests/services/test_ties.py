"""What agents declare keeps them from acting: on no road, under no account (AT-15)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.errors import NotAllowed, UnknownAgent
from desk_app.domain.identity_errors import OwnInterest
from desk_app.domain.partial_dates import PartialDate
from desk_app.domain.people import AgentLogin, Role, parse_document
from desk_app.domain.roles import Power
from desk_app.services.day import locked
from desk_app.services.interests import require_no_interest
from desk_app.services.site import add_agent
from desk_app.services.ties import Declared, Relative, Tie, declare, declared
from tests.services.booking_desk import DAY, HANDOVER, HASHES, applicant, under
from tests.services.desk import CHIEF, KARIM, SYLVIE
from tests.services.register_desk import RegisterDesk

NUMBER = "9304218765"
RELATIVE = Relative(
    names=("BENALY", "Nadia"), birth_date=PartialDate(year=1988, month=4, day=17), nationality="DZA"
)
TIES = {
    "document": Tie(document=parse_document(NUMBER)),
    "phone": Tie(phone="+33612457893"),
    "email": Tie(email="nadia@free.fr"),
    "relative": Tie(relative=RELATIVE),
}
NADIA = {"phone": "0612457893", "email": "nadia@free.fr"}


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> RegisterDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return RegisterDesk(store, clock)


def ties(desk, tie, *, whose=SYLVIE, by=SYLVIE, hashes=HASHES):
    """Something is declared."""
    return declare(tie, whose=whose, by=by, hashes=hashes, **desk.writing)


def refusals(desk) -> list[str]:
    """The incidents in the journal."""
    with desk.store.read() as work:
        found = [e for e in work.journal.after(0, 1000) if e.kind == "BookingRefused"]
    return [entry.header["rule"] for entry in found]


@pytest.mark.parametrize("kind", TIES)
def test_whatever_is_declared_keeps_from_booking_and_asking(desk, kind):  # AT-15
    ties(desk, TIES[kind])

    with pytest.raises(OwnInterest):
        desk.books(applicant(**NADIA))
    with pytest.raises(OwnInterest):
        desk.asks(applicant(**NADIA))

    assert refusals(desk) == ["OwnInterest", "OwnInterest"]
    assert desk.books(applicant(**NADIA), by=KARIM).is_active


def test_what_is_declared_keeps_from_moving_and_cancelling(real_desk):  # AT-15
    booked = real_desk.books(applicant(**NADIA), by=KARIM)
    ties(real_desk, TIES["phone"])

    with pytest.raises(OwnInterest):
        real_desk.moves_appointment(booked)
    with pytest.raises(OwnInterest):
        real_desk.cancels_appointment(booked)

    assert refusals(real_desk) == ["OwnInterest", "OwnInterest"]
    real_desk.cancels_appointment(booked, by=KARIM)


def test_a_card_that_is_declared_is_found_though_it_is_no_key(desk):
    ties(desk, Tie(document=parse_document("card:X0A1B2C3D")))

    with pytest.raises(OwnInterest):
        desk.books(applicant(document={"kind": "card", "number": "X0A1B2C3D"}))


def test_another_account_of_the_same_person_is_bound_too(desk):
    other = AgentLogin("sylvie2")
    add_agent(other, "Sylvie", Role.COUNTER, by=None, same_person_as=SYLVIE, **desk.writing)
    ties(desk, TIES["document"])

    with pytest.raises(OwnInterest):
        desk.books(by=other)


def test_a_tie_declared_under_the_key_before_holds(desk):
    ties(desk, TIES["document"], hashes=under(b"a"))

    with pytest.raises(OwnInterest):
        desk.books(hashes=under(b"a", b"b"))


def test_an_erased_holder_is_known_by_the_key_alone(desk):
    booked = desk.books(by=KARIM)
    with desk.store.begin() as work:
        work.appointments.put_holder(booked, "")
    ties(desk, TIES["document"])

    with pytest.raises(OwnInterest):
        desk.cancels_appointment(booked)


def test_the_program_itself_has_no_interest(desk):
    with desk.store.begin() as work:
        act = locked(work, desk.clock(), None, Power.BOOK)

        require_no_interest({"anything"}, act)


def test_a_supervisor_declares_for_a_colleague_and_nobody_else_does(desk):
    ties(desk, TIES["phone"], whose=KARIM, by=CHIEF)
    with pytest.raises(NotAllowed):
        ties(desk, TIES["phone"], whose=KARIM, by=SYLVIE)
    with pytest.raises(UnknownAgent):
        ties(desk, TIES["phone"], whose=AgentLogin("nobody"), by=CHIEF)

    assert declared(KARIM, by=CHIEF, **desk.ports).count == 1
    with pytest.raises(NotAllowed):
        declared(KARIM, by=SYLVIE, **desk.ports)


def test_how_much_is_declared_is_told_and_never_what(real_desk):
    assert declared(SYLVIE, by=SYLVIE, **real_desk.ports) == Declared(
        login=SYLVIE, count=0, since=None
    )
    ties(real_desk, TIES["phone"])
    real_desk.clock.passes(hours=24)
    ties(real_desk, TIES["email"])
    ties(real_desk, TIES["email"])

    told = declared(SYLVIE, by=SYLVIE, **real_desk.ports)

    assert (told.count, told.since) == (2, DAY)
    with real_desk.store.read() as work:
        said = [e.header for e in work.journal.after(0, 1000) if e.kind == "TieDeclared"]
        assert work.ties.days(SYLVIE) == [DAY, DAY + dt.timedelta(days=1)]
    assert [each["kind"] for each in said] == ["phone", "email", "email"]
    assert "612457893" not in str(said)


def test_a_relative_is_found_at_the_handover_too(desk):
    ties(desk, TIES["relative"])

    with pytest.raises(OwnInterest):
        desk.books(procedure=HANDOVER)
