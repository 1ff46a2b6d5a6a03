"""Who is next and why: the law, the bound of Q-05, appointments, tiers; and that heads suffice."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.errors import QueueEmpty
from desk_app.domain.queue import PREFERRED, Chooser, Head, Lane, Reason, Why, lane
from desk_app.domain.site import Rules
from desk_app.domain.tickets import Priority
from tests.unit.tickets import INFO, NINE, PERMIT, PIECES, minutes, ticket

RULES = Rules()
PARIS_IN_WINTER = dt.timezone(dt.timedelta(hours=1))


def chooser(*tiers, at: float = 30, counter=1):
    return Chooser(
        counter=counter,
        tiers=tiers or (frozenset({INFO, PIECES, PERMIT}),),
        rules=RULES,
        now=NINE + minutes(at),
    )


def order(*tickets, tiers=(), at: float = 30, overtaken=0):
    heads = [Head(ticket=one, overtaken=overtaken) for one in tickets]
    return [
        (choice.ticket.sequence, choice.reason.why)
        for choice in chooser(*tiers, at=at).order(heads)
    ]


def booked(sequence, *, came, due, **fields):
    return ticket(sequence, came=came, appointment_at=NINE + minutes(due), **fields)


# --- the law (PR-01, PR-02, PR-06) -----------------------------------------------------------


@pytest.mark.parametrize("priority", [Priority.CMI, Priority.FAMILY])
def test_a_legal_priority_issued_last_is_called_before_ten_who_wait(priority):
    ten = [ticket(n, came=n) for n in range(1, 11)]

    first = order(*ten, ticket(11, came=20, priority=priority))[0]

    assert first == (11, Why.LEGAL)


def test_legal_priorities_keep_their_mutual_order_whatever_their_class_and_procedure():
    family = ticket(1, came=1, priority=Priority.FAMILY, procedure=PERMIT)
    card = ticket(2, came=2, priority=Priority.CMI)

    assert [sequence for sequence, _ in order(card, family)] == [1, 2]


def test_the_law_goes_before_whoever_waited_too_long():
    late = ticket(1, came=0)
    card = ticket(2, came=119, priority=Priority.CMI)

    assert order(late, card, at=120) == [(2, Why.LEGAL), (1, Why.WAITED_TOO_LONG)]


def test_a_legal_priority_is_said_by_its_class():
    choice = chooser().next_ticket([Head(ticket=ticket(priority=Priority.FAMILY))])

    assert choice.reason == Reason(why=Why.LEGAL, at=NINE, priority=Priority.FAMILY)


def test_a_booked_person_with_legal_priority_has_the_priority_even_late():
    late = booked(1, came=60, due=0, priority=Priority.CMI)

    assert lane(late, RULES) is Lane.LEGAL


# --- Q-02, appointments -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("came", "expected"), [(-20, Lane.APPOINTMENT), (15, Lane.APPOINTMENT), (16, Lane.ORDINARY)]
)
def test_who_comes_later_than_the_grace_waits_as_a_walk_in(came, expected):
    assert lane(booked(1, came=came, due=0), RULES) is expected


def test_an_appointment_due_goes_before_walk_ins_and_after_a_supervisor_s_priority():
    walk_in = ticket(1, came=0)
    due = booked(2, came=10, due=30)
    local = ticket(3, came=20, priority=Priority.LOCAL)

    assert order(walk_in, due, local) == [
        (3, Why.LOCAL),
        (2, Why.APPOINTMENT),
        (1, Why.ARRIVED),
    ]


def test_an_appointment_not_due_for_ten_minutes_waits_behind_the_walk_ins():
    early = booked(1, came=0, due=41)
    walk_in = ticket(2, came=29)

    assert order(early, walk_in) == [(2, Why.ARRIVED), (1, Why.EARLY_APPOINTMENT)]


def test_an_appointment_kept_waiting_past_its_grace_goes_before_a_supervisor_s_priority():
    kept = booked(1, came=0, due=10)
    local = ticket(2, came=0, priority=Priority.LOCAL)

    assert order(kept, local, at=25) == [(1, Why.APPOINTMENT), (2, Why.LOCAL)]


def test_appointments_are_called_by_their_hour_not_by_arrival():
    assert [n for n, _ in order(booked(1, came=0, due=30), booked(2, came=20, due=25))] == [2, 1]


# --- Q-05, nobody starves -----------------------------------------------------------------------


@pytest.mark.parametrize(("overtaken", "why"), [(4, Why.ARRIVED), (5, Why.OVERTAKEN)])
def test_an_ordinary_visitor_is_overtaken_five_times_at_most(overtaken, why):
    head = Head(ticket=ticket(), overtaken=overtaken)
    local = Head(ticket=ticket(2, priority=Priority.LOCAL))

    ranked = chooser().order([local, head])

    assert {choice.ticket.sequence: choice.reason.why for choice in ranked}[1] is why
    assert (ranked[0].ticket.sequence == 1) == (why is Why.OVERTAKEN)


def test_the_reason_of_one_overtaken_counts_those_who_passed():
    choice = chooser().next_ticket([Head(ticket=ticket(), overtaken=7)])

    assert choice.reason.passed == 7
    assert choice.reason.counted(0).passed == 7


@pytest.mark.parametrize(("waited", "first"), [(89, 2), (90, 1)])
def test_an_ordinary_visitor_waits_ninety_minutes_at_most(waited, first):
    assert order(ticket(1), ticket(2, priority=Priority.LOCAL), at=waited)[0][0] == first


def test_who_waited_too_long_is_ordered_by_arrival_beside_the_overtaken():
    overdue = Head(ticket=ticket(1, came=0))
    overtaken = Head(ticket=ticket(2, came=50), overtaken=5)

    ranked = chooser(at=100).order([overtaken, overdue])

    assert [choice.reason.why for choice in ranked] == [Why.WAITED_TOO_LONG, Why.OVERTAKEN]


# --- tiers, and the other reasons ---------------------------------------------------------------


def test_the_fall_back_is_served_when_nobody_waits_for_the_first_tier():
    tiers = (frozenset({PERMIT}), frozenset({INFO}))
    earlier, permit = ticket(1, came=0), ticket(2, came=20, procedure=PERMIT)

    assert order(earlier, permit, tiers=tiers) == [(2, Why.ARRIVED), (1, Why.FALL_BACK)]


def test_law_and_bounds_go_before_the_order_of_choice():
    tiers = (frozenset({PERMIT}), frozenset({INFO}))
    card = ticket(1, came=20, priority=Priority.CMI)
    late = ticket(2, came=0)
    first_choice = ticket(3, came=80, procedure=PERMIT)

    assert [n for n, _ in order(first_choice, late, card, tiers=tiers, at=91)] == [1, 2, 3]


def test_what_no_tier_names_comes_last():
    assert [
        n for n, _ in order(ticket(1), ticket(2, procedure=PERMIT), tiers=(frozenset({PERMIT}),))
    ] == [2, 1]


def test_who_comes_back_to_this_counter_goes_before_a_supervisor_s_priority():
    back = ticket(1, reserved_for=1)

    assert lane(back, RULES) is Lane.RESERVED
    assert order(ticket(2, priority=Priority.LOCAL), back)[0] == (1, Why.COMES_BACK)


def test_a_late_return_and_a_transfer_say_so():
    returned = ticket(1, returned=True)
    sent = ticket(2, transferred_from=PERMIT)

    assert order(returned, sent) == [(1, Why.RETURNED), (2, Why.TRANSFERRED)]


def test_equal_instants_are_ordered_by_sequence():
    assert [n for n, _ in order(ticket(3), ticket(1), ticket(2))] == [1, 2, 3]


def test_nobody_waiting_is_said_with_the_counter():
    with pytest.raises(QueueEmpty) as refused:
        chooser(counter=4).next_ticket([])
    with pytest.raises(QueueEmpty) as nowhere:
        chooser(counter=None).next_ticket([])

    assert (refused.value.counter, nowhere.value.counter) == (4, 0)


def test_a_reason_is_told_in_the_site_s_hours():
    reason = Reason(why=Why.ARRIVED, at=NINE)

    assert reason.localised(PARIS_IN_WINTER).at.hour == 9
    assert reason.counted(3).passed == 3


def test_every_reason_of_the_queue_is_reached():
    tiers = (frozenset({INFO, PERMIT}), frozenset({PIECES}))
    heads = [
        Head(ticket=ticket(1, priority=Priority.CMI)),
        Head(ticket=ticket(2, came=-90)),
        Head(ticket=ticket(3), overtaken=5),
        Head(ticket=ticket(4, reserved_for=1)),
        Head(ticket=ticket(5, priority=Priority.LOCAL)),
        Head(ticket=booked(6, came=0, due=30)),
        Head(ticket=booked(7, came=0, due=200)),
        Head(ticket=ticket(8, returned=True)),
        Head(ticket=ticket(9, transferred_from=PERMIT)),
        Head(ticket=ticket(10, procedure=PIECES)),
        Head(ticket=ticket(11)),
    ]

    reached = {choice.reason.why for choice in chooser(*tiers).order(heads)}

    assert reached == set(Why) - {Why.CHOSEN, Why.RECALLED}


# --- what holds for any queue -------------------------------------------------------------------

_COME = st.integers(-120, 30)
_TICKETS = st.builds(
    dict,
    came=_COME,
    procedure=st.sampled_from([INFO, PIECES, PERMIT]),
    priority=st.sampled_from([None, None, None, *Priority]),
    due=st.one_of(st.none(), st.none(), st.integers(-60, 90)),
    reserved=st.sampled_from([None, None, None, 1]),
    was_called=st.booleans(),
    returned=st.booleans(),
)
_TIERS = st.sampled_from(
    [
        (frozenset({INFO, PIECES, PERMIT}),),
        (frozenset({PERMIT}), frozenset({INFO, PIECES})),
        (frozenset({INFO}), frozenset({PIECES}), frozenset({PERMIT})),
    ]
)


def _hall(described):
    """Return the tickets of a day as described; some have been called and wait no more."""
    return [
        ticket(
            place,
            came=one["came"],
            procedure=one["procedure"],
            priority=one["priority"],
            appointment_at=None if one["due"] is None else NINE + minutes(one["due"]),
            reserved_for=one["reserved"],
            returned=one["returned"],
            first_called_at=NINE if one["was_called"] else None,
        )
        for place, one in enumerate(described, start=1)
    ]


def _heads(tickets):
    """Return the waiting tickets with who overtook them, as the store counts it.

    All were called at the one counter, which serves everything.
    """
    gone = [one for one in tickets if one.first_called_at]
    return [
        Head(
            ticket=one,
            overtaken=sum(
                (other.procedure == one.procedure or _was_preferred(other, one))
                and (other.arrived_at, other.sequence) > (one.arrived_at, one.sequence)
                for other in gone
            ),
        )
        for one in tickets
        if not one.first_called_at
    ]


def _was_preferred(other, one):
    return lane(one, RULES) is Lane.ORDINARY and lane(other, RULES) in PREFERRED


def _first_of_lanes(heads):
    lanes = defaultdict(list)
    for head in heads:
        lanes[head.ticket.procedure, lane(head.ticket, RULES)].append(head)

    def rank(head):
        is_booked = lane(head.ticket, RULES) is Lane.APPOINTMENT
        at = head.ticket.appointment_at if is_booked else head.ticket.arrived_at
        return at, head.ticket.sequence

    return [min(waiting, key=rank) for waiting in lanes.values()]


@given(st.lists(_TICKETS, min_size=1, max_size=25), _TIERS, st.integers(0, 120))
def test_the_head_of_each_lane_is_enough_to_choose(described, tiers, at):
    heads = _heads(_hall(described))
    asked = chooser(*tiers, at=at)
    if not heads:
        return

    of_all = asked.order(heads)[0]
    of_heads = asked.next_ticket(_first_of_lanes(heads))

    assert of_heads == of_all


@given(st.lists(_TICKETS, min_size=2, max_size=25), _TIERS)
def test_legal_priorities_keep_their_mutual_order_in_any_hall(described, tiers):
    heads = _heads(_hall(described))

    ranked = [choice.ticket for choice in chooser(*tiers).order(heads)]

    legal = [one for one in ranked if one.priority and one.priority.is_legal]
    assert legal == ranked[: len(legal)]
    assert legal == sorted(legal, key=lambda one: (one.arrived_at, one.sequence))


_STREAM = st.sampled_from(["local", "local permit", "appointment", "ordinary"])


@given(st.lists(_STREAM, min_size=6, max_size=40))
def test_a_stream_of_priorities_and_appointments_overtakes_nobody_more_than_five_times(stream):
    called = _called_until_the_first(stream, pace=1)

    assert called[-1].sequence == 1
    assert len(called) - 1 <= RULES.overtaken_at_most


@pytest.mark.parametrize("pace", [1, 4, 13])
def test_a_stream_of_priorities_for_another_procedure_overtakes_nobody_more_than_that(pace):
    called = _called_until_the_first(["local permit"] * 100, pace=pace)

    assert called[-1].sequence == 1
    assert len(called) - 1 == RULES.overtaken_at_most


def _called_until_the_first(stream, *, pace):
    """Return who one counter calls, one every *pace* minutes, until the first ticket is called.

    Somebody of *stream* comes just before each call.
    """
    waiting, called = [ticket(1)], []
    for turn, kind in enumerate(stream, start=1):
        waiting.append(_comes(kind, turn + 1, turn * pace))
        choice = chooser(at=turn * pace).next_ticket(_heads([*called, *waiting]))
        waiting.remove(choice.ticket)
        called.append(dataclasses.replace(choice.ticket, first_called_at=NINE))
        if choice.ticket.sequence == 1:
            break
    return called


def _comes(kind, sequence, at):
    if kind == "appointment":
        return ticket(sequence, came=at, appointment_at=NINE + minutes(at))
    if kind == "ordinary":
        return ticket(sequence, came=at)
    procedure = PERMIT if kind == "local permit" else INFO
    return ticket(sequence, came=at, procedure=procedure, priority=Priority.LOCAL)
