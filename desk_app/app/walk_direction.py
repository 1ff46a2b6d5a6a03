"""The supervisor's part of the walk: Supervision, then the journal, whole and broken."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from desk_app.app.program import Program
from desk_app.app.robot import Robot
from desk_app.services.journal import looked


class Direction:
    """Goes through the supervisor's windows; *sit* signs somebody in, *keep* keeps a picture."""

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
        """Every state of both windows."""
        self._supervision()
        self._journal()

    def _supervision(self) -> None:
        self._program.session.sit_at(None)
        self._sit("Garnier")
        self._robot.press("F7")
        self._keep("supervision-busy")
        self._robot.press("1")
        self._keep("supervision-question")
        self._robot.press("Escape", "Down", "Down", "Q")
        self._keep("supervision-quota")
        self._robot.press("Escape", "Escape", "U")
        self._keep("supervision-code")
        self._robot.press("Escape", "A")
        self._keep("supervision-anomalies")
        self._robot.press("Escape")

    def _journal(self) -> None:
        """As it is, then as it would be had somebody edited its ninth line."""
        self._robot.press("F8", "V")
        self._keep("journal-verified")
        office = self._program.office
        if office is None:
            raise AssertionError("no desk is open")
        verdict = looked(read=office.desk.read, clock=office.desk.clock, signer=office.desk.signer)
        office.places.journal.tell(dataclasses.replace(verdict, first_broken=9))
        self._keep("journal-broken")
        office.places.journal.tell(verdict)
