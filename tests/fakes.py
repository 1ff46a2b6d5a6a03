"""One fake per port: the services without a database, a clock that the test moves."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID, uuid4

from desk_app.domain.account_facts import ClockSetBack
from desk_app.domain.calibration import Calibration
from desk_app.domain.counters import CounterDay, CounterId
from desk_app.domain.errors import UnknownAgent, UnknownJob, UnknownTicket
from desk_app.domain.facts import Fact, Plain, about, body, header
from desk_app.domain.journal import GENESIS, Entry, Line, body_digest, written
from desk_app.domain.people import Agent, AgentLogin, AgentRef
from desk_app.domain.prints import PENDING, JobId, PrintJob, PrintState
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.queue import Head, Lane, lane
from desk_app.domain.retention import Kept
from desk_app.domain.rights import Rights
from desk_app.domain.segments import Checkpoint, set_back
from desk_app.domain.service_times import ServiceTime
from desk_app.domain.site import Site
from desk_app.domain.tickets import (
    DeskCode,
    Ticket,
    TicketId,
    TicketNumber,
    TicketStatus,
)
from desk_app.services.journal_ports import Sought
from desk_app.services.keeping_ports import OldPaper, Purpose
from desk_app.services.ports import Binding, ProcedureDay, Promise, Waiting
from tests.account_fakes import (
    InMemoryAccounts,
    InMemoryAlarms,
    InMemoryOverrides,
    InMemorySessions,
    People,
)
from tests.booking_fakes import (
    Bookings,
    InMemoryAppointments,
    InMemoryCalendar,
    InMemoryOnline,
    InMemoryPersons,
    InMemorySeats,
    InMemoryTies,
    InMemoryTraces,
)
from tests.register_fakes import InMemoryDraws, InMemoryOpenings, InMemoryRegister

DESK = DeskCode("01")


class FakeClock:
    """Now, as the test says."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now.astimezone(dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def passes(self, **duration: float) -> None:
        """Move on by a timedelta's arguments."""
        self.now += dt.timedelta(**duration)


@dataclasses.dataclass
class Shelf:
    """Everything an in-memory store holds; copied before a transaction, put back if it fails."""

    tickets: dict[TicketId, Ticket] = dataclasses.field(default_factory=dict)
    bindings: dict[TicketId, tuple[Binding, bool]] = dataclasses.field(default_factory=dict)
    numbers: dict[tuple[dt.date, str], int] = dataclasses.field(
        default_factory=lambda: defaultdict(int)
    )
    sequences: dict[dt.date, int] = dataclasses.field(default_factory=lambda: defaultdict(int))
    closed: dict[dt.date, dt.datetime | None] = dataclasses.field(default_factory=dict)
    counters: dict[tuple[dt.date, CounterId], CounterDay] = dataclasses.field(default_factory=dict)
    procedures: dict[tuple[dt.date, ProcedureCode], ProcedureDay] = dataclasses.field(
        default_factory=dict
    )
    times: dict[ProcedureCode, ServiceTime] = dataclasses.field(default_factory=dict)
    calibration: Calibration = dataclasses.field(default_factory=Calibration.default)
    promises: dict[TicketId, Promise] = dataclasses.field(default_factory=dict)
    jobs: dict[JobId, PrintJob] = dataclasses.field(default_factory=dict)
    entries: list[Entry] = dataclasses.field(default_factory=list)
    bodies: dict[int, tuple[str, bytes]] = dataclasses.field(default_factory=dict)
    checkpoints: dict[str, Checkpoint] = dataclasses.field(default_factory=dict)
    answers: dict[str, str] = dataclasses.field(default_factory=dict)
    people: People = dataclasses.field(default_factory=People)
    bookings: Bookings = dataclasses.field(default_factory=Bookings)
    data_keys: dict[tuple[Purpose, dt.date], str] = dataclasses.field(default_factory=dict)
    master: str = "first"
    text: str = ""
    revision: int = 1


class InMemoryTickets:
    """Tickets by hand: slow, plain and obviously right."""

    def __init__(self, shelf: Shelf, site: Site) -> None:
        self._all = shelf.tickets
        self._site = site

    def by_number(self, day: dt.date, number: TicketNumber) -> Ticket:
        return self._first((t for t in self.of_day(day) if t.number == number), number)

    def get(self, ticket: TicketId) -> Ticket:
        return self._first((t for t in self._all.values() if t.id == ticket), str(ticket))

    def add(self, ticket: Ticket) -> None:
        assert all(t.number != ticket.number for t in self.of_day(ticket.day))
        self._all[ticket.id] = ticket

    def put(self, ticket: Ticket) -> None:
        assert self._all[ticket.id].revision < ticket.revision
        self._all[ticket.id] = ticket

    def heads(
        self,
        day: dt.date,
        procedures: Iterable[ProcedureCode],
        *,
        counter: CounterId | None = None,
        now: dt.datetime | None = None,
        per_lane: int = 1,
    ) -> Sequence[Head]:
        lanes: dict[tuple[ProcedureCode, Lane], list[Ticket]] = defaultdict(list)
        wanted = set(procedures)
        for ticket in self.of_day(day):
            if ticket.status is not TicketStatus.WAITING or ticket.procedure not in wanted:
                continue
            if now is not None and not self._may_be_called(ticket, counter, now):
                continue
            lanes[ticket.procedure, lane(ticket, self._site.rules)].append(ticket)
        return [
            Head(ticket=ticket, overtaken=self._overtaken(ticket))
            for (_, kind), tickets in lanes.items()
            for ticket in sorted(tickets, key=lambda t: self._place(t, kind))[:per_lane]
        ]

    def passed(self, day: dt.date, procedures: Iterable[ProcedureCode], ticket: Ticket) -> int:
        wanted = set(procedures)
        return sum(
            t.procedure in wanted and _arrival(t) < _arrival(ticket)
            for t in self.in_status(day, TicketStatus.WAITING)
        )

    def waiting_by_procedure(
        self, day: dt.date, *, lanes: frozenset[Lane] | None = None
    ) -> Mapping[ProcedureCode, Waiting]:
        found: dict[ProcedureCode, list[Ticket]] = defaultdict(list)
        for ticket in self.in_status(day, TicketStatus.WAITING):
            if lanes is None or lane(ticket, self._site.rules) in lanes:
                found[ticket.procedure].append(ticket)
        return {
            code: Waiting(
                procedure=code,
                tickets=len(tickets),
                people=sum(t.party for t in tickets),
                oldest=min(t.arrived_at for t in tickets),
            )
            for code, tickets in found.items()
        }

    def at_counter(self, day: dt.date, counter: CounterId) -> Sequence[Ticket]:
        here = [
            t
            for t in self.in_status(day, TicketStatus.CALLED, TicketStatus.SERVING)
            if t.counter == counter
        ]
        return _latest_call_first(here)

    def in_status(self, day: dt.date, *statuses: TicketStatus) -> Sequence[Ticket]:
        found = [t for t in self.of_day(day) if t.status in statuses]
        return sorted(found, key=lambda t: (t.arrived_at, t.sequence))

    def recently_called(self, day: dt.date, limit: int) -> Sequence[Ticket]:
        return _latest_call_first([t for t in self.of_day(day) if t.called_at])[:limit]

    def last_issued(self, day: dt.date, limit: int) -> Sequence[Ticket]:
        return self.of_day(day)[::-1][:limit]

    def of_day(self, day: dt.date) -> Sequence[Ticket]:
        return sorted((t for t in self._all.values() if t.day == day), key=lambda t: t.sequence)

    def open_before(self, day: dt.date) -> Sequence[Ticket]:
        return [t for t in self._all.values() if t.day < day and t.is_active]

    def forget_languages(self, before: dt.date) -> int:
        said = [
            ticket
            for ticket in self._all.values()
            if ticket.day < before and (ticket.language or ticket.note)
        ]
        for ticket in said:
            self._all[ticket.id] = dataclasses.replace(ticket, language="", note="")
        return len(said)

    def release_reserved(self, day: dt.date, counter: CounterId) -> None:
        for ticket in self.in_status(day, TicketStatus.WAITING):
            if ticket.reserved_for == counter:
                self.put(ticket.unreserved())

    @staticmethod
    def _first(tickets: Iterator[Ticket], asked: str) -> Ticket:
        for ticket in tickets:
            return ticket
        raise UnknownTicket(asked)

    @staticmethod
    def _may_be_called(ticket: Ticket, counter: CounterId | None, now: dt.datetime) -> bool:
        is_due = ticket.not_before is None or ticket.not_before <= now
        return is_due and ticket.reserved_for in {None, counter}

    @staticmethod
    def _place(ticket: Ticket, kind: Lane) -> tuple[dt.datetime, int]:
        if kind is Lane.APPOINTMENT and ticket.appointment_at:
            return ticket.appointment_at, ticket.sequence
        return ticket.arrived_at, ticket.sequence

    def _overtaken(self, ticket: Ticket) -> int:
        later = [
            t
            for t in self.of_day(ticket.day)
            if _arrival(t) > _arrival(ticket)
            and t.first_called_at is not None
            and (t.procedure == ticket.procedure or self._was_preferred(t, ticket))
        ]
        return min(len(later), 20)

    def _was_preferred(self, other: Ticket, ticket: Ticket) -> bool:
        place = None if other.counter is None else self._site.counters[other.counter]
        return (
            lane(ticket, self._site.rules) is Lane.ORDINARY
            and lane(other, self._site.rules) in {Lane.RESERVED, Lane.LOCAL, Lane.APPOINTMENT}
            and place is not None
            and ticket.procedure in place.procedures
        )


class InMemoryBindings:
    """Bindings by hand."""

    def __init__(self, shelf: Shelf) -> None:
        self._all = shelf.bindings

    def bind(self, binding: Binding) -> None:
        self._keep(binding)

    def correct(self, binding: Binding) -> None:
        _, active = self._all[binding.ticket]
        self._all[binding.ticket] = (binding, active)

    def held(self, day: dt.date, person: str) -> Sequence[TicketId]:
        return [
            binding.ticket
            for binding, active in self._all.values()
            if active and (binding.day, binding.person) == (day, person)
        ]

    def of_ticket(self, ticket: TicketId) -> Binding | None:
        found = self._all.get(ticket)
        return found[0] if found else None

    def release(self, ticket: TicketId) -> None:
        if ticket in self._all:
            self._all[ticket] = (self._all[ticket][0], False)

    def follow(self, ticket: TicketId, procedure: ProcedureCode) -> None:
        binding = self.of_ticket(ticket)
        if binding is not None:
            self._keep(dataclasses.replace(binding, procedure=procedure))

    def forget(self, before: dt.date) -> int:
        gone = [ticket for ticket, (binding, _) in self._all.items() if binding.day < before]
        for ticket in gone:
            del self._all[ticket]
        return len(gone)

    def of_person(self, person: str) -> Sequence[Binding]:
        return [binding for binding, _ in self._all.values() if binding.person == person]

    def erase(self, ticket: TicketId, *, keeps_hash: bool) -> None:
        binding, active = self._all.pop(ticket)
        if keeps_hash:
            self._all[ticket] = (dataclasses.replace(binding, hint=""), active)

    def _keep(self, binding: Binding) -> None:
        others = {each for each in self.held(binding.day, binding.person) if each != binding.ticket}
        assert all(self._all[other][0].procedure != binding.procedure for other in others)
        self._all[binding.ticket] = (binding, True)


class InMemoryDays:
    """Days by hand; the lock is the store's own."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def lock(self, day: dt.date) -> None:
        self._shelf.closed.setdefault(day, None)

    def take_number(self, day: dt.date, series: str) -> int:
        self._shelf.numbers[day, series] += 1
        return self._shelf.numbers[day, series]

    def next_sequence(self, day: dt.date) -> int:
        self._shelf.sequences[day] += 1
        return self._shelf.sequences[day]

    def is_closed(self, day: dt.date) -> bool:
        return self._shelf.closed.get(day) is not None

    def close(self, day: dt.date, now: dt.datetime) -> None:
        self._shelf.closed[day] = now

    def unclosed_before(self, day: dt.date) -> Sequence[dt.date]:
        return sorted(d for d, closed in self._shelf.closed.items() if d < day and closed is None)


class InMemoryCounters:
    """Counters by hand."""

    def __init__(self, shelf: Shelf) -> None:
        self._all = shelf.counters

    def today(self, day: dt.date) -> Mapping[CounterId, CounterDay]:
        return {number: state for (d, number), state in self._all.items() if d == day}

    def put(self, day: dt.date, counter: CounterDay) -> None:
        self._all[day, counter.number] = counter


class InMemoryProcedures:
    """Procedures by hand."""

    def __init__(self, shelf: Shelf) -> None:
        self._all = shelf.procedures

    def today(self, day: dt.date) -> Mapping[ProcedureCode, ProcedureDay]:
        return {code: state for (d, code), state in self._all.items() if d == day}

    def get(self, day: dt.date, procedure: ProcedureCode) -> ProcedureDay:
        untouched = ProcedureDay(procedure=procedure, is_open=True, quota=None, issued=0)
        return self._all.get((day, procedure), untouched)

    def put(self, day: dt.date, state: ProcedureDay) -> None:
        issued = self.get(day, state.procedure).issued
        self._all[day, state.procedure] = dataclasses.replace(state, issued=issued)

    def count_issued(self, day: dt.date, procedure: ProcedureCode) -> None:
        state = self.get(day, procedure)
        self._all[day, procedure] = dataclasses.replace(state, issued=state.issued + 1)


class InMemoryLearned:
    """What was learned, by hand."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def service_times(self) -> Mapping[ProcedureCode, ServiceTime]:
        return self._shelf.times

    def put_service_time(self, procedure: ProcedureCode, time: ServiceTime) -> None:
        self._shelf.times[procedure] = time

    def calibration(self) -> Calibration:
        return self._shelf.calibration

    def put_calibration(self, calibration: Calibration) -> None:
        self._shelf.calibration = calibration

    def promise(self, promise: Promise) -> None:
        self._shelf.promises[promise.ticket] = promise

    def promised(self, ticket: TicketId) -> Promise | None:
        return self._shelf.promises.get(ticket)

    def keep(self, ticket: TicketId, actual: float) -> None:
        kept = dataclasses.replace(self._shelf.promises[ticket], actual=actual)
        self._shelf.promises[ticket] = kept

    def promises(self, day: dt.date) -> Sequence[Promise]:
        return [promise for promise in self._shelf.promises.values() if promise.day == day]


class InMemoryPrints:
    """Print jobs by hand."""

    def __init__(self, shelf: Shelf) -> None:
        self._all = shelf.jobs
        self._tickets = shelf.tickets

    def add(self, job: PrintJob) -> None:
        self._all[job.id] = job

    def put(self, job: PrintJob) -> None:
        self._all[job.id] = job

    def get(self, job: JobId) -> PrintJob:
        if job not in self._all:
            raise UnknownJob(str(job))
        return self._all[job]

    def of_ticket(self, ticket: TicketId) -> Sequence[PrintJob]:
        return [job for job in self._all.values() if job.ticket == ticket]

    def pending(self, printer: str | None = None) -> Sequence[PrintJob]:
        return [
            job
            for job in self._all.values()
            if job.state in PENDING and printer in {None, job.printer}
        ]

    def all(self, limit: int = 500) -> Sequence[PrintJob]:
        return list(self._all.values())[-limit:]

    def states_of(self, tickets: Iterable[TicketId]) -> Mapping[TicketId, PrintState]:
        wanted = set(tickets)
        return {job.ticket: job.state for job in self._all.values() if job.ticket in wanted}

    def forget_languages(self, before: dt.date) -> None:
        for job in list(self._all.values()):
            if job.ticket is not None and self._tickets[job.ticket].day < before:
                slip = job.slip.in_french_only()
                self._all[job.id] = dataclasses.replace(job, slip=slip)


class InMemoryJournal:
    """The chain by hand."""

    def __init__(self, shelf: Shelf) -> None:
        self._entries = shelf.entries
        self._bodies = shelf.bodies
        self._checkpoints = shelf.checkpoints
        self._accounts = shelf.people.accounts

    def after(self, seq: int, limit: int) -> Sequence[Entry]:
        dropped = self._entries[0].seq - 1 if self._entries else 0
        start = max(0, seq - dropped)
        return self._entries[start : start + limit]

    def of_ticket(self, ticket: TicketId) -> Sequence[Entry]:
        return [entry for entry in self._entries if entry.header.get("ticket") == str(ticket)]

    def of_agent(self, agent: AgentLogin, since: dt.datetime, limit: int) -> Sequence[Entry]:
        mine = [e for e in self._entries if e.agent == agent and e.at >= since]
        return mine[::-1][:limit]

    def lines(self, seq: int, limit: int) -> Sequence[Line]:
        return [Line(e.seq, e.text, e.hash, self._fits(e)) for e in self.after(seq, limit)]

    def found(self, sought: Sought, limit: int) -> Sequence[Entry]:
        def fits(entry: Entry) -> bool:
            return (
                sought.agent in (None, entry.agent)
                and (not sought.kinds or entry.kind in sought.kinds)
                and (sought.since is None or entry.at >= sought.since)
                and (sought.until is None or entry.at < sought.until)
                and (sought.ticket is None or entry.header.get("ticket") == str(sought.ticket))
                and sought.appointment in ("", entry.header.get("appointment"))
                and sought.move in (None, entry.header.get("move"))
                and any(
                    str(entry.header.get(name, "")).startswith(sought.slots)
                    for name in ("slot", "before")
                )
                and (sought.before is None or entry.seq < sought.before)
            )

        return [entry for entry in reversed(self._entries) if fits(entry)][:limit]

    def last_before(self, at: dt.datetime) -> tuple[int, str]:
        earlier = [entry for entry in self._entries if entry.at < at]
        return (earlier[-1].seq, earlier[-1].hash) if earlier else (0, GENESIS)

    def checkpoints(self) -> Sequence[Checkpoint]:
        return sorted(self._checkpoints.values(), key=lambda closed: closed.last_seq)

    def close(self, checkpoint: Checkpoint) -> None:
        assert checkpoint.segment not in self._checkpoints
        self._checkpoints[checkpoint.segment] = checkpoint

    def drop(self, segment: str, at: dt.datetime, at_most: int) -> int:
        closed = self._checkpoints[segment]
        if closed.dropped_at is None:
            self._checkpoints[segment] = dataclasses.replace(closed, dropped_at=at)
        span = range(closed.first_seq, closed.last_seq + 1)
        gone = [entry for entry in self._entries if entry.seq in span][:at_most]
        self._entries[:] = [entry for entry in self._entries if entry not in gone]
        return len(gone)

    def head(self) -> tuple[int, str]:
        return (self._entries[-1].seq, self._entries[-1].hash) if self._entries else (0, GENESIS)

    def record(self, fact: Fact, *, by: AgentLogin | None, at: dt.datetime) -> None:
        seq, previous = self.head()
        fields = header(fact)
        fields |= {name: self._ref(fields[name]) for name in fact.AGENTS}
        said = written(body(fact)).encode() if body(fact) else b""
        if said:
            self._bodies[seq + 1] = (about(fact), said)
        entry = Entry(
            seq=seq + 1,
            id=uuid4(),
            kind=type(fact).__name__,
            v=fact.V,
            at=at,
            desk=DESK,
            author=self._ref(by),
            header=fields,
            body_hash=body_digest(said) if said else "",
            agent=by,
        )
        self._entries.append(entry.chained(previous))

    def bodies(self, numbers: Sequence[int]) -> Mapping[int, Mapping[str, Plain]]:
        return {seq: json.loads(self._bodies[seq][1]) for seq in numbers if seq in self._bodies}

    def forget_bodies(self, about: Sequence[str]) -> int:
        gone = [seq for seq, (of, _) in self._bodies.items() if of in about]
        for seq in gone:
            del self._bodies[seq]
        return len(gone)

    def _fits(self, entry: Entry) -> bool:
        said = self._bodies.get(entry.seq)
        return said is None or body_digest(said[1]) == entry.body_hash

    def _ref(self, login: object) -> AgentRef | None:
        if login is None:
            return None
        if login not in self._accounts:
            raise UnknownAgent(str(login))
        return self._accounts[AgentLogin(str(login))].ref


class InMemoryRequests:
    """Answers by hand."""

    def __init__(self, shelf: Shelf) -> None:
        self._all = shelf.answers

    def answer(self, request: str) -> str | None:
        return self._all.get(request)

    def remember(self, request: str, answer: str, now: dt.datetime) -> None:
        assert request not in self._all
        self._all[request] = answer


class InMemorySites:
    """The site by hand."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def load(self, text: str, site: Site, now: dt.datetime) -> int:
        self._shelf.text = text
        for agent in site.agents.values():
            self._shelf.people.add(agent)
        self._shelf.revision += 1
        return self._shelf.revision

    def text(self) -> str:
        return self._shelf.text

    def add_agent(self, agent: Agent) -> None:
        self._shelf.people.add(agent)

    def agents(self) -> Mapping[AgentLogin, Agent]:
        known = sorted(self._shelf.people.accounts.values(), key=lambda account: account.name)
        return {account.login: account.agent for account in known}


class InMemorySeals:
    """Keys of days by hand: nothing is sealed here, so forgetting counts what had a key."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def holds(self, purpose: Purpose, before: dt.date) -> bool:
        return any(of == purpose and day < before for of, day in self._shelf.data_keys)

    def forget(self, purpose: Purpose, before: dt.date) -> int:
        gone = {key for key in self._shelf.data_keys if key[0] == purpose and key[1] < before}
        for key in gone:
            del self._shelf.data_keys[key]
        return len(gone)

    def rewrap(self) -> int:
        others = [key for key, of in self._shelf.data_keys.items() if of != self._shelf.master]
        self._shelf.data_keys.update(dict.fromkeys(others, self._shelf.master))
        return len(others)

    def masters(self) -> Sequence[str]:
        return sorted(set(self._shelf.data_keys.values()))


class InMemoryKept:
    """What is old, by hand: bindings, notes and papers, which name or might name a visitor."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def holds(self, kept: Kept, before: dt.date) -> bool:
        return bool(self._old(kept, before))

    def forget(self, kept: Kept, before: dt.date, at_most: int) -> int:
        old = self._old(kept, before)[:at_most]
        for ticket in old:
            if kept is Kept.BINDINGS:
                del self._shelf.bindings[ticket]
            else:
                self._shelf.tickets[ticket] = dataclasses.replace(
                    self._shelf.tickets[ticket], language="", note=""
                )
        return len(old)

    def papers(self, before: dt.date, after: int, at_most: int) -> Sequence[OldPaper]:
        old = [
            OldPaper(job=job.id, place=place, what=job.what, printer=job.printer)
            for place, job in enumerate(self._shelf.jobs.values())
            if job.created_at.date() < before and place > after
        ]
        return old[:at_most]

    def forget_papers(self, jobs: Sequence[JobId]) -> int:
        return sum(self._shelf.jobs.pop(job, None) is not None for job in jobs)

    def _old(self, kept: Kept, before: dt.date) -> list[TicketId]:
        if kept is Kept.BINDINGS:
            return [at for at, (held, _) in self._shelf.bindings.items() if held.day < before]
        if kept is Kept.NOTES:
            past = [ticket for ticket in self._shelf.tickets.values() if ticket.day < before]
            return [ticket.id for ticket in past if ticket.language or ticket.note]
        return []


class InMemoryWork:
    """One transaction over a shelf."""

    def __init__(self, shelf: Shelf, site: Site, *, rehearsal: bool = True) -> None:
        self.site = site
        self.revision = shelf.revision
        self.rehearsal = rehearsal
        self.rights = Rights(desk=DESK)
        self.tickets = InMemoryTickets(shelf, site)
        self.bindings = InMemoryBindings(shelf)
        self.days = InMemoryDays(shelf)
        self.counters = InMemoryCounters(shelf)
        self.procedures = InMemoryProcedures(shelf)
        self.learned = InMemoryLearned(shelf)
        self.prints = InMemoryPrints(shelf)
        self.journal = InMemoryJournal(shelf)
        self.requests = InMemoryRequests(shelf)
        self.sites = InMemorySites(shelf)
        self.accounts = InMemoryAccounts(shelf.people)
        self.sessions = InMemorySessions(shelf.people)
        self.overrides = InMemoryOverrides(shelf.people)
        self.alarms = InMemoryAlarms(shelf.people)
        self.appointments = InMemoryAppointments(shelf.bookings)
        self.online = InMemoryOnline(shelf.bookings)
        self.seats = InMemorySeats(shelf.bookings)
        self.calendar = InMemoryCalendar(shelf.bookings)
        self.traces = InMemoryTraces(shelf.bookings)
        self.ties = InMemoryTies(shelf.bookings)
        self.persons = InMemoryPersons(shelf.bookings)
        self.register = InMemoryRegister(shelf.bookings)
        self.draws = InMemoryDraws(shelf.bookings)
        self.openings = InMemoryOpenings(shelf.bookings)
        self.seals = InMemorySeals(shelf)
        self.kept = InMemoryKept(shelf)

        self.denied: list[tuple[Fact, AgentLogin | None, dt.datetime]] = []

    def record(self, fact: Fact, *, by: AgentLogin | None, at: dt.datetime) -> None:
        last = self.journal.after(self.journal.head()[0] - 1, 1)
        seconds = set_back(last[0].at, at) if last and not self.rehearsal else 0
        if seconds:
            self.journal.record(ClockSetBack(seconds=seconds), by=None, at=at)
        self.journal.record(fact, by=by, at=at)

    def deny(self, fact: Fact, *, by: AgentLogin | None, at: dt.datetime) -> None:
        self.denied.append((fact, by, at))


class InMemoryStore:
    """`begin` and `read` without a database: a failed transaction leaves no trace."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.rehearsal = True
        self.shelf = Shelf()
        for agent in site.agents.values():
            self.shelf.people.add(agent)

    @contextmanager
    def begin(self) -> Iterator[InMemoryWork]:
        before = copy.copy(self.shelf)
        for field in dataclasses.fields(Shelf):
            setattr(before, field.name, copy.copy(getattr(self.shelf, field.name)))
        work = InMemoryWork(self.shelf, self.site, rehearsal=self.rehearsal)
        try:
            yield work
        except BaseException:
            self.shelf = before
            self._record(work)
            raise

    @contextmanager
    def read(self) -> Iterator[InMemoryWork]:
        work = InMemoryWork(self.shelf, self.site, rehearsal=self.rehearsal)
        try:
            yield work
        except BaseException:
            self._record(work)
            raise

    def _record(self, refused: InMemoryWork) -> None:
        for fact, by, at in refused.denied:
            with self.begin() as work:
                work.record(fact, by=by, at=at)

    def close(self) -> None:
        """Nothing is open."""


def ids() -> UUID:
    """A new id."""
    return uuid4()


def _arrival(ticket: Ticket) -> tuple[dt.datetime, int]:
    return ticket.arrived_at, ticket.sequence


def _latest_call_first(tickets: Sequence[Ticket]) -> list[Ticket]:
    return sorted(
        (ticket for ticket in tickets if ticket.called_at),
        key=lambda t: (t.called_at or t.issued_at, t.sequence),
        reverse=True,
    )
