"""Drives the first start: reads the site file, has the desk made, says what is in the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from desk_app.domain.errors import DeskError, PasswordTooWeak, SiteFileFaults, Unavailable
from desk_app.domain.site import Site
from desk_app.ui.tasks import Lane, Tasks
from desk_app.ui.welcome.operations import FirstAccount, WelcomeOperations
from desk_app.ui.welcome.view import Kind
from desk_app.words.catalogue import _
from desk_app.words.errors import Said, sentence
from desk_app.words.keeping import keys_to_make
from desk_app.words.sitefile import in_words


class Page(Protocol):
    """What the presenter asks of its view."""

    shown: SignalInstance
    kind_changed: SignalInstance
    file_changed: SignalInstance
    place_changed: SignalInstance
    account_changed: SignalInstance
    choose_file_requested: SignalInstance
    choose_place_requested: SignalInstance
    reread_requested: SignalInstance
    begin_requested: SignalInstance

    def show_kind(self, kind: Kind, explained: str) -> None: ...
    def show_file(self, path: str, read: str) -> None: ...
    def show_place(self, path: str) -> None: ...
    def show_keys(self, said: str) -> None: ...
    def show_faults(self, error: SiteFileFaults | None) -> None: ...
    def show_action(self, words: str, *, hint: str) -> None: ...
    def refuse(self, said: Said, *, unavailable: bool) -> None: ...
    def first_account(self) -> FirstAccount: ...
    def ask_password_again(self) -> None: ...
    def withdraw(self) -> None: ...


class Dialogs(Protocol):
    """The system's windows for files."""

    def site_file(self, start: Path) -> Path | None: ...
    def store_place(self, start: Path) -> Path | None: ...


class WelcomePresenter(QObject):
    """Owns the page. `created` carries the Path of the desk's new file."""

    created = Signal(object)  # pathlib.Path

    def __init__(
        self,
        view: Page,
        operations: WelcomeOperations,
        *,
        place: Path,
        dialogs: Dialogs,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._do = view, operations
        self._dialogs, self._tasks = dialogs, tasks
        self._kind: Kind = "demonstration"
        self._place, self._file = str(place), ""
        self._site = ""
        self._is_busy = False
        view.shown.connect(self._show)
        view.kind_changed.connect(self._on_kind)
        view.file_changed.connect(self._on_file)
        view.place_changed.connect(self._on_place)
        view.account_changed.connect(view.withdraw)
        view.choose_file_requested.connect(self.choose_file)
        view.choose_place_requested.connect(self.choose_place)
        view.reread_requested.connect(self.read_file)
        view.begin_requested.connect(self.begin)

    @Slot()
    def begin(self) -> None:
        """Make the desk; a site file is read first, and its mistakes shown instead."""
        if self._is_busy or self._why_not():
            return
        self._view.withdraw()
        if self._kind == "file":
            self._read(then=self._create_real)
        else:
            self._create()

    @Slot()
    def read_file(self) -> None:
        """Read the site file again, as it now is."""
        if self._file.strip() and not self._is_busy:
            self._read(then=self._show_action)

    @Slot()
    def choose_file(self) -> None:
        """Ask for the site file and read it."""
        chosen = self._dialogs.site_file(Path(self._file or Path.home()))
        if chosen is not None:
            self._file = str(chosen)
            self.read_file()

    @Slot()
    def choose_place(self) -> None:
        """Ask where the data will be."""
        chosen = self._dialogs.store_place(Path(self._place))
        if chosen is not None:
            self._place = str(chosen)
            self._view.withdraw()
            self._show()

    def can_begin(self) -> bool:
        """True if nothing is missing to begin."""
        return not self._why_not()

    def can_reread(self) -> bool:
        """True if there is a site file to read."""
        return self._kind == "file" and bool(self._file.strip())

    @Slot()
    def _show(self) -> None:
        explained = {
            "demonstration": _(
                "Everything works, nothing counts: each ticket and each screen says REHEARSAL."
            ),
            "file": _("The file describes your site: its hours, procedures, counters and agents."),
        }
        self._view.show_kind(self._kind, explained[self._kind])
        self._view.show_file(self._file, self._site)
        self._view.show_place(self._place)
        self._show_keys()
        if self._kind == "demonstration":
            self._view.show_faults(None)
        self._show_action()

    def _show_keys(self) -> None:
        """Before a real desk is made: who loses its keys loses what is personal in it."""
        path = self._place.strip()
        is_said = self._kind == "file" and bool(path)
        place = self._do.key_place(Path(path).expanduser()) if is_said else ""
        self._view.show_keys(keys_to_make(place) if is_said else "")

    @Slot()
    def _show_action(self) -> None:
        words = _("Making the desk…") if self._is_busy else _("Begin")
        # The button stays usable while the desk is made: disabling it would move the focus away.
        self._view.show_action(words, hint=self._why_not())

    def _why_not(self) -> str:
        if not self._place.strip():
            return _("Say where the data will be first")
        if self._kind == "file" and not self._file.strip():
            return _("Choose the file of your site first")
        return ""

    def _read(self, *, then: Callable[[], None]) -> None:
        path = Path(self._file.strip()).expanduser()
        self._is_busy = True
        self._tasks.run(
            partial(self._do.read_site, path),
            then=partial(self._on_read, then),
            failed=self._refuse,
            lane=Lane.WORLD,
        )

    def _on_read(self, then: Callable[[], None], site: Site) -> None:
        self._is_busy = False
        self._site = site.name
        self._view.show_faults(None)
        self._view.show_file(self._file, self._site)
        then()

    def _create_real(self) -> None:
        """A real site begins with somebody who may make the other accounts."""
        first = self._view.first_account()
        if not first.is_whole:
            self._stop(Said(_("Say who administers this site."), _("Every field is needed.")))
        elif first.password != first.again:
            self._view.ask_password_again()
            self._stop(Said(_("The two passwords are not the same."), _("Type them again.")))
        else:
            self._create()

    def _stop(self, said: Said) -> None:
        self._show_action()
        self._view.refuse(said, unavailable=False)

    def _create(self) -> None:
        is_demonstration = self._kind == "demonstration"
        site_file = None if is_demonstration else Path(self._file.strip()).expanduser()
        place = Path(self._place.strip()).expanduser()
        first = None if is_demonstration else self._view.first_account()
        create = partial(self._do.create, place, site_file, rehearsal=is_demonstration, first=first)
        self._is_busy = True
        self._show_action()
        self._tasks.run(
            create,
            then=partial(self._on_created, place),
            failed=self._refuse,
            lane=Lane.WORLD,
        )

    def _on_created(self, place: Path, _nothing: None) -> None:
        self._is_busy = False
        self.created.emit(place)

    def _refuse(self, error: DeskError) -> None:
        self._is_busy = False
        self._show_action()
        if isinstance(error, SiteFileFaults):
            self._site = ""
            self._view.show_file(self._file, "")
            self._view.show_faults(in_words(error))
            return
        if isinstance(error, PasswordTooWeak):
            self._view.ask_password_again()
        self._view.refuse(sentence(error), unavailable=isinstance(error, Unavailable))

    @Slot(str)
    def _on_kind(self, kind: str) -> None:
        self._kind = "file" if kind == "file" else "demonstration"
        self._view.withdraw()
        self._show()

    @Slot(str)
    def _on_file(self, path: str) -> None:
        if path != self._file:
            self._file, self._site = path, ""
            self._view.show_file(path, "")
            self._show_action()

    @Slot(str)
    def _on_place(self, path: str) -> None:
        if path != self._place:
            self._place = path
            self._view.withdraw()
            self._show_keys()
            self._show_action()
