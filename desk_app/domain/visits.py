"""What a visit is still for, and which other visit of the same person is in its way. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from desk_app.domain.errors import DocumentNeeded
from desk_app.domain.procedures import Binding, Procedure, ProcedureCode
from desk_app.domain.tickets import Ticket


def still_for(ticket: Ticket) -> frozenset[ProcedureCode]:
    """Return the procedures *ticket* waits for or is received for, now or later in its visit.

    Its own, the steps to come, and the one it will be sent back to; none once it has ended.
    """
    if not ticket.is_active:
        return frozenset()
    back = ticket.transferred_from if ticket.come_back_to is not None else None
    return frozenset({ticket.procedure, *ticket.steps} | ({back} if back else set()))


def in_the_way(wanted: AbstractSet[ProcedureCode], held: Iterable[Ticket]) -> Ticket | None:
    """Return the first issued of a person's *held* tickets that is for one of *wanted* (AT-11).

    A ticket that is for it later counts like one that is for it now: else both would be active
    for one procedure when the visit gets there.
    """
    found = (ticket for ticket in held if still_for(ticket) & wanted)
    return min(found, key=lambda ticket: ticket.sequence, default=None)


def is_bound(visit: Sequence[Procedure], *, has_document: bool) -> bool:
    """True if a ticket for *visit*, its procedures in order, is bound to the document shown.

    Raises DocumentNeeded if one of them requires a document and none is shown (AT-11).
    """
    needy = [each.code for each in visit if each.binding is Binding.REQUIRED]
    if needy and not has_document:
        raise DocumentNeeded(needy[0])
    return has_document and any(each.binding is not Binding.NONE for each in visit)
