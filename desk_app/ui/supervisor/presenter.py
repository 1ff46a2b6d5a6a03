"""Drives Supervision: reads the day, says what to do, has it done when asked. Not how it looks."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, QTimer, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.direction import Quota
from desk_app.services.ports import Clock
from desk_app.services.questions import Question
from desk_app.services.staffing import Staffing
from desk_app.services.supervision import Supervision
from desk_app.ui.rereading import Rereading
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.supervisor.acts import Acts
from desk_app.ui.supervisor.answers import Answers
from desk_app.ui.supervisor.choice import Choice
from desk_app.ui.supervisor.doing import Doing
from desk_app.ui.supervisor.faces import figures_of
from desk_app.ui.supervisor.known import Known
from desk_app.ui.supervisor.operations import SupervisionOperations
from desk_app.ui.supervisor.plan import plan_facts, plan_title
from desk_app.ui.supervisor.screen import Screen, Window
from desk_app.ui.supervisor.sentences import (
    counter_acts,
    estimate_said,
    opened_until,
    procedure_act,
)
from desk_app.ui.supervisor.suggestions import AT_MOST, Suggestion
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _

REREAD_EVERY = dt.timedelta(seconds=30)
"""Waits grow and half-hours pass even when nobody does anything."""
_TOPICS = frozenset({Topic.TICKETS, Topic.COUNTERS, Topic.PROCEDURES, Topic.SITE, Topic.AGENTS})
_PLAN_TOPICS = frozenset({Topic.COUNTERS, Topic.SITE})


class SupervisionPresenter(QObject):
    """Owns one view; everything it shows comes from a read, nothing from what was just asked."""

    def __init__(
        self,
        view: Screen,
        operations: SupervisionOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._do = view, operations
        self._session, self._window = session, window
        self._acts = Acts(
            operations, view=view, window=window, session=session, tasks=tasks, signals=signals
        )
        self._answers = Answers(
            view.answer, operations, session=session, tasks=tasks, signals=signals, parent=self
        )
        self._known = Known()
        self.choice = Choice(view, self._known, session)
        self._doing = Doing(
            view, self._acts, self._known, answers=self._answers, ask_quota=self._ask_quota,
            clock=clock,
        )  # fmt: skip
        self._suggestions: tuple[Suggestion, ...] = ()
        self._is_shown = False
        self._quota_of: ProcedureCode | None = None
        refuse = self._acts.refuser("procedures")
        self._looking = Rereading(self._look, show=self._show, failed=refuse, tasks=tasks)
        self._planning = Rereading(
            self._make_plan, show=self._show_plan, failed=refuse, tasks=tasks
        )
        self._timer = QTimer(self, interval=int(REREAD_EVERY.total_seconds() * 1000))
        self._timer.timeout.connect(self.read_again)
        self._connect(signals)

    @Slot()
    def read_again(self) -> None:
        """Read the day and its plan."""
        self._looking.ask()
        self._planning.ask()
        self._answers.look()

    @Slot(int)
    def do_suggestion(self, place: int) -> None:
        """Do what the suggestion of key *place* says."""
        if not 1 <= place <= len(self._suggestions) or not self.choice.may_direct():
            return
        self._view.settle()
        self._doing.do(self._suggestions[place - 1])

    @Slot()
    def toggle(self) -> None:
        """Open or close the chosen counter, or else the chosen procedure."""
        counter, procedure = self.choice.counter(), self.choice.procedure()
        if not self.choice.is_free(self.choice.why_not_toggle(), place="procedures"):
            return
        if counter is not None:
            self._acts.toggle_counter(counter)
        elif procedure is not None:
            self._acts.set_open(procedure, is_open=not procedure.is_open)

    @Slot()
    def pause(self) -> None:
        """Pause the chosen counter, or end its pause."""
        counter = self.choice.counter()
        if (
            self.choice.is_free(self.choice.why_not_pause(), place="counters")
            and counter is not None
        ):
            self._acts.toggle_pause(counter)

    @Slot()
    def ask_quota(self) -> None:
        """Ask for the quota of the chosen procedure."""
        procedure = self._view.selection().procedure
        is_free = self.choice.is_free(self.choice.why_not_quota(), place="procedures")
        if is_free and procedure is not None:
            self._ask_quota(procedure)

    @Slot()
    def ask_close_day(self) -> None:
        """Say what closing the day does, and ask."""
        if self._known.seen is not None and self.choice.may_direct():
            self._view.ask_close_day(self._known.seen)

    @Slot()
    def tell_plan(self) -> None:
        """Say the plan of the counters in words."""
        if self._known.plan is not None:
            self._view.show_facts(plan_title(), plan_facts(self._known.plan))

    def can_do(self, place: int) -> bool:
        """True if there is a suggestion of key *place*."""
        return self.choice.may_direct() and place <= min(len(self._suggestions), AT_MOST)

    def _connect(self, signals: AppSignals) -> None:
        view = self._view
        view.shown.connect(self._on_shown)
        view.hidden.connect(self._on_hidden)
        view.selection_changed.connect(self._on_chosen)
        view.suggestion_requested.connect(self.do_suggestion)
        view.toggle_requested.connect(self.toggle)
        view.pause_requested.connect(self.pause)
        view.quota_requested.connect(self.ask_quota)
        view.quota_given.connect(self._on_quota)
        view.close_day_requested.connect(self.ask_close_day)
        view.close_day_confirmed.connect(self._acts.close_day)
        self._answers.read.connect(self._show_questions)
        self._answers.failed.connect(self._acts.refuser("todo"))
        signals.changed.connect(self._on_changed)

    def _look(self) -> Supervision:
        return self._do.look(language=self._session.language)

    def _make_plan(self) -> Staffing:
        return self._do.plan(language=self._session.language)

    def _show(self, seen: Supervision) -> None:
        self._known.seen = seen
        if self._is_shown:
            self._window.set_title(_("Supervision"), opened_until(seen))
        self._view.show_day(seen, self._known.ordered(is_kept=self._view.is_in_hand()))
        self._show_both()

    def _show_plan(self, plan: Staffing) -> None:
        self._known.plan = plan
        self._view.show_plan(plan)
        self._show_both()

    @Slot(object)
    def _show_questions(self, questions: tuple[Question, ...]) -> None:
        self._known.questions = questions
        self._show_both()

    def _show_both(self) -> None:
        """Show what is made of the day and of its plan together."""
        seen = self._known.seen
        if seen is None:
            return
        self._view.show_figures(figures_of(seen, self._known.plan), estimate_said(seen))
        self._suggestions = self._known.suggestions()
        self._view.show_suggestions(self._suggestions, nothing=self._known.nothing_to_do())
        self._show_acts()

    def _show_acts(self) -> None:
        counter, procedure = self.choice.counter(), self.choice.procedure()
        toggle, pause = counter_acts(counter)
        self._view.show_acts(procedure=procedure_act(procedure), counter=toggle, pause=pause)
        self._view.offer_acts(are_offered=self.choice.may_direct())

    @Slot()
    def _on_chosen(self) -> None:
        self.choice.made()
        self._show_acts()

    def _ask_quota(self, code: ProcedureCode) -> None:
        line = self._known.procedure(code)
        if line is not None:
            self._quota_of = code
            self._view.ask_quota(line)

    @Slot(object)
    def _on_quota(self, quota: Quota) -> None:
        line = self._known.procedure(self._quota_of)
        if line is not None:
            self._acts.set_quota(line, quota)

    @Slot()
    def _on_shown(self) -> None:
        self._is_shown = True
        self._known.forget_order()
        self.read_again()
        self._timer.start()

    @Slot()
    def _on_hidden(self) -> None:
        self._is_shown = False
        self._timer.stop()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if not self._is_shown:
            return
        if changes.topics & _TOPICS:
            self._looking.ask()
        if changes.topics & _PLAN_TOPICS:
            self._planning.ask()
        if Topic.AGENTS in changes.topics:
            self._answers.look()
