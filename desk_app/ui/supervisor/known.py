"""What Supervision has read last, and what is found in it. It reads nothing itself."""

from __future__ import annotations

import datetime as dt

from desk_app.domain.counters import CounterId
from desk_app.domain.overrides import OF_TICKETS
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.questions import Question
from desk_app.services.staffing import Staffing
from desk_app.services.supervision import CounterLine, Supervision, WaitingLine
from desk_app.ui.supervisor.suggestions import Suggestion, request, suggestion
from desk_app.words.catalogue import _
from desk_app.words.texts import spaced


class Known:
    """The day and its plan as they were last read; either may still be to come."""

    def __init__(self) -> None:
        self.seen: Supervision | None = None
        self.plan: Staffing | None = None
        self.questions: tuple[Question, ...] = ()
        self._order: tuple[ProcedureCode, ...] = ()

    def counter(self, number: CounterId | None) -> CounterLine | None:
        """Return the counter of *number*, None if there is none."""
        lines = self.seen.counters if self.seen else ()
        return next((line for line in lines if line.number == number), None)

    def procedure(self, code: ProcedureCode | None) -> WaitingLine | None:
        """Return the procedure of *code*, None if there is none."""
        lines = self.seen.lines if self.seen else ()
        return next((line for line in lines if line.code == code), None)

    def ordered(self, *, is_kept: bool) -> list[WaitingLine]:
        """Return the procedures, the most awaited first; with *is_kept* where they were."""
        lines = self.seen.lines if self.seen else ()
        if not self._order or not is_kept:
            self._order = tuple(line.code for line in sorted(lines, key=_need))
        places = {code: place for place, code in enumerate(self._order)}
        return sorted(lines, key=lambda line: places.get(line.code, len(places)))

    def forget_order(self) -> None:
        """Let the next reading order the procedures anew."""
        self._order = ()

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return what to do now: who waits for an answer, what the plan and what the day ask."""
        asked = tuple(request(each, self._about(each)) for each in self.questions)
        found = (*(self.plan.alerts if self.plan else ()), *(self.seen.alerts if self.seen else ()))
        return (*asked, *(suggestion(alert) for alert in found))

    def nothing_to_do(self) -> str:
        """Return what is said where nothing is suggested: the target is not always held."""
        seen = self.seen
        if seen is not None and seen.in_target is not None and seen.in_target < seen.target_share:
            return _("Nothing to do now.")
        return _("Nothing to do: the target is held.")

    def _about(self, question: Question) -> str:
        if question.kind in OF_TICKETS:
            return spaced(question.subject)
        line = self.procedure(ProcedureCode(question.subject))
        return line.name if line is not None else question.subject


def _need(line: WaitingLine) -> tuple[int, dt.timedelta]:
    return -line.waiting, -(line.longest or dt.timedelta(0))
