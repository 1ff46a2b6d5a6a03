"""Whether this computer's clock can be believed, as the journal tells it (S-07)."""

from __future__ import annotations

import datetime as dt

from desk_app.domain.account_facts import ClockSetForward
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.services.ports import Begin, Clock, Read

LOOKED_AT = 2000
"""Entries looked at from the journal's end: more than a day of a large site leaves in an hour."""


def behind(*, read: Read, clock: Clock) -> dt.timedelta:
    """Return by how much the clock was set back, nothing once it has caught up again."""
    now = clock()
    with read() as work:
        seq, _head = work.journal.head()
        entries = work.journal.after(max(0, seq - LOOKED_AT), LOOKED_AT)
    for entry in reversed(entries):
        if entry.kind == "ClockSetBack":
            gap = dt.timedelta(seconds=int(str(entry.header["seconds"])))
            return gap if entry.at <= now < entry.at + gap else dt.timedelta()
    return dt.timedelta()


def note_forward(seconds: int, *, begin: Begin, clock: Clock) -> Changes:
    """Write to the journal that the clock was set forward by *seconds*: it is nobody's act."""
    with begin() as work:
        work.record(ClockSetForward(seconds=seconds), by=None, at=clock())
    return changes("clock", Topic.CLOCK)
