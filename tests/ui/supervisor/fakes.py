"""Operations of Supervision that remember what they were asked."""

from __future__ import annotations

from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.errors import DeskError
from desk_app.domain.tickets import Ticket
from desk_app.services.outcomes import Outcome
from desk_app.services.overrides import Asked
from desk_app.services.questions import Question
from desk_app.services.staffing import Staffing
from desk_app.services.stakes import Stakes
from desk_app.services.supervision import Supervision
from desk_app.ui.supervisor.operations import SupervisionOperations
from tests.ui.supervisor.fixed_day import TICKET


class FakeOperations:
    """The services of Supervision: *asked* is what they were asked, in order."""

    def __init__(self, day: Supervision, plan: Staffing) -> None:
        self.day, self.plan = day, plan
        self.asked: list[tuple[object, ...]] = []
        self.refusal: DeskError | None = None
        self.reads = 0
        self.plans = 0
        self.questions: tuple[Question, ...] = ()

    def filled(self) -> SupervisionOperations:
        """Return the operations as the application would fill them."""
        return SupervisionOperations(
            look=self._look,
            plan=self._plan,
            set_counter=self._set_counter,
            set_procedure=self._set_procedure,
            close_day=self._close_day,
            complete=self._complete,
            undo=self._undo,
            find_ticket=self._find_ticket,
            questions=lambda: self.questions,
            stakes=self._stakes,
            decide=self._decide,
        )

    def _look(self, *, language: str) -> Supervision:
        self.reads += 1
        return self.day

    def _plan(self, *, language: str) -> Staffing:
        self.plans += 1
        return self.plan

    def _set_counter(self, number, state, /, *, by) -> Changes:
        return self._done(("counter", number, str(state), by), Topic.COUNTERS)

    def _set_procedure(self, code, /, *, is_open=None, quota=None, by) -> Changes:
        return self._done(("procedure", code, is_open, quota, by), Topic.PROCEDURES)

    def _close_day(self, *, by) -> Changes:
        return self._done(("close_day", by), Topic.TICKETS)

    def _complete(self, number, /, *, counter, by) -> Outcome:
        made = self._done(("complete", number, counter, by), Topic.TICKETS)
        return Outcome(changes=made, ticket=TICKET)

    def _undo(self, *, by) -> Outcome:
        return Outcome(changes=self._done(("undo", by), Topic.TICKETS), ticket=TICKET)

    def _find_ticket(self, number: str) -> Ticket:
        self._done(("ticket", number), Topic.TICKETS)
        return TICKET

    def _stakes(self, kind, subject, /, *, language) -> Stakes:
        return Stakes(kind=kind, subject=subject, name="Renseignement", ahead=6, ahead_then=2)

    def _decide(self, override, /, *, agreed, by) -> Asked:
        made = self._done(("decide", override, agreed, by), Topic.AGENTS)
        [question] = [each for each in self.questions if each.id == override]
        self.questions = ()
        return Asked(changes=made, question=question)

    def _done(self, what: tuple[object, ...], topic: Topic) -> Changes:
        if self.refusal is not None:
            raise self.refusal
        self.asked.append(what)
        return changes(str(what[0]), topic)
