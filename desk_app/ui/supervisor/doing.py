"""What the button of a suggestion does: an act, a question answered, or more to read."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.counters import CounterState
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import Ticket
from desk_app.services.alerts import Alert
from desk_app.services.ports import Clock
from desk_app.ui.supervisor.acts import Acts
from desk_app.ui.supervisor.answers import Answers
from desk_app.ui.supervisor.known import Known
from desk_app.ui.supervisor.screen import Screen
from desk_app.ui.supervisor.sheets import ticket_facts, ticket_title
from desk_app.ui.supervisor.suggestions import Act, Suggestion
from desk_app.words.catalogue import _


class Doing:
    """Each suggestion once; what it leads to is shown by the next reading."""

    def __init__(
        self,
        view: Screen,
        acts: Acts,
        known: Known,
        *,
        answers: Answers,
        ask_quota: Callable[[ProcedureCode], object],
        clock: Clock,
    ) -> None:
        self._view, self._acts, self._known = view, acts, known
        self._answers, self._ask_quota, self._clock = answers, ask_quota, clock

    def do(self, wanted: Suggestion) -> None:
        """Do what *wanted* says."""
        if wanted.question is not None:
            self._answers.open(wanted.question)
        elif wanted.alert is not None:
            self._do_alert(wanted, wanted.alert)

    def _do_alert(self, wanted: Suggestion, alert: Alert) -> None:
        counter = self._known.counter(alert.counter)
        if wanted.act is Act.OPEN_COUNTER and counter is not None:
            self._acts.set_counter(counter, CounterState.OPEN, place="todo")
        elif wanted.act is Act.COMPLETE and alert.number:
            self._acts.complete(alert.number, alert.counter)
        elif wanted.act is Act.SET_QUOTA and alert.procedure is not None:
            self._ask_quota(alert.procedure)
        elif wanted.act is Act.SHOW_TICKET and alert.number:
            self._acts.find_ticket(alert.number, self._show_ticket)
        else:
            self._view.show_facts(wanted.title, ((_("What was seen"), wanted.support),))

    def _show_ticket(self, ticket: Ticket) -> None:
        line = self._known.procedure(ticket.procedure)
        name = line.name if line is not None else ticket.procedure
        self._view.show_facts(ticket_title(ticket), ticket_facts(ticket, name, self._clock()))
