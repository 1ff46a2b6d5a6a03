"""Declares what an agent may not act for; it knows no rule, and keeps nothing typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from desk_app.domain.changes import Changes
from desk_app.domain.errors import BadDocument, DeskError, Unavailable
from desk_app.domain.identity_errors import BadPerson
from desk_app.domain.roles import Power, may
from desk_app.services.ties import Declared
from desk_app.ui.commands import EVERYWHERE, Command
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.ties.model import Typed
from desk_app.ui.ties.operations import TieOperations
from desk_app.ui.ties.sheet import TieSheet
from desk_app.ui.widgets.refusal import Level
from desk_app.words.catalogue import _
from desk_app.words.errors import Said, sentence
from desk_app.words.ties import declared_line


class Ties(QObject):
    """Owns the one sheet of a window."""

    def __init__(
        self,
        sheet: TieSheet,
        operations: TieOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._do = sheet, operations
        self._session, self._tasks, self._signals = session, tasks, signals
        sheet.declare_asked.connect(self.declare)
        session.changed.connect(self._on_session)

    def commands(self) -> tuple[Command, ...]:
        """Return the act of every window."""
        return (
            Command(
                id="ties.declare", text=_("Declare a tie…"), callback=self.ask,
                where=EVERYWHERE, is_enabled=self.can_ask, group=_("In every window"),
            ),
        )  # fmt: skip

    def can_ask(self) -> bool:
        """Return whether who acts here gives appointments; the service asks again."""
        agent = self._session.agent
        return agent is not None and may(agent.role, Power.BOOK)

    @Slot()
    def ask(self) -> None:
        """Open the sheet and say how much is declared."""
        if self.can_ask():
            self._sheet.open_empty()
            self._look()

    @Slot(object)
    def declare(self, typed: Typed) -> None:
        """Declare what is typed, or say why it cannot be."""
        try:
            tie = typed.tie(today=self._do.today())
        except (BadPerson, BadDocument) as error:
            self._fail(error)
            return
        login = self._session.login
        declare = partial(self._do.declare, tie, whose=login, by=login)
        self._tasks.run(declare, then=self._on_declared, failed=self._fail)

    def _look(self) -> None:
        login = self._session.login
        look = partial(self._do.look, login, by=login)
        self._tasks.run(look, then=self._on_looked, failed=self._fail)

    def _on_looked(self, declared: Declared) -> None:
        self._sheet.show_standing(declared_line(declared.count, declared.since))

    def _on_declared(self, changes: Changes) -> None:
        self._sheet.forget()
        self._sheet.say(Said(_("Declared.")), level="ok")
        self._look()
        self._signals.changed.emit(changes)

    def _fail(self, error: DeskError) -> None:
        level: Level = "warn" if isinstance(error, Unavailable) else "danger"
        self._sheet.say(sentence(error), level=level)

    @Slot()
    def _on_session(self) -> None:
        """What one agent typed is not for the next one's eyes."""
        self._sheet.forget()
        if self._sheet.isVisible():
            self._sheet.close_sheet()
