"""What happened to one slot, read from entries of the journal (AT-25). It reads none itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Callable, Iterable, Mapping

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.journal import Entry
from desk_app.domain.people import AgentLogin
from desk_app.domain.watching import DRAWN


class Happened(enum.StrEnum):
    """What can happen to a slot or to a place in it."""

    OPENED = "opened"  # it came within the weeks that can be booked, or was opened by exception
    CLOSED = "closed"  # a closure of its day was decided
    BOOKED = "booked"
    DRAWN = "drawn"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    REASSIGNED = "reassigned"  # the site moved its holder elsewhere
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    MISSED = "missed"
    HONOURED = "honoured"
    COOLING = "cooling"  # given back: nobody can have it yet (AT-03)
    FREED = "freed"  # it has cooled


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened: *seat* is the place's number, 0 for the whole slot.

    *appointment* is a reference, *agent* who did it, None for what the program did. *detail* is
    how a place was chosen, or the other slot of a move.
    """

    at: dt.datetime
    what: Happened
    seat: int = 0
    appointment: str = ""
    agent: AgentLogin | None = None
    detail: str = ""


Covers = Callable[[str, int], bool]
"""Whether a place that begins at a slot and takes so many holds the slot that is told of."""
_ENDS: Mapping[str, Happened] = {
    AppointmentStatus.CANCELLED: Happened.CANCELLED,
    AppointmentStatus.LAPSED: Happened.LAPSED,
    AppointmentStatus.MISSED: Happened.MISSED,
    AppointmentStatus.HONOURED: Happened.HONOURED,
}
_CLOSING = frozenset({"close", "unopen"})
"""The decisions on the calendar that take hours away; the others give them back."""
_GIVEN_BACK = frozenset({Happened.CANCELLED, Happened.LAPSED})


def events(
    entries: Iterable[Entry], slot: str, day: dt.date, *, covers: Covers
) -> tuple[Event, ...]:
    """Return what *entries*, the oldest first, tell of *slot*, which is on *day*."""
    story = _Story(slot, day, covers)
    for entry in entries:
        story.look(entry)
    return tuple(story.events)


class _Story:
    """Follows who holds a place of the slot, one entry after the other."""

    def __init__(self, slot: str, day: dt.date, covers: Covers) -> None:
        self._slot, self._day, self._covers = slot, day, covers
        self._held: dict[str, int] = {}
        self.events: list[Event] = []
        self._looks: Mapping[str, Callable[[Entry], None]] = {
            "AppointmentBooked": self._booked,
            "AppointmentMoved": self._moved,
            "AppointmentEnded": self._ended,
            "PlaceFreed": self._freed,
            "CalendarChanged": self._changed,
        }

    def look(self, entry: Entry) -> None:
        """Take one more entry into account."""
        self._looks[entry.kind](entry)

    def _booked(self, entry: Entry) -> None:
        if self._is_here(entry):
            choice = str(entry.header.get("choice", ""))
            what = Happened.DRAWN if choice == DRAWN else Happened.BOOKED
            self._take(entry, what, choice)

    def _moved(self, entry: Entry) -> None:
        reference = str(entry.header["appointment"])
        if reference in self._held:
            what = Happened.REASSIGNED if entry.header.get("by_site") else Happened.MOVED_OUT
            self._leave(entry, what, str(entry.header["slot"]))
            if not _is_reseated(entry):  # that one is let go at once
                self._tell(entry, Happened.COOLING, self.events[-1].seat)
        if self._is_here(entry):
            self._take(entry, Happened.MOVED_IN, str(entry.header["before"]))

    def _ended(self, entry: Entry) -> None:
        if str(entry.header["appointment"]) in self._held:
            what = _ENDS[str(entry.header["status"])]
            self._leave(entry, what)
            if what in _GIVEN_BACK:
                self._tell(entry, Happened.COOLING, self.events[-1].seat)

    def _freed(self, entry: Entry) -> None:
        if entry.header["slot"] == self._slot:
            due = dt.datetime.fromisoformat(str(entry.header["due"]))
            self.events.append(Event(at=due, what=Happened.FREED, seat=_whole(entry, "seat")))

    def _changed(self, entry: Entry) -> None:
        if str(entry.header["first"]) <= self._day.isoformat() <= str(entry.header["last"]):
            is_closure = entry.header["kind"] in _CLOSING
            self._tell(entry, Happened.CLOSED if is_closure else Happened.OPENED)

    def _is_here(self, entry: Entry) -> bool:
        return self._covers(str(entry.header["slot"]), _whole(entry, "slots") or 1)

    def _take(self, entry: Entry, what: Happened, detail: str) -> None:
        reference = str(entry.header["appointment"])
        self._held[reference] = _whole(entry, "seat")
        self._tell(entry, what, self._held[reference], reference, detail)

    def _leave(self, entry: Entry, what: Happened, detail: str = "") -> None:
        reference = str(entry.header["appointment"])
        self._tell(entry, what, self._held.pop(reference), reference, detail)

    def _tell(
        self, entry: Entry, what: Happened, seat: int = 0, reference: str = "", detail: str = ""
    ) -> None:
        agent = None if what is Happened.COOLING else entry.agent
        self.events.append(
            Event(at=entry.at, what=what, seat=seat, appointment=reference, agent=agent,
                  detail=detail)
        )  # fmt: skip


def _is_reseated(entry: Entry) -> bool:
    """True where the site gave the holder another seat of the same hour (A-09)."""
    return bool(entry.header.get("by_site")) and entry.header["slot"] == entry.header["before"]


def _whole(entry: Entry, name: str) -> int:
    value = entry.header.get(name, 0)
    return value if isinstance(value, int) else 0
