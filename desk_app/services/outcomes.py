"""What an operation answers: the changes it made and the ticket it is about."""

from __future__ import annotations

import dataclasses

from desk_app.domain.changes import Changes
from desk_app.domain.prints import JobId, PrintJob
from desk_app.domain.queue import Reason
from desk_app.domain.tickets import Ticket


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One move of a ticket. *reason* is why it was called; *ended* the ticket finished before."""

    changes: Changes
    ticket: Ticket
    reason: Reason | None = None
    ended: Ticket | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A ticket handed out, its place among those who wait and the range printed (minutes)."""

    changes: Changes
    ticket: Ticket
    position: int
    wait: tuple[int, int]
    job: JobId


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reprinted:
    """A print job asked for or answered by a person."""

    changes: Changes
    job: PrintJob
