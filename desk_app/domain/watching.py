"""What a journal shows of each agent, as patterns and tallies by day (AT-18). It judges nobody.

Entries come in, counts go out; who stands out of them is said by anomalies.py.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from desk_app.domain.anomalies import Pattern, Tally
from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.journal import Entry
from desk_app.domain.people import AgentLogin
from desk_app.domain.register import RequestState
from desk_app.domain.tickets import Move

CHAIN = dt.timedelta(hours=96)
"""A place given back and filled by the same agent within this is a chain: cooling takes 48 h."""
DRAWN = "draw"
FREE = "free"
FAVOURS_REFUSED = frozenset({"OwnInterest", "SlotNotOffered"})
"""Refusals of what only a favour would ask for; the others are mistakes of a day."""
BOOKINGS = frozenset({"AppointmentBooked", "RequestMade"})
"""What tells who entered a person; it is looked for further back than the rest."""
ACTS = BOOKINGS | {
    "AppointmentMoved",
    "AppointmentEnded",
    "ContactReused",
    "RequestChanged",
    "HolderCorrected",
    "HolderArrived",
    "ConvocationPrinted",
    "TicketReprinted",
    "DemandUnmet",
    "BookingRefused",
    "OverrideUsed",
    "OverrideDenied",
    "ActDenied",
    "IdentityMismatch",
    "DrawVoided",
    "BookingTakenBack",
    "DeadlineSeen",
    "OpeningHeld",
    "DayListImported",
}
"""The kinds of entries that are looked at; moves of tickets only where a visitor is put off."""
_COUNTED = frozenset(
    {
        "AppointmentBooked",
        "AppointmentMoved",
        "RequestMade",
        "HolderArrived",
        "TicketReprinted",
        "DemandUnmet",
    }
)
"""What an agent does for one person: the acts that shares are of."""
_OF_SITE = frozenset({"DeadlineSeen", "OpeningHeld", "DayListImported"})
"""What few may do. It is counted too, at whatever hour: a list is taken in before the doors open.
"""
_BY_RULE = frozenset({"", "site"})
"""How the site places anew whoever is on its list: nobody chose that."""
_DENIED = frozenset({"OverrideDenied", "ActDenied"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An entry behind a figure: its number, its instant, what it is about; never a name.

    *slot* is the place of the calendar it is about, empty for none.
    """

    seq: int
    at: dt.datetime
    kind: str
    subject: str
    slot: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What was seen: a tally for each agent and day, and the acts behind each figure."""

    tallies: tuple[Tally, ...]
    acts: Mapping[tuple[AgentLogin, Pattern], tuple[Act, ...]]


def watched(
    entries: Iterable[Entry],
    *,
    since: dt.datetime,
    zone: dt.tzinfo,
    is_open: Callable[[dt.datetime], bool],
) -> Watched:
    """Return what *entries*, the oldest first, show from *since* on.

    Those before *since* only tell who entered a person. *is_open* says whether people work at an
    instant.
    """
    sight = _Sight(since=since, is_open=is_open)
    for entry in entries:
        sight.look(entry)
    return sight.told(zone)


@dataclasses.dataclass(frozen=True, slots=True)
class _GivenBack:
    agent: AgentLogin
    person: str
    at: dt.datetime


class _Sight:
    """Looks at one entry after the other and remembers what the next is compared with."""

    def __init__(self, *, since: dt.datetime, is_open: Callable[[dt.datetime], bool]) -> None:
        self._since, self._is_open = since, is_open
        self._entered: dict[str, AgentLogin] = {}
        self._persons: dict[str, str] = {}
        self._back: dict[str, _GivenBack] = {}
        self._renewed: set[tuple[str, dt.datetime]] = set()
        self._counted: list[tuple[AgentLogin, dt.datetime]] = []
        self._seen: list[tuple[AgentLogin, Pattern, Act]] = []
        self._looks: Mapping[str, Callable[[Entry, AgentLogin], None]] = {
            "AppointmentBooked": self._booked,
            "AppointmentMoved": self._moved,
            "AppointmentEnded": self._ended,
            "HolderCorrected": self._corrected,
            "ConvocationPrinted": self._printed,
            "RequestMade": self._asked,
            "BookingRefused": self._refused,
        }

    def look(self, entry: Entry) -> None:
        """Take one more entry into account."""
        self._absence(entry)
        agent = entry.agent
        if agent is None or _is_drawn(entry) or _is_reseated(entry):
            self._remember_drawn(entry)
            return
        if entry.at >= self._since and entry.kind in _COUNTED | _OF_SITE:
            self._counted.append((agent, entry.at))
            is_for_person = entry.kind in _COUNTED and not entry.header.get("by_site")
            if is_for_person and not self._is_open(entry.at):
                self._note(agent, Pattern.OUT_OF_HOURS, entry)
        look = self._looks.get(entry.kind)
        if look is not None:
            look(entry, agent)
        else:
            self._simple(entry, agent)

    def told(self, zone: dt.tzinfo) -> Watched:
        """Return what was seen."""
        acts: collections.Counter[tuple[AgentLogin, dt.date]] = collections.Counter(
            (agent, at.astimezone(zone).date()) for agent, at in self._counted
        )
        counts: dict[tuple[AgentLogin, dt.date], collections.Counter[Pattern]] = {}
        behind: dict[tuple[AgentLogin, Pattern], list[Act]] = {}
        for agent, pattern, act in self._seen:
            day = act.at.astimezone(zone).date()
            counts.setdefault((agent, day), collections.Counter())[pattern] += 1
            behind.setdefault((agent, pattern), []).append(act)
        return Watched(
            tallies=tuple(
                Tally(agent=agent, day=day, acts=acts[agent, day],
                      counts=dict(counts.get((agent, day), {})))
                for agent, day in sorted(acts.keys() | counts.keys())
            ),
            acts={key: tuple(found) for key, found in behind.items()},
        )  # fmt: skip

    def _booked(self, entry: Entry, agent: AgentLogin) -> None:
        reference, slot = _text(entry, "appointment"), _text(entry, "slot")
        self._entered[reference] = agent
        self._persons[reference] = _text(entry, "person")
        self._filled(entry, slot, self._persons[reference], agent)
        if entry.header.get("choice") == FREE:
            self._note(agent, Pattern.FREE_CHOICE, entry)

    def _moved(self, entry: Entry, agent: AgentLogin) -> None:
        reference = _text(entry, "appointment")
        person = self._persons.get(reference, reference)
        self._renewed.add((reference, entry.at))
        self._filled(entry, _text(entry, "slot"), person, agent)
        choice = _text(entry, "choice")
        if choice == FREE:
            self._note(agent, Pattern.FREE_CHOICE, entry)
        if entry.header.get("by_site") and choice not in _BY_RULE:
            self._note(agent, Pattern.SITE_ACT, entry)
        self._back[_text(entry, "before")] = _GivenBack(agent, person, entry.at)

    def _ended(self, entry: Entry, agent: AgentLogin) -> None:
        if entry.header.get("status") == AppointmentStatus.CANCELLED:
            reference = _text(entry, "appointment")
            person = self._persons.get(reference, reference)
            self._back[_text(entry, "slot")] = _GivenBack(agent, person, entry.at)

    def _filled(self, entry: Entry, slot: str, person: str, agent: AgentLogin) -> None:
        """A place that the same agent had given back a short while ago has another person in it."""
        back = self._back.get(slot)
        if (
            back is not None
            and back.agent == agent
            and back.person != person
            and entry.at - back.at <= CHAIN
        ):
            self._note(agent, Pattern.CANCEL_REBOOK, entry)

    def _corrected(self, entry: Entry, _agent: AgentLogin) -> None:
        self._renewed.add((_text(entry, "appointment"), entry.at))

    def _printed(self, entry: Entry, agent: AgentLogin) -> None:
        """Another copy of what had not changed."""
        is_renewed = (_text(entry, "appointment"), entry.at) in self._renewed
        if entry.header.get("copy_no") != 1 and not is_renewed:
            self._note(agent, Pattern.DUPLICATE, entry)

    def _asked(self, entry: Entry, agent: AgentLogin) -> None:
        self._entered[_text(entry, "reference")] = agent
        if entry.header.get("has_priority"):
            self._note(agent, Pattern.PRIORITY, entry)

    def _refused(self, entry: Entry, agent: AgentLogin) -> None:
        if entry.header.get("rule") in FAVOURS_REFUSED:
            self._note(agent, Pattern.DENIED, entry)

    def _simple(self, entry: Entry, agent: AgentLogin) -> None:
        if entry.kind == "ContactReused":
            self._note(agent, Pattern.REUSED_CONTACT, entry)
        elif entry.kind == "OverrideUsed" or _is_alone(entry):
            self._note(agent, Pattern.OVERRIDE, entry)
        elif entry.kind == "TicketReprinted":
            self._note(agent, Pattern.DUPLICATE, entry)
        elif entry.kind in _DENIED:
            self._note(agent, Pattern.DENIED, entry)
        elif entry.kind == "BookingTakenBack":
            self._note(agent, Pattern.UNDONE, entry)
        elif entry.kind in _OF_SITE:
            self._note(agent, Pattern.SITE_ACT, entry)
        elif entry.kind == "TicketMoved" and entry.header.get("move") == Move.POSTPONE:
            self._note(agent, Pattern.POSTPONED, entry)

    def _absence(self, entry: Entry) -> None:
        """Nobody came, or nobody answered: that is told of who entered the person."""
        status, state = entry.header.get("status"), entry.header.get("request_state")
        is_absent = entry.kind == "AppointmentEnded" and status == AppointmentStatus.MISSED
        has_lapsed = entry.kind == "RequestChanged" and state in _LAPSED
        name = "appointment" if is_absent else "reference"
        entered = self._entered.get(_text(entry, name))
        if (is_absent or has_lapsed) and entered is not None:
            self._note(entered, Pattern.ABSENT, entry)

    def _remember_drawn(self, entry: Entry) -> None:
        """A drawn place is nobody's choice; whose it is matters when it is given back."""
        if entry.kind == "AppointmentBooked":
            self._persons[_text(entry, "appointment")] = _text(entry, "person")

    def _note(self, agent: AgentLogin, pattern: Pattern, entry: Entry) -> None:
        if entry.at >= self._since:
            act = Act(
                seq=entry.seq,
                at=entry.at,
                kind=entry.kind,
                subject=_subject(entry),
                slot=_text(entry, "slot"),
            )
            self._seen.append((agent, pattern, act))


_LAPSED = frozenset({RequestState.WAITING, RequestState.ENDED})
"""What a request becomes when its seat lapses: it waits again, or it has ended."""
_SUBJECTS = (
    "appointment", "reference", "number", "subject", "rule", "power", "family", "platform"
)  # fmt: skip


def _subject(entry: Entry) -> str:
    """What the entry is about, by the first name its header has for it; never a keyed hash."""
    return next((_text(entry, name) for name in _SUBJECTS if entry.header.get(name)), "")


def _is_drawn(entry: Entry) -> bool:
    return entry.kind == "AppointmentBooked" and entry.header.get("choice") == DRAWN


def _is_alone(entry: Entry) -> bool:
    """True for an exception made where nobody else works who could have agreed."""
    return entry.kind == "DrawVoided" and bool(entry.header.get("is_alone"))


def _is_reseated(entry: Entry) -> bool:
    """True where the site gave another seat of the same hour: nobody has anything by it."""
    return bool(entry.header.get("by_site")) and entry.header["slot"] == entry.header["before"]


def _text(entry: Entry, name: str) -> str:
    return str(entry.header.get(name, ""))
