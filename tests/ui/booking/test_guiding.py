"""Where a request goes on without an appointment, by keys: each with its paper (L-01)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.errors import BadValue
from desk_app.domain.unmet import UnmetReason
from desk_app.ui.booking.guiding import day_of, numbers_of
from tests.services.booking_desk import BookingDesk
from tests.ui.booking.robot import Robot

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def robot(qapp, qtbot, desk, leaves_later) -> Robot:
    """An agent at the page, with a procedure and a person."""
    made = leaves_later(Robot(qapp, qtbot, desk))
    made.picks()
    made.writes(number="9304218765")
    return made


def _paper(desk):
    with desk.store.read() as work:
        return work.prints.all(10)[-1].slip


def test_a_digit_and_enter_send_to_the_help_desk_with_a_paper(robot, desk):
    robot.presses_alt("O")
    robot.types("1\n")

    assert _paper(desk).reason == UnmetReason.HELP_DESK
    assert "Point d’accueil numérique" in robot.refused()


def test_missing_papers_are_told_by_their_numbers(robot, desk):
    robot.presses_alt("O")
    robot.types("3")
    assert "1. Passeport" in robot.sees()
    robot.types("12\n")

    assert len(_paper(desk).bring) == 2
    assert "Pièces manquantes" in robot.refused()


def test_the_substitute_channel_asks_what_was_seen_and_tried(robot, desk):
    robot.presses_alt("O")
    robot.types("22")
    assert robot.focus().objectName() == "guide.hotline"
    robot.types("16/02\n")

    assert _paper(desk).tried == ("form", "2026-02-16", "")


@pytest.mark.parametrize("keys", ["2\n", "3\n", "39\n", "2131/02\n", "21demain\n"])
def test_what_is_missing_is_said_in_the_sheet_and_nothing_is_printed(robot, desk, keys):
    robot.presses_alt("O")
    robot.types(keys)

    assert robot.view.guide.isVisible()
    assert robot.refused() != ""
    assert robot.papers() == []


def test_without_a_procedure_it_is_asked_for_first(robot, desk):
    robot.presses_alt("N")
    robot.presses_alt("O")

    assert not robot.view.guide.isVisible()
    assert "Choisissez d’abord la démarche" in robot.refused()


def test_the_next_visit_shows_what_was_asked_before(robot, desk):  # AT-23
    robot.presses_alt("P")
    robot.types("1\n")
    desk.clock.now += dt.timedelta(days=8)
    robot.presses_alt("N")
    robot.picks()
    robot.writes(number="9304218765")

    assert "1 demande sans place auparavant, le 2 mars." in robot.sees()
    robot.presses_alt("O")
    assert "1 demande sans place auparavant" in robot.view.guide.earlier.text()


def test_every_end_has_its_key_on_the_page(robot):
    caps = [robot.view.slots.register, robot.view.slots.proof, robot.view.slots.guide]

    assert [button.words() for button in caps] == ["Registre", "Preuve", "Orienter"]
    assert all(button.isVisible() for button in caps)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("16/02", dt.date(2026, 2, 16)),
        ("16/12", dt.date(2025, 12, 16)),
        ("16/12/2025", dt.date(2025, 12, 16)),
    ],
)
def test_a_day_without_its_year_is_the_latest(typed, day):
    assert day_of(typed, today=TODAY) == day


@pytest.mark.parametrize("typed", ["hier", "31/02", "1/13/2026"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(BadValue):
        day_of(typed, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "numbers"), [("", ()), ("13", (1, 3)), ("1, 12", (1, 12)), ("2 et 4", (2, 4))]
)
def test_numbers_are_digits_unless_they_are_parted(typed, numbers):
    assert numbers_of(typed) == numbers
