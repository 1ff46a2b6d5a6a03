"""The journal by whole months and as raw rows: for who verifies, closes a month or drops one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, delete, insert, select, update

from desk_app.domain.journal import GENESIS, Line, body_digest
from desk_app.domain.segments import Checkpoint
from desk_app.store.journal_tables import checkpoints as c
from desk_app.store.journal_tables import journal as j

if TYPE_CHECKING:
    from typing import Any

# The database joins the fields of a row itself: a million of them are read in seconds, and bytes
# that are no text (an edited file) are a broken entry, not an error. The text of the chain says
# None for nobody: an author who is called so was put there.
_SQLITE_LINES = """
SELECT journal.seq,
  CAST(journal.seq || char(31) || id || char(31) || kind || char(31) || v || char(31) || at
    || char(31) || desk || char(31) || ifnull(author, 'None') || char(31) || header
    || char(31) || body_hash AS BLOB),
  CAST(hash AS BLOB),
  ifnull(author, '') <> 'None' AND
  CASE WHEN ticket IS NULL THEN instr(header, '"ticket":"') = 0
    ELSE length(CAST(ticket AS BLOB)) = 32 AND instr(header,
      '"ticket":"' || substr(ticket, 1, 8) || '-' || substr(ticket, 9, 4) || '-'
      || substr(ticket, 13, 4) || '-' || substr(ticket, 17, 4) || '-' || substr(ticket, 21) || '"')
  END,
  CAST(bodies.sealed AS BLOB), CAST(body_hash AS BLOB)
FROM journal LEFT JOIN bodies ON bodies.seq = journal.seq
WHERE journal.seq > ? ORDER BY journal.seq LIMIT ?
"""
_POSTGRES_LINES = """
SELECT journal.seq,
  convert_to(concat_ws(chr(31), journal.seq, replace(id::text, '-', ''), kind, v,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), desk, coalesce(author, 'None'),
    header, body_hash), 'UTF8'),
  convert_to(hash, 'UTF8'),
  coalesce(author, '') <> 'None' AND
  CASE WHEN ticket IS NULL THEN strpos(header, '"ticket":"') = 0
    ELSE strpos(header, '"ticket":"' || ticket::text || '"') > 0 END,
  bodies.sealed, convert_to(body_hash, 'UTF8')
FROM journal LEFT JOIN bodies ON bodies.seq = journal.seq
WHERE journal.seq > %s ORDER BY journal.seq LIMIT %s
"""
_DROP = "SELECT drop_journal_segment(%s, %s, %s)"


class SqlMonths:
    """The part of `services.journal_ports.Journal` that looks at lines and checkpoints."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lines(self, seq: int, limit: int) -> Sequence[Line]:
        """Return at most *limit* rows behind number *seq*, in order, as they are kept."""
        query = _SQLITE_LINES if self._is_sqlite else _POSTGRES_LINES
        cursor = self._connection.connection.cursor()
        try:
            cursor.execute(query, (seq, limit))
            rows = cursor.fetchall()
        finally:
            cursor.close()
        return [_line(row) for row in rows]

    def last_before(self, at: dt.datetime) -> tuple[int, str]:
        """Return number and hash of the last entry of an instant before *at*."""
        query = select(j.c.seq, j.c.hash).where(j.c.at < at).order_by(j.c.seq.desc()).limit(1)
        row = self._connection.execute(query).first()
        return (0, GENESIS) if row is None else (row.seq, row.hash)

    def checkpoints(self) -> Sequence[Checkpoint]:
        """Return the closed months, oldest first."""
        query = select(c).order_by(c.c.last_seq)
        return [_checkpoint(row) for row in self._connection.execute(query)]

    def close(self, checkpoint: Checkpoint) -> None:
        """Close a month; a month is closed once."""
        self._connection.execute(
            insert(c).values(
                segment=checkpoint.segment,
                first_seq=checkpoint.first_seq,
                last_seq=checkpoint.last_seq,
                head=checkpoint.head,
                closed_at=checkpoint.closed_at,
                key=checkpoint.key,
                signature=checkpoint.signature,
            )
        )

    def drop(self, segment: str, at: dt.datetime, at_most: int) -> int:
        """Take at most *at_most* entries of the closed month *segment* away; return how many."""
        if not self._is_sqlite:
            answer = self._connection.exec_driver_sql(_DROP, (segment, at, at_most))
            return int(answer.scalar_one())
        mark = update(c).where(c.c.segment == segment, c.c.dropped_at.is_(None))
        self._connection.execute(mark.values(dropped_at=at))
        oldest = (
            select(j.c.seq)
            .join(c, j.c.seq.between(c.c.first_seq, c.c.last_seq))
            .where(c.c.segment == segment)
            .order_by(j.c.seq)
            .limit(at_most)
        )
        return self._connection.execute(delete(j).where(j.c.seq.in_(oldest))).rowcount

    @property
    def _is_sqlite(self) -> bool:
        return self._connection.dialect.name == "sqlite"


def _line(row: tuple[int, bytes | None, bytes | None, object, bytes | None, bytes]) -> Line:
    seq, text, hash_, fits, sealed, body_hash = row
    if sealed is not None:
        fits = fits and body_digest(sealed).encode() == body_hash
    return Line(seq, None if text is None else bytes(text), _ascii(hash_), bool(fits))


def _ascii(hash_: bytes | None) -> str:
    return bytes(hash_).decode("ascii", "replace") if hash_ is not None else ""


def _checkpoint(row: Row[Any]) -> Checkpoint:
    return Checkpoint(
        segment=row.segment,
        first_seq=row.first_seq,
        last_seq=row.last_seq,
        head=row.head,
        closed_at=row.closed_at,
        key=row.key,
        signature=row.signature,
        dropped_at=row.dropped_at,
    )
