"""A small reception day in a real store: who comes, who is called. Used by several test files."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from functools import partial

from desk_app.domain.counters import CounterId
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin, parse_document
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.site import Site
from desk_app.domain.tickets import Priority, TicketNumber
from desk_app.security.codes import new_code, new_id
from desk_app.services import direction, issuing, moves, tickets
from desk_app.store.work import Store
from tests.acts import agreed
from tests.fakes import FakeClock

CHIEF, CLERK = AgentLogin("hgarnier"), AgentLogin("smarchand")
INFORMATION, PERMIT = ProcedureCode("INFO"), ProcedureCode("PERMIS")
ONE, TWO, THREE = CounterId(1), CounterId(2), CounterId(3)


def no_holidays(site: Site) -> frozenset[dt.date]:
    """Every day is an ordinary one."""
    return frozenset()


@dataclasses.dataclass(frozen=True)
class Day:
    """Acts of the day, each one line in a test; the clock is the test's."""

    store: Store
    clock: FakeClock

    @property
    def ports(self) -> dict[str, Callable[..., object]]:
        """The ports of a reading service."""
        return {"read": self.store.read, "clock": self.clock, "holidays": no_holidays}

    def comes(
        self,
        procedure: ProcedureCode = INFORMATION,
        *,
        party: int = 1,
        priority: Priority | None = None,
        by: AgentLogin = CLERK,
        document: str = "",
    ) -> TicketNumber:
        """A visitor takes a ticket."""
        order = issuing.Order(
            procedure=procedure,
            party=party,
            priority=priority,
            document=parse_document(document) if document else None,
        )
        is_local = priority is Priority.LOCAL
        local = Override.LOCAL_PRIORITY
        issued = issuing.issue(
            order,
            by=by,
            agreement=agreed(self.store, self.clock, local, procedure, asker=by)
            if is_local
            else None,
            begin=self.store.begin,
            clock=self.clock,
            new_id=new_id,
            new_code=new_code,
            keyed_hash=bytes.hex,
            holidays=no_holidays,
            printer=partial(issuing.Printer, address="file:///dev/null", profile="any"),
        )
        return issued.ticket.number

    def sits(self, counter: CounterId, by: AgentLogin = CLERK) -> None:
        """An agent takes place at a counter."""
        direction.sit_down(counter, by=by, begin=self.store.begin, clock=self.clock)

    def is_called(self, counter: CounterId = ONE) -> TicketNumber:
        """The next visitor is called."""
        called = tickets.call_next(counter, by=CLERK, begin=self.store.begin, clock=self.clock)
        return called.ticket.number

    def is_served(self, counter: CounterId = ONE, *, minutes: float = 5) -> TicketNumber:
        """The next visitor is called, served and done after *minutes*."""
        number = self.is_called(counter)
        how = {"counter": counter, "by": CLERK, "begin": self.store.begin, "clock": self.clock}
        moves.start_serving(number, **how)
        self.clock.passes(minutes=minutes)
        moves.complete(number, **how)
        return number
