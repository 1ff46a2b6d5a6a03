"""What is said of appointments that go well: offers, arrivals. Refusals: booking_errors.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from desk_app.domain.appointments import Presence
from desk_app.domain.assistance import OnlineObstacle, Relation
from desk_app.domain.offers import Rule
from desk_app.domain.reconfirmation import CallOutcome
from desk_app.domain.tickets import Ticket
from desk_app.domain.unmet import Impossibility, UnmetReason
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import day_and_month, day_of_month
from desk_app.words.texts import isolate, spaced

_FRANCE, _FRENCH_LONG = "+33", 12


def rule_name(rule: Rule) -> str:
    """Return why a place is offered (AT-07)."""
    return {
        Rule.EARLIEST: pgettext("offer", "The earliest"),
        Rule.NEXT_MORNING: pgettext("offer", "Next morning"),
        Rule.NEXT_AFTERNOON: pgettext("offer", "Next afternoon"),
    }[rule]


def obstacle_name(obstacle: OnlineObstacle) -> str:
    """Return why the online way was impossible."""
    return {
        OnlineObstacle.NO_DEVICE: pgettext("obstacle", "No computer, phone or connection"),
        OnlineObstacle.NO_CONTACT: pgettext("obstacle", "No phone or e-mail of their own"),
        OnlineObstacle.NOT_AT_EASE: pgettext("obstacle", "Not at ease with screens or French"),
        OnlineObstacle.NEEDS_HELP: pgettext("obstacle", "Cannot do it alone"),
        OnlineObstacle.NO_NUMBER: pgettext("obstacle", "The service asks for a missing number"),
        OnlineObstacle.SERVICE_FAILED: pgettext("obstacle", "The service answered with an error"),
        OnlineObstacle.NOT_OFFERED: pgettext("obstacle", "The procedure is not online"),
        OnlineObstacle.NO_PLACE: pgettext("obstacle", "No date was ever offered online"),
    }[obstacle]


def unmet_reason(reason: UnmetReason) -> str:
    """Return why a request got no place; what its paper says is words/leaves'."""
    return {
        UnmetReason.NO_PLACE: pgettext("unmet", "Every place is taken"),
        UnmetReason.NONE_SUITS: pgettext("unmet", "None of the dates offered suits"),
        UnmetReason.NOT_DRAWN: pgettext("unmet", "In the draw, not drawn"),
        UnmetReason.CALENDAR_CLOSED: pgettext("unmet", "No date is open yet"),
        UnmetReason.NO_SECOND_PERSON: pgettext("unmet", "No second person to agree"),
        UnmetReason.SERVICE_FAILED: pgettext("unmet", "The service failed"),
        UnmetReason.NOT_HERE: pgettext("unmet", "Received elsewhere"),
        UnmetReason.HELP_DESK: pgettext("unmet", "Digital help desk"),
        UnmetReason.SUBSTITUTE: pgettext("unmet", "Substitute channel, on paper"),
        UnmetReason.INCOMPLETE: pgettext("unmet", "Papers are missing"),
    }[reason]


def call_outcome(outcome: CallOutcome) -> str:
    """Return what came of a call before the day."""
    return {
        CallOutcome.CONFIRMED: pgettext("call", "will come"),
        CallOutcome.NO_ANSWER: pgettext("call", "no answer"),
        CallOutcome.GIVES_UP: pgettext("call", "gives the place up"),
        CallOutcome.WRONG_NUMBER: pgettext("call", "wrong number"),
    }[outcome]


def call_standing(in_vain: int, goes_on: dt.date | None) -> str:
    """Return how often a holder was called in vain, and when the place goes; "" for never."""
    if goes_on is not None:
        said = _("called in vain on 2 days: the place goes on {day}")
        return said.format(day=day_and_month(goes_on))
    if not in_vain:
        return ""
    form = ngettext("called in vain on {count} day", "called in vain on {count} days", in_vain)
    return form.format(count=in_vain)


def call_told(outcome: CallOutcome, when: str) -> str:
    """Return what is said once a call was kept, of the appointment of *when*."""
    return {
        CallOutcome.CONFIRMED: _("{when}: confirmed."),
        CallOutcome.NO_ANSWER: _("{when}: no answer, noted for today."),
        CallOutcome.GIVES_UP: _("{when}: cancelled, the place cools before anybody has it."),
        CallOutcome.WRONG_NUMBER: _("{when}: wrong number, the place is kept."),
    }[outcome].format(when=when[:1].upper() + when[1:])


def phone_shown(phone: str) -> str:
    """Return a phone for a screen of either direction: see `phone_digits`."""
    return isolate(phone_digits(phone))


def phone_digits(phone: str) -> str:
    """Return a phone as people dial it: `06 12 44 90 31`, others by threes behind their +."""
    if phone.startswith(_FRANCE) and len(phone) == _FRENCH_LONG:
        digits = "0" + phone[len(_FRANCE) :]
        return "\u00a0".join(digits[at : at + 2] for at in range(0, 10, 2))
    rest = phone[1:]
    return "+" + "\u00a0".join(rest[at : at + 3] for at in range(0, len(rest), 3))


def impossibility_name(impossibility: Impossibility) -> str:
    """Return why the online service cannot be used, as it was seen here (L-03)."""
    return {
        Impossibility.ACCOUNT: pgettext("online", "No account, or a blocked one"),
        Impossibility.FORM: pgettext("online", "The form answers with an error"),
        Impossibility.CATEGORY: pgettext("online", "The procedure is not offered"),
        Impossibility.UPLOAD: pgettext("online", "Papers cannot be sent"),
        Impossibility.OUTAGE: pgettext("online", "The service does not answer"),
    }[impossibility]


def earlier_said(days: Sequence[dt.date]) -> str:
    """Return how often somebody asked in vain before, and when last; "" for never (AT-23)."""
    if not days:
        return ""
    form = ngettext(
        "{count} request without a place before, on {day}.",
        "{count} requests without a place before, the last on {day}.",
        len(days),
    )
    return form.format(count=len(days), day=day_of_month(max(days)))


def relation_name(relation: Relation) -> str:
    """Return who speaks for the applicant."""
    return {
        Relation.PARENT: pgettext("relation", "Parent"),
        Relation.SPOUSE: pgettext("relation", "Spouse"),
        Relation.ASSOCIATION: pgettext("relation", "Association"),
        Relation.LAWYER: pgettext("relation", "Lawyer"),
        Relation.GUARDIAN: pgettext("relation", "Guardian"),
        Relation.OTHER: pgettext("relation", "Somebody else"),
    }[relation]


def arrived_line(ticket: Ticket, how: Presence) -> str:
    """Return what is said of a holder who was let in."""
    if how is Presence.ON_TIME:
        return _("{number}: expected, on time.").format(number=spaced(ticket.number))
    return _("{number}: late, after those who were here on time.").format(
        number=spaced(ticket.number)
    )
