"""A new key put in force at a desk: by hand, or the key of hashes by itself once a year (R-05)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from desk_app.app.desk import Desk
from desk_app.domain.people import AgentLogin
from desk_app.services.keys import rotated
from desk_app.services.ports import Begin


def rotate(desk: Desk, kind: str, by: AgentLogin | None, *, begin: Begin | None = None) -> str:
    """Put a new key of *kind* (`hash`, `master`, `sign`) in force and return its name."""
    turns: dict[str, Callable[[], str]] = {
        "hash": partial(_turn_hash, desk),
        "master": partial(_turn_master, desk),
        "sign": desk.signer.rotate,
    }
    return rotated(
        kind, turns[kind], by=by, begin=begin or desk.begin, read=desk.read, clock=desk.clock
    )


def turn_old_keys(desk: Desk, *, begin: Begin) -> None:
    """Put a new key of hashes in force once the one in force is a year old."""
    if desk.keys().hash_is_old(_today(desk)):
        rotate(desk, "hash", None, begin=begin)


def _turn_hash(desk: Desk) -> str:
    keys = desk.keys().hash_rotated(_today(desk))
    desk.keys.put(keys)
    return keys.hashes[-1].name


def _turn_master(desk: Desk) -> str:
    keys = desk.keys().master_rotated(_today(desk))
    desk.keys.put(keys)
    return keys.master.name


def _today(desk: Desk) -> dt.date:
    return desk.clock().astimezone(desk.zone).date()
