"""Taking a desk's facts into the site: whose history it is, what is new of it, where it stands.

A fact is told by its id and its place in the chain, never by its number alone: an old copy of a
desk's file numbers other facts alike.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from desk_app.domain.journal import Entry, body_digest
from desk_app.domain.meeting import Offer, SentFact, Verdict
from desk_app.store.images import SqlImages
from desk_app.store.projecting import Projector
from desk_app.store.projection import project
from desk_app.store.site_desks import DeskRow, SqlSiteDesks
from desk_app.store.site_rows import SqlSharedRows
from desk_app.store.site_tables import site_bodies, site_facts

LEARNED = "EpochLearned"


def judge(offer: Offer, desk: DeskRow, connection: Connection, desks: SqlSiteDesks) -> Verdict:
    """Say whether *offer* goes on where the site stands with this desk."""
    if offer.incarnation != desk.incarnation:
        if desks.ordinal(offer.desk, offer.incarnation):
            return Verdict.REPLACED
        return Verdict.TAKEN if offer.after == offer.base else Verdict.GAP
    if offer.after > desk.seq:
        return Verdict.GAP
    if _differs(offer, desk, connection):
        return Verdict.FORK
    return Verdict.TAKEN


def begun(offer: Offer, desk: DeskRow) -> DeskRow:
    """Return *desk* as a new incarnation of it begins."""
    return dataclasses.replace(
        desk, incarnation=offer.incarnation, seq=offer.base, hash=offer.base_hash
    )


def news(offer: Offer, desk: DeskRow) -> tuple[SentFact, ...]:
    """Return the facts of *offer* behind what the site has, as far as the chain holds.

    A fact that does not follow from the one before is not this desk's: nothing behind it is taken.
    """
    previous, found = desk.hash, list[SentFact]()
    for sent in offer.facts:
        if sent.entry.seq <= desk.seq:
            continue
        if sent.entry.seq != desk.seq + len(found) + 1 or not is_sound(sent, previous):
            break
        previous = sent.entry.hash
        found.append(sent)
    return tuple(found)


def is_sound(sent: SentFact, previous: str) -> bool:
    """True if the fact follows *previous* and its sealed body, if it came, is the one chained."""
    if sent.sealed is not None and body_digest(sent.sealed) != sent.entry.body_hash:
        return False
    return sent.entry.follows(previous)


def take_in(
    facts: Sequence[SentFact],
    offer: Offer,
    desk: DeskRow,
    *,
    connection: Connection,
    rows: SqlSharedRows,
    now: dt.datetime,
) -> DeskRow:
    """Write *facts* down, each once, and make rows of them; return how the desk stands then."""
    known = _known_ids(facts, connection)
    images = SqlImages(connection)
    kept, bodies = list[dict[str, object]](), list[dict[str, object]]()
    for sent in facts:
        entry = sent.entry
        if entry.id not in known:
            position = rows.next_fact()
            kept.append(_row(entry, offer, desk, now) | {"position": position})
            if sent.sealed is not None:
                bodies.append({"position": position, "sealed": sent.sealed})
            desk = _learned(desk, entry)
            projector = Projector(
                connection=connection,
                rows=rows,
                images=images,
                desk=offer.desk,
                in_grace=rows.head().in_grace,
                sent=offer.images,
            )
            project(entry, projector)
        desk = dataclasses.replace(desk, seq=entry.seq, hash=entry.hash)
    for statement, values in ((_INSERT, kept), (_INSERT_BODY, bodies)):
        if values:
            connection.execute(statement, values)
    return desk


def _learned(desk: DeskRow, entry: Entry) -> DeskRow:
    """Return *desk* as it is once a fact says that it knows its rights were taken over."""
    if entry.kind != LEARNED:
        return desk
    return dataclasses.replace(
        desk, learned_epoch=max(desk.learned_epoch, int(str(entry.header["epoch"])))
    )


def _differs(offer: Offer, desk: DeskRow, connection: Connection) -> bool:
    """True if a fact this desk tells is not the one the site has under that number."""
    told: dict[int, str] = {sent.entry.seq: sent.entry.hash for sent in offer.facts}
    if offer.after > 0:
        told[offer.after] = offer.last_hash
    overlap = [seq for seq in told if seq <= desk.seq]
    if desk.seq in told and told[desk.seq] != desk.hash:
        return True
    if not overlap or overlap == [desk.seq]:
        return False
    f = site_facts.c
    of = (f.desk == offer.desk, f.incarnation == offer.incarnation, f.seq.in_(overlap))
    known = connection.execute(select(f.seq, f.hash).where(*of))
    return any(told[row.seq] != row.hash for row in known)


def _known_ids(facts: Sequence[SentFact], connection: Connection) -> set[object]:
    ids = [sent.entry.id for sent in facts]
    if not ids:
        return set()
    found = connection.execute(select(site_facts.c.id).where(site_facts.c.id.in_(ids)))
    return set(found.scalars())


_INSERT = insert(site_facts)
_INSERT_BODY = insert(site_bodies)


def _row(entry: Entry, offer: Offer, desk: DeskRow, now: dt.datetime) -> dict[str, object]:
    return {
        "desk": offer.desk,
        "incarnation": offer.incarnation,
        "seq": entry.seq,
        "id": entry.id,
        "kind": entry.kind,
        "v": entry.v,
        "at": entry.at,
        "author": entry.author,
        "header": entry.header_text,
        "body_hash": entry.body_hash,
        "hash": entry.hash,
        "epoch": desk.learned_epoch,
        "received_at": now,
    }
