"""Starts the windows: the look, the first start, what is said of a store that cannot be opened."""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from desk_app.app.clocks import utc_now
from desk_app.app.desk import default_store, make_desk, open_desk
from desk_app.app.guard import only_copy
from desk_app.app.office import Office
from desk_app.app.reports import save_report
from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError, NoStore, StoreNeedsUpgrade
from desk_app.services.ports import Clock
from desk_app.settings.desk import DeskSettings, read_settings, settings_file, write_settings
from desk_app.settings.sites import read_site
from desk_app.store.engine import sqlite_path
from desk_app.store.setup import upgrade
from desk_app.ui.messages import BugReport
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.theme import Theme, Wish, apply, current, palette_for, scale_of
from desk_app.ui.welcome.commands import PLACE as WELCOME
from desk_app.ui.welcome.commands import welcome_commands
from desk_app.ui.welcome.dialogs import FileDialogs
from desk_app.ui.welcome.operations import WelcomeOperations
from desk_app.ui.welcome.presenter import WelcomePresenter
from desk_app.ui.welcome.view import WelcomeView
from desk_app.words.bugs import details_of
from desk_app.words.catalogue import set_language
from desk_app.words.errors import sentence


def main(argv: Sequence[str]) -> int:
    """Open the windows that *argv* asks for and return the exit code."""
    asked = _parser().parse_args(argv)
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    set_language(os.environ.get("DESK_APP_LANGUAGE") or "fr")
    url = asked.store or default_store(os.environ)
    if asked.what == "demo":
        from desk_app.app.demo import play  # noqa: PLC0415 - only for this

        return play(visitors=asked.visitors, out=Path(asked.out), seed=asked.seed)
    if asked.what == "screenshots":
        from desk_app.app.screenshots import draw_all  # noqa: PLC0415 - only for this

        return draw_all(Path(asked.out))
    if asked.what == "display":
        from desk_app.app.waiting_room import show_display  # noqa: PLC0415 - only for this

        return show_display(make_app("system"), url)
    return Program(url).run()


def has_screen() -> bool:
    """True if windows can be seen here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_app(wish: Wish) -> QApplication:
    """Return the one QApplication, in its look."""
    app = QApplication.instance() or QApplication([sys.argv[0]])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running")
    app.setApplicationName("Desk App")
    scale = scale_of(app.font())
    apply(app, Theme(palette_for(app, wish), scale))
    return app


class Program(QObject):
    """The program from its first window to its last: the store is found, made or excused."""

    def __init__(self, url: str, *, rehearsed: Clock | None = None) -> None:
        """*rehearsed* is the clock of a played day; without one it is the machine's."""
        super().__init__()
        self._url, self._rehearsed = url, rehearsed
        self._path = sqlite_path(url) or Path("poste.sqlite")
        self._settings = self._read_settings()
        self._wish: Wish = self._settings.theme  # type: ignore[assignment]  # checked when read
        self.app = make_app(self._wish)
        self.shell = Shell(self.app, may_close=self._may_close)
        self.tasks, self.signals = Tasks(parent=self), AppSignals(self)
        self.session = Session(desk=self._settings.name, parent=self)
        self.office: Office | None = None
        self._held = ExitStack()
        self.shell.theme_picked.connect(self._on_theme_picked)
        self.app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self.tasks.bug.connect(self._on_bug)
        sys.excepthook = self._excepthook

    def run(self) -> int:
        """Show the first window and stay until the last is closed."""
        self.start()
        self.shell.show()
        try:
            return self.app.exec()
        finally:
            self.close()

    def start(self) -> None:
        """Open the store, or show the page that makes one or says why not."""
        try:
            self._open()
        except NoStore:
            self._welcome()
        except DeskError as error:
            self._excuse(error)

    def close(self) -> None:
        """Let go of everything in reverse order; screens stop what they do when out of sight."""
        self.shell.hide()
        if self.office is not None:
            self.office.close()
            self.office = None
        self.tasks.close()
        self._held.close()
        sys.excepthook = sys.__excepthook__

    def _open(self) -> None:
        if self._path.parent.exists():
            self._held.enter_context(only_copy(self._path))
        try:
            desk = open_desk(self._url, on_changed=self._told, rehearsed=self._rehearsed)
        except StoreNeedsUpgrade:
            upgrade(self._url, now=utc_now())
            desk = open_desk(self._url, on_changed=self._told, rehearsed=self._rehearsed)
        except BaseException:
            self._held.close()
            raise
        self.office = Office(
            desk,
            shell=self.shell,
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
            told=self._told,
        )
        self.office.start()

    def _told(self, changes: Changes) -> None:
        """Bring what a worker or another process changed to the windows' own thread."""
        self.tasks.post(partial(self.signals.changed.emit, changes))

    def _welcome(self) -> None:
        """No store yet: the page that makes one."""
        view = WelcomeView()
        presenter = WelcomePresenter(
            view,
            WelcomeOperations(create=self._create, read_site=read_site),
            place=self._path,
            dialogs=FileDialogs(view),
            tasks=self.tasks,
            parent=view,
        )
        presenter.created.connect(self._on_created)
        self.shell.add_page(WELCOME, view)
        self.shell.set_commands(WELCOME, welcome_commands(presenter))
        self.shell.set_agent("", "")
        self.shell.show_place(WELCOME)

    def _create(self, path: Path, site_file: Path | None, *, rehearsal: bool) -> None:
        make_desk(f"sqlite:///{path}", site_file=site_file, rehearsal=rehearsal)

    def _excuse(self, error: DeskError) -> None:
        """The store cannot be opened: say what is wrong and how it is mended."""
        said = sentence(error)
        self.shell.set_agent("", "")
        self.shell.show_bug(
            BugReport(
                title=said.text,
                mend=said.why,
                saved="",
                details=type(error).__name__,
                resume=self.start,
                save=lambda: str(save_report(error, self._reports)),
            )
        )

    def _may_close(self) -> bool:
        return self.office is None or self.office.may_close()

    def _read_settings(self) -> DeskSettings:
        try:
            return read_settings(settings_file(self._path), os.environ)
        except DeskError:
            return DeskSettings()

    @property
    def _reports(self) -> Path:
        return self._path.parent / "rapports"

    @Slot(object)
    def _on_created(self, path: Path) -> None:
        self._url, self._path = f"sqlite:///{path}", path
        self.start()

    @Slot(str)
    def _on_theme_picked(self, wish: Wish) -> None:
        self._wish = wish
        self._settings = dataclasses.replace(self._settings, theme=wish)
        self._look()
        file = settings_file(self._path)
        self.tasks.run(partial(write_settings, file, self._settings), then=_nothing)

    @Slot()
    def _on_scheme_changed(self) -> None:
        if self._wish == "system":
            self._look()

    def _look(self) -> None:
        apply(self.app, Theme(palette_for(self.app, self._wish), current().scale))

    @Slot(object)
    def _on_bug(self, error: BaseException) -> None:
        """A bug reaches the crash page, not a dead window."""
        back = self.shell.place()
        self.shell.show_bug(
            BugReport(
                saved=self.office.last_act() if self.office else "",
                details=details_of(error),
                resume=lambda: self.office.resume(back) if self.office else self.start(),
                save=lambda: str(save_report(error, self._reports)),
            )
        )

    def _excepthook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Exceptions of slots arrive here: Qt does not let them through."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            self.app.quit()
            return
        self._on_bug(error)


def _nothing(_result: object) -> None:
    """Nothing is shown of settings written."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="desk-app")
    parser.add_argument("--store")
    whats = parser.add_subparsers(dest="what")
    demo = whats.add_parser("demo")
    demo.add_argument("--visitors", type=int, default=120)
    demo.add_argument("--out", default="build/demo")
    demo.add_argument("--seed", type=int, default=1)
    whats.add_parser("display")
    screenshots = whats.add_parser("screenshots")
    screenshots.add_argument("--out", default="build/screenshots")
    return parser
