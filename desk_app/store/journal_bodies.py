"""What the journal's facts say of visitors: sealed beside the chain, gone when their day's key is.

The chain holds the hash of the sealed bytes, so nothing of it is missing when they go.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from desk_app.domain.errors import KeyMissing, KeyUnknown, StoreDamaged
from desk_app.domain.facts import Fact, Plain, about, body
from desk_app.domain.journal import body_digest, written
from desk_app.services.keeping_ports import Purpose
from desk_app.store.journal_tables import bodies as b
from desk_app.store.journal_tables import journal as j
from desk_app.store.sealing import SqlSeals

_INSERT = insert(b)
_COLUMN = "body"


class SqlBodies:
    """Seals and opens bodies in one transaction. *zone* is the site's: whose day an instant is."""

    def __init__(self, connection: Connection, seals: SqlSeals, zone: dt.tzinfo) -> None:
        self._connection = connection
        self._seals = seals
        self._zone = zone

    def put(self, fact: Fact, *, seq: int, of: UUID, at: dt.datetime) -> str:
        """Seal what *fact* says of a visitor beside the entry *seq*, whose id is *of*.

        Returns what the chain holds of it: its hash, empty where the fact says nothing.
        """
        said = body(fact)
        if not said:
            return ""
        day = at.astimezone(self._zone).date()
        sealed = self._seals.seal(
            written(said), purpose=Purpose.VISITOR, day=day, of=of, column=_COLUMN
        )
        row = {"seq": seq, "day": day, "about": about(fact), "sealed": sealed}
        self._connection.execute(_INSERT, row)
        return body_digest(sealed)

    def opened(self, numbers: Sequence[int]) -> Mapping[int, Mapping[str, Plain]]:
        """Return what the entries *numbers* say of visitors; what is gone is not in it.

        One that cannot be opened (edited, or its key is not there) says so as a field.
        """
        query = select(b.c.seq, b.c.sealed, j.c.id).join_from(b, j, j.c.seq == b.c.seq)
        rows = self._connection.execute(query.where(b.c.seq.in_(numbers)))
        said = {row.seq: self._said(row.sealed, row.id) for row in rows}
        return {seq: fields for seq, fields in said.items() if fields}

    def forget(self, subjects: Sequence[str]) -> int:
        """Take away what is about these tickets and keyed hashes; return how many."""
        return self._connection.execute(delete(b).where(b.c.about.in_(subjects))).rowcount

    def _said(self, sealed: bytes, of: UUID) -> dict[str, Plain]:
        try:
            text = self._seals.opened(sealed, purpose=Purpose.VISITOR, of=of, column=_COLUMN)
        except (StoreDamaged, KeyMissing, KeyUnknown) as error:
            return {"unreadable": type(error).__name__}
        return json.loads(text) if text else {}
