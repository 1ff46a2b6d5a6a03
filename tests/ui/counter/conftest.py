"""What the tests of Guichet share: the theme, the services and an agent at the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desk_app.ui.theme import Theme, apply
from desk_app.words.catalogue import set_language
from tests.ui.counter.fakes import Services
from tests.ui.counter.robot import Robot


@pytest.fixture
def themed(qapp: QApplication) -> QApplication:
    """An application in the light theme at 100 %, speaking French."""
    set_language("fr")
    apply(qapp, Theme())
    return qapp


@pytest.fixture
def services() -> Services:
    """What the services know; a test changes it before it sits down."""
    return Services()


@pytest.fixture
def robot(themed, qtbot, services) -> Robot:
    """An agent at Guichet 3, in front of the fixed morning."""
    return Robot(themed, qtbot, services)
