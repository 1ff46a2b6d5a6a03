"""The desk's side of the link: what it says and when it stops waiting. Time is a number here."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from desk_app.domain.meeting import Answer, Denial, Grant, Refusal, Verdict, WantNumber
from desk_app.sync.protocol import GiveUp, Have, Link, LinkChanged, Protocol, Send, Timing

TIMING = Timing()
WANT = WantNumber(id="w", series="A", day=dt.date(2026, 3, 2))


def answer(**fields: object) -> Answer:
    return Answer(verdict=Verdict.TAKEN, asked_as=UUID(int=1), **fields)


def online(now: float = 0.0) -> Protocol:
    """A desk that has had an answer to its first offer."""
    protocol = Protocol(TIMING, now=now)
    [send] = protocol.tick(now)
    protocol.answered(send.number, now)
    protocol.adopted(answer(), now, has_more=False)
    return protocol


def test_a_desk_begins_offline_and_speaks_at_once():
    protocol = Protocol(TIMING, now=0.0)

    assert protocol.link is Link.OFFLINE
    assert protocol.due == 0.0
    assert protocol.tick(0.0) == [Send(number=1, wants=())]


def test_an_answer_makes_it_online():
    protocol = Protocol(TIMING, now=0.0)
    protocol.tick(0.0)

    assert protocol.answered(1, 0.4) == [LinkChanged(link=Link.ONLINE)]
    assert protocol.since == 0.4
    assert protocol.due == 0.4 + TIMING.beat


def test_a_want_is_asked_at_once_and_met_by_its_grant():
    protocol = online()
    [send] = protocol.want(WANT, 1.0)
    protocol.answered(send.number, 1.1)
    grant = Grant(want="w", count=42)

    assert send.wants == (WANT,)
    assert protocol.adopted(answer(grants=(grant,)), 1.1, has_more=False) == [
        Have(want=WANT, grant=grant)
    ]
    assert protocol.wants == ()


def test_a_want_that_is_refused_says_why():
    protocol = online()
    protocol.want(WANT, 1.0)
    refusal = Refusal(want="w", why=Denial.FULL)

    assert protocol.adopted(answer(refusals=(refusal,)), 1.1, has_more=False) == [
        GiveUp(want=WANT, why=Denial.FULL)
    ]


def test_a_want_whose_owner_is_asked_is_put_again():
    protocol = online()
    [send] = protocol.want(WANT, 1.0)
    protocol.answered(send.number, 1.05)
    protocol.adopted(answer(), 1.05, has_more=False)

    assert protocol.due == 1.05 + TIMING.ask_again
    assert protocol.tick(1.2) == [Send(number=3, wants=(WANT,))]


def test_a_want_ends_at_its_deadline_though_the_link_is_good():
    protocol = online()
    [send] = protocol.want(WANT, 1.0)
    protocol.answered(send.number, 1.05)

    assert GiveUp(want=WANT) in protocol.tick(2.5)
    assert protocol.link is Link.ONLINE


def test_one_deadline_missed_ends_all_waiting():
    protocol = online()
    protocol.want(WANT, 1.0)

    assert protocol.tick(2.5) == [LinkChanged(link=Link.SLOW), GiveUp(want=WANT)]
    assert protocol.want(WANT, 2.6) == [GiveUp(want=WANT)]


def test_two_missed_are_offline_and_the_pauses_grow():
    protocol = online()
    protocol.want(WANT, 1.0)
    protocol.tick(2.5)
    [send] = protocol.tick(3.5)

    assert send.wants == ()
    assert LinkChanged(link=Link.OFFLINE) in protocol.tick(5.0)
    assert protocol.due == 7.0
    for _ in range(12):
        protocol.tick(protocol.due)
    waits = protocol.due
    protocol.tick(waits)
    assert protocol.due - waits <= TIMING.retry_at_most


def test_a_broken_connection_is_a_missed_deadline():
    protocol = online()
    [send] = protocol.want(WANT, 1.0)

    assert protocol.failed(send.number + 1, 1.1) == []
    assert protocol.failed(send.number, 1.1) == [LinkChanged(link=Link.SLOW), GiveUp(want=WANT)]


def test_a_late_answer_is_a_sign_of_life():
    protocol = online()
    [send] = protocol.want(WANT, 1.0)
    protocol.tick(2.5)

    assert protocol.answered(send.number, 9.0) == [LinkChanged(link=Link.ONLINE)]


def test_news_are_told_at_once_or_right_after_the_offer_under_way():
    protocol = online()
    [send] = protocol.news(1.0)
    assert protocol.news(1.1) == []
    protocol.answered(send.number, 1.2)

    assert protocol.adopted(answer(), 1.2, has_more=False) == [Send(number=3, wants=())]


def test_more_rows_are_fetched_at_once():
    protocol = online()
    [send] = protocol.news(1.0)
    protocol.answered(send.number, 1.1)

    assert protocol.adopted(answer(), 1.1, has_more=True) == [Send(number=3, wants=())]


def test_offline_news_wait_for_the_next_attempt():
    protocol = Protocol(TIMING, now=0.0)

    assert protocol.news(0.0) == []
    assert protocol.tick(0.0) == [Send(number=1, wants=())]


def test_a_desk_with_nothing_to_say_beats():
    protocol = online()

    assert protocol.tick(TIMING.beat - 0.1) == []
    assert protocol.tick(TIMING.beat) == [Send(number=2, wants=())]
