"""The program from its first window to its last: the store is found, made or excused."""

from __future__ import annotations

import dataclasses
import faulthandler
import os
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Slot

from desk_app.app.clocks import utc_now
from desk_app.app.collector import Collector
from desk_app.app.desk import make_desk, nothing_more, open_desk
from desk_app.app.guard import only_copy
from desk_app.app.look import Look
from desk_app.app.office import Office
from desk_app.app.reports import save_report
from desk_app.app.sign_ins import add_first_administrator
from desk_app.app.whereabouts import key_place
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
from desk_app.ui.welcome.commands import PLACE as WELCOME
from desk_app.ui.welcome.commands import welcome_commands
from desk_app.ui.welcome.dialogs import FileDialogs
from desk_app.ui.welcome.operations import FirstAccount, WelcomeOperations
from desk_app.ui.welcome.presenter import WelcomePresenter
from desk_app.ui.welcome.view import WelcomeView
from desk_app.words.bugs import details_of
from desk_app.words.catalogue import _
from desk_app.words.errors import sentence


class Program(QObject):
    """The program from its first window to its last: the store is found, made or excused."""

    def __init__(self, url: str, *, rehearsed: Clock | None = None) -> None:
        """*rehearsed* is the clock of a played day; without one it is the machine's."""
        super().__init__()
        self._url, self._rehearsed = url, rehearsed
        self._path = sqlite_path(url) or Path("poste.sqlite")
        self._settings = self._read_settings()
        self._look = Look(self._settings, parent=self)
        self.app = self._look.app
        self.shell = Shell(self.app, may_close=self._may_close)
        self.tasks, self.signals = Tasks(parent=self), AppSignals(self)
        self.session = Session(
            desk=self._desk_name(), language=self._settings.language, parent=self
        )
        self.office: Office | None = None
        self._held = ExitStack()
        self._collector = Collector(self)
        self.shell.theme_picked.connect(self._look.pick)
        self._look.wished.connect(self._on_wished)
        self.tasks.bug.connect(self._on_bug)
        self.tasks.waiting.connect(self.shell.progress.set_waiting)
        sys.excepthook = self._excepthook
        if not faulthandler.is_enabled() and sys.stderr is not None:
            faulthandler.enable()

    def run(self) -> int:
        """Show the first window and stay until the last is closed."""
        self.show()
        try:
            return self.app.exec()
        finally:
            self.close()

    def show(self) -> None:
        """Show the first window; from here on garbage is collected between events."""
        self.start()
        self.shell.show()
        self._collector.start()

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
        self._collector.close()
        sys.excepthook = sys.__excepthook__

    def _desk_name(self) -> str:
        """Return what the desk is called: its own name, else its place and its number."""
        number = self._settings.desk.lstrip("0") or self._settings.desk
        return self._settings.name or _("Reception {number}").format(number=number)

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
            WelcomeOperations(create=self._create, read_site=read_site, key_place=key_place),
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

    def _create(
        self, path: Path, site_file: Path | None, *, rehearsal: bool, first: FirstAccount | None
    ) -> None:
        settle = partial(add_first_administrator, first) if first is not None else nothing_more
        make_desk(f"sqlite:///{path}", site_file=site_file, rehearsal=rehearsal, settle=settle)

    def _excuse(self, error: DeskError) -> None:
        """The store cannot be opened: say what is wrong and how it is mended."""
        said = sentence(error)
        self.shell.set_agent("", "")
        self.shell.show_bug(
            BugReport(
                head=_("The desk cannot be opened"),
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
    def _on_wished(self, wish: str) -> None:
        self._settings = dataclasses.replace(self._settings, theme=wish)
        file = settings_file(self._path)
        self.tasks.run(partial(write_settings, file, self._settings), then=_nothing)

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
