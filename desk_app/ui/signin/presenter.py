"""Drives the sign-in page: filters, asks for the password, opens the desk or says why not."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import AccountLocked, DeskError, PasswordNeeded, Unavailable
from desk_app.domain.people import AgentLogin
from desk_app.domain.sessions import End
from desk_app.ui.rereading import Rereading
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.signin import seating
from desk_app.ui.signin.model import Person, Seat, matching
from desk_app.ui.signin.operations import Choices, Opened, SignInOperations
from desk_app.ui.signin.renewing import Renewing
from desk_app.ui.signin.seating import Seating
from desk_app.ui.signin.sentences import last_time, locked, refused, seat_name
from desk_app.ui.tasks import Lane, Tasks
from desk_app.ui.widgets.refusal import Offer
from desk_app.words.catalogue import _
from desk_app.words.errors import Said

CODE_KEY = "Alt+U"
_TOPICS = frozenset({Topic.AGENTS, Topic.SITE, Topic.TICKETS})


class Page(seating.Page, Protocol):
    """What the presenter asks of its view."""

    shown: SignalInstance
    typed: SignalInstance
    chosen_changed: SignalInstance
    open_requested: SignalInstance

    def show_site(self, name: str) -> None: ...
    def show_locked(self, text: str) -> None: ...
    def show_people(self, people: Sequence[Person], now: dt.datetime) -> None: ...
    def use_passwords(self, *, used: bool) -> None: ...
    def show_password(self, *, asked: bool, hint: str) -> None: ...
    def show_action(self, words: str, *, hint: str) -> None: ...
    def chosen(self) -> AgentLogin | None: ...
    def choose(self, login: AgentLogin) -> None: ...
    def ask_password(self) -> None: ...
    def password_typed(self) -> str: ...
    def clear(self) -> None: ...
    def refuse(self, said: Said, *, unavailable: bool, offers: Sequence[Offer]) -> None: ...
    def isVisible(self) -> bool: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Why the desk is locked: since when, whose session ended and where it went."""

    at: dt.datetime
    why: End
    login: AgentLogin
    place: str = ""


class SignInPresenter(QObject):
    """Owns the page. `signed_in` carries the Agent once the session has them and their place."""

    signed_in = Signal(object)  # desk_app.domain.people.Agent
    moved_from = Signal(str)  # the other place that this sign-in has locked

    def __init__(
        self,
        view: Page,
        operations: SignInOperations,
        *,
        renewing: Renewing,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        ask_code: Callable[[AgentLogin], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._renewing = view, operations, renewing
        self._session, self._tasks, self._signals = session, tasks, signals
        self._ask_code = ask_code
        self._choices: Choices | None = None
        self._lock: Lock | None = None
        self._typed = ""
        self._seats = Seating(view, session=session, parent=self)
        self._is_opening = False
        self._reading = Rereading(self._look, show=self._show, failed=self._refuse, tasks=tasks)
        view.shown.connect(self._on_shown)
        view.typed.connect(self._on_typed)
        view.chosen_changed.connect(self._on_chosen)
        view.open_requested.connect(self.open_desk)
        renewing.chosen.connect(self._on_password_chosen)
        signals.changed.connect(self._on_changed)

    @Slot()
    def open_desk(self) -> None:
        """Sign in who is chosen, at the chosen place; ask for the password first."""
        person = self._chosen()
        if person is None or self._is_opening:
            return
        password = self._view.password_typed() if person.needs_password else ""
        if person.needs_password and not password:
            self._view.ask_password()
            return
        self._is_opening = True
        self._show_action()
        seat = self._seats.taken(person, self._choices)
        sign_in = partial(
            self._do.sign_in, person.login, password, place=seat_name(seat, self._session.desk)
        )
        # A password is hashed for half a second: the screens' own lane does not wait for it.
        lane = Lane.WORLD if person.needs_password else Lane.DATABASE
        self._tasks.run(
            sign_in, then=partial(self._on_opened, seat), failed=self._on_refused, lane=lane
        )

    def can_open(self) -> bool:
        """True if somebody is chosen."""
        return self._view.chosen() is not None

    def can_ask_code(self) -> bool:
        """True if somebody is chosen who has a password to lose."""
        person = self._chosen()
        return person is not None and person.needs_password

    @Slot()
    def ask_code(self) -> None:
        """Have a supervisor give who is chosen a one-time code, at this desk."""
        person = self._chosen()
        if person is not None:
            self._ask_code(person.login)

    def lock(self, lock: Lock) -> None:
        """Say why the desk is locked, from now until somebody opens it."""
        self._lock = lock

    def _look(self) -> Choices:
        return self._do.choices(self._session.counter)

    def _show(self, choices: Choices) -> None:
        self._choices = choices
        self._view.show_site(choices.site)
        self._view.use_passwords(used=any(each.needs_password for each in choices.people))
        self._show_lock()
        self._filter()
        if self._lock is not None and self._lock.why is End.IDLE and not self._typed:
            self._view.choose(self._lock.login)  # who comes back has one key less to press
        self._on_chosen()

    def _show_lock(self) -> None:
        text = ""
        if self._lock is not None and self._choices is not None:
            text = locked(
                self._lock.at,
                self._lock.why,
                place=self._lock.place,
                serving=self._choices.serving,
            )
        self._view.show_locked(text)

    def _filter(self) -> None:
        if self._choices is not None:
            self._view.show_people(matching(self._choices.people, self._typed), self._choices.now)

    def _chosen(self) -> Person | None:
        login = self._view.chosen()
        people = self._choices.people if self._choices is not None else ()
        return next((each for each in people if each.login == login), None)

    def _on_opened(self, seat: Seat, opened: Opened) -> None:
        self._is_opening = False
        self._seats.forget()
        if opened.must_choose_password:
            self._renewing.begin(seat, opened)
            return
        self._enter(seat, opened)

    @Slot(object, object)
    def _on_password_chosen(self, seat: Seat, opened: Opened) -> None:
        self._enter(seat, opened)

    def _enter(self, seat: Seat, opened: Opened) -> None:
        self._lock = None
        self._session.sit_at(seat.counter, seat.post)
        self._session.sign_in(opened.agent, opened.session)
        self._view.clear()
        self.signed_in.emit(opened.agent)
        if opened.elsewhere:
            self.moved_from.emit(opened.elsewhere)
        self._signals.changed.emit(opened.changes)

    def _on_refused(self, error: DeskError) -> None:
        self._refuse(error)
        person = self._chosen()
        if person is not None and person.needs_password:
            self._view.ask_password()

    def _refuse(self, error: DeskError) -> None:
        self._is_opening = False
        self._show_action()
        self._view.refuse(
            refused(error), unavailable=isinstance(error, Unavailable), offers=self._ways(error)
        )

    def _ways(self, error: DeskError) -> tuple[Offer, ...]:
        if not self.can_ask_code() or not isinstance(error, AccountLocked | PasswordNeeded):
            return ()
        text = _("One-time code, with the supervisor…")
        return (Offer(text=text, callback=self.ask_code, shortcut=CODE_KEY),)

    @Slot()
    def _on_shown(self) -> None:
        if self._renewing.is_asking():  # back from the keys: the code is used up, the card stays
            return
        self._view.clear()
        self._typed = ""
        self._seats.forget()
        self._show_lock()
        self._reading.ask()
        self._show_action()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS and self._view.isVisible():
            self._reading.ask()

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._typed = typed
        self._filter()

    @Slot()
    def _on_chosen(self) -> None:
        person = self._chosen()
        asked = person is not None and person.needs_password
        self._view.show_password(asked=asked, hint=self._hint(person))
        self._seats.offer(person, self._choices)
        self._show_action()

    def _hint(self, person: Person | None) -> str:
        if person is None or self._choices is None:
            return " "  # the line keeps its room
        if not person.needs_password:
            return _("No password is asked for at a rehearsal.")
        return last_time(person.last, self._choices.now)

    def _show_action(self) -> None:
        person = self._chosen()
        name = person.agent.name if person is not None else ""
        words = _("Open as {name}").format(name=name) if name else _("Open")
        if self._is_opening:
            words = _("Checking the password…") if person and person.needs_password else words
        self._view.show_action(words, hint="" if name else _("Choose your name first"))
