"""The services of Accueil as a test says they answer, remembering what was asked of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from uuid import UUID

from desk_app.domain.changes import Topic, changes
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import DeskError
from desk_app.domain.people import Agent, AgentLogin, Document, Role
from desk_app.domain.prints import JobId, PrintJob, Slip
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import DeskCode, Ticket, TicketId, TicketNumber, TicketStatus
from desk_app.services.issuing import Order
from desk_app.services.outcomes import Issued, Outcome, Reprinted
from desk_app.services.questions import Agreement
from desk_app.services.reception import HeldTicket, Reception
from desk_app.ui.reception.operations import ReceptionOperations
from tests.ui.reception.day import MORNING, NOW

SYLVIE = Agent(login=AgentLogin("smarchand"), name="Sylvie Marchand", role=Role.AGENT)


@dataclasses.dataclass
class Services:
    """What the services know and were asked."""

    reception: Reception = MORNING
    held: HeldTicket | None = None
    refusal: DeskError | None = None
    number: str = "C042"
    orders: list[Order] = dataclasses.field(default_factory=list)
    agreements: list[Agreement | None] = dataclasses.field(default_factory=list)
    returned: list[tuple[str, Agreement | None]] = dataclasses.field(default_factory=list)
    return_refusal: DeskError | None = None
    asked: list[tuple[str, Document]] = dataclasses.field(default_factory=list)
    reprinted: list[str] = dataclasses.field(default_factory=list)
    confirmed: list[tuple[JobId, bool]] = dataclasses.field(default_factory=list)
    copy_no: int = 1
    reprint_refusal: DeskError | None = None
    undone: int = 0
    undone_status: TicketStatus = TicketStatus.CANCELLED
    undo_refusal: DeskError | None = None
    looked: int = 0

    def operations(self) -> ReceptionOperations:
        """Return them as Accueil takes them."""
        return ReceptionOperations(
            look=self.look,
            issue=self.issue,
            ticket_held=self.ticket_held,
            reprint=self.reprint,
            confirm=self.confirm,
            return_to_queue=self.return_to_queue,
            undo=self.undo,
        )

    def look(self, *, language: str) -> Reception:
        self.looked += 1
        return self.reception

    def issue(
        self, order: Order, /, *, by: AgentLogin, agreement: Agreement | None = None
    ) -> Issued:
        if self.refusal is not None:
            raise self.refusal
        self.orders.append(order)
        self.agreements.append(agreement)
        return Issued(
            changes=changes("issue", Topic.TICKETS, Topic.PRINTS, subject=self.number),
            ticket=ticket(self.number, order.procedure),
            position=10,
            wait=(10, 20),
            job=JobId(UUID(int=99)),
        )

    def ticket_held(self, procedure: ProcedureCode, document: Document, /) -> HeldTicket | None:
        self.asked.append((procedure, document))
        return self.held

    def reprint(self, number: str, /, *, by: AgentLogin) -> Reprinted:
        if self.reprint_refusal is not None:
            raise self.reprint_refusal
        self.reprinted.append(number)
        made = changes("reprint", Topic.PRINTS, subject=number)
        return Reprinted(changes=made, job=print_job(number, self.copy_no))

    def confirm(self, job: JobId, /, *, came_out: bool, by: AgentLogin) -> Reprinted:
        self.confirmed.append((job, came_out))
        return Reprinted(changes=changes("confirm", Topic.PRINTS), job=print_job("D034"))

    def return_to_queue(
        self,
        number: str,
        /,
        *,
        counter: CounterId | None,
        by: AgentLogin,
        agreement: Agreement | None = None,
    ) -> Outcome:
        if agreement is None and self.return_refusal is not None:
            raise self.return_refusal
        self.returned.append((number, agreement))
        made = changes("return", Topic.TICKETS, subject=number)
        return Outcome(changes=made, ticket=ticket(number, ProcedureCode("INFO")))

    def undo(self, *, by: AgentLogin) -> Outcome:
        if self.undo_refusal is not None:
            raise self.undo_refusal
        self.undone += 1
        made = changes("undo", Topic.TICKETS, subject=self.number)
        taken = ticket(self.number, ProcedureCode("INFO"))
        return Outcome(changes=made, ticket=dataclasses.replace(taken, status=self.undone_status))


@dataclasses.dataclass
class Window:
    """A window that keeps what it was told."""

    undo: Callable[[], object] | None = None
    said: list[str] = dataclasses.field(default_factory=list)

    def set_title(self, title: str, sub: str = "") -> None:
        self.said.append(f"{title} {sub}")

    def show_undo(self, text: str, callback: Callable[[], object]) -> None:
        self.said.append(text)
        self.undo = callback

    def refuse(
        self, text: str, *, why: str = "", offers: Sequence[object] = (), level: str = "danger"
    ) -> None:
        self.said.append(text)


def now() -> dt.datetime:
    return NOW


def ticket(number: str, procedure: ProcedureCode) -> Ticket:
    return Ticket(
        id=TicketId(UUID(int=1)),
        day=NOW.date(),
        number=TicketNumber(number),
        sequence=1,
        procedure=procedure,
        issued_at=NOW,
        arrived_at=NOW,
        owner=DeskCode("A1"),
        code="ABCD2345",
    )


def print_job(number: str, copy_no: int = 1) -> PrintJob:
    slip = Slip(
        site="Préfecture", number=number, procedure="", procedure_translated="", issued_at=NOW,
        people_before=0, wait_low=5, wait_high=10, language="fr", code="ABCD2345", qr="x",
        copy_no=copy_no,
    )  # fmt: skip
    return PrintJob(
        id=JobId(UUID(int=2)), ticket=TicketId(UUID(int=1)), what=f"ticket {number}", slip=slip,
        printer="pdf:///tmp", profile="generic", created_at=NOW,
        copy_of=JobId(UUID(int=3)) if copy_no > 1 else None,
    )  # fmt: skip
