"""The sentences of Supervision: figures, suggestions, counters. They decide nothing."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.tickets import TicketStatus
from desk_app.services.direction import SITES_OWN, Quota
from desk_app.services.staffing import Staffing
from desk_app.services.supervision import CounterLine, Supervision, WaitingLine
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import clock, minutes
from desk_app.words.texts import isolate, spaced

NONE = "—"


def percent(share: float) -> str:
    """Return a share as people read it: `74 %`."""
    return _("{share}%").format(share=round(100 * share))


def opened_until(view: Supervision) -> str:
    """Return what the page covers: until when the house is open."""
    if view.closes_at is None:
        return _("Closed today")
    if view.at >= view.closes_at:
        return _("Closed since {time}").format(time=clock(view.closes_at))
    return _("Open until {time}").format(time=clock(view.closes_at))


def number_of(number: str | None) -> str:
    """Return a ticket's number, kept left to right; nothing where there is none."""
    return isolate(spaced(number)) if number else ""


def waiting_support(view: Supervision) -> str:
    """Return who stands behind the number of those who wait."""
    here = ngettext("{count} at a counter", "{count} at the counters", view.at_counters).format(
        count=view.at_counters
    )
    if view.people == view.waiting:
        return here
    people = ngettext("{count} person in all", "{count} people in all", view.people)
    return _("{people}, {here}").format(people=people.format(count=view.people), here=here)


def longest_support(view: Supervision) -> str:
    """Return whose wait is the longest."""
    if view.longest_number is None:
        return _("nobody waits")
    number = number_of(view.longest_number)
    return _("{number}, {procedure}").format(number=number, procedure=view.longest_name)


def served_support(view: Supervision) -> str:
    """Return who came and was not received."""
    absent = ngettext("{count} absent", "{count} absent", view.no_shows)
    aside = ngettext("{count} put aside", "{count} put aside", view.parked)
    return _("{absent}, {aside}").format(
        absent=absent.format(count=view.no_shows), aside=aside.format(count=view.parked)
    )


def counters_support(view: Supervision, plan: Staffing | None) -> str:
    """Return how many counters it takes, and until when it takes more than are open."""
    if plan is None or plan.now is None:
        return _("out of {count}").format(count=len(view.counters))
    if plan.until is None:
        return _("{needed} needed, out of {count}").format(
            needed=plan.needed, count=len(view.counters)
        )
    return _("{needed} needed until {time}").format(needed=plan.needed, time=clock(plan.until))


def estimate_said(view: Supervision) -> str:
    """Return how good today's printed ranges were, in plain words."""
    if view.promises_kept is None or view.promise_error is None:
        return _("Ranges told today: no wait has come true yet.")
    held = ngettext(
        "Ranges that held: {share} of {count} wait.",
        "Ranges that held: {share} of {count} waits.",
        view.promises,
    ).format(share=percent(view.promises_kept), count=view.promises)
    error = _("Mean error of the estimate: {minutes}.").format(
        minutes=minutes(view.promise_error + 0.5)
    )
    return f"{held} {error}"


def basis(plan: Staffing) -> str:
    """Return what the coming half-hours are expected from."""
    if plan.days_seen == 0:
        return _("Starting estimate, no former day seen")
    days = ngettext("{count} day seen", "{count} days seen", plan.days_seen)
    seen = days.format(count=plan.days_seen)
    if plan.is_first_estimate:
        return _("Starting estimate, {days}").format(days=seen)
    return _("From the same weekday, {days}").format(days=seen)


def chart_spoken(plan: Staffing) -> str:
    """Return the chart for who cannot see it."""
    if not plan.half_hours:
        return _("Closed today: no counter is needed.")
    said = [
        _("{time}: {needed} needed").format(time=clock(half.starts), needed=half.needed)
        if half.opened is None
        else _("{time}: {needed} needed, {opened} open").format(
            time=clock(half.starts), needed=half.needed, opened=half.opened
        )
        for half in plan.half_hours
    ]
    return _("Counters needed by half-hour. {list}.").format(list="; ".join(said))


def quota_said(line: WaitingLine) -> str:
    """Return issued over quota."""
    return NONE if line.quota is None else f"{line.issued} / {line.quota}"


def quota_set(line: WaitingLine, quota: Quota) -> str:
    """Return what was done to a quota."""
    if quota != SITES_OWN:
        return _("{procedure}: quota of {quota}").format(procedure=line.name, quota=quota)
    return _("{procedure}: {site}").format(procedure=line.name, site=sites_quota(line))


def sites_quota(line: WaitingLine) -> str:
    """Return the quota of the site's own file."""
    if line.site_quota is None:
        return _("no quota by the site")
    said = ngettext(
        "the site’s quota, {count} ticket", "the site’s quota, {count} tickets", line.site_quota
    )
    return said.format(count=line.site_quota)


def counters_said(numbers: Sequence[CounterId]) -> str:
    """Return counter numbers, runs of three and more as a range: `1–4, 6`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = (
        [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(number) for number in run] for run in runs
    )
    return ", ".join(itertools.chain.from_iterable(parts)) or NONE


def state_said(line: CounterLine) -> tuple[str, str]:
    """Return what a counter does: its words and its icon."""
    if line.status is TicketStatus.SERVING:
        return _("At the counter"), "user-round-check"
    if line.status is TicketStatus.CALLED:
        return _("Being called"), "megaphone"
    if line.state is CounterState.OPEN:
        return pgettext("counter", "Free"), "circle"
    if line.state is CounterState.PAUSED:
        return _("On a break"), "circle-pause"
    if line.since_at is None:
        return pgettext("counter", "Closed"), "circle-slash"
    return pgettext("counter", "Closed at {time}").format(time=clock(line.since_at)), "circle-slash"


def since_said(line: CounterLine) -> str:
    """Return how long it has been so: seconds under a minute, else minutes."""
    if line.since is None or (line.state in {None, CounterState.CLOSED} and not line.status):
        return ""
    if line.since < dt.timedelta(minutes=1):
        return _("{count} s").format(count=max(0, int(line.since.total_seconds())))
    return minutes(line.since)


def short_name(name: str) -> str:
    """Return a person's name as a list holds it: `S. Marchand`."""
    first, _space, last = name.partition(" ")
    return f"{first[0]}. {last}" if last else name


def counter_spoken(line: CounterLine) -> str:
    """Return a counter in one sentence."""
    number = number_of(line.number_here)
    parts = (
        _("Counter {number}").format(number=line.number),
        line.agent,
        state_said(line)[0],
        number,
        since_said(line),
    )
    return ", ".join(part for part in parts if part)


def counter_acts(line: CounterLine | None) -> tuple[str, str]:
    """Return what O and P do to a counter; "" is an act that cannot be done on it."""
    if line is None:
        return "", ""
    if line.state is CounterState.OPEN:
        return _("Close"), _("Pause")
    return _("Open"), _("End the break") if line.state is CounterState.PAUSED else ""


def procedure_act(line: WaitingLine | None) -> str:
    """Return what O does to a procedure."""
    if line is None:
        return ""
    return _("Close") if line.is_open else _("Open")
