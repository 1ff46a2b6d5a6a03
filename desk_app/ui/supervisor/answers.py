"""Agents' questions at the supervisor's desk: read when they may have changed, and answered."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from desk_app.domain.errors import DeskError
from desk_app.services.overrides import Asked
from desk_app.services.questions import Question
from desk_app.services.stakes import Stakes
from desk_app.ui.rereading import Rereading
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.supervisor.operations import SupervisionOperations
from desk_app.ui.tasks import Tasks
from desk_app.words.errors import Said, sentence


class Sheet(Protocol):
    """What this asks of the sheet."""

    answered: SignalInstance

    def open_for(self, question: Question, stakes: Stakes) -> None: ...
    def refuse(self, said: Said) -> None: ...
    def close_sheet(self) -> None: ...


class Answers(QObject):
    """`read` carries the questions of others; nobody is asked what they asked themselves."""

    read = Signal(object)  # tuple[Question, ...]
    failed = Signal(object)  # DeskError

    def __init__(
        self,
        sheet: Sheet,
        operations: SupervisionOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._do = sheet, operations
        self._session, self._tasks, self._signals = session, tasks, signals
        self._is_busy = False
        self._reading = Rereading(
            operations.questions, show=self._show, failed=self.failed.emit, tasks=tasks
        )
        sheet.answered.connect(self.answer)

    def look(self) -> None:
        """Read what waits for an answer."""
        self._reading.ask()

    def open(self, question: Question) -> None:
        """Show *question* with what it would change."""
        look = partial(
            self._do.stakes, question.kind, question.subject, language=self._session.language
        )
        opened = partial(self._sheet.open_for, question)
        self._tasks.run(look, then=opened, failed=self.failed.emit)

    @Slot(object, bool)
    def answer(self, question: Question, agreed: bool) -> None:
        """Agree to *question*, or refuse it, in the name of who has signed in here."""
        if not self._is_busy:
            self._is_busy = True
            decide = partial(self._do.decide, question.id, agreed=agreed, by=self._session.login)
            self._tasks.run(decide, then=self._on_decided, failed=self._on_refused)

    def _show(self, questions: tuple[Question, ...]) -> None:
        agent = self._session.agent
        own = agent.login if agent is not None else None
        self.read.emit(tuple(each for each in questions if each.asker != own))

    def _on_decided(self, decided: Asked) -> None:
        self._is_busy = False
        self._sheet.close_sheet()
        self._signals.changed.emit(decided.changes)

    def _on_refused(self, error: DeskError) -> None:
        self._is_busy = False
        self._sheet.refuse(sentence(error))
        self.look()
