"""Drives the sign-in page: filters, signs in, says who now acts. Passwords come with accounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from desk_app.domain.changes import Changes
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import DeskError, Unavailable
from desk_app.domain.people import Agent, AgentLogin
from desk_app.ui.rereading import Rereading
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.signin.model import matching
from desk_app.ui.signin.operations import Choices, SignInOperations
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _
from desk_app.words.errors import Said, sentence


class Page(Protocol):
    """What the presenter asks of its view."""

    shown: SignalInstance
    typed: SignalInstance
    chosen_changed: SignalInstance
    open_requested: SignalInstance

    def show_site(self, name: str) -> None: ...
    def show_agents(self, agents: Sequence[Agent]) -> None: ...
    def show_places(self, counters: Sequence[CounterId], chosen: CounterId | None) -> None: ...
    def show_action(self, words: str, *, enabled: bool) -> None: ...
    def chosen(self) -> AgentLogin | None: ...
    def chosen_place(self) -> CounterId | None: ...
    def clear(self) -> None: ...
    def refuse(self, said: Said, *, unavailable: bool) -> None: ...


class SignInPresenter(QObject):
    """Owns the page. `signed_in` carries the Agent once the session has them and their place."""

    signed_in = Signal(object)  # desk_app.domain.people.Agent

    def __init__(
        self,
        view: Page,
        operations: SignInOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._do = view, operations
        self._session, self._tasks, self._signals = session, tasks, signals
        self._agents: tuple[Agent, ...] = ()
        self._typed = ""
        self._is_opening = False
        self._reading = Rereading(
            operations.choices, show=self._show, failed=self._refuse, tasks=tasks
        )
        view.shown.connect(self._on_shown)
        view.typed.connect(self._on_typed)
        view.chosen_changed.connect(self._show_action)
        view.open_requested.connect(self.open_desk)

    @Slot()
    def open_desk(self) -> None:
        """Sign in who is chosen, at the chosen place."""
        login = self._view.chosen()
        if login is None or self._is_opening:
            return
        self._is_opening = True
        self._tasks.run(
            lambda: self._do.sign_in(login), then=self._on_signed_in, failed=self._refuse
        )

    def can_open(self) -> bool:
        """True if somebody is chosen."""
        return self._view.chosen() is not None

    def _show(self, choices: Choices) -> None:
        self._agents = choices.agents
        self._view.show_site(choices.site)
        self._view.show_places(choices.counters, self._session.counter)
        self._filter()

    def _filter(self) -> None:
        self._view.show_agents(matching(self._agents, self._typed))

    def _on_signed_in(self, answer: tuple[Agent, Changes]) -> None:
        agent, changes = answer
        self._is_opening = False
        self._session.sit_at(self._view.chosen_place())
        self._session.sign_in(agent)
        self._view.clear()
        self.signed_in.emit(agent)
        self._signals.changed.emit(changes)

    def _refuse(self, error: DeskError) -> None:
        self._is_opening = False
        self._view.refuse(sentence(error), unavailable=isinstance(error, Unavailable))

    @Slot()
    def _on_shown(self) -> None:
        self._view.clear()
        self._reading.ask()
        self._show_action()

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._typed = typed
        self._filter()

    @Slot()
    def _show_action(self) -> None:
        login = self._view.chosen()
        name = next((agent.name for agent in self._agents if agent.login == login), "")
        words = _("Open as {name}").format(name=name) if name else _("Open")
        self._view.show_action(words, enabled=bool(name))
