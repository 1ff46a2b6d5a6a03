"""What each screen may call, bound by hand to one open desk: Ctrl-click leads to the service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypedDict

from desk_app.app.desk import Desk
from desk_app.security.codes import new_code, new_id
from desk_app.services import (
    direction,
    identities,
    issuing,
    moves,
    overrides,
    printing,
    reception,
    tickets,
    undo,
)
from desk_app.services.counter import counter_screen, queue_list
from desk_app.services.places import places
from desk_app.services.ports import Begin, Clock, Read, UnitOfWork
from desk_app.services.questions import questions
from desk_app.services.staffing import staffing
from desk_app.services.stakes import stakes
from desk_app.services.supervision import supervision
from desk_app.ui.counter.operations import CounterOperations
from desk_app.ui.reception.operations import ReceptionOperations
from desk_app.ui.supervisor.operations import SupervisionOperations


class _Acting(TypedDict):
    begin: Begin
    clock: Clock


class _Looking(TypedDict):
    read: Read
    clock: Clock


def hurried(desk: Desk) -> Begin:
    """Return what opens a writing transaction whose papers leave right after."""
    return partial(_begin, desk)


def _acting(desk: Desk) -> _Acting:
    return {"begin": partial(_begin, desk), "clock": desk.clock}


@contextmanager
def _begin(desk: Desk) -> Iterator[UnitOfWork]:
    """Open a writing transaction; its papers are made while it commits and leave right after.

    The spool hears of them on this thread: the windows, which show the ticket, come second.
    """
    with desk.store.begin() as work:
        yield work
        papers = work.prints.added
        for job in papers:
            desk.spool.foresee(job)
    if papers:
        desk.spool.hurry(papers)


def _looking(desk: Desk) -> _Looking:
    return {"read": desk.read, "clock": desk.clock}


def reception_operations(desk: Desk) -> ReceptionOperations:
    """Return what Accueil may call."""
    acting, looking = _acting(desk), _looking(desk)
    return ReceptionOperations(
        look=partial(reception.reception, **looking, holidays=desk.holidays),
        issue=partial(
            issuing.issue,
            **acting,
            new_id=new_id,
            new_code=new_code,
            keyed_hash=desk.keyed_hash,
            holidays=desk.holidays,
            printer=desk.printer,
        ),
        ticket_held=partial(reception.ticket_held, **looking, keyed_hash=desk.keyed_hash),
        reprint=partial(printing.reprint_ticket, **acting, new_id=new_id, printer=desk.printer),
        confirm=partial(printing.confirm_job, **acting),
        return_to_queue=partial(moves.return_to_queue, **acting),
        undo=partial(undo.undo_last, **acting),
    )


def counter_operations(desk: Desk) -> CounterOperations:
    """Return what Guichet may call."""
    acting, looking = _acting(desk), _looking(desk)
    return CounterOperations(
        look=partial(counter_screen, **looking),
        places=partial(places, **looking),
        targets=partial(reception.reception, **looking, holidays=desk.holidays),
        everyone=partial(queue_list, **looking),
        sit_down=partial(direction.sit_down, **acting),
        set_counter=partial(direction.set_counter, **acting),
        call_next=partial(tickets.call_next, **acting),
        finish_and_call_next=partial(tickets.finish_and_call_next, **acting),
        absent_and_call_next=partial(tickets.absent_and_call_next, **acting),
        call_number=partial(tickets.call_number, **acting),
        recall=partial(tickets.recall, **acting),
        start=partial(moves.start_serving, **acting),
        complete=partial(moves.complete, **acting),
        mark_no_show=partial(moves.mark_no_show, **acting),
        unpark=partial(moves.unpark, **acting),
        return_to_queue=partial(moves.return_to_queue, **acting),
        correct=partial(identities.correct, **acting, read=desk.read, keyed_hash=desk.keyed_hash),
        park=partial(moves.park, **acting),
        transfer=partial(moves.transfer, **acting),
        wrong_holder=partial(moves.report_wrong_holder, **acting),
        undo=partial(undo.undo_last, **acting),
    )


def supervision_operations(desk: Desk) -> SupervisionOperations:
    """Return what Supervision may call."""
    acting, looking = _acting(desk), _looking(desk)
    return SupervisionOperations(
        look=partial(supervision, **looking, holidays=desk.holidays),
        plan=partial(staffing, **looking, holidays=desk.holidays),
        set_counter=partial(direction.set_counter, **acting),
        set_procedure=partial(direction.set_procedure, **acting),
        close_day=partial(direction.close_day, **acting),
        complete=partial(moves.complete, **acting),
        undo=partial(undo.undo_last, **acting),
        find_ticket=partial(reception.find_ticket, **looking),
        questions=partial(questions, **looking),
        stakes=partial(stakes, **looking),
        decide=partial(overrides.decide, **acting),
    )
