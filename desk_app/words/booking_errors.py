"""What is said when an appointment cannot be given, changed or kept. See words/errors.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain import booking_errors as e
from desk_app.domain.errors import DeskError
from desk_app.words.catalogue import _, pgettext

SAID: Mapping[type[DeskError], Callable[[], tuple[str, str]]] = {
    e.UnknownAppointment: lambda: (
        _("There is no appointment {reference} here."),
        _("Check the letters and figures on the paper, or search by the document."),
    ),
    e.SameTime: lambda: (
        _("{reference} is at this time already."),
        _("Choose another time, or print its paper again."),
    ),
    e.UnknownProof: lambda: (
        _("There is no proof of request {reference} here."),
        _("Check the letters and figures on the paper; a proof is kept for 12 months."),
    ),
    e.NotByAppointment: lambda: (
        _("This procedure is not received by appointment."),
        _("Give a ticket for today, or what its page says."),
    ),
    e.DrawnByLot: lambda: (
        _("These dates are drawn by lot."),
        _("Enter the request in the register: nothing is lost by not being first."),
    ),
    e.UnknownSlot: lambda: (
        _("This time is not in the calendar: {slot}."),
        _("Ask for dates again."),
    ),
    e.SlotNotOffered: lambda: (
        _("Only the dates chosen by the rule are given."),
        _("Another date needs a reason and a second person."),
    ),
    e.SlotTaken: lambda: (
        _("Somebody else has just taken this time."),
        _("Choose another of the dates offered now."),
    ),
    e.ImpossibleAppointmentMove: lambda: (
        _("The appointment {reference} is {stands}: not possible to {wish}."),
        "",
    ),
    e.NeedsSupervisor: lambda: (
        _("Absences within a year: {absences}."),
        _("A supervisor looks at it first; the request can be registered meanwhile."),
    ),
    e.NotToBeCalled: lambda: (
        _("The holder of {reference} is not to be called now."),
        _("Calls are made from ten to three days before, until the holder has confirmed."),
    ),
    e.NotToBeConfirmed: lambda: (
        _("The appointment {reference} is not confirmed on this day."),
        _("A holder says from ten to three days before that they will come."),
    ),
    e.NoPhone: lambda: (
        _("No phone stands beside the appointment {reference}."),
        _("Its place is kept: nobody loses one for having no phone."),
    ),
    e.TooEarly: lambda: (_("It is too early."), _("Come back from {from_at} on.")),
    e.OtherDay: lambda: (_("This appointment is on {starts_at}."), _("It is not today.")),
    e.AlreadyArrived: lambda: (
        _("This code was used at {at}."),
        _("Its holder is inside with ticket {number}."),
    ),
    e.OldCopy: lambda: (
        _("This paper is an old copy ({copy})."),
        _("Only copy {latest} is good. Check the document, then print it again."),
    ),
    e.LastFourNeeded: lambda: (
        _("The last four characters of the document are needed."),
        _("Type all four, or scan the document. Nothing was noted."),
    ),
    e.DocumentMismatch: lambda: (
        _("This is not the document the appointment was given to."),
        _(
            "Mistyped? Type it again. With another document nobody goes in without the supervisor."
            " The incident is noted."
        ),
    ),
    e.CodeRefused: lambda: (_("This code is not good: {reason}."), ""),
    e.DatesOffered: lambda: (
        _("Dates are offered for {procedure}: the proof cannot say that every place is taken."),
        _("Say why none of them will do, or book one."),
    ),
    e.SigningKeyMissing: lambda: (
        _("The key that signs the convocations is missing: {place}"),
        _("Nothing was booked. Call who looks after this computer."),
    ),
}


def appointment_status(status: str) -> str:
    """Return the state of an appointment in words."""
    return {
        "held": pgettext("appointment", "won, not confirmed yet"),
        "booked": pgettext("appointment", "booked"),
        "arrived": pgettext("appointment", "arrived"),
        "honoured": pgettext("appointment", "received"),
        "missed": pgettext("appointment", "missed"),
        "cancelled": pgettext("appointment", "cancelled"),
        "lapsed": pgettext("appointment", "lapsed"),
    }.get(status, status)


def appointment_move(move: str) -> str:
    """Return what cannot be done, as the end of a sentence."""
    return {
        "accept": pgettext("appointment", "confirm it"),
        "move": pgettext("appointment", "move it"),
        "replace": pgettext("appointment", "give it another time"),
        "reconfirm": pgettext("appointment", "reconfirm it"),
        "correct": pgettext("appointment", "correct it"),
        "reprint": pgettext("appointment", "print it again"),
        "arrive": pgettext("appointment", "let its holder in"),
        "unarrive": pgettext("appointment", "take back the arrival"),
        "honour": pgettext("appointment", "note it as received"),
        "miss": pgettext("appointment", "note it as missed"),
        "cancel": pgettext("appointment", "cancel it"),
        "lapse": pgettext("appointment", "let it lapse"),
    }.get(move, move)


FORMS: Mapping[str, Callable[[str], str]] = {
    "stands": appointment_status,
    "wish": appointment_move,
}
"""How fields of these errors are read by people."""
