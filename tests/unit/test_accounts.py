"""How an account locks, opens again, and stands."""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.accounts import CODE_LIVES, LOCKS, TRIES, Account, Standing
from desk_app.domain.errors import AccountEnded, AccountLocked
from desk_app.domain.people import AgentLogin, AgentRef, Role

NOW = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
SYLVIE = Account(
    login=AgentLogin("smarchand"),
    name="Sylvie Marchand",
    role=Role.AGENT,
    ref=AgentRef("0000000001"),
    person=AgentRef("0000000001"),
    password="hash",
)


def guessed(account: Account, times: int, now: dt.datetime = NOW) -> Account:
    """Return the account after wrong passwords at one instant."""
    for _ in range(times):
        account = account.failed(now)
    return account


def test_who_acts_is_the_account() -> None:
    assert (SYLVIE.agent.login, SYLVIE.agent.role) == (SYLVIE.login, SYLVIE.role)


def test_four_wrong_passwords_lock_nothing() -> None:
    account = guessed(SYLVIE, TRIES - 1)

    account.require_open(NOW)

    assert account.tries_left() == 1


@pytest.mark.parametrize(("times", "minutes"), [(5, 1), (10, 5), (15, 15), (20, 15), (50, 15)])
def test_each_fifth_locks_for_longer_and_never_for_good(times, minutes) -> None:
    account = guessed(SYLVIE, times)

    with pytest.raises(AccountLocked) as locked:
        account.require_open(NOW + minutes * MINUTE - dt.timedelta(seconds=1))

    assert locked.value.until == NOW + minutes * MINUTE
    account.require_open(NOW + minutes * MINUTE)
    assert account.tries_left() == TRIES


def test_a_wrong_password_after_the_lock_does_not_lengthen_it() -> None:
    locked = guessed(SYLVIE, TRIES)

    later = locked.failed(NOW + 2 * MINUTE)

    assert later.locked_until == locked.locked_until
    assert later.tries_left() == TRIES - 1


def test_the_right_password_forgives_and_is_the_last_sign_in() -> None:
    account = guessed(SYLVIE, TRIES).checked(NOW)

    assert (account.failures, account.locked_until) == (0, None)
    assert account.last_signed_in_at == NOW


def test_a_code_takes_the_place_of_the_password_and_unlocks() -> None:
    account = guessed(SYLVIE, TRIES).with_code("code", NOW)

    account.require_open(NOW)

    assert (account.password, account.one_time, account.failures) == ("", "code", 0)
    assert account.has_secret
    assert account.secrets == ("", "code")


def test_a_code_lives_a_day_and_a_sign_in_does_not_use_it_up() -> None:
    account = SYLVIE.with_code("code", NOW).checked(NOW)

    assert account.code_is_alive(NOW + CODE_LIVES - dt.timedelta(seconds=1))
    assert not account.code_is_alive(NOW + CODE_LIVES)
    assert not SYLVIE.code_is_alive(NOW)


def test_a_new_password_uses_the_code_up() -> None:
    account = SYLVIE.with_code("code", NOW).with_password("new")

    assert account.secrets == ("new", "")
    assert not account.code_is_alive(NOW)


def test_an_ended_account_has_no_secret_and_opens_no_more() -> None:
    account = SYLVIE.closed()

    with pytest.raises(AccountEnded):
        account.require_open(NOW)
    assert not account.has_secret


@pytest.mark.parametrize(
    ("account", "standing"),
    [
        (SYLVIE, Standing.ACTIVE),
        (guessed(SYLVIE, TRIES), Standing.LOCKED),
        (guessed(SYLVIE, TRIES, NOW - MINUTE), Standing.ACTIVE),
        (SYLVIE.with_code("code", NOW), Standing.CODE),
        (SYLVIE.with_code("code", NOW - CODE_LIVES), Standing.NO_PASSWORD),
        (dataclasses.replace(SYLVIE, password=""), Standing.NO_PASSWORD),
        (SYLVIE.closed(), Standing.ENDED),
    ],
)
def test_how_an_account_stands(account, standing) -> None:
    assert account.standing(NOW) is standing


@given(st.lists(st.integers(min_value=0, max_value=4000), min_size=1, max_size=80))
def test_a_machine_gets_five_guesses_a_lock_whatever_its_pace(seconds) -> None:
    now, account, tried = NOW, SYLVIE, []
    for pause in seconds:
        now += dt.timedelta(seconds=pause)
        try:
            account.require_open(now)
        except AccountLocked:
            continue
        account = account.failed(now)
        tried.append(now)

    for count in range(TRIES, len(tried), TRIES):
        least = LOCKS[min(count // TRIES, len(LOCKS)) - 1]
        assert tried[count] - tried[count - 1] >= least
    assert all(one <= other for one, other in pairwise(tried))
    assert account.locked_until is None or account.locked_until <= now + LOCKS[-1]
