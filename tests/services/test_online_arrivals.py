"""Who booked elsewhere comes in here: by the platform's reference, in the same queue (Q-01)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.appointments import Presence
from desk_app.domain.queue import Lane, lane
from tests.services.online_desk import OnlineDesk, line


@pytest.fixture
def desk(memory, clock) -> OnlineDesk:
    """A desk in memory."""
    return OnlineDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> OnlineDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return OnlineDesk(store, clock)


def _is_at(desk, hour, minute=0):
    desk.clock.now = dt.datetime(
        2026, 3, 2, hour, minute, tzinfo=dt.timezone(dt.timedelta(hours=1))
    )


def test_the_holder_of_a_platforms_appointment_gets_a_ticket_in_the_lane(real_desk, site):
    real_desk.imports(line())
    _is_at(real_desk, 10, 20)

    arrived = real_desk.lets_in("rdv 2026 0451")

    assert arrived.presence is Presence.ON_TIME
    assert lane(arrived.ticket, site.rules) is Lane.APPOINTMENT
    assert arrived.name == "DIALLO"
    [known] = real_desk.online()
    assert known.ticket == arrived.ticket.id
