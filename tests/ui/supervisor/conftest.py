"""What the tests of Supervision share: a supervisor in front of a fixed day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.supervisor.robot import Robot


@pytest.fixture
def sit(qapp, qtbot, leaves_later) -> Callable[..., Robot]:
    """Sit a supervisor in front of a fixed day, or of another one."""
    return lambda **given: leaves_later(Robot(qapp, qtbot, **given))


@pytest.fixture
def robot(sit) -> Robot:
    """A supervisor in front of the fixed day."""
    return sit()
