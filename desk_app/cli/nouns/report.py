"""`desk-app report`: a day's tickets as a table for a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

from desk_app.cli.command import Answer, Call, Command, flag
from desk_app.cli.files import replace_text
from desk_app.domain.hours import business_day
from desk_app.services.reports import DayReport, TicketRecord, day_report
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import long_date
from desk_app.words.moves import status_name


def _day(call: Call) -> Answer:
    desk = call.desk
    with desk.read() as work:
        today = business_day(desk.clock(), work.site.time_zone)
    day = call.values.day("on") or today
    report = day_report(day, read=desk.read)
    target = Path(call.values.text("out")) / f"{_('day')}-{day.isoformat()}.csv"
    # Spreadsheets take a file for UTF-8 only when it begins with the byte order mark.
    replace_text(target, as_csv(report), encoding="utf-8-sig")
    count = len(report.records)
    said = ngettext("{day}: {count} ticket", "{day}: {count} tickets", count)
    return Answer(
        data={"files": [str(target)], "day": day.isoformat(), "tickets": count},
        lines=(said.format(day=long_date(day), count=count), str(target)),
    )


def as_csv(report: DayReport) -> str:
    """Return *report* as French spreadsheets read it: semicolons, decimal commas."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(_headings())
    writer.writerows(_row(record) for record in report.records)
    return text.getvalue()


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
        help=lambda: _("Write a day’s tickets as CSV; no person stands in it."),
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
)
