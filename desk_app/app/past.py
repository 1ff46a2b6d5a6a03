"""Closes what past days left open in a store: the days themselves, the months of the journal."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from desk_app.domain.changes import Changes
from desk_app.domain.errors import Unavailable
from desk_app.domain.journal import Entry
from desk_app.domain.site import Site
from desk_app.security.codes import cooling
from desk_app.security.signing import DeskSigner, signing_file
from desk_app.services.direction import close_past_days
from desk_app.services.months import close_months
from desk_app.services.ports import Clock
from desk_app.services.register_days import begin_day
from desk_app.settings.holidays import holidays_around
from desk_app.store.engine import sqlite_path
from desk_app.store.work import Store

_FACTS = 10_000
"""More than a day's closing writes."""


def close_past(store: Store, clock: Clock) -> Changes:
    """Begin the register's day, close the days and months that are past; cheap when done.

    Winners who did not answer lapse first: their places are over for them, not for the day.
    """
    begun = begin_day(
        begin=store.begin,
        read=store.read,
        clock=clock,
        holidays=partial(_holidays, clock=clock),
        cool=cooling,
    )
    closed = close_past_days(begin=store.begin, read=store.read, clock=clock)
    _close_months(store, clock)
    return dataclasses.replace(closed, topics=closed.topics | begun.topics)


def close_and_tell(store: Store, clock: Clock) -> Sequence[Entry]:
    """Close what is past and return the facts of it."""
    with store.read() as work:
        before = work.journal.head()[0]
    if not close_past(store, clock).topics:
        return ()
    with store.read() as work:
        return work.journal.after(before, _FACTS)


def _holidays(site: Site, *, clock: Clock) -> frozenset[dt.date]:
    return holidays_around(site.holidays, clock().astimezone(site.time_zone).date())


def _close_months(store: Store, clock: Clock) -> None:
    """A desk whose signing key cannot be had opens all the same: the month waits for it."""
    signer = DeskSigner(signing_file(sqlite_path(store.url) or Path("site")))
    with contextlib.suppress(Unavailable):
        close_months(begin=store.begin, read=store.read, clock=clock, signer=signer)
