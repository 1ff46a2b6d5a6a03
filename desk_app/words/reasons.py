"""Why a ticket has its place in the queue, or was called. The choice itself is domain/queue's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.queue import Reason, Why
from desk_app.domain.tickets import Priority
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import clock


def reason(why: Reason) -> str:
    """Return the reason as it stands in a row of the queue: `Arrivé à 10:11`."""
    if why.why is Why.LEGAL:
        return priority(why.priority)
    return _PLACES[why.why]().format(time=clock(why.at), count=why.passed)


def reason_of_call(why: Reason) -> str:
    """Return why this ticket was called, as a sentence with the law or the rule behind it."""
    cause = _CAUSES[why.why]().format(time=clock(why.at), count=why.passed, law=_law(why.priority))
    if why.why in _OWN_SENTENCE:
        return cause
    if why.passed < 1 and why.why is Why.CHOSEN:
        return _("Chosen by the agent, and it was their turn.")
    if why.passed < 1:
        return _("Called in turn: {cause}.").format(cause=cause)
    sentence = ngettext(
        "Called before {count} other: {cause}.",
        "Called before {count} others: {cause}.",
        why.passed,
    )
    return sentence.format(count=why.passed, cause=cause)


def priority(kind: Priority | None) -> str:
    """Return the name of a priority on a button or a tag: `Carte CMI`, `Aucune`."""
    return _PRIORITIES[kind]()


_PRIORITIES: Mapping[Priority | None, Callable[[], str]] = {
    None: lambda: pgettext("priority", "None"),
    Priority.CMI: lambda: _("CMI card"),
    Priority.FAMILY: lambda: _("Family card"),
    Priority.LOCAL: lambda: _("Local priority"),
}

_PLACES: Mapping[Why, Callable[[], str]] = {
    Why.WAITED_TOO_LONG: lambda: _("Arrived at {time}, has waited too long"),
    Why.OVERTAKEN: lambda: _("Arrived at {time}, overtaken {count} times"),
    Why.COMES_BACK: lambda: _("Comes back to this counter"),
    Why.LOCAL: lambda: _("Local priority"),
    Why.APPOINTMENT: lambda: _("Appointment at {time}"),
    Why.EARLY_APPOINTMENT: lambda: _("Appointment at {time}, early"),
    Why.RETURNED: lambda: _("Came back, keeps the place"),
    Why.TRANSFERRED: lambda: _("Transferred, keeps the place"),
    Why.FALL_BACK: lambda: _("Arrived at {time}, as a help"),
    Why.ARRIVED: lambda: _("Arrived at {time}"),
    Why.CHOSEN: lambda: _("Chosen by the agent"),
    Why.RECALLED: lambda: _("Called again"),
}

_CAUSES: Mapping[Why, Callable[[], str]] = {
    Why.LEGAL: lambda: "{law}",
    Why.WAITED_TOO_LONG: lambda: _("Waiting since {time}: nobody goes before any more."),
    Why.OVERTAKEN: lambda: _("Overtaken {count} times, as often as allowed: it is their turn."),
    Why.COMES_BACK: lambda: _("comes back to this counter after the other procedure"),
    Why.LOCAL: lambda: _("priority granted by the person in charge"),
    Why.APPOINTMENT: lambda: _("appointment at {time}"),
    Why.EARLY_APPOINTMENT: lambda: _("appointment at {time}, nobody else was waiting"),
    Why.RETURNED: lambda: _("came back in time, arrived at {time}"),
    Why.TRANSFERRED: lambda: _("transferred, arrived at {time}"),
    Why.FALL_BACK: lambda: _("nobody waits for this counter’s own procedures"),
    Why.ARRIVED: lambda: _("arrived at {time}"),
    Why.CHOSEN: lambda: _("chosen by the agent"),
    Why.RECALLED: lambda: _("Called again."),
}

_OWN_SENTENCE = frozenset({Why.WAITED_TOO_LONG, Why.OVERTAKEN, Why.RECALLED})
"""Reasons whose sentence is whole: what they count is not who was passed."""


def _law(kind: Priority | None) -> str:
    if kind is Priority.CMI:
        return _("CMI card, legal priority (art. L. 241-3)")
    if kind is Priority.FAMILY:
        return _("family card, legal priority (art. R. 215-3)")
    return _("legal priority")
