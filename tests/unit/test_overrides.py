"""Who may agree to an exception: somebody else, under every pair of accounts and of roles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.accounts import Account
from desk_app.domain.errors import NotAllowed, OverridesUsedUp, SamePerson
from desk_app.domain.overrides import (
    QUOTA,
    Cause,
    Override,
    causes_of,
    is_supervisor,
    require_agreement,
)
from desk_app.domain.people import AgentLogin, AgentRef, Role
from desk_app.domain.roles import Power, may

ROLES = st.sampled_from(Role)
LOGINS = st.sampled_from(["one", "two", "three"]).map(AgentLogin)
PEOPLE = st.sampled_from(["p1", "p2"]).map(AgentRef)


def account(login: AgentLogin, role: Role, person: AgentRef) -> Account:
    return Account(login=login, name=login, role=role, ref=AgentRef(login), person=person)


def refusal(asker: Account, approver: Account, *, made: int = 0) -> type[Exception] | None:
    try:
        require_agreement(asker, approver, made_today=made)
    except (NotAllowed, SamePerson, OverridesUsedUp) as error:
        return type(error)
    return None


@given(asker=ROLES, approver=ROLES, logins=st.tuples(LOGINS, LOGINS), made=st.integers(0, 9))
def test_no_pair_of_accounts_of_one_person_agrees_with_itself(asker, approver, logins, made):
    one, other = (
        account(login, role, AgentRef("p1"))
        for login, role in zip(logins, (asker, approver), strict=True)
    )

    assert refusal(one, other, made=made) is not None
    assert refusal(other, one, made=made) is not None


@given(role=ROLES, other=ROLES, people=st.tuples(PEOPLE, PEOPLE), made=st.integers(0, 9))
def test_one_login_never_agrees_with_itself_whatever_is_said_of_the_person(
    role, other, people, made
):
    login = AgentLogin("one")

    assert refusal(account(login, role, people[0]), account(login, other, people[1]), made=made)


@given(asker=ROLES, approver=ROLES, made=st.integers(0, 9))
def test_two_people_agree_as_their_roles_and_the_quota_allow(asker, approver, made):
    refused = refusal(
        account(AgentLogin("one"), asker, AgentRef("p1")),
        account(AgentLogin("two"), approver, AgentRef("p2")),
        made=made,
    )

    if not may(approver, Power.APPROVE):
        assert refused is NotAllowed
    elif made >= QUOTA and not is_supervisor(asker):
        assert refused is OverridesUsedUp
    else:
        assert refused is None


@pytest.mark.parametrize("kind", Override)
def test_each_exception_has_reasons_of_one_digit(kind):
    assert 1 <= len(causes_of(kind)) <= 9
    assert Cause.OUR_MISTAKE in causes_of(kind)


def test_an_identity_is_not_corrected_because_somebody_is_in_a_hurry():
    assert Cause.TRAVEL not in causes_of(Override.RECTIFICATION)
    assert Cause.MISREAD not in causes_of(Override.LOCAL_PRIORITY)


@given(asker=ROLES, approver=ROLES, made=st.integers(0, 9))
def test_a_supervisor_alone_agrees_after_absences_and_no_quota_bars_it(asker, approver, made):
    one = account(AgentLogin("one"), asker, AgentRef("p1"))
    other = account(AgentLogin("two"), approver, AgentRef("p2"))
    refused = None
    try:
        require_agreement(one, other, made_today=made, kind=Override.AFTER_ABSENCES)
    except NotAllowed as error:
        refused = error

    assert (refused is None) == may(approver, Power.DIRECT)
