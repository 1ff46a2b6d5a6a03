"""Five minutes without a hand on the desk: told once, and only after the last key or mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desk_app.domain.sessions import IDLE
from desk_app.ui.idle import IdleWatch, seconds_since_start

FIVE_MINUTES = 300.0


class Seconds:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def told() -> list[bool]:
    return []


@pytest.fixture
def watch(qapp, seconds, told) -> Iterator[IdleWatch]:
    """A watch over a desk that somebody has just opened."""
    watch = IdleWatch(seconds=seconds)
    watch.idle.connect(lambda: told.append(True))
    watch.start()
    yield watch
    watch.stop()


@pytest.fixture
def field(qtbot) -> QLineEdit:
    """Something to touch."""
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    return field


def test_the_limit_is_five_minutes() -> None:
    assert IDLE.total_seconds() == FIVE_MINUTES


def test_nothing_is_told_a_second_before(watch, seconds, told) -> None:
    seconds.now += FIVE_MINUTES - 1

    watch.look()

    assert told == []


def test_it_is_told_once_at_five_minutes(watch, seconds, told) -> None:
    seconds.now += FIVE_MINUTES
    watch.look()
    seconds.now += FIVE_MINUTES
    watch.look()

    assert told == [True]


@pytest.mark.parametrize("hand", ["key", "press", "move"])
def test_any_hand_begins_the_five_minutes_again(watch, seconds, told, field, hand) -> None:
    seconds.now += FIVE_MINUTES - 1
    if hand == "key":
        QTest.keyClick(field, Qt.Key.Key_A)
    elif hand == "press":
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    else:
        QTest.mouseMove(field, QPoint(3, 3))
    seconds.now += FIVE_MINUTES - 1
    watch.look()
    early = list(told)
    seconds.now += 1
    watch.look()

    assert early == []
    assert told == [True]


def test_a_key_still_reaches_its_field(watch, field) -> None:
    QTest.keyClicks(field, "abc")

    assert field.text() == "abc"


def test_what_changes_by_itself_is_no_hand(watch, seconds, told, field) -> None:
    seconds.now += FIVE_MINUTES - 1
    field.setText("written by the program")
    field.repaint()
    seconds.now += 1
    watch.look()

    assert told == [True]


def test_a_locked_desk_counts_nothing(watch, seconds, told) -> None:
    watch.stop()

    seconds.now += 10 * FIVE_MINUTES
    watch.look()

    assert told == []


def test_who_comes_next_has_five_minutes(watch, seconds, told) -> None:
    seconds.now += FIVE_MINUTES
    watch.look()

    watch.start()
    seconds.now += FIVE_MINUTES - 1
    watch.look()

    assert told == [True]


def test_the_clock_of_it_only_goes_forward() -> None:
    first = seconds_since_start()

    assert seconds_since_start() >= first
