"""Correcting who an appointment is for: one slip, with a second person (AT-02, AT-16).

Measured against who it was given to, which is kept sealed beside: slip by slip nobody else comes.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from typing import NoReturn

from desk_app.domain.account_facts import OverrideDenied
from desk_app.domain.applicants import Applicant, parse_applicant
from desk_app.domain.appointments import Appointment, AppointmentStatus, parse_reference
from desk_app.domain.booking_errors import UnknownAppointment
from desk_app.domain.booking_facts import HolderCorrected
from desk_app.domain.changes import changes
from desk_app.domain.identity_errors import HolderUnchanged, OtherPerson
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin
from desk_app.domain.placeholders import look_invented
from desk_app.domain.rectifying import IDENTITY, rectify
from desk_app.domain.register import RequestState
from desk_app.domain.roles import Power
from desk_app.services.applicants import Hashed, read_back, written
from desk_app.services.booking import TOUCHED, Booked
from desk_app.services.code_ports import Codes
from desk_app.services.contacts import note_contacts
from desk_app.services.day import Act, locked
from desk_app.services.handing import Printer
from desk_app.services.interests import refuse_interest
from desk_app.services.known import known, note_alike
from desk_app.services.leaves import Convened, convene
from desk_app.services.overrides import use
from desk_app.services.ports import Begin, Clock, Hashes, NewId
from desk_app.services.questions import Agreement


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Mended:
    """Who it was given to, who it is for, and who it will be for."""

    original: Applicant
    current: Applicant
    corrected: Applicant

    @property
    def fields(self) -> tuple[str, ...]:
        """What of the identity changes now."""
        both = (self.current, self.corrected)
        return tuple(each for each in IDENTITY if len({getattr(one, each) for one in both}) == 2)


def correct(
    reference: str,
    fields: Mapping[str, object],
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    hashes: Hashes,
    codes: Codes,
    new_id: NewId,
    printer: Callable[[], Printer],
    agreement: Agreement | None = None,
) -> Booked:
    """Put *fields*, those of a person, in place of what the appointment says of its holder.

    A document takes part of its fields too. The new convocation is kept with it, unless a winner
    has not answered yet; the code of the old one is good no more. Phone, e-mail and language are
    free, the rest needs the *agreement* of a second person. Raises OtherPerson, which is recorded:
    no role may. Raises UnknownAppointment, HolderUnchanged, OwnInterest (AT-15), ActiveAlready,
    TwoActive, KeyMissing, and what parse_applicant, Appointment.correct and `use` do.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        appointment = work.appointments.get(parse_reference(reference))
        mended = _mended(appointment, fields, act)
        _require_same_person(appointment, mended, act)
        before, person = known(mended.current, hashes, act), known(mended.corrected, hashes, act)
        refuse_interest(before.every | person.every, appointment.family, act)
        if mended.fields:
            use(agreement, Override.RECTIFICATION, appointment.reference, act)
        after = _kept(work.appointments.get(appointment.reference), mended, person, act)
        if person.contacts != before.contacts:
            note_contacts(person, act)
        act.record(_fact(after, before, mended, hashes))
        paper = None
        if after.status is not AppointmentStatus.HELD:  # a winner gets one with the word given
            who = mended.corrected
            paper = convene(after, who, act, codes=codes, new_id=new_id, printer=printer())
    return _booked(after, paper)


def _mended(appointment: Appointment, fields: Mapping[str, object], act: Act) -> _Mended:
    """Return what the correction makes of the holder. Raises UnknownAppointment once forgotten."""
    work = act.work
    first, now = work.appointments.original(appointment), work.appointments.holder(appointment)
    if not first or not now:
        raise UnknownAppointment(appointment.reference)
    original, current = read_back(first, act.day), read_back(now, act.day)
    as_written = json.loads(now)
    merged = as_written | fields
    if isinstance(fields.get("document"), Mapping):
        merged["document"] = as_written["document"] | dict(fields["document"])  # type: ignore[call-overload]  # a mapping, as was seen
    seen = look_invented(original.names)
    corrected = parse_applicant(merged, today=act.day, placeholders_seen=seen)
    if corrected == current:
        raise HolderUnchanged(appointment.reference)
    return _Mended(original=original, current=current, corrected=corrected)


def _require_same_person(appointment: Appointment, mended: _Mended, act: Act) -> None:
    """Refuse another holder, whoever agrees; the try is a fact."""
    try:
        rectify(mended.original, mended.corrected)
    except OtherPerson as refused:
        _deny(appointment, refused, act)


def _deny(appointment: Appointment, refused: OtherPerson, act: Act) -> NoReturn:
    fact = OverrideDenied(
        kind=Override.RECTIFICATION,
        subject=appointment.reference,
        approver=None,
        error=type(refused).__name__,
    )
    act.work.deny(fact, by=act.by, at=act.now)
    raise refused


def _kept(appointment: Appointment, mended: _Mended, person: Hashed, act: Act) -> Appointment:
    """Keep the new writing; what was noted of a key that is nobody else's comes along (A-04)."""
    work, old = act.work, appointment.person
    after = dataclasses.replace(
        appointment.correct(person.person), language=mended.corrected.language
    )
    work.appointments.correct(after, written(mended.corrected))
    request = work.register.won_by(after.reference)
    is_open = request is not None and request.state is RequestState.WON
    if request is not None and is_open and old != person.person:
        moved = dataclasses.replace(request, person=person.person)
        work.register.put(moved, appointment=after.reference)
    if not work.appointments.of_person(old) and not work.register.of_person(old):
        work.persons.rekey(old, person.person)
    note_alike(person, act)
    return after


def _fact(after: Appointment, before: Hashed, mended: _Mended, hashes: Hashes) -> HolderCorrected:
    identities = [
        hashes(b"identity|" + written(each).encode())[-1]
        for each in (mended.corrected, mended.current)
    ]
    return HolderCorrected(
        appointment=after.reference,
        person=after.person,
        before=before.person,
        identity=identities[0],
        identity_before=identities[1],
        field=",".join(mended.fields) or "contact",
    )


def _booked(after: Appointment, paper: Convened | None) -> Booked:
    return Booked(
        changes=changes("correct", *TOUCHED, subject=after.reference),
        appointment=after,
        code=paper.code if paper else "",
        job=paper.job if paper else None,
    )
