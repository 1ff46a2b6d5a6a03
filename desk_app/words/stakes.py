"""What an exception would change, in two sentences: as it is, and as it would be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Protocol

from desk_app.domain.overrides import Override
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import clock
from desk_app.words.overrides import override_name, slot_or_code
from desk_app.words.texts import spaced


class Change(Protocol):
    """What the sentences need; `services.stakes.Stakes` is one."""

    @property
    def kind(self) -> Override: ...
    @property
    def subject(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def ahead(self) -> int: ...
    @property
    def ahead_then(self) -> int: ...
    @property
    def at(self) -> dt.datetime | None: ...
    @property
    def until(self) -> dt.datetime | None: ...
    @property
    def hint(self) -> str: ...
    @property
    def is_appointment(self) -> bool: ...


def as_it_is(change: Change) -> str:
    """Return how the subject stands now: `C 042, Remise de titre : arrivé à 10:11, …`."""
    match change.kind:
        case Override.LOCAL_PRIORITY:
            return _("{procedure}: {people}").format(
                procedure=change.name, people=_people(change.ahead)
            )
        case Override.AFTER_ABSENCES:
            return _("{procedure}: two absences or more within a year").format(
                procedure=change.name
            )
        case Override.OUT_OF_ORDER:
            said = _("{ticket}: arrived at {time}, {people}")
        case Override.LATE_ACCEPTANCE | Override.OTHER_DOCUMENT if change.is_appointment:
            said = _("{ticket}: appointment at {time}")
        case Override.RECTIFICATION if change.is_appointment:
            said = _("{ticket}: given to {hint}")
        case Override.REAL_NAME | Override.HOMONYM | Override.URGENT_PLACE:
            return change.name
        case Override.MANUAL_SLOT:
            return slot_or_code(change.subject)
        case Override.LATE_ACCEPTANCE if change.until is not None:
            said = _("{ticket}: absent, could come back until {until}")
        case Override.RECTIFICATION if change.hint:
            said = _("{ticket}: {hint}")
        case Override.RECTIFICATION:
            said = _("{ticket}: initials and year not noted")
        case _:
            said = "{ticket}"
    return said.format(
        ticket=_ticket(change),
        time=_hour(change.at),
        until=_hour(change.until),
        people=_people(change.ahead),
        hint=change.hint,
    )


def as_it_would_be(change: Change) -> str:
    """Return how the subject would stand: `Appelé maintenant, avant 5 personnes arrivées …`."""
    match change.kind:
        case Override.LOCAL_PRIORITY:
            said = _("After the priorities of the law, before appointments: {people}")
            return said.format(people=_people(change.ahead_then))
        case Override.OUT_OF_ORDER if not change.ahead:
            return _("Called now, before the next one")
        case Override.OUT_OF_ORDER:
            said = ngettext(
                "Called now, before {count} person who arrived earlier",
                "Called now, before {count} people who arrived earlier",
                change.ahead,
            )
            return said.format(count=change.ahead)
        case Override.LATE_ACCEPTANCE:
            return _late(change)
        case Override.RECTIFICATION if change.is_appointment:
            return _("One slip mended; the appointment stays the same person’s, on a new paper")
        case _:
            plain = _PLAIN.get(change.kind)
            return plain() if plain is not None else override_name(change.kind)


def _late(change: Change) -> str:
    if change.is_appointment:
        return _("Let in as by appointment, behind those who were on time")
    return _("In the queue again, at its place of {time}").format(time=_hour(change.at))


def _ticket(change: Change) -> str:
    number = change.subject if change.is_appointment else spaced(change.subject)
    return f"{number}, {change.name}" if change.name else number


def _people(count: int) -> str:
    if not count:
        return _("nobody before")
    return ngettext("{count} person before", "{count} people before", count).format(count=count)


def _hour(at: dt.datetime | None) -> str:
    return clock(at) if at is not None else ""


_PLAIN: Mapping[Override, Callable[[], str]] = {
    Override.RECTIFICATION: lambda: _("One slip mended, once; the ticket stays the same person’s"),
    Override.AFTER_ABSENCES: lambda: _("An appointment like anybody’s: an absence bars nobody"),
    Override.OTHER_DOCUMENT: lambda: _(
        "Let in with the document shown; the incident stays in the journal"
    ),
    Override.MANUAL_SLOT: lambda: _("Places open there that the calendar does not have"),
    Override.VOID_DRAW: lambda: _("Not held: another draw takes its place, with new secrets"),
    Override.URGENT_PLACE: lambda: _("A place kept for emergencies, before who waits or is drawn"),
    Override.REAL_NAME: lambda: _("Entered under the name that is printed on the document"),
    Override.HOMONYM: lambda: _("Entered as another person than who holds a place already"),
}
"""What is said of an exception whatever it is for."""
