"""The desk's key set: what documents are hashed with, what the days' keys are wrapped with.

Not where it is kept (keyplaces.py), nor what is sealed (cipher.py), nor what signs (signing.py).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import hmac
import json
import secrets
from collections.abc import Collection

from desk_app.domain.errors import KeyUnknown

KEY_BYTES = 32
FORMAT = 2
HASH_DAYS = 366
"""Days a retired key of hashes is kept: the longest that anything is found by one (R-05b)."""
MASTER_DAYS = 60
"""Days a retired master key is kept: copies of the store still hold keys wrapped by it."""
HASH_YEAR = dt.timedelta(days=365)
"""How old a key of hashes may grow before another takes over (R-05)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: its *name* stands beside what it keyed, *since* is the first day it is used.

    *retired_on* is the day another took over. Its secret is in no text that a person reads.
    """

    name: str
    secret: bytes = dataclasses.field(repr=False)
    since: dt.date
    retired_on: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeySet:
    """Every key of a desk, oldest first; the last of each kind is in force, or will be."""

    hashes: tuple[Key, ...]
    masters: tuple[Key, ...]

    @property
    def master(self) -> Key:
        """The master key in force."""
        return self.masters[-1]

    def master_called(self, name: str) -> Key:
        """Return the master key of this name. Raises KeyUnknown."""
        for key in self.masters:
            if key.name == name:
                return key
        raise KeyUnknown(name)

    def hash_key(self, day: dt.date) -> Key:
        """Return the key documents are hashed with on *day*: one the whole day (AT-11)."""
        begun = [key for key in self.hashes if key.since <= day]
        return (begun or self.hashes[:1])[-1]

    def hash_rotated(self, today: dt.date) -> KeySet:
        """Return the set with a new key of hashes, from tomorrow on: today's are compared.

        One that waits for tomorrow already keys nothing and gives way.
        """
        tomorrow = today + dt.timedelta(days=1)
        used = [key for key in self.hashes if key.since <= today] or self.hashes[:1]
        old = tuple(_retired(key, tomorrow) for key in used)
        return dataclasses.replace(self, hashes=(*old, new_key(tomorrow)))

    def master_rotated(self, today: dt.date) -> KeySet:
        """Return the set with a new master key, in force at once."""
        old = tuple(_retired(key, today) for key in self.masters)
        return dataclasses.replace(self, masters=(*old, new_key(today)))

    def hash_is_old(self, today: dt.date) -> bool:
        """True once a year has passed since the key of hashes took over (R-05)."""
        return self.hashes[-1].since + HASH_YEAR <= today

    def kept(self, today: dt.date, in_use: Collection[str]) -> KeySet:
        """Return the set without the retired keys that key nothing any more.

        *in_use* names the master keys that still wrap a day's key.
        """
        return KeySet(
            hashes=tuple(key for key in self.hashes if _is_kept(key, today, HASH_DAYS)),
            masters=tuple(
                key
                for key in self.masters
                if key.name in in_use or _is_kept(key, today, MASTER_DAYS)
            ),
        )


def new_keys(today: dt.date) -> KeySet:
    """Return a set with a first key of each kind."""
    return KeySet(hashes=(new_key(today),), masters=(new_key(today),))


def new_key(since: dt.date) -> Key:
    """Return a new random key with a random name."""
    return Key(name=secrets.token_hex(4), secret=secrets.token_bytes(KEY_BYTES), since=since)


def keyed_hash(key: bytes, canonical: bytes) -> str:
    """Return the hex HMAC-SHA-256 of *canonical*: the same person gives the same text (AT-11)."""
    return hmac.new(key, canonical, hashlib.sha256).hexdigest()


def written(keys: KeySet) -> str:
    """Return *keys* as the text that is kept."""
    kinds = {"hash": keys.hashes, "master": keys.masters}
    document = {kind: [_plain(key) for key in of] for kind, of in kinds.items()}
    return json.dumps({"version": FORMAT, **document}, indent=1)


def parsed(text: str) -> KeySet:
    """Return the keys of a text that was kept. Raises ValueError for anything else."""
    try:
        document = json.loads(text)
        if document["version"] != FORMAT:
            raise ValueError("version")
        hashes, masters = (tuple(map(_key, document[kind])) for kind in ("hash", "master"))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("keys") from error
    if not hashes or not masters:
        raise ValueError("keys")
    return KeySet(hashes=hashes, masters=masters)


def _retired(key: Key, on: dt.date) -> Key:
    return key if key.retired_on else dataclasses.replace(key, retired_on=on)


def _is_kept(key: Key, today: dt.date, days: int) -> bool:
    return key.retired_on is None or today < key.retired_on + dt.timedelta(days=days)


def _plain(key: Key) -> dict[str, str]:
    plain = {"name": key.name, "key": key.secret.hex(), "since": str(key.since)}
    return plain | ({"retired": str(key.retired_on)} if key.retired_on else {})


def _key(plain: dict[str, str]) -> Key:
    secret = bytes.fromhex(plain["key"])
    if len(secret) != KEY_BYTES:
        raise ValueError("key")
    retired = plain.get("retired")
    return Key(
        name=plain["name"],
        secret=secret,
        since=dt.date.fromisoformat(plain["since"]),
        retired_on=dt.date.fromisoformat(retired) if retired else None,
    )
