"""Whom an appointment is for, mended at the door by two; another document by a supervisor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desk_app.domain.overrides import Override
from desk_app.services.appointments import holder_of
from desk_app.ui.arrivals.correction_sheet import FIELDS
from tests.services.booking_desk import DAY, BookingDesk, code_of
from tests.ui.arrivals.robot import Robot

DO = "arrivals.correct.do"


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def booked(desk):
    """An appointment of today; it is its hour."""
    booked = desk.books()
    desk.clock.now = booked.starts_at
    return booked


@pytest.fixture
def robot(qapp, qtbot, desk, booked, leaves_later) -> Robot:
    """Somebody at the door."""
    return leaves_later(Robot(qapp, qtbot, desk))


def _corrects(robot, field, value) -> None:
    """Alt I, the field, what should be read, Enter."""
    robot.presses(Qt.Key.Key_I, modifier=Qt.KeyboardModifier.AltModifier)
    robot.find("arrivals.correct.field").setCurrentIndex(FIELDS.index(field))
    robot.focuses("arrivals.correct.value")
    robot.types(value)
    robot.clicks(DO)


def _holder(desk, booked):
    with desk.store.read() as work:
        return holder_of(work.appointments.get(booked.reference), work, DAY)


def test_a_name_is_corrected_for_who_stands_at_the_door(robot, desk, booked):  # AT-02
    robot.scans(code_of(booked))
    _corrects(robot, "family_name", "Ben Ali")
    assert _holder(desk, booked).family_name == "Benali"

    robot.is_agreed_to()

    assert (robot.cases[-1].kind, robot.cases[-1].subject) == (
        Override.RECTIFICATION,
        booked.reference,
    )
    assert _holder(desk, booked).family_name == "Ben Ali"
    assert robot.verdict().startswith(f"Le titulaire de {booked.reference} est corrigé")


def test_a_number_is_corrected_for_the_row_that_is_chosen(robot, desk, booked):
    robot.chooses("arrivals.expected", 0)
    _corrects(robot, "document.number", "9304218756")
    robot.is_agreed_to()

    assert _holder(desk, booked).document.number == "9304218756"


def test_another_person_is_refused_whoever_agrees(robot, desk, booked):  # AT-02
    robot.scans(code_of(booked))
    _corrects(robot, "family_name", "Diallo")
    robot.is_agreed_to()

    assert _holder(desk, booked).family_name == "Benali"
    assert "à une autre personne" in robot.sees()


def test_what_cannot_stand_in_the_field_is_said_in_the_sheet(robot, desk, booked):
    robot.scans(code_of(booked))
    _corrects(robot, "birth_date", "demain")
    robot.is_agreed_to()

    assert robot.find("arrivals.correct.value").isVisible()
    assert "12/03/1985" in robot.sees()


def test_nothing_typed_is_nothing_asked(robot, desk, booked):
    robot.presses(Qt.Key.Key_I, modifier=Qt.KeyboardModifier.AltModifier)
    assert robot.cases == []

    robot.scans(code_of(booked))
    robot.presses(Qt.Key.Key_I, modifier=Qt.KeyboardModifier.AltModifier)

    assert not robot.find(DO).isEnabled()


def test_another_document_comes_in_with_a_supervisor_s_word(robot, desk, booked):  # AT-10
    robot.scans(code_of(booked))
    robot.shows("0000")
    robot.types("\n")
    robot.clicks_words("Demander le responsable")
    assert robot.cases[-1].kind is Override.OTHER_DOCUMENT

    robot.is_agreed_to()
    robot.shows("0000")

    assert robot.number()
    kinds = [entry.kind for entry in desk.journal()]
    assert kinds.count("IdentityMismatch") == 2  # refused first, then let in with it
