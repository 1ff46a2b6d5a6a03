"""The hash chain of facts: what is chained and how it is verified. Not where it is kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from uuid import UUID

from desk_app.domain.facts import Plain
from desk_app.domain.people import AgentLogin
from desk_app.domain.tickets import DeskCode

GENESIS = "0" * 64
"""What the first entry is chained to."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One fact in the journal of one desk; *hash* covers everything else and the entry before."""

    seq: int
    id: UUID
    kind: str
    v: int
    at: dt.datetime
    desk: DeskCode
    agent: AgentLogin | None
    header: dict[str, Plain]
    body_hash: str = ""
    hash: str = ""

    def chained(self, previous: str) -> Entry:
        """Return the entry with its hash after *previous* (hex SHA-256)."""
        return dataclasses.replace(self, hash=self._digest(previous))

    def follows(self, previous: str) -> bool:
        """True if the entry's hash is what its content and *previous* give."""
        return self.hash == self._digest(previous)

    def _digest(self, previous: str) -> str:
        content = [
            previous, self.seq, str(self.id), self.kind, self.v, self.at.isoformat(),
            self.desk, self.agent, self.header, self.body_hash,
        ]  # fmt: skip
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def first_broken(entries: Iterable[Entry]) -> int | None:
    """Return the number of the first entry that does not follow, None if all do."""
    previous = GENESIS
    for expected, entry in enumerate(entries, start=1):
        if entry.seq != expected or not entry.follows(previous):
            return expected
        previous = entry.hash
    return None
