"""The frozen inbox: whatever a desk's program is, what it did can be brought to its site.

Its table never changes. What lies there is read by a program that knows both sides, later.
"""

from __future__ import annotations

from sqlalchemy import Connection

from desk_app.domain.meeting import Offer
from desk_app.domain.meeting_wire import fact_text
from desk_app.store.days import upsert
from desk_app.store.site_tables import site_inbox


def put_in_inbox(offer: Offer, connection: Connection) -> int:
    """Keep the facts of *offer* as text, each once; return how many were new."""
    statement = upsert(connection.dialect.name, site_inbox).on_conflict_do_nothing()
    kept = 0
    for sent in offer.facts:
        row = {
            "desk": offer.desk,
            "incarnation": str(offer.incarnation),
            "seq": sent.entry.seq,
            "raw": fact_text(sent),
        }
        told = statement.values(**row).returning(site_inbox.c.seq)
        kept += connection.execute(told).first() is not None
    return kept
