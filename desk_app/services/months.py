"""Closes each past month of the journal with a signed checkpoint, and drops those kept long
enough, whole, behind it (R-04)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from desk_app.domain import segments
from desk_app.domain.account_facts import MonthClosed, Purged
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.segments import Checkpoint
from desk_app.services.day import today
from desk_app.services.journal_ports import Journal, Signer
from desk_app.services.pace import Pace, Watch
from desk_app.services.ports import Begin, Clock, Read, UnitOfWork


def close_months(*, begin: Begin, read: Read, clock: Clock, signer: Signer) -> Changes:
    """Close every month before this one that is not closed yet; cheap when there is none.

    A month ends with its last entry, so what is behind it belongs to the next one whatever the
    clock said. Raises Unavailable if the desk's key cannot be read.
    """
    with read() as work:
        pending = _is_due(work, clock())
    if pending:
        key = signer.key  # before the transaction: a key that cannot be read rolls nothing back
        with begin() as work:
            now = clock()
            work.days.lock(today(work, now).day)
            for checkpoint in _due(work, now):
                _close(work, replace(checkpoint, key=key), signer)
    return changes("close_months", *((Topic.SITE,) if pending else ()))


def drop_months(*, begin: Begin, read: Read, clock: Clock, watch: Watch) -> int:
    """Drop the closed months kept long enough, in small transactions; return the entries gone.

    One that was interrupted goes on where it stopped. Each month is a fact, with its count.
    """
    with read() as work:
        this_month = segments.month_of(clock(), work.site.time_zone)
        due = [
            each
            for each in work.journal.checkpoints()
            if segments.is_kept_long_enough(each.segment, this_month) and _holds(work, each)
        ]
    return sum(_drop(each, begin, clock, Pace(watch)) for each in due)


def _is_due(work: UnitOfWork, now: dt.datetime) -> bool:
    """The first entry that no checkpoint covers tells, unless the clock was ahead when made."""
    begins = _month_begins(work, now)
    first = work.journal.after(_closed_to(work.journal), 1)
    return bool(first) and not begins <= first[0].at <= now


def _due(work: UnitOfWork, now: dt.datetime) -> list[Checkpoint]:
    journal, zone = work.journal, work.site.time_zone
    this_month = segments.month_of(now, zone)
    covered = _closed_to(journal)
    first = journal.after(covered, 1)
    found: list[Checkpoint] = []
    segment = (
        min(segments.month_of(first[0].at, zone), segments.after(this_month, -1))
        if first
        else this_month
    )
    taken = {each.segment for each in journal.checkpoints()}
    while segment < this_month:
        last, head = journal.last_before(segments.starts_at(segments.after(segment), zone))
        if last > covered and segment not in taken:
            found.append(
                Checkpoint(
                    segment=segment, first_seq=covered + 1, last_seq=last, head=head, closed_at=now
                )
            )
            covered = last
        segment = segments.after(segment)
    return found


def _close(work: UnitOfWork, checkpoint: Checkpoint, signer: Signer) -> None:
    signed = replace(checkpoint, signature=signer.sign(checkpoint.signed_text))
    work.journal.close(signed)
    work.record(
        MonthClosed(segment=signed.segment, last=signed.last_seq, head=signed.head),
        by=None,
        at=signed.closed_at,
    )


def _drop(checkpoint: Checkpoint, begin: Begin, clock: Clock, pace: Pace) -> int:
    gone = 0
    while True:
        with pace.batch(), begin() as work:
            pace.starts()
            now = clock()
            work.days.lock(today(work, now).day)
            taken = work.journal.drop(checkpoint.segment, now, pace.size)
            gone += taken
            if taken < pace.size:
                until = segments.last_day(checkpoint.segment)
                fact = Purged(kind="journal", until=until, count=checkpoint.count)
                work.record(fact, by=None, at=now)
                return gone


def _holds(work: UnitOfWork, checkpoint: Checkpoint) -> bool:
    """True while the month has entries: dropped or half dropped, it is looked for by its first."""
    rest = work.journal.after(checkpoint.first_seq - 1, 1)
    return bool(rest) and rest[0].seq <= checkpoint.last_seq


def _closed_to(journal: Journal) -> int:
    closed = journal.checkpoints()
    return closed[-1].last_seq if closed else 0


def _month_begins(work: UnitOfWork, now: dt.datetime) -> dt.datetime:
    zone = work.site.time_zone
    return segments.starts_at(segments.month_of(now, zone), zone)
