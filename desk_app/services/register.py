"""The register: requests that wait for a draw, entered and withdrawn. It draws nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence

from desk_app.domain.appointments import Reference
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.crockford import grouped, read_reference
from desk_app.domain.draw_errors import RequestSettled, RequestUnknown, UnknownFamily
from desk_app.domain.hours import Holidays as Days
from desk_app.domain.people import AgentLogin, Document
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.prints import JobId
from desk_app.domain.procedures import FamilyCode, Procedure
from desk_app.domain.register import Request, RequestState
from desk_app.domain.register_facts import RequestChanged, RequestMade
from desk_app.domain.roles import Power
from desk_app.domain.site import Site
from desk_app.domain.text import clean
from desk_app.services.applicants import last_four, read_back, written
from desk_app.services.appointments import Cool, ended_fact
from desk_app.services.asking import Wish, who_asks
from desk_app.services.code_ports import Codes
from desk_app.services.day import Act, allow, locked, today
from desk_app.services.draw_openings import Opens
from desk_app.services.draw_turns import turn_of
from desk_app.services.freed import let_go_unclaimed
from desk_app.services.handing import Printer
from desk_app.services.interests import refuse_interest_in_request
from desk_app.services.leaves import put_paper
from desk_app.services.modes import asked
from desk_app.services.offering import by_appointment
from desk_app.services.people_rules import note_helper, note_people
from desk_app.services.ports import Begin, Clock, Hashes, Holidays, NewCode, Read
from desk_app.services.questions import Agreement
from desk_app.services.register_leaves import request_leaf

LISTED = 500
"""Requests shown at most: each is unsealed for its last four signs."""
TOUCHED = (Topic.REGISTER, Topic.PRINTS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A request as it stands. *is_new* is false where the person's earlier one goes on."""

    changes: Changes
    request: Request
    is_new: bool = False
    next_draw: dt.datetime | None = None
    job: JobId | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A request in a list: never a name, the last four signs of the document (R-08).

    *appointment* is the reference of what it won.
    """

    request: Request
    last4: str
    appointment: Reference | None


def add(
    wish: Wish,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    new_code: NewCode,
    hashes: Hashes,
    holidays: Holidays,
    opens: Opens,
    codes: Codes,
    printer: Callable[[], Printer],
    seen: Sequence[Agreement] = (),
) -> Entered:
    """Enter a request (L-01), or go on with one that waits; its paper is kept with it.

    *seen* is what a second person saw of the document. Raises SigningKeyMissing, NeverPossible,
    ActiveAlready, UnknownProcedure, NotByAppointment or what known.py and people_rules.py do.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        procedure = by_appointment(act.site, wish.procedure)
        person = who_asks(wish, procedure, act, hashes, seen)
        if (earlier := work.register.active(person.person, procedure.family)) is not None:
            made = earlier.seen(act.day).due_by(wish.deadline)
            work.register.put(made, appointment=work.register.won(made))
            note_helper(person, wish.helper, act, hashes)
        else:
            made = _request(wish, procedure, person.person, new_code(), act)
            _enter(made, wish, act, opens, holidays(act.site))
            note_people(person, wish.helper, act, hashes)
        due = turn_of(made, work, act.now, holidays(act.site))
        leaf = request_leaf(made, due, wish.applicant, act, codes=codes)
        job = put_paper(leaf, act, job=JobId(opens.new_id()), printer=printer())
    touched, is_new = changes("register", *TOUCHED, subject=made.reference), earlier is None
    return Entered(changes=touched, request=made, is_new=is_new, next_draw=due, job=job.id)


def withdraw(
    reference: str,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    cool: Cool,
    hashes: Hashes,
) -> Entered:
    """The person gives the request up; a seat it won waits for the next draw if there is one.

    Raises RequestUnknown, OwnInterest (AT-15) or RequestSettled.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        request = work.register.get(request_reference(reference))
        refuse_interest_in_request(request, hashes, act)
        won = work.register.won(request) if request.state is RequestState.WON else None
        gone = request.withdrawn(act.day)
        work.register.put(gone, appointment=won)
        if won is not None and (held := work.appointments.get(won)).is_active:
            ended = held.cancel(now=act.now)
            work.appointments.put(ended)
            work.seats.give_back(ended.id, until=None)
            act.record(ended_fact(ended))
        act.record(changed(gone))
        let_go_unclaimed(act, gone.family, cool)
    return Entered(changes=changes("withdraw", *TOUCHED, subject=gone.reference), request=gone)


def seen(reference: str, *, by: AgentLogin, begin: Begin, clock: Clock) -> Entered:
    """The person asked how it stands: the request lives on (R-03).

    Raises RequestUnknown, or RequestSettled for one that is over.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        before = work.register.get(request_reference(reference))
        if before.state in {RequestState.WITHDRAWN, RequestState.ENDED}:
            raise RequestSettled(before.reference, before.state)
        request = before.seen(act.day)
        work.register.put(request, appointment=work.register.won(request))
    return Entered(changes=changes("seen", *TOUCHED, subject=request.reference), request=request)


def show(
    reference: str, *, by: AgentLogin | None, read: Read, clock: Clock, holidays: Holidays
) -> Entered:
    """Return how a request stands and when the next draw is. Raises RequestUnknown."""
    with read() as work:
        now = clock()
        allow(work, now, by, Power.BOOK)
        request = work.register.get(request_reference(reference))
        due = turn_of(request, work, now, holidays(work.site))
    told = changes("show", subject=request.reference)
    return Entered(changes=told, request=request, next_draw=due)


def of_document(
    document: Document, *, by: AgentLogin, read: Read, clock: Clock, hashes: Hashes
) -> tuple[Request, ...]:
    """Return the requests of who shows *document*, the oldest first (R-08)."""
    with read() as work:
        allow(work, clock(), by, Power.BOOK)
        keys = hashes(document.canonical)
        return tuple(e for key in keys for e in work.register.of_person(PersonKey(key)))


def listed(
    family: str,
    *states: RequestState,
    by: AgentLogin | None,
    read: Read,
    clock: Clock,
) -> Sequence[Line]:
    """Return the first requests of *family*, by number. Raises UnknownFamily."""
    with read() as work:
        current = today(work, clock())
        allow(work, current.now, by, Power.BOOK)
        found = work.register.of_family(family_of(work.site, family), *states)[:LISTED]
        return [
            Line(
                request=each,
                last4=_last4(work.register.holder(each), current.day),
                appointment=work.register.won(each),
            )
            for each in found
        ]


def family_of(site: Site, code: str) -> FamilyCode:
    """Return the family of *code* as the site writes it. Raises UnknownFamily."""
    known = FamilyCode(code.strip().upper())
    if known not in site.families:
        raise UnknownFamily(clean(code, at_most=40), tuple(sorted(site.families)))
    return known


def request_reference(text: str) -> Reference:
    """Read a request's reference as people type it. Raises RequestUnknown for what is none."""
    read = read_reference(text)
    if read is None:
        raise RequestUnknown(clean(text, at_most=40))
    return Reference(read)


def changed(request: Request) -> RequestChanged:
    """Return what the journal says of a request that came to another state."""
    return RequestChanged(
        reference=request.reference, family=request.family, request_state=request.state
    )


def _enter(made: Request, wish: Wish, act: Act, opens: Opens, days: Days) -> None:
    """Keep a new request; the secret of its draw is committed to before it."""
    opens.current(act, made.family, days)
    act.work.register.add(made, written(wish.applicant))
    act.record(_made(made))
    asked(act, made.family, days)


def _request(wish: Wish, procedure: Procedure, person: PersonKey, code: str, act: Act) -> Request:
    return Request(
        reference=Reference(grouped(code)),
        number=act.work.register.next_number(procedure.family),
        person=person,
        family=procedure.family,
        procedure=procedure.code,
        since=act.now,
        seen_on=act.day,
        constraints=wish.constraints,
        deadline=wish.deadline,
        has_legal_priority=wish.has_legal_priority,
        reason=wish.obstacle,
        helper=wish.helper.relation if wish.helper else None,
    )


def _made(request: Request) -> RequestMade:
    return RequestMade(
        reference=request.reference,
        family=request.family,
        procedure=request.procedure,
        request_no=request.number,
        reason=request.reason,
        helper=request.helper,
        has_priority=request.has_legal_priority,
    )


def _last4(holder: str | None, day: dt.date) -> str:
    return last_four(read_back(holder, day)) if holder else ""
