"""Drives Registre et tirage: which family is in sight, what was drawn. Its parts do the acts."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.draw_replay import Verdict
from desk_app.domain.errors import DeskError, Unavailable
from desk_app.services.ports import Clock
from desk_app.services.register_page import RegisterPage
from desk_app.ui.register.calling import Calling
from desk_app.ui.register.drawing import Drawing
from desk_app.ui.register.model import hint_of, step_of
from desk_app.ui.register.operations import RegisterOperations
from desk_app.ui.register.view import RegisterView
from desk_app.ui.rereading import Rereading
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level
from desk_app.words.catalogue import _
from desk_app.words.draws import verdict_lines
from desk_app.words.errors import Said, sentence

REREAD_MS = 30_000  # the hour of a draw comes without anybody's act
_TOPICS = frozenset({Topic.REGISTER, Topic.APPOINTMENTS, Topic.SITE})


class Window(Protocol):
    """The shell, as the page needs it."""

    def set_title(self, title: str, sub: str = "") -> None: ...


class RegisterPresenter(QObject):
    """Owns one view; the page of one family is read whole, and again after every change."""

    def __init__(
        self,
        view: RegisterView,
        operations: RegisterOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
        clock: Clock,
        ask_second: Ask,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._window = view, operations, window
        self._session, self._tasks, self._signals = session, tasks, signals
        self._clock = clock
        self._family = ""
        self._page: RegisterPage | None = None
        self.drawing = Drawing(
            view, operations, session=session, tasks=tasks, signals=signals, clock=clock,
            ask_second=ask_second, page=self.page, parent=self,
        )  # fmt: skip
        self.calling = Calling(
            view, operations, session=session, tasks=tasks, signals=signals, clock=clock,
            ask_second=ask_second, parent=self,
        )  # fmt: skip
        self._rereading = Rereading(self._look, show=self._show, failed=self._fail, tasks=tasks)
        self._listen()

    def page(self) -> RegisterPage | None:
        """Return what is in sight, None before it was read."""
        return self._page

    @Slot()
    def reread(self) -> None:
        """Read the family again if the page is in sight and somebody has signed in."""
        if self._view.isVisible() and self._session.agent is not None:
            self._rereading.ask()

    @Slot(str)
    def choose(self, family: str) -> None:
        """Show another family."""
        self._family = family
        self._view.withdraw()
        self.reread()

    def has_past(self) -> bool:
        """Return whether a draw that was held is chosen."""
        return self._view.past.chosen() is not None

    def replay(self) -> None:
        """Hold the chosen draw once more from its export and say whether it is the same."""
        past, page = self._view.past.chosen(), self._page
        if past is not None and page is not None:
            self._view.withdraw()
            by = self._session.login
            work = partial(self._do.replay, page.family, past.number, by=by)
            self._tasks.run(work, then=self._on_replayed, failed=self._on_past_failed)

    def export(self) -> None:
        """Write the chosen draw to a new file."""
        past, page = self._view.past.chosen(), self._page
        if past is not None and page is not None:
            self._view.withdraw()
            by = self._session.login
            work = partial(self._do.export, page.family, past.number, by=by)
            self._tasks.run(work, then=self._on_exported, failed=self._on_past_failed)

    def focus_family(self) -> None:
        """Go to the list of families and open it."""
        self._view.draw.family.setFocus()
        self._view.draw.family.showPopup()

    def _listen(self) -> None:
        view, draw, calls = self._view, self._view.draw, self._view.calls
        view.shown.connect(self._on_shown)
        draw.picked.connect(self.choose)
        draw.primary.on_press(self.drawing.begin)
        draw.commit.on_press(self.drawing.commit)
        draw.void.on_press(self.drawing.void)
        calls.told.on_press(self.calling.told)
        calls.confirms.on_press(self.calling.confirms)
        calls.is_here.on_press(self.calling.is_here)
        calls.gives_up.on_press(self.calling.gives_up)
        calls.table.selectionModel().selectionChanged.connect(self._on_chosen)
        view.past.replay.on_press(self.replay)
        view.past.export.on_press(self.export)
        self._signals.changed.connect(self._on_changed)
        self._session.changed.connect(self._on_session)
        self._timer = QTimer(self)
        self._timer.setInterval(REREAD_MS)
        self._timer.timeout.connect(self.reread)
        self._timer.start()

    def _look(self) -> RegisterPage:
        return self._do.look(self._family, language=self._session.language, by=self._session.login)

    def _show(self, page: RegisterPage) -> None:
        agent = self._session.agent
        if agent is None:
            return
        self._page, self._family = page, page.family
        step = step_of(page)
        self._view.show_page(page, step, hint_of(step, agent.role))
        self._view.draw.show_preparing(
            can_commit=self.drawing.can_commit(), can_void=self.drawing.can_void()
        )
        if self._view.isVisible():
            self._window.set_title(_("Register and draw"), page.site)

    def _fail(self, error: DeskError) -> None:
        self._view.show_trouble(sentence(error, now=self._clock()))

    def _on_replayed(self, verdict: Verdict) -> None:
        first, *lines = verdict_lines(verdict)
        level: Level = "ok" if verdict.is_valid else "danger"
        self._view.past.say(Said(first, "\n".join(lines[:2])), level=level)

    def _on_exported(self, place: str) -> None:
        text = _("Draw written, without any name: {file}").format(file=place)
        why = _("Anybody can check it: desk-app draw verify, on any computer.")
        self._view.past.say(Said(text, why), level="ok")

    def _on_past_failed(self, error: DeskError) -> None:
        level: Level = "warn" if isinstance(error, Unavailable) else "danger"
        self._view.past.say(sentence(error, now=self._clock()), level=level)

    @Slot()
    def _on_shown(self) -> None:
        self._window.set_title(_("Register and draw"))
        self.reread()

    @Slot()
    def _on_chosen(self) -> None:
        self._view.calls.show_acts()

    @Slot()
    def _on_session(self) -> None:
        """Another agent does not read what the first was told."""
        self._view.withdraw()
        self._page = None
        self.reread()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self.reread()
