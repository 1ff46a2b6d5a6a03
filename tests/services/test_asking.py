"""The register takes people as a booking does: who helps, who asks, who was absent."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.assistance import OnlineObstacle, Relation, Representative
from desk_app.domain.booking_errors import NeedsSupervisor
from desk_app.domain.identity_errors import HelperCapReached, HelperUnknown, OwnInterest
from desk_app.domain.overrides import Override
from desk_app.domain.people import parse_document
from desk_app.domain.register import RequestState
from desk_app.services import ties
from desk_app.services.applicants import hashed
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.services.ties import Tie
from tests.services.booking_desk import DAY, DEPOSIT, HASHES, applicant
from tests.services.desk import CHIEF, SYLVIE
from tests.services.register_desk import RegisterDesk

HELPER = parse_document("passport:FRA:12AB34567")


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> RegisterDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return RegisterDesk(store, clock)


def other(relation=Relation.OTHER, **fields) -> Representative:
    return Representative(
        relation=relation, **({"document": HELPER, "mandate_seen": True} | fields)
    )


def was_absent(desk, who, *ago: int) -> None:
    """*who* did not come so many days ago."""
    with desk.store.begin() as work:
        for days in ago:
            work.traces.add(
                Trace(
                    kind=TraceKind.ABSENCE,
                    subject=hashed(who, HASHES).person,
                    day=DAY - dt.timedelta(days=days),
                    family="DEPOT",
                )
            )


def refused(desk) -> list[str]:
    with desk.store.read() as work:
        facts = work.journal.after(0, 500)
    return [each.header["rule"] for each in facts if each.kind == "BookingRefused"]


def test_a_helper_speaks_for_five_others_a_day_in_the_register_too(desk):  # AT-19
    for last in range(3):
        desk.asks(applicant(f"930421876{last}"), helper=other())
    desk.books(applicant("9304218764"), helper=other())
    desk.books(applicant("9304218765"), helper=other())

    with pytest.raises(HelperCapReached):
        desk.asks(applicant("9304218766"), helper=other())
    with pytest.raises(HelperCapReached):
        desk.books(applicant("9304218766"), helper=other())
    assert refused(desk) == ["HelperCapReached", "HelperCapReached"]


def test_a_helper_of_somebody_who_waits_already_is_counted(desk):  # AT-19
    people = [applicant(f"930421876{last}") for last in range(6)]
    for who in people:
        desk.asks(who)
    for who in people[:5]:
        desk.asks(who, helper=other())

    with pytest.raises(HelperCapReached):
        desk.asks(people[5], helper=other())


def test_a_helper_of_a_request_is_known_by_document_and_mandate(desk):  # AT-19
    with pytest.raises(HelperUnknown):
        desk.asks(helper=other(document=None))
    with pytest.raises(HelperUnknown):
        desk.asks(helper=other(Relation.LAWYER, mandate_seen=False))


def test_nobody_enters_a_request_that_somebody_of_theirs_speaks_for(desk):  # AT-15
    ties.declare(Tie(document=HELPER), whose=SYLVIE, by=SYLVIE, hashes=HASHES, **desk.writing)

    with pytest.raises(OwnInterest):
        desk.asks(helper=other())
    assert refused(desk) == ["OwnInterest"]


def test_a_drawn_place_says_why_not_online_and_who_helped(real_desk):  # AT-19
    made = real_desk.asks(
        applicant(), helper=other(Relation.SPOUSE), obstacle=OnlineObstacle.NEEDS_HELP
    )
    won = real_desk.draws().given[0]

    kept = real_desk.stands(made)
    with real_desk.store.read() as work:
        facts = work.journal.after(0, 500)
    told = [each.header for each in facts if each.kind in {"RequestMade", "AppointmentBooked"}]
    assert (kept.reason, kept.helper) == (OnlineObstacle.NEEDS_HELP, Relation.SPOUSE)
    assert (won.reason, won.helper) == (OnlineObstacle.NEEDS_HELP, Relation.SPOUSE)
    assert [(each["reason"], each["helper"]) for each in told] == [("needs_help", "spouse")] * 2


def test_who_was_absent_twice_is_drawn_and_confirmed_by_a_supervisor(real_desk):
    who = applicant()
    was_absent(real_desk, who, 10, 20)
    made = real_desk.asks(who)
    real_desk.draws()
    with pytest.raises(NeedsSupervisor):
        real_desk.confirms(made.request)
    held = real_desk.stands(made).state
    looked = real_desk.agreed(Override.AFTER_ABSENCES, DEPOSIT)
    placed = real_desk.confirms(made.request, agreement=looked).appointment

    assert refused(real_desk) == ["NeedsSupervisor"]
    assert held is RequestState.WON
    assert placed.status is AppointmentStatus.BOOKED


def test_a_supervisor_who_confirms_has_looked(desk):
    who = applicant()
    was_absent(desk, who, 10, 20)
    made = desk.asks(who)
    desk.draws()

    assert desk.confirms(made.request, by=CHIEF).appointment.person == made.request.person


def test_one_absence_asks_for_nobody(desk):
    who = applicant()
    was_absent(desk, who, 10)
    made = desk.asks(who)
    desk.draws()

    assert desk.confirms(made.request).appointment.status is AppointmentStatus.BOOKED
