"""Where a desk's key set is kept: a file of its account alone, or the system's keyring."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import secrets
import stat
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from desk_app.domain.errors import DiskFull, KeyMissing, StoreReadOnly, StoreUnavailable
from desk_app.security.keys import KeySet, new_keys, parsed, written

SERVICE = "desk-app"
LOOK_AGAIN_S = 60.0
"""How old the keys of a keyring may be in memory: it does not tell when they change."""


class KeyPlace(Protocol):
    """One text, kept secret. `name` says where, for people; no text says what.

    `read` is None where nothing is kept. `make` keeps nothing where something is already: two
    processes that start at once share one text. `stamp` changes with the text. Reading raises
    StoreUnavailable, writing StoreReadOnly or DiskFull.
    """

    @property
    def name(self) -> str: ...
    def read(self) -> str | None: ...
    def make(self, text: str) -> None: ...
    def write(self, text: str) -> None: ...
    def stamp(self) -> object: ...
    def is_private(self) -> bool: ...


class DeskKeys:
    """The keys of one desk, read when first asked for and again when they have changed."""

    def __init__(self, place: KeyPlace) -> None:
        self.place = place
        self._known: tuple[object, KeySet] | None = None
        self._guard = threading.Lock()

    def __call__(self) -> KeySet:
        """Return the keys as they are now. Raises KeyMissing or StoreUnavailable."""
        stamp = self.place.stamp()
        with self._guard:
            if self._known is None or (stamp is not None and self._known[0] != stamp):
                self._known = (stamp, self._read())
            return self._known[1]

    def make(self, today: dt.date) -> KeySet:
        """Make a first set, unless there is one already, and return what is kept."""
        self.place.make(written(new_keys(today)))
        return self()

    def look(self) -> KeySet:
        """Return the keys as they are kept now, not as they were read. Raises as a call does."""
        return self._read()

    def put(self, keys: KeySet) -> None:
        """Keep *keys*, whole or not at all."""
        self.place.write(written(keys))
        with self._guard:
            self._known = None

    def _read(self) -> KeySet:
        text = self.place.read()
        if text is None:
            raise KeyMissing(self.place.name)
        try:
            return parsed(text)
        except ValueError as error:
            raise StoreUnavailable(f"keys in {self.place.name}") from error


def key_file(store: Path) -> Path:
    """Return where the keys of the store at *store* are: beside it, never in it."""
    return store.with_name(f"{store.name}.key")


class FileKeys:
    """Keys in a file that its account alone may read (S-04)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def name(self) -> str:
        """The file's path."""
        return str(self._path)

    def read(self) -> str | None:
        """Return the text."""
        try:
            return self._path.read_text(encoding="ascii")
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise StoreUnavailable(f"key file {self._path.name}") from error

    def make(self, text: str) -> None:
        """Keep *text* unless a file is there."""
        if self._path.exists():
            return
        with self._fresh(text) as fresh:
            try:
                os.link(fresh, self._path)
            except FileExistsError:
                pass
            except OSError:  # a disk without links
                fresh.replace(self._path)

    def write(self, text: str) -> None:
        """Put *text* in the place of the old one, whole or not at all."""
        with self._fresh(text) as fresh:
            fresh.replace(self._path)

    def stamp(self) -> object:
        """Return what a change of the file changes; None while there is none."""
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def is_private(self) -> bool:
        """True if nobody but the account may read the file; Windows' own rights are not told."""
        if sys.platform == "win32":
            return True
        return not stat.S_IMODE(self._path.stat().st_mode) & 0o077

    @contextlib.contextmanager
    def _fresh(self, text: str) -> Iterator[Path]:
        fresh = self._path.with_name(f"{self._path.name}.{secrets.token_hex(4)}")
        try:
            handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            yield fresh
        except OSError as error:
            kind = DiskFull if error.errno == errno.ENOSPC else StoreReadOnly
            raise kind(str(self._path)) from error
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)


class RingKeys:
    """Keys in the keyring of the account: the system keeps them with the account's password."""

    def __init__(self, store: Path) -> None:
        self._of = str(store.absolute())

    @property
    def name(self) -> str:
        """The entry of the keyring."""
        return f"{SERVICE}: {self._of}"

    def read(self) -> str | None:
        """Return the text."""
        import keyring  # noqa: PLC0415 - most desks keep a file
        import keyring.errors  # noqa: PLC0415

        try:
            return keyring.get_password(SERVICE, self._of)
        except keyring.errors.KeyringError as error:
            raise StoreUnavailable(f"keyring ({error})") from error

    def make(self, text: str) -> None:
        """Keep *text* unless something is kept."""
        if self.read() is None:
            self.write(text)

    def write(self, text: str) -> None:
        """Put *text* in the place of the old one."""
        import keyring  # noqa: PLC0415 - most desks keep a file
        import keyring.errors  # noqa: PLC0415

        try:
            keyring.set_password(SERVICE, self._of, text)
        except keyring.errors.KeyringError as error:
            raise StoreReadOnly(self.name) from error

    def stamp(self) -> object:
        """A keyring does not tell: it is read again every minute."""
        return time.monotonic() // LOOK_AGAIN_S

    def is_private(self) -> bool:
        """A keyring is its account's."""
        return True
