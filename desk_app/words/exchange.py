"""What is said of a platform's list: its counts, and why a line was not taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from desk_app.domain.daylist import LineFault, Refusal
from desk_app.domain.daylist_report import Report
from desk_app.domain.exchange_facts import AgendaReason
from desk_app.domain.online import Check
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import long_date

SHOWN = 50
"""Refused lines that are said one by one; the others are counted."""


def report_lines(report: Report) -> tuple[str, ...]:
    """Return what a list does, one thing a line, the days first."""
    return (*heading(report), *counts(report), *refusals(report))


def heading(report: Report) -> tuple[str, ...]:
    """Return the platform and the days of a list."""
    days = [long_date(day) for day in report.days]
    if not days:
        return (report.platform,)
    said = (
        days[0] if len(days) == 1 else _("{first} to {last}").format(first=days[0], last=days[-1])
    )
    return (f"{report.platform} · {said}",)


def counts(report: Report) -> Iterator[str]:
    """Yield the counts that are not nothing; new ones always."""
    yield _("New: {count}").format(count=report.added)
    for count, form in (
        (report.updated, _("Changed: {count}")),
        (report.cancelled, _("Given up: {count}")),
        (report.unchanged, _("As before: {count}")),
        (report.inside, _("Already inside, left as they are: {count}")),
        (report.missing, _("In an earlier list and no more in this one: {count}")),
        (report.passed_over, _("Left out, as the mapping says: {count}")),
    ):
        if count:
            yield form.format(count=count)


def refusals(report: Report) -> Iterator[str]:
    """Yield the lines that were refused, each with why."""
    count = len(report.refused)
    if count:
        said = ngettext("{count} line refused:", "{count} lines refused:", count)
        yield said.format(count=count)
    for refusal in report.refused[:SHOWN]:
        yield _("Line {line}: {why}").format(line=refusal.line, why=why_refused(refusal))
    if count > SHOWN:
        yield _("… and {count} more.").format(count=count - SHOWN)


def why_refused(refusal: Refusal) -> str:
    """Return why a line was not taken in."""
    return _FAULTS[refusal.fault]().format(value=refusal.value)


def junk() -> str:
    """Return what is said of a list of which more was refused than understood."""
    return _("More lines are refused than understood: nothing of it is taken in.")


def agenda_reason(reason: AgendaReason) -> str:
    """Return why an agenda leaves the desk with names."""
    return {
        AgendaReason.CALLS: pgettext("agenda", "to call people"),
        AgendaReason.FILES: pgettext("agenda", "to look out case files"),
        AgendaReason.INTERPRETERS: pgettext("agenda", "to ask for interpreters"),
        AgendaReason.PAPER_DAY: pgettext("agenda", "to hold the day on paper"),
    }[reason]


def check_name(check: Check) -> str:
    """Return how it was seen who came."""
    return {
        Check.LAST4: pgettext("check", "last four signs compared"),
        Check.SEEN: pgettext("check", "document seen by the agent"),
    }[check]


_FAULTS: Mapping[LineFault, Callable[[], str]] = {
    LineFault.NO_REFERENCE: lambda: _("no reference that can be used ({value})"),
    LineFault.TWICE: lambda: _("the reference {value} stands there twice"),
    LineFault.TOO_LONG: lambda: _("a field is too long"),
    LineFault.BAD_CHARACTER: lambda: _("a field holds a character that cannot be shown"),
    LineFault.UNKNOWN_PROCEDURE: lambda: _("“{value}” is no procedure of the mapping"),
    LineFault.BAD_TIME: lambda: _("the date or the hour cannot be read ({value})"),
    LineFault.ALL_DAY: lambda: _("an event of a whole day has no hour"),
    LineFault.UNKNOWN_ZONE: lambda: _("its time zone is not known"),
    LineFault.RECURRING: lambda: _("an event that repeats is no appointment"),
    LineFault.PAST: lambda: _("its day is over ({value})"),
    LineFault.TOO_FAR: lambda: _("its day is more than 31 days away ({value})"),
    LineFault.BAD_PEOPLE: lambda: _("“{value}” is no number of people from 1 to 20"),
    LineFault.BAD_DOCUMENT: lambda: _("the document has fewer than four signs"),
    LineFault.OURS: lambda: _("{value} is the reference of an appointment given here"),
    LineFault.OTHER_PLATFORM: lambda: _("{value} was in the list of another platform"),
    LineFault.OTHER_HOLDER: lambda: _("{value} was given to somebody else: a new one is needed"),
}
