"""Questions put to a supervisor at another desk, until they are answered and gone on with."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import DeskError
from desk_app.domain.overrides import OverrideId, OverrideState
from desk_app.domain.people import AgentLogin
from desk_app.services.questions import Agreement, Question
from desk_app.ui.second.model import Case
from desk_app.ui.second.operations import SecondOperations
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.catalogue import _
from desk_app.words.dates import clock
from desk_app.words.errors import Said, sentence
from desk_app.words.overrides import override_about

GO_ON_KEY = "Alt+Return"


class Sheet(Protocol):
    """What this asks of the sheet."""

    def show_act(self, words: str, *, icon: str, busy: bool = False) -> None: ...
    def show_answer(self, said: Said, *, level: Level, asks_again: bool) -> None: ...
    def close_sheet(self) -> None: ...
    def isVisible(self) -> bool: ...


class Window(Protocol):
    """The shell, as this needs it."""

    def refuse(
        self, text: str, *, why: str = "", offers: Sequence[Offer] = (), level: Level = "danger"
    ) -> None: ...


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A question and what it is for; *asker* alone goes on with it.

    *name* is what its procedure is called, "" where it is of none.
    """

    question: Question
    case: Case
    asker: AgentLogin
    name: str = ""

    @property
    def about(self) -> str:
        """What was asked, in words."""
        return override_about(self.question.kind, self.question.subject, self.name)


class Asking(QObject):
    """Nothing is lost by leaving the sheet: the answer is said in the window too."""

    def __init__(
        self,
        sheet: Sheet,
        operations: SecondOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._do, self._window = sheet, operations, window
        self._session, self._tasks = session, tasks
        self._waiting: dict[OverrideId, Asked] = {}
        self._agreed: list[Asked] = []
        self._in_sheet: OverrideId | None = None
        signals.changed.connect(self._on_changed)
        session.changed.connect(self.announce)

    def begin(self, case: Case, question: Question, name: str = "") -> None:
        """Wait for the answer to *question*; the sheet says so while it is open."""
        self._waiting[question.id] = Asked(question, case, self._session.login, name)
        if not self._sheet.isVisible():  # left meanwhile: the answer is said in the window
            return
        self._in_sheet = question.id
        said = _("Asked of the supervisor at {time}.").format(time=clock(question.at))
        why = _("The answer is said here, or in the window if you leave: nothing is lost.")
        self._sheet.show_act(_("Go on without waiting"), icon="arrow-right")
        self._sheet.show_answer(Said(said, why), level="warn", asks_again=False)

    def is_in_sheet(self) -> bool:
        """Return whether the sheet shows a question that was asked."""
        return self._in_sheet is not None

    def can_go_on(self) -> bool:
        """Return whether something of the present agent's was agreed to."""
        return self._next() is not None

    @Slot()
    def go_on(self) -> None:
        """Do what was agreed to: what the sheet shows, else the first."""
        asked = self._next()
        if asked is not None:
            self._agreed.remove(asked)
            question = asked.question
            usable = partial(self._do.usable, question.kind, question.subject, asker=asked.asker)
            self._tasks.run(usable, then=partial(self._on_usable, asked), failed=self._say)

    def let_go(self) -> None:
        """The sheet is closed: what it showed is said in the window from now on."""
        self._in_sheet = None
        self.announce()

    @Slot()
    def announce(self) -> None:
        """Say in the window what the present agent can go on with."""
        asked = None if self._session.agent is None or self.is_in_sheet() else self._next()
        if asked is not None:
            said = _agreed(asked)
            offer = Offer(
                text=asked.case.act, callback=self.go_on, shortcut=GO_ON_KEY, icon=asked.case.icon
            )
            self._window.refuse(said.text, why=said.why, offers=(offer,), level="ok")

    def _next(self) -> Asked | None:
        login = self._session.login if self._session.agent is not None else None
        mine = [each for each in self._agreed if each.asker == login]
        shown = [each for each in mine if each.question.id == self._in_sheet]
        return next(iter((*shown, *mine)), None)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if Topic.AGENTS in changes.topics:
            for override in tuple(self._waiting):
                read = partial(self._do.question, override)
                self._tasks.run(read, then=self._on_read, failed=self._say)

    def _on_read(self, question: Question) -> None:
        asked = self._waiting.get(question.id)
        if asked is None or question.state is OverrideState.ASKED:
            return
        del self._waiting[question.id]
        answered = dataclasses.replace(asked, question=question)
        is_here = self._in_sheet == question.id and self._sheet.isVisible()
        if question.state is OverrideState.APPROVED:
            self._agreed.append(answered)
            if is_here:
                self._sheet.show_act(asked.case.act, icon=asked.case.icon)
                self._sheet.show_answer(_agreed(answered), level="ok", asks_again=False)
            else:
                self.announce()
        elif question.state is OverrideState.REFUSED:
            self._on_refused(answered, is_here=is_here)

    def _on_refused(self, asked: Asked, *, is_here: bool) -> None:
        said = _refused(asked)
        if is_here:
            self._in_sheet = None
            self._sheet.show_act(asked.case.act, icon=asked.case.icon)
            self._sheet.show_answer(said, level="danger", asks_again=True)
        elif self._session.agent is not None and self._session.login == asked.asker:
            self._window.refuse(said.text, why=said.why)

    def _on_usable(self, asked: Asked, agreement: Agreement | None) -> None:
        if self._in_sheet == asked.question.id:
            self._in_sheet = None
            self._sheet.close_sheet()
        if agreement is None:
            why = _("An agreement can be used for 15 minutes, once. Ask again.")
            self._window.refuse(asked.about, why=why)
        else:
            asked.case.then(agreement)

    def _say(self, error: DeskError) -> None:
        said = sentence(error)
        self._window.refuse(said.text, why=said.why)


Ask = Callable[[Case], object]
"""How a screen asks for a second person."""


def _agreed(asked: Asked) -> Said:
    return Said(_("{name} has agreed.").format(name=asked.question.answered_by), asked.about)


def _refused(asked: Asked) -> Said:
    return Said(_("{name} has refused.").format(name=asked.question.answered_by), asked.about)
