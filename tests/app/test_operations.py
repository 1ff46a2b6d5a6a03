"""What the screens may call: a ticket's paper is on its way before any window has shown it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk_app.app.desk import Desk, make_desk, open_desk
from desk_app.app.operations import reception_operations
from desk_app.domain.errors import UnknownProcedure
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import PrintState
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.issuing import Order
from desk_app.services.printing import print_jobs

AGENT = AgentLogin("smarchand")
INFO = Order(procedure=ProcedureCode("INFO"))
MORNING = "2026-03-02T09:00:00+01:00"


@pytest.fixture
def desk(tmp_path, sqlite_url) -> Iterator[Desk]:
    """A desk whose printer is a file; nobody shows what changed."""
    make_desk(sqlite_url, rehearsal=True)
    printer = f"file://{tmp_path / 'paper.bin'}"
    environ = {"DESK_APP_CLOCK": MORNING, "DESK_APP_PRINTER": printer}
    opened = open_desk(sqlite_url, environ=environ, is_quick=True)
    yield opened
    opened.close()


def _states(desk: Desk) -> list[PrintState]:
    return [job.state for job in print_jobs(read=desk.read)]


def test_a_ticket_s_paper_leaves_at_its_commit_and_no_window_has_to_ask(desk, tmp_path):
    desk.spool.start(desk.printer().address)

    issued = reception_operations(desk).issue(INFO, by=AGENT)

    assert desk.spool.wait(issued.job, 10) is PrintState.PRINTED
    assert (tmp_path / "paper.bin").stat().st_size > 500


def test_a_copy_asked_for_leaves_the_same_way(desk):
    desk.spool.start(desk.printer().address)
    operations = reception_operations(desk)
    issued = operations.issue(INFO, by=AGENT)
    desk.spool.wait(issued.job, 10)

    copy = operations.reprint(issued.ticket.number, by=AGENT)

    assert desk.spool.wait(copy.job.id, 10) is PrintState.PRINTED


def test_screens_that_are_read_after_a_ticket_come_behind_its_first_bytes(desk, tmp_path):
    desk.spool.start(desk.printer().address)

    reception_operations(desk).issue(INFO, by=AGENT)
    is_clear = desk.spool.give_way(10)

    assert is_clear
    assert (tmp_path / "paper.bin").stat().st_size > 500


def test_a_refused_ticket_has_no_paper(desk, tmp_path):
    desk.spool.start(desk.printer().address)

    with pytest.raises(UnknownProcedure):
        reception_operations(desk).issue(Order(procedure=ProcedureCode("NONE")), by=AGENT)

    assert desk.spool.give_way(0)
    assert _states(desk) == []
    assert not (tmp_path / "paper.bin").exists()


def test_without_workers_the_job_waits_in_the_store(desk):
    reception_operations(desk).issue(INFO, by=AGENT)

    assert _states(desk) == [PrintState.QUEUED]
