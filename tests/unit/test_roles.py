"""The table of powers: what it says of each role, and what follows from it."""

from __future__ import annotations

import pytest

from desk_app.domain.errors import NotAllowed
from desk_app.domain.people import Role
from desk_app.domain.roles import POWERS, Power, covers, may, require

READS = {Power.SUPERVISE, Power.JOURNAL}


def test_every_role_stands_in_the_table() -> None:
    assert set(POWERS) == set(Role)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("power", list(Power))
def test_what_the_table_does_not_give_is_refused(role, power) -> None:
    if may(role, power):
        require(role, power)
        return
    with pytest.raises(NotAllowed) as refused:
        require(role, power)

    assert (refused.value.power, refused.value.role) == (power, role)


def test_the_auditor_reads_alone() -> None:
    assert POWERS[Role.AUDITOR] == READS


def test_the_administrator_has_every_power() -> None:
    assert POWERS[Role.ADMINISTRATOR] == set(Power)


def test_nobody_below_the_administrator_makes_accounts_or_sets_the_site_up() -> None:
    others = set(Role) - {Role.ADMINISTRATOR}

    assert not any(may(role, Power.ACCOUNTS) or may(role, Power.CONFIGURE) for role in others)


@pytest.mark.parametrize(
    ("role", "other", "is_covered"),
    [
        (Role.SUPERVISOR, Role.AGENT, True),
        (Role.SUPERVISOR, Role.AUDITOR, True),
        (Role.SUPERVISOR, Role.SUPERVISOR, True),
        (Role.SUPERVISOR, Role.ADMINISTRATOR, False),
        (Role.AGENT, Role.COUNTER, True),
        (Role.COUNTER, Role.AGENT, False),
        (Role.AUDITOR, Role.AGENT, False),
    ],
)
def test_who_covers_another_may_do_all_the_other_may(role, other, is_covered) -> None:
    assert covers(role, other) is is_covered
