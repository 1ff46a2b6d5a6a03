"""What this desk may do without asking. Alone at its site, every right is its own.

The sync issue moves rights between desks; services ask here already, so that nothing else changes.
"""

from __future__ import annotations

import dataclasses

from desk_app.domain.errors import RightNotHeld
from desk_app.domain.tickets import DeskCode, Ticket


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """The rights of *desk*; *is_alone* is true while the site's tables are in its own file.

    *is_put_back*: its file was restored from a copy, and until it has met the site it cannot know
    what it still may do.
    """

    desk: DeskCode
    is_alone: bool = True
    series: frozenset[str] = frozenset()
    is_put_back: bool = False

    def require_series(self, series: str) -> None:
        """Refuse unless this desk may give out numbers of *series*."""
        if not self.is_alone and (series not in self.series or self.is_put_back):
            raise RightNotHeld(f"series {series}")

    def require_ticket(self, ticket: Ticket) -> None:
        """Refuse unless this desk may move *ticket*."""
        if not self.is_alone and (ticket.owner != self.desk or self.is_put_back):
            raise RightNotHeld(f"ticket {ticket.number}")
