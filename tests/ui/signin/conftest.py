"""What the tests of the sign-in page share: the theme, the demonstration site's people."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desk_app.ui.theme import Theme, apply, current
from desk_app.words.catalogue import set_language
from tests.ui.signin.robot import Robot


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
def sit(qapp, themed) -> Iterator[Callable[[], Robot]]:
    """Come to the desk of the demonstration site."""
    robots: list[Robot] = []

    def sat() -> Robot:
        robots.append(Robot(qapp))
        return robots[-1]

    yield sat
    for robot in robots:
        robot.leaves()


@pytest.fixture
def robot(sit) -> Robot:
    """Somebody at the sign-in page."""
    return sit()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let the offscreen platform say what it cannot do with a window's least size."""
    item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))
