"""A desk on any store: what agents do, one line each, with the clock the test moves."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial

from desk_app.domain.counters import CounterId
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin, parse_document
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.rights import Rights
from desk_app.domain.tickets import DeskCode, Priority, Ticket, TicketNumber
from desk_app.services import direction, moves, reception, tickets, undo
from desk_app.services.issuing import Order, issue
from desk_app.services.outcomes import Issued, Outcome
from desk_app.services.questions import Agreement
from tests.acts import agreed, issuing_ports
from tests.fakes import InMemoryStore

SYLVIE, KARIM, CHIEF = AgentLogin("smarchand"), AgentLogin("kbelhadj"), AgentLogin("hgarnier")
INFO, RECEIPT, PERMIT = (ProcedureCode(code) for code in ("INFO", "RECEP_RNV", "REM_TITRE"))
DOCUMENT = "foreigner_number:9304218765"


@dataclasses.dataclass
class Desk:
    """The services over *store* at the hour of *clock*; acts are Sylvie's unless said."""

    store: object
    clock: Callable[[], object]

    @property
    def ports(self) -> dict:
        """The ports of a reading service."""
        return {"read": self.store.read, "clock": self.clock}

    @property
    def writing(self) -> dict:
        """The ports of a writing service."""
        return {"begin": self.store.begin, "clock": self.clock}

    def issued(self, procedure=INFO, *, by=SYLVIE, document="", **order) -> Issued:
        """A ticket is handed out; a local priority by the supervisor, with a second person."""
        shown = parse_document(document) if document else None
        asked = Order(procedure=ProcedureCode(procedure), document=shown, **order)
        ports = issuing_ports(self.store, self.clock)
        if asked.priority is not Priority.LOCAL:
            return issue(asked, by=by, **ports)
        agreement = self.agreed(Override.LOCAL_PRIORITY, asked.procedure, asker=CHIEF)
        return issue(asked, by=CHIEF, agreement=agreement, **ports)

    def agreed(self, kind, subject, *, asker=SYLVIE) -> Agreement:
        """A colleague agrees to an exception of *asker*."""
        return agreed(self.store, self.clock, kind, subject, asker=asker)

    def comes(self, procedure=INFO, **order) -> TicketNumber:
        """Somebody comes; the number of the ticket."""
        return self.issued(procedure, **order).ticket.number

    def calls(self, counter=1, *, by=SYLVIE) -> Outcome:
        """The next visitor is called."""
        return tickets.call_next(CounterId(counter), by=by, **self.writing)

    def finishes(self, counter=1, *, by=SYLVIE) -> Outcome:
        """The visit ends and the next visitor is called."""
        return tickets.finish_and_call_next(CounterId(counter), by=by, **self.writing)

    def puts_off(self, number, counter=1, *, by=SYLVIE) -> Outcome:
        """Nobody came: the next visitor is called."""
        return tickets.absent_and_call_next(CounterId(counter), number, by=by, **self.writing)

    def recalls(self, number, counter=None, *, by=SYLVIE) -> Outcome:
        """A called ticket is called again."""
        return tickets.recall(number, counter=counter, by=by, **self.writing)

    def chooses(self, number, counter=1, *, by=SYLVIE) -> Outcome:
        """One who waits is called, out of turn with a second person."""
        agreement = self.agreed(Override.OUT_OF_ORDER, number, asker=by)
        return tickets.call_number(
            number, CounterId(counter), by=by, agreement=agreement, **self.writing
        )

    def moves(self, move, number, *, counter=None, by=SYLVIE, **fields) -> Ticket:
        """One of the functions of `services.moves`."""
        return move(number, counter=counter, by=by, **fields, **self.writing).ticket

    def starts(self, number, **how) -> Ticket:
        """The visitor is here."""
        return self.moves(moves.start_serving, number, **how)

    def completes(self, number, **how) -> Ticket:
        """The visit is over."""
        return self.moves(moves.complete, number, **how)

    def parks(self, number, **how) -> Ticket:
        """The visitor is put aside."""
        return self.moves(moves.park, number, **how)

    def unparks(self, number, **how) -> Ticket:
        """The visitor is back."""
        return self.moves(moves.unpark, number, **how)

    def returns(self, number, **how) -> Ticket:
        """The ticket goes back to the queue."""
        return self.moves(moves.return_to_queue, number, **how)

    def sends(self, number, procedure, **how) -> Ticket:
        """The visitor is sent to another procedure."""
        return self.moves(partial(_transfer, procedure), number, **how)

    def cancels(self, number, *, by=SYLVIE) -> Ticket:
        """The visitor gives up."""
        return moves.cancel(number, by=by, **self.writing).ticket

    def serves(self, counter=1, *, minutes=0, by=SYLVIE) -> TicketNumber:
        """The next visitor is called and the visit begins, and lasts."""
        number = self.calls(counter, by=by).ticket.number
        self.starts(number, by=by)
        self.clock.passes(minutes=minutes)
        return number

    def is_absent(self, number, *, by=SYLVIE) -> Ticket:
        """The called visitor does not come after the calls of Q-03."""
        for _ in range(2):
            self.clock.passes(seconds=60)
            self.recalls(number, by=by)
        return self.moves(moves.mark_no_show, number, by=by)

    def undoes(self, *, by=SYLVIE) -> Ticket:
        """The agent takes back the last act."""
        return undo.undo_last(by=by, **self.writing).ticket

    def counter(self, number, state) -> None:
        """The supervisor opens, pauses or closes a counter."""
        direction.set_counter(CounterId(number), state, by=CHIEF, **self.writing)

    def sets(self, procedure, **how) -> None:
        """The supervisor opens or closes a procedure, or sets its quota."""
        direction.set_procedure(ProcedureCode(procedure), by=CHIEF, **how, **self.writing)

    def closes_day(self) -> None:
        """The supervisor closes the day."""
        direction.close_day(by=CHIEF, **self.writing)

    def ticket(self, number) -> Ticket:
        """Today's ticket of *number* as it is."""
        return reception.find_ticket(number, **self.ports)

    def journal(self) -> list:
        """Every entry of the journal."""
        with self.store.read() as work:
            return list(work.journal.after(0, 10_000))


class OneOfTwo(InMemoryStore):
    """The store of a desk that shares its site and, once *holds_nothing*, has no right at all."""

    holds_nothing = False

    @contextmanager
    def begin(self):
        """Open a transaction with the rights the desk has left."""
        with super().begin() as work:
            if self.holds_nothing:
                work.rights = Rights(desk=DeskCode("02"), is_alone=False)
            yield work


def _transfer(procedure, number, **how):
    return moves.transfer(number, ProcedureCode(procedure), **how)
