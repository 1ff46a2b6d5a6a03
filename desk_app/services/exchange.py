"""Taking in an online platform's list of the days to come: looked at first, then in one act.

Read again it changes what it says anew and doubles nothing; it takes no seat of ours.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence

from desk_app.domain.appointments import AppointmentStatus, Reference
from desk_app.domain.booking_errors import UnknownAppointment
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.crockford import grouped, read_reference
from desk_app.domain.daylist import (
    DayList,
    Entry,
    GivenUp,
    LineFault,
    Refusal,
    days_of,
    understood,
)
from desk_app.domain.daylist_mapping import DayListMapping, Form
from desk_app.domain.daylist_report import Report
from desk_app.domain.daylist_table import table_rows
from desk_app.domain.exchange_errors import DayListJunk
from desk_app.domain.exchange_facts import DayListImported
from desk_app.domain.icalendar_reading import event_rows
from desk_app.domain.online import OnlineAppointment, OnlineId, canonical_reference
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power
from desk_app.services.day import Today, allow, locked, today
from desk_app.services.holders_at_door import online_holder, written
from desk_app.services.ports import (
    Begin,
    Clock,
    Hashes,
    KeyedHash,
    NewCode,
    NewId,
    Read,
    UnitOfWork,
)

_EVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(9000, 1, 1, tzinfo=dt.UTC)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A platform's file as it was given, and how that platform writes."""

    name: str
    content: bytes = dataclasses.field(repr=False)
    mapping: DayListMapping


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A list taken in."""

    changes: Changes
    report: Report


def look_at(
    file: ListFile, *, by: AgentLogin | None, read: Read, clock: Clock, hashes: Hashes
) -> Report:
    """Say what taking *file* in would do; nothing is written.

    Raises DayListUnread for what is no list, and what `day.allow` does.
    """
    with read() as work:
        now = today(work, clock())
        allow(work, now.now, by, Power.PLAN)
        return _plan(file, _listed(file, now), now, work, hashes).report


def import_day(
    file: ListFile,
    *,
    by: AgentLogin | None,
    begin: Begin,
    read: Read,
    clock: Clock,
    new_id: NewId,
    new_code: NewCode,
    keyed_hash: KeyedHash,
    hashes: Hashes,
) -> Imported:
    """Take *file* in: new lines are awaited, known ones are as it says, the cancelled are not.

    A line that would hand a known place on to somebody else is refused (AT-02).
    All of it or nothing. Raises DayListUnread, DayListJunk where more lines are refused than
    understood, and what `day.allow` does.
    """
    with read() as work:  # nobody waits while the file is read
        now = today(work, clock())
        allow(work, now.now, by, Power.PLAN)
    listed = _listed(file, now)
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        plan = _plan(file, listed, act.today, work, hashes)
        report = plan.report
        if report.is_junk:
            raise DayListJunk(file.name, len(plan.entries), len(report.refused))
        for entry in plan.new:
            key = keyed_hash(canonical_reference(entry.bare))
            work.online.add(_new(entry, file, key, new_id, new_code), written(entry.holder))
        for known, entry in plan.changed:
            relisted = known.relisted(
                procedure=entry.procedure, starts_at=entry.starts_at, people=entry.people
            )
            work.online.put(relisted, written(entry.holder))
        for known in plan.given_up:
            work.online.put(known.cancel())
        act.record(_fact(report, file))
    return Imported(changes=changes("import", Topic.APPOINTMENTS), report=report)


@dataclasses.dataclass(kw_only=True)
class _Plan:
    """What is to be done with the lines of a list."""

    entries: Sequence[Entry | GivenUp]
    report: Report
    new: list[Entry]
    changed: list[tuple[OnlineAppointment, Entry]]
    given_up: list[OnlineAppointment]


def _plan(file: ListFile, listed: DayList, now: Today, work: UnitOfWork, hashes: Hashes) -> _Plan:
    known = {each.key: each for each in work.online.between(*_EVER)}
    sorting = _Sorting(
        platform=file.mapping.platform,
        work=work,
        holders=work.online.holders(),
        refused=list(listed.refused),
    )
    for entry in listed.entries:
        keys = hashes(canonical_reference(entry.bare))
        sorting.sort(entry, next((known[key] for key in keys if key in known), None))
    missing = sorting.missing(days_of(listed.entries, now.site.time_zone), now)
    if file.mapping.is_complete:
        sorting.given_up += missing
    return _Plan(
        entries=listed.entries,
        new=sorting.new,
        changed=sorting.changed,
        given_up=sorting.given_up,
        report=_report(file, now, listed, sorting, len(missing)),
    )


def _listed(file: ListFile, now: Today) -> DayList:
    zone, mapping = now.site.time_zone, file.mapping
    if mapping.form is Form.ICS:
        rows = event_rows(file.content, mapping, file=file.name, zone=zone)
    else:
        rows = table_rows(file.content, mapping, file=file.name)
    return understood(rows, mapping, today=now.day, zone=zone)


@dataclasses.dataclass(kw_only=True)
class _Sorting:
    """The lines of a list, one after the other, beside what is known."""

    platform: str
    work: UnitOfWork
    holders: Mapping[OnlineId, str | None]
    refused: list[Refusal]
    new: list[Entry] = dataclasses.field(default_factory=list)
    changed: list[tuple[OnlineAppointment, Entry]] = dataclasses.field(default_factory=list)
    given_up: list[OnlineAppointment] = dataclasses.field(default_factory=list)
    unchanged: int = 0
    inside: int = 0
    seen: set[str] = dataclasses.field(default_factory=set)

    def sort(self, entry: Entry | GivenUp, known: OnlineAppointment | None) -> None:
        """Put *entry* where it belongs; *known* is what an earlier list said of it."""
        if known is None:
            self._sort_new(entry)
            return
        self.seen.add(known.key)
        if known.platform != self.platform:
            self._refuse(entry, LineFault.OTHER_PLATFORM)
        elif known.status is AppointmentStatus.ARRIVED:
            self.inside += 1
        elif isinstance(entry, GivenUp):
            is_given_up = known.status is AppointmentStatus.CANCELLED
            self.unchanged += is_given_up
            self.given_up += [] if is_given_up else [known]
        elif self._is_same(entry, known):
            self.unchanged += 1
        elif self._is_others(entry, known):
            self._refuse(entry, LineFault.OTHER_HOLDER)
        else:
            self.changed.append((known, entry))

    def missing(self, days: Iterable[dt.date], now: Today) -> list[OnlineAppointment]:
        """Return those still to come on *days* that an earlier list had and this one has not."""
        covered, zone = frozenset(days), now.site.time_zone
        return [
            each
            for each in self.work.online.awaited(self.platform, now.now)
            if each.key not in self.seen and each.starts_at.astimezone(zone).date() in covered
        ]

    def _sort_new(self, entry: Entry | GivenUp) -> None:
        if self._is_ours(entry):
            self._refuse(entry, LineFault.OURS)
        elif isinstance(entry, GivenUp):
            self.unchanged += 1
        else:
            self.new.append(entry)

    def _is_ours(self, entry: Entry | GivenUp) -> bool:
        """A reference that is one of ours as well would let in another at the door."""
        own = read_reference(entry.bare)
        if own is None:
            return False
        try:
            return self.work.appointments.get(Reference(own)) is not None
        except UnknownAppointment:
            return False

    def _is_same(self, entry: Entry, known: OnlineAppointment) -> bool:
        says = (entry.procedure, entry.starts_at, entry.people, written(entry.holder))
        holder = self.holders.get(known.id)
        is_awaited = known.status is AppointmentStatus.BOOKED
        return is_awaited and says == (known.procedure, known.starts_at, known.people, holder)

    def _is_others(self, entry: Entry, known: OnlineAppointment) -> bool:
        """A place is not handed on by a newer list, given up in between or not (AT-02)."""
        holder = online_holder(known, self.work)
        return holder is not None and holder.is_other(entry.holder)

    def _refuse(self, entry: Entry | GivenUp, fault: LineFault) -> None:
        self.refused.append(Refusal(line=entry.line, fault=fault, value=entry.reference))


def _report(file: ListFile, now: Today, listed: DayList, sorting: _Sorting, missing: int) -> Report:
    return Report(
        platform=file.mapping.platform,
        days=tuple(sorted(days_of(listed.entries, now.site.time_zone))),
        added=len(sorting.new),
        updated=len(sorting.changed),
        unchanged=sorting.unchanged,
        cancelled=len(sorting.given_up),
        inside=sorting.inside,
        missing=missing,
        passed_over=listed.passed_over,
        refused=tuple(sorted(sorting.refused, key=lambda one: one.line)),
        is_junk=len(sorting.refused) > len(listed.entries),
    )


def _new(
    entry: Entry, file: ListFile, key: str, new_id: NewId, new_code: NewCode
) -> OnlineAppointment:
    return OnlineAppointment(
        id=OnlineId(new_id()),
        reference=Reference(grouped(new_code())),
        platform=file.mapping.platform,
        key=key,
        procedure=entry.procedure,
        starts_at=entry.starts_at,
        people=entry.people,
    )


def _fact(report: Report, file: ListFile) -> DayListImported:
    return DayListImported(
        platform=report.platform,
        sha256=hashlib.sha256(file.content).hexdigest(),
        added=report.added,
        updated=report.updated,
        cancelled=report.cancelled,
        refused=len(report.refused),
    )
