"""Shares of a quota and counters: the same rights, of other things."""

from __future__ import annotations

from desk_app.domain.counters import CounterState
from desk_app.domain.meeting import Denial, WantQuota, WantThing
from desk_app.domain.shared import Kind, Thing
from tests.sync.desks import DAY, PROCEDURE, START, meet

QUOTA = WantQuota(id="q", procedure=PROCEDURE, day=DAY, amount=6)
COUNTER = WantThing(id="c", thing=Thing(Kind.COUNTER, "3"))


def test_desks_hold_shares_of_a_quota_and_together_no_more(meeting, desks):
    one, *_ = desks
    one.decides(12, START)
    for desk in desks:
        meet(desk, meeting, START)

    answers = [meet(desk, meeting, START, QUOTA)[0] for desk in desks]
    for desk in desks:
        meet(desk, meeting, START)

    assert sum(desk.left_of_quota() for desk in desks) == 12
    assert [len(answer.grants) for answer in answers] == [1, 1, 0]


def test_a_share_that_is_not_used_is_let_go_to_who_needs_it(meeting, desks):
    one, two, _ = desks
    one.decides(10, START)
    meet(one, meeting, START)
    meet(one, meeting, START, QUOTA)
    meet(one, meeting, START)
    for _ in range(4):
        one.issue(START)

    meet(two, meeting, START, QUOTA)
    meet(one, meeting, START)
    meet(two, meeting, START)

    assert (one.left_of_quota(), two.left_of_quota()) == (1, 5)
    meet(two, meeting, START, QUOTA)
    meet(one, meeting, START)
    meet(two, meeting, START)
    assert (one.left_of_quota(), two.left_of_quota()) == (1, 5)


def test_a_quota_that_silent_desks_hold_is_full_for_others(meeting, desks):
    one, two, _ = desks
    two.decides(3, START)
    meet(two, meeting, START)
    meet(two, meeting, START, QUOTA)
    meeting.authority.put_back()
    meeting.authority.end_grace(START)
    meet(one, meeting, START)

    [answer, *_] = meet(one, meeting, START.replace(hour=10), QUOTA)

    assert [refusal.why for refusal in answer.refusals] == [Denial.FULL]


def test_a_counter_has_one_desk_until_it_is_closed(meeting, desks):
    one, two, _ = desks
    meet(one, meeting, START, COUNTER)
    meet(one, meeting, START)
    one.sits_at(3, CounterState.OPEN, START)
    meet(one, meeting, START)

    [asked, *_] = meet(two, meeting, START, COUNTER)
    meet(one, meeting, START)
    [kept, *_] = meet(two, meeting, START, COUNTER)
    one.sits_at(3, CounterState.CLOSED, START)
    for _ in range(2):
        meet(one, meeting, START)
    [given, *_] = meet(two, meeting, START, COUNTER)

    assert (asked.grants, kept.grants) == ((), ())
    assert [grant.thing for grant in given.grants] == [COUNTER.thing]
    assert meeting.rows()[COUNTER.thing][1] == "02"


def test_a_counter_the_site_does_not_have_is_nobodys(meeting, desks):
    one, *_ = desks
    want = WantThing(id="c", thing=Thing(Kind.COUNTER, "77"))

    [answer, *_] = meet(one, meeting, START, want)

    assert [refusal.why for refusal in answer.refusals] == [Denial.UNKNOWN]
