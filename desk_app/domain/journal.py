"""The hash chain of facts: what is chained and how it is verified. Not where it is kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from desk_app.domain.facts import Plain
from desk_app.domain.people import AgentLogin, AgentRef
from desk_app.domain.tickets import DeskCode

GENESIS = "0" * 64
"""What the first entry is chained to."""
SEPARATOR = "\x1f"
"""Stands between the fields of an entry's text: number, id (32 hex digits), kind, version, instant,
desk, author, header and the hash of its body."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One fact in the journal of one desk; *hash* covers the rest and the entry before.

    *author* is the ref of who did it, None for what the program does itself. *agent* is the login
    that ref stands for, told by the store to readers who may know: the chain does not cover it.
    *body_hash* is that of the sealed body beside the entry, empty for an entry without one.
    """

    seq: int
    id: UUID
    kind: str
    v: int
    at: dt.datetime
    desk: DeskCode
    author: AgentRef | None
    header: dict[str, Plain]
    body_hash: str = ""
    hash: str = ""
    agent: AgentLogin | None = None

    def chained(self, previous: str) -> Entry:
        """Return the entry with its hash after *previous* (hex SHA-256)."""
        return dataclasses.replace(self, hash=self._digest(previous))

    def follows(self, previous: str) -> bool:
        """True if the entry's hash is what its content and *previous* give."""
        return self.hash == self._digest(previous)

    @property
    def header_text(self) -> str:
        """The header as it is kept and hashed: JSON, keys in order."""
        return written(self.header)

    @property
    def text(self) -> bytes:
        """What the chain covers of the entry, in UTF-8; the agent's login is not in it."""
        fields = (self.seq, self.id.hex, self.kind, self.v, instant(self.at), self.desk)
        parts = (*map(str, fields), str(self.author), self.header_text, self.body_hash)
        return SEPARATOR.join(parts).encode()

    def _digest(self, previous: str) -> str:
        return digest(previous, self.text)


class Line(NamedTuple):
    """An entry as its row is kept, for who verifies: *text* as the chain covers it.

    *fits* is false where what the row repeats to be found by is not what its header says, or
    where its sealed body is not the one whose hash the chain covers. A body that is gone fits:
    bodies go on time.
    """

    seq: int
    text: bytes | None
    hash: str
    fits: bool


class Link(NamedTuple):
    """A place in the chain: an entry's number and hash."""

    seq: int
    hash: str


START = Link(0, GENESIS)
"""What stands before the first entry."""


def written(fields: Mapping[str, Plain]) -> str:
    """Return *fields* as they are kept, hashed and sealed: JSON, keys in order."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def body_digest(sealed: bytes) -> str:
    """Return the hex SHA-256 of a sealed body: what the chain covers of it."""
    return hashlib.sha256(sealed).hexdigest()


def digest(previous: str, text: bytes) -> str:
    """Return the hex SHA-256 that chains an entry of *text* to *previous*."""
    return hashlib.sha256(previous.encode() + SEPARATOR.encode() + text).hexdigest()


def follow(lines: Iterable[Line], link: Link = START) -> tuple[Link, int | None]:
    """Follow *lines* from *link*; return the last that held and the number of the first broken."""
    seq, previous = link
    for line in lines:
        expected = seq + 1
        if line.seq != expected or line.text is None or not line.fits:
            return Link(seq, previous), expected
        if digest(previous, line.text) != line.hash:
            return Link(seq, previous), expected
        seq, previous = expected, line.hash
    return Link(seq, previous), None


def instant(at: dt.datetime) -> str:
    """Return *at* as the chain spells it: UTC with microseconds."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def first_broken(entries: Iterable[Entry]) -> int | None:
    """Return the number of the first entry that does not follow, None if all do."""
    previous = GENESIS
    for expected, entry in enumerate(entries, start=1):
        if entry.seq != expected or not entry.follows(previous):
            return expected
        previous = entry.hash
    return None
