"""What the commands ask of a desk's care for its data: keys, forgetting, copies."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping

from desk_app.domain.people import AgentLogin
from desk_app.domain.retention import Kept


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """A key by its kind (`hash`, `master`, `sign`, `code`) and name; its secret is told nowhere."""

    kind: str
    name: str
    since: dt.date | None
    retired_on: dt.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeyStanding:
    """Where the keys are and what protects them.

    *fault* is empty, `missing`, `unreadable` or `open` (others may read the file). *is_ring* says
    that the account's keyring holds them; *disk* whether the disk is encrypted, None where the
    system does not tell; *has_tpm* whether the computer could keep the disk's key.
    """

    place: str
    fault: str
    is_ring: bool
    disk: bool | None
    has_tpm: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A desk that was put back: the journal's *entries* and *head*, the file kept beside.

    *lost_tickets* were handed out today and are not in the copy, None where nobody can tell;
    then numbers go on *skipped* further. *signed* is false where no signing key was there to tell.
    """

    entries: int
    head: str
    replaced: str
    lost_tickets: int | None
    skipped: int
    signed: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """`purge` answers how much of each kind was forgotten; `rotate` the new key's name.

    `hashes` gives what a document may be known by: under every key of hashes that is kept.
    `code_standing` answers where the key of the papers' codes is and its fault, as KeyStanding
    names them; `key_files` the files that a copy of the data is of use with.
    `compact` answers the bytes given back; it raises DeskTaken and QueueServed.
    """

    purge: Callable[[AgentLogin], Mapping[Kept, int]]
    hashes: Callable[[bytes], tuple[str, ...]]
    keys: Callable[[], tuple[KeyLine, ...]]
    rotate: Callable[[str, AgentLogin], str]
    key_standing: Callable[[], KeyStanding]
    code_standing: Callable[[], tuple[str, str]]
    key_files: Callable[[], tuple[str, ...]]
    last_copy: Callable[[], dt.date | None]
    compact: Callable[[AgentLogin], int]
