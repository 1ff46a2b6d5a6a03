"""Answers already given: the same request id gets the same answer."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, insert, select

from desk_app.store.schema import requests


class SqlRequests:
    """See `services.ports.Requests`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def answer(self, request: str) -> str | None:
        """Return the answer given to *request*, None if it is new."""
        query = select(requests.c.answer).where(requests.c.id == request)
        return self._connection.execute(query).scalar()

    def remember(self, request: str, answer: str, now: dt.datetime) -> None:
        """Keep *answer*, in the same transaction as the act."""
        self._connection.execute(insert(requests).values(id=request, answer=answer, at=now))
