"""Draws, the fingerprints of their secrets, and how each family is given. It draws nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from desk_app.domain.draw_mode import Mode
from desk_app.domain.draw_seed import Commitment, DrawRef
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import FamilyCode
from desk_app.services.keeping_ports import Purpose
from desk_app.services.register_ports import Draw, DrawState, FamilyMode, PastDraw
from desk_app.store.days import upsert
from desk_app.store.register_tables import draw_commitments as c
from desk_app.store.register_tables import draws as d
from desk_app.store.register_tables import family_demand as asked_on
from desk_app.store.register_tables import family_modes as m
from desk_app.store.sealing import SqlSeals

if TYPE_CHECKING:
    from typing import Any

_SAME = (
    "opened_at", "own", "closes_at", "closing", "sheet", "held_at", "held_on", "seed", "winners",
    "waiting", "is_weaker", "export",
)  # fmt: skip


class SqlDraws:
    """See `services.register_ports.Draws`."""

    def __init__(self, connection: Connection, seals: SqlSeals, zone: dt.tzinfo) -> None:
        self._connection = connection
        self._seals = seals
        self._zone = zone

    def add(self, draw: Draw, secret: str) -> None:
        """Keep a draw to come, and the desk's own *secret* sealed beside it."""
        day = draw.opened_at.astimezone(self._zone).date()
        sealed = self._seals.seal(
            secret, purpose=Purpose.REQUEST, day=day, of=draw.id, column="secret"
        )
        self._connection.execute(insert(d), _row(draw) | {"secret": sealed})

    def put(self, draw: Draw) -> None:
        """Keep how far *draw* has come."""
        self._connection.execute(update(d).where(d.c.id == draw.id).values(**_row(draw)))

    def add_commitment(self, draw: Draw, commitment: Commitment) -> None:
        """Keep the fingerprint of one more secret."""
        row = {
            "draw": draw.id,
            "witness": commitment.witness,
            "fingerprint": commitment.fingerprint,
            "at": commitment.at,
            "agent": commitment.by,
        }
        self._connection.execute(insert(c), row)

    def current(self, family: FamilyCode) -> Draw | None:
        """Return the draw of *family* to come."""
        states = (DrawState.OPEN.value, DrawState.CLOSED.value)
        return self._one(select(d).where(d.c.family == family, d.c.state.in_(states)))

    def held(
        self, family: FamilyCode, day: dt.date | None = None, number: int | None = None
    ) -> Draw | None:
        """Return the latest draw of *family* that was held, on *day* or of *number* if given."""
        query = select(d).where(d.c.family == family, d.c.state == DrawState.HELD.value)
        if day is not None:
            query = query.where(d.c.held_on == day)
        if number is not None:
            query = query.where(d.c.number == number)
        return self._one(query.order_by(d.c.number.desc()).limit(1))

    def past(self, family: FamilyCode, most: int) -> Sequence[PastDraw]:
        """Return the latest draws of *family* that were held, the latest first."""
        wanted = [d.c[each.name] for each in dataclasses.fields(PastDraw)]
        of = (d.c.family == family, d.c.state == DrawState.HELD.value)
        query = select(*wanted).where(*of).order_by(d.c.number.desc()).limit(most)
        return [PastDraw(**row) for row in self._connection.execute(query).mappings()]

    def last_number(self, family: FamilyCode) -> int:
        """Return the number of the latest draw of *family*, 0 before the first."""
        query = select(func.max(d.c.number)).where(d.c.family == family)
        return self._connection.execute(query).scalar() or 0

    def secret(self, draw: Draw) -> str | None:
        """Return the desk's own secret, None once its key is destroyed."""
        sealed = self._connection.execute(select(d.c.secret).where(d.c.id == draw.id)).scalar_one()
        return self._seals.opened(sealed, purpose=Purpose.REQUEST, of=draw.id, column="secret")

    def mode(self, family: FamilyCode) -> FamilyMode:
        """Return how *family* is given: at once until its load was measured."""
        row = self._connection.execute(select(m).where(m.c.family == family)).first()
        if row is None:
            return FamilyMode(mode=Mode.IMMEDIATE, measured_on=None)
        return FamilyMode(mode=Mode(row.mode), measured_on=row.measured_on)

    def put_mode(self, family: FamilyCode, mode: FamilyMode) -> None:
        """Keep how *family* is given from now on."""
        values = {"mode": mode.mode.value, "measured_on": mode.measured_on}
        statement = upsert(self._connection.dialect.name, m).values(family=family, **values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["family"], set_=values)
        )

    def unmeasured(self, first: dt.date, today: dt.date) -> Sequence[FamilyCode]:
        """Return families drawn, or asked for from *first* on, not measured on *today*."""
        wanted = asked_on.c.day.between(first, today)
        asked = self._connection.execute(select(asked_on.c.family).where(wanted).distinct())
        known = {row.family: row for row in self._connection.execute(select(m))}
        drawn = {code for code, row in known.items() if Mode(row.mode) is Mode.BATCH}
        measured = {code for code, row in known.items() if row.measured_on == today}
        return [FamilyCode(code) for code in sorted({*asked.scalars(), *drawn} - measured)]

    def asked(self, family: FamilyCode, day: dt.date) -> None:
        """Count one more who asked for a place of *family* on *day*."""
        statement = upsert(self._connection.dialect.name, asked_on)
        one = statement.values(family=family, day=day, asked=1)
        self._connection.execute(
            one.on_conflict_do_update(
                index_elements=["family", "day"], set_={"asked": asked_on.c.asked + 1}
            )
        )

    def demand(self, family: FamilyCode, first: dt.date, last: dt.date) -> int:
        """Return how many asked from *first* to *last*, both included."""
        of = (asked_on.c.family == family, asked_on.c.day.between(first, last))
        return int(
            self._connection.execute(select(func.sum(asked_on.c.asked)).where(*of)).scalar() or 0
        )

    def _one(self, query: Select[Any]) -> Draw | None:
        row = self._connection.execute(query).first()
        return None if row is None else _draw(row, self._commitments(row.id))

    def _commitments(self, draw: object) -> tuple[Commitment, ...]:
        rows = self._connection.execute(select(c).where(c.c.draw == draw).order_by(c.c.witness))
        return tuple(
            Commitment(
                witness=row.witness,
                fingerprint=row.fingerprint,
                at=row.at,
                by=AgentLogin(row.agent),
            )
            for row in rows
        )


def _row(draw: Draw) -> dict[str, object]:
    ref = draw.ref
    return {name: getattr(draw, name) for name in _SAME} | {
        "id": draw.id,
        "site": ref.site,
        "family": ref.family,
        "day": ref.on,
        "number": ref.number,
        "state": draw.state.value,
    }


def _draw(row: Row[Any], commitments: tuple[Commitment, ...]) -> Draw:
    ref = DrawRef(site=row.site, family=FamilyCode(row.family), on=row.day, number=row.number)
    return Draw(
        id=row.id,
        ref=ref,
        state=DrawState(row.state),
        commitments=commitments,
        **{name: getattr(row, name) for name in _SAME},
    )
