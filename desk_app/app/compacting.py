"""When the desk's file is written anew: once its windows are closed and nobody is served."""

from __future__ import annotations

import contextlib

from desk_app.app.desk import Desk
from desk_app.app.guard import only_copy
from desk_app.domain.errors import QueueServed, Unavailable
from desk_app.domain.people import AgentLogin
from desk_app.services.retention import allow_compacting, still_served
from desk_app.store.compacting import compact, freed
from desk_app.store.engine import sqlite_path


def close_and_compact(desk: Desk) -> None:
    """Close *desk*, and give back what its purges freed unless visitors are still served.

    The caller holds the desk for itself (`guard.only_copy`). What cannot be done now is done at
    the next closing.
    """
    is_due = False
    with contextlib.suppress(Unavailable):
        served = still_served(read=desk.read, clock=desk.clock, holidays=desk.holidays)
        is_due = not served and freed(desk.url) > 0
    desk.close()
    if is_due:
        with contextlib.suppress(Unavailable):
            compact(desk.url)


def compact_by_hand(desk: Desk, by: AgentLogin) -> int:
    """Give back what purges freed, windows closed; return the bytes.

    Raises DeskTaken while windows are open on the desk, QueueServed while visitors wait, what
    `day.allow` does, and Unavailable.
    """
    allow_compacting(by=by, read=desk.read, clock=desk.clock)
    served = still_served(read=desk.read, clock=desk.clock, holidays=desk.holidays)
    if served:
        raise QueueServed(served)
    path = sqlite_path(desk.url)
    with only_copy(path) if path else contextlib.nullcontext():
        return compact(desk.url)
