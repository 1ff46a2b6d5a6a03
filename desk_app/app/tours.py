"""The pictures of a played day: what is looked at, and when it is worth another look."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

from desk_app.app.album import Album
from desk_app.app.day_book import DayBook
from desk_app.app.office import Office
from desk_app.app.program import Program
from desk_app.app.robot import Robot
from desk_app.app.seats import Seats, See, as_typed
from desk_app.domain.counters import CounterId
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.simulation import Visit
from desk_app.ui.display.canvas import DisplayCanvas
from desk_app.ui.supervisor.view import SupervisionView
from desk_app.words.catalogue import _

ROOMS = {"display": QSize(1920, 1080), "display-portrait": QSize(1080, 1920)}


class Camera:
    """Keeps a picture of what is in sight; a fuller waiting room makes a better one."""

    def __init__(self, robot: Robot, album: Album) -> None:
        self._robot, self._album = robot, album
        self._office: Office | None = None
        self._book: DayBook | None = None

    def stand_in(self, office: Office) -> None:
        """The desk is open: pictures are judged by who waits, and the display is seen too."""
        self._office, self._book = office, DayBook(office.desk)

    def see(self, name: str) -> None:
        """Keep the window in sight as *name* unless one with more people waiting is kept."""
        score = self._waiting()
        if self._album.wants(name, score):
            self._album.keep(name, self._robot.picture(), score)
        if name == "counter-called":
            self.see_display()

    def see_display(self) -> None:
        """Keep what the waiting room sees, on a wide and on a high screen."""
        if self._office is None:
            return
        presenter = self._office.places.display.presenter
        presenter.refresh()
        picture = presenter.picture()
        scene = picture.scene
        score = len(scene.live(9)) * 3 + len(scene.recent(9, live_places=0)) + bool(scene.first)
        if not self._album.wants("display", score):
            return
        for name, size in ROOMS.items():
            canvas = DisplayCanvas()
            canvas.resize(size)
            canvas.show_picture(picture)
            self._album.keep(name, seen_whole(canvas), score)

    def _waiting(self) -> int:
        return 0 if self._book is None else self._book.waiting()


class Tours:
    """Short walks through the windows between two visitors; each leaves them as it found them."""

    def __init__(self, program: Program, robot: Robot, seats: Seats, see: See) -> None:
        self._program, self._robot = program, robot
        self._seats, self._see = seats, see

    def reception(self) -> None:
        """Accueil with nothing chosen, then with a ticket in Arabic, then left."""
        self._seats.at_reception()
        self._robot.press("Escape")
        self._see("reception-empty")
        self._robot.press("3", "+")
        self._see("reception-arabic")
        self._robot.press("*")
        self._see("reception-priority")
        self._robot.press("Escape")

    def already_has_one(self, visit: Visit) -> None:
        """The document of *visit* is shown a second time for the same procedure."""
        self._seats.at_reception()
        self._seats.choose(visit.procedure)
        self._robot.type(as_typed(visit.document or ""))
        self._robot.press("Return")
        self._see("reception-already-has-ticket")
        self._robot.press("Escape", "Escape")

    def supervision(self) -> None:
        """What the supervisor sees."""
        self._seats.at_supervision()
        self._see("supervision")

    def quota(self) -> None:
        """The supervisor ends a procedure's tickets for today; Accueil says so."""
        code, issued = self._most_asked()
        self._seats.at_supervision()
        supervision = self._program.shell.findChild(SupervisionView)
        for _row in self._seats.site.procedures:
            if supervision is None or supervision.selection().procedure == code:
                break
            self._robot.press("Down")
        self._robot.press("Q")
        self._robot.type(str(issued))
        self._see("supervision-quota")
        self._robot.press("Return")
        self._seats.at_reception()
        self._seats.choose(code)
        self._see("reception-quota")
        self._robot.press("Escape")

    def closed(self) -> None:
        """Accueil after the last ticket of the day."""
        self._seats.at_reception()
        self._robot.press("1")
        self._see("reception-closed")
        self._robot.press("Escape")

    def nobody_waits(self, counter: CounterId) -> None:
        """A counter that has served everybody."""
        self._seats.at_counter(counter)
        self._see("counter-empty")

    def display(self) -> None:
        """Open the waiting room's screen from its page."""
        self._robot.press("F9")
        self._robot.press("Return")
        self._program.shell.activateWindow()
        self._see("display-control")

    def keys_and_acts(self) -> None:
        """The keys of Accueil, and what Ctrl K finds."""
        self._seats.at_reception()
        self._robot.press("F1")
        self._see("keys")
        self._robot.press("Escape", "Ctrl+K")
        self._robot.type(_("Counter")[:4])
        self._see("find")
        self._robot.press("Escape", "Escape")  # what is typed, then the search

    def crash(self) -> None:
        """A mistake of ours: the page that says so, and the way back."""
        self._seats.at_reception()
        self._robot.expects_crash = True
        self._program.tasks.post(_mistake)
        self._robot.settle()
        self._see("crash")
        self._robot.press("Return")
        self._robot.expects_crash = False
        self._robot.settle()

    def _most_asked(self) -> tuple[ProcedureCode, int]:
        """Return the procedure with a quota of which most tickets were given, and how many."""
        limited = [
            (self._seats.book.issued(each.code), each.code)
            for each in self._seats.site.procedures.values()
            if each.tile is not None and each.quota is not None
        ]
        issued, code = max(limited)
        return code, issued


def seen_whole(canvas: DisplayCanvas) -> QPixmap:
    """Return the picture of *canvas*, shown or not."""
    return canvas.grab()


def _mistake() -> None:
    raise RuntimeError("a mistake, made on purpose to show its page")
