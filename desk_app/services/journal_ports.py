"""What services ask of the journal and of the key that signs it. See ports.py for the rest."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from desk_app.domain.facts import Plain
from desk_app.domain.journal import Entry, Line
from desk_app.domain.people import AgentLogin
from desk_app.domain.segments import Checkpoint
from desk_app.domain.tickets import Move, TicketId


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which entries are looked for; what is None or empty does not matter.

    *since* is included, *until* is not. *appointment* is a reference that headers carry under that
    name, *slots* how the slots begin that they carry as `slot` or `before`. *before* is the number
    the page ends before.
    """

    agent: AgentLogin | None = None
    kinds: frozenset[str] = frozenset()
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    ticket: TicketId | None = None
    appointment: str = ""
    slots: str = ""
    move: Move | None = None
    before: int | None = None


class Signer(Protocol):
    """The desk's key: *key* names the one in force; `is_signed` is false for an unknown key.

    `public` gives the public half of a key as hex, empty for an unknown one.
    """

    @property
    def key(self) -> str: ...
    def sign(self, text: bytes) -> str: ...
    def is_signed(self, key: str, text: bytes, signature: str) -> bool: ...
    def public(self, key: str) -> str: ...


class Journal(Protocol):
    """The desk's chain of facts, read side; `work.record` writes it.

    `lines` gives the rows as they are kept, for who verifies. `found` gives the latest first.
    `last_before` is the last entry of an instant before *at*, 0 and no hash if there is none.
    `drop` takes at most *at_most* entries of a closed month and says how many; the first time it
    marks the month as dropped. `bodies` opens what the entries of these numbers say of visitors,
    by number: one that is not there is gone. `forget_bodies` takes away those about these tickets'
    ids and keyed hashes and says how many.
    """

    def after(self, seq: int, limit: int) -> Sequence[Entry]: ...
    def lines(self, seq: int, limit: int) -> Sequence[Line]: ...
    def found(self, sought: Sought, limit: int) -> Sequence[Entry]: ...
    def of_ticket(self, ticket: TicketId) -> Sequence[Entry]: ...
    def of_agent(self, agent: AgentLogin, since: dt.datetime, limit: int) -> Sequence[Entry]: ...
    def head(self) -> tuple[int, str]: ...
    def last_before(self, at: dt.datetime) -> tuple[int, str]: ...
    def checkpoints(self) -> Sequence[Checkpoint]: ...
    def close(self, checkpoint: Checkpoint) -> None: ...
    def drop(self, segment: str, at: dt.datetime, at_most: int) -> int: ...
    def bodies(self, numbers: Sequence[int]) -> Mapping[int, Mapping[str, Plain]]: ...
    def forget_bodies(self, about: Sequence[str]) -> int: ...
