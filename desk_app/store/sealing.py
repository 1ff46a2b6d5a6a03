"""Personal columns as ciphertext under the key of their day, and those keys. It knows no secret.

A sealed value says which day's key sealed it. When that key is destroyed, the value is gone
wherever its bytes still lie: in a freed page, in the journal of the file, on a swapped disk.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Executable, Row, bindparam, delete, select, update

from desk_app.domain.errors import KeyMissing, StoreDamaged
from desk_app.services.keeping_ports import Cipher, Purpose, SealBroken, Wrapped
from desk_app.store.days import upsert
from desk_app.store.journal_tables import data_keys as k

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

SEALED = 1
CLEAR = 0
_HEAD_BYTES = 8
"""A byte for the form, three for the day's ordinal, four of the key's own hash."""


class SqlSeals:
    """Seals and opens in one transaction; see `services.keeping_ports.Seals`.

    Without a *cipher* nothing is sealed and nothing sealed is read: for a store that no desk
    opens, as in a bench of what sealing costs.
    """

    def __init__(self, connection: Connection, cipher: Cipher | None) -> None:
        self._connection = connection
        self._cipher = cipher
        self._keys: dict[tuple[Purpose, dt.date], bytes | None] = {}

    def seal(self, text: str, *, purpose: Purpose, day: dt.date, of: UUID, column: str) -> bytes:
        """Return *text* of *column* of the row *of*, sealed with the key of *day*.

        An empty text stays empty. Raises KeyMissing or KeyUnknown.
        """
        if not text:
            return b""
        if self._cipher is None:
            return bytes([CLEAR]) + text.encode()
        key = self._key(purpose, day, self._cipher) or self._new_key(purpose, day, self._cipher)
        head = bytes([SEALED]) + day.toordinal().to_bytes(3, "big") + _print_of(key)
        return head + self._cipher.seal(key, text.encode(), _context(head, of, column))

    def opened(self, sealed: bytes, *, purpose: Purpose, of: UUID, column: str) -> str | None:
        """Return the text that was sealed, None once its day's key is destroyed.

        Raises KeyMissing or KeyUnknown, and StoreDamaged where the bytes were changed.
        """
        if not sealed:
            return ""
        if self._cipher is None:
            if sealed[0] == CLEAR:
                return sealed[1:].decode()
            raise KeyMissing(self._place)
        if sealed[0] != SEALED:
            raise StoreDamaged(self._place)  # put there by somebody without the keys
        head, rest = sealed[:_HEAD_BYTES], sealed[_HEAD_BYTES:]
        key = self._key(
            purpose, dt.date.fromordinal(int.from_bytes(head[1:4], "big")), self._cipher
        )
        if key is None or _print_of(key) != head[4:]:
            return None
        try:
            return self._cipher.unseal(key, rest, _context(head, of, column)).decode()
        except SealBroken as error:
            raise StoreDamaged(self._place) from error

    def holds(self, purpose: Purpose, before: dt.date) -> bool:
        """True while there is a key of *purpose* of a day before *before*."""
        query = select(k.c.day).where(k.c.purpose == purpose.value, k.c.day < before).limit(1)
        return self._connection.execute(query).first() is not None

    def forget(self, purpose: Purpose, before: dt.date) -> int:
        """Destroy the keys of *purpose* of the days before *before*; return how many."""
        self._keys.clear()
        of = (k.c.purpose == purpose.value, k.c.day < before)
        return self._connection.execute(delete(k).where(*of)).rowcount

    def rewrap(self) -> int:
        """Wrap every key that is under another master key again; return how many."""
        if self._cipher is None:
            return 0
        others = select(k).where(k.c.master != self._cipher.master).order_by(k.c.purpose, k.c.day)
        rows = self._connection.execute(others).all()
        for row in rows:
            context = _key_context(Purpose(row.purpose), row.day)
            key = self._cipher.unwrap(Wrapped(master=row.master, wrapped=row.wrapped), context)
            fresh = self._cipher.wrap(key, context)
            of = (k.c.purpose == row.purpose, k.c.day == row.day)
            values = {"master": fresh.master, "wrapped": fresh.wrapped}
            self._connection.execute(update(k).where(*of).values(**values))
        return len(rows)

    def masters(self) -> Sequence[str]:
        """Return the names of the master keys in use."""
        return list(self._connection.execute(select(k.c.master).distinct()).scalars())

    @property
    def _place(self) -> str:
        return str(self._connection.engine.url.database)

    def _key(self, purpose: Purpose, day: dt.date, cipher: Cipher) -> bytes | None:
        """Read the row once a transaction: another process may have destroyed it."""
        if (purpose, day) not in self._keys:
            given = {"of_purpose": purpose.value, "of_day": day}
            row = self._connection.execute(_KEY, given).first()
            self._keys[purpose, day] = (
                None if row is None else self._unwrapped(purpose, day, row, cipher)
            )
        return self._keys[purpose, day]

    def _unwrapped(
        self, purpose: Purpose, day: dt.date, row: Row[Any, Any], cipher: Cipher
    ) -> bytes:
        key = Wrapped(master=row.master, wrapped=row.wrapped)
        try:
            return cipher.unwrap(key, _key_context(purpose, day))
        except SealBroken as error:
            raise StoreDamaged(self._place) from error

    def _new_key(self, purpose: Purpose, day: dt.date, cipher: Cipher) -> bytes:
        """Two transactions of one day may come here at once: the key that is kept is the key."""
        fresh = cipher.new_key(_key_context(purpose, day))
        given: dict[str, object] = {"purpose": purpose.value, "day": day}
        given |= {"master": fresh.master, "wrapped": fresh.wrapped}
        self._connection.execute(_make_key(self._connection.dialect.name), given)
        del self._keys[purpose, day]
        key = self._key(purpose, day, cipher)
        if key is None:
            raise AssertionError("a key that was just made is not there")
        return key


_KEY = select(k.c.master, k.c.wrapped).where(
    k.c.purpose == bindparam("of_purpose"), k.c.day == bindparam("of_day")
)


@functools.cache
def _make_key(dialect: str) -> Executable:
    return upsert(dialect, k).on_conflict_do_nothing()


@functools.lru_cache(maxsize=64)
def _print_of(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()[:4]


def _context(head: bytes, of: UUID, column: str) -> bytes:
    return head + of.bytes + column.encode()


def _key_context(purpose: Purpose, day: dt.date) -> bytes:
    return f"{purpose.value}|{day}".encode()
