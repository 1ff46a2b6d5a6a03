"""What every projection works with: the site's rows, the desk whose facts they are, its images."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from sqlalchemy import Connection

from desk_app.domain.collisions import Collision, SiteConflict
from desk_app.domain.journal import Entry, instant
from desk_app.domain.shared import Image, Shared, Thing
from desk_app.domain.tickets import DeskCode
from desk_app.store.images import SqlImages
from desk_app.store.showing import show
from desk_app.store.site_rows import SqlSharedRows


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Projector:
    """One desk's facts on their way into the site's rows, under the site's lock.

    *in_grace* says that the site was put back: what it gave lately it does not know of.
    """

    connection: Connection
    rows: SqlSharedRows
    images: SqlImages
    desk: DeskCode
    in_grace: bool
    sent: Mapping[Thing, Image]

    def conflict(
        self, kind: Collision, about: Thing, entry: Entry, other: DeskCode | None = None
    ) -> None:
        """Open a conflict about a row, once per desk and row."""
        found = SiteConflict(
            kind=kind,
            about=about,
            desk=self.desk,
            other=other,
            fact=str(entry.id),
            at=instant(entry.at),
        )
        if self.rows.get(found.row.thing) is None:
            self.rows.put(found.row)

    def show(self, row: Shared, image: Image | None, *, part: str = "") -> Shared:
        """Save *row* with *image*, in the tables of the day too; without one, as it was."""
        shown = row if image is None else row.showing(image)
        saved = self.rows.put(shown, part=part)
        show(saved, self.connection, self.images)
        return saved
