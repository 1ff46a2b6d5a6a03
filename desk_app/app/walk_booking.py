"""The page of bookings and its states on the fixed morning, by keys and a reader of documents."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.app.program import Program
from desk_app.app.robot import Robot

PASSPORT = (
    "P<BGDRAHMAN<<MD<ANISUR<<<<<<<<<<<<<<<<<<<<<<",
    "BX04729158BGD9108149M3001019<<<<<<<<<<<<<<08",
)
_DOUBTFUL = "BXO4729158BGD9108149M3001019<<<<<<<<<<<<<<08"
_PHONE = "0612449031"
_OTHERS = (("9304218711", "Li An"), ("9304218712", "Li Bao"), ("9304218713", "Li Chen"))


class Bookings:
    """One walk; other people with the same phone are booked first."""

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
        self._sit("Marchand")
        robot.press("F4")
        self._keep("booking-empty")
        robot.press(*("Down",) * 4, "Return")
        for number, names in _OTHERS:
            self._book(number, *names.split())
        self._scan(PASSPORT[0], _DOUBTFUL)
        self._keep("booking-doubtful")
        self._scan(*PASSPORT)
        self._keep("booking-filled")
        robot.press("Alt+U")
        self._keep("booking-urgent")
        robot.press("Alt+U")
        robot.type(_PHONE)
        robot.press("Return", "Return", "Down", "Down", "Alt+2")
        self._keep("booking-shared")
        robot.press("Ctrl+Return")
        self._keep("booking-booked")
        robot.press("Ctrl+Z")
        self._keep("booking-taken-back")
        robot.press("Alt+O", "2")
        self._keep("booking-elsewhere")
        robot.press("Escape", "Ctrl+Return")
        self._scan(*PASSPORT)
        self._keep("booking-already")
        self._move()
        robot.press("Alt+N")
        self._without_key()

    def _book(self, number: str, family: str, given: str) -> None:
        robot = self._robot
        robot.press("Return")
        for text in (number, family, given, "1990", "CHN"):
            robot.type(text)
            robot.press("Return")
        robot.press("Return")
        robot.type(_PHONE)
        robot.press("Return", "Return", "Down", "Ctrl+Return")

    def _scan(self, *lines: str) -> None:
        self._robot.rest(700)  # what a person takes between typing and passing a document
        for line in lines:
            self._robot.type(line)
            self._robot.press("Return")

    def _move(self) -> None:
        """Move it: the offer under the number is the first button behind it."""
        office = self._program.office
        if office is None:
            raise AssertionError("no desk is open")
        box = office.places.booking.offers()
        box[0].click()
        self._robot.settle()
        self._keep("booking-moving")

    def _without_key(self) -> None:
        """As it is while the key of the papers lies elsewhere."""
        office = self._program.office
        if office is None:
            raise AssertionError("no desk is open")
        file = office.desk.path.with_name(f"{office.desk.path.name}.codes")
        away = file.with_suffix(".away")
        file.rename(away)
        self._robot.press("F2", "F4")
        self._keep("booking-no-key")
        away.rename(file)
        self._robot.press("F2", "F4")
