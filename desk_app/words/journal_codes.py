"""The codes of a fact's fields as people call them, and the fields' own names. No sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from desk_app.domain.overrides import Cause, OverrideState
from desk_app.domain.people import Role
from desk_app.domain.queue import Why
from desk_app.domain.retention import Kept
from desk_app.domain.sessions import End
from desk_app.domain.tickets import Priority
from desk_app.words import booking_journal, exchange_journal, register_journal, sync_journal
from desk_app.words.account_errors import power_name
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import long_date
from desk_app.words.keeping import kept_name, key_use
from desk_app.words.moves import counter_state, move_name, role_name, status_name
from desk_app.words.overrides import cause_name, override_name, override_state
from desk_app.words.prints import print_state
from desk_app.words.reasons import priority
from desk_app.words.texts import spaced

_NUMBER = re.compile(r"[A-Z]{1,4}\d{3}(-\d+)?")


def field_name(name: str) -> str:
    """Return what people call a field; a newer one by its own name."""
    return _FIELDS[name]() if name in _FIELDS else name


def in_words(kind: str, name: str, value: object) -> object:
    """Return what the *value* of the field *name* of a fact of *kind* says.

    Numbers and what is no code stay as they are. Raises ValueError or KeyError for a code that
    does not exist: somebody edited it, or it is a newer one.
    """
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    form = _OF_KIND.get((kind, name)) or _FORMS.get(name)
    return form(str(value)) if form is not None else value


def grouped(hash_: str) -> str:
    """Eight digits at a time: what a person compares without losing the place."""
    return " ".join(hash_[at : at + 8] for at in range(0, len(hash_), 8))


def _subject(value: str) -> str:
    return spaced(value) if _NUMBER.fullmatch(value) else value


def _day(value: str) -> str:
    return long_date(dt.date.fromisoformat(value))


def _why_called(value: str) -> str:
    return _WHYS[Why(value)]()


def _end(value: str) -> str:
    return _ENDS[End(value)]()


def _refusal(error: str) -> str:
    return _REFUSALS[error]()


_WHYS: Mapping[Why, Callable[[], str]] = {
    Why.LEGAL: lambda: pgettext("why called", "priority by law"),
    Why.WAITED_TOO_LONG: lambda: pgettext("why called", "had waited too long"),
    Why.OVERTAKEN: lambda: pgettext("why called", "overtaken as often as allowed"),
    Why.COMES_BACK: lambda: pgettext("why called", "comes back to the counter"),
    Why.LOCAL: lambda: pgettext("why called", "local priority"),
    Why.APPOINTMENT: lambda: pgettext("why called", "appointment"),
    Why.EARLY_APPOINTMENT: lambda: pgettext("why called", "appointment, early"),
    Why.RETURNED: lambda: pgettext("why called", "came back in time"),
    Why.TRANSFERRED: lambda: pgettext("why called", "was transferred"),
    Why.FALL_BACK: lambda: pgettext("why called", "nobody waited for the counter’s own"),
    Why.ARRIVED: lambda: pgettext("why called", "order of arrival"),
    Why.CHOSEN: lambda: pgettext("why called", "chosen by the agent"),
    Why.RECALLED: lambda: pgettext("why called", "called again"),
}
_ENDS: Mapping[End, Callable[[], str]] = {
    End.LEFT: lambda: pgettext("end", "locked by the agent"),
    End.IDLE: lambda: pgettext("end", "five minutes without a key"),
    End.ELSEWHERE: lambda: pgettext("end", "opened at another place"),
    End.RESET: lambda: pgettext("end", "account reset or ended"),
    End.STOPPED: lambda: pgettext("end", "program ended"),
}
_REFUSALS: Mapping[str, Callable[[], str]] = {
    "SamePerson": lambda: pgettext("denied", "nobody agrees to their own exception"),
    "NotAllowed": lambda: pgettext("denied", "the second person may not agree"),
    "OverridesUsedUp": lambda: pgettext("denied", "as many exceptions as a day allows"),
    "AccountEnded": lambda: pgettext("denied", "the second person’s account has ended"),
    "AnotherPerson": lambda: pgettext("denied", "this would be another person"),
    "OtherPerson": lambda: pgettext("denied", "this would be another holder"),
}
_READINGS: Mapping[str, Callable[[], str]] = {
    "verify": lambda: pgettext("reading", "verified"),
    "export": lambda: pgettext("reading", "written out"),
}

_FORMS: Mapping[str, Callable[[str], str]] = {
    "role": lambda role: role_name(Role(role)),
    "number": spaced,
    "status": status_name,
    "move": move_name,
    "priority": lambda value: priority(Priority(value)),
    "power": power_name,
    "day": _day,
    "until": _day,
    "head": grouped,
    "replaced": grouped,
    "sha256": grouped,
    "subject": _subject,
}
_OF_KIND: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("TicketCalled", "why"): _why_called,
    ("SignedOut", "why"): _end,
    ("CounterChanged", "state"): lambda value: counter_state(value).lower(),
    ("PrintSettled", "state"): lambda value: print_state(value).lower(),
    ("Purged", "kind"): lambda value: kept_name(Kept(value)),
    ("KeysRotated", "kind"): key_use,
    ("JournalRead", "what"): lambda value: _READINGS[value](),
    ("OverrideDenied", "error"): _refusal,
    ("OverrideDecided", "state"): lambda value: override_state(OverrideState(value)),
    **{
        (kind, "kind"): override_name
        for kind in ("OverrideAsked", "OverrideDecided", "OverrideUsed", "OverrideDenied")
    },
    **{
        (kind, "why"): lambda value: cause_name(Cause(value))
        for kind in (
            *("OverrideAsked", "OverrideDecided", "OverrideUsed"),
            *("HolderArrived", "OnlineArrived"),
        )
    },
    **booking_journal.OF_KIND,
    **exchange_journal.OF_KIND,
    **register_journal.OF_KIND,
    **sync_journal.OF_KIND,
}

_FIELDS: Mapping[str, Callable[[], str]] = {
    "number": lambda: pgettext("field", "Ticket"),
    "procedure": lambda: pgettext("field", "Procedure"),
    "counter": lambda: pgettext("field", "Counter"),
    "agent": lambda: pgettext("field", "Agent"),
    "asker": lambda: pgettext("field", "Asked by"),
    "approver": lambda: pgettext("field", "Second person"),
    "priority": lambda: pgettext("field", "Priority"),
    "party": lambda: pgettext("field", "People"),
    "is_bound": lambda: pgettext("field", "For the holder of a document"),
    "why": lambda: pgettext("field", "Reason"),
    "passed": lambda: pgettext("field", "Passed before"),
    "calls": lambda: pgettext("field", "Calls"),
    "move": lambda: pgettext("field", "Move"),
    "status": lambda: pgettext("field", "Then"),
    "state": lambda: pgettext("field", "Then"),
    "place": lambda: pgettext("field", "Desk"),
    "role": lambda: pgettext("field", "Role"),
    "same_as": lambda: pgettext("field", "Same person as"),
    "is_undo": lambda: pgettext("field", "Taken back"),
    "day": lambda: pgettext("field", "Day"),
    "ticket": lambda: pgettext("field", "Ticket’s id"),
    "is_open": lambda: pgettext("field", "Open"),
    "quota": lambda: pgettext("field", "Quota of the day"),
    "job": lambda: pgettext("field", "Paper’s id"),
    "copy_of": lambda: pgettext("field", "Copy of the paper"),
    "copy_no": lambda: pgettext("field", "Copy number"),
    "site": lambda: pgettext("field", "Site"),
    "revision": lambda: pgettext("field", "Revision"),
    "sha256": lambda: pgettext("field", "Hash of the file"),
    "expired": lambda: pgettext("field", "Tickets left"),
    "bindings": lambda: pgettext("field", "Documents forgotten"),
    "failures": lambda: pgettext("field", "Wrong in a row"),
    "locks": lambda: pgettext("field", "Account locked"),
    "power": lambda: pgettext("field", "Asked for"),
    "override": lambda: pgettext("field", "Exception’s id"),
    "kind": lambda: pgettext("field", "What"),
    "subject": lambda: pgettext("field", "About"),
    "error": lambda: pgettext("field", "Why not"),
    "alarm": lambda: pgettext("field", "Call’s id"),
    "seconds": lambda: pgettext("field", "Seconds"),
    "until": lambda: pgettext("field", "Up to and with"),
    "count": lambda: pgettext("field", "How many"),
    "key": lambda: pgettext("field", "Keyed hash"),
    "what": lambda: pgettext("field", "Reading"),
    "entries": lambda: pgettext("field", "Lines"),
    "segment": lambda: pgettext("field", "Month"),
    "last": lambda: pgettext("field", "Last line"),
    "acts": lambda: pgettext("field", "Acts"),
    "head": lambda: pgettext("field", "Its hash"),
    "hint": lambda: pgettext("field", "Noted of the visitor"),
    "note": lambda: pgettext("field", "Note"),
    "replaced": lambda: pgettext("field", "Head put aside"),
    "unreadable": lambda: pgettext("field", "Cannot be read"),
    **booking_journal.FIELDS,
    **exchange_journal.FIELDS,
    **register_journal.FIELDS,
    **sync_journal.FIELDS,
}
