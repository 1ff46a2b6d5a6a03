"""The register and its draw on the fixed morning, by keys; then a booking whose dates are drawn."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.app.fixed_register import PROCEDURES
from desk_app.app.program import Program
from desk_app.app.robot import Robot
from desk_app.app.walk_booking import PASSPORT


class Registers:
    """Goes through both pages; *sit* signs somebody in, *keep* keeps a picture."""

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
        """Every state of the page; the draw is closed and not held."""
        robot = self._robot
        self._program.session.sit_at(None)
        self._sit("Garnier")
        robot.press("F6")
        self._keep("register-opening")
        robot.press("V")
        self._keep("register-replayed")
        robot.press("R")
        self._keep("register-gives-up")
        robot.press("D", "Return")
        self._keep("register-secret")
        robot.press("Escape", "Return")
        self._keep("register-close")
        robot.press("Return")
        self._keep("register-closed")
        robot.press("Return")
        self._keep("register-reveal")
        robot.press("Escape", "A")
        self._keep("register-void")
        self._booking()

    def _booking(self) -> None:
        office = self._program.office
        if office is None:
            raise AssertionError("no desk is open")
        robot = self._robot
        office.places.booking.begin_for(PROCEDURES[0])
        robot.press("F4")
        self._keep("booking-drawn")
        robot.rest(700)  # what a person takes before passing a document
        for line in PASSPORT:
            robot.type(line)
            robot.press("Return")
        robot.press("Alt+G")
        self._keep("booking-register")
        robot.press("Return")
        self._keep("booking-registered")
