"""Keys in files the account alone may read, and what they hash. Encryption comes later."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from desk_app.domain.errors import DiskFull, StoreReadOnly, StoreUnavailable

KEY_BYTES = 32


def key_file(store: Path) -> Path:
    """Return where the keyed-hash key of the store at *store* is: beside it, never in it."""
    return store.with_name(f"{store.name}.key")


def read_or_make_key(path: Path) -> bytes:
    """Return the key in *path*, made at the first start.

    Raises StoreUnavailable if it cannot be read, StoreReadOnly if it cannot be made: without it
    no ticket can be bound to a document, and a new key would let everybody take a second one.
    """
    try:
        return _read(path)
    except FileNotFoundError:
        _make(path)
        return _read(path)


def keyed_hash(key: bytes, canonical: bytes) -> str:
    """Return the hex HMAC-SHA-256 of *canonical*: the same person gives the same text (AT-11)."""
    return hmac.new(key, canonical, hashlib.sha256).hexdigest()


def _read(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise StoreUnavailable(f"key file {path.name}") from error
    if len(key) != KEY_BYTES:
        raise StoreUnavailable(f"key file {path.name}")
    return key


def _make(path: Path) -> None:
    """Write the key to a file of its own first: two processes starting at once share one key."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        except OSError:
            fresh.replace(path)
    except OSError as error:
        kind = DiskFull if error.errno == errno.ENOSPC else StoreReadOnly
        raise kind(str(path)) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
