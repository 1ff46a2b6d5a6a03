"""The hash chain of facts: what is chained and how it is verified. Not where it is kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from uuid import UUID

from desk_app.domain.facts import Plain
from desk_app.domain.people import AgentLogin, AgentRef
from desk_app.domain.tickets import DeskCode

GENESIS = "0" * 64
"""What the first entry is chained to."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One fact in the journal of one desk; *hash* covers the rest and the entry before.

    *author* is the ref of who did it, None for what the program does itself. *agent* is the login
    that ref stands for, told by the store to readers who may know: the chain does not cover it.
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
        return json.dumps(self.header, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def _digest(self, previous: str) -> str:
        return digest(
            previous,
            (self.seq, self.id.hex, self.kind, self.v, instant(self.at), self.desk, self.author),
            self.header_text,
            self.body_hash,
        )


def digest(previous: str, about: tuple[object, ...], header_text: str, body_hash: str) -> str:
    """Return the hex SHA-256 that chains an entry to *previous*.

    *about* is number, id (32 hex digits), kind, version, instant, desk and author, in this order.
    """
    text = "\x1f".join([previous, *map(str, about), header_text, body_hash])
    return hashlib.sha256(text.encode()).hexdigest()


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
