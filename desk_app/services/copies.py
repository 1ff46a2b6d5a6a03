"""Copies of the store as acts: who may make one, and the fact that one was made or put back."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.account_facts import BackupMade, StoreRestored
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power
from desk_app.services.day import allow, locked
from desk_app.services.ports import Begin, Clock, Read


def copied(
    make: Callable[[], str], *, by: AgentLogin, begin: Begin, read: Read, clock: Clock
) -> str:
    """Have *make* copy the store and answer its SHA-256, which is recorded and returned.

    Raises what `day.allow` does, before anything is copied, and what *make* does.
    """
    with read() as work:
        allow(work, clock(), by, Power.CONFIGURE)
    sha256 = make()
    note_copy(BackupMade(sha256=sha256), by=by, begin=begin, clock=clock)
    return sha256


def allow_restoring(*, by: AgentLogin, read: Read, clock: Clock) -> None:
    """Refuse unless *by* may put a copy back. Raises what `day.allow` does."""
    with read() as work:
        allow(work, clock(), by, Power.CONFIGURE)


def note_copy(
    fact: BackupMade | StoreRestored, *, by: AgentLogin | None, begin: Begin, clock: Clock
) -> None:
    """Record that a copy was made or put back; the program itself is *by* None."""
    with begin() as work:
        locked(work, clock(), by, Power.CONFIGURE).record(fact)
