"""Calendrier and its states on the fixed morning, by keys."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.app.program import Program
from desk_app.app.robot import Robot

_A_GLANCE = 500  # ms: the filled button is deaf to a second press at once


class Calendars:
    """A supervisor closes a booked day, looks at whom it touches and gives them other times."""

    def __init__(
        self,
        program: Program,
        robot: Robot,
        *,
        sit: Callable[[str], None],
        keep: Callable[[str], None],
    ) -> None:
        self._program, self._robot = program, robot
        self._sit, self._keep = sit, keep

    def walk(self) -> None:
        """Every state of the page."""
        robot = self._robot
        self._program.session.sit_at(None)
        self._sit("Garnier")
        robot.press("Shift+F4")
        self._keep("calendar-week")
        robot.press("Return")
        self._keep("calendar-slots")
        robot.type(" ")
        self._keep("calendar-history")
        robot.press("Escape", "Escape", "O")
        self._keep("calendar-opening")
        robot.press("Return")
        self._keep("calendar-refused")
        robot.press("Ctrl+A")
        robot.type("7/3")
        robot.press("Return")
        self._keep("calendar-second")
        robot.press("Escape", "Escape", "Escape", "S")
        self._keep("calendar-next")
        robot.press("T", "F", *("Tab",) * 6, "3")
        self._keep("calendar-closing")
        robot.press("Return")
        self._keep("calendar-touched")
        robot.rest(_A_GLANCE)
        robot.press("Return")
        self._keep("calendar-closed")
        robot.press("Ctrl+Return")
        self._keep("calendar-placed")
        robot.press("V")
        self._keep("calendar-told")
        robot.press("Escape")
