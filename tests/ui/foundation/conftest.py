"""What the tests of the windows' foundation share: an application with a theme."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desk_app.ui.theme import Theme, apply
from desk_app.words.catalogue import set_language


@pytest.fixture
def themed(qapp: QApplication) -> QApplication:
    """An application in the light theme at 100 %, speaking French."""
    set_language("fr")
    apply(qapp, Theme())
    return qapp


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let the offscreen platform say what it cannot do with a window's least size."""
    item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))
