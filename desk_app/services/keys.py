"""A new key takes over: an act of an administrator, recorded. The keys themselves are elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.account_facts import KeysRotated
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power
from desk_app.services.day import allow, locked
from desk_app.services.ports import Begin, Clock, Read


def rotated(
    kind: str,
    turn: Callable[[], str],
    *,
    by: AgentLogin | None,
    begin: Begin,
    read: Read,
    clock: Clock,
) -> str:
    """Have *turn* put a new key of *kind* in force; record and return its name.

    The days' keys are wrapped again under the master key in force: interrupted, the next rotation
    finishes it, for retired keys stay. Raises what `day.allow` does and what *turn* does.
    """
    with read() as work:
        allow(work, clock(), by, Power.CONFIGURE)
    name = turn()
    with begin() as work:
        act = locked(work, clock(), by, Power.CONFIGURE)
        work.seals.rewrap()
        act.record(KeysRotated(kind=kind, key=name))
    return name
