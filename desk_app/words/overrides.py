"""What an exception that needs a second person is called, and why it may be made."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.crockford import read_reference
from desk_app.domain.overrides import OF_TICKETS, Cause, Override, OverrideState
from desk_app.words.booking_journal import slot_in_words
from desk_app.words.catalogue import _, pgettext
from desk_app.words.texts import spaced

_KINDS: Mapping[Override, Callable[[], str]] = {
    Override.LOCAL_PRIORITY: lambda: _("Local priority"),
    Override.OUT_OF_ORDER: lambda: _("Call out of turn"),
    Override.RECTIFICATION: lambda: _("Correction of an identity"),
    Override.LATE_ACCEPTANCE: lambda: _("Late return"),
    Override.MANUAL_SLOT: lambda: _("Slot added by hand"),
    Override.FREE_SLOT: lambda: _("Free choice of a slot"),
    Override.OUT_OF_HOURS: lambda: _("Draw out of hours"),
    Override.AFTER_ABSENCES: lambda: _("Appointment after absences"),
    Override.REAL_NAME: lambda: _("Name that looks invented"),
    Override.HOMONYM: lambda: _("Two people of one name and birth date"),
    Override.VOID_DRAW: lambda: _("Draw given up"),
    Override.OTHER_DOCUMENT: lambda: _("Holder with another document"),
    Override.URGENT_PLACE: lambda: _("Urgent appointment"),
}
_OF_PROCEDURES = frozenset({Override.LOCAL_PRIORITY, Override.AFTER_ABSENCES})
_CAUSES: Mapping[Cause, Callable[[], str]] = {
    Cause.FRAGILE: lambda: _("Cannot wait or stand"),
    Cause.CHILDREN: lambda: _("Small children"),
    Cause.TRAVEL: lambda: _("Train, long way back"),
    Cause.DEADLINE: lambda: _("A right ends today"),
    Cause.OUR_MISTAKE: lambda: _("Our mistake"),
    Cause.SAFETY: lambda: _("Calm of the room"),
    Cause.INTERPRETER: lambda: _("Who helps must leave"),
    Cause.COURT: lambda: _("A judge ordered it"),
    Cause.MISREAD: lambda: _("Number misread or mistyped"),
    Cause.SPELLING: lambda: _("Another spelling of the same name"),
    Cause.AS_PRINTED: lambda: _("The document says so, seen by two people"),
    Cause.RENEWED: lambda: _("Document given anew since"),
    Cause.DEMAND: lambda: _("More people ask than there are places"),
    Cause.RIGHTS_END: lambda: _("Permit or receipt that ends within seven days"),
    Cause.PROTECTION: lambda: _("Somebody is in danger"),
}
_STATES: Mapping[OverrideState, Callable[[], str]] = {
    OverrideState.ASKED: lambda: pgettext("exception", "asked"),
    OverrideState.APPROVED: lambda: pgettext("exception", "agreed"),
    OverrideState.REFUSED: lambda: pgettext("exception", "refused"),
    OverrideState.USED: lambda: pgettext("exception", "made"),
}


def override_name(kind: str, subject: str = "") -> str:
    """Return what people call an exception of `domain.overrides`.

    With the reference of an appointment as *subject* a late one is the holder's, at the door.
    """
    if kind == Override.LATE_ACCEPTANCE and read_reference(subject) is not None:
        return _("Late for an appointment")
    return _KINDS[Override(kind)]()


def cause_name(why: Cause) -> str:
    """Return the coded reason in words; they never speak of one person (L-05)."""
    return _CAUSES[why]()


def override_state(state: OverrideState) -> str:
    """Return where an exception stands."""
    return _STATES[state]()


def slot_or_code(subject: str) -> str:
    """Return a slot as its day, hour and series; anything else as it is."""
    try:
        return slot_in_words(subject)
    except ValueError:
        return subject


def override_about(kind: Override, subject: str, name: str = "") -> str:
    """Return an exception and what it is for: `Call out of turn · C 042`.

    *name* is what people call a procedure that *subject* is the code of, where it is known.
    """
    about = spaced(subject) if kind in OF_TICKETS else slot_or_code(subject)
    if name and kind in _OF_PROCEDURES:
        about = name
    return f"{override_name(kind, subject)} · {about}"
