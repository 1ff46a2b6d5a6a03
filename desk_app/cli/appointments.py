"""What the verbs of `desk-app appointment` share: who it is for, who helps, what is answered."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from desk_app.cli.approval import agreement
from desk_app.cli.command import Answer, Call, Json, Option, flag, iso, switch
from desk_app.domain.applicants import FIELDS, Applicant, parse_applicant
from desk_app.domain.appointments import Appointment
from desk_app.domain.assistance import Relation, Representative
from desk_app.domain.errors import BadValue
from desk_app.domain.overrides import Override
from desk_app.domain.people import parse_document
from desk_app.domain.text import clean
from desk_app.services.day import today
from desk_app.services.questions import Agreement
from desk_app.words.booking_errors import appointment_status
from desk_app.words.catalogue import _
from desk_app.words.dates import clock, local, long_date

LARGEST_PERSON = 10_000
"""Characters of a person's file; what is longer is none."""
_JOINT = "@"
_SLOT = "RNV_DEPOT@DEPOT_APREM/2026-03-19T1420"


def offered_id(procedure: str, slot: str) -> str:
    """Return the id of an offer: what it is for, and its first slot."""
    return f"{procedure}{_JOINT}{slot}"


def parted(offer: str) -> tuple[str, str]:
    """Return the procedure and the slot of an offer's id. Raises BadValue."""
    procedure, joint, slot = offer.strip().partition(_JOINT)
    if not joint:
        raise BadValue("slot", clean(offer, at_most=80), _SLOT)
    return procedure, slot


def applicant_of(call: Call, source: str, *, is_name_seen: bool = False) -> Applicant:
    """Return the person of a JSON file, or of the standard input for `-`.

    *is_name_seen* lets a name in that looks invented; the service asks for the second person.
    Raises BadValue for what is no JSON object, BadPerson or BadDocument for what is in it.
    """
    fields = fields_of(call, source)
    with call.desk.read() as work:
        day = today(work, call.desk.clock()).day
    return parse_applicant(fields, today=day, placeholders_seen=is_name_seen)


def fields_of(call: Call, source: str) -> dict[str, object]:
    """Return the fields of a person's JSON file. Raises BadValue for what is no JSON object."""
    try:
        from_input = source == "-"
        text = call.passwords.document(LARGEST_PERSON) if from_input else _text(Path(source))
        fields = json.loads(text) if len(text) <= LARGEST_PERSON else None
    except (OSError, ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        raise BadValue(
            "person",
            clean(source, at_most=80),
            _("a file of fields: {names}").format(names=", ".join(FIELDS)),
        )
    return fields


def seen_options() -> tuple[Option, ...]:
    """Return the options of what a second person has seen on the document (AT-01)."""
    return (
        switch("--name-seen", lambda: _("the name looks invented and stands on the document")),
        switch("--homonym", lambda: _("another person than who holds a place under this name")),
    )


def seen_of(call: Call, procedure: str) -> tuple[Agreement, ...]:
    """Return what the second person of the command has seen, or a supervisor before."""
    wanted = (("name_seen", Override.REAL_NAME), ("homonym", Override.HOMONYM))
    kinds = [kind for option, kind in wanted if call.values.is_set(option)]
    found = (agreement(call, kind, procedure) for kind in kinds)
    return tuple(each for each in found if each is not None)


def helper_options() -> tuple[Option, ...]:
    """Return the options of who speaks for the applicant (AT-19)."""
    return (
        flag(
            "--helper",
            lambda: _("who speaks for the person"),
            choices=tuple(relation.value for relation in Relation),
        ),
        flag("--helper-document", lambda: _("the helper’s document"), metavar="KIND:NUMBER"),
        switch("--mandate", lambda: _("the helper’s mandate was seen")),
    )


def helper_of(call: Call) -> Representative | None:
    """Return who speaks for the applicant, None if nobody does. Raises BadDocument."""
    relation, document = call.values.text("helper"), call.values.text("helper_document")
    if not relation:
        return None
    return Representative(
        relation=Relation(relation),
        document=parse_document(document) if document else None,
        mandate_seen=call.values.is_set("mandate"),
    )


def said(call: Call, appointment: Appointment) -> Answer:
    """Return the answer about one appointment; it names nobody."""
    with call.desk.read() as work:
        zone = work.site.time_zone
    line = " · ".join(
        (
            appointment.reference,
            long_date(local(appointment.starts_at).date()),
            clock(appointment.starts_at),
            appointment.procedure,
            appointment_status(appointment.status.value),
        )
    )
    return Answer(data=appointment_data(appointment, zone), lines=(line,))


def appointment_data(appointment: Appointment, zone: dt.tzinfo) -> dict[str, Json]:
    """Return an appointment as JSON."""
    return {
        "reference": appointment.reference,
        "status": appointment.status.value,
        "procedure": appointment.procedure,
        "starts_at": iso(appointment.starts_at, zone),
        "ends_at": iso(appointment.place.ends_at, zone),
        "changes": appointment.changes,
        "copy": appointment.copy_no,
        "number": appointment.number,
    }


def _text(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.read(LARGEST_PERSON + 1)
