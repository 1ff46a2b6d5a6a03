"""Guichet 3 in each of its states, as values."""

from __future__ import annotations

import dataclasses

from desk_app.domain.counters import CounterState
from desk_app.domain.tickets import TicketStatus
from desk_app.services.counter import CounterScreen
from tests.ui.counter.day import SERVED, SERVING, at

JUST_CALLED = dataclasses.replace(
    SERVED,
    status=TicketStatus.CALLED,
    started_at=None,
    called_at=at(10, 41, 35),
    recallable_at=at(10, 42, 35),
)
CALLED = dataclasses.replace(SERVING, current=JUST_CALLED)
LAST_CALL = dataclasses.replace(SERVING, current=dataclasses.replace(JUST_CALLED, calls=3))
FREE = dataclasses.replace(SERVING, current=None)
NOBODY = dataclasses.replace(FREE, queue=(), waiting=0, parked=(), absent=())
PAUSED = dataclasses.replace(FREE, state=CounterState.PAUSED, since=at(10, 40))
CLOSED = dataclasses.replace(FREE, state=CounterState.CLOSED, since=at(10, 40))
CLOSING = dataclasses.replace(SERVING, state=CounterState.CLOSED)
LONG = dataclasses.replace(
    SERVING,
    current=dataclasses.replace(SERVED, started_at=at(10, 24, 55), party=3, steps=("Biométrie",)),
)

STATES: dict[str, CounterScreen] = {
    "serving": SERVING,
    "called": CALLED,
    "last call": LAST_CALL,
    "free": FREE,
    "nobody": NOBODY,
    "paused": PAUSED,
    "closed": CLOSED,
    "closing": CLOSING,
    "long": LONG,
}
