"""What tables are made of: instants, enums as text, partial indexes. No table is here."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Index,
    MetaData,
    TextClause,
    TypeDecorator,
)

if TYPE_CHECKING:
    from typing import Any


class UtcDateTime(TypeDecorator[dt.datetime]):
    """Aware instants only; stored and given back as UTC. A naive one is a bug (ValueError)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuse naive values, turn the others to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(
        self, value: dt.datetime | None, _dialect: Dialect
    ) -> dt.datetime | None:
        """Give the instant back, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


_PARTIAL: list[tuple[Index, TextClause]] = []


def partial_index(
    name: str, *columns: Column[Any], where: TextClause, unique: bool = False
) -> None:
    """An index over some rows only; its Postgres side is told when a server is asked for."""
    _PARTIAL.append((Index(name, *columns, unique=unique, sqlite_where=where), where))


def prepare_postgres() -> None:
    """Give the partial indexes their Postgres side: naming that dialect costs a command 40 ms."""
    for index, where in _PARTIAL:
        index.dialect_kwargs["postgresql_where"] = where


def one_of(column: str, kind: Iterable[enum.StrEnum]) -> CheckConstraint:
    """An enum is stored as its text, and the database refuses any other."""
    values = ", ".join(f"'{member.value}'" for member in kind)
    return CheckConstraint(f"{column} IN ({values})", name=column)
