"""An appointment's moves, who may come in when, and references as people type them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.appointments import (
    APPOINTMENT_MOVES,
    Appointment,
    AppointmentId,
    AppointmentMove,
    AppointmentStatus,
    Place,
    Presence,
    Reference,
    parse_reference,
    presence,
)
from desk_app.domain.booking_errors import (
    AlreadyArrived,
    ImpossibleAppointmentMove,
    OldCopy,
    OtherDay,
    TooEarly,
    UnknownAppointment,
)
from desk_app.domain.identity_errors import ChangesUsedUp
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.site import Rules
from desk_app.domain.tickets import TicketId, TicketNumber

PARIS = ZoneInfo("Europe/Paris")
HOUR = dt.datetime(2026, 3, 19, 13, 20, tzinfo=dt.UTC)
NOW = HOUR - dt.timedelta(days=10)
TICKET, NUMBER = TicketId(UUID(int=7)), TicketNumber("R014")
MOVES = {
    AppointmentMove.ACCEPT: lambda a: a.accept(),
    AppointmentMove.MOVE: lambda a: dataclasses.replace(a, changes=0).move(_place(days=7)),
    AppointmentMove.RECONFIRM: lambda a: a.reconfirm(now=NOW),
    AppointmentMove.CORRECT: lambda a: a.correct(PersonKey("b" * 64)),
    AppointmentMove.REPRINT: lambda a: a.reprint(),
    AppointmentMove.ARRIVE: lambda a: dataclasses.replace(a, arrived_at=None).arrive(
        TICKET, NUMBER, now=HOUR
    ),
    AppointmentMove.REPLACE: lambda a: a.replaced(_place(days=21)),
    AppointmentMove.UNARRIVE: lambda a: a.unarrive(),
    AppointmentMove.HONOUR: lambda a: a.honour(now=HOUR),
    AppointmentMove.MISS: lambda a: a.miss(now=HOUR),
    AppointmentMove.CANCEL: lambda a: a.cancel(now=NOW),
    AppointmentMove.LAPSE: lambda a: a.lapse(now=NOW),
}


def _place(**later) -> Place:
    at = HOUR + dt.timedelta(**later)
    return Place(
        slots=(f"titres/{at:%Y-%m-%dT%H%M}",),
        seats=(1,),
        starts_at=at,
        ends_at=at + dt.timedelta(minutes=15),
    )


def _appointment(status=AppointmentStatus.BOOKED) -> Appointment:
    return Appointment(
        id=AppointmentId(UUID(int=1)),
        reference=Reference("7K4M-2QXD"),
        family=FamilyCode("RENOUVELLEMENT"),
        procedure=ProcedureCode("RNV_DEPOT"),
        person=PersonKey("a" * 64),
        place=_place(),
        booked_at=NOW,
        status=status,
    )


@given(st.lists(st.sampled_from(list(AppointmentMove)), max_size=12))
def test_the_table_alone_decides_what_may_happen(wanted):
    appointment = _appointment(AppointmentStatus.HELD)

    for move in wanted:
        allowed = APPOINTMENT_MOVES[appointment.status].get(move)
        if allowed is None:
            with pytest.raises(ImpossibleAppointmentMove):
                MOVES[move](appointment)
        else:
            moved = MOVES[move](appointment)
            assert (moved.status, moved.revision) == (allowed, appointment.revision + 1)
            assert moved.copy_no >= appointment.copy_no
            appointment = moved


def test_what_is_over_stays_over():
    over = [status for status, moves in APPOINTMENT_MOVES.items() if not moves]

    assert [_appointment(status).is_active for status in over] == [False] * 4
    assert _appointment().is_active


def test_the_date_may_change_twice_and_no_more():  # A-02, AT-06
    twice = _appointment().move(_place(days=7)).move(_place(days=14))

    with pytest.raises(ChangesUsedUp):
        twice.move(_place(days=21))

    assert twice.changes == 2


def test_a_move_of_the_site_counts_for_nothing():
    moved = _appointment().move(_place(days=7)).move(_place(days=14)).replaced(_place(days=15))

    assert moved.changes == 2


def test_only_the_last_copy_of_the_paper_is_good():  # AT-09
    reprinted = _appointment().reprint()

    reprinted.require_copy(2)
    with pytest.raises(OldCopy):
        reprinted.require_copy(1)


def test_a_new_date_makes_the_earlier_paper_worthless():  # AT-09
    with pytest.raises(OldCopy):
        _appointment().move(_place(days=7)).require_copy(1)


def test_a_code_used_twice_says_when_and_with_which_ticket():  # AT-08
    arrived = _appointment().arrive(TICKET, NUMBER, now=HOUR)

    with pytest.raises(AlreadyArrived) as refused:
        arrived.arrive(TICKET, NUMBER, now=HOUR + dt.timedelta(minutes=5))

    assert (refused.value.number, refused.value.at) == (NUMBER, HOUR)


def test_a_wrong_scan_can_be_taken_back():
    back = _appointment().arrive(TICKET, NUMBER, now=HOUR).unarrive()

    assert (back.status, back.ticket, back.arrived_at) == (AppointmentStatus.BOOKED, None, None)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (-30, Presence.ON_TIME),
        (0, Presence.ON_TIME),
        (15, Presence.ON_TIME),
        (16, Presence.LATE),
        (30, Presence.LATE),
        (31, Presence.VERY_LATE),
    ],
)
def test_how_late_somebody_is_goes_by_the_rules(minutes, expected):  # AT-16
    now = HOUR + dt.timedelta(minutes=minutes)

    assert presence(_appointment(), now, PARIS, Rules()) is expected


def test_who_comes_too_early_hears_from_when_on():
    with pytest.raises(TooEarly) as refused:
        presence(_appointment(), HOUR - dt.timedelta(minutes=31), PARIS, Rules())

    assert refused.value.from_at == HOUR - dt.timedelta(minutes=30)


@pytest.mark.parametrize("days", [-1, 1])
def test_another_day_is_said_to_be_one(days):
    with pytest.raises(OtherDay):
        presence(_appointment(), HOUR + dt.timedelta(days=days), PARIS, Rules())


@pytest.mark.parametrize("typed", ["7k4m-2qxd", " 7K4M 2QXD ", "7K4M2QXD"])
def test_a_reference_is_read_as_people_type_it(typed):
    assert parse_reference(typed) == "7K4M-2QXD"


def test_letters_that_look_like_figures_are_taken_for_them():
    assert parse_reference("OIL0-AAAA") == "0110-AAAA"


@pytest.mark.parametrize("typed", ["", "7K4M2QX", "7K4M-2QXDD", "7K4M2QXU", "ب" * 8])
def test_what_cannot_be_a_reference_is_unknown(typed):
    with pytest.raises(UnknownAppointment):
        parse_reference(typed)
