"""AES-256-GCM, and the keys of the days under the desk's master key. It keeps no key on disk."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from desk_app.security.keys import KEY_BYTES, KeySet
from desk_app.services.keeping_ports import SealBroken, Wrapped

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
"""Random for each seal (NIST SP 800-38D, 8.2.2): a day's key seals some thousands, not 2**32."""
KEPT = 64
"""Keys of days held open in memory at most."""


class DayCipher:
    """See `services.keeping_ports.Cipher`. *keys* gives the desk's key set as it is now."""

    def __init__(self, keys: Callable[[], KeySet]) -> None:
        self._keys = keys
        self._open: dict[tuple[bytes, bytes], bytes] = {}

    @property
    def master(self) -> str:
        """The name of the master key in force."""
        return self._keys().master.name

    def new_key(self, context: bytes) -> Wrapped:
        """Return a new key for a day, wrapped."""
        return self.wrap(secrets.token_bytes(KEY_BYTES), context)

    def wrap(self, key: bytes, context: bytes) -> Wrapped:
        """Return *key* sealed under the master key in force."""
        master = self._keys().master
        return Wrapped(master=master.name, wrapped=self.seal(master.secret, key, context))

    def unwrap(self, key: Wrapped, context: bytes) -> bytes:
        """Return the key that was wrapped. Raises KeyUnknown or SealBroken."""
        known = self._open.get((key.wrapped, context))
        if known is None:
            master = self._keys().master_called(key.master)
            known = self.unseal(master.secret, key.wrapped, context)
            if len(self._open) >= KEPT:
                self._open.clear()
            self._open[key.wrapped, context] = known
        return known

    def seal(self, key: bytes, plain: bytes, context: bytes) -> bytes:
        """Return nonce, ciphertext and tag of *plain*."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + _aes(key).encrypt(nonce, plain, context)

    def unseal(self, key: bytes, sealed: bytes, context: bytes) -> bytes:
        """Return what was sealed. Raises SealBroken."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - see _aes

        try:
            return _aes(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
        except (InvalidTag, ValueError) as error:
            raise SealBroken from error


def _aes(key: bytes) -> AESGCM:
    """Most commands seal nothing: the library is read when something is."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    return AESGCM(key)
