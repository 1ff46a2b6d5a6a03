"""A shared row into the tables it is about, and those tables as images: whichever kind it is."""

from __future__ import annotations

from sqlalchemy import Connection

from desk_app.domain.shared import Image, Kind, Shared, Thing
from desk_app.store.bookings import SqlBookings
from desk_app.store.images import SqlImages


def show(row: Shared, connection: Connection, images: SqlImages | None = None) -> None:
    """Let the tables of this database say what *row* says; conflicts and claims have no other.

    *images* is what the caller shows many rows with. Raises ValueError for an image that is
    another row's: a wrong client changes nobody's row.
    """
    _require_its_own(row, connection)
    if row.thing.kind is Kind.APPOINTMENT:
        SqlBookings(connection).adopt_appointment(row)
    elif row.thing.kind is Kind.SEAT:
        SqlBookings(connection).adopt_seat(row)
    else:
        (images or SqlImages(connection)).adopt(row)


def image(thing: Thing, connection: Connection) -> Image | None:
    """Return *thing* as it stands in the tables of this database, None if it is not there."""
    if thing.kind is Kind.APPOINTMENT:
        return SqlBookings(connection).image(thing.key)
    return SqlImages(connection).of(thing)


def _require_its_own(row: Shared, connection: Connection) -> None:
    """An image names the row it is of, and an appointment keeps its id."""
    said, key = row.image, row.thing.key
    is_own = True
    if row.thing.kind is Kind.TICKET:
        is_own = said["id"] == key
    elif row.thing.kind is Kind.APPOINTMENT:
        known = SqlBookings(connection).reference_of(str(said["id"]))
        is_own = said["reference"] == key and known in {None, key}
    elif row.thing.kind is Kind.SEAT:
        is_own = key == f"{said['slot']}#{said['seat']}"
    if not is_own:
        raise ValueError(key)
