"""Print jobs and their one table of moves. Pure; only `printing/spool_moves.py` makes them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from typing import NewType
from uuid import UUID

from desk_app.domain.tickets import TicketId

JobId = NewType("JobId", UUID)


class PrintState(enum.StrEnum):
    """Where a job is, and so what may be believed about paper."""

    RENDERED = "RENDERED"
    QUEUED = "QUEUED"
    WAIT_PRINTER = "WAIT_PRINTER"
    SENDING = "SENDING"
    AWAIT_ACK = "AWAIT_ACK"
    PRINTED = "PRINTED"
    PRINTED_SPLIT = "PRINTED_SPLIT"
    TORN = "TORN"
    UNCERTAIN = "UNCERTAIN"
    CANCELLED = "CANCELLED"
    REROUTED = "REROUTED"


_P = PrintState
PRINT_MOVES: dict[PrintState, frozenset[PrintState]] = {
    _P.RENDERED: frozenset({_P.QUEUED, _P.CANCELLED}),
    _P.QUEUED: frozenset({_P.WAIT_PRINTER, _P.SENDING, _P.CANCELLED, _P.REROUTED}),
    _P.WAIT_PRINTER: frozenset({_P.QUEUED, _P.SENDING, _P.CANCELLED, _P.REROUTED}),
    # Back to WAIT_PRINTER only while no print byte was handed over; the spool sees to it.
    _P.SENDING: frozenset(
        {_P.WAIT_PRINTER, _P.AWAIT_ACK, _P.PRINTED, _P.PRINTED_SPLIT, _P.TORN, _P.UNCERTAIN}
    ),
    _P.AWAIT_ACK: frozenset({_P.PRINTED, _P.PRINTED_SPLIT, _P.TORN, _P.UNCERTAIN}),
    _P.UNCERTAIN: frozenset({_P.PRINTED, _P.TORN}),
    _P.PRINTED: frozenset(),
    _P.PRINTED_SPLIT: frozenset(),
    _P.TORN: frozenset(),
    _P.CANCELLED: frozenset(),
    _P.REROUTED: frozenset(),
}
"""Never from SENDING or later back to QUEUED: a resend is how a ticket comes out twice."""

PENDING = frozenset({_P.RENDERED, _P.QUEUED, _P.WAIT_PRINTER, _P.SENDING, _P.AWAIT_ACK})
"""States in which the spool still has something to do."""

NOT_BEGUN = frozenset({_P.RENDERED, _P.QUEUED, _P.WAIT_PRINTER})
"""States in which no byte has left: the job may still be cancelled, or printed elsewhere."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a ticket's paper says: the input of `printing/layout.py`, kept with the job.

    Times are aware and local to the site. *copy_no* is 1 for the original. No name, no
    document, no priority (PR-03, R-09). With a *holder*, a colleague, it is no ticket but the
    one-time code of that account (S-02).
    """

    site: str
    number: str
    procedure: str
    procedure_translated: str
    issued_at: dt.datetime
    people_before: int
    wait_low: int
    wait_high: int
    language: str
    code: str
    qr: str
    copy_no: int = 1
    rehearsal: bool = False
    calls: int = 3
    holder: str = ""

    def in_french_only(self) -> Slip:
        """Return the slip without its translation: what is kept of it after the day (LG-06)."""
        return dataclasses.replace(self, language="fr", procedure_translated="")

    def once_out(self) -> Slip:
        """Return what is kept of the slip once it came out, or never will: no one-time code."""
        return dataclasses.replace(self, code="") if self.holder else self


class LeafKind(enum.StrEnum):
    """A paper that is no ticket."""

    CONVOCATION = "convocation"
    REQUEST = "request"  # a request of the register waits for a draw (L-01, AT-14)
    UNMET = "unmet"  # proof of a request that ended without a place (AT-23, L-04)
    CALLS = "calls"  # whom the site must call, with the new times
    REMINDERS = "reminders"  # holders to call before their day: phones, no name


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Opening hours that some weekdays share (0 is Monday), in the site's own time."""

    days: tuple[int, ...]
    opens: dt.time
    closes: dt.time


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """One line of a proof: a request made before, by the day and the reference of its paper."""

    day: dt.date
    reference: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Callee:
    """One line of a list of calls; without *starts_at* no other time was found yet."""

    name: str
    phone: str
    was_at: dt.datetime
    starts_at: dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """What a convocation or a proof of request says, kept with the job like a Slip.

    Times are aware and local to the site. *qr* is the signed code; *subject* the procedure, on a
    proof the family, and *subject_translated* the same in the holder's language. A convocation
    has *starts_at*, *holder* as on the document and *last4*, nothing else of a person (R-09); a
    proof has a coded *reason* and the requests *earlier* than it, and names nobody (L-04). A
    request has its number in the draw, *request_no*, *last4*, and the next draw as *starts_at*.
    *minutes_before* is how early the holder comes, *hours* when the site is open. A list of
    *callees* stays in the office: its *reference* is its day. One of reminders has its lines in
    *bring*. The papers that are missing (L-02) are a proof's *bring*; *tried* is the impossibility
    and two days, "" for none, of L-03.
    """

    kind: LeafKind
    site: str
    reference: str
    qr: str
    issued_at: dt.datetime
    subject: str
    subject_translated: str = ""
    language: str = "fr"
    address: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    hours: tuple[Hours, ...] = ()
    starts_at: dt.datetime | None = None
    minutes_before: int = 0
    holder: str = ""
    last4: str = ""
    bring: tuple[str, ...] = ()
    reason: str = ""
    earlier: tuple[Earlier, ...] = ()
    callees: tuple[Callee, ...] = ()
    request_no: int = 0
    tried: tuple[str, ...] = ()
    copy_no: int = 1
    rehearsal: bool = False

    @property
    def number(self) -> str:
        """What people call the paper by, as a ticket's number."""
        return self.reference

    def in_french_only(self) -> Leaf:
        """Return the leaf without its translation (LG-06)."""
        return dataclasses.replace(self, language="fr", subject_translated="")

    def once_out(self) -> Leaf:
        """Return what is kept of it once it came out: all, until the night."""
        return self


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One paper to come out of one printer, once.

    *what* names it for people (`ticket C042`); *printer* is an address;
    *bytes_handed* counts bytes given to the transport; *cause* says why it waits.
    """

    id: JobId
    ticket: TicketId | None
    what: str
    slip: Slip | Leaf
    printer: str
    profile: str
    created_at: dt.datetime
    state: PrintState = PrintState.QUEUED
    copy_of: JobId | None = None
    bytes_handed: int = 0
    cause: str = ""
    updated_at: dt.datetime | None = None

    def moved(
        self, to: PrintState, *, now: dt.datetime, cause: str = "", handed: int = 0
    ) -> PrintJob:
        """Return the job in state *to*. A move outside the table is a bug of the spool."""
        if to not in PRINT_MOVES[self.state]:
            raise AssertionError(f"print job {self.what}: {self.state} -> {to}")
        return dataclasses.replace(
            self,
            state=to,
            cause=cause,
            updated_at=now,
            bytes_handed=max(handed, self.bytes_handed),
            slip=self.slip if to in PENDING else self.slip.once_out(),
        )
