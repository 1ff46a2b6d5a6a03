"""The day when somebody's rights end, seen on paper: their request is drawn before others (S1).

Two people have looked at it then: who entered the request, and a supervisor.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from desk_app.domain.changes import changes
from desk_app.domain.errors import SamePerson
from desk_app.domain.people import AgentLogin
from desk_app.domain.register import Request
from desk_app.domain.register_facts import DeadlineSeen, RequestMade
from desk_app.domain.roles import Power
from desk_app.services.day import Act, locked
from desk_app.services.interests import refuse_interest_in_request
from desk_app.services.journal_ports import Sought
from desk_app.services.ports import Begin, Clock, Hashes
from desk_app.services.register import TOUCHED, Entered, request_reference

_AT_ONCE = 100
"""Requests looked at that were entered at the same instant."""


def see_deadline(
    reference: str,
    deadline: dt.date,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    hashes: Hashes,
) -> Entered:
    """A supervisor has seen on paper when rights end: the request may be drawn in S1.

    Two people: whoever entered the request does not see it too (AT-16). Raises RequestUnknown,
    OwnInterest (AT-15), SamePerson or NotAllowed.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        before = work.register.get(request_reference(reference))
        refuse_interest_in_request(before, hashes, act)
        _require_entered_by_another(before, act)
        request = dataclasses.replace(before, deadline=deadline, is_deadline_checked=True)
        work.register.put(request, appointment=work.register.won(request))
        act.record(DeadlineSeen(reference=request.reference, family=request.family))
    return Entered(changes=changes("deadline", *TOUCHED, subject=before.reference), request=request)


def _require_entered_by_another(request: Request, act: Act) -> None:
    """Refuse who entered *request* themselves, under whichever account. Raises SamePerson."""
    made = Sought(
        kinds=frozenset({RequestMade.__name__}),
        since=request.since,
        until=request.since + dt.timedelta(microseconds=1),
    )
    found = act.work.journal.found(made, _AT_ONCE)
    agents = {each.agent for each in found if each.header["reference"] == request.reference}
    if _persons(agents, act) & _persons({act.by}, act):
        raise SamePerson(act.by or "")


def _persons(logins: Iterable[AgentLogin | None], act: Act) -> set[str]:
    return {act.work.accounts.get(each).person for each in logins if each is not None}
