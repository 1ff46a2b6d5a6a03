"""Requests that end without a place: kept as a dated line, proven on paper, found again (AT-23)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from desk_app.domain.appointments import Reference, parse_reference
from desk_app.domain.booking_errors import DatesOffered, UnknownProof
from desk_app.domain.booking_facts import DemandUnmet, SubstituteOpened
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.codes import Paper, Payload
from desk_app.domain.crockford import grouped, read_reference
from desk_app.domain.draw_mode import Mode
from desk_app.domain.errors import BadValue, UnknownLanguage
from desk_app.domain.offers import offers
from desk_app.domain.overrides import OF_APPOINTMENTS, OF_TICKETS, Override
from desk_app.domain.people import AgentLogin, Document
from desk_app.domain.prints import Earlier, JobId, Leaf, LeafKind
from desk_app.domain.procedures import FamilyCode, Procedure
from desk_app.domain.roles import Power
from desk_app.domain.text import clean
from desk_app.domain.tickets import TicketNumber
from desk_app.domain.unmet import (
    FULL,
    KEPT_DAYS,
    Impossibility,
    Tried,
    UnmetReason,
    check_tried,
    is_attempt,
)
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.services.code_ports import Codes
from desk_app.services.day import Act, allow, locked, today
from desk_app.services.free_days import FreeDays
from desk_app.services.handing import Printer
from desk_app.services.issuing import find_procedure
from desk_app.services.leaves import opening_hours, put_paper, signed
from desk_app.services.modes import mode_of
from desk_app.services.ports import (
    Begin,
    Clock,
    Hashes,
    Holidays,
    NewCode,
    NewId,
    Read,
    UnitOfWork,
)
from desk_app.services.questions import subject_of

_ALONE = b"desk-app unmet request 1\n"
"""Stands before a reference that is hashed: a request of somebody who showed nothing."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What was asked for in vain. *document* and the reference of an *earlier* proof are optional.

    By either the requests made before are found; neither is kept, only a keyed hash (R-05b).
    *missing* counts the papers of the procedure from 1, for an incomplete file (L-02); *tried* is
    what was tried before the substitute channel (L-03).
    """

    procedure: str
    reason: UnmetReason
    document: Document | None = None
    earlier: str = ""
    language: str = "fr"
    missing: tuple[int, ...] = ()
    tried: Tried | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A request that ended without a place, as it is kept: nothing says whose it was (L-04)."""

    reference: Reference
    day: dt.date
    family: FamilyCode
    reason: UnmetReason


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A request now kept, the ones of the same person and family before it, and its paper."""

    changes: Changes
    line: Line
    earlier: tuple[Line, ...]
    job: JobId


def record(
    demand: Demand,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
    new_code: NewCode,
    hashes: Hashes,
    codes: Codes,
    printer: Callable[[], Printer],
    free_days: FreeDays,
    holidays: Holidays,
) -> Recorded:
    """Keep a request without a place and print its proof, which lists those before it (AT-23).

    Raises UnknownProcedure, DatesOffered for a reason that is not true, UnknownLanguage,
    UnknownProof for an earlier one that nobody knows, SigningKeyMissing, and BadValue where papers
    are missing or were tried that cannot be.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        procedure = find_procedure(act.site, demand.procedure)
        if demand.reason in FULL:
            _require_nothing_offered(procedure, act, free_days, holidays)
        if demand.language not in act.site.languages:
            raise UnknownLanguage(demand.language, act.site.languages)
        missing = _missing(demand, procedure, act)
        reference = Reference(grouped(new_code()))
        subject = _subject(demand, reference, work, hashes)
        before = [each for each in _lines(subject, act.day, work) if _is_of(each, procedure)]
        line = Line(reference=reference, day=act.day, family=procedure.family, reason=demand.reason)
        work.traces.add(_trace(line, subject))
        leaf = _leaf(line, before, demand.language, act, codes)
        leaf = dataclasses.replace(leaf, bring=missing, tried=_written(demand.tried))
        job = put_paper(leaf, act, job=JobId(new_id()), printer=printer())
        _record(line, demand.tried, act)
    made = changes("unmet", Topic.REGISTER, Topic.PRINTS, subject=reference)
    return Recorded(changes=made, line=line, earlier=tuple(before), job=job.id)


def show(reference: str, *, by: AgentLogin, read: Read, clock: Clock) -> Line:
    """Confirm a proof that is shown: when it was given, for what and why. Raises UnknownProof."""
    with read() as work:
        allow(work, clock(), by, Power.BOOK)
        return _line(_noted(reference, work))


def before(
    *,
    document: Document | None,
    reference: str,
    by: AgentLogin,
    read: Read,
    clock: Clock,
    hashes: Hashes,
) -> tuple[Line, ...]:
    """Return the requests of who shows *document*, else the paper *reference*, the oldest first.

    Raises UnknownProof.
    """
    with read() as work:
        now = today(work, clock())
        allow(work, now.now, by, Power.BOOK)
        if document is None:
            return _lines(_noted(reference, work).subject, now.day, work)
        keys = hashes(document.canonical)
        return tuple(each for key in keys for each in _lines(key, now.day, work))


def procedure_of(kind: Override, subject: str, *, read: Read, clock: Clock) -> str:
    """Return the procedure that an exception is about: what is asked for where nobody agrees.

    Raises UnknownTicket, UnknownAppointment or UnknownProcedure.
    """
    wanted = subject_of(kind, subject)
    with read() as work:
        now = today(work, clock())
        if kind is Override.OUT_OF_HOURS:
            of = (p.code for p in now.site.procedures.values() if p.family == wanted)
            return next(of, wanted)
        if kind in OF_APPOINTMENTS and read_reference(wanted) is not None:
            return work.appointments.get(parse_reference(wanted)).procedure
        if kind not in OF_TICKETS:
            return find_procedure(now.site, wanted).code
        return work.tickets.by_number(now.day, TicketNumber(wanted)).procedure


def _require_nothing_offered(
    procedure: Procedure, act: Act, free_days: FreeDays, holidays: Holidays
) -> None:
    """Refuse where dates could be chosen now; those that are drawn cannot. Raises DatesOffered."""
    if mode_of(act.work, procedure.family) is Mode.IMMEDIATE:
        days = free_days.of(act.work, act.now, holidays(act.site))
        if offers(procedure.code, days, now=act.now):
            raise DatesOffered(procedure.code)


def _subject(demand: Demand, reference: Reference, work: UnitOfWork, hashes: Hashes) -> str:
    """Return under which keyed hash the request is kept: by the document, else by the papers.

    What lies under the document's hash of a past year comes under that in force (R-05).
    """
    if demand.document is not None:
        *past, key = hashes(demand.document.canonical)
        for old in past:
            work.persons.rekey(old, key)
        return key
    if demand.earlier:
        return _noted(demand.earlier, work).subject
    return hashes(_ALONE + reference.encode("ascii"))[-1]


def _noted(reference: str, work: UnitOfWork) -> Trace:
    read = read_reference(reference)
    found = work.traces.noted(TraceKind.UNMET, read) if read is not None else None
    if found is None:
        raise UnknownProof(clean(reference, at_most=40))
    return found


def _lines(subject: str, day: dt.date, work: UnitOfWork) -> tuple[Line, ...]:
    since = day - dt.timedelta(days=KEPT_DAYS)
    return tuple(_line(each) for each in work.traces.of(TraceKind.UNMET, subject, since))


def _line(trace: Trace) -> Line:
    return Line(
        reference=Reference(trace.of),
        day=trace.day,
        family=FamilyCode(trace.family),
        reason=UnmetReason(trace.note),
    )


def _trace(line: Line, subject: str) -> Trace:
    return Trace(
        kind=TraceKind.UNMET,
        subject=subject,
        day=line.day,
        of=line.reference,
        family=line.family,
        note=line.reason.value,
    )


def _is_of(line: Line, procedure: Procedure) -> bool:
    return line.family == procedure.family and is_attempt(line.reason)


def _missing(demand: Demand, procedure: Procedure, act: Act) -> tuple[str, ...]:
    """Return the papers that are missing, in the words of the procedure. Raises BadValue."""
    if demand.reason is UnmetReason.SUBSTITUTE:
        if demand.tried is None:
            raise BadValue("impossibility", "", "|".join(Impossibility))
        check_tried(demand.tried, today=act.day)
    if demand.reason is not UnmetReason.INCOMPLETE:
        return ()
    known, places = procedure.bring, tuple(dict.fromkeys(demand.missing))
    if not places or not all(1 <= place <= len(known) for place in places):
        raise BadValue("missing", ",".join(map(str, places)), f"1-{len(known)}")
    return tuple(known[place - 1] for place in sorted(places))


def _written(tried: Tried | None) -> tuple[str, ...]:
    if tried is None:
        return ()
    days = (tried.hotline_on, tried.help_desk_on)
    return (tried.impossibility.value, *(day.isoformat() if day else "" for day in days))


def _record(line: Line, tried: Tried | None, act: Act) -> None:
    act.record(DemandUnmet(reference=line.reference, family=line.family, reason=line.reason.value))
    if line.reason is UnmetReason.SUBSTITUTE and tried is not None:
        act.record(
            SubstituteOpened(
                reference=line.reference,
                hotline_on=tried.hotline_on,
                help_desk_on=tried.help_desk_on,
                impossibility=tried.impossibility,
            )
        )


def _leaf(line: Line, before: list[Line], language: str, act: Act, codes: Codes) -> Leaf:
    site = act.site
    name = site.families[line.family].name
    said = Payload(
        site=site.code, paper=Paper.UNMET_REQUEST, reference=line.reference, on=line.day, copy=1
    )
    return Leaf(
        kind=LeafKind.UNMET,
        site=site.name,
        reference=line.reference,
        qr=signed(said, act, codes),
        issued_at=act.now.astimezone(site.time_zone),
        subject=name["fr"],
        subject_translated=name.get(language, ""),
        language=language,
        address=site.address,
        hours=opening_hours(site),
        reason=line.reason.value,
        earlier=tuple(Earlier(day=each.day, reference=each.reference) for each in before),
        rehearsal=act.work.rehearsal,
    )
