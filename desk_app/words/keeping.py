"""How what is kept, keys and copies are named to people. Nothing of a person stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.retention import Kept
from desk_app.words.catalogue import _, pgettext

_KEPT: Mapping[Kept, Callable[[], str]] = {
    Kept.BINDINGS: lambda: pgettext("kept", "who tickets were for"),
    Kept.NOTES: lambda: pgettext("kept", "notes and languages of tickets"),
    Kept.BODIES: lambda: pgettext("kept", "what the journal says of visitors"),
    Kept.PAPERS: lambda: pgettext("kept", "papers of tickets"),
    Kept.ANSWERS: lambda: pgettext("kept", "answers to repeated commands"),
    Kept.TICKETS: lambda: pgettext("kept", "tickets, without any person"),
    Kept.PROMISES: lambda: pgettext("kept", "waits that were told"),
    Kept.SEATS: lambda: pgettext("kept", "who sat at the counters"),
    Kept.SESSIONS: lambda: pgettext("kept", "who was signed in"),
    Kept.OVERRIDES: lambda: pgettext("kept", "exceptions"),
    Kept.ALARMS: lambda: pgettext("kept", "calls for help"),
    Kept.JOURNAL: lambda: pgettext("kept", "entries of the journal"),
    Kept.REPLACED: lambda: pgettext("kept", "files put aside"),
}

_KEYS: Mapping[str, Callable[[], str]] = {
    "hash": lambda: pgettext("key", "documents are compared with it"),
    "master": lambda: pgettext("key", "what is personal is sealed under it"),
    "sign": lambda: pgettext("key", "the journal is signed with it"),
}


def kept_name(kept: Kept) -> str:
    """Return what a kind of thing that is kept is called."""
    return _KEPT[kept]()


def key_use(kind: str) -> str:
    """Return what a key of *kind* is for."""
    return _KEYS[kind]()


def keys_made(place: str) -> tuple[str, ...]:
    """Return what is said once, when the keys are made: where they are, and what losing costs."""
    return (
        _("Keys: {place}").format(place=place),
        _("Copy the key file now, and keep the copy away from those of the data:"),
        _("without it nothing personal in the data or their copies can ever be read again."),
    )
