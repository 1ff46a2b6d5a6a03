"""What services ask of keys and of what is sealed under them. See ports.py for the rest."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from typing import Protocol

from desk_app.domain.prints import JobId
from desk_app.domain.retention import Kept


class Purpose(enum.StrEnum):
    """What a day's key is for; each key goes with what it seals."""

    VISITOR = "visitor"  # hints and notes: until the closing
    PAPER = "paper"  # what tickets' papers say: until the night
    APPOINTMENT = "appointment"  # who an appointment is for: 30 days after it
    REQUEST = "request"  # who asked, and a draw's own secret: half a year after a sign of life
    ONLINE = "online"  # who comes by a platform's list: until the closing of that day
    ANSWER = "answer"  # answers to repeated commands: until the next day's end


KEPT_AS: Mapping[Purpose, Kept] = {
    Purpose.VISITOR: Kept.BINDINGS,
    Purpose.PAPER: Kept.PAPERS,
    Purpose.ONLINE: Kept.ONLINE,
    Purpose.ANSWER: Kept.ANSWERS,
    Purpose.APPOINTMENT: Kept.HOLDERS,
    Purpose.REQUEST: Kept.REQUESTS,
}
"""What each key seals: it lives as long as that is kept (domain/retention.py)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wrapped:
    """A day's key as it is kept: sealed under the master key called *master*."""

    master: str
    wrapped: bytes


class Cipher(Protocol):
    """Seals under a day's key, and wraps that key under the desk's master key.

    *context* is sealed with the rest: bytes moved to another row or day do not open. `unwrap`
    raises KeyUnknown, `unseal` SealBroken for bytes that are not what was sealed.
    """

    def new_key(self, context: bytes) -> Wrapped: ...
    def unwrap(self, key: Wrapped, context: bytes) -> bytes: ...
    def wrap(self, key: bytes, context: bytes) -> Wrapped: ...
    def seal(self, key: bytes, plain: bytes, context: bytes) -> bytes: ...
    def unseal(self, key: bytes, sealed: bytes, context: bytes) -> bytes: ...
    @property
    def master(self) -> str: ...


class SealBroken(Exception):
    """Sealed bytes were changed, or moved from where they belong. The store says whose fault."""


class Seals(Protocol):
    """The keys of the days; `holds` is true while there is one of *purpose* before a day.

    `forget` destroys those of the days before *before*: what they sealed is gone with them,
    wherever its bytes still lie. `rewrap` puts every key under the master key in force and says
    how many it was; `masters` names the master keys in use.
    """

    def holds(self, purpose: Purpose, before: dt.date) -> bool: ...
    def forget(self, purpose: Purpose, before: dt.date) -> int: ...
    def rewrap(self) -> int: ...
    def masters(self) -> Sequence[str]: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OldPaper:
    """A print job of a past day: its *place* in the spool, its name and where it was printed."""

    job: JobId
    place: int
    what: str
    printer: str


class KeptRows(Protocol):
    """What the tables hold, by kind. `forget` takes at most *at_most* and says how many it took.

    `papers` gives print jobs of past days behind a place; `forget_papers` takes those it is given.
    """

    def holds(self, kept: Kept, before: dt.date) -> bool: ...
    def forget(self, kept: Kept, before: dt.date, at_most: int) -> int: ...
    def papers(self, before: dt.date, after: int, at_most: int) -> Sequence[OldPaper]: ...
    def forget_papers(self, jobs: Sequence[JobId]) -> int: ...
