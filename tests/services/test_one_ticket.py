"""One active ticket per person, day and procedure, by whatever way a ticket would live again."""

from __future__ import annotations

import pytest

from desk_app.domain.errors import AlreadyHasTicket, DocumentNeeded
from desk_app.domain.people import parse_document
from desk_app.domain.prints import PrintState
from desk_app.domain.tickets import TicketStatus
from desk_app.services.printing import print_jobs
from desk_app.services.reception import ticket_held
from tests.acts import issuing_ports
from tests.services.desk import CHIEF, DOCUMENT, INFO, KARIM, PERMIT, RECEIPT

EXAM = "EXAMEN"


def active(desk, procedure=PERMIT):
    """The numbers of the person's active tickets for *procedure*, whatever the bindings say."""
    with desk.store.read() as work:
        return [
            ticket.number
            for ticket in work.tickets.of_day(desk.clock().date())
            if ticket.is_active
            and ticket.procedure == procedure
            and work.bindings.of_ticket(ticket.id) is not None
        ]


def test_a_visitor_with_another_ticket_is_not_sent_where_it_is_for(real_desk):
    first = real_desk.comes(EXAM, document=DOCUMENT)
    second = real_desk.comes(PERMIT, document=DOCUMENT)

    with pytest.raises(AlreadyHasTicket) as refused:
        real_desk.sends(second, EXAM)

    assert (refused.value.number, refused.value.before) == (first, 0)
    assert real_desk.ticket(second).procedure == PERMIT
    assert (active(real_desk, EXAM), active(real_desk)) == ([first], [second])


@pytest.mark.parametrize("end", ["completes", "is_absent"])
def test_an_end_is_not_taken_back_once_the_person_has_another_ticket(real_desk, end):
    first = real_desk.comes(PERMIT, document=DOCUMENT)
    real_desk.calls()
    if end == "completes":
        real_desk.starts(first)
    before = getattr(real_desk, end)(first)
    second = real_desk.comes(PERMIT, document=DOCUMENT, by=CHIEF)

    with pytest.raises(AlreadyHasTicket) as refused:
        real_desk.undoes()

    assert refused.value.number == second
    assert real_desk.ticket(first) == before
    assert active(real_desk) == [second]


def test_a_transfer_is_not_taken_back_once_the_person_has_another_ticket(real_desk):
    first = real_desk.comes(PERMIT, document=DOCUMENT)
    real_desk.serves()
    real_desk.sends(first, INFO)
    second = real_desk.comes(PERMIT, document=DOCUMENT, by=CHIEF)

    with pytest.raises(AlreadyHasTicket):
        real_desk.undoes()

    assert real_desk.ticket(first).procedure == INFO
    assert active(real_desk) == [second]


def test_once_the_other_ticket_has_ended_the_first_may_come_back(real_desk):
    first = real_desk.comes(PERMIT, document=DOCUMENT)
    real_desk.calls()
    real_desk.is_absent(first)
    second = real_desk.comes(PERMIT, document=DOCUMENT)
    with pytest.raises(AlreadyHasTicket):
        real_desk.returns(first)

    real_desk.cancels(second)

    assert real_desk.returns(first).status is TicketStatus.WAITING
    assert active(real_desk) == [first]
    with pytest.raises(AlreadyHasTicket):
        real_desk.comes(PERMIT, document=DOCUMENT)


def refused(act, *subject, **how):
    """The number of the ticket because of which *act* is refused."""
    with pytest.raises(AlreadyHasTicket) as raised:
        act(*subject, **how)
    return raised.value.number


def test_who_is_sent_to_come_back_takes_no_other_ticket_meanwhile(real_desk):
    first = real_desk.comes(PERMIT, document=DOCUMENT)
    real_desk.serves()
    real_desk.sends(first, INFO, comes_back=True)

    assert refused(real_desk.comes, PERMIT, document=DOCUMENT) == first

    real_desk.serves(2, by=KARIM)
    back = real_desk.completes(first, by=KARIM)
    assert (back.procedure, back.status) == (PERMIT, TicketStatus.WAITING)
    assert active(real_desk) == [first]


@pytest.mark.parametrize("asked", [PERMIT, EXAM, RECEIPT])
def test_a_step_to_come_is_held_from_the_first_procedure_on(real_desk, asked):
    first = real_desk.comes(INFO, document=DOCUMENT, steps=(EXAM, PERMIT, RECEIPT, PERMIT))
    steps = (EXAM,) if asked == RECEIPT else ()

    assert refused(real_desk.comes, asked, document=DOCUMENT, steps=steps) == first


def test_a_new_visit_does_not_lead_to_what_another_ticket_is_for(real_desk):
    first = real_desk.comes(PERMIT, document=DOCUMENT)

    for procedure, steps in ((EXAM, (PERMIT,)), (INFO, (RECEIPT, PERMIT))):
        assert refused(real_desk.comes, procedure, document=DOCUMENT, steps=steps) == first

    assert real_desk.comes(EXAM, document=DOCUMENT, steps=(RECEIPT,)) == "X001"


def test_two_visits_do_not_lead_to_the_same_step(real_desk):
    first = real_desk.comes(PERMIT, document=DOCUMENT, steps=("PIECES",))

    assert refused(real_desk.comes, EXAM, document=DOCUMENT, steps=("PIECES",)) == first


def test_a_visitor_is_not_sent_to_a_later_step_of_another_ticket(real_desk):
    first = real_desk.comes(PERMIT, document=DOCUMENT, steps=(INFO,))
    second = real_desk.comes(EXAM, document=DOCUMENT)

    assert refused(real_desk.sends, second, INFO) == first
    assert real_desk.ticket(second).procedure == EXAM


def test_an_absent_visitor_s_steps_are_free_until_the_return(real_desk):
    first = real_desk.comes(EXAM, document=DOCUMENT, steps=(PERMIT,))
    real_desk.calls(2)
    real_desk.is_absent(first)
    second = real_desk.comes(PERMIT, document=DOCUMENT)

    assert refused(real_desk.returns, first) == second
    real_desk.cancels(second)
    assert real_desk.returns(first).steps == (PERMIT,)


def test_a_step_done_is_free_again(real_desk):
    first = real_desk.comes(PERMIT, document=DOCUMENT, steps=(RECEIPT,))
    real_desk.serves()
    real_desk.completes(first)

    second = real_desk.comes(PERMIT, document=DOCUMENT)

    assert active(real_desk) == [second]
    assert refused(real_desk.comes, EXAM, document=DOCUMENT, steps=(RECEIPT,)) == first


def test_a_visit_that_leads_to_a_bound_procedure_is_bound_from_its_start(real_desk):
    with pytest.raises(DocumentNeeded) as raised:
        real_desk.comes(INFO, steps=(PERMIT,))
    assert raised.value.procedure == PERMIT

    first = real_desk.comes(INFO, document=DOCUMENT, steps=(PERMIT,))

    assert active(real_desk, INFO) == [first]


def test_accueil_is_told_of_a_ticket_that_is_for_it_later(real_desk):
    first = real_desk.comes(EXAM, document=DOCUMENT, steps=(RECEIPT, PERMIT))
    keyed_hash = issuing_ports(real_desk.store, real_desk.clock)["keyed_hash"]

    ports = real_desk.ports | {"keyed_hash": keyed_hash}
    held = ticket_held(PERMIT, parse_document(DOCUMENT), **ports)

    assert (held.number, held.before) == (first, 0)
    assert ticket_held(RECEIPT, parse_document(DOCUMENT), **ports) is None


def test_a_ticket_taken_back_is_not_printed(real_desk):
    real_desk.comes()

    real_desk.undoes()

    assert [job.state for job in print_jobs(read=real_desk.store.read)] == [PrintState.CANCELLED]


def test_the_notes_of_past_days_are_wiped_and_those_of_today_kept(real_desk):
    yesterday = real_desk.comes()
    real_desk.serves()
    noted = real_desk.parks(yesterday, note="photocopies")
    real_desk.clock.passes(days=1)
    today = real_desk.comes()
    real_desk.serves()
    kept = real_desk.parks(today, note="fetches the form")
    with real_desk.store.begin() as work:
        work.tickets.forget_languages(real_desk.clock().date())

    with real_desk.store.read() as work:
        notes = [work.tickets.get(ticket.id).note for ticket in (noted, kept)]
    assert notes == ["", "fetches the form"]


def test_the_closing_wipes_the_notes_of_its_day(real_desk):
    number = real_desk.comes()
    real_desk.serves()
    real_desk.parks(number, note="photocopies")

    real_desk.closes_day()

    assert real_desk.ticket(number).note == ""
