"""What a platform's appointment can become here, and nothing else."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest

from desk_app.domain.appointments import AppointmentMove, AppointmentStatus
from desk_app.domain.booking_errors import AlreadyArrived, ImpossibleAppointmentMove
from desk_app.domain.online import ONLINE_MOVES, OnlineAppointment, OnlineHolder

NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
ACTS = {
    AppointmentMove.ARRIVE: lambda it: it.arrive(UUID(int=2), "C 001", now=NOW),
    AppointmentMove.UNARRIVE: lambda it: it.unarrive(),
    AppointmentMove.CANCEL: lambda it: it.cancel(),
    AppointmentMove.MOVE: lambda it: it.relisted(
        procedure="REM_TITRE", starts_at=NOW + dt.timedelta(hours=1), people=2
    ),
}


def appointment(status) -> OnlineAppointment:
    inside = status is AppointmentStatus.ARRIVED
    return OnlineAppointment(
        id=UUID(int=1), reference="7K4M-2QXD", platform="rdv", key="k", procedure="REM_TITRE",
        starts_at=NOW, status=status, arrived_at=NOW if inside else None,
    )  # fmt: skip


@pytest.mark.parametrize("move", ACTS)
@pytest.mark.parametrize("status", ONLINE_MOVES)
def test_the_table_alone_decides_what_can_happen(status, move):
    after = ONLINE_MOVES[status].get(move)

    if after is None:
        with pytest.raises((ImpossibleAppointmentMove, AlreadyArrived)):
            ACTS[move](appointment(status))
    else:
        assert ACTS[move](appointment(status)).status is after


@pytest.mark.parametrize(
    ("holder", "hint"),
    [
        (OnlineHolder(reference="R", last_name="diallo", last4="8765"), "D. …8765"),
        (OnlineHolder(reference="R", last_name="diallo"), "D."),
        (OnlineHolder(reference="R", last4="8765"), "…8765"),
        (OnlineHolder(reference="R"), ""),
    ],
)
def test_the_counter_compares_what_the_list_says(holder, hint):
    assert holder.hint == hint
