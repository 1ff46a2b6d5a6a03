"""What the journal says of appointments and the calendar. See words/journal.py."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from desk_app.domain.appointments import Presence
from desk_app.domain.assistance import OnlineObstacle, Relation
from desk_app.domain.offers import Rule
from desk_app.domain.reconfirmation import CallOutcome
from desk_app.domain.unmet import Impossibility, UnmetReason
from desk_app.words.appointments import (
    call_outcome,
    impossibility_name,
    obstacle_name,
    relation_name,
    rule_name,
    unmet_reason,
)
from desk_app.words.booking_errors import appointment_status
from desk_app.words.calendar import closure_reason, decision_name
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import day_of_month, when
from desk_app.words.identity_errors import person_field
from desk_app.words.ties import tie_name

_SLOT = re.compile(r"(?P<series>.+)/(?P<day>\d{4}-\d\d-\d\d)T(?P<hour>\d\d)(?P<minute>\d\d)b?")


def slot_in_words(slot: str) -> str:
    """Return the day and hour of a slot, then its series. Raises ValueError for no slot's id."""
    read = _SLOT.fullmatch(slot)
    if read is None:
        raise ValueError(slot)
    day = day_of_month(dt.date.fromisoformat(read["day"]))
    return f"{day} {int(read['hour'])}:{read['minute']} ({read['series']})"


def refusal(rule: str) -> str:
    """Return why an appointment was refused, by the error's name; a newer one by that name."""
    return _REFUSALS[rule]() if rule in _REFUSALS else rule


def _choice(choice: str) -> str:
    return _OTHERWISE[choice]() if choice in _OTHERWISE else rule_name(Rule(choice))


def _fields(names: str) -> str:
    return ", ".join(
        _contact() if each == "contact" else person_field(each) for each in names.split(",")
    )


def _contact() -> str:
    return pgettext("person", "Contact")


def presence_name(value: str) -> str:
    """Return how who came stood to the hour."""
    return _PRESENCES[Presence(value)]()


SENTENCES: Mapping[str, Callable[[], str]] = {
    "AppointmentBooked": lambda: _("Appointment {appointment} given: {procedure}, {slot}"),
    "AppointmentMoved": lambda: _("Appointment {appointment} moved: {before}, then {slot}"),
    "AppointmentEnded": lambda: _("Appointment {appointment}, {slot}: {status}"),
    "BookingTakenBack": lambda: _("Appointment {appointment} taken back in the same visit"),
    "PlaceFreed": lambda: _("Place {seat} of {slot} free again"),
    "AppointmentReconfirmed": lambda: _("Appointment {appointment} reconfirmed"),
    "CallListOpened": lambda: _("List of calls opened: {phones} phones shown"),
    "HolderCalled": lambda: _("Holder of {appointment} called: {outcome}"),
    "PhoneVerified": lambda: _("Phone of {appointment} verified at the desk"),
    "HolderCorrected": lambda: _("Appointment {appointment}: identity corrected"),
    "PersonsJoined": lambda: _("Two documents of one person joined"),
    "TieDeclared": lambda: _("A tie was declared: {kind}"),
    "ConvocationPrinted": lambda: _("Convocation of {appointment}, copy {copy_no}"),
    "HolderArrived": lambda: _("Appointment {appointment} let in as {number}: {presence}"),
    "ArrivalUndone": lambda: _("Arrival of {appointment} taken back: {number} cancelled"),
    "IdentityMismatch": lambda: _("Another document shown for {appointment}"),
    "BookingRefused": lambda: _("Appointment refused: {rule}"),
    "ContactReused": lambda: _("One contact served {persons} people in 30 days"),
    "DemandUnmet": lambda: _("Request without a place: proof {reference}"),
    "CalendarChanged": lambda: _("{kind}, from {first} to {last}: {affected} affected"),
    "CallListMade": lambda: _("List of {people} people to call, with their names"),
    "HolderTold": lambda: _("Appointment {appointment}: the holder knows the new time"),
    "SubstituteOpened": lambda: _("Substitute channel opened: {reference}, {impossibility}"),
}
ACTS: Mapping[str, Callable[[], str]] = {
    "AppointmentBooked": lambda: pgettext("act", "Appointments given"),
    "AppointmentMoved": lambda: pgettext("act", "Appointments moved"),
    "AppointmentEnded": lambda: pgettext("act", "Appointments ended"),
    "BookingTakenBack": lambda: pgettext("act", "Appointments taken back"),
    "HolderArrived": lambda: pgettext("act", "Arrivals"),
    "CallListOpened": lambda: pgettext("act", "Lists of calls opened"),
    "HolderCalled": lambda: pgettext("act", "Calls before the day"),
    "HolderCorrected": lambda: pgettext("act", "Holders corrected"),
    "PersonsJoined": lambda: pgettext("act", "Persons joined"),
    "TieDeclared": lambda: pgettext("act", "Ties declared"),
    "IdentityMismatch": lambda: pgettext("act", "Wrong documents at the door"),
    "BookingRefused": lambda: pgettext("act", "Appointments refused"),
    "CalendarChanged": lambda: pgettext("act", "Closures and openings"),
}
FIELDS: Mapping[str, Callable[[], str]] = {
    "appointment": lambda: pgettext("field", "Appointment"),
    "reference": lambda: pgettext("field", "Reference"),
    "family": lambda: pgettext("field", "Family"),
    "slot": lambda: pgettext("field", "Slot"),
    "seat": lambda: pgettext("field", "Place in the slot"),
    "slots": lambda: pgettext("field", "Slots it takes"),
    "due": lambda: pgettext("field", "Free from"),
    "before": lambda: pgettext("field", "Before"),
    "after": lambda: pgettext("field", "After"),
    "person": lambda: pgettext("field", "Person, as a keyed hash"),
    "reason": lambda: pgettext("field", "Why not online"),
    "helper": lambda: pgettext("field", "Helper"),
    "choice": lambda: pgettext("field", "How it was chosen"),
    "changes": lambda: pgettext("field", "Changes of date"),
    "by_site": lambda: pgettext("field", "Moved by the site"),
    "field": lambda: pgettext("field", "Corrected"),
    "identity": lambda: pgettext("field", "Identity, as a keyed hash"),
    "identity_before": lambda: pgettext("field", "Identity before, as a keyed hash"),
    "presence": lambda: pgettext("field", "On time or late"),
    "excused": lambda: pgettext("field", "Excused"),
    "rule": lambda: pgettext("field", "Rule"),
    "contact": lambda: pgettext("field", "Contact, as a keyed hash"),
    "persons": lambda: pgettext("field", "Persons"),
    "first": lambda: pgettext("field", "First day"),
    "phones": lambda: pgettext("field", "Phones shown"),
    "outcome": lambda: pgettext("field", "What came of the call"),
    "is_verified": lambda: pgettext("field", "Phone verified"),
    "hotline_on": lambda: pgettext("field", "Hotline reached on"),
    "help_desk_on": lambda: pgettext("field", "Help desk used on"),
    "impossibility": lambda: pgettext("field", "Why not online, as seen"),
    "affected": lambda: pgettext("field", "Appointments affected"),
    "people": lambda: pgettext("field", "People"),
    "is_printed": lambda: pgettext("field", "Printed"),
}
OF_KIND: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("AppointmentEnded", "status"): appointment_status,
    ("AppointmentBooked", "reason"): lambda value: obstacle_name(OnlineObstacle(value)),
    ("AppointmentBooked", "helper"): lambda value: relation_name(Relation(value)),
    ("SubstituteOpened", "impossibility"): lambda value: impossibility_name(Impossibility(value)),
    ("DemandUnmet", "reason"): lambda value: unmet_reason(UnmetReason(value)),
    ("AppointmentBooked", "choice"): _choice,
    ("BookingRefused", "rule"): lambda value: _REFUSALS[value](),
    ("CalendarChanged", "why"): closure_reason,
    ("CalendarChanged", "kind"): decision_name,
    ("HolderCorrected", "field"): _fields,
    ("TieDeclared", "kind"): tie_name,
    **{
        (kind, "slot"): slot_in_words
        for kind in ("AppointmentBooked", "AppointmentMoved", "AppointmentEnded", "PlaceFreed")
    },
    ("AppointmentMoved", "before"): slot_in_words,
    ("HolderCalled", "outcome"): lambda value: call_outcome(CallOutcome(value)),
    ("PlaceFreed", "due"): lambda value: when(dt.datetime.fromisoformat(value)),
    ("HolderArrived", "presence"): presence_name,
}
_PRESENCES: Mapping[Presence, Callable[[], str]] = {
    Presence.ON_TIME: lambda: pgettext("presence", "on time"),
    Presence.LATE: lambda: pgettext("presence", "late"),
    Presence.VERY_LATE: lambda: pgettext("presence", "more than half an hour late"),
}
_REFUSALS: Mapping[str, Callable[[], str]] = {
    "ActiveAlready": lambda: pgettext("refused", "has one of this kind already"),
    "TwoActive": lambda: pgettext("refused", "has two already"),
    "OwnInterest": lambda: pgettext("refused", "declared by the agent"),
    "PerhapsKnown": lambda: pgettext("refused", "perhaps known under another document"),
    "SecondPersonNeeded": lambda: pgettext("refused", "a second person was needed"),
    "UnknownRequest": lambda: pgettext("refused", "the agreement was no longer good"),
    "NeedsSupervisor": lambda: pgettext("refused", "absent twice, a supervisor decides"),
    "SlotTaken": lambda: pgettext("refused", "the time was just taken"),
    "SlotNotOffered": lambda: pgettext("refused", "the time was not offered"),
    "UnknownSlot": lambda: pgettext("refused", "no such time in the calendar"),
    "HelperUnknown": lambda: pgettext("refused", "the helper showed no document or mandate"),
    "HelperCapReached": lambda: pgettext("refused", "the helper spoke for too many today"),
    "AssociationCapReached": lambda: pgettext("refused", "the association brought too many today"),
}
_OTHERWISE: Mapping[str, Callable[[], str]] = {
    "free": lambda: pgettext("offer", "Chosen, with a second person"),
    "draw": lambda: pgettext("offer", "Drawn by lot"),
    "urgent": lambda: pgettext("offer", "Urgent, with a supervisor"),
    "again": lambda: pgettext("offer", "The same, taken back and given again"),
}
"""How a place came about that no rule offered: services name them where they give one."""
