"""A person's hands and eyes at the first start: the only code that knows its widgets by name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from desk_app.domain.errors import DeskError
from desk_app.settings.sites import read_site
from desk_app.ui.shell.window import Shell
from desk_app.ui.tasks import Tasks
from desk_app.ui.welcome.commands import PLACE, welcome_commands
from desk_app.ui.welcome.operations import FirstAccount, WelcomeOperations
from desk_app.ui.welcome.presenter import WelcomePresenter
from desk_app.ui.welcome.view import WelcomeView
from desk_app.ui.widgets.refusal import RefusalBox
from tests.ui.hands import AtOnce, press_ctrl, show_window, type_keys


class Robot:
    """The page in its window; it answers the system's file windows too."""

    def __init__(self, app: QApplication, qtbot, folder: Path) -> None:
        self.place = folder / "poste.sqlite"
        self.made: list[tuple[Path, Path | None, bool]] = []
        self.first: list[FirstAccount | None] = []
        self.created: list[Path] = []
        self.refusal: DeskError | None = None
        self.will_choose: Path | None = None
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        self.shell = Shell(app)
        self.view = WelcomeView(guard=self.shell.commands.guard)
        self.shell.add_page(PLACE, self.view)
        self.presenter = WelcomePresenter(
            self.view,
            WelcomeOperations(
                read_site=read_site, create=self._create, key_place=lambda path: f"{path}.key"
            ),
            place=self.place,
            dialogs=self,
            tasks=self.tasks,
        )
        self.presenter.created.connect(self.created.append)
        self.shell.set_commands(PLACE, welcome_commands(self.presenter))
        show_window(qtbot, self.shell, PLACE)

    def site_file(self, start: Path) -> Path | None:
        """Answer the window that asks for a site file."""
        return self.will_choose

    def store_place(self, start: Path) -> Path | None:
        """Answer the window that asks where the data will be."""
        return self.will_choose

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()

    def presses_enter(self) -> None:
        """Press Enter where the cursor is."""
        type_keys(self.shell, "↵")

    def types(self, keys: str) -> None:
        """Type *keys* where the cursor is."""
        type_keys(self.shell, keys)

    def looks_at(self, field: str) -> None:
        """Put the cursor into a field."""
        found = self.view.findChild(QLineEdit, field)
        assert found is not None
        found.setFocus()

    def rereads(self) -> None:
        """Press Ctrl R."""
        press_ctrl(self.shell, Qt.Key.Key_R)

    def wants_own_site(self, path: Path | str = "") -> None:
        """Choose a site file, by its path."""
        self.view.kind.walk(1)
        self.writes("welcome.file", str(path))

    def will_administer(self, name: str, login: str, password: str, again: str = "") -> None:
        """Say who administers the site."""
        for field, typed in (
            ("welcome.name", name),
            ("welcome.login", login),
            ("welcome.password", password),
            ("welcome.again", again or password),
        ):
            self.writes(field, typed)

    def wants_demonstration(self) -> None:
        """Go back to the demonstration site."""
        self.view.kind.walk(1)

    def writes(self, field: str, text: str) -> None:
        """Write into a field."""
        found = self.view.findChild(QLineEdit, field)
        assert found is not None
        found.setText(text)

    def reads(self, field: str) -> str:
        """Return what a field holds."""
        found = self.view.findChild(QLineEdit, field)
        assert found is not None
        return found.text()

    def presses(self, name: str) -> None:
        """Click a button."""
        found = self.view.findChild(QAbstractButton, name)
        assert found is not None
        found.click()

    def can_begin(self) -> bool:
        """True if the filled button can be pressed."""
        found = self.view.findChild(QAbstractButton, "welcome.begin")
        assert found is not None
        return found.isEnabled()

    def sees_faults(self) -> str:
        """Return the mistakes shown, "" where there are none."""
        return self.view.faults.said() if self.view.faults.isVisible() else ""

    def reads_refusal(self) -> str:
        """Return what is refused, "" where nothing is."""
        boxes: list[QWidget] = self.view.findChildren(RefusalBox)
        return " ".join(box.accessibleName() for box in boxes if box.isVisible())

    def _create(
        self, path: Path, site_file: Path | None, *, rehearsal: bool, first: FirstAccount | None
    ) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.made.append((path, site_file, rehearsal))
        self.first.append(first)
