"""Gives a colleague a one-time code: by who acts here, or by a supervisor at a locked desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from desk_app.domain.errors import DeskError, Unavailable
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power, may
from desk_app.services.ports import Clock
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.signin.model import Person, matching
from desk_app.ui.signin.operations import CodeOperations, Given
from desk_app.ui.signin.sentences import refused
from desk_app.ui.tasks import Lane, Tasks
from desk_app.words.catalogue import _
from desk_app.words.errors import Said


class Sheet(Protocol):
    """What the presenter asks of its sheet."""

    typed: SignalInstance
    chosen_changed: SignalInstance
    give_requested: SignalInstance

    def ask(self, colleague: str, chiefs: Sequence[Person]) -> None: ...
    def show_people(self, people: Sequence[Person], now: dt.datetime) -> None: ...
    def show_action(self, words: str, *, hint: str) -> None: ...
    def show_code(self, name: str, code: str, *, is_printing: bool) -> None: ...
    def refuse(self, said: Said, *, unavailable: bool) -> None: ...
    def chosen(self) -> AgentLogin | None: ...
    def giver(self) -> tuple[AgentLogin, str]: ...
    def isVisible(self) -> bool: ...


class Codes(QObject):
    """Owns the sheet."""

    def __init__(
        self,
        sheet: Sheet,
        operations: CodeOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._do = sheet, operations
        self._session, self._tasks, self._signals = session, tasks, signals
        self._clock = clock
        self._people: tuple[Person, ...] = ()
        self._for: AgentLogin | None = None
        self._is_busy = False
        sheet.typed.connect(self._on_typed)
        sheet.chosen_changed.connect(self._show_action)
        sheet.give_requested.connect(self.give)

    def can_ask(self) -> bool:
        """True if who acts here may give a code; the service asks again."""
        agent = self._session.agent
        return agent is not None and may(agent.role, Power.RESET)

    @Slot()
    def ask(self) -> None:
        """Open the sheet for any colleague; who acts here gives the code."""
        self._for = None
        self._tasks.run(self._do.people, then=self._open)

    def ask_for(self, login: AgentLogin) -> None:
        """Open the sheet for *login* at a locked desk: a supervisor's password is asked for."""
        self._for = login
        self._tasks.run(self._do.people, then=self._open)

    @Slot()
    def give(self) -> None:
        """Give the code, once it is known for whom and by whom."""
        login = self._for or self._sheet.chosen()
        if login is None or self._is_busy:
            return
        self._is_busy = True
        give = partial(self._give, login, *self._giver())
        self._show_action()
        self._tasks.run(
            give, then=partial(self._on_given, login), failed=self._on_refused, lane=Lane.WORLD
        )

    def _giver(self) -> tuple[AgentLogin, str | None]:
        return (self._session.login, None) if self._for is None else self._sheet.giver()

    def _give(self, login: AgentLogin, giver: AgentLogin, password: str | None) -> Given:
        if password is not None:
            giver = self._do.check(giver, password).login
        return self._do.give(login, by=giver)

    def _open(self, people: tuple[Person, ...]) -> None:
        by = None if self._for is not None else self._session.login
        self._people = tuple(each for each in people if each.login != by)
        name = next((each.agent.name for each in people if each.login == self._for), "")
        chiefs = tuple(
            each for each in people if may(each.agent.role, Power.RESET) and each.login != self._for
        )
        self._sheet.ask(name, chiefs if self._for is not None else ())
        self._sheet.show_people(self._people, self._clock())
        self._show_action()

    def _on_given(self, login: AgentLogin, given: Given) -> None:
        self._is_busy = False
        if self._sheet.isVisible():
            name = next((each.agent.name for each in self._people if each.login == login), login)
            self._sheet.show_code(name, given.code, is_printing=given.is_printing)
        self._signals.changed.emit(given.changes)

    def _on_refused(self, error: DeskError) -> None:
        self._is_busy = False
        self._show_action()
        self._sheet.refuse(refused(error), unavailable=isinstance(error, Unavailable))

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._sheet.show_people(matching(self._people, typed), self._clock())
        self._show_action()

    @Slot()
    def _show_action(self) -> None:
        is_known = self._for is not None or self._sheet.chosen() is not None
        words = _("Making the code…") if self._is_busy else _("Give a code")
        self._sheet.show_action(words, hint="" if is_known else _("Choose a colleague first"))
