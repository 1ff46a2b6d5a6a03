"""Requests without a place and contacts of many, counted for supervisors (AT-23, AT-05)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.errors import NotAllowed
from desk_app.domain.unmet import UnmetReason
from desk_app.security.codes import new_code, new_id
from desk_app.services import unmet
from desk_app.services.demand import demand
from tests.services.booking_desk import CODES, HASHED, applicant
from tests.services.desk import CHIEF, SYLVIE
from tests.services.register_desk import RegisterDesk


@pytest.fixture
def real_desk(store, clock) -> RegisterDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return RegisterDesk(store, clock)


def refuses(desk, procedure, reason=UnmetReason.NONE_SUITS):
    """Somebody asks in vain."""
    return unmet.record(
        unmet.Demand(procedure=procedure, reason=reason), by=SYLVIE, new_id=new_id,
        new_code=new_code, hashes=HASHED, codes=CODES, printer=desk.printer, **desk.laid_out,
        **desk.writing,
    )  # fmt: skip


def told(desk, by=CHIEF):
    return demand(language="fr", by=by, **desk.ports)


def test_unmet_requests_are_counted_by_family_and_reason_since_monday(real_desk):  # AT-23
    real_desk.clock.now -= dt.timedelta(days=1)
    refuses(real_desk, "RNV_DEPOT")
    real_desk.clock.now += dt.timedelta(days=2)
    for procedure in ("RNV_DEPOT", "ETUD", "RNV_DEPOT", "REM_TITRE"):
        refuses(real_desk, procedure)
    refuses(real_desk, "RNV_DEPOT", UnmetReason.NOT_DRAWN)

    seen = told(real_desk)

    assert seen.monday == dt.date(2026, 3, 2)
    assert [(line.family, line.reason, line.count) for line in seen.unmet] == [
        ("DEPOT", UnmetReason.NONE_SUITS, 3),
        ("DEPOT", UnmetReason.NOT_DRAWN, 1),
        ("REMISE", UnmetReason.NONE_SUITS, 1),
    ]
    assert seen.unmet[2].name == "Remise de titre"
    assert seen.total == 5


def test_a_contact_of_many_is_told_once_with_the_latest_count(real_desk):  # AT-05
    for number in range(5):
        real_desk.books(applicant(f"930421877{number}", phone="0612457893"))
    for number in range(4):
        real_desk.asks(applicant(f"930421878{number}", email="a@exemple.fr"), "REM_TITRE")

    seen = told(real_desk)

    assert [line.persons for line in seen.contacts] == [5, 4]
    assert seen.unmet == ()


def test_agents_do_not_see_it(real_desk):
    with pytest.raises(NotAllowed):
        told(real_desk, by=SYLVIE)
