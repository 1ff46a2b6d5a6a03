"""The journal for supervisors and auditors: found and verified. It changes no entry.

Verifying is a fact itself, recorded first, so that the head that is told is that of the last
entry. Writing it out is journal_export.py.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from desk_app.domain.account_facts import JournalRead
from desk_app.domain.facts import Plain
from desk_app.domain.journal import GENESIS, START, Entry, Line, Link, follow
from desk_app.domain.numbering import read_number
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power, may
from desk_app.domain.segments import Checkpoint
from desk_app.services.day import allow, locked, today
from desk_app.services.journal_ports import Signer, Sought
from desk_app.services.ports import Begin, Clock, Read, UnitOfWork

PAGE = 500
"""Rows of one short reading; between two of them every writer has its turn (bench/journal.py)."""
_DAY = dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found of the chain: *entries* that are there, the last one's hash as *head*.

    *first_broken* is the number of the first entry that does not follow, is missing, or is not
    what a month's checkpoint was signed for. *has_head* is false if no entry has the printed
    head that was asked about: entries were taken from the end. *verified_from* is the number
    behind the newest month that was dropped.
    """

    entries: int
    first_broken: int | None
    head: str
    has_head: bool
    verified_from: int
    at: dt.datetime

    @property
    def is_valid(self) -> bool:
        """True if nothing was changed and the head asked about is there."""
        return self.first_broken is None and self.has_head


def verify(
    *, by: AgentLogin, begin: Begin, read: Read, clock: Clock, signer: Signer, head: str = ""
) -> Verdict:
    """Read the whole chain, a page at a time, and say whether it holds (AT-17).

    Raises what `day.allow` does for who may not read the journal.
    """
    note_reading("verify", by, begin, clock)
    return looked(read=read, clock=clock, signer=signer, head=head)


def looked(*, read: Read, clock: Clock, signer: Signer, head: str = "") -> Verdict:
    """Do the same for the program itself, which looks at each start: that is no fact."""
    with read() as work:
        closed = work.journal.checkpoints()
    start = kept_from(closed)
    walk = _Walk(closed, start, head)
    last = walk.end(read)
    faults = [number for number in (walk.broken, _unsound(closed, signer)) if number is not None]
    with read() as work:
        there = work.journal.head()
    return Verdict(
        entries=max(there[0], last.seq) - start.seq,
        first_broken=min(faults, default=None),
        head=there[1],
        has_head=walk.has_head,
        verified_from=start.seq + 1,
        at=clock(),
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Entries, the latest first, with what people call agents (by ref, by login) and procedures.

    *bodies* is what entries say of visitors, by their numbers: one whose entry has a body hash and
    that is not there is gone. It is None for who may not see persons (Power.PERSON).
    """

    entries: tuple[Entry, ...]
    bodies: dict[int, Mapping[str, Plain]] | None
    names: Mapping[str, str]
    people: Mapping[AgentLogin, str]
    procedures: Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a reader asks for, as people say it; what is empty does not matter.

    *number* is a ticket of *day*, or of today. *appointment* is the reference that a fact about an
    appointment carries. *before* is the entry a page ends before.
    """

    agent: AgentLogin | None = None
    kinds: frozenset[str] = frozenset()
    day: dt.date | None = None
    number: str = ""
    appointment: str = ""
    before: int | None = None


def found(
    question: Question,
    limit: int,
    *,
    by: AgentLogin,
    read: Read,
    clock: Clock,
    language: str = "fr",
) -> Found:
    """Return at most *limit* entries, the latest first.

    Raises what `day.allow` does, UnknownTicket, or UnknownAgent for a login without account.
    """
    with read() as work:
        allow(work, clock(), by, Power.JOURNAL)
        entries = work.journal.found(_sought(work, question, clock()), limit)
        sealed = [entry.seq for entry in entries if entry.body_hash]
        sees = may(work.accounts.get(by).role, Power.PERSON)
        agents = work.accounts.of_ref()
        return Found(
            entries=tuple(entries),
            bodies=dict(work.journal.bodies(sealed)) if sees else None,
            names={ref: agent.name for ref, agent in agents.items()},
            people={agent.login: agent.name for agent in agents.values()},
            procedures={code: each.named(language) for code, each in work.site.procedures.items()},
        )


def _sought(work: UnitOfWork, question: Question, now: dt.datetime) -> Sought:
    zone, day = work.site.time_zone, question.day
    ticket = None
    if question.number:
        of_day = day or today(work, now).day
        ticket = work.tickets.by_number(of_day, read_number(question.number)).id
    return Sought(
        agent=question.agent,
        kinds=question.kinds,
        since=None if day is None else dt.datetime.combine(day, dt.time(), zone),
        until=None if day is None else dt.datetime.combine(day + _DAY, dt.time(), zone),
        ticket=ticket,
        appointment=question.appointment.upper(),
        before=question.before,
    )


class _Walk:
    """Follows the rows from *link*; compares the end of each closed month with its checkpoint."""

    def __init__(self, closed: Sequence[Checkpoint], link: Link, head: str) -> None:
        self._ends = {each.last_seq: each.head for each in closed if each.last_seq > link.seq}
        self._link = link
        self._head = head
        self.has_head = not head or head in {link.hash, *(each.head for each in closed)} - {GENESIS}
        self.broken: int | None = None

    def end(self, read: Read) -> Link:
        """Walk to the end, or to the first entry that does not follow."""
        while self.broken is None:
            with read() as work:
                lines = work.journal.lines(self._link.seq, PAGE)
            if not lines:
                break
            self._link, self.broken = follow(lines, self._link)
            self._look(lines)
        if self.broken is None and max(self._ends, default=0) > self._link.seq:
            self.broken = self._link.seq + 1  # a closed month has lost its end
        return self._link

    def _look(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if line.hash == self._head:
                self.has_head = True
            if line.seq in self._ends and self._ends[line.seq] != line.hash:
                self.broken = min(self.broken or line.seq, line.seq)


def note_reading(what: str, by: AgentLogin, begin: Begin, clock: Clock) -> None:
    """Record that somebody reads the whole journal. Raises what `day.allow` does."""
    with begin() as work:
        act = locked(work, clock(), by, Power.JOURNAL)
        act.record(JournalRead(what=what, entries=work.journal.head()[0]))


def kept_from(closed: Sequence[Checkpoint]) -> Link:
    """Return the end of the newest month that was dropped: what stands behind it follows."""
    dropped = [each for each in closed if each.dropped_at is not None]
    return Link(dropped[-1].last_seq, dropped[-1].head) if dropped else START


def _unsound(closed: Sequence[Checkpoint], signer: Signer) -> int | None:
    """Return the entry at which the first checkpoint is not one of ours, None if all are."""
    expected = 1
    for each in closed:
        if each.first_seq != expected:
            return expected
        if not signer.is_signed(each.key, each.signed_text, each.signature):
            return each.last_seq
        expected = each.last_seq + 1
    return None
