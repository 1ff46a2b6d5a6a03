"""The checks of the doctor, one function each. What they look into is given by the desk."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk_app.cli.checkup_care import care_findings
from desk_app.cli.command import Call
from desk_app.cli.findings import Finding, well
from desk_app.cli.tools import Desk
from desk_app.domain.errors import DeskError
from desk_app.domain.hours import business_day
from desk_app.services.journal import looked
from desk_app.settings.resources import resource
from desk_app.words.catalogue import _
from desk_app.words.dates import clock, long_date, short_day
from desk_app.words.errors import sentence
from desk_app.words.journal import broken_at
from desk_app.words.printers import cause, mend

FREE_MB = 500
"""Megabytes a desk should have: a year of tickets, a copy before an upgrade, and the PDFs."""
BUILT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""A clock before the program was written is wrong: a flat battery starts at 1970 or 2000."""
FONTS = (
    "NotoSans-Regular.ttf",
    "NotoSans-Medium.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
)


def findings(call: Call) -> Iterator[Finding]:
    """Look at everything; without a store only what does not need one."""
    yield from _place(call.url)
    yield fonts()
    yield time_zones()
    try:
        desk = call.desk
    except DeskError as error:
        said = sentence(error)
        yield Finding(check="store", ok=False, mend=said.why, found=said.text)
        return
    yield well("store", _("The desk’s data open."))
    for check in _CHECKS:
        yield check(desk)
    yield from care_findings(desk)


def fonts() -> Finding:
    """The typefaces of the tickets come with the program."""
    missing = [name for name in FONTS if not resource("fonts", name).is_file()]
    if missing:
        return Finding(
            check="fonts",
            ok=False,
            mend=_("Install the program again."),
            found=_("Typefaces are missing: {names}").format(names=", ".join(missing)),
        )
    return well("fonts", _("The typefaces are there."))


def time_zones() -> Finding:
    """Without the zones of the world no local day can be told."""
    try:
        for name in ("Europe/Paris", "America/Cayenne", "Indian/Mayotte"):
            ZoneInfo(name)
    except ZoneInfoNotFoundError as error:
        mend = _("Install the program again: its time zones are missing.")
        return Finding(check="time_zones", ok=False, mend=mend, found=str(error))
    return well("time_zones", _("The time zones are there."))


def _place(url: str) -> Iterator[Finding]:
    if not url.startswith("sqlite:///"):
        return
    folder = Path(url.removeprefix("sqlite:///")).absolute().parent
    while not folder.exists():
        folder = folder.parent
    if _can_write(folder):
        yield well("folder", _("The folder can be written: {path}").format(path=folder))
    else:
        yield Finding(
            check="folder",
            ok=False,
            mend=_("Allow writing in this folder, or choose another."),
            found=_("Nothing can be written here: {path}").format(path=folder),
        )
    free = shutil.disk_usage(folder).free // 1_000_000
    said = _("{free} MB free on the disk").format(free=free)
    mend = _("Make room: at least {needed} MB.").format(needed=FREE_MB)
    yield (
        well("disk", said)
        if free >= FREE_MB
        else Finding(check="disk", ok=False, mend=mend, found=said)
    )


def _can_write(folder: Path) -> bool:
    """Try it: permissions say nothing of a file system that is read-only or remote."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _integrity(desk: Desk) -> Finding:
    faults = desk.integrity()
    if not faults:
        return well("integrity", _("The desk’s data are sound."))
    mend = _("Stop, copy the file, and take back the last copy that is sound.")
    return Finding(check="integrity", ok=False, mend=mend, found=faults[0])


def _database(desk: Desk) -> Finding:
    database = desk.database()
    found = f"{database.dialect} {database.version}, {database.journal_mode}"
    if database.is_safe:
        return well("database", found)
    mend = (
        _("Close every copy of the program, then open it again.")
        if database.dialect == "sqlite"
        else _("This role could change the journal: give the desk another, with store grant.")
    )
    return Finding(check="database", ok=False, mend=mend, found=found)


def _clock(desk: Desk) -> Finding:
    """On a rehearsal desk the clock may be a fixed one: no alarm."""
    now = desk.clock()
    with desk.read() as work:
        seq, _head = work.journal.head()
        last = work.journal.after(seq - 1, 1) if seq else ()
        rehearsal = work.rehearsal
    mend = _("Set the computer’s clock, then start again.")
    if rehearsal:
        return well("clock", _("Rehearsal clock: {time}").format(time=clock(now)))
    if now < BUILT:
        found = _("The clock says {date}.").format(date=long_date(now))
        return Finding(check="clock", ok=False, mend=mend, found=found)
    if last and last[0].at > now + dt.timedelta(minutes=2):
        found = _("The clock went back: the last act is of {when}.")
        return Finding(
            check="clock", ok=False, mend=mend, found=found.format(when=short_day(last[0].at, now))
        )
    return well("clock", _("The clock says {time}.").format(time=clock(now)))


def _printer(desk: Desk) -> Finding:
    try:
        why = desk.probe_printer()
    except DeskError as error:
        said = sentence(error)
        return Finding(check="printer", ok=False, mend=said.why, found=said.text)
    printer = desk.printer()
    if why:
        found = _("The printer does not print: {printer}").format(printer=printer.address)
        mended = mend(why, printer.address)
        return Finding(check="printer", ok=False, mend=mended, found=f"{found}. {cause(why)}")
    said_well = _("The printer is ready: {printer}, {profile}")
    return well("printer", said_well.format(printer=printer.address, profile=printer.profile))


def _days(desk: Desk) -> Finding:
    with desk.read() as work:
        open_days = work.days.unclosed_before(business_day(desk.clock(), work.site.time_zone))
    if not open_days:
        return well("days", _("No past day was left open."))
    return Finding(
        check="days",
        ok=False,
        mend=_("Close them: desk-app queue close-day --past"),
        found=_("Days left open: {days}").format(days=", ".join(map(long_date, open_days))),
    )


def _journal(desk: Desk) -> Finding:
    try:
        verdict = looked(read=desk.read, clock=desk.clock, signer=desk.signer())
    except DeskError as error:
        said = sentence(error)
        return Finding(check="journal", ok=False, mend=said.why, found=said.text)
    if verdict.first_broken is None:
        return well("journal", _("The journal is sound."))
    mend = _("Copy the file and call who looks after the desks.")
    return Finding(check="journal", ok=False, mend=mend, found=broken_at(verdict.first_broken))


_CHECKS: tuple[Callable[[Desk], Finding], ...] = (
    _integrity,
    _database,
    _clock,
    _printer,
    _days,
    _journal,
)
