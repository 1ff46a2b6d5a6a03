"""Appointments of online platforms and, beside each, what the list says of who comes: sealed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from desk_app.domain.appointments import AppointmentStatus, Reference
from desk_app.domain.booking_errors import UnknownAppointment
from desk_app.domain.online import OnlineAppointment, OnlineId
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import TicketId, TicketNumber
from desk_app.services.keeping_ports import Purpose
from desk_app.store.online_tables import online as o
from desk_app.store.sealing import SqlSeals

if TYPE_CHECKING:
    from typing import Any


class SqlOnline:
    """See `services.exchange_ports.Online`. *zone* is the site's: a day is its local day."""

    def __init__(self, connection: Connection, seals: SqlSeals, zone: dt.tzinfo) -> None:
        self._connection = connection
        self._seals = seals
        self._zone = zone

    def add(self, appointment: OnlineAppointment, holder: str) -> None:
        """Keep a new line of a list."""
        self._connection.execute(
            insert(o), self._row(appointment) | self._sealed(appointment, holder)
        )

    def put(self, appointment: OnlineAppointment, holder: str = "") -> None:
        """Keep what became of *appointment*, and who comes where the list says it anew."""
        values = self._row(appointment)
        if holder:
            values |= self._sealed(appointment, holder)
        self._connection.execute(update(o).where(o.c.id == appointment.id).values(**values))

    def get(self, reference: Reference) -> OnlineAppointment:
        """Return the one of our own *reference*. Raises UnknownAppointment."""
        row = self._connection.execute(select(o).where(o.c.reference == reference)).first()
        if row is None:
            raise UnknownAppointment(reference)
        return _appointment(row)

    def of_keys(self, keys: Sequence[str]) -> OnlineAppointment | None:
        """Return the one whose platform's reference has one of these keyed hashes."""
        return next(iter(self._all(select(o).where(o.c.key.in_(keys)))), None)

    def of_ticket(self, ticket: TicketId) -> OnlineAppointment | None:
        """Return whose holder came in with *ticket*, None for a ticket of nobody's."""
        return next(iter(self._all(select(o).where(o.c.ticket == ticket))), None)

    def between(self, first: dt.datetime, last: dt.datetime) -> Sequence[OnlineAppointment]:
        """Return those that begin from *first* on and before *last*, by the hour."""
        return self._all(select(o).where(o.c.starts_at >= first, o.c.starts_at < last))

    def awaited(self, platform: str, since: dt.datetime) -> Sequence[OnlineAppointment]:
        """Return those of *platform* that are awaited from *since* on, by the hour."""
        is_awaited = o.c.status == AppointmentStatus.BOOKED.value
        of = (o.c.platform == platform, o.c.starts_at >= since, is_awaited)
        return self._all(select(o).where(*of))

    def holder(self, appointment: OnlineAppointment) -> str | None:
        """Return what was said of who comes, as given to `add`; None once that is forgotten."""
        sealed = self._connection.execute(
            select(o.c.holder).where(o.c.id == appointment.id)
        ).scalar_one()
        return self._seals.opened(
            sealed, purpose=Purpose.ONLINE, of=appointment.id, column="holder"
        )

    def holders(self) -> Mapping[OnlineId, str | None]:
        """Return what was said of who comes, of all of them: one question for a whole list."""
        return {
            OnlineId(row.id): self._seals.opened(
                row.holder, purpose=Purpose.ONLINE, of=row.id, column="holder"
            )
            for row in self._connection.execute(select(o.c.id, o.c.holder))
        }

    def forget(self, before: dt.date) -> int:
        """Take away those of the days before *before*; return how many there were."""
        return self._connection.execute(delete(o).where(o.c.day < before)).rowcount

    def _sealed(self, appointment: OnlineAppointment, holder: str) -> dict[str, object]:
        sealed = self._seals.seal(
            holder,
            purpose=Purpose.ONLINE,
            day=self._day(appointment),
            of=appointment.id,
            column="holder",
        )
        return {"holder": sealed}

    def _row(self, appointment: OnlineAppointment) -> dict[str, object]:
        return {name: getattr(appointment, name) for name in _SAME} | {
            "day": self._day(appointment),
            "status": appointment.status.value,
        }

    def _day(self, appointment: OnlineAppointment) -> dt.date:
        return appointment.starts_at.astimezone(self._zone).date()

    def _all(self, query: Select[Any]) -> list[OnlineAppointment]:
        rows = self._connection.execute(query.order_by(o.c.starts_at, o.c.reference))
        return [_appointment(row) for row in rows]


_SAME = (
    "id", "reference", "platform", "key", "procedure", "starts_at", "people", "ticket", "number",
    "arrived_at",
)  # fmt: skip


def _appointment(row: Row[Any]) -> OnlineAppointment:
    return OnlineAppointment(
        id=OnlineId(row.id),
        reference=Reference(row.reference),
        platform=row.platform,
        key=row.key,
        procedure=ProcedureCode(row.procedure),
        starts_at=row.starts_at,
        people=row.people,
        status=AppointmentStatus(row.status),
        ticket=None if row.ticket is None else TicketId(row.ticket),
        number=None if row.number is None else TicketNumber(row.number),
        arrived_at=row.arrived_at,
    )
