"""Seats of the calendar that are not free. Which slots there are is no question of the store."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, Select, delete, or_, select, update

from desk_app.domain.appointments import AppointmentId
from desk_app.domain.booking_errors import SlotTaken
from desk_app.domain.procedures import FamilyCode
from desk_app.services.booking_ports import Seat, SeatState, Wanted
from desk_app.store.appointment_tables import seats as s
from desk_app.store.days import upsert

if TYPE_CHECKING:
    from typing import Any


class SqlSeats:
    """See `services.booking_ports.Seats`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, wanted: Sequence[Wanted], *, family: FamilyCode, by: AppointmentId) -> None:
        """Take each seat; two may come here at once, and the key of the row lets one through.

        Raises SlotTaken; the caller rolls back.
        """
        for each in wanted:
            row = dataclasses.asdict(each) | {
                "family": family,
                "state": SeatState.TAKEN.value,
                "appointment": by,
            }
            statement = upsert(self._connection.dialect.name, s).values(**row)
            told = statement.on_conflict_do_nothing().returning(s.c.seat)
            if self._connection.execute(told).first() is None:
                raise SlotTaken(each.slot)

    def between(self, first: dt.datetime, last: dt.datetime) -> Sequence[Seat]:
        """Return the seats not free of the slots that begin from *first* on and before *last*."""
        return self._all(select(s).where(s.c.starts_at >= first, s.c.starts_at < last))

    def away(
        self, first: dt.datetime, last: dt.datetime, *, now: dt.datetime
    ) -> Sequence[tuple[str, int]]:
        """Return the slot and the number of the seats that are not free at *now*: few columns."""
        has_not_cooled = or_(s.c.until.is_(None), s.c.until > now)
        query = select(s.c.slot, s.c.seat).where(
            s.c.starts_at >= first, s.c.starts_at < last, has_not_cooled
        )
        return [(slot, number) for slot, number in self._connection.execute(query)]

    def of_slots(self, slots: Sequence[str]) -> Sequence[Seat]:
        """Return the seats not free of *slots*."""
        return self._all(select(s).where(s.c.slot.in_(slots)))

    def give_back(self, appointment: AppointmentId, *, until: dt.datetime | None) -> int:
        """Let the seats of *appointment* cool until *until*, or until a draw; return how many."""
        values = {"state": SeatState.COOLING.value, "appointment": None, "until": until}
        of = s.c.appointment == appointment
        return self._connection.execute(update(s).where(of).values(**values)).rowcount

    def release(self, appointment: AppointmentId) -> int:
        """Free the seats of *appointment* at once: a mistake taken back by who made it."""
        return self._connection.execute(delete(s).where(s.c.appointment == appointment)).rowcount

    def retake(self, seats: Sequence[tuple[str, int]], *, by: AppointmentId) -> int:
        """Give those of *seats* that cool to *by*; return how many it was."""
        values = {"state": SeatState.TAKEN.value, "appointment": by, "until": None}
        taken = 0
        for slot, number in seats:
            of = (s.c.slot == slot, s.c.seat == number, s.c.state == SeatState.COOLING.value)
            taken += self._connection.execute(update(s).where(*of).values(**values)).rowcount
        return taken

    def cooled(self, now: dt.datetime) -> Sequence[Seat]:
        """Free the seats whose cooling has ended; return them, each with its hour."""
        is_over = (s.c.state == SeatState.COOLING.value, s.c.until <= now)
        freed = self._all(select(s).where(*is_over))
        if freed:
            self._connection.execute(delete(s).where(*is_over))
        return freed

    def pooled(self, family: FamilyCode, now: dt.datetime) -> Sequence[Seat]:
        """Return the seats of *family* to come that wait for its next draw."""
        is_cooling = s.c.state == SeatState.COOLING.value
        return self._all(
            select(s).where(
                s.c.family == family, is_cooling, s.c.until.is_(None), s.c.starts_at > now
            )
        )

    def kept_back(self, now: dt.datetime) -> Sequence[FamilyCode]:
        """Return the families of which seats to come wait for a draw, in their order."""
        waits = (s.c.state == SeatState.COOLING.value, s.c.until.is_(None), s.c.starts_at > now)
        query = select(s.c.family).where(*waits).distinct().order_by(s.c.family)
        return [FamilyCode(code) for code in self._connection.scalars(query)]

    def unpool(self, seats: Sequence[tuple[str, int]]) -> int:
        """Free those of *seats* that wait for a draw: it gives them to somebody now."""
        waits = (s.c.state == SeatState.COOLING.value, s.c.until.is_(None))
        freed = 0
        for slot, number in seats:
            of = (s.c.slot == slot, s.c.seat == number)
            freed += self._connection.execute(delete(s).where(*of, *waits)).rowcount
        return freed

    def let_go(self, family: FamilyCode, *, until: dt.datetime) -> int:
        """Let the seats of *family* that wait for a draw be free for anybody at *until*."""
        waits = (s.c.state == SeatState.COOLING.value, s.c.until.is_(None), s.c.family == family)
        return self._connection.execute(update(s).where(*waits).values(until=until)).rowcount

    def _all(self, query: Select[Any]) -> list[Seat]:
        rows = self._connection.execute(query.order_by(s.c.starts_at, s.c.slot, s.c.seat))
        return [_seat(row) for row in rows]


def _seat(row: Row[Any]) -> Seat:
    return Seat(
        slot=row.slot,
        seat=row.seat,
        starts_at=row.starts_at,
        family=FamilyCode(row.family),
        state=SeatState(row.state),
        appointment=None if row.appointment is None else AppointmentId(row.appointment),
        until=row.until,
    )
