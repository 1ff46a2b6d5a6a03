"""The journal for supervisors and auditors: found, verified, written out. It changes no entry.

Verifying and writing out are facts themselves, recorded first, so that the head that is told is
that of the last entry.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence

from desk_app.domain.account_facts import JournalRead
from desk_app.domain.facts import Plain
from desk_app.domain.journal import GENESIS, SEPARATOR, START, Entry, Line, Link, follow
from desk_app.domain.numbering import read_number
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power, may
from desk_app.domain.segments import Checkpoint
from desk_app.services.day import allow, locked, today
from desk_app.services.journal_ports import Signer, Sought
from desk_app.services.ports import Begin, Clock, Read, UnitOfWork

PAGE = 2000
"""Rows of one short reading; between two of them every writer has its turn."""
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
    _note("verify", by, begin, clock)
    with read() as work:
        closed = work.journal.checkpoints()
    start = _start(closed)
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


def written_out(
    *, by: AgentLogin, begin: Begin, read: Read, clock: Clock, signer: Signer
) -> Iterator[str]:
    """Yield the journal as JSON lines: closed months first, then each entry as it is kept.

    Agents stand as their refs and visitors not at all (R-04). A broken entry is written as it is:
    the file is the proof. Raises what `day.allow` does, before the first line.
    """
    _note("export", by, begin, clock)
    return _lines(read, signer)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Entries, the latest first, with what people call agents (by ref, by login) and procedures.

    *bodies* is what entries say of visitors, by their numbers: one whose entry has a body hash and
    that is not there is gone. It is None for who may not see persons (Power.PERSON).
    """

    entries: tuple[Entry, ...]
    bodies: Mapping[int, Mapping[str, Plain]] | None
    names: Mapping[str, str]
    people: Mapping[AgentLogin, str]
    procedures: Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a reader asks for, as people say it; what is empty does not matter.

    *number* is a ticket of *day*, or of today. *before* is the entry a page ends before.
    """

    agent: AgentLogin | None = None
    kinds: frozenset[str] = frozenset()
    day: dt.date | None = None
    number: str = ""
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
            bodies=work.journal.bodies(sealed) if sees else None,
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


def _note(what: str, by: AgentLogin, begin: Begin, clock: Clock) -> None:
    with begin() as work:
        act = locked(work, clock(), by, Power.JOURNAL)
        act.record(JournalRead(what=what, entries=work.journal.head()[0]))


def _start(closed: Sequence[Checkpoint]) -> Link:
    """The end of the newest month that was dropped: what stands behind it still follows."""
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


def _lines(read: Read, signer: Signer) -> Iterator[str]:
    with read() as work:
        closed = work.journal.checkpoints()
    for each in closed:
        yield _json(
            {
                "checkpoint": each.segment,
                "first_seq": each.first_seq,
                "last_seq": each.last_seq,
                "head": each.head,
                "closed_at": each.closed_at.isoformat(),
                "key": signer.public(each.key) or each.key,
                "signature": each.signature,
                "dropped_at": each.dropped_at.isoformat() if each.dropped_at else None,
            }
        )
    last = _start(closed).seq
    while True:
        with read() as work:
            page = work.journal.lines(last, PAGE)
        if not page:
            return
        last = page[-1].seq
        yield from map(_line, page)


_FIELDS = ("seq", "id", "kind", "v", "at", "desk", "author")


def _line(line: Line) -> str:
    said = (line.text or b"").decode("utf-8", "replace")
    parts = said.split(SEPARATOR)
    fields: dict[str, object] = dict(zip(_FIELDS, parts, strict=False))
    fields |= {"seq": line.seq, "header": _header(SEPARATOR.join(parts[7:-1])), "hash": line.hash}
    fields["v"] = int(parts[3]) if "".join(parts[3:4]).isdecimal() else fields.get("v")
    fields["body_hash"] = parts[-1]
    return _json(fields)


def _header(text: str) -> object:
    """The header as an object; a text that was edited into something else stays as it is."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _json(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
