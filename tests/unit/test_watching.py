"""What entries of a journal show of each agent: one corrupt among twenty stands out (AT-18)."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from bench.simulated_acts import AGENTS, agent_called, week_of_agents
from desk_app.domain.anomalies import Pattern, standings
from desk_app.domain.journal import Entry
from desk_app.domain.people import AgentLogin
from desk_app.domain.tickets import DeskCode
from desk_app.domain.watching import watched
from desk_app.security.codes import new_id

NOON = dt.datetime(2026, 3, 27, 12, tzinfo=dt.UTC)
SINCE = NOON - dt.timedelta(days=27)
SYLVIE, KARIM = AgentLogin("smarchand"), AgentLogin("kbelhadj")
RUNS = 2 * int(os.environ.get("DESK_APP_EXAMPLES", "10"))


MOVED = {"appointment": "AAAA-AAAA", "slot": "T", "before": "S", "by_site": True}


def entry(kind, *, agent=SYLVIE, minutes=0, seq=1, **header):
    return Entry(
        seq=seq, id=new_id(), kind=kind, v=1, at=NOON + dt.timedelta(minutes=minutes),
        desk=DeskCode("01"), author=None, header=header, agent=agent,
    )  # fmt: skip


def seen(*entries, is_open=True):
    return watched(entries, since=SINCE, zone=dt.UTC, is_open=lambda _: is_open)


def patterns(*entries):
    return [pattern for _agent, pattern in seen(*entries).acts]


def standings_of(run, **how):
    week = week_of_agents(run, NOON.date(), **how)
    found = watched(week, since=SINCE, zone=dt.UTC, is_open=lambda at: 7 <= at.hour < 17)
    return standings(found.tallies, NOON.date())


@pytest.mark.long
def test_an_agent_of_one_favour_in_ten_is_among_the_first_two_of_twenty():  # AT-18
    found = sum(
        agent_called(0) in {one.agent for one in standings_of(run, favours=0.1)[:2]}
        for run in range(RUNS)
    )

    assert found >= 0.95 * RUNS


@pytest.mark.long
def test_honest_agents_are_seldom_alerted():  # AT-18
    alerted = sum(bool(one.alerts) for run in range(RUNS) for one in standings_of(run))

    assert alerted < 0.05 * RUNS * AGENTS


@pytest.mark.parametrize(
    ("kind", "header", "pattern"),
    [
        ("TicketReprinted", {"copy_of": "x"}, Pattern.DUPLICATE),
        ("ContactReused", {"contact": "ab", "persons": 4}, Pattern.REUSED_CONTACT),
        ("OverrideUsed", {"subject": "A001"}, Pattern.OVERRIDE),
        ("DrawVoided", {"family": "DEPOT", "is_alone": True}, Pattern.OVERRIDE),
        ("OverrideDenied", {"subject": "A001"}, Pattern.DENIED),
        ("ActDenied", {"power": "plan"}, Pattern.DENIED),
        ("BookingRefused", {"rule": "OwnInterest"}, Pattern.DENIED),
        ("TicketMoved", {"number": "A001", "move": "postpone"}, Pattern.POSTPONED),
        ("RequestMade", {"reference": "AAAA-AAAA", "has_priority": True}, Pattern.PRIORITY),
        ("BookingTakenBack", {"appointment": "AAAA-AAAA"}, Pattern.UNDONE),
        ("DeadlineSeen", {"reference": "AAAA-AAAA"}, Pattern.SITE_ACT),
        ("OpeningHeld", {"cards": 9}, Pattern.SITE_ACT),
        ("DayListImported", {"platform": "rdv", "updated": 3}, Pattern.SITE_ACT),
        ("AppointmentMoved", MOVED | {"choice": "next_morning"}, Pattern.SITE_ACT),
        ("AppointmentMoved", MOVED | {"by_site": False, "choice": "free"}, Pattern.FREE_CHOICE),
    ],
)
def test_an_act_that_tells_something(kind, header, pattern):
    assert patterns(entry(kind, **header)) == [pattern]


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        ("BookingRefused", {"rule": "ActiveAlready"}),
        ("TicketMoved", {"number": "A001", "move": "park"}),
        ("DemandUnmet", {"reference": "AAAA-AAAA"}),
        ("DrawVoided", {"family": "DEPOT", "is_alone": False}),
        ("ConvocationPrinted", {"appointment": "AAAA-AAAA", "copy_no": 1}),
        ("RequestMade", {"reference": "AAAA-AAAA"}),
        ("AppointmentEnded", {"appointment": "AAAA-AAAA", "slot": "S", "status": "honoured"}),
        ("RequestChanged", {"reference": "AAAA-AAAA", "request_state": "withdrawn"}),
        ("AppointmentMoved", MOVED | {"choice": "site"}),
        ("AppointmentMoved", MOVED | {"by_site": False, "choice": "earliest"}),
    ],
)
def test_an_act_that_tells_nothing(kind, header):
    assert patterns(entry(kind, **header)) == []


def test_the_paper_after_a_correction_is_no_copy():
    corrected = entry("HolderCorrected", appointment="AAAA-AAAA")
    printed = entry("ConvocationPrinted", appointment="AAAA-AAAA", copy_no=2)
    again = entry("ConvocationPrinted", appointment="AAAA-AAAA", copy_no=3, minutes=1)

    assert patterns(corrected, printed) == []
    assert patterns(corrected, printed, again) == [Pattern.DUPLICATE]


def test_what_the_program_and_the_draw_did_is_nobody_s_act():
    drawn = entry("AppointmentBooked", appointment="AAAA-AAAA", person="p", choice="draw", slot="S")
    away = entry(
        "AppointmentMoved", appointment="AAAA-AAAA", slot="S", before="S", by_site=True, seq=2
    )
    left = entry("SignedOut", agent=None, seq=3)

    assert seen(drawn, away, left).tallies == ()


def test_a_closure_is_no_way_to_put_another_person_into_a_place():
    away = entry("AppointmentMoved", **MOVED, choice="site")
    other = entry(
        "AppointmentBooked", appointment="BBBB-BBBB", slot="S", person="q", choice="earliest",
        minutes=2,
    )  # fmt: skip

    assert patterns(away, other) == [Pattern.CANCEL_REBOOK]


def test_what_the_site_does_before_the_doors_open_is_an_act_at_its_hour():
    acts = [entry("AppointmentMoved", **MOVED, choice="site"), entry("DayListImported")]

    found = seen(*acts, is_open=False)

    assert [pattern for _agent, pattern in found.acts] == [Pattern.SITE_ACT]
    assert [tally.acts for tally in found.tallies] == [2]


def test_a_drawn_place_given_back_and_filled_with_its_own_holder_is_no_swap():
    fields = {"appointment": "AAAA-AAAA", "slot": "S"}
    drawn = entry("AppointmentBooked", person="p", choice="draw", **fields)
    back = entry("AppointmentEnded", status="cancelled", minutes=1, **fields)
    again = entry(
        "AppointmentBooked", appointment="BBBB-BBBB", slot="S", person="p", choice="free", minutes=2
    )
    other = entry(
        "AppointmentBooked", appointment="CCCC-CCCC", slot="S", person="q", choice="free", minutes=2
    )

    assert patterns(drawn, back, again) == [Pattern.FREE_CHOICE]
    assert set(patterns(drawn, back, other)) == {Pattern.CANCEL_REBOOK, Pattern.FREE_CHOICE}


def test_what_lies_before_the_days_only_tells_who_entered_somebody():
    before = (SINCE - NOON) / dt.timedelta(minutes=1) - 60
    booked = entry(
        "AppointmentBooked", appointment="AAAA-AAAA", slot="S", person="p", choice="free",
        minutes=before,
    )  # fmt: skip
    missed = entry(
        "AppointmentEnded", agent=None, appointment="AAAA-AAAA", slot="S", status="missed"
    )

    found = seen(booked, missed)

    assert list(found.acts) == [(SYLVIE, Pattern.ABSENT)]
    assert [(tally.acts, dict(tally.counts)) for tally in found.tallies] == [
        (0, {Pattern.ABSENT: 1})
    ]


def test_acts_while_the_site_is_closed_are_told_once_for_each_person():
    asked = entry("RequestMade", reference="AAAA-AAAA")
    reused = entry("ContactReused", contact="ab", persons=4)

    assert list(seen(asked, reused, is_open=False).acts) == [
        (SYLVIE, Pattern.OUT_OF_HOURS),
        (SYLVIE, Pattern.REUSED_CONTACT),
    ]
