"""Exceptions as people read them: what waits for an answer, what may be used. Reads only."""

from __future__ import annotations

import dataclasses
import datetime as dt
from uuid import UUID

from desk_app.domain.crockford import read_reference
from desk_app.domain.errors import UnknownRequest
from desk_app.domain.numbering import read_number
from desk_app.domain.overrides import (
    OF_APPOINTMENTS,
    OF_TICKETS,
    QUOTA,
    Cause,
    Exceptional,
    Override,
    OverrideId,
    OverrideState,
)
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power
from desk_app.domain.text import clean
from desk_app.services.day import allow, today
from desk_app.services.ports import Clock, Read, UnitOfWork


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What a second person has agreed to; it serves once, for what it was asked for."""

    id: OverrideId
    kind: Override
    why: Cause
    approver: AgentLogin


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An exception asked of a supervisor. *name* asked, *at* is local, *answered_by* may be ""."""

    id: OverrideId
    kind: Override
    subject: str
    why: Cause
    asker: AgentLogin
    name: str
    at: dt.datetime
    state: OverrideState
    answered_by: str = ""


def questions(*, read: Read, clock: Clock) -> tuple[Question, ...]:
    """Return what waits for a supervisor's answer today, oldest first."""
    with read() as work:
        now = today(work, clock())
        return tuple(
            question_of(each, work)
            for each in work.overrides.open_of(now.day)
            if each.state is OverrideState.ASKED and each.is_alive(now.now)
        )


def question(override: OverrideId, *, read: Read) -> Question:
    """Return one question, for who asked it. Raises UnknownRequest."""
    with read() as work:
        found = work.overrides.get(override)
        if found is None:
            raise UnknownRequest(str(override))
        return question_of(found, work)


def usable(
    kind: Override, subject: str, *, asker: AgentLogin, read: Read, clock: Clock
) -> Agreement | None:
    """Return what was agreed to for *asker* and not used yet, None if nothing was."""
    wanted = subject_of(kind, subject)
    with read() as work:
        now = today(work, clock())
        for each in work.overrides.open_of(now.day):
            is_for = (each.kind, each.subject, each.asker) == (kind, wanted, asker)
            if is_for and each.approver is not None and each.is_alive(now.now):
                return agreement_of(each, each.approver)
    return None


def exceptions(*, by: AgentLogin | None, read: Read, clock: Clock) -> tuple[Question, ...]:
    """Return every exception of today, in whatever state, oldest first.

    It shows what each agent did: for a supervisor or an auditor alone (R-11). Raises what
    `day.allow` does.
    """
    with read() as work:
        now = clock()
        allow(work, now, by, Power.SUPERVISE)
        day = today(work, now).day
        return tuple(question_of(each, work) for each in work.overrides.of_day(day))


def left_today(asker: AgentLogin, *, read: Read, clock: Clock) -> int:
    """Return how many exceptions *asker* may still make today before a supervisor must."""
    with read() as work:
        return max(0, QUOTA - made_on(today(work, clock()).day, asker, work))


def made_on(day: dt.date, asker: AgentLogin, work: UnitOfWork) -> int:
    """Return what the person of *asker* made on *day*: two accounts have one quota (AT-16)."""
    person = work.accounts.get(asker).person
    mine = [each.login for each in work.accounts.all() if each.person == person]
    return sum(work.overrides.used_by(day, login) for login in mine)


def override_id(text: str) -> OverrideId:
    """Return the id written in *text*. Raises UnknownRequest."""
    try:
        return OverrideId(UUID(text))
    except ValueError:
        raise UnknownRequest(clean(text, at_most=60)) from None


def subject_of(kind: Override, text: str) -> str:
    """Return what an exception is for as it is kept.

    A ticket's number or an appointment's reference; a procedure's code for what is to come; a
    slot by its own reference.
    """
    reference = read_reference(text) if kind in OF_APPOINTMENTS else None
    if reference is not None:
        return reference
    if kind in OF_TICKETS:
        return read_number(text)
    return clean(text, at_most=64).upper()


def agreement_of(decided: Exceptional, approver: AgentLogin) -> Agreement:
    """Return *decided* as what it allows."""
    return Agreement(id=decided.id, kind=decided.kind, why=decided.why, approver=approver)


def question_of(asked: Exceptional, work: UnitOfWork) -> Question:
    """Return *asked* as people read it."""
    approver = asked.approver
    return Question(
        id=asked.id,
        kind=asked.kind,
        subject=asked.subject,
        why=asked.why,
        asker=asked.asker,
        name=work.accounts.get(asked.asker).name,
        at=asked.asked_at.astimezone(work.site.time_zone),
        state=asked.state,
        answered_by=work.accounts.get(approver).name if approver else "",
    )
