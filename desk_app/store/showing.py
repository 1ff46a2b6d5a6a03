"""A shared row into the tables it is about, and those tables as images: whichever kind it is."""

from __future__ import annotations

from sqlalchemy import Connection

from desk_app.domain.shared import Image, Kind, Shared, Thing
from desk_app.store.bookings import SqlBookings
from desk_app.store.images import SqlImages


def show(row: Shared, connection: Connection) -> None:
    """Let the tables of this database say what *row* says; conflicts and claims have no other."""
    if row.thing.kind is Kind.APPOINTMENT:
        SqlBookings(connection).adopt_appointment(row)
    elif row.thing.kind is Kind.SEAT:
        SqlBookings(connection).adopt_seat(row)
    else:
        SqlImages(connection).adopt(row)


def image(thing: Thing, connection: Connection) -> Image | None:
    """Return *thing* as it stands in the tables of this database, None if it is not there."""
    if thing.kind is Kind.APPOINTMENT:
        return SqlBookings(connection).image(thing.key)
    return SqlImages(connection).of(thing)
