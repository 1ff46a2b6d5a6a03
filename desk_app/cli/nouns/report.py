"""`desk-app report`: a day's tickets as a table for a spreadsheet, and its closing report."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

from desk_app.cli.command import Answer, Call, Command, flag
from desk_app.cli.files import replace_bytes, replace_text
from desk_app.cli.watching import anomalies
from desk_app.domain import spreadsheet
from desk_app.domain.hours import business_day
from desk_app.domain.tickets import TicketStatus
from desk_app.printing.closing import ClosingWords, closing_page
from desk_app.services.journal import looked
from desk_app.services.reports import DayReport, TicketRecord, day_report
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import long_date
from desk_app.words.journal import broken_at
from desk_app.words.moves import status_name


def _day(call: Call) -> Answer:
    desk = call.desk
    with desk.read() as work:
        today = business_day(desk.clock(), work.site.time_zone)
    day = call.values.day("on") or today
    report = day_report(day, read=desk.read)
    folder, name = Path(call.values.text("out")), f"{_('day')}-{day.isoformat()}"
    table, closing = folder / f"{name}.csv", folder / f"{name}.pdf"
    replace_text(table, as_csv(report), encoding=spreadsheet.ENCODING)
    broken = looked(read=desk.read, clock=desk.clock, signer=desk.signer()).first_broken
    replace_bytes(closing, closing_page(_closing(report, broken)))
    count = len(report.records)
    said = ngettext("{day}: {count} ticket", "{day}: {count} tickets", count)
    return Answer(
        data={
            "files": [str(table), str(closing)],
            "day": day.isoformat(),
            "tickets": count,
            "head": report.head,
            "journal_broken": broken,
        },
        lines=(
            said.format(day=long_date(day), count=count),
            _("Head of the journal at entry {entry}: {head}").format(
                entry=report.entry, head=report.head
            ),
            str(table),
            str(closing),
            *(() if broken is None else (broken_at(broken),)),
        ),
    )


def _closing(report: DayReport, broken: int | None) -> ClosingWords:
    """The figures of the day and where the journal stood: what is signed and kept on paper.

    A journal that is *broken* is said on it, with its first broken line (AT-17).
    """
    of = Counter(record.status for record in report.records)
    return ClosingWords(
        site=report.site,
        title=_("Closing report, {day}").format(day=long_date(report.day)),
        mark="EXERCICE" if report.rehearsal else "",
        figures=(
            *(() if broken is None else (broken_at(broken),)),
            _("Tickets handed out: {count}").format(count=len(report.records)),
            *(
                _("{status}: {count}").format(
                    status=status_name(status).capitalize(), count=of[status]
                )
                for status in TicketStatus
                if of[status]
            ),
        ),
        head_title=_head_title(report),
        head=report.head,
        advice=_("Keep this paper: it shows if an entry is taken away later."),
    )


def as_csv(report: DayReport) -> str:
    """Return *report* as French spreadsheets read it: semicolons, decimal commas.

    The last line is the journal's head at the end of the day (AT-17).
    """
    rows = (_row(record) for record in report.records)
    return spreadsheet.as_csv((_headings(), *rows, (_head_title(report), report.head)))


def _head_title(report: DayReport) -> str:
    return _("Head of the journal at entry {entry}").format(entry=report.entry)


def _headings() -> tuple[str, ...]:
    return (
        pgettext("report", "Number"),
        pgettext("report", "Procedure"),
        pgettext("report", "Status"),
        pgettext("report", "People"),
        pgettext("report", "Issued at"),
        pgettext("report", "Called at"),
        pgettext("report", "Begun at"),
        pgettext("report", "Ended at"),
        pgettext("report", "Counter"),
        pgettext("report", "Calls"),
        pgettext("report", "Waited (min)"),
        pgettext("report", "Told from (min)"),
        pgettext("report", "Told to (min)"),
    )


def _row(record: TicketRecord) -> tuple[str, ...]:
    waited = record.waited_minutes
    return (
        record.number,
        record.procedure,
        status_name(record.status),
        str(record.party),
        _at(record.issued_at),
        _at(record.called_at),
        _at(record.started_at),
        _at(record.ended_at),
        _number(record.counter),
        str(record.calls),
        "" if waited is None else f"{waited:.1f}".replace(".", ","),
        _number(record.told_low),
        _number(record.told_high),
    )


def _at(at: dt.datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}" if at else ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


COMMANDS = (
    Command(
        name="day",
        help=lambda: _(
            "Write a day’s tickets as CSV and its closing report as PDF, without persons."
        ),
        run=_day,
        keys=("files",),
        options=(
            flag(
                "--on",
                lambda: _("the day, YYYY-MM-DD; else today"),
                metavar="DATE",
                kind=dt.date.fromisoformat,
            ),
            flag("--out", lambda: _("folder to write in"), metavar="DIR", default="."),
        ),
    ),
    Command(
        name="anomalies",
        help=lambda: _(
            "Compare the acts of agents with the site’s over 28 days; looking is recorded."
        ),
        run=anomalies,
        keys=("first", "until", "agents", "acts"),
        options=(
            flag(
                "--until",
                lambda: _("the last day, YYYY-MM-DD; else today"),
                metavar="DATE",
                kind=dt.date.fromisoformat,
            ),
            flag("--of", lambda: _("one agent, with the acts behind"), metavar="LOGIN"),
        ),
    ),
)
