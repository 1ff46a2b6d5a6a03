"""What a password hash costs at a desk: found when it is made, kept beside its store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desk_app.security.passwords import Argon2, Cost, cost_file, keep_cost, kept_cost
from desk_app.store.engine import sqlite_path
from desk_app.store.setup import discard


def hasher_at(store: Path) -> Argon2:
    """Return what hashes the passwords of a desk, at the cost found when it was made."""
    return Argon2(kept_cost(store))


def keep_tuned(url: str, tune: Callable[[], Cost]) -> None:
    """Have *tune* find what suits this machine and keep it beside the store at *url*."""
    path = sqlite_path(url)
    if path is not None:
        keep_cost(path, tune())


def discard_desk(url: str) -> None:
    """Remove a store that could not be made whole, and the cost beside it; keys always stay."""
    discard(url)
    path = sqlite_path(url)
    if path is not None:
        cost_file(path).unlink(missing_ok=True)
