"""Writes what a command leaves on the disk; a disk that says no is Unavailable, not a bug."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from desk_app.domain.errors import DiskFull, StoreExists, StoreReadOnly


def write_text(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write a new file. Raises StoreExists, StoreReadOnly or DiskFull."""
    if _is_there(path):
        raise StoreExists(str(path))
    replace_text(path, text, encoding=encoding)


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Write a new file line by line and return how many; half a file is taken away again.

    Raises StoreExists, StoreReadOnly or DiskFull.
    """
    if _is_there(path):
        raise StoreExists(str(path))
    count = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as file:
            for line in lines:
                file.write(f"{line}\n")
                count += 1
    except OSError as error:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise _meant(error, path) from error
    return count


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[Callable[[bytes], None]]:
    """Claim a new file before what cannot be undone is done; yield what writes its content.

    Nothing is left of it where that fails. Raises StoreExists, StoreReadOnly or DiskFull.
    """
    if _is_there(path):
        raise StoreExists(str(path))
    replace_bytes(path, b"")
    try:
        yield lambda content: replace_bytes(path, content)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def replace_text(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write a file and its folder, over an older one. Raises StoreReadOnly or DiskFull."""
    replace_bytes(path, text.encode(encoding))


def replace_bytes(path: Path, content: bytes) -> None:
    """Write a file and its folder, over an older one. Raises StoreReadOnly or DiskFull."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise _meant(error, path) from error


def _is_there(path: Path) -> bool:
    """A name that the disk cannot even look for can be written to as little."""
    try:
        return path.exists()
    except OSError as error:
        raise _meant(error, path) from error


def _meant(error: OSError, path: Path) -> DiskFull | StoreReadOnly:
    return (DiskFull if error.errno == errno.ENOSPC else StoreReadOnly)(str(path))
