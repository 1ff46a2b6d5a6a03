"""Exceptions that need a second person and a reason (AT-16). Pure: who may agree, and how often."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from typing import NewType
from uuid import UUID

from desk_app.domain.accounts import Account
from desk_app.domain.errors import AccountEnded, OverridesUsedUp, SamePerson
from desk_app.domain.people import AgentLogin, Role
from desk_app.domain.roles import Power, may, require

OverrideId = NewType("OverrideId", UUID)

QUOTA = 5
"""Exceptions of one agent on one day; the sixth is a supervisor's to make (AT-16)."""
WAITS = dt.timedelta(minutes=15)
"""How long a question to the supervisor, and the answer, can be used."""


class Override(enum.StrEnum):
    """What is done against the usual rule."""

    LOCAL_PRIORITY = "local_priority"
    OUT_OF_ORDER = "out_of_order"
    RECTIFICATION = "rectification"
    LATE_ACCEPTANCE = "late_acceptance"
    MANUAL_SLOT = "manual_slot"
    FREE_SLOT = "free_slot"
    OUT_OF_HOURS = "out_of_hours"
    AFTER_ABSENCES = "after_absences"  # a booking after two absences within a year
    REAL_NAME = "real_name"  # a name that looks invented stands on the document (AT-01)
    HOMONYM = "homonym"  # two people of one name, birth date and nationality (AT-01)
    VOID_DRAW = "void_draw"  # a draw given up whose secrets were committed to (AT-14)
    OTHER_DOCUMENT = "other_document"  # the holder came with another document (AT-10)
    URGENT_PLACE = "urgent_place"  # a seat of the share kept for emergencies


OF_TICKETS = frozenset({Override.OUT_OF_ORDER, Override.RECTIFICATION, Override.LATE_ACCEPTANCE})
"""Exceptions whose subject is the number of a ticket of today."""
OF_APPOINTMENTS = frozenset(
    {Override.RECTIFICATION, Override.LATE_ACCEPTANCE, Override.OTHER_DOCUMENT}
)
"""Exceptions whose subject may be the reference of an appointment."""
OF_SUPERVISORS = frozenset(
    {Override.AFTER_ABSENCES, Override.OTHER_DOCUMENT, Override.URGENT_PLACE}
)
"""What a supervisor alone agrees to; it is no favour, so the quota of the day is not for it."""


class Cause(enum.StrEnum):
    """The coded reason; never a sentence about a person (L-05)."""

    FRAGILE = "fragile"  # cannot wait or stand
    CHILDREN = "children"  # small children, school hours
    TRAVEL = "travel"  # train, long way back
    DEADLINE = "deadline"  # a right ends today
    OUR_MISTAKE = "our_mistake"  # wrong ticket, wrong call, wrong desk
    SAFETY = "safety"  # calm of the room, safety of somebody
    INTERPRETER = "interpreter"  # who helps must leave
    COURT = "court"  # a judge ordered it
    MISREAD = "misread"  # a document read or typed wrongly
    SPELLING = "spelling"  # the same name, spelt otherwise
    AS_PRINTED = "as_printed"  # the document says so, and two people have seen it
    RENEWED = "renewed"  # the document was given anew since
    DEMAND = "demand"  # more people ask than there are places
    RIGHTS_END = "rights_end"  # a permit or receipt ends within seven days, or has ended
    PROTECTION = "protection"  # somebody is in danger; from whom is nobody's business here (L-05)


_OF_IDENTITY = (Cause.MISREAD, Cause.SPELLING, Cause.OUR_MISTAKE)
_OF_DOCUMENTS = frozenset({Cause.MISREAD, Cause.SPELLING, Cause.AS_PRINTED, Cause.RENEWED})
_OF_URGENCY = (Cause.RIGHTS_END, Cause.PROTECTION)
_OF_PEOPLE = tuple(
    cause
    for cause in Cause
    if cause not in {*_OF_DOCUMENTS, *_OF_URGENCY} and cause is not Cause.DEMAND
)
_CAUSES = {
    Override.MANUAL_SLOT: (Cause.DEMAND, Cause.DEADLINE, Cause.OUR_MISTAKE, Cause.COURT),
    Override.OUT_OF_HOURS: (Cause.DEADLINE, Cause.OUR_MISTAKE, Cause.COURT),
    Override.VOID_DRAW: (Cause.OUR_MISTAKE, Cause.COURT),
    Override.RECTIFICATION: _OF_IDENTITY,
    Override.REAL_NAME: (Cause.AS_PRINTED, Cause.OUR_MISTAKE),
    Override.HOMONYM: (Cause.AS_PRINTED, Cause.OUR_MISTAKE),
    Override.OTHER_DOCUMENT: (Cause.RENEWED, Cause.MISREAD, Cause.OUR_MISTAKE),
    Override.URGENT_PLACE: (*_OF_URGENCY, Cause.COURT, Cause.OUR_MISTAKE),
}


def causes_of(kind: Override) -> tuple[Cause, ...]:
    """Return the reasons there are for an exception of *kind*, in the order people read them."""
    return _CAUSES.get(kind, _OF_PEOPLE)


class OverrideState(enum.StrEnum):
    """Where a question to a second person stands."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    USED = "used"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Exceptional:
    """One exception: asked, decided, used. *subject* is a ticket's number or a reference."""

    id: OverrideId
    day: dt.date
    kind: Override
    subject: str
    why: Cause
    asker: AgentLogin
    asked_at: dt.datetime
    state: OverrideState = OverrideState.ASKED
    approver: AgentLogin | None = None
    decided_at: dt.datetime | None = None

    def is_alive(self, now: dt.datetime) -> bool:
        """True while it can still be answered, or used once approved."""
        since = self.decided_at or self.asked_at
        return self.state in (OverrideState.ASKED, OverrideState.APPROVED) and now < since + WAITS

    def decided(self, by: AgentLogin, now: dt.datetime, *, agreed: bool) -> Exceptional:
        """Return the exception with the answer of *by*."""
        state = OverrideState.APPROVED if agreed else OverrideState.REFUSED
        return dataclasses.replace(self, state=state, approver=by, decided_at=now)

    def used(self) -> Exceptional:
        """Return the exception once it has been made: it serves once."""
        return dataclasses.replace(self, state=OverrideState.USED)


def require_agreement(
    asker: Account, approver: Account, *, made_today: int, kind: Override = Override.OUT_OF_ORDER
) -> None:
    """Refuse an exception of *asker* that *approver* may not agree to.

    *made_today* are the exceptions *asker*, the person, has made on the day, under any account.
    Raises AccountEnded, NotAllowed, SamePerson or OverridesUsedUp.
    """
    if not approver.is_active:
        raise AccountEnded(approver.login)
    require(approver.role, power_for(kind))
    if asker.person == approver.person or asker.login == approver.login:
        raise SamePerson(approver.login)
    if is_used_up(kind, asker.role, made_today):
        raise OverridesUsedUp(QUOTA)


def power_for(kind: Override) -> Power:
    """Return what the second person of *kind* must be able to do."""
    return Power.DIRECT if kind in OF_SUPERVISORS else Power.APPROVE


def is_used_up(kind: Override, asker: Role, made_today: int) -> bool:
    """True if who asks has made too many today: access is a right, so never where that is asked."""
    return made_today >= QUOTA and kind not in OF_SUPERVISORS and not is_supervisor(asker)


def is_supervisor(role: Role) -> bool:
    """True for those who may make exceptions beyond the quota of the day."""
    return may(role, Power.DIRECT)
