"""What a desk tells the site and what the site answers: facts up, rows down. Values only.

A desk asks for rights with wants. An answer that is lost harms nobody: what was granted lies
with the desk, which finds it among the rows, or is a number nobody will ever print.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping
from uuid import UUID

from desk_app.domain.counters import CounterId
from desk_app.domain.journal import GENESIS, Entry
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.shared import Image, Shared, Thing
from desk_app.domain.tickets import DeskCode

PROTOCOL = 1
"""The version of what is written here; it grows when a field is added, and none goes."""
ROWS_AT_MOST = 1000
FACTS_AT_MOST = 200
WANTS_AT_MOST = 20


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """A right that a desk asks for; *id* is the desk's own, to know the grant again."""

    id: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WantNumber(Want):
    """The next number of *series* on *day*."""

    series: str
    day: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WantNext(Want):
    """The ticket that is next for *counter*, whoever issued it: order is the site's (Q-04)."""

    counter: CounterId
    day: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WantThing(Want):
    """A row by name: a ticket somebody calls by number, a counter somebody sits down at."""

    thing: Thing


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WantSeat(Want):
    """One seat along *slots*, and the claim on the one appointment of *person* in *family*."""

    slots: tuple[str, ...]
    person: str
    family: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WantQuota(Want):
    """Room for *amount* more tickets of *procedure* in its daily quota."""

    procedure: ProcedureCode
    day: dt.date
    amount: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SentFact:
    """A fact as it leaves the desk: its entry in the journal and its sealed body, if any."""

    entry: Entry
    sealed: bytes | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a desk sends: the facts behind number *after*, and what it would like.

    *base* is where this incarnation of the desk's file begins. *last_hash* is the hash of entry
    number *after*, by which two histories of one desk are told apart. *images* are the rows the
    facts are about, as they stand at the desk. *cursor* is the last position of rows it has.
    *pending* counts facts behind those sent.
    """

    desk: DeskCode
    incarnation: UUID
    base: int
    base_hash: str = GENESIS
    after: int
    last_hash: str
    facts: tuple[SentFact, ...] = ()
    images: Mapping[Thing, Image] = dataclasses.field(default_factory=dict)
    cursor: int = 0
    epoch: int = 1
    site_epoch: int = 1
    pending: int = 0
    wants: tuple[Want, ...] = ()
    protocol: int = PROTOCOL
    program: str = ""


class Verdict(enum.StrEnum):
    """What the site says to an offer as a whole."""

    TAKEN = "taken"
    GAP = "gap"  # facts before these are missing: *acked* says behind which
    FORK = "fork"  # another history of this desk is known: one file was copied
    REPLACED = "replaced"  # a later incarnation of this desk has been seen
    UNKNOWN_DESK = "unknown_desk"
    TOO_OLD = "too_old"  # the desk's program must be updated; its facts go to the inbox
    NEW_SITE_EPOCH = "new_site_epoch"  # the site's store was put back: everything is sent again


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a want got: the row that is the desk's now, a count of a series, or an amount."""

    want: str
    thing: Thing | None = None
    count: int = 0


class Denial(enum.StrEnum):
    """Why a want got nothing, for good."""

    EMPTY = "empty"  # nobody waits for this counter
    FULL = "full"  # no seat of the slot is free or can be had
    HAS_ONE = "has_one"  # the person has an appointment, or is being given one
    HELD = "held"  # its owner has not let it go, or does not answer
    GRACE = "grace"  # the site was put back and waits for its desks
    UNKNOWN = "unknown"  # there is no such row


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A want that got nothing, and why."""

    want: str
    why: Denial


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the site says. Rows come in the order of their positions; *is_whole* unless more wait.

    *asked_as* is the incarnation that asked: an answer to an earlier one is nothing to this one.
    *acked* and *acked_hash* are the last fact the site has of this incarnation. A want in neither
    *grants* nor *refusals* is still being asked of an owner. *passed* are owners passed over.
    *ordinal* says which of the desk's incarnations asked: copies of one file number apart by it.
    """

    verdict: Verdict
    asked_as: UUID
    acked: int = 0
    acked_hash: str = ""
    asked_from: int = 0
    cursor: int = 0
    rows: tuple[Shared, ...] = ()
    is_whole: bool = True
    grants: tuple[Grant, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    passed: tuple[DeskCode, ...] = ()
    epoch: int = 1
    ordinal: int = 0
    site_epoch: int = 1
    protocol_least: int = PROTOCOL
    at: dt.datetime | None = None
