"""A new key put in force at a desk: by hand, or the key of hashes by itself once a year (R-05)."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from functools import partial

from desk_app.app.desk import Desk
from desk_app.domain.errors import StoreUnavailable
from desk_app.domain.people import AgentLogin
from desk_app.domain.retention import YEAR
from desk_app.printing.locks import hold
from desk_app.security.keys import KeySet
from desk_app.services.keys import rotated
from desk_app.services.ports import Begin

WAIT_S = 10.0
"""How long another process may be changing the keys: it writes one small file."""


def rotate(desk: Desk, kind: str, by: AgentLogin | None, *, begin: Begin | None = None) -> str:
    """Put a new key of *kind* (`hash`, `master`, `sign`, `code`) in force and return its name."""
    turns: dict[str, Callable[[], str]] = {
        "hash": partial(_turn_hash, desk),
        "master": partial(_turn_master, desk),
        "sign": desk.signer.rotate,
        "code": partial(_turn_code, desk),
    }
    return rotated(
        kind, turns[kind], by=by, begin=begin or desk.begin, read=desk.read, clock=desk.clock
    )


def turn_old_keys(desk: Desk, *, begin: Begin) -> None:
    """Put a new key of hashes in force once the one in force is a year old."""
    if desk.keys().hash_is_old(_today(desk)):
        rotate(desk, "hash", None, begin=begin)


def change_keys(desk: Desk, change: Callable[[KeySet], KeySet]) -> KeySet:
    """Keep what *change* makes of the keys as they are kept now, and return it.

    One process at a time: two that read, change and write at once would lose a key under which
    a day has been sealed. Raises StoreUnavailable where another keeps at it for WAIT_S.
    """
    deadline = time.monotonic() + WAIT_S
    while True:
        with hold(f"keys:{desk.path.absolute()}", desk.path.parent / ".verrous") as is_ours:
            if is_ours:
                before = desk.keys.look()
                after = change(before)
                if after != before:
                    desk.keys.put(after)
                return after
        if time.monotonic() > deadline:
            raise StoreUnavailable("keys")
        time.sleep(0.02)


def _turn_hash(desk: Desk) -> str:
    return change_keys(desk, lambda keys: keys.hash_rotated(_today(desk))).hashes[-1].name


def _turn_master(desk: Desk) -> str:
    return change_keys(desk, lambda keys: keys.master_rotated(_today(desk))).master.name


def _turn_code(desk: Desk) -> str:
    """One process at a time: of two keys made at once one would sign papers nobody checks.

    Proofs are kept longest of all that a code stands on, a year (L-04): so long the old key checks.
    """
    today = _today(desk)
    deadline = time.monotonic() + WAIT_S
    while True:
        with hold(f"codes:{desk.path.absolute()}", desk.path.parent / ".verrous") as is_ours:
            if is_ours:
                last_day = today + dt.timedelta(days=YEAR)
                return desk.codes.rotate(today, last_day=last_day).current.name
        if time.monotonic() > deadline:
            raise StoreUnavailable("codes")
        time.sleep(0.02)


def _today(desk: Desk) -> dt.date:
    return desk.clock().astimezone(desk.zone).date()
