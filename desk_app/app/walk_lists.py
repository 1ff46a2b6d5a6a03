"""The pictures of a platform's list on the fixed morning: looked at, taken in, let in by."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from desk_app.app import fixed_day
from desk_app.app.program import Program
from desk_app.app.robot import Robot
from desk_app.settings.mappings import FOLDER
from desk_app.settings.resources import resource
from desk_app.ui.arrivals.lists import DayLists
from desk_app.words.dates import local

EXAMPLE = "rdv-prefecture.toml"
_HEAD = "Référence;Motif;Date;Heure;Nom;Numéro étranger;Personnes;État"
_LINES = (
    ("RDV-26-0451", "Remise de titre", 10, "Diallo", "9304218765", "1", "Confirmé"),
    ("RDV-26-0452", "Renouvellement de titre de séjour", 15, "Benyahia", "", "1", "Confirmé"),
    ("RDV-26-0453", "Remise de titre", 25, "Rossi", "7706113524", "2", "Confirmé"),
    ("RDV-26-0454", "Remise de titre", 35, "Fernandes", "8812093341", "1", "Annulé"),
    ("RDV-26-0455", "Échange de permis", 40, "Sylla", "9911002213", "1", "Confirmé"),
    ("RDV-26-0456", "Remise de titre", 50, "Kaya", "8901127765", "1", "Confirmé"),
)
"""Reference, motive, minutes from now, name, document, people, state."""


class Lists:
    """A supervisor signs in; *keep* keeps a picture under a name."""

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
        """No platform yet, a list looked at and taken in, one who has no number in it."""
        robot = self._robot
        self._program.session.sit_at(None)
        self._sit("Garnier")
        robot.press("F5", "Alt+L")
        self._keep("arrivals-list-no-platform")
        robot.press("Escape")
        self._look_at_the_list()
        self._keep("arrivals-list")
        robot.press("Return")
        robot.look()
        self._keep("arrivals-list-taken")
        robot.type("RDV-26-0452")
        robot.press("Return")
        self._keep("arrivals-document-to-see")
        robot.press("Escape")

    def _look_at_the_list(self) -> None:
        """As if the file had been chosen in the system's window."""
        office = self._program.office
        lists = self._program.shell.findChild(DayLists)
        if office is None or lists is None:
            raise AssertionError("no desk is open")
        folder = office.desk.path.parent / FOLDER
        folder.mkdir(exist_ok=True)
        shutil.copy(resource("sites", EXAMPLE), folder)
        file = folder / "liste-du-jour.csv"
        file.write_text("\r\n".join((_HEAD, *map(_line, _LINES))), encoding="cp1252")
        self._robot.press("Alt+L")
        lists.look(file)
        self._robot.settle()


def _line(row: tuple[str, str, int, str, str, str, str]) -> str:
    reference, motive, minutes, *rest = row
    at = local(fixed_day.NOW).replace(second=0)
    hour = f"{(at.hour * 60 + at.minute + minutes) // 60:02d}:{(at.minute + minutes) % 60:02d}"
    return ";".join((reference, motive, f"{at:%d/%m/%Y}", hour, *rest))
