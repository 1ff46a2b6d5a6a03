"""A supervisor's hands and eyes: the only code that knows the page's widgets by name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView, QWidget

from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.supervisor.commands import PLACE, supervision_commands
from desk_app.ui.supervisor.presenter import SupervisionPresenter
from desk_app.ui.supervisor.view import SupervisionView
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import RefusalBox
from tests.ui.hands import AtOnce, press_ctrl, show_window, type_keys
from tests.ui.supervisor.fakes import FakeOperations
from tests.ui.supervisor.fixed_day import NOW, THE_DAY, THE_PLAN

CHIEF = Agent(login=AgentLogin("hgarnier"), name="Hélène Garnier", role=Role.SUPERVISOR)


class Robot:
    """The page in its window, with a keyboard."""

    def __init__(
        self, app: QApplication, qtbot, *, day=THE_DAY, plan=THE_PLAN, agent=CHIEF
    ) -> None:
        self.operations = FakeOperations(day, plan)
        self.signals = AppSignals()
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        session = Session(desk="Accueil 1")
        session.sign_in(agent)
        self.shell = Shell(app)
        self.view = SupervisionView(overlay=self.shell.centralWidget())
        self.shell.add_place("elsewhere", "ticket", "Ailleurs", "F2", QWidget())
        self.shell.add_place(PLACE, "gauge", "Supervision", "F7", self.view)
        self.presenter = SupervisionPresenter(
            self.view,
            self.operations.filled(),
            session=session,
            tasks=self.tasks,
            signals=self.signals,
            window=self.shell,
            clock=lambda: NOW,
        )
        self.shell.set_commands(PLACE, supervision_commands(self.presenter))
        show_window(qtbot, self.shell, PLACE)

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()

    def types(self, keys: str) -> None:
        """Type *keys* where the cursor is."""
        type_keys(self.shell, keys)

    def undoes(self) -> None:
        """Press Ctrl Z."""
        press_ctrl(self.shell, Qt.Key.Key_Z)

    def chooses_procedure(self, row: int) -> None:
        """Click a row of the table of procedures."""
        self._click_row("supervisor.procedures", row)

    def chooses_counter(self, row: int) -> None:
        """Click a row of the list of counters."""
        self._click_row("supervisor.counters", row)

    def chooses_cell(self, number: int) -> None:
        """Click a counter in the grid."""
        self.finds(f"supervisor.counter.{number}").click()

    def stands_in(self, name: str) -> None:
        """Put the focus on a table, as Tab does."""
        self._table(name).setFocus(Qt.FocusReason.TabFocusReason)

    def sees(self, widget: QWidget) -> bool:
        """True if the middle of *widget* is in sight on the page."""
        return _is_in_sight(widget, widget.rect().center())

    def sees_row(self, name: str, row: int) -> bool:
        """True if the middle of a table's row is in sight on the page."""
        table = self._table(name)
        place = table.visualRect(table.model().index(row, 0)).center()
        return _is_in_sight(table.viewport(), place)

    def presses(self, name: str) -> None:
        """Click a button."""
        self.finds(name).click()

    def reads(self, name: str) -> str:
        """Return what a button or field says."""
        found = self.finds(name)
        if isinstance(found, QLineEdit):
            return found.text()
        assert isinstance(found, QAbstractButton)
        return found.text().replace("&&", "&")

    def reads_table(self, name: str) -> list[list[str]]:
        """Return the words of a table, row by row."""
        model = self._table(name).model()
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def reads_refusal(self) -> str:
        """Return what a visible refusal says, "" where there is none."""
        boxes = self.shell.findChildren(RefusalBox)
        return " ".join(box.accessibleName() for box in boxes if box.isVisible())

    def finds(self, name: str) -> QWidget:
        """Return the widget called *name*."""
        found = self.shell.findChild(QWidget, name)
        assert found is not None, name
        return found

    def _table(self, name: str) -> QTableView:
        found = self.finds(name)
        assert isinstance(found, QTableView)
        return found

    def _click_row(self, name: str, row: int) -> None:
        table = self._table(name)
        table.setFocus()
        table.selectRow(row)


def _is_in_sight(widget: QWidget, place: QPoint) -> bool:
    return widget.visibleRegion().contains(place)
