"""A clock that was set back: written once, and tickets go on in their order (S-07)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.journal import first_broken
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.segments import SET_BACK, set_back
from desk_app.services.hour import behind, note_forward
from desk_app.services.issuing import Order
from tests.acts import issues
from tests.conftest import make_store
from tests.fakes import InMemoryStore

INFO = Order(procedure=ProcedureCode("INFO"))


@pytest.fixture(params=["sqlite", "postgres", "memory"])
def real_store(request, site, site_text, clock):
    """A store that is no rehearsal, on each database and in memory."""
    if request.param == "memory":
        store = InMemoryStore(site)
        store.rehearsal = False
    else:
        url = request.getfixturevalue(f"{request.param}_url")
        store = make_store(url, site, site_text, clock, rehearsal=False)
    yield store
    store.close()


def told(store) -> list[int]:
    with store.read() as work:
        entries = work.journal.after(0, 100)
    assert first_broken(entries) is None
    return [entry.header["seconds"] for entry in entries if entry.kind == "ClockSetBack"]


def test_it_is_written_once_and_tickets_go_on_in_their_order(real_store, clock):
    before = issues(real_store, clock, INFO).ticket
    clock.passes(minutes=-20)
    after = [issues(real_store, clock, INFO).ticket for _ in range(2)]

    assert told(real_store) == [1200]
    assert [before.number, *(ticket.number for ticket in after)] == ["A001", "A002", "A003"]
    assert before.sequence < after[0].sequence < after[1].sequence


def test_two_minutes_are_a_correction(real_store, clock):
    issues(real_store, clock, INFO)
    clock.passes(minutes=-2)
    issues(real_store, clock, INFO)

    assert told(real_store) == []


def test_a_rehearsal_s_clock_may_be_set_back(store, clock):
    issues(store, clock, INFO)
    clock.passes(minutes=-20)
    issues(store, clock, INFO)

    assert told(store) == []


def test_the_program_itself_notices_it_and_its_windows_are_told(sqlite_url, site, site_text, clock):
    store = make_store(sqlite_url, site, site_text, clock, rehearsal=False)
    issues(store, clock, INFO)
    clock.passes(minutes=-20)
    issues(store, clock, INFO)
    with store.read() as work:
        alarm = next(e for e in work.journal.after(0, 100) if e.kind == "ClockSetBack")
    store.close()

    assert alarm.author is None
    assert alarm.seq not in store.own


def test_the_clock_is_behind_until_it_has_caught_up(real_store, clock):
    issues(real_store, clock, INFO)
    before = behind(read=real_store.read, clock=clock)
    clock.passes(minutes=-20)
    issues(real_store, clock, INFO)
    then = behind(read=real_store.read, clock=clock)
    clock.passes(minutes=20)
    later = behind(read=real_store.read, clock=clock)

    minutes = [gap.total_seconds() / 60 for gap in (before, then, later)]
    assert minutes == [0, 20, 0]


def test_only_more_than_the_limit_counts():
    now = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)

    assert set_back(now + SET_BACK, now) == 0
    assert set_back(now + SET_BACK + dt.timedelta(seconds=1), now) == 121
    assert set_back(now - dt.timedelta(hours=1), now) == 0


def test_a_clock_that_was_set_forward_is_an_incident_of_nobody(real_store, clock):
    changes = note_forward(7200, begin=real_store.begin, clock=clock)

    with real_store.read() as work:
        entry = work.journal.after(0, 100)[-1]
    assert (entry.kind, entry.header["seconds"], entry.agent) == ("ClockSetForward", 7200, None)
    assert changes.topics
