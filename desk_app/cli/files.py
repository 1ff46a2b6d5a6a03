"""Writes what a command leaves on the disk; a disk that says no is Unavailable, not a bug."""

from __future__ import annotations

import errno
from pathlib import Path

from desk_app.domain.errors import DiskFull, StoreExists, StoreReadOnly


def write_text(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write a new file. Raises StoreExists, StoreReadOnly or DiskFull."""
    if path.exists():
        raise StoreExists(str(path))
    replace_text(path, text, encoding=encoding)


def replace_text(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write a file and its folder, over an older one. Raises StoreReadOnly or DiskFull."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding=encoding, newline="")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(str(path)) from error
        raise StoreReadOnly(str(path)) from error
