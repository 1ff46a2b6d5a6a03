"""Holders called before the day, by keys alone: who, what came of it, the list on paper (A-03)."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.errors import StoreUnavailable
from desk_app.domain.overrides import Override
from desk_app.domain.prints import LeafKind
from desk_app.services import reconfirmation
from tests.services.booking_desk import DEPOSIT, HASHED, BookingDesk, applicant
from tests.ui.arrivals.robot import Robot

PHONE = "+33612449031"


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def booked(desk):
    """Two appointments in four weeks; it is eight days before."""
    slot = desk.offers()[0].place.slots[0].split("/")[0]
    made = [
        desk.books(
            applicant(number, phone=PHONE),
            slot=f"{slot}/2026-03-26T{hour}",
            agreement=desk.agreed(Override.FREE_SLOT, DEPOSIT),
        )
        for number, hour in (("9304218765", "0900"), ("9304218766", "1000"))
    ]
    desk.clock.now += dt.timedelta(days=16)
    return made


@pytest.fixture
def robot(qapp, qtbot, desk, booked, leaves_later):
    """Sit somebody at the door."""
    return leaves_later(Robot(qapp, qtbot, desk))


def _opens(robot):
    robot.presses(Qt.Key.Key_R, modifier=Qt.KeyboardModifier.AltModifier)


def _status(desk, booked):
    with desk.store.read() as work:
        return work.appointments.get(booked.reference)


def test_the_list_shows_phones_and_never_a_name(robot):
    _opens(robot)

    first, second = robot.rows("calls.list")
    assert "06\u00a012\u00a044\u00a090\u00a031" in first[2]
    assert (first[1], second[1]) == ("…8765", "…8766")
    assert "Benali" not in robot.sees()
    assert "non vérifié" in robot.find("calls.detail").text()


def test_enter_confirms_and_the_next_holder_is_chosen(robot, desk, booked):
    _opens(robot)
    robot.types("\n")

    assert _status(desk, booked[0]).reconfirmed_at == desk.clock.now
    assert [row[1] for row in robot.rows("calls.list")] == ["…8766"]
    robot.types("\n")
    assert robot.rows("calls.list") == []
    assert "Personne à rappeler" in robot.sees()


def test_a_letter_notes_no_answer_and_what_silence_means_is_told(robot, desk, booked):
    reconfirmation.verify_phone(
        booked[0].reference, by="smarchand", keyed_hash=HASHED, **desk.writing
    )
    _opens(robot)
    robot.types("s")
    desk.clock.now += dt.timedelta(days=1)
    robot.types("s")

    assert "rendue le lundi 23 mars" in robot.rows("calls.list")[0][3]
    assert "sans pénalité" in robot.find("calls.detail").text()
    assert _status(desk, booked[0]).status is AppointmentStatus.BOOKED


def test_a_wrong_number_keeps_the_place(robot, desk, booked):
    _opens(robot)
    robot.types("f")

    assert "faux numéro" in robot.refused()
    assert _status(desk, booked[0]).status is AppointmentStatus.BOOKED


def test_who_gives_up_is_asked_about_once_more(robot, desk, booked):
    _opens(robot)
    robot.types("r")
    assert _status(desk, booked[0]).status is AppointmentStatus.BOOKED
    assert "Annuler le rendez-vous" in robot.refused()

    robot.types("o")

    assert _status(desk, booked[0]).status is AppointmentStatus.CANCELLED
    assert [row[1] for row in robot.rows("calls.list")] == ["…8766"]


def test_another_row_forgets_what_was_asked(robot, desk, booked):
    _opens(robot)
    robot.types("r↓o")

    assert robot.refused() == ""
    assert all(_status(desk, each).status is AppointmentStatus.BOOKED for each in booked)


def test_the_list_is_printed_with_phones_and_no_name(robot, desk):
    _opens(robot)
    robot.presses(Qt.Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)

    with desk.store.read() as work:
        job = work.prints.all(50)[-1]
    assert job.slip.kind is LeafKind.REMINDERS
    assert [line.split(" · ")[2] for line in job.slip.bring] == ["…8765", "…8766"]
    assert "détruisez" in robot.refused()


def test_nobody_to_call_is_said_and_escape_leaves(robot, desk):
    desk.clock.now += dt.timedelta(days=7)
    _opens(robot)
    assert "Personne à rappeler" in robot.sees()

    robot.types("⎋")

    assert robot.focus().objectName() == "arrivals.code"


def test_a_list_that_cannot_be_read_is_told(robot, desk):
    _opens(robot)
    robot.calls.fail(StoreUnavailable("locked"))

    assert robot.refused()
