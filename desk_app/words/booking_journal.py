"""What the journal says of appointments and the calendar. See words/journal.py."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from desk_app.domain.appointments import Presence
from desk_app.domain.assistance import OnlineObstacle, Relation
from desk_app.domain.offers import Rule
from desk_app.domain.unmet import UnmetReason
from desk_app.words.appointments import obstacle_name, relation_name, rule_name, unmet_reason
from desk_app.words.booking_errors import appointment_status
from desk_app.words.calendar import closure_reason
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import day_of_month

_SLOT = re.compile(r"(?P<series>.+)/(?P<day>\d{4}-\d\d-\d\d)T(?P<hour>\d\d)(?P<minute>\d\d)b?")


def slot_in_words(slot: str) -> str:
    """Return the day and hour of a slot, then its series. Raises ValueError for no slot's id."""
    read = _SLOT.fullmatch(slot)
    if read is None:
        raise ValueError(slot)
    day = day_of_month(dt.date.fromisoformat(read["day"]))
    return f"{day} {int(read['hour'])}:{read['minute']} ({read['series']})"


def _choice(choice: str) -> str:
    return _OTHERWISE[choice]() if choice in _OTHERWISE else rule_name(Rule(choice))


def presence_name(value: str) -> str:
    """Return how who came stood to the hour."""
    return _PRESENCES[Presence(value)]()


SENTENCES: Mapping[str, Callable[[], str]] = {
    "AppointmentBooked": lambda: _("Appointment {appointment} given: {procedure}, {slot}"),
    "AppointmentMoved": lambda: _("Appointment {appointment} moved: {before}, then {slot}"),
    "AppointmentEnded": lambda: _("Appointment {appointment}, {slot}: {status}"),
    "AppointmentReconfirmed": lambda: _("Appointment {appointment} reconfirmed"),
    "HolderCorrected": lambda: _("Appointment {appointment}: identity corrected"),
    "ConvocationPrinted": lambda: _("Convocation of {appointment}, copy {copy_no}"),
    "HolderArrived": lambda: _("Appointment {appointment} let in as {number}: {presence}"),
    "ArrivalUndone": lambda: _("Arrival of {appointment} taken back: {number} cancelled"),
    "IdentityMismatch": lambda: _("Another document shown for {appointment}: no entry"),
    "BookingRefused": lambda: _("Appointment refused: {rule}"),
    "ContactReused": lambda: _("One contact served {persons} people in 30 days"),
    "DemandUnmet": lambda: _("Request without a place: proof {reference}"),
    "CalendarChanged": lambda: _("Calendar changed from {first} to {last}: {affected} affected"),
}
ACTS: Mapping[str, Callable[[], str]] = {
    "AppointmentBooked": lambda: pgettext("act", "Appointments given"),
    "AppointmentMoved": lambda: pgettext("act", "Appointments moved"),
    "AppointmentEnded": lambda: pgettext("act", "Appointments ended"),
    "HolderArrived": lambda: pgettext("act", "Arrivals"),
    "IdentityMismatch": lambda: pgettext("act", "Wrong documents at the door"),
    "BookingRefused": lambda: pgettext("act", "Appointments refused"),
}
FIELDS: Mapping[str, Callable[[], str]] = {
    "appointment": lambda: pgettext("field", "Appointment"),
    "reference": lambda: pgettext("field", "Reference"),
    "family": lambda: pgettext("field", "Family"),
    "slot": lambda: pgettext("field", "Slot"),
    "before": lambda: pgettext("field", "Before"),
    "after": lambda: pgettext("field", "After"),
    "person": lambda: pgettext("field", "Person, as a keyed hash"),
    "reason": lambda: pgettext("field", "Why not online"),
    "helper": lambda: pgettext("field", "Helper"),
    "choice": lambda: pgettext("field", "How it was chosen"),
    "changes": lambda: pgettext("field", "Changes of date"),
    "by_site": lambda: pgettext("field", "Moved by the site"),
    "field": lambda: pgettext("field", "Corrected"),
    "presence": lambda: pgettext("field", "On time or late"),
    "excused": lambda: pgettext("field", "Excused"),
    "rule": lambda: pgettext("field", "Rule"),
    "contact": lambda: pgettext("field", "Contact, as a keyed hash"),
    "persons": lambda: pgettext("field", "Persons"),
    "first": lambda: pgettext("field", "First day"),
    "affected": lambda: pgettext("field", "Appointments affected"),
}
OF_KIND: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("AppointmentEnded", "status"): appointment_status,
    ("AppointmentBooked", "reason"): lambda value: obstacle_name(OnlineObstacle(value)),
    ("AppointmentBooked", "helper"): lambda value: relation_name(Relation(value)),
    ("DemandUnmet", "reason"): lambda value: unmet_reason(UnmetReason(value)),
    ("AppointmentBooked", "choice"): _choice,
    ("BookingRefused", "rule"): lambda value: _REFUSALS[value](),
    ("CalendarChanged", "why"): closure_reason,
    **{
        (kind, "slot"): slot_in_words
        for kind in ("AppointmentBooked", "AppointmentMoved", "AppointmentEnded")
    },
    ("AppointmentMoved", "before"): slot_in_words,
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
}
"""How a place came about that no rule offered: services/offering.py and winners.py name them."""
