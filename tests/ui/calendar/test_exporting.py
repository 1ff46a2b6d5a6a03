"""The agenda of the week in sight, written to a file by a key."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.services.booking_desk import DAY, applicant
from tests.services.calendar_desk import CalendarDesk
from tests.ui.calendar.robot import Robot


@pytest.fixture
def desk(memory, clock) -> CalendarDesk:
    """A desk in memory."""
    return CalendarDesk(memory, clock)


@pytest.fixture
def robot(qapp, qtbot, desk, leaves_later) -> Robot:
    """A supervisor at the calendar, with one appointment in the week."""
    desk.books(applicant())
    return leaves_later(Robot(qapp, qtbot, desk))


def test_the_week_in_sight_is_written_without_names(robot):
    robot.file = Path("/elsewhere/agenda.csv")
    robot.types("e")

    ((wanted, file, count),) = robot.written
    assert robot.proposed == ["agenda-2026-03-02-2026-03-08.csv"]
    assert (wanted.first, wanted.last) == (DAY, DAY + dt.timedelta(days=6))
    assert (wanted.form, wanted.why, count, file) == ("csv", None, 1, robot.file)
    assert "1 rendez-vous, sans noms" in robot.refused()


def test_a_name_in_ics_makes_it_a_calendar_and_the_button_does_the_same(robot):
    robot.file = Path("/elsewhere/AGENDA.ICS")
    robot.view.agenda.click()
    robot.settle()

    assert [wanted.form for wanted, _file, _count in robot.written] == ["ics"]


def test_who_leaves_the_dialogue_writes_nothing(robot, desk):
    robot.types("e")

    with desk.store.read() as work:
        kinds = [each.kind for each in work.journal.after(0, 500)]
    assert robot.proposed
    assert robot.written == []
    assert "AgendaExported" not in kinds
