"""Print jobs: a table that never prints twice, and a slip that forgets its language."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.prints import PENDING, PRINT_MOVES, JobId, PrintJob, PrintState, Slip

NOW = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
SLIP = Slip(
    site="Préfecture",
    number="C042",
    procedure="Remise",
    procedure_translated="تسليم",
    issued_at=NOW,
    people_before=2,
    wait_low=5,
    wait_high=10,
    language="ar",
    code="7K4M2QXD",
    qr="DESK1/93008/20260302/7K4M2QXD",
)


def job(state=PrintState.QUEUED, **fields):
    return PrintJob(
        id=JobId(UUID(int=1)),
        ticket=None,
        what="ticket C042",
        slip=SLIP,
        printer="file:///dev/null",
        profile="generic-80mm",
        created_at=NOW,
        state=state,
        **fields,
    )


def test_every_state_stands_in_the_table():
    assert set(PRINT_MOVES) == set(PrintState)


def test_what_is_settled_moves_no_more_and_what_is_pending_moves_on():
    assert all(PRINT_MOVES[state] for state in PENDING)
    settled = set(PrintState) - PENDING - {PrintState.UNCERTAIN}
    assert not any(PRINT_MOVES[state] for state in settled)


def test_nothing_handed_to_a_printer_is_ever_queued_again():
    reachable = {PrintState.AWAIT_ACK, PrintState.UNCERTAIN}
    while not reachable.issuperset(more := set().union(*(PRINT_MOVES[s] for s in reachable))):
        reachable |= more

    assert not reachable & {PrintState.QUEUED, PrintState.WAIT_PRINTER, PrintState.SENDING}


@given(st.sampled_from(PrintState), st.sampled_from(PrintState))
def test_a_job_moves_only_by_the_table(state, to):
    if to in PRINT_MOVES[state]:
        moved = job(state).moved(to, now=NOW, cause="busy", handed=3)
        assert (moved.state, moved.cause, moved.bytes_handed, moved.updated_at) == (
            to, "busy", 3, NOW,
        )  # fmt: skip
    else:
        with pytest.raises(AssertionError):
            job(state).moved(to, now=NOW)


def test_bytes_handed_over_never_become_fewer():
    sending = job(PrintState.SENDING, bytes_handed=900)

    assert sending.moved(PrintState.UNCERTAIN, now=NOW, handed=10).bytes_handed == 900


def test_a_slip_kept_after_its_day_knows_no_language():
    kept = SLIP.in_french_only()

    assert (kept.language, kept.procedure_translated) == ("fr", "")
    assert (kept.number, kept.procedure, kept.code) == (SLIP.number, SLIP.procedure, SLIP.code)
