"""What agents leave in the journal, compared: the favours stand out, the work does not (AT-18)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.anomalies import Pattern
from desk_app.domain.errors import NotAllowed, Refused
from desk_app.domain.overrides import Override
from desk_app.domain.roles import Power
from desk_app.services import attendance, convocations
from desk_app.services.anomalies import anomalies
from desk_app.services.day import locked
from tests.acts import COLLEAGUES
from tests.services.booking_desk import CODES, DAY, HANDOVER, applicant
from tests.services.desk import CHIEF, KARIM, SYLVIE, Desk
from tests.services.register_desk import RegisterDesk, nobody_is_away

LATER = ("REMISE/2026-03-12T0910", "REMISE/2026-03-12T1010", "REMISE/2026-03-13T0910")
COOLS = dt.timedelta(minutes=5)
OTHERS = [each for each in COLLEAGUES if each != SYLVIE]


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock, cooling=COOLS)


@pytest.fixture
def real_desk(store, clock) -> RegisterDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return RegisterDesk(store, clock, cooling=COOLS)


def look(desk, until=None, *, by=CHIEF):
    return anomalies(until, by=by, read=desk.store.read, holidays=nobody_is_away, **desk.writing)


def count_of(seen, agent, pattern) -> int:
    found = [one for one in seen.standings if one.agent == agent]
    return sum(f.count for each in found for f in each.findings if f.pattern is pattern)


def someone(desk, **fields):
    return applicant(str(next(desk.numbers)), **fields)


def test_an_ordinary_day_alerts_nobody_and_looking_is_a_fact(real_desk):
    for agent in COLLEAGUES:
        real_desk.asks(by=agent)

    seen = look(real_desk)

    assert {one.agent for one in seen.standings} == set(COLLEAGUES)
    assert [one.alerts for one in seen.standings] == [()] * len(COLLEAGUES)
    assert (seen.until - seen.first).days == 27
    assert seen.people[SYLVIE]
    with real_desk.store.read() as work:
        last = work.journal.after(work.journal.head()[0] - 1, 1)[0]
    assert (last.kind, last.agent) == ("PatternsSeen", CHIEF)


def test_agents_and_auditors_do_not_see_it(desk):
    with pytest.raises(NotAllowed):
        look(desk, by=SYLVIE)


def given(desk, slot, *, by=KARIM):
    """A place of its own choice, agreed to by a colleague."""
    agreement = desk.agreed(Override.FREE_SLOT, HANDOVER, asker=by)
    return desk.books(someone(desk), HANDOVER, slot=slot, by=by, agreement=agreement)


def test_three_swaps_by_free_choice_are_an_alert_with_the_acts_behind_it(real_desk):
    for agent in OTHERS:
        real_desk.books(someone(real_desk), HANDOVER, by=agent)
    for slot in LATER:
        real_desk.cancels_appointment(given(real_desk, slot))
        real_desk.clock.passes(minutes=10)
        given(real_desk, slot, by=SYLVIE)

    seen = look(real_desk)

    worst = seen.standings[0]
    assert worst.agent == SYLVIE
    assert Pattern.CANCEL_REBOOK in {one.pattern for one in worst.alerts}
    behind = seen.acts[SYLVIE, Pattern.CANCEL_REBOOK]
    assert [act.kind for act in behind] == ["AppointmentBooked"] * 3
    assert all(len(act.subject) == 9 for act in behind)
    counts = [count_of(seen, SYLVIE, each) for each in (Pattern.OVERRIDE, Pattern.FREE_CHOICE)]
    assert counts == [3, 3]


def test_one_s_own_place_taken_again_is_no_swap(desk):
    mine = someone(desk)
    agreement = desk.agreed(Override.FREE_SLOT, HANDOVER)
    first = desk.books(mine, HANDOVER, slot=LATER[0], agreement=agreement)
    desk.cancels_appointment(first)
    desk.clock.passes(minutes=10)
    agreement = desk.agreed(Override.FREE_SLOT, HANDOVER)
    desk.books(mine, HANDOVER, slot=LATER[0], agreement=agreement)

    assert count_of(look(desk), SYLVIE, Pattern.CANCEL_REBOOK) == 0


def test_moving_one_away_for_another_is_a_swap_but_not_by_a_colleague(desk):
    for slot, agent, expected in ((LATER[0], SYLVIE, 1), (LATER[1], KARIM, 0)):
        desk.moves_appointment(given(desk, slot))
        desk.clock.passes(minutes=10)
        given(desk, slot, by=agent)

        assert count_of(look(desk), agent, Pattern.CANCEL_REBOOK) == expected


def test_a_swap_long_after_is_chance(desk):
    desk.cancels_appointment(given(desk, LATER[0]))
    desk.clock.passes(minutes=5 * 24 * 60)
    given(desk, LATER[0], by=SYLVIE)

    assert count_of(look(desk), SYLVIE, Pattern.CANCEL_REBOOK) == 0


def test_who_entered_somebody_who_did_not_come_is_told_even_weeks_later(real_desk):
    booked = [real_desk.books(someone(real_desk), HANDOVER) for _ in range(2)]
    real_desk.clock.passes(minutes=40 * 24 * 60)
    real_desk.asks(by=KARIM)
    with real_desk.store.begin() as work:
        act = locked(work, real_desk.clock(), CHIEF, Power.DIRECT)
        attendance.settle(act.day, act)

    seen = look(real_desk)

    acts = seen.acts[SYLVIE, Pattern.ABSENT]
    assert {act.subject for act in acts} == {each.reference for each in booked}
    assert SYLVIE not in {one.agent for one in seen.standings}  # nothing done in these days


def test_a_drawn_place_that_nobody_took_is_told_of_who_entered_the_request(desk):
    desk.is_drawn()
    entered = desk.asks()
    desk.with_two_people()
    desk.clock.passes(minutes=10 * 24 * 60)
    desk.with_two_people()

    acts = look(desk).acts[SYLVIE, Pattern.ABSENT]

    assert [act.subject for act in acts] == [entered.request.reference]


def test_what_leaves_a_pattern_and_what_does_not(desk):
    told = look(desk)
    assert told.standings == ()
    desk.asks(has_legal_priority=True)
    for _ in range(4):
        desk.asks(someone(desk, phone="0612457893"))
    booked = desk.books(someone(desk), HANDOVER)
    desk.moves_appointment(booked)
    desk.clock.passes(minutes=1)
    convocations.as_page(booked.reference, by=SYLVIE, codes=CODES, **desk.writing)
    number = desk.comes()
    Desk.calls(desk)
    desk.puts_off(number)
    desk.clock.passes(minutes=12 * 60)
    desk.asks()

    seen = look(desk)

    counts = {each: count_of(seen, SYLVIE, each) for each in Pattern}
    assert {each: count for each, count in counts.items() if count} == {
        Pattern.PRIORITY: 1,
        Pattern.REUSED_CONTACT: 1,
        Pattern.DUPLICATE: 1,
        Pattern.POSTPONED: 1,
        Pattern.OUT_OF_HOURS: 1,
    }


def test_a_favour_that_was_refused_is_told(desk):
    taken = desk.offers(HANDOVER)[0].place.slots[0]
    with pytest.raises(Refused):
        desk.books(someone(desk), HANDOVER, slot=LATER[0])
    with pytest.raises(Refused):
        desk.books(someone(desk), HANDOVER, slot=f"{taken[:-4]}0301")
    with pytest.raises(NotAllowed):
        look(desk, by=SYLVIE)
    desk.asks()

    seen = look(desk)

    assert count_of(seen, SYLVIE, Pattern.DENIED) == 2
    assert [act.subject for act in seen.acts[SYLVIE, Pattern.DENIED]] == [
        "SlotNotOffered",
        "watch",
    ]


def test_days_before_are_looked_at_when_asked(desk):
    desk.asks()

    assert look(desk, dt.date(2026, 3, 1)).standings == ()
    assert len(look(desk, dt.date(2026, 3, 20)).standings) == 1


def test_a_holiday_is_out_of_hours(desk):
    desk.asks()

    seen = anomalies(
        None, by=CHIEF, read=desk.store.read, holidays=lambda _: frozenset({DAY}), **desk.writing
    )

    assert count_of(seen, SYLVIE, Pattern.OUT_OF_HOURS) == 1
