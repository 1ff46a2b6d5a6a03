"""What the waiting room sees: numbers and counters, and nothing else about anybody."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.tickets import Priority
from desk_app.services.board import LINES, Board, BoardLine, board
from tests.acts import NO_HOLIDAYS
from tests.services.desk import DOCUMENT, PERMIT, RECEIPT


def shown(desk, holidays=NO_HOLIDAYS) -> Board:
    return board(holidays=lambda _: holidays, **desk.ports)


def numbers(desk):
    return [line.number for line in shown(desk).calls]


def test_the_latest_call_stands_first(real_desk):
    for counter in (1, 2, 3):
        real_desk.comes()
        real_desk.clock.passes(seconds=10)
        real_desk.calls(counter)

    calls = shown(real_desk).calls

    assert [(line.number, line.counter) for line in calls] == [
        ("A003", 3),
        ("A002", 2),
        ("A001", 1),
    ]
    assert calls[0].called_at.hour == 9


def test_a_recall_stands_first_again_and_says_so(desk):
    desk.comes()
    desk.comes()
    desk.calls(1)
    desk.clock.passes(seconds=1)
    desk.calls(2)
    desk.clock.passes(seconds=60)

    desk.recalls("A001")

    first = shown(desk).calls[0]
    assert (first.number, first.calls, first.is_live) == ("A001", 2, True)


def test_a_call_is_live_until_the_visitor_is_there(desk):
    desk.comes()
    desk.calls()

    desk.starts("A001")

    assert [line.is_live for line in shown(desk).calls] == [False]


def test_a_call_taken_back_is_not_shown_any_more(real_desk):
    real_desk.comes()
    real_desk.calls()

    real_desk.undoes()

    assert numbers(real_desk) == []


def test_a_visitor_sent_elsewhere_is_not_shown_until_called_there(desk):
    desk.comes()
    desk.serves()
    desk.sends("A001", RECEIPT)

    assert numbers(desk) == []


def test_only_the_last_calls_are_shown(desk):
    for _ in range(LINES + 3):
        desk.comes()
        desk.clock.passes(seconds=1)
        desk.calls()

    assert len(numbers(desk)) == LINES


def test_the_board_has_no_place_for_a_name_a_reason_or_a_procedure():
    fields = {field.name for field in dataclasses.fields(BoardLine)}

    assert fields == {"number", "counter", "called_at", "calls", "is_live"}


def test_nothing_on_the_board_tells_a_priority_or_a_procedure(desk):
    desk.comes(PERMIT, document=DOCUMENT, priority=Priority.CMI, hint="N. B., 1988")
    desk.calls()

    seen = str(shown(desk).calls)

    assert not any(word in seen for word in ("CMI", "REM_TITRE", "N. B."))


def test_the_legal_notice_is_among_the_messages(desk):
    assert any(message.legal for message in shown(desk).messages)


def test_the_doors_are_told(desk, site):
    view = shown(desk)
    assert (view.is_open, view.rehearsal, view.site) == (True, True, site.name)
    assert view.opens_at == dt.datetime(2026, 3, 3, 8, 30, tzinfo=site.time_zone)

    closed = shown(desk, holidays=frozenset({dt.date(2026, 3, 2), dt.date(2026, 3, 3)}))
    assert closed.is_open is False
    assert closed.opens_at == dt.datetime(2026, 3, 4, 8, 30, tzinfo=site.time_zone)


def test_a_site_without_hours_says_no_hour(desk, site):
    desk.store.site = dataclasses.replace(site, openings=())

    assert shown(desk).opens_at is None


def test_yesterday_s_calls_are_gone(real_desk):
    real_desk.comes()
    real_desk.calls()

    real_desk.clock.passes(days=1)

    assert numbers(real_desk) == []
