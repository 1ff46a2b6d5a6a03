"""Who is next, and why. Pure: over the head of each lane, never over all who wait.

A lane is procedure x kind of precedence. Inside a lane the order never changes, so the head is
enough (docs/adr/002). The reason is a code with fields; `words/reasons.py` makes the sentence.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable, Sequence

from desk_app.domain.counters import CounterId
from desk_app.domain.errors import QueueEmpty
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.site import Rules
from desk_app.domain.tickets import Priority, Ticket


class Lane(enum.StrEnum):
    """What kind of precedence a waiting ticket has, fixed when it starts to wait."""

    LEGAL = "legal"
    RESERVED = "reserved"
    LOCAL = "local"
    APPOINTMENT = "appointment"
    ORDINARY = "ordinary"


PREFERRED = (Lane.RESERVED, Lane.LOCAL, Lane.APPOINTMENT)
"""Lanes whose tickets overtake whoever waits for anything else at their counter (Q-05).

Not the law, which has no bound, nor the ordinary lane: between procedures the fall-back order of
the counter decides there, and the site wanted it.
"""


def lane(ticket: Ticket, rules: Rules) -> Lane:
    """Return the lane of *ticket*.

    A holder who arrived later than the grace after the appointed hour waits as a walk-in (Q-02),
    but keeps a legal priority (PR-06).
    """
    if ticket.priority is not None and ticket.priority.is_legal:
        return Lane.LEGAL
    if ticket.reserved_for is not None:
        return Lane.RESERVED
    if ticket.priority is Priority.LOCAL:
        return Lane.LOCAL
    due = ticket.appointment_at
    if due is not None and ticket.arrived_at <= due + rules.appointment_late:
        return Lane.APPOINTMENT
    return Lane.ORDINARY


class Why(enum.StrEnum):
    """Why a ticket has its place, or was called; CHOSEN and RECALLED are a person's doing."""

    LEGAL = "legal_priority"
    WAITED_TOO_LONG = "waited_too_long"
    OVERTAKEN = "overtaken"
    COMES_BACK = "comes_back"
    LOCAL = "local_priority"
    APPOINTMENT = "appointment"
    EARLY_APPOINTMENT = "early_appointment"
    RETURNED = "returned"
    TRANSFERRED = "transferred"
    FALL_BACK = "fall_back"
    ARRIVED = "arrived"
    CHOSEN = "chosen"
    RECALLED = "recalled"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why this ticket has its place: a code and what its sentence needs.

    *at* is the arrival, or the hour of an appointment; *passed* counts those who arrived
    earlier and still wait; *priority* is the legal class.
    """

    why: Why
    at: dt.datetime
    passed: int = 0
    priority: Priority | None = None
    procedure: ProcedureCode | None = None

    def localised(self, zone: dt.tzinfo) -> Reason:
        """Return the reason with its hour in *zone*, for a sentence."""
        return dataclasses.replace(self, at=self.at.astimezone(zone))

    def counted(self, passed: int) -> Reason:
        """Return the reason with how many were *passed*; an overtaken ticket keeps its count."""
        if self.why is Why.OVERTAKEN:
            return self
        return dataclasses.replace(self, passed=passed)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The first of a lane; *overtaken* counts who overtook it (Q-05, capped).

    Later arrivals called before it for its own procedure and, for an ordinary ticket, those of
    the PREFERRED lanes called for another procedure at a counter that serves its own.
    """

    ticket: Ticket
    overtaken: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A ticket and the reason for its place."""

    ticket: Ticket
    reason: Reason


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """What a choice depends on beside the tickets: the counter's tiers, the rules, the hour."""

    counter: CounterId | None
    tiers: Sequence[frozenset[ProcedureCode]]
    rules: Rules
    now: dt.datetime

    def next_ticket(self, heads: Iterable[Head]) -> Choice:
        """Return who is next among the lanes' *heads*. Raises QueueEmpty."""
        ranked = self.order(heads)
        if not ranked:
            raise QueueEmpty(self.counter or 0)
        return ranked[0]

    def order(self, heads: Iterable[Head]) -> list[Choice]:
        """Return *heads* (or any waiting tickets) in the order they would be called now."""
        ranked = sorted(((*self._rank(head), head) for head in heads), key=lambda item: item[0])
        return [Choice(ticket=head.ticket, reason=reason) for _, reason, head in ranked]

    def _rank(self, head: Head) -> tuple[tuple[float, ...], Reason]:
        place, since, reason = self._place(head)
        ticket = head.ticket
        return (place, self._tier(ticket, place), since.timestamp(), ticket.sequence), reason

    def _place(self, head: Head) -> tuple[int, dt.datetime, Reason]:
        """Return the class of precedence, what orders inside it, and the reason.

        Law first (Q-04). Then whoever the bound of Q-05 protects: an ordinary ticket overtaken
        or waiting too long, an appointment kept waiting past its grace. The law has no bound.
        """
        ticket, arrived = head.ticket, head.ticket.arrived_at
        kind = lane(ticket, self.rules)
        if kind is Lane.APPOINTMENT:
            return self._appointment(ticket)
        if kind is Lane.ORDINARY:
            return self._ordinary(head)
        place, why = _FIXED[kind]
        return place, arrived, Reason(why=why, at=arrived, priority=ticket.priority)

    def _appointment(self, ticket: Ticket) -> tuple[int, dt.datetime, Reason]:
        due = ticket.appointment_at or ticket.arrived_at
        reason = Reason(why=Why.APPOINTMENT, at=due)
        if self.now >= due + self.rules.appointment_late:
            return 1, due + self.rules.appointment_late, reason
        if self.now >= due - self.rules.appointment_early:
            return 4, due, reason
        return 6, due, dataclasses.replace(reason, why=Why.EARLY_APPOINTMENT)

    def _ordinary(self, head: Head) -> tuple[int, dt.datetime, Reason]:
        ticket, arrived = head.ticket, head.ticket.arrived_at
        overdue = arrived + self.rules.wait_at_most
        if self.now >= overdue:
            return 1, overdue, Reason(why=Why.WAITED_TOO_LONG, at=arrived)
        if head.overtaken >= self.rules.overtaken_at_most:
            return 1, self.now, Reason(why=Why.OVERTAKEN, at=arrived, passed=head.overtaken)
        return 5, arrived, self._by_arrival(ticket)

    def _by_arrival(self, ticket: Ticket) -> Reason:
        if ticket.returned:
            why = Why.RETURNED
        elif ticket.transferred_from is not None:
            why = Why.TRANSFERRED
        elif self._tier(ticket, 5):
            why = Why.FALL_BACK
        else:
            why = Why.ARRIVED
        return Reason(why=why, at=ticket.arrived_at, procedure=ticket.procedure)

    def _tier(self, ticket: Ticket, place: int) -> int:
        """Fall-back order counts among ordinary tickets only: law and bounds go before it."""
        if place < 5:
            return 0
        for index, procedures in enumerate(self.tiers):
            if ticket.procedure in procedures:
                return index
        return len(self.tiers)


_FIXED: dict[Lane, tuple[int, Why]] = {
    Lane.LEGAL: (0, Why.LEGAL),
    Lane.RESERVED: (2, Why.COMES_BACK),
    Lane.LOCAL: (3, Why.LOCAL),
}
"""Precedence that neither the hour nor overtaking changes."""
