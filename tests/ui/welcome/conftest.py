"""What the tests of the first start share: a person at the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.welcome.robot import Robot


@pytest.fixture
def sit(qapp, qtbot, leaves_later, tmp_path) -> Callable[[], Robot]:
    """Come to a computer without a desk."""
    return lambda: leaves_later(Robot(qapp, qtbot, tmp_path))


@pytest.fixture
def robot(sit) -> Robot:
    """Somebody at the first page."""
    return sit()
