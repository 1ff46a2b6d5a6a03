"""Answers already given: the same request id gets the same answer. They are sealed by the day."""

from __future__ import annotations

import datetime as dt
import hashlib
from uuid import UUID

from sqlalchemy import Connection, insert, select

from desk_app.services.keeping_ports import Purpose
from desk_app.store.schema import requests
from desk_app.store.sealing import SqlSeals


class SqlRequests:
    """See `services.ports.Requests`: what was answered may name the visitor it was about."""

    def __init__(self, connection: Connection, seals: SqlSeals, zone: dt.tzinfo) -> None:
        self._connection = connection
        self._seals = seals
        self._zone = zone

    def answer(self, request: str) -> str | None:
        """Return the answer given to *request*, None if it is new or was forgotten."""
        query = select(requests.c.answer).where(requests.c.id == request)
        sealed = self._connection.execute(query).scalar()
        if sealed is None:
            return None
        of = _id_of(request)
        return self._seals.opened(sealed, purpose=Purpose.ANSWER, of=of, column="answer")

    def remember(self, request: str, answer: str, now: dt.datetime) -> None:
        """Keep *answer*, in the same transaction as the act."""
        sealed = self._seals.seal(
            answer,
            purpose=Purpose.ANSWER,
            day=now.astimezone(self._zone).date(),
            of=_id_of(request),
            column="answer",
        )
        self._connection.execute(insert(requests).values(id=request, answer=sealed, at=now))


def _id_of(request: str) -> UUID:
    """Any text may be a request's id; what is sealed is bound to one of fixed length."""
    return UUID(bytes=hashlib.sha256(request.encode()).digest()[:16])
