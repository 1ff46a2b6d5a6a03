"""What to do now, as a row says it: icon, two lines and the words of its act."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable, Mapping

from desk_app.domain.counters import CounterState
from desk_app.domain.tickets import TicketStatus
from desk_app.services.alerts import Alert, AlertKind
from desk_app.services.questions import Question
from desk_app.ui.supervisor.sentences import number_of, percent
from desk_app.ui.theme import Tone
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import clock, minutes
from desk_app.words.overrides import cause_name, override_name

AT_MOST = 9
"""One key each, 1 to 9; what comes later waits until something is done."""


class Act(enum.Enum):
    """What the button of a suggestion does."""

    OPEN_COUNTER = "open_counter"
    COMPLETE = "complete"
    SHOW_TICKET = "show_ticket"
    SET_QUOTA = "set_quota"
    EXPLAIN = "explain"
    ANSWER = "answer"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One row of "to do now": what the day shows, or a *question* that an agent asks."""

    alert: Alert | None = None
    question: Question | None = None
    act: Act
    icon: str
    tone: Tone
    title: str
    support: str
    button: str


def suggestion(alert: Alert) -> Suggestion:
    """Return *alert* as a row."""
    icon, say = _ROWS[alert.kind]
    title, support = say(alert)
    act = act_of(alert)
    return Suggestion(
        alert=alert,
        act=act,
        icon=icon,
        tone="warn",
        title=title,
        support=support,
        button=_button(act, alert),
    )


def request(question: Question, name: str) -> Suggestion:
    """Return *question* as a row; *name* is what it is about, in words."""
    support = _("{agent}, {time}: {why}").format(
        agent=question.name, time=clock(question.at), why=cause_name(question.why)
    )
    return Suggestion(
        question=question,
        act=Act.ANSWER,
        icon="user-check",
        tone="warn",
        title=f"{override_name(question.kind, question.subject)} · {name}",
        support=support,
        button=_("Answer"),
    )


def act_of(alert: Alert) -> Act:
    """Return what can be done about *alert* from here."""
    if alert.kind is AlertKind.QUOTA:
        return Act.SET_QUOTA
    if alert.kind is AlertKind.LOCAL_SHARE:
        return Act.EXPLAIN
    if alert.kind in {AlertKind.SHORT_OF_COUNTERS, AlertKind.NO_COUNTER}:
        return Act.EXPLAIN if alert.counter is None else Act.OPEN_COUNTER
    if alert.kind is AlertKind.FORGOTTEN and alert.status is TicketStatus.SERVING:
        return Act.COMPLETE
    return Act.SHOW_TICKET


def _button(act: Act, alert: Alert) -> str:
    if act is Act.OPEN_COUNTER:
        if alert.counter_state is CounterState.PAUSED:
            return _("Reopen {counter}").format(counter=alert.counter)
        return _("Open {counter}").format(counter=alert.counter)
    return _BUTTONS[act]()


_BUTTONS: Mapping[Act, Callable[[], str]] = {
    Act.COMPLETE: lambda: _("End it"),
    Act.SHOW_TICKET: lambda: _("See"),
    Act.SET_QUOTA: lambda: _("Quota"),
    Act.EXPLAIN: lambda: _("See"),
}


def _short(alert: Alert) -> tuple[str, str]:
    time = clock(alert.until) if alert.until else ""
    title = ngettext(
        "One more counter until {time}", "{count} more counters until {time}", alert.missing
    )
    return title.format(time=time, count=alert.missing), _whom_it_helps(alert)


def _no_counter(alert: Alert) -> tuple[str, str]:
    title = _("No open counter for {procedure}").format(procedure=alert.name)
    return title, _counted(alert)


def _too_long(alert: Alert) -> tuple[str, str]:
    title = _("{number} has waited for {minutes}").format(
        number=number_of(alert.number), minutes=minutes(alert.minutes)
    )
    return title, alert.name


def _overtaken(alert: Alert) -> tuple[str, str]:
    title = _("{number} overtaken {count} times").format(
        number=number_of(alert.number), count=alert.waiting
    )
    support = _("{procedure}, has waited for {minutes}").format(
        procedure=alert.name, minutes=minutes(alert.minutes)
    )
    return title, support


def _forgotten(alert: Alert) -> tuple[str, str]:
    title = _("{number} at counter {counter} for {minutes}").format(
        number=number_of(alert.number), counter=alert.counter, minutes=minutes(alert.minutes)
    )
    if alert.status is TicketStatus.SERVING:
        return title, _("A visit probably left open")
    return title, _("A call nobody has ended")


def _quota(alert: Alert) -> tuple[str, str]:
    title = _("Quota reached: {procedure}").format(procedure=alert.name)
    if not alert.waiting:
        return title, _("No other ticket today")
    people = ngettext("{count} person still waits", "{count} people still wait", alert.waiting)
    return title, people.format(count=alert.waiting)


def _local_share(alert: Alert) -> tuple[str, str]:
    title = _("Local priorities: {share} by {agent}").format(
        share=percent(alert.share), agent=alert.agent
    )
    count = ngettext("{count} ticket", "{count} tickets", alert.waiting)
    return title, count.format(count=alert.waiting)


def _whom_it_helps(alert: Alert) -> str:
    if alert.counter is None:
        return _("No other counter can be opened for this.")
    if not alert.waiting:
        return _("Nobody waits yet: it is for those who are expected.")
    return _("{procedure}: {waiting}").format(procedure=alert.name, waiting=_counted(alert))


def _counted(alert: Alert) -> str:
    people = ngettext("{count} person", "{count} people", alert.waiting)
    return _("{people}, {minutes}").format(
        people=people.format(count=alert.waiting), minutes=minutes(alert.minutes)
    )


_ROWS: Mapping[AlertKind, tuple[str, Callable[[Alert], tuple[str, str]]]] = {
    AlertKind.SHORT_OF_COUNTERS: ("gauge", _short),
    AlertKind.NO_COUNTER: ("door-closed", _no_counter),
    AlertKind.WAITED_TOO_LONG: ("clock-alert", _too_long),
    AlertKind.OVERTAKEN: ("arrow-left-right", _overtaken),
    AlertKind.FORGOTTEN: ("timer", _forgotten),
    AlertKind.QUOTA: ("ticket", _quota),
    AlertKind.LOCAL_SHARE: ("star", _local_share),
}
