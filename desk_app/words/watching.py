"""What supervisors are told of patterns, of the history of a slot and of unmet demand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.anomalies import Finding, Pattern
from desk_app.domain.offers import Rule
from desk_app.domain.slot_history import Event, Happened
from desk_app.words.account_errors import power_name
from desk_app.words.appointments import rule_name
from desk_app.words.booking_journal import refusal, slot_in_words
from desk_app.words.catalogue import _, pgettext


def pattern_name(pattern: Pattern) -> str:
    """Return what a pattern is called, above a column of figures."""
    return _PATTERNS[pattern]()


def pattern_why(pattern: Pattern) -> str:
    """Return what acts of a pattern are and why they are looked at."""
    return _WHYS[pattern]()


def finding_said(finding: Finding) -> str:
    """Return a figure beside what the others do in as many acts."""
    if finding.is_alert:
        return _("{count}, others {expected}: look at it").format(
            count=finding.count, expected=figure(finding.expected)
        )
    return _("{count}, others {expected}").format(
        count=finding.count, expected=figure(finding.expected)
    )


def purpose() -> str:
    """Return what the comparison is for, and what it is not (R-11)."""
    return _("For the control of fraud only: it measures nobody’s work and accuses nobody.")


def act_said(kind: str, subject: str) -> tuple[str, str]:
    """Return what an act behind a figure is called, and what it is about."""
    said = _ACTS[kind]() if kind in _ACTS else kind
    if kind == "BookingRefused":
        return said, refusal(subject)
    if kind == "ActDenied":
        return said, power_name(subject)
    return said, subject


def happened(event: Event) -> str:
    """Return what happened to a slot, as a sentence without its hour and its agent."""
    said = _HAPPENED[event.what]().format(
        appointment=event.appointment, seat=event.seat, other=_slot(event.detail)
    )
    choice = _choice(event)
    return f"{said} ({choice[:1].lower()}{choice[1:]})" if choice else said


def place_now(seat: int, *, appointment: str, is_cooling: bool, waits_for_draw: bool) -> str:
    """Return how a place of a slot stands."""
    if appointment:
        return _("Place {seat}: {appointment}").format(seat=seat, appointment=appointment)
    if waits_for_draw:
        return _("Place {seat}: goes to the next draw").format(seat=seat)
    if is_cooling:
        return _("Place {seat}: given back, not offered yet").format(seat=seat)
    return _("Place {seat}: free").format(seat=seat)


def _choice(event: Event) -> str:
    if event.what is not Happened.BOOKED:
        return ""
    if event.detail == "free":
        return pgettext("offer", "Chosen, with a second person")
    return rule_name(Rule(event.detail)) if event.detail in set(Rule) else ""


def _slot(detail: str) -> str:
    try:
        return slot_in_words(detail)
    except ValueError:
        return detail


def figure(expected: float) -> str:
    """Return a mean with one decimal, as the language writes it."""
    return f"{expected:.1f}".replace(".", pgettext("decimal mark", "."))


_PATTERNS: Mapping[Pattern, Callable[[], str]] = {
    Pattern.CANCEL_REBOOK: lambda: pgettext("pattern", "Given back, refilled"),
    Pattern.REUSED_CONTACT: lambda: pgettext("pattern", "Reused contacts"),
    Pattern.OUT_OF_HOURS: lambda: pgettext("pattern", "Out of hours"),
    Pattern.OVERRIDE: lambda: pgettext("pattern", "Exceptions"),
    Pattern.DUPLICATE: lambda: pgettext("pattern", "Copies"),
    Pattern.ABSENT: lambda: pgettext("pattern", "Nobody came"),
    Pattern.FREE_CHOICE: lambda: pgettext("pattern", "Times chosen"),
    Pattern.PRIORITY: lambda: pgettext("pattern", "Priorities"),
    Pattern.DENIED: lambda: pgettext("pattern", "Refused"),
    Pattern.POSTPONED: lambda: pgettext("pattern", "Put off"),
    Pattern.UNDONE: lambda: pgettext("pattern", "Taken back"),
    Pattern.SITE_ACT: lambda: pgettext("pattern", "Acts of the site"),
}
_ACTS: Mapping[str, Callable[[], str]] = {
    "AppointmentBooked": lambda: pgettext("act seen", "Appointment given"),
    "AppointmentMoved": lambda: pgettext("act seen", "Appointment moved"),
    "AppointmentEnded": lambda: pgettext("act seen", "Appointment ended"),
    "RequestMade": lambda: pgettext("act seen", "Request entered"),
    "RequestChanged": lambda: pgettext("act seen", "Place not taken"),
    "ContactReused": lambda: pgettext("act seen", "Contact of many people"),
    "OverrideUsed": lambda: pgettext("act seen", "Exception made"),
    "OverrideDenied": lambda: pgettext("act seen", "Exception refused"),
    "ActDenied": lambda: pgettext("act seen", "Not allowed"),
    "BookingRefused": lambda: pgettext("act seen", "Appointment refused"),
    "ConvocationPrinted": lambda: pgettext("act seen", "Convocation printed again"),
    "TicketReprinted": lambda: pgettext("act seen", "Paper printed again"),
    "TicketMoved": lambda: pgettext("act seen", "Visitor put off"),
    "HolderArrived": lambda: pgettext("act seen", "Holder let in"),
    "DemandUnmet": lambda: pgettext("act seen", "Request without a place"),
    "DrawVoided": lambda: pgettext("act seen", "Draw given up alone"),
    "BookingTakenBack": lambda: pgettext("act seen", "Appointment taken back"),
    "DeadlineSeen": lambda: pgettext("act seen", "Deadline seen"),
    "OpeningHeld": lambda: pgettext("act seen", "Opening draw held"),
    "DayListImported": lambda: pgettext("act seen", "List taken in"),
}
_WHYS: Mapping[Pattern, Callable[[], str]] = {
    Pattern.CANCEL_REBOOK: lambda: _("A place given back, another person in it by the same agent."),
    Pattern.REUSED_CONTACT: lambda: _("A phone or an e-mail that served more than three people."),
    Pattern.OUT_OF_HOURS: lambda: _("Done while the site is closed."),
    Pattern.OVERRIDE: lambda: _("Exceptions that took a second person."),
    Pattern.DUPLICATE: lambda: _("Papers printed again without a change."),
    Pattern.ABSENT: lambda: _("Entered by this agent, and nobody came or answered."),
    Pattern.FREE_CHOICE: lambda: _("A time that the rule did not offer."),
    Pattern.PRIORITY: lambda: _("A priority of the law claimed in the register."),
    Pattern.DENIED: lambda: _("Tried, and refused by a rule or a role."),
    Pattern.POSTPONED: lambda: _("Called visitors put off."),
    Pattern.UNDONE: lambda: _("An appointment taken back just after it was given."),
    Pattern.SITE_ACT: lambda: _(
        "A time chosen for who lost theirs, a deadline seen, an opening draw, a list taken in: "
        "compared among those who do it."
    ),
}
_HAPPENED: Mapping[Happened, Callable[[], str]] = {
    Happened.OPENED: lambda: _("Opened for booking"),
    Happened.CLOSED: lambda: _("A closure of this day was decided"),
    Happened.BOOKED: lambda: _("{appointment} given place {seat}"),
    Happened.DRAWN: lambda: _("{appointment} drawn, place {seat}"),
    Happened.MOVED_IN: lambda: _("{appointment} moved here from {other}"),
    Happened.MOVED_OUT: lambda: _("{appointment} moved to {other}"),
    Happened.REASSIGNED: lambda: _("{appointment} moved by the site to {other}"),
    Happened.CANCELLED: lambda: _("{appointment} cancelled"),
    Happened.LAPSED: lambda: _("{appointment} lapsed"),
    Happened.MISSED: lambda: _("{appointment}: nobody came"),
    Happened.HONOURED: lambda: _("{appointment} honoured"),
    Happened.COOLING: lambda: _("Place {seat} given back: nobody can have it yet"),
    Happened.FREED: lambda: _("Place {seat} free again"),
}
