"""What a supervisor does, each act once: run, said with its way back, refused in its place."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial

from desk_app.domain.changes import Changes
from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.errors import DeskError, Unavailable
from desk_app.domain.tickets import Ticket
from desk_app.services.direction import SITES_OWN, Quota
from desk_app.services.outcomes import Outcome
from desk_app.services.supervision import CounterLine, WaitingLine
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.supervisor.operations import SupervisionOperations
from desk_app.ui.supervisor.screen import Place, Screen, Window
from desk_app.ui.supervisor.sentences import number_of, quota_set
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _
from desk_app.words.errors import sentence


class Acts:
    """Does what the presenter decided; the screens learn of it by `changed` like everybody."""

    def __init__(
        self,
        operations: SupervisionOperations,
        *,
        view: Screen,
        window: Window,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
    ) -> None:
        self._do, self._view, self._window = operations, view, window
        self._session, self._tasks, self._signals = session, tasks, signals

    def set_counter(self, line: CounterLine, state: CounterState, *, place: Place) -> None:
        """Open, pause or close a counter; the way back is what it did before."""
        before = line.state or CounterState.CLOSED
        self._set_counter(line.number, state, place=place, before=before)

    def toggle_counter(self, line: CounterLine) -> None:
        """Close an open counter, open another."""
        is_open = line.state is CounterState.OPEN
        state = CounterState.CLOSED if is_open else CounterState.OPEN
        self.set_counter(line, state, place="counters")

    def toggle_pause(self, line: CounterLine) -> None:
        """Pause an open counter, end the break of another."""
        is_paused = line.state is CounterState.PAUSED
        state = CounterState.OPEN if is_paused else CounterState.PAUSED
        self.set_counter(line, state, place="counters")

    def set_open(self, line: WaitingLine, *, is_open: bool) -> None:
        """Open or close a procedure for today."""
        said = _("{procedure} open") if is_open else _("{procedure} closed for today")
        work = partial(self._do.set_procedure, line.code, is_open=is_open, by=self._session.login)
        back = partial(self.set_open, line, is_open=not is_open)
        self._run(work, said=said.format(procedure=line.name), back=back, place="procedures")

    def set_quota(self, line: WaitingLine, quota: Quota) -> None:
        """Set a quota or take it back; the way back is what was in force before."""
        before: Quota = SITES_OWN
        if line.is_quota_set and line.quota is not None:
            before = line.quota
        back = partial(self.set_quota, _with_quota(line, quota), before)
        said = quota_set(line, quota)
        work = partial(self._do.set_procedure, line.code, quota=quota, by=self._session.login)
        self._run(work, said=said, back=back, place="quota")

    def close_day(self) -> None:
        """Close the day: it has no way back, and was asked about first."""
        work = partial(self._do.close_day, by=self._session.login)
        self._run(work, said="", back=None, place="close")

    def complete(self, number: str, counter: CounterId | None) -> None:
        """End a visit that nobody ended."""
        work = partial(self._do.complete, number, counter=counter, by=self._session.login)
        said = _("{number} ended").format(number=number_of(number))
        self._tasks.run(work, then=partial(self._on_outcome, said), failed=self.refuser("todo"))

    def find_ticket(self, number: str, then: Callable[[Ticket], None]) -> None:
        """Read a ticket."""
        work = partial(self._do.find_ticket, number)
        self._tasks.run(work, then=then, failed=self.refuser("todo"))

    def refuser(self, place: Place) -> Callable[[DeskError], None]:
        """Return what says at *place* why something was not done."""
        return partial(self._refuse, place)

    def _set_counter(
        self, number: CounterId, state: CounterState, *, place: Place, before: CounterState
    ) -> None:
        work = partial(self._do.set_counter, number, state, by=self._session.login)
        said = _COUNTER_SAID[state]().format(counter=number)
        back = partial(self._set_counter, number, before, place=place, before=state)
        self._run(work, said=said, back=back, place=place)

    def _undo(self) -> None:
        self._tasks.run(
            partial(self._do.undo, by=self._session.login),
            then=partial(self._on_outcome, ""),
            failed=self.refuser("todo"),
        )

    def _run(
        self,
        work: Callable[[], Changes],
        *,
        said: str,
        back: Callable[[], None] | None,
        place: Place,
    ) -> None:
        self._tasks.run(work, then=partial(self._on_done, said, back), failed=self.refuser(place))

    def _on_done(self, said: str, back: Callable[[], None] | None, changes: Changes) -> None:
        self._view.settle()
        if back is not None:
            self._window.show_undo(said, back)
        self._signals.changed.emit(changes)

    def _on_outcome(self, said: str, outcome: Outcome) -> None:
        if said:
            self._window.show_undo(said, self._undo)
        self._signals.changed.emit(outcome.changes)

    def _refuse(self, place: Place, error: DeskError) -> None:
        self._view.refuse(place, sentence(error), unavailable=isinstance(error, Unavailable))


def _with_quota(line: WaitingLine, quota: Quota) -> WaitingLine:
    """Return *line* as it is once *quota* holds."""
    if quota == SITES_OWN:
        return dataclasses.replace(line, quota=line.site_quota, is_quota_set=False)
    return dataclasses.replace(line, quota=quota, is_quota_set=True)


_COUNTER_SAID: dict[CounterState, Callable[[], str]] = {
    CounterState.OPEN: lambda: _("Counter {counter} open"),
    CounterState.PAUSED: lambda: _("Counter {counter} on a break"),
    CounterState.CLOSED: lambda: _("Counter {counter} closed"),
}
