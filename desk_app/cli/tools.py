"""What the commands need from the world. Plain callables that app.py fills; no adapter here."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from desk_app.cli.care import Care, Restored
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import JobId, PrintState
from desk_app.services.account_ports import Hasher
from desk_app.services.appointments import Cool
from desk_app.services.code_ports import Codes
from desk_app.services.free_days import FreeDays
from desk_app.services.handing import Printer
from desk_app.services.journal_ports import Signer
from desk_app.services.ports import (
    Begin,
    Clock,
    Hashes,
    Holidays,
    KeyedHash,
    NewCode,
    NewId,
    Read,
    UnitOfWork,
)
from desk_app.services.register_ports import NewSecret


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """How many papers came out and how many jobs are still to be printed."""

    printed: int
    left: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """The engine behind a store: `sqlite` or `postgresql`, its version, how it keeps its journal.

    *is_safe* is false where a power cut or two writers could lose what was answered, or where the
    role the desk works under could change the journal.
    """

    dialect: str
    version: str
    journal_mode: str
    is_safe: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An open desk. *begin* and *read* are its transactions; the rest is what services ask for.

    `code_printer` is the printer of secrets, None where papers are files that stay.
    `wait_for` works the desk's printer until the job settles or the seconds have passed.
    `probe_printer` answers a cause of `words/printers.py`, empty when the printer would print;
    it raises BadPrinterAddress or ProfileFaults. `integrity` lists what the database finds wrong
    with its own file. `hasher` costs what suits this machine. `close` ends every connection.
    """

    url: str
    begin: Begin
    read: Read
    clock: Clock
    new_id: NewId
    new_code: NewCode
    new_secret: NewSecret
    keyed_hash: KeyedHash
    hashes: Hashes
    holidays: Holidays
    printer: Callable[[], Printer]
    code_printer: Callable[[], Printer | None]
    print_pending: Callable[[], Printed]
    wait_for: Callable[[JobId, float], PrintState]
    probe_printer: Callable[[], str]
    database: Callable[[], Database]
    integrity: Callable[[], tuple[str, ...]]
    signer: Callable[[], Signer]
    codes: Callable[[], Codes]
    free_days: FreeDays
    cool: Cool
    care: Callable[[], Care]
    hasher: Callable[[], Hasher]
    close: Callable[[], None]

    def joined(self, work: UnitOfWork) -> Desk:
        """Return the desk whose services all work inside the one transaction of *work*."""
        return dataclasses.replace(
            self, begin=lambda: nullcontext(work), read=lambda: nullcontext(work)
        )


Prove = Callable[[Desk], AgentLogin]
"""Who acts, by the accounts of a desk. Raises AgentNeeded and what `accounts.check` does."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NewStore:
    """A store to make: empty, its site is loaded next."""

    url: str
    rehearsal: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """How a command reaches a desk.

    `open_desk` raises NoStore, NotOurStore, StoreTooNew, StoreNeedsUpgrade, StoreReadOnly, and
    OnlyRehearsal where a clock was set for a real desk. `discard_store` removes a store whose
    making failed before its site was in it. `upgrade` answers the schema's revision.
    `grant` gives a role of a PostgreSQL server what a desk needs; it raises BadValue.
    `save_report` writes what a developer needs of a bug, nothing of a person, and says where.
    """

    default_store: Callable[[], str]
    open_desk: Callable[[str], Desk]
    create_store: Callable[[NewStore], Desk]
    discard_store: Callable[[str], None]
    upgrade: Callable[[str], str]
    grant: Callable[[str, str], None]
    backup: Callable[[str, Path], str]
    restore: Callable[[str, Path, bool, Prove], Restored]
    save_report: Callable[[BaseException], str]


DEMONSTRATION_ADMINISTRATOR = AgentLogin("admin")
"""Who acts on a rehearsal store when nobody is named."""
