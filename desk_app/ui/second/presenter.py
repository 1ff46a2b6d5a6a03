"""Finds a second person for an act, at this desk or at the supervisor's. It does no act itself."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from desk_app.domain import errors as e
from desk_app.domain.errors import DeskError, SamePerson, Unavailable
from desk_app.domain.overrides import Cause, causes_of, is_supervisor
from desk_app.domain.people import Agent, AgentLogin
from desk_app.services import overrides
from desk_app.services.overrides import Wish
from desk_app.services.questions import Agreement
from desk_app.services.stakes import Stakes
from desk_app.services.unmet import Recorded
from desk_app.ui.commands import EVERYWHERE, Command
from desk_app.ui.second import asking
from desk_app.ui.second.asking import GO_ON_KEY, Asking, Window
from desk_app.ui.second.model import Case, Face, Spot, is_same, meant, said_of, who_may_agree
from desk_app.ui.second.operations import Colleague, SecondOperations
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Lane, Tasks
from desk_app.words.catalogue import _, ngettext
from desk_app.words.errors import Said, sentence
from desk_app.words.overrides import override_name
from desk_app.words.stakes import as_it_is, as_it_would_be

_AT_PASSWORD = (e.SignInRefused, e.AccountLocked, e.PasswordNeeded)
_AT_LOGIN = (e.SamePerson, e.NotAllowed, e.UnknownAgent, e.AccountEnded)


class Sheet(asking.Sheet, Protocol):
    """What the presenter asks of its sheet."""

    act_requested: SignalInstance
    ask_requested: SignalInstance
    proof_requested: SignalInstance
    login_typed: SignalInstance
    left: SignalInstance

    def expect(self) -> None: ...
    def give_up(self) -> None: ...
    def open_for(self, face: Face) -> None: ...
    def show_person(self, said: str) -> None: ...
    def show_password(self, *, needed: bool) -> None: ...
    def refuse(self, spot: Spot, said: Said, *, unavailable: bool = False) -> None: ...
    def withdraw(self) -> None: ...
    def reason(self) -> Cause | None: ...
    def typed(self) -> str: ...
    def take_password(self) -> str: ...
    def leave(self) -> None: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was read for a case: an agreement that can be used, or what the sheet needs."""

    agreement: Agreement | None
    stakes: Stakes
    people: tuple[Colleague, ...]
    left: int


class SecondPerson(QObject):
    """Owns the one sheet of a window; screens call `ask`."""

    def __init__(
        self,
        sheet: Sheet,
        operations: SecondOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._do, self._window = sheet, operations, window
        self._session, self._tasks, self._signals = session, tasks, signals
        self._case: Case | None = None
        self._people: tuple[Colleague, ...] = ()
        self._is_busy = False
        self._name = ""  # of the procedure the case is about
        self.asking = Asking(
            sheet, operations, session=session, tasks=tasks, signals=signals, window=window,
            parent=self,
        )  # fmt: skip
        sheet.act_requested.connect(self.go_on)
        sheet.ask_requested.connect(self.ask_supervisor)
        sheet.proof_requested.connect(self.prove)
        sheet.login_typed.connect(self._on_typed)
        sheet.left.connect(self._on_left)

    def commands(self) -> tuple[Command, ...]:
        """Return the act of every window: go on with what a supervisor has agreed to."""
        return (
            Command(id="second.go_on", text=_("Go on with what the supervisor has agreed to"),
                    shortcut=GO_ON_KEY, callback=self.asking.go_on, where=EVERYWHERE,
                    is_enabled=self.asking.can_go_on, group=_("In every window")),
        )  # fmt: skip

    def ask(self, case: Case) -> None:
        """Have *case* agreed to, then done; at once where a supervisor has agreed before."""
        asker = self._session.login
        look = partial(_look, self._do, case, asker, self._session.language)
        # The next keys are meant for the sheet, a password among them.
        self._sheet.expect()
        looked = partial(self._on_looked, case, asker)
        self._tasks.run(look, then=looked, failed=self._on_not_looked)

    @Slot()
    def go_on(self) -> None:
        """Do what the filled button says, or go on to what is still missing."""
        if self.asking.is_in_sheet():
            self.asking.go_on() if self.asking.can_go_on() else self._sheet.leave()
            return
        case, cause, colleague = self._case, self._reason(), None
        if cause is not None:
            colleague = self._colleague()
        if case is None or cause is None or colleague is None or self._is_busy:
            return
        password = self._sheet.take_password()
        if colleague.needs_password and not password:
            self._sheet.refuse(Spot.PASSWORD, Said(_("The second person types their password.")))
            return
        self._show_busy(busy=True)
        wish = Wish(kind=case.kind, subject=case.subject, why=cause)
        agree = partial(
            self._do.agree,
            wish,
            asker=self._session.login,
            login=colleague.agent.login,
            password=password,
        )
        # A password is hashed for half a second: the screens' own lane does not wait for it.
        self._tasks.run(
            agree,
            then=partial(self._on_agreed, case),
            failed=self._on_refused,
            lane=Lane.WORLD,
        )

    @Slot()
    def ask_supervisor(self) -> None:
        """Put the question in the supervisor's list of what to do now."""
        case, cause = self._case, self._reason()
        if case is not None and cause is not None and not self._is_busy:
            self._show_busy(busy=True)
            wish = Wish(kind=case.kind, subject=case.subject, why=cause)
            self._tasks.run(
                partial(self._do.ask, wish, asker=self._session.login),
                then=partial(self._on_asked, case),
                failed=self._on_refused,
            )

    @Slot()
    def prove(self) -> None:
        """Nobody else is here to agree: the visitor leaves with a proof of the request (L-01)."""
        case = self._case
        if case is not None and not self._is_busy:
            self._show_busy(busy=True)
            prove = partial(self._do.prove, case.kind, case.subject, by=self._session.login)
            self._tasks.run(prove, then=self._on_proven, failed=self._on_refused)

    def _on_looked(self, case: Case, asker: AgentLogin, looked: Looked) -> None:
        if self._session.agent is None or self._session.login != asker:  # locked meanwhile
            self._sheet.give_up()
            return
        if looked.agreement is not None:
            self._sheet.give_up()
            case.then(looked.agreement)
            return
        self._name = looked.stakes.name
        self._case, self._people = case, who_may_agree(looked.people, case.kind)
        self._sheet.open_for(_face(case, looked, self._people, self._session))
        self._show_busy(busy=False)
        self._on_typed("")

    def _reason(self) -> Cause | None:
        cause = self._sheet.reason()
        if cause is None and not self._is_busy:
            self._sheet.refuse(Spot.REASON, Said(_("Choose a reason first: its digit.")))
        return cause

    def _colleague(self) -> Colleague | None:
        """Return whom the login means, or say under it why it does not do."""
        found = meant(self._people, self._sheet.typed())
        if found is None:
            text = _("Who agrees? A login, or the beginning of a name.")
            self._sheet.refuse(Spot.LOGIN, Said(text))
        elif is_same(found, self._session.login):
            self._sheet.refuse(Spot.LOGIN, sentence(SamePerson(found.agent.name)))
            return None
        return found

    def _show_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        if self._case is not None:
            words = _("Checking the password…") if busy else self._case.act
            self._sheet.show_act(words, icon=self._case.icon, busy=busy)

    def _on_agreed(self, case: Case, agreement: Agreement) -> None:
        self._show_busy(busy=False)
        if self._case is case:  # else it was left meanwhile: the agreement waits to be used
            self._case = None
            self._sheet.close_sheet()
            case.then(agreement)

    def _on_asked(self, case: Case, asked: overrides.Asked) -> None:
        self._show_busy(busy=False)
        self.asking.begin(case, asked.question, self._name)
        self._signals.changed.emit(asked.changes)

    def _on_proven(self, recorded: Recorded) -> None:
        self._show_busy(busy=False)
        self._sheet.leave()
        said = _("The proof {reference} comes out of the printer.")
        why = _("It counts for the next visit: keep the paper, free of charge.")
        self._window.refuse(said.format(reference=recorded.line.reference), why=why, level="ok")
        self._signals.changed.emit(recorded.changes)

    def _on_refused(self, error: DeskError) -> None:
        self._show_busy(busy=False)
        if not self._sheet.isVisible():  # left meanwhile
            self._on_unread(error)
            return
        spot = Spot.ACT
        if isinstance(error, _AT_PASSWORD):
            spot = Spot.PASSWORD
        elif isinstance(error, _AT_LOGIN):
            spot = Spot.LOGIN
        self._sheet.refuse(spot, sentence(error), unavailable=isinstance(error, Unavailable))

    def _on_not_looked(self, error: DeskError) -> None:
        self._sheet.give_up()
        self._on_unread(error)

    def _on_unread(self, error: DeskError) -> None:
        said = sentence(error)
        self._window.refuse(said.text, why=said.why)

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._sheet.withdraw()
        found = meant(self._people, typed)
        is_own = found is not None and is_same(found, self._session.login)
        self._sheet.show_person("" if found is None else said_of(found))
        self._sheet.show_password(needed=found is None or found.needs_password)
        if found is not None and is_own:
            self._sheet.refuse(Spot.LOGIN, sentence(SamePerson(found.agent.name)))

    @Slot()
    def _on_left(self) -> None:
        case, self._case = self._case, None
        self.asking.let_go()
        if case is not None:
            case.left()


def _look(do: SecondOperations, case: Case, asker: AgentLogin, language: str) -> Looked:
    return Looked(
        agreement=do.usable(case.kind, case.subject, asker=asker),
        stakes=do.stakes(case.kind, case.subject, language=language),
        people=do.colleagues(),
        left=do.left(asker),
    )


def _face(case: Case, looked: Looked, people: tuple[Colleague, ...], session: Session) -> Face:
    return Face(
        title=override_name(case.kind, case.subject),
        before=as_it_is(looked.stakes),
        after=case.after or as_it_would_be(looked.stakes),
        causes=causes_of(case.kind),
        left=_left_today(session.agent, looked.left),
        is_alone=all(is_same(each, session.login) for each in people),
    )


def _left_today(agent: Agent | None, left: int) -> str:
    if agent is None or is_supervisor(agent.role):
        return ""
    said = ngettext("{count} exception left today.", "{count} exceptions left today.", left)
    return said.format(count=left)
