"""The sign-in page of one open desk, put together with its one-time codes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desk_app.app.desk import Desk
from desk_app.app.sign_ins import code_operations, sign_in_operations
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.signin.code_sheet import CodeSheet
from desk_app.ui.signin.codes import Codes
from desk_app.ui.signin.commands import PLACE, signin_commands
from desk_app.ui.signin.presenter import Lock, SignInPresenter
from desk_app.ui.signin.renewing import Renewing
from desk_app.ui.signin.view import SignInView
from desk_app.ui.tasks import Tasks


class Entrance(QObject):
    """Where everybody comes in; `signed_in` carries the Agent."""

    signed_in = Signal(object)  # desk_app.domain.people.Agent
    moved_from = Signal(str)  # the other place that this sign-in has locked

    def __init__(
        self,
        desk: Desk,
        *,
        shell: Shell,
        overlay: QWidget,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
    ) -> None:
        super().__init__(shell)
        view = SignInView(guard=shell.commands.guard)
        operations = sign_in_operations(desk)
        self.codes = Codes(
            CodeSheet(overlay),
            code_operations(desk),
            session=session,
            tasks=tasks,
            signals=signals,
            clock=desk.clock,
            parent=view,
        )
        renewing = Renewing(
            view, view.renewal, operations, tasks=tasks, signals=signals, parent=view
        )
        self._presenter = SignInPresenter(
            view,
            operations,
            renewing=renewing,
            session=session,
            tasks=tasks,
            signals=signals,
            ask_code=self.codes.ask_for,
            parent=view,
        )
        self._presenter.signed_in.connect(self.signed_in)
        self._presenter.moved_from.connect(self.moved_from)
        shell.add_page(PLACE, view)
        shell.set_commands(PLACE, signin_commands(self._presenter, renewing))

    def tell(self, lock: Lock) -> None:
        """Have the page say why the desk is locked."""
        self._presenter.lock(lock)
