"""One process at a time works a printer: a lock of the system, gone with its process."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pathlib
import sys
import tempfile
from collections.abc import Iterator


def folder() -> pathlib.Path:
    """Return where this user's printer locks are."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    return pathlib.Path(tempfile.gettempdir()) / f"desk-app-printers-{user}"


@contextlib.contextmanager
def hold(printer: str, locks: pathlib.Path) -> Iterator[bool]:
    """Yield whether *printer* is ours until the end of the block; it never waits."""
    locks.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = hashlib.sha256(printer.encode()).hexdigest()[:16]
    with (locks / f"{name}.lock").open("a+b") as file:
        is_ours = _lock(file.fileno())
        try:
            yield is_ours
        finally:
            if is_ours:
                _unlock(file.fileno())


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
