"""What Guichet says of the visitor here, from what was read; it builds no widget."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from desk_app.domain.counters import CounterState
from desk_app.domain.tickets import TicketStatus
from desk_app.services.counter import CounterScreen, Current, QueueLine
from desk_app.ui.counter.acts import Act
from desk_app.ui.theme import Tone
from desk_app.ui.widgets.painting import TagTone
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import clock, duration, minutes
from desk_app.words.reasons import priority, reason_of_call
from desk_app.words.texts import spaced, texts

LONG_AFTER = 2  # expected times; the timer gets a word then, never earlier


@dataclasses.dataclass(frozen=True, slots=True)
class TagFace:
    """A tag: its word, icon and tone."""

    text: str
    icon: str
    tone: TagTone


@dataclasses.dataclass(frozen=True, slots=True)
class Primary:
    """What the filled button now does, in its words."""

    act: Act
    text: str
    icon: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class VisitFace:
    """The card of the counter: the number called, or why there is none.

    *support* stands under *title*; *facts* are icons and words; *blocked* says why an act cannot
    be done now.
    """

    tags: tuple[TagFace, ...] = ()
    number: str = ""
    title: str = ""
    support: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    why: str = ""
    primary: Primary
    blocked: Mapping[Act, str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TimerFace:
    """The running time beside the tags: *note* gives its measure."""

    time: str = ""
    note: str = ""
    tone: Tone = "text"
    icon: str = "timer"


def visit_face(screen: CounterScreen) -> VisitFace:
    """Return the card for *screen*."""
    blocked = {act: hint for act, hint in _blocked(screen).items() if hint}
    if screen.current is not None:
        return _with_visitor(screen, screen.current, blocked)
    return dataclasses.replace(_without_visitor(screen), blocked=blocked)


def timer_face(current: Current | None, now: dt.datetime) -> TimerFace:
    """Return the running time: of the visit, or since the call with when it may be repeated."""
    if current is None:
        return TimerFace()
    if current.started_at is None:
        return TimerFace(time=duration(now - current.called_at), note=pgettext("timer", "waiting"))
    spent = now - current.started_at
    expected = current.expected
    if expected and spent >= LONG_AFTER * expected:
        note = _("longer than the {minutes} expected").format(minutes=minutes(expected))
        return TimerFace(time=duration(spent), note=note, tone="warn", icon="clock-alert")
    note = _("of {minutes} expected").format(minutes=minutes(expected)) if expected else ""
    return TimerFace(time=duration(spent), note=note)


def call_note(screen: CounterScreen, now: dt.datetime) -> str:
    """Return which call this is and when the next may be made; "" once the person is here."""
    current = screen.current
    if current is None or current.status is not TicketStatus.CALLED:
        return ""
    count = _call_count(current.calls)
    if current.calls >= screen.calls_needed:
        return _("{call}, the last one: nobody there is absent").format(call=count)
    wait = (current.recallable_at - now).total_seconds()
    if wait > 0:
        return _("{call}, can be repeated in {seconds} s").format(call=count, seconds=_up(wait))
    return _("{call}, can be repeated").format(call=count)


def recall_hint(screen: CounterScreen, now: dt.datetime) -> str:
    """Return why the call cannot be repeated now, "" if it can."""
    current = screen.current
    if current is None:
        return _("Nobody is at the counter.")
    if current.status is not TicketStatus.CALLED:
        return _("The person is here.")
    if current.calls >= screen.calls_needed:
        return _("Called as often as the rule allows.")
    wait = (current.recallable_at - now).total_seconds()
    return _("Can be repeated in {seconds} s.").format(seconds=_up(wait)) if wait > 0 else ""


def is_last_call(screen: CounterScreen) -> bool:
    """Return whether the visitor has been called as often as Q-03 asks before an absence."""
    return screen.current is not None and screen.current.calls >= screen.calls_needed


def queue_note(screen: CounterScreen) -> str:
    """Return how many wait for the counter and the longest wait among those shown."""
    if not screen.waiting:
        return ""
    people = ngettext("{count} person", "{count} people", screen.waiting)
    said = people.format(count=screen.waiting)
    if screen.queue:
        longest = max(line.waited for line in screen.queue)
        more = _("longest wait: {minutes}").format(minutes=minutes(longest))
        said = f"{said} · {more}"
    return said


def _with_visitor(screen: CounterScreen, current: Current, blocked: Mapping[Act, str]) -> VisitFace:
    return VisitFace(
        tags=_tags(current),
        number=spaced(current.number),
        title=current.name,
        facts=_facts(current),
        why=_why(screen, current),
        primary=_primary_with(screen, current),
        blocked=blocked,
    )


def _without_visitor(screen: CounterScreen) -> VisitFace:
    if screen.state is CounterState.PAUSED:
        return VisitFace(
            tags=(TagFace(pgettext("counter tag", "Paused"), "circle-pause", "neutral"),),
            title=_since(_("Paused since {time}"), _("Paused"), screen),
            support=_("Nobody is called here. Those who wait keep their place."),
            primary=Primary(Act.OPEN, _("Resume"), "play"),
            blocked={},
        )
    if screen.state is CounterState.CLOSED:
        return VisitFace(
            tags=(TagFace(pgettext("counter tag", "Closed"), "door-closed", "neutral"),),
            title=_since(_("Counter closed since {time}"), _("Counter closed"), screen),
            support=_("Closed in Supervision. Nobody is called here any more."),
            primary=Primary(Act.CHOOSE, _("Choose another counter"), "building-2"),
            blocked={},
        )
    title, support = _("Counter free"), ""
    if screen.queue:
        support = _next_one(screen.queue[0])
    elif not screen.waiting:
        title = _("Nobody is waiting for this counter.")
        support = _elsewhere(screen)
    return VisitFace(
        tags=(TagFace(pgettext("counter tag", "Free"), "circle-check", "neutral"),),
        title=title,
        support=support,
        primary=Primary(Act.CALL, _("Call the next one"), "megaphone"),
        blocked={},
    )


def _since(text: str, without: str, screen: CounterScreen) -> str:
    return text.format(time=clock(screen.since)) if screen.since else without


def _next_one(line: QueueLine) -> str:
    said = _("Next: {number}, {procedure}, waiting for {minutes}.")
    return said.format(
        number=spaced(line.number), procedure=line.name, minutes=minutes(line.waited)
    )


def _elsewhere(screen: CounterScreen) -> str:
    others = sum(count for _name, count in screen.elsewhere)
    if not others:
        return _("Nobody is waiting elsewhere either.")
    said = ngettext("{count} person waits elsewhere.", "{count} people wait elsewhere.", others)
    return said.format(count=others)


def _tags(current: Current) -> tuple[TagFace, ...]:
    here = current.status is TicketStatus.SERVING
    place = TagFace(_("At the counter"), "user-check", "accent")
    tags = [place if here else TagFace(pgettext("counter tag", "Called"), "megaphone", "accent")]
    if current.priority is not None:
        icon: TagTone = "prio" if current.priority.is_legal else "neutral"
        tags.append(TagFace(priority(current.priority), "badge-check", icon))
    return tuple(tags)


def _facts(current: Current) -> tuple[tuple[str, str], ...]:
    waited = _("waited {minutes}").format(minutes=minutes(current.waited))
    facts = [("languages", texts(current.language).own_name), ("clock", waited)]
    if current.party > 1:
        people = ngettext("{count} person", "{count} people", current.party)
        facts.append(("users", people.format(count=current.party)))
    if current.hint:
        facts.append(("id-card", current.hint))
    if current.steps:
        facts.append(("list-ordered", _("then {steps}").format(steps=", ".join(current.steps))))
    return tuple(facts)


def _why(screen: CounterScreen, current: Current) -> str:
    said = [reason_of_call(current.reason)] if current.reason else []
    if screen.also_here:
        numbers = ", ".join(spaced(number) for number in screen.also_here)
        said.append(_("Also at this counter: {numbers}.").format(numbers=numbers))
    if screen.state is CounterState.CLOSED:
        said.append(_("The counter is closed: nobody is called afterwards."))
    elif screen.state is CounterState.PAUSED:
        said.append(_("Pause follows: nobody is called afterwards."))
    return " ".join(said)


def _primary_with(screen: CounterScreen, current: Current) -> Primary:
    if current.status is TicketStatus.CALLED:
        return Primary(Act.START, _("The person is here, begin"), "user-check")
    is_open = screen.state in {None, CounterState.OPEN}
    if is_open and screen.waiting:
        return Primary(Act.FINISH_AND_CALL, _("Finish and call the next one"), "megaphone")
    return Primary(Act.FINISH, _("Finish"), "check")


def _blocked(screen: CounterScreen) -> dict[Act, str]:
    """Return why each act cannot be done now, "" for those that can."""
    current = screen.current
    nobody = "" if current else _("Nobody is at the counter.")
    called = current is not None and current.status is TicketStatus.CALLED
    serving = current is not None and current.status is TicketStatus.SERVING
    busy = _("Finish first with the person at the counter.") if current else ""
    is_open = screen.state in {None, CounterState.OPEN}
    return {
        Act.FINISH: nobody or ("" if serving else _("The visit has not begun.")),
        Act.RECALL: nobody or ("" if called else _("The person is here.")),
        Act.ABSENT: nobody or ("" if called else _("The person is here.")),
        Act.PARK: nobody,
        Act.TRANSFER: nobody,
        Act.HOLDER: nobody,
        Act.IDENTITY: nobody,
        Act.BOOK: "",
        Act.TAKE_UP: ("" if screen.parked else _("Nobody has been put aside.")) or busy,
        Act.NUMBER: busy or ("" if is_open else _("Open the counter first.")),
        Act.PAUSE: "" if is_open else _("The counter is not open."),
    }


def _call_count(calls: int) -> str:
    words = {1: _("1st call"), 2: _("2nd call"), 3: _("3rd call")}
    return words.get(calls) or _("Call {count}").format(count=calls)


def _up(seconds: float) -> int:
    return int(-(-seconds // 1))
