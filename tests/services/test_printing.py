"""Papers asked for again or answered by a person."""

from __future__ import annotations

import dataclasses
from uuid import uuid4

import pytest

from desk_app.domain.errors import ImpossibleMove, UnknownJob, UnknownTicket
from desk_app.domain.prints import PrintState
from desk_app.services import printing
from desk_app.services.printing import confirm_job, last_ticket, print_jobs
from desk_app.services.testprint import print_test
from tests.acts import issuing_ports
from tests.services.desk import CHIEF, SYLVIE


def again(desk, subject, *, function=printing.reprint_ticket):
    ports = issuing_ports(desk.store, desk.clock, printer="tcp://127.0.0.1:9100")
    kept = ("begin", "clock", "new_id", "printer")
    return function(subject, by=SYLVIE, **{name: ports[name] for name in kept})


def becomes(desk, job, *states):
    with desk.store.begin() as work:
        moved = work.prints.get(job)
        for state in states:
            moved = moved.moved(state, now=desk.clock())
        work.prints.put(moved)


def printed(desk):
    issued = desk.issued()
    becomes(desk, issued.job, PrintState.SENDING, PrintState.PRINTED)
    return issued


def test_a_copy_is_marked_and_comes_out_of_today_s_printer(real_desk):
    issued = printed(real_desk)

    copy = again(real_desk, "a1").job

    assert (copy.state, copy.slip.copy_no, copy.copy_of) == (PrintState.QUEUED, 2, issued.job)
    assert copy.printer == "tcp://127.0.0.1:9100"
    assert copy.what == "ticket A001"
    fact = real_desk.journal()[-1]
    assert (fact.kind, fact.header["copy_no"]) == ("TicketReprinted", 2)


def test_copies_are_counted_from_the_original(real_desk):
    issued = printed(real_desk)
    second = again(real_desk, "A001").job
    becomes(real_desk, second.id, PrintState.SENDING, PrintState.PRINTED)

    third = again(real_desk, second.id, function=printing.reprint_job).job

    assert (third.slip.copy_no, third.copy_of) == (3, issued.job)


@pytest.mark.parametrize("states", [(), (PrintState.WAIT_PRINTER,)])
def test_a_paper_still_to_come_is_not_asked_for_twice(real_desk, states):
    issued = real_desk.issued()
    becomes(real_desk, issued.job, *states)

    answers = [again(real_desk, "A001").job.id, again(real_desk, "A001").job.id]

    assert answers == [issued.job, issued.job]
    assert len(print_jobs(read=real_desk.store.read)) == 1


def test_a_copy_of_what_is_not_there_is_refused(desk):
    with pytest.raises(UnknownTicket):
        again(desk, "Z999")
    with pytest.raises(UnknownJob):
        again(desk, uuid4(), function=printing.reprint_job)
    desk.comes()
    desk.store.shelf.jobs.clear()
    with pytest.raises(UnknownJob):
        again(desk, "A001")


def test_a_paper_of_no_ticket_is_not_copied(desk):
    issued = printed(desk)
    jobs = desk.store.shelf.jobs
    jobs[issued.job] = dataclasses.replace(jobs[issued.job], ticket=None)

    with pytest.raises(UnknownJob):
        again(desk, issued.job, function=printing.reprint_job)


def test_a_visit_that_is_over_needs_no_copy(desk):
    printed(desk)
    desk.serves()
    desk.completes("A001")

    with pytest.raises(ImpossibleMove):
        again(desk, "A001")


@pytest.mark.parametrize(
    ("states", "end"),
    [
        ((), PrintState.CANCELLED),
        ((PrintState.WAIT_PRINTER,), PrintState.CANCELLED),
        ((PrintState.SENDING,), PrintState.SENDING),
        ((PrintState.SENDING, PrintState.PRINTED), PrintState.PRINTED),
    ],
)
def test_a_cancelled_ticket_is_not_printed_if_no_byte_has_left(real_desk, states, end):
    issued = real_desk.issued()
    becomes(real_desk, issued.job, *states)

    real_desk.cancels("A001")

    assert print_jobs(read=real_desk.store.read)[0].state is end


def test_a_test_page_is_no_ticket_and_says_so(real_desk):
    ports = issuing_ports(real_desk.store, real_desk.clock)
    kept = ("begin", "clock", "new_id", "printer")

    job = print_test(**{name: ports[name] for name in kept})

    assert print_jobs(read=real_desk.store.read) == (job,)
    assert (job.ticket, job.slip.rehearsal, job.slip.number) == (None, True, "X000")


@pytest.mark.parametrize(
    ("came_out", "state"), [(True, PrintState.PRINTED), (False, PrintState.TORN)]
)
def test_a_doubtful_paper_is_settled_by_who_looked(real_desk, came_out, state):
    issued = real_desk.issued()
    becomes(real_desk, issued.job, PrintState.SENDING, PrintState.UNCERTAIN)

    answer = confirm_job(issued.job, came_out=came_out, by=CHIEF, **real_desk.writing)

    assert answer.job.state is state
    assert print_jobs(read=real_desk.store.read)[0].state is state
    fact = real_desk.journal()[-1]
    assert (fact.kind, fact.agent, fact.header["state"]) == ("PrintSettled", CHIEF, state)


def test_a_paper_in_no_doubt_is_not_settled_again(desk):
    issued = printed(desk)

    with pytest.raises(ImpossibleMove):
        confirm_job(issued.job, came_out=False, by=SYLVIE, **desk.writing)

    assert print_jobs(read=desk.store.read)[0].state is PrintState.PRINTED


def test_jobs_are_listed_oldest_first_and_the_latest_kept(real_desk):
    issued = [real_desk.issued().job for _ in range(3)]

    assert [job.id for job in print_jobs(read=real_desk.store.read)] == issued
    assert [job.id for job in print_jobs(read=real_desk.store.read, limit=2)] == issued[1:]


def test_the_last_ticket_is_today_s(real_desk):
    assert last_ticket(**real_desk.ports) is None
    real_desk.comes()
    real_desk.comes()
    assert last_ticket(**real_desk.ports) == "A002"

    real_desk.clock.passes(days=1)

    assert last_ticket(**real_desk.ports) is None


def test_how_printing_stands_is_counted(desk):
    kept, doubtful, done = (desk.issued().job for _ in range(3))
    becomes(desk, done, PrintState.SENDING, PrintState.PRINTED)
    well = printing.printer_standing(read=desk.store.read)
    with desk.store.begin() as work:
        job = work.prints.get(kept)
        work.prints.put(job.moved(PrintState.WAIT_PRINTER, now=desk.clock(), cause="busy"))
    becomes(desk, doubtful, PrintState.SENDING, PrintState.UNCERTAIN)

    badly = printing.printer_standing(read=desk.store.read)

    assert (well.kept, well.cause, well.doubtful) == (0, "", 0)
    assert (badly.kept, badly.cause, badly.doubtful) == (1, "busy", 1)
