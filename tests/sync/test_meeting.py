"""One exchange at a time: facts in, rights given, rows out, on both databases."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.counters import CounterId
from desk_app.domain.errors import RightNotHeld
from desk_app.domain.meeting import WantNext, WantNumber
from desk_app.domain.tickets import TicketStatus
from tests.sync.desks import DAY, START, meet

NUMBER = WantNumber(id="n", series="A", day=DAY)
NEXT = WantNext(id="x", counter=CounterId(1), day=DAY)


def later(**time: float) -> dt.datetime:
    return START + dt.timedelta(**time)


def test_a_ticket_issued_at_one_desk_is_called_at_another_after_a_recall(each_meeting, desks):
    one, two, _ = desks
    meeting = each_meeting
    [first, *_] = meet(one, meeting, START, NUMBER)
    [grant] = first.grants
    ticket = one.issue(START, count=grant.count)
    meet(one, meeting, START)
    meet(two, meeting, START)

    assert ticket.number == "A001"
    assert [each.number for each in two.tickets()] == ["A001"]
    with pytest.raises(RightNotHeld):
        two.call(ticket.id, START)

    meet(two, meeting, later(seconds=1), NEXT)  # the owner is asked
    meet(one, meeting, later(seconds=1))  # it lets go
    [answer, *_] = meet(two, meeting, later(seconds=1.1), NEXT)

    assert [each.thing.key for each in answer.grants] == [str(ticket.id)]
    two.call(ticket.id, later(seconds=2))
    meet(two, meeting, later(seconds=2))
    meet(one, meeting, later(seconds=2))
    assert [each.status for each in one.tickets()] == [TicketStatus.CALLED]
    with pytest.raises(RightNotHeld):
        one.finish(ticket.id, later(seconds=3))
    assert meeting.rows() == one.rows()


def test_a_server_hints_once_at_what_changed(postgres_copy, site, ids, desks):
    import psycopg

    from tests.sync.desks import Site, opened_at

    store = opened_at(postgres_copy, site, ids)
    meeting = Site(store)
    meeting.create()
    meeting.authority.enrol("01")
    desks[0].issue(START)
    address = postgres_copy.replace("postgresql+psycopg://", "postgresql://")

    with psycopg.connect(address, autocommit=True) as listening:
        listening.execute("LISTEN site_changed")
        meet(desks[0], meeting, START)
        hints = list(listening.notifies(timeout=5, stop_after=1))
        meet(desks[0], meeting, START)
    store.close()

    assert [hint.channel for hint in hints] == ["site_changed"]
