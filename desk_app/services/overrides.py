"""Exceptions that need a second person: agreed at the same desk, or asked of a supervisor (AT-16).

What is allowed by one is done elsewhere: `use` stands in the transaction of the act itself.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import NoReturn

from desk_app.domain.account_facts import (
    AccountReset,
    OverrideAsked,
    OverrideDecided,
    OverrideDenied,
    OverrideUsed,
)
from desk_app.domain.accounts import CODE_LIVES, Account
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.errors import (
    BadValue,
    OverridesUsedUp,
    Refused,
    SamePerson,
    SecondPersonNeeded,
    UnknownRequest,
)
from desk_app.domain.hours import business_day
from desk_app.domain.overrides import (
    QUOTA,
    Cause,
    Exceptional,
    Override,
    OverrideId,
    OverrideState,
    causes_of,
    is_used_up,
    require_agreement,
)
from desk_app.domain.people import Agent, AgentLogin
from desk_app.domain.roles import Power
from desk_app.services.day import Act, allow
from desk_app.services.journal_ports import Sought
from desk_app.services.ports import Begin, Clock, NewId, UnitOfWork
from desk_app.services.questions import (
    Agreement,
    Question,
    agreement_of,
    made_on,
    question_of,
    subject_of,
)
from desk_app.services.subjects import require_known

_LOOKED_AT = 200
"""Codes that one agent gave in a day: more than a site has people."""
Check = Callable[[str, str], Agent]
"""`services.accounts.check` with its ports filled: who a login and a password are."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An exception somebody wants to make: what, for which ticket, procedure or slot, and why.

    Raises BadValue for a reason that is none for it.
    """

    kind: Override
    subject: str
    why: Cause

    def __post_init__(self) -> None:
        causes = causes_of(self.kind)
        if self.why not in causes:
            raise BadValue("why", self.why, "|".join(causes))
        object.__setattr__(self, "subject", subject_of(self.kind, self.subject))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question after it was asked or answered."""

    changes: Changes
    question: Question


def agree(
    wish: Wish,
    *,
    asker: AgentLogin,
    login: str,
    password: str,
    check: Check,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
) -> Agreement:
    """Have the person of *login* and *password* agree, at the asker's own desk.

    Raises what `services.accounts.check` does, SamePerson, NotAllowed or OverridesUsedUp; these
    three are recorded.
    """
    approver = check(login, password).login
    with begin() as work:
        now = clock()
        allow(work, now, asker, Power.CALL)
        asked = _exceptional(wish, OverrideId(new_id()), asker, work, now)
        _require(asked, approver, work, now, by=asker)
        decided = asked.decided(approver, now, agreed=True)
        work.overrides.put(decided)
        work.record(_decision(decided), by=approver, at=now)
    return agreement_of(decided, approver)


def ask(
    wish: Wish,
    *,
    asker: AgentLogin,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
) -> Asked:
    """Ask a supervisor at another desk; asking the same again is the same question.

    Raises OverridesUsedUp before anybody is disturbed.
    """
    with begin() as work:
        now = clock()
        allow(work, now, asker, Power.CALL)
        asked = _exceptional(wish, OverrideId(new_id()), asker, work, now)
        for other in work.overrides.open_of(asked.day):
            if _same(other, asked) and other.is_alive(now):
                return Asked(changes=changes("ask"), question=question_of(other, work))
        _require_quota(asked, work, now)
        work.overrides.put(asked)
        fact = OverrideAsked(
            override=asked.id, kind=asked.kind, subject=asked.subject, why=asked.why
        )
        work.record(fact, by=asker, at=now)
        return Asked(changes=changes("ask", Topic.AGENTS), question=question_of(asked, work))


def decide(
    override: OverrideId, *, agreed: bool, by: AgentLogin, begin: Begin, clock: Clock
) -> Asked:
    """Answer a question as supervisor. Raises UnknownRequest once it waits no more.

    Agreeing raises SamePerson or OverridesUsedUp too, which are recorded.
    """
    with begin() as work:
        now = clock()
        allow(work, now, by, Power.DIRECT)
        asked = work.overrides.get(override)
        if asked is None or asked.state is not OverrideState.ASKED or not asked.is_alive(now):
            raise UnknownRequest(str(override))
        if agreed:
            _require(asked, by, work, now, by=by)
        decided = asked.decided(by, now, agreed=agreed)
        work.overrides.put(decided)
        work.record(_decision(decided), by=by, at=now)
        return Asked(changes=changes("decide", Topic.AGENTS), question=question_of(decided, work))


def use(
    agreement: Agreement | None, kind: Override, subject: str, act: Act, *, about: str = ""
) -> None:
    """Make the exception now, in the transaction of what it allows; *about* is what it led to.

    Raises SecondPersonNeeded without an agreement, UnknownRequest for one that is used, too old,
    another's or for something else, and what `agree` refuses: the day may have gone on since.
    """
    if agreement is None or act.by is None:
        raise SecondPersonNeeded(kind)
    agreed = act.work.overrides.get(agreement.id)
    if agreed is None or agreed.approver is None or not agreed.is_alive(act.now):
        raise UnknownRequest(str(agreement.id))
    if (agreed.kind, agreed.subject, agreed.asker) != (kind, subject, act.by):
        raise UnknownRequest(str(agreement.id))
    _require(agreed, agreed.approver, act.work, act.now, by=act.by)
    act.work.overrides.put(agreed.used())
    act.record(
        OverrideUsed(
            override=agreed.id,
            kind=kind,
            subject=about or subject,
            why=agreed.why,
            approver=agreed.approver,
        )
    )


def _exceptional(
    wish: Wish, override: OverrideId, asker: AgentLogin, work: UnitOfWork, now: dt.datetime
) -> Exceptional:
    """A subject stands in the journal for ever: it is a code of the site, never words (R-04)."""
    day = business_day(now, work.site.time_zone)
    require_known(wish.kind, wish.subject, day, work)
    return Exceptional(
        id=override,
        day=day,
        kind=wish.kind,
        subject=wish.subject,
        why=wish.why,
        asker=asker,
        asked_at=now,
    )


def _require(
    asked: Exceptional,
    approver: AgentLogin,
    work: UnitOfWork,
    now: dt.datetime,
    *,
    by: AgentLogin,
) -> None:
    """Refuse who may not agree, or one exception too many; the refusal is a fact."""
    made = made_on(asked.day, asked.asker, work)
    accounts = work.accounts
    try:
        require_agreement(
            accounts.get(asked.asker), accounts.get(approver), made_today=made, kind=asked.kind
        )
        if _has_code_of(accounts.get(approver), asked.asker, work, now):
            raise SamePerson(approver)
    except Refused as refused:
        _deny(asked, approver, refused, work, now, by=by)


def _has_code_of(approver: Account, asker: AgentLogin, work: UnitOfWork, now: dt.datetime) -> bool:
    """True while *asker*, who gave *approver* a one-time code, may have signed in with it."""
    sought = Sought(agent=asker, kinds=frozenset({AccountReset.__name__}), since=now - CODE_LIVES)
    given = work.journal.found(sought, _LOOKED_AT)
    return any(fact.header["agent"] == approver.ref for fact in given)


def _require_quota(asked: Exceptional, work: UnitOfWork, now: dt.datetime) -> None:
    """Refuse to ask for what no answer could allow today; the refusal is a fact."""
    role = work.accounts.get(asked.asker).role
    if not is_used_up(asked.kind, role, made_on(asked.day, asked.asker, work)):
        return
    _deny(asked, None, OverridesUsedUp(QUOTA), work, now, by=asked.asker)


def _deny(
    asked: Exceptional,
    approver: AgentLogin | None,
    refused: Refused,
    work: UnitOfWork,
    now: dt.datetime,
    *,
    by: AgentLogin,
) -> NoReturn:
    fact = OverrideDenied(
        kind=asked.kind,
        subject=asked.subject,
        approver=approver,
        error=type(refused).__name__,
    )
    work.deny(fact, by=by, at=now)
    raise refused


def _same(one: Exceptional, other: Exceptional) -> bool:
    return (one.state, one.kind, one.subject, one.asker) == (
        other.state, other.kind, other.subject, other.asker,
    )  # fmt: skip


def _decision(decided: Exceptional) -> OverrideDecided:
    return OverrideDecided(
        override=decided.id,
        kind=decided.kind,
        subject=decided.subject,
        why=decided.why,
        asker=decided.asker,
        approver=decided.approver,
        state=decided.state,
    )
