"""Opens and closes the display on a screen; the one door for the program and for its process."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen

from desk_app.services.board import Board
from desk_app.services.ports import Clock
from desk_app.speech.chime import Chime, ChimeState, system_chime
from desk_app.ui.display.presenter import DisplayPresenter
from desk_app.ui.display.window import DisplayWindow
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ScreenChoice:
    """A screen the display can stand on: its name for the program, and its size in px."""

    name: str
    width: int
    height: int
    is_agents: bool


class Display(QObject):
    """The display as a thing that can be opened and closed; it is quiet while closed."""

    changed = Signal()  # opened, closed, full screen or not, other screens

    def __init__(
        self, presenter: DisplayPresenter, chime: Chime, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self._chime = chime
        self._window: DisplayWindow | None = None
        presenter.setParent(self)
        presenter.called.connect(self._on_called)
        screens = QGuiApplication.instance()
        if isinstance(screens, QGuiApplication):
            screens.screenAdded.connect(self._on_screens)
            screens.screenRemoved.connect(self._on_screen_gone)

    def is_open(self) -> bool:
        """Return whether the display stands on a screen."""
        return self._window is not None

    def is_full_screen(self) -> bool:
        """Return whether it fills that screen."""
        return self._window is not None and self._window.isFullScreen()

    def window(self) -> DisplayWindow | None:
        """Return its window, None while closed."""
        return self._window

    def screens(self) -> tuple[ScreenChoice, ...]:
        """Return the screens, the one that suits first: the first that is not the agent's."""
        return tuple(_choice(screen) for screen in _screens())

    def screen_name(self) -> str:
        """Return the screen it stands on, or the one it would open on."""
        if self._window is not None:
            return self._window.screen().name()
        return _screens()[0].name()

    def open(self, screen_name: str = "", *, full: bool | None = None) -> None:
        """Open on the screen of that name, else on the one that suits.

        Unless *full* says otherwise it fills a second screen, and leaves the agent's only one
        free for work.
        """
        screen = next((each for each in _screens() if each.name() == screen_name), _screens()[0])
        if self._window is None:
            self._window = DisplayWindow()
            self._window.show_picture(self.presenter.picture())
            self.presenter.pictured.connect(self._window.show_picture)
            self._window.closed.connect(self.close)
            self._window.filled.connect(self.changed)
        fills = len(QGuiApplication.screens()) > 1 if full is None else full
        self._window.open_on(screen, full=fills)
        self.presenter.start()
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Take the display away."""
        self._chime.close()
        window, self._window = self._window, None
        if window is not None:
            self.presenter.pictured.disconnect(window.show_picture)
            window.close()
            window.deleteLater()
            self.changed.emit()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop."""
        if self._window is not None:
            self._window.toggle_full_screen()

    def leave_full_screen(self) -> bool:
        """Stop filling the screen; return whether it did fill it."""
        if not self.is_full_screen():
            return False
        self.toggle_full_screen()
        return True

    def sound(self) -> ChimeState:
        """Play the chime now and return whether it can be heard."""
        return self._chime.play()

    @Slot()
    def _on_called(self) -> None:
        if self._window is not None:
            self._chime.play()

    @Slot(QScreen)
    def _on_screens(self, _screen: QScreen) -> None:
        self.changed.emit()

    @Slot(QScreen)
    def _on_screen_gone(self, screen: QScreen) -> None:
        """Qt would move the window onto the agent's own screen, over the work."""
        window = self._window
        if window is not None and window.isFullScreen() and window.screen() in (screen, None):
            self.close()
        self.changed.emit()


def make_display(
    *,
    board: Callable[[], Board],
    tasks: Tasks,
    signals: AppSignals,
    clock: Clock,
    chime: Chime | None = None,
    reduced_motion: bool = False,
) -> Display:
    """Return a display that is still closed, for a program that has a control page."""
    presenter = DisplayPresenter(
        board=board, tasks=tasks, signals=signals, clock=clock, reduced_motion=reduced_motion
    )
    return Display(presenter, chime or system_chime())


def open_display(
    *,
    board: Callable[[], Board],
    tasks: Tasks,
    signals: AppSignals,
    clock: Clock,
    chime: Chime | None = None,
    reduced_motion: bool = False,
    screen: str = "",
    full: bool | None = None,
) -> Display:
    """Open the display and return it; keep it, and `close` it at the end.

    *board* is `services.board.board` with its ports filled in. In a process of its own the
    store's watcher emits *signals*.
    """
    display = make_display(
        board=board, tasks=tasks, signals=signals, clock=clock, chime=chime,
        reduced_motion=reduced_motion,
    )  # fmt: skip
    display.open(screen, full=full)
    return display


def _screens() -> list[QScreen]:
    """The agent's screen last: it is the one with the program's windows."""
    agents = QGuiApplication.primaryScreen()
    return sorted(QGuiApplication.screens(), key=lambda screen: screen is agents)


def _choice(screen: QScreen) -> ScreenChoice:
    size = screen.geometry().size()
    return ScreenChoice(
        name=screen.name(),
        width=size.width(),
        height=size.height(),
        is_agents=screen is QGuiApplication.primaryScreen(),
    )
