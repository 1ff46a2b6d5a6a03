"""Who stands at the door: seen by the end of a document, or by the agent's own eyes (AT-10).

Another document is an incident; what it is compared with is sealed and told to nobody.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

from desk_app.domain.booking_errors import DocumentMismatch, UnknownAppointment
from desk_app.domain.booking_facts import IdentityMismatch
from desk_app.domain.errors import DocumentNeeded
from desk_app.domain.exchange_errors import DocumentToSee
from desk_app.domain.online import Check, OnlineAppointment, OnlineHolder
from desk_app.domain.overrides import Override
from desk_app.services.applicants import is_same_end, last_four
from desk_app.services.appointments import holder_of
from desk_app.services.attendance import end_of
from desk_app.services.day import Act
from desk_app.services.handing import Bearer
from desk_app.services.overrides import use
from desk_app.services.papers_at_door import Awaited
from desk_app.services.ports import Hashes, UnitOfWork
from desk_app.services.questions import Agreement


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Who was seen to be the holder: whom the ticket is for, a name to be said, and how."""

    bearer: Bearer
    name: str
    check: Check


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OnlineLine:
    """An appointment of a platform in a list: no name, the end of the document if known (R-08)."""

    appointment: OnlineAppointment
    last4: str


def require_holder(
    appointment: Awaited,
    last4: str,
    act: Act,
    *,
    hashes: Hashes,
    is_seen: bool = False,
    agreed: Agreement | None = None,
) -> Seen:
    """Return who it is for, once the document shown is that person's.

    The ticket is bound as one handed out for that document is: to its hash under the key in force,
    whichever year's key the appointment lies under (AT-11, R-05).
    *is_seen* is the agent's word, taken only where a platform's list has no document to compare.
    With *agreed* a supervisor lets another document in: it stays an incident (AT-10). Raises
    DocumentNeeded, DocumentToSee, LastFourNeeded, UnknownAppointment, DocumentMismatch, or what
    `use` does.
    """
    if isinstance(appointment, OnlineAppointment):
        return _online(appointment, last4, act, is_seen=is_seen, agreed=agreed)
    _require_shown(appointment, last4)
    holder = holder_of(appointment, act.work, act.day)
    if holder is None:
        raise UnknownAppointment(appointment.reference)
    _require_same(appointment, last4, last_four(holder), act, agreed)
    return Seen(
        bearer=Bearer(person=hashes(holder.document.canonical)[-1], hint=holder.hint),
        name=f"{holder.given_names} {holder.family_name}".strip(),
        check=Check.LAST4,
    )


def written(holder: OnlineHolder) -> str:
    """Return *holder* as the text that is sealed."""
    return json.dumps(dataclasses.asdict(holder), ensure_ascii=False, sort_keys=True)


def online_holder(appointment: OnlineAppointment, work: UnitOfWork) -> OnlineHolder | None:
    """Return what the list says of who comes, None once that is forgotten (R-02)."""
    text = work.online.holder(appointment)
    return OnlineHolder(**json.loads(text)) if text else None


def online_of(day: dt.date, zone: dt.tzinfo, work: UnitOfWork) -> list[OnlineLine]:
    """Return the appointments of platforms on *day*, by the hour."""
    first = dt.datetime.combine(day, dt.time(), zone)
    found = work.online.between(first, end_of(day, zone))
    holders = [online_holder(each, work) for each in found]
    return [
        OnlineLine(appointment=each, last4=holder.last4 if holder else "")
        for each, holder in zip(found, holders, strict=True)
    ]


def _online(
    appointment: OnlineAppointment,
    last4: str,
    act: Act,
    *,
    is_seen: bool,
    agreed: Agreement | None,
) -> Seen:
    holder = online_holder(appointment, act.work)
    if holder is None:
        raise UnknownAppointment(appointment.reference)
    if holder.last4:
        _require_shown(appointment, last4)
        _require_same(appointment, last4, holder.last4, act, agreed)
    elif not is_seen:
        raise DocumentToSee(appointment.reference)
    return Seen(
        bearer=Bearer(person=appointment.key, hint=holder.hint),
        name=holder.last_name,
        check=Check.LAST4 if holder.last4 else Check.SEEN,
    )


def _require_shown(appointment: Awaited, last4: str) -> None:
    if not last4.strip():
        raise DocumentNeeded(appointment.procedure)


def _require_same(
    appointment: Awaited, last4: str, known: str, act: Act, agreed: Agreement | None
) -> None:
    if is_same_end(last4, known):
        return
    fact = IdentityMismatch(appointment=appointment.reference)
    if agreed is None:
        act.work.deny(fact, by=act.by, at=act.now)
        raise DocumentMismatch(appointment.reference)
    use(agreed, Override.OTHER_DOCUMENT, appointment.reference, act)
    act.record(fact)
