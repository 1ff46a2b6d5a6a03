"""A desk's place in its site, in the desk's own file: what it has told, what has come back.

The journal is what is sent; there is no second list of things to send.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import (
    Connection,
    Executable,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from desk_app.domain.journal import GENESIS
from desk_app.domain.meeting import FACTS_AT_MOST, Offer, SentFact, Want
from desk_app.domain.shared import Kind, Shared, Thing, things
from desk_app.domain.tickets import DeskCode
from desk_app.store.days import upsert
from desk_app.store.images import written
from desk_app.store.journal_tables import bodies, journal
from desk_app.store.schema import number_series
from desk_app.store.showing import image
from desk_app.store.site_rows import shared
from desk_app.store.site_tables import replica_head as h
from desk_app.store.site_tables import replica_rows as r
from desk_app.store.work import SqlWork

if TYPE_CHECKING:
    from typing import Any

SKIPPED = 10
"""How many own numbers are passed over after an unclean end: a lying disk may have lost some."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the desk stands; see `store.site_tables.replica_head`."""

    incarnation: UUID
    base: int = 0
    base_hash: str = GENESIS
    acked: int = 0
    settled: int = 0
    cursor: int = 0
    epoch: int = 1
    site_epoch: int = 1
    letter: str = ""
    is_restored: bool = False
    is_clean: bool = True


class SqlReplica:
    """The replica in one transaction of the desk's file."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work
        self._connection: Connection = work.connection

    def join(self, incarnation: UUID) -> None:
        """Begin to share: everything in the journal will be told, from its first fact on."""
        self._connection.execute(
            insert(h), {"id": 1, **dataclasses.asdict(Place(incarnation=incarnation))}
        )

    def place(self) -> Place:
        """Return where the desk stands."""
        row = self._connection.execute(_PLACE).one()
        return Place(
            **{field.name: getattr(row, field.name) for field in dataclasses.fields(Place)}
        )

    def put(self, place: Place) -> None:
        """Save where the desk stands."""
        self._connection.execute(update(h).values(**dataclasses.asdict(place)))

    def restored(self, incarnation: UUID) -> None:
        """This file was put back from a copy: it has no rights before it has met the site."""
        self.put(self.renewed(self.place(), incarnation))

    def renewed(self, place: Place, incarnation: UUID) -> Place:
        """Return *place* under another incarnation; all rows will come down again.

        What the file was copied from has gone on: its rights, and its own numbers, may be used.
        """
        self._connection.execute(delete(r))
        return dataclasses.replace(
            place,
            incarnation=incarnation,
            base=place.acked,
            base_hash=self.hash_at(place.acked) or GENESIS,
            settled=min(place.settled, place.acked),
            cursor=0,
            is_restored=True,
        )

    def told_anew(self, place: Place, incarnation: UUID, site_epoch: int) -> Place:
        """Return *place* for a site whose store was put back: all facts kept are told again."""
        self._connection.execute(delete(r))
        base, base_hash = self._beginning()
        return dataclasses.replace(
            place,
            incarnation=incarnation,
            base=base,
            base_hash=base_hash,
            acked=base,
            settled=base,
            cursor=0,
            site_epoch=site_epoch,
        )

    def _beginning(self) -> tuple[int, str]:
        """Return number and hash of what stands before the first fact that is kept."""
        dropped = [each for each in self._work.journal.checkpoints() if each.dropped_at is not None]
        return (dropped[-1].last_seq, dropped[-1].head) if dropped else (0, GENESIS)

    def hash_at(self, seq: int) -> str | None:
        """Return the hash of the desk's own fact number *seq*, None if it has none."""
        if seq == 0:
            return GENESIS
        return self._connection.execute(_HASH, {"number": seq}).scalar()

    def offer(
        self, wants: Sequence[Want] = (), *, limit: int = FACTS_AT_MOST, program: str = ""
    ) -> Offer:
        """Return what to tell the site now: the facts it has not said it has."""
        place = self.place()
        entries = self._work.journal.after(place.acked, limit)
        last = entries[-1].seq if entries else place.acked
        sealed = self._sealed(place.acked, last)
        facts = tuple(SentFact(entry=one, sealed=sealed.get(one.seq)) for one in entries)
        about = {thing for one in entries for thing in things(one.kind, one.header)}
        images = {thing: image(thing, self._connection) for thing in about}
        return Offer(
            desk=self._work.rights.desk,
            incarnation=place.incarnation,
            base=place.base,
            base_hash=place.base_hash,
            after=place.acked,
            last_hash=place.base_hash
            if place.acked == place.base
            else self.hash_at(place.acked) or "",
            facts=facts,
            images={thing: one for thing, one in images.items() if one is not None},
            cursor=place.cursor,
            epoch=place.epoch,
            site_epoch=place.site_epoch,
            pending=self._work.journal.head()[0] - last,
            wants=tuple(wants),
            program=program,
        )

    @property
    def pending(self) -> int:
        """Count the facts that the site has not said it has."""
        return self._work.journal.head()[0] - self.place().acked

    def about(self, behind: int, until: int | None = None) -> set[Thing]:
        """Return what the facts behind number *behind*, up to *until*, are about."""
        given = {"behind": behind, "until": _LAST if until is None else until}
        found = self._connection.execute(_ABOUT, given)
        return {thing for row in found for thing in things(row.kind, json.loads(row.header))}

    def save(self, rows: Iterable[Shared]) -> None:
        """Keep rows that came down; one that is older than what is here stays out."""
        values = [
            {
                "kind": row.thing.kind.value,
                "key": row.thing.key,
                "position": row.position,
                "owner": row.owner,
                "version": row.version,
                "recall_to": row.recall_to,
                "image": written(row.image),
            }
            for row in rows
        ]
        if values:
            self._connection.execute(_save(self._connection.dialect.name), values)

    def get(self, thing: Thing) -> Shared | None:
        """Return the row of *thing* as it came down, None if it did not."""
        row = self._connection.execute(_ROW, {"of": thing.kind.value, "named": thing.key}).first()
        return None if row is None else shared(row)

    def recalled(self, desk: DeskCode) -> list[Shared]:
        """Return what *desk* has and another asks for."""
        return self._all(_RECALLED, of=desk)

    def owned(self, desk: DeskCode, kind: Kind) -> list[Shared]:
        """Return what *desk* has of *kind*, as the site last said."""
        return self._all(_OWNED, of=desk, kind=kind.value)

    def usable(self, desk: DeskCode, kind: Kind) -> list[Shared]:
        """Return what *desk* has of *kind* and has neither used nor let go since the site said so.

        A desk that was put back from a copy has nothing before it has met the site.
        """
        if self._work.rights.is_put_back:
            return []
        told = self.about(self.place().settled)
        return [row for row in self.owned(desk, kind) if row.thing not in told]

    def every(self) -> list[Shared]:
        """Return all rows, by kind and key."""
        return self._all(_EVERY)

    def _all(self, query: Select[Any], **given: object) -> list[Shared]:
        return [shared(row) for row in self._connection.execute(query, given)]

    def _sealed(self, after: int, last: int) -> dict[int, bytes]:
        if last == after:
            return {}
        found = self._connection.execute(_SEALED, {"after": after, "last": last})
        return {row.seq: row.sealed for row in found}


def begin_work(work: SqlWork) -> None:
    """Note that the desk works; after an unclean end its own numbers skip some."""
    replica = SqlReplica(work)
    place = replica.place()
    if not place.is_clean:
        own = func.length(number_series.c.series) > 1
        skipped = number_series.c.last + SKIPPED
        work.connection.execute(update(number_series).where(own).values(last=skipped))
    replica.put(dataclasses.replace(place, is_clean=False))


def end_work(work: SqlWork) -> None:
    """Note a clean end."""
    replica = SqlReplica(work)
    replica.put(dataclasses.replace(replica.place(), is_clean=True))


_LAST = 2**31 - 1
_PLACE = select(h)
_ABOUT = select(journal.c.kind, journal.c.header).where(
    journal.c.seq > bindparam("behind"), journal.c.seq <= bindparam("until")
)
_RECALLED = (
    select(r)
    .where(
        r.c.owner == bindparam("of"), r.c.recall_to.is_not(None), r.c.recall_to != bindparam("of")
    )
    .order_by(r.c.position)
)
_OWNED = select(r).where(r.c.owner == bindparam("of"), r.c.kind == bindparam("kind"))
_EVERY = select(r).order_by(r.c.kind, r.c.key)
_SEALED = select(bodies.c.seq, bodies.c.sealed).where(
    bodies.c.seq > bindparam("after"), bodies.c.seq <= bindparam("last")
)
_HASH = select(journal.c.hash).where(journal.c.seq == bindparam("number"))
_ROW = select(r).where(r.c.kind == bindparam("of"), r.c.key == bindparam("named"))


@functools.cache
def _save(dialect: str) -> Executable:
    statement = upsert(dialect, r)
    new = statement.excluded
    names = ("position", "owner", "version", "recall_to", "image")
    return statement.on_conflict_do_update(
        index_elements=["kind", "key"],
        set_={name: new[name] for name in names},
        where=r.c.position < new.position,
    )
