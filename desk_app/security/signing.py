"""The desk's Ed25519 keys, in a file of their own beside the store: what a closed month is signed
with. The last line is the key in force; older ones stay, for what they signed."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.domain.errors import DiskFull, StoreReadOnly, StoreUnavailable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SEED_BYTES = 32
NAME_SIGNS = 16
"""Hex digits that name a key: the beginning of its public half."""


def signing_file(store: Path) -> Path:
    """Return where the signing keys of the store at *store* are: beside it, never in it."""
    return store.with_name(f"{store.name}.sign")


class DeskSigner:
    """See `services.journal_ports.Signer`: the keys in *path*, read when first asked for.

    A missing file is made; its key is then one that signed nothing before. Raises
    StoreUnavailable if the file cannot be read, StoreReadOnly or DiskFull if it cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, Ed25519PrivateKey] = {}

    @property
    def key(self) -> str:
        """The name of the key in force."""
        return list(self._keys())[-1]

    def sign(self, text: bytes) -> str:
        """Return the signature of *text* by the key in force, as hex."""
        return self._keys()[self.key].sign(text).hex()

    def is_signed(self, key: str, text: bytes, signature: str) -> bool:
        """True if *signature* is that of *text* by *key*, which is one of ours."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - see _private

        known = self._keys().get(key)
        if known is None:
            return False
        try:
            known.public_key().verify(bytes.fromhex(signature), text)
        except (InvalidSignature, ValueError):
            return False
        return True

    def public(self, key: str) -> str:
        """Return the public half of *key* as hex, empty if it is none of ours."""
        known = self._keys().get(key)
        return "" if known is None else known.public_key().public_bytes_raw().hex()

    def rotate(self) -> str:
        """Put a new key in force and return its name; what older ones signed stays valid."""
        self._keys()  # makes a missing file
        _write(self._path, [*_read(self._path), secrets.token_bytes(SEED_BYTES)])
        self._known.clear()
        return self.key

    def _keys(self) -> dict[str, Ed25519PrivateKey]:
        if not self._known:
            if not self._path.exists():
                _make(self._path)
            for seed in _read(self._path):
                private = _private(seed)
                name = private.public_key().public_bytes_raw().hex()[:NAME_SIGNS]
                self._known[name] = private
        return self._known


def _private(seed: bytes) -> Ed25519PrivateKey:
    """Most commands sign nothing: the library is read when a key is."""
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    return ed25519.Ed25519PrivateKey.from_private_bytes(seed)


def _read(path: Path) -> list[bytes]:
    try:
        seeds = [bytes.fromhex(line) for line in path.read_text(encoding="ascii").split()]
    except (OSError, ValueError) as error:
        raise StoreUnavailable(f"key file {path.name}") from error
    if not seeds or {len(seed) for seed in seeds} != {SEED_BYTES}:
        raise StoreUnavailable(f"key file {path.name}")
    return seeds


def _make(path: Path) -> None:
    """Two processes starting at once share one key: the file is linked into place, not written."""
    with _fresh(path, [secrets.token_bytes(SEED_BYTES)]) as fresh:
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        except OSError:  # a disk without links
            fresh.replace(path)


def _write(path: Path, seeds: list[bytes]) -> None:
    with _fresh(path, seeds) as fresh:
        fresh.replace(path)


@contextlib.contextmanager
def _fresh(path: Path, seeds: list[bytes]) -> Iterator[Path]:
    """A file beside *path* that only this account reads, whole on the disk before it is used."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.writelines(f"{seed.hex()}\n" for seed in seeds)
            file.flush()
            os.fsync(file.fileno())
        yield fresh
    except OSError as error:
        kind = DiskFull if error.errno == errno.ENOSPC else StoreReadOnly
        raise kind(str(path)) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
