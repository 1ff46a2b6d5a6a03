"""What the tests of the sign-in page share: who comes to the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.signin.robot import Robot


@pytest.fixture
def sit(qapp, qtbot, leaves_later) -> Callable[..., Robot]:
    """Come to the desk of the demonstration site."""
    return lambda **passwords: leaves_later(Robot(qapp, qtbot, **passwords))


@pytest.fixture
def robot(sit) -> Robot:
    """Somebody at the sign-in page."""
    return sit()
