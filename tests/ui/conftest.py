"""What the tests of the pages share: the theme at a scale, and robots that leave at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desk_app.ui.theme import Theme, apply, current
from desk_app.words.catalogue import set_language


class Leaving(Protocol):
    """Whoever closes the window behind him."""

    def leaves(self) -> None: ...


R = TypeVar("R", bound=Leaving)


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[Callable[[float], None]]:
    """Put the light theme in force at a scale, in French; 100 % unless a test asks otherwise."""

    def put(scale: float) -> None:
        if not qapp.styleSheet() or current() != Theme(scale=scale):
            apply(qapp, Theme(scale=scale))

    set_language("fr")
    put(1.0)
    yield put
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def leaves_later(themed) -> Iterator[Callable[[R], R]]:
    """Have a robot leave when the test is over."""
    robots: list[Leaving] = []

    def kept(robot: R) -> R:
        robots.append(robot)
        return robot

    yield kept
    for robot in robots:
        robot.leaves()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let the offscreen platform say what it cannot do with a window's least size."""
    item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))
