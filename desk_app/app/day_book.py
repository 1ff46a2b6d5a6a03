"""What the store says of the played day while it goes on; nothing is changed from here."""

from __future__ import annotations

from desk_app.app.desk import Desk
from desk_app.domain.counters import CounterId
from desk_app.domain.people import Agent
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.site import Site
from desk_app.domain.tickets import Ticket, TicketNumber
from desk_app.services.day import today
from desk_app.services.reception import ProcedureLine, reception
from desk_app.ui.reception.search import found

_NO_COUNTER = CounterId(0)  # who is kept for a counter is not counted


class DayBook:
    """Reads the desk's store as anybody may, beside the windows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._typed: dict[ProcedureCode, str] = {}
        with desk.read() as work:
            self.site: Site = work.site
            self.people: tuple[Agent, ...] = tuple(work.sites.agents().values())

    def here(self, counter: CounterId) -> TicketNumber | None:
        """Return who is called or served at *counter*."""
        with self._desk.read() as work:
            at = work.tickets.at_counter(today(work, self._desk.clock()).day, counter)
        return at[0].number if at else None

    def ticket(self, number: TicketNumber) -> Ticket:
        """Return the ticket of *number*."""
        with self._desk.read() as work:
            return work.tickets.by_number(today(work, self._desk.clock()).day, number)

    def last(self) -> TicketNumber | None:
        """Return the ticket given last, None before the first."""
        with self._desk.read() as work:
            latest = work.tickets.last_issued(today(work, self._desk.clock()).day, 1)
        return latest[0].number if latest else None

    def waiting(self) -> int:
        """Return how many wait."""
        with self._desk.read() as work:
            lines = work.tickets.waiting_by_procedure(today(work, self._desk.clock()).day)
        return sum(line.tickets for line in lines.values())

    def callable(self) -> int:
        """Return how many can be called now."""
        with self._desk.read() as work:
            now = today(work, self._desk.clock())
            heads = work.tickets.heads(
                now.day, self.site.procedures, now=now.now, counter=_NO_COUNTER, per_lane=99
            )
        return len(heads)

    def issued(self, code: ProcedureCode) -> int:
        """Return how many tickets were given for *code*."""
        with self._desk.read() as work:
            return work.procedures.get(today(work, self._desk.clock()).day, code).issued

    def letters(self, code: ProcedureCode) -> str:
        """Return the shortest beginning of the name that finds procedure *code* first."""
        if code not in self._typed:
            desk = self._desk
            seen = reception(
                language="fr", read=desk.read, clock=desk.clock, holidays=desk.holidays
            )
            name = self.site.procedures[code].named("fr")
            tries = (name[:length] for length in range(3, len(name) + 1))
            self._typed[code] = next(
                typed for typed in tries if _is_first(code, found(seen.lines, typed))
            )
        return self._typed[code]


def _is_first(code: ProcedureCode, lines: tuple[ProcedureLine, ...]) -> bool:
    return next((line.code for line in lines), None) == code
