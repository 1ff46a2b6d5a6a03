"""The day in numbers: each ticket with what it was told and what came true."""

from __future__ import annotations

import datetime as dt

from desk_app.domain.tickets import TicketStatus
from desk_app.services.reports import day_report
from tests.services.desk import RECEIPT

MONDAY = dt.date(2026, 3, 2)


def test_a_visit_is_reported_in_the_site_s_hours_with_wait_and_promise(real_desk):
    told = real_desk.issued(party=2).wait
    real_desk.clock.passes(minutes=12)
    real_desk.serves(3, minutes=6)
    real_desk.completes("A001")

    report = day_report(MONDAY, read=real_desk.store.read)

    (record,) = report.records
    assert (record.number, record.status, record.party) == ("A001", TicketStatus.COMPLETED, 2)
    assert (record.issued_at.hour, record.called_at.minute, record.ended_at.minute) == (9, 12, 18)
    assert (record.counter, record.calls, record.waited_minutes) == (3, 1, 12.0)
    assert (record.told_low, record.told_high) == told
    assert report.day == MONDAY


def test_what_did_not_happen_is_left_open(desk):
    desk.comes()
    desk.store.shelf.promises.clear()

    (record,) = day_report(MONDAY, read=desk.store.read).records

    assert (record.called_at, record.started_at, record.ended_at) == (None, None, None)
    assert (record.waited_minutes, record.told_low, record.told_high) == (None, None, None)


def test_the_report_is_of_one_day_in_the_order_of_issue(real_desk):
    numbers = [real_desk.comes(code) for code in (RECEIPT, "INFO")]
    real_desk.clock.passes(days=1)
    real_desk.comes()

    report = day_report(MONDAY, read=real_desk.store.read)

    assert [record.number for record in report.records] == numbers


def test_the_report_tells_no_person(desk):
    desk.comes("REM_TITRE", document="9304218765", hint="N. B., 1988", language="ar")

    told = str(day_report(MONDAY, read=desk.store.read).records)

    assert not any(word in told for word in ("9304218765", "N. B.", "'ar'"))
