"""What a visit is still for, whose ticket is in its way, and whether it is bound (AT-11)."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.errors import DocumentNeeded
from desk_app.domain.procedures import Binding, Channel, Procedure, ProcedureCode
from desk_app.domain.tickets import ACTIVE, TicketStatus
from desk_app.domain.visits import in_the_way, is_bound, still_for
from tests.unit.tickets import INFO, NINE, PERMIT, PIECES, ticket

MANY = 20
CODES = [ProcedureCode(f"P{number}") for number in range(4)]
CHAINS = st.lists(st.sampled_from(CODES), min_size=1, max_size=4)


def procedure(binding, code=PERMIT):
    return Procedure(
        code=code,
        family="F",
        name={"fr": code},
        short={},
        channels=frozenset({Channel.WALK_IN}),
        minutes=5,
        binding=binding,
    )


def test_a_ticket_is_for_its_procedure_and_for_the_steps_to_come():
    chain = ticket(procedure=PERMIT, steps=(PIECES, INFO))

    assert still_for(chain) == {PERMIT, PIECES, INFO}


def test_a_visitor_who_comes_back_is_still_for_the_procedure_left_meanwhile():
    sent = ticket(procedure=PERMIT).call(1, now=NINE)

    assert still_for(sent.transfer(INFO, come_back_to=1)) == {PERMIT, INFO}
    assert still_for(sent.transfer(INFO, come_back_to=None)) == {INFO}


@pytest.mark.parametrize("status", sorted(set(TicketStatus) - ACTIVE))
def test_a_visit_that_has_ended_is_for_nothing(status):
    assert still_for(ticket(procedure=PERMIT, steps=(INFO,), status=status)) == frozenset()


def test_the_first_issued_ticket_in_the_way_is_named():
    free, later, first = ticket(1), ticket(9, steps=(PERMIT,)), ticket(4, procedure=PERMIT)

    assert in_the_way({PERMIT}, [free, later, first]) == first
    assert in_the_way({PIECES}, [free, later, first]) is None


@given(chains=st.lists(CHAINS, max_size=5), goes_back=st.booleans())
def test_tickets_that_are_not_in_each_other_s_way_never_meet(chains, goes_back):
    held = []
    for place, (code, *steps) in enumerate(chains, start=1):
        if in_the_way({code, *steps}, held) is None:
            held.append(ticket(place, procedure=code, steps=tuple(steps)))

    for _ in range(MANY):
        at = [each.procedure for each in held if each.is_active]
        assert len(at) == len(set(at))
        for place, each in enumerate(held):
            others = held[:place] + held[place + 1 :]
            held[place] = goes_on(each, others, goes_back=goes_back)


def goes_on(one, others, *, goes_back):
    """One step further: to the next procedure, elsewhere and back if nobody is in the way."""
    if not one.is_active:
        return one
    served = one.call(1, now=NINE).start_serving(now=NINE)
    if served.come_back_to is not None:
        return served.come_back()
    elsewhere = CODES[(CODES.index(one.procedure) + 1) % len(CODES)]
    sent = served.transfer(elsewhere, come_back_to=1)
    if goes_back and one.transferred_from is None and in_the_way(still_for(sent), others) is None:
        return sent
    if served.steps:
        return served.next_step()
    return served.complete(now=NINE + dt.timedelta(minutes=1))


@pytest.mark.parametrize(
    ("bindings", "shown", "bound"),
    [
        ([Binding.NONE], True, False),
        ([Binding.NONE, Binding.NONE], True, False),
        ([Binding.OPTIONAL], False, False),
        ([Binding.OPTIONAL], True, True),
        ([Binding.REQUIRED], True, True),
        ([Binding.NONE, Binding.REQUIRED], True, True),
        ([Binding.NONE, Binding.OPTIONAL], True, True),
    ],
)
def test_a_ticket_is_bound_if_any_procedure_of_its_visit_is(bindings, shown, bound):
    visit = [procedure(binding) for binding in bindings]

    assert is_bound(visit, has_document=shown) is bound


def test_a_later_step_that_requires_a_document_is_said_before_the_ticket_is_issued():
    visit = [procedure(Binding.NONE, INFO), procedure(Binding.REQUIRED, PERMIT)]

    with pytest.raises(DocumentNeeded) as refused:
        is_bound(visit, has_document=False)

    assert refused.value.procedure == PERMIT
