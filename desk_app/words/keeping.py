"""How what is kept, keys and copies are named to people. Nothing of a person stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.retention import YEAR, Kept, Rule
from desk_app.words.catalogue import _, ngettext, pgettext

_KEPT: Mapping[Kept, Callable[[], str]] = {
    Kept.BINDINGS: lambda: pgettext("kept", "who tickets were for"),
    Kept.NOTES: lambda: pgettext("kept", "notes and languages of tickets"),
    Kept.BODIES: lambda: pgettext("kept", "what the journal says of visitors"),
    Kept.PAPERS: lambda: pgettext("kept", "papers of tickets"),
    Kept.ANSWERS: lambda: pgettext("kept", "answers to repeated commands"),
    Kept.ONLINE: lambda: pgettext("kept", "lists of online platforms"),
    Kept.HOLDERS: lambda: pgettext("kept", "who appointments were for"),
    Kept.CONTACTS: lambda: pgettext("kept", "which contacts served whom, as hashes"),
    Kept.TRACES: lambda: pgettext("kept", "absences, helpers, calls and unmet requests"),
    Kept.SETTLED: lambda: pgettext("kept", "requests that came to an end"),
    Kept.REQUESTS: lambda: pgettext("kept", "requests that wait for a draw, and who made them"),
    Kept.DRAWS: lambda: pgettext("kept", "draws, without any person"),
    Kept.PLACES: lambda: pgettext("kept", "places of the calendar"),
    Kept.APPOINTMENTS: lambda: pgettext("kept", "appointments, without any person"),
    Kept.TICKETS: lambda: pgettext("kept", "tickets, without any person"),
    Kept.PROMISES: lambda: pgettext("kept", "waits that were told"),
    Kept.SEATS: lambda: pgettext("kept", "who sat at the counters"),
    Kept.SESSIONS: lambda: pgettext("kept", "who was signed in"),
    Kept.OVERRIDES: lambda: pgettext("kept", "exceptions"),
    Kept.ALARMS: lambda: pgettext("kept", "calls for help"),
    Kept.JOURNAL: lambda: pgettext("kept", "entries of the journal"),
    Kept.REPLACED: lambda: pgettext("kept", "files put aside"),
}

_WHY: Mapping[Kept, Callable[[], str]] = {
    Kept.BINDINGS: lambda: _("so that a person has one ticket at a time"),
    Kept.NOTES: lambda: _("to call somebody back, and in their language"),
    Kept.BODIES: lambda: _("so that the journal can say whom an act was about"),
    Kept.PAPERS: lambda: _("to print a ticket again"),
    Kept.ANSWERS: lambda: _("so that a repeated command does nothing twice"),
    Kept.ONLINE: lambda: _("to let in who booked online"),
    Kept.HOLDERS: lambda: _("so that nobody else uses the place"),
    Kept.CONTACTS: lambda: _("to see a contact that is used for many people"),
    Kept.TRACES: lambda: _("rules that look back over a year"),
    Kept.SETTLED: lambda: _("to answer who asks what became of it"),
    Kept.REQUESTS: lambda: _("to draw places and tell the winners"),
    Kept.DRAWS: lambda: _("so that anybody can check a draw"),
    Kept.PLACES: lambda: _("so that a place is given once"),
    Kept.APPOINTMENTS: lambda: _("statistics of the site"),
    Kept.TICKETS: lambda: _("statistics of the site"),
    Kept.PROMISES: lambda: _("to learn how long things take"),
    Kept.SEATS: lambda: _("to trace abuses, not to measure people"),
    Kept.SESSIONS: lambda: _("to trace abuses, not to measure people"),
    Kept.OVERRIDES: lambda: _("to trace abuses, not to measure people"),
    Kept.ALARMS: lambda: _("safety of the agents"),
    Kept.JOURNAL: lambda: _("proof of every act, without a name"),
    Kept.REPLACED: lambda: _("to go back after a mistake"),
}

_KEYS: Mapping[str, Callable[[], str]] = {
    "hash": lambda: pgettext("key", "documents are compared with it"),
    "master": lambda: pgettext("key", "what is personal is sealed under it"),
    "sign": lambda: pgettext("key", "the journal is signed with it"),
    "code": lambda: pgettext("key", "the codes on paper are signed with it"),
}


def kept_name(kept: Kept) -> str:
    """Return what a kind of thing that is kept is called."""
    return _KEPT[kept]()


def kept_why(kept: Kept) -> str:
    """Return what a kind of thing is kept for."""
    return _WHY[kept]()


def kept_for(rule: Rule) -> str:
    """Return how long a kind of thing is kept, as people count."""
    years, days = divmod(rule.days, YEAR)
    if rule.kept is Kept.JOURNAL and not days:
        return _("{count} months, whole months at a time").format(count=12 * years)
    if years and not days:
        return ngettext("{count} year", "{count} years", years).format(count=years)
    if not days:
        return _("until the day is closed, by the night at the latest")
    return ngettext("{count} day", "{count} days", days).format(count=days)


def key_use(kind: str) -> str:
    """Return what a key of *kind* is for."""
    return _KEYS[kind]()


def keys_to_make(place: str) -> str:
    """Return what is said before keys are made: where they will be, and what losing them costs."""
    return _(
        "The keys will be here: {place}. Copy them away from the data as soon as they are made: "
        "without them nothing personal can ever be read again, not even by us."
    ).format(place=place)


def keys_made(*places: str) -> tuple[str, ...]:
    """Return what is said once, when the keys are made: where they are, and what losing costs."""
    return (
        *(_("Keys: {place}").format(place=place) for place in places),
        _("Copy the key files now, all of them, and keep them away from copies of the data:"),
        _("without them nothing personal can ever be read again, and no code on paper is good."),
    )
