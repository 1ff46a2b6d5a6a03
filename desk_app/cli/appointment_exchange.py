"""What `desk-app appointment import` and `export` do: lists that come in, agendas that go out."""

from __future__ import annotations

from pathlib import Path

from desk_app.cli.command import Answer, Call, Json
from desk_app.cli.files import replace_text
from desk_app.domain.agenda import Wanted, week_of
from desk_app.domain.daylist_report import Report
from desk_app.domain.exchange_facts import AgendaReason
from desk_app.domain.hours import business_day
from desk_app.domain.spreadsheet import ENCODING
from desk_app.services import agenda_export, exchange
from desk_app.services.exchange import ListFile
from desk_app.settings.mappings import read_list, read_mapping
from desk_app.words.agenda import agenda_calendar, agenda_table
from desk_app.words.catalogue import _, ngettext
from desk_app.words.exchange import junk, report_lines, why_refused

CSV, ICS = "csv", "ics"


def take_in(call: Call) -> Answer:
    """Take a platform's list in, or say what that would do."""
    desk, values = call.desk, call.values
    hashes, is_trial = desk.care().hashes, values.is_set("dry_run")
    given = _given(call)
    report = exchange.look_at(given, by=call.by, read=desk.read, clock=desk.clock, hashes=hashes)
    if report.is_junk:
        verdict: dict[str, Json] = {"error": "DayListJunk", "message": junk()}
        data = _data(report, is_trial=True) | verdict
        return Answer(data=data, lines=(*report_lines(report), junk()), exit=3)
    if not is_trial:
        report = exchange.import_day(
            given,
            by=call.by,
            begin=desk.begin,
            read=desk.read,
            clock=desk.clock,
            new_id=desk.new_id,
            new_code=desk.new_code,
            keyed_hash=desk.keyed_hash,
            hashes=hashes,
        ).report
    tried = (_("Nothing was written: this was a trial."),) if is_trial else ()
    return Answer(data=_data(report, is_trial=is_trial), lines=(*report_lines(report), *tried))


def give_out(call: Call) -> Answer:
    """Write the agenda of a day or of its week to a file."""
    desk, values = call.desk, call.values
    with desk.read() as work:
        today = business_day(desk.clock(), work.site.time_zone)
    day = values.day("on") or today
    first, last = week_of(day) if values.is_set("week") else (day, day)
    form, why = values.text("format") or CSV, values.text("names")
    wanted = Wanted(first=first, last=last, form=form, why=AgendaReason(why) if why else None)
    agenda = agenda_export.export(wanted, by=call.by, begin=desk.begin, clock=desk.clock)
    name = f"{_('agenda')}-{first}" + (f"-{last}" if first != last else "")
    path = Path(values.text("out")) / f"{name}.{form}"
    if form == ICS:
        replace_text(path, agenda_calendar(agenda))
    else:
        replace_text(path, agenda_table(agenda), encoding=ENCODING)
    count = len(agenda.lines)
    said = ngettext("{count} appointment", "{count} appointments", count).format(count=count)
    data: dict[str, Json] = {
        "file": str(path),
        "first": str(first),
        "last": str(last),
        "appointments": count,
        "names": bool(why),
    }
    return Answer(data=data, lines=(said, str(path)))


def _given(call: Call) -> ListFile:
    path = Path(call.values.text("file"))
    with call.desk.read() as work:
        procedures = work.site.procedures.keys()
    mapping = read_mapping(Path(call.values.text("mapping")), procedures=procedures)
    return ListFile(name=path.name, content=read_list(path), mapping=mapping)


def _data(report: Report, *, is_trial: bool) -> dict[str, Json]:
    return {
        "platform": report.platform,
        "days": [str(day) for day in report.days],
        "written": not is_trial,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "cancelled": report.cancelled,
        "inside": report.inside,
        "missing": report.missing,
        "passed_over": report.passed_over,
        "refused": [
            {"line": one.line, "reason": one.fault.value, "message": why_refused(one)}
            for one in report.refused
        ],
    }
