"""Who may do what: one table, asked by every service. Windows only hide what it refuses."""

from __future__ import annotations

import enum

from desk_app.domain.errors import NotAllowed
from desk_app.domain.people import Role


class Power(enum.StrEnum):
    """Something a person can do at a site."""

    ISSUE = "issue"  # hand out a ticket, reprint it
    CALL = "call"  # call, move and undo at a counter
    BOOK = "book"  # offer, give, move and cancel appointments; let their holders in
    PLAN = "plan"  # closures and openings of the calendar, the draw
    DIRECT = "direct"  # open and close procedures and counters, quotas, the end of the day
    SUPERVISE = "supervise"  # see what the whole site does, reports of the day
    APPROVE = "approve"  # be the second person of an exception (AT-16)
    RESET = "reset"  # give a colleague a one-time code, unlock an account
    ACCOUNTS = "accounts"  # add people, change their role, end an account
    CONFIGURE = "configure"  # the site file, keys, copies of the store
    WATCH = "watch"  # patterns of favours per agent, the history of a place (AT-18, AT-25)
    JOURNAL = "journal"  # read, verify and export what everybody did
    PERSON = "person"  # what is held about one visitor: show it, erase it
    ALARM = "alarm"  # call for help and answer a call for help


_DESK = frozenset({Power.ISSUE, Power.CALL, Power.BOOK, Power.APPROVE, Power.ALARM})
_CHIEF = _DESK | {
    Power.PLAN,
    Power.DIRECT,
    Power.SUPERVISE,
    Power.RESET,
    Power.WATCH,
    Power.JOURNAL,
    Power.PERSON,
}

POWERS: dict[Role, frozenset[Power]] = {
    Role.AGENT: _DESK,
    Role.COUNTER: _DESK - {Power.ISSUE},
    Role.SUPERVISOR: _CHIEF,
    Role.ADMINISTRATOR: _CHIEF | {Power.ACCOUNTS, Power.CONFIGURE},
    Role.AUDITOR: frozenset({Power.SUPERVISE, Power.JOURNAL}),
}
"""The table. The auditor reads and changes nothing; whoever calls may not always hand out."""


def may(role: Role, power: Power) -> bool:
    """True if *role* has *power*."""
    return power in POWERS[role]


def covers(role: Role, other: Role) -> bool:
    """True if *role* may do all that *other* may: who resets an account could use it."""
    return POWERS[other] <= POWERS[role]


def require(role: Role, power: Power) -> None:
    """Refuse unless *role* has *power*. Raises NotAllowed."""
    if not may(role, power):
        raise NotAllowed(power.value, role.value)
