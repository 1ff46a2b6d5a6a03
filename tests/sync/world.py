"""The real code under one heap of timed events: every chance comes from one seed.

No thread, no clock, no socket. Messages are lost, doubled and overtaken, desks are killed and put
back from copies, links are cut, the site's store goes away, desks are fenced rightly and wrongly.
"""

from __future__ import annotations

import collections
import datetime as dt
import heapq
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from desk_app.domain.answer_wire import answer_text, read_answer
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import Refused
from desk_app.domain.meeting import Want, WantNext, WantNumber, WantSeat
from desk_app.domain.meeting_wire import offer_text, read_offer
from desk_app.domain.shared import Thing, claim
from desk_app.domain.tickets import Priority, TicketId, TicketStatus
from desk_app.store.adopting import Taken
from desk_app.store.replica import SqlReplica
from desk_app.store.setup import open_store
from desk_app.sync.protocol import GiveUp, Have, Link, Protocol, Send, Timing
from tests.sync.desks import DAY, FAMILY, SLOTS, START, Desk, Ids, Site, numbered
from tests.sync.observer import Observer, Violation, judge

TIMING = Timing(beat=60, retry_at_most=60)
"""Beats are rarer than at a desk: hints and acts carry the day, and the world is faster."""


STEPS = 12_000
"""Twice what a day of the largest world takes: beyond it somebody asks for ever."""


class World:
    """A site, its desks, and an hour or a day of bad luck."""

    def __init__(
        self,
        seed: int,
        folder: Path,
        template: Path,
        site,
        *,
        desks: int = 4,
        hours: float = 2.0,
        visitors: int = 40,
        persons: int = 20,
        silent: float = 0.0,
        put_back: bool = False,
        faults: int = 12,
        fences: bool = True,
    ) -> None:
        self.random = random.Random(seed)
        self.folder, self.template, self.site_file = folder, template, site
        self.rough, self.fences = faults / 12, fences
        self.day, self.persons, self.silent = DAY, persons, silent
        self.ids = Ids(seed)
        self.t, self._count, self._heap = 0.0, 0, []
        self.end = hours * 3600
        self.is_faulty = True
        self.is_up = True
        self.is_over = False
        self.cut: set[str] = set()
        self.stat: collections.Counter[str] = collections.Counter()
        self.observer = Observer()
        numbered(template, folder / "site.sqlite", "00")
        self._open_site()
        self.site.create()
        self.stations = [Station(self, f"{number:02d}") for number in range(1, desks + 1)]
        for _ in range(visitors):
            self.at(self.random.uniform(0, self.end * 0.9), self._visitor)
        for _ in range(int(hours * faults)):
            self.at(self.random.uniform(0, self.end), self._fault)
        self.at(self.end, self._heal)
        if put_back:
            at = self.random.uniform(0.3, 0.9) * self.end
            self.at(at - self.random.uniform(1, 60), self._copy_site)
            self.at(at, self._put_site_back)

    def _open_site(self) -> None:
        file = self.folder / "site.sqlite"
        store = open_store(
            f"sqlite:///{file}", parse_site=lambda _: self.site_file, new_id=self.ids
        )
        self.site = Site(store, rows_at_most=int(25 / self.rough))
        self._beside = sqlite3.connect(file, isolation_level=None)

    @property
    def now(self) -> dt.datetime:
        return START + dt.timedelta(seconds=self.t)

    def at(self, delay: float, act: Callable[..., None], *given: object) -> None:
        self._count += 1
        heapq.heappush(self._heap, (self.t + max(delay, 0.0), self._count, act, given))

    def run(self) -> World:
        until = self.end + 2 * 3600
        while self._heap and self._heap[0][0] < until and not self.is_over:
            self.t, _, act, given = heapq.heappop(self._heap)
            self.stat["steps"] += 1
            act(*given)
            if self.stat["steps"] > STEPS:
                raise Violation("I9 the day comes to an end")
        judge(self)
        return self

    def close(self) -> None:
        self._beside.close()
        self.site.store.close()
        for station in self.stations:
            station.desk.store.close()

    # --- the network ----------------------------------------------------------------------

    def send(self, code: str, act: Callable[..., None], *given: object) -> None:
        """Deliver, or lose, double, delay, overtake."""
        chance = self.random
        if code in self.cut or (self.is_faulty and chance.random() < 0.02 * self.rough):
            return
        for _ in range(2 if self.is_faulty and chance.random() < 0.03 * self.rough else 1):
            delay = chance.expovariate(100)
            if self.is_faulty and chance.random() < 0.02 * self.rough:
                delay += chance.uniform(0, 30)
            self.at(delay, self._deliver, code, act, given)

    def _deliver(self, code: str, act: Callable[..., None], given: tuple[object, ...]) -> None:
        if code not in self.cut:
            act(*given)

    def exchange(self, station: Station, number: int, offer) -> None:
        """At the site: one transaction, then the answer and a hint to the others."""
        if not self.is_up:
            return
        before = self.site_position
        answer = self.site.authority.meet(read_offer(offer), self.now)
        self.stat["exchanges"] += 1
        self.send(station.code, station.answered, station.life, number, answer_text(answer))
        if self.site_position != before:
            for other in self.stations:
                if other is not station:
                    self.send(other.code, other.hinted, other.life)

    @property
    def site_position(self) -> int:
        """Looked at past the product: it is done for every message."""
        return self._beside.execute("SELECT last_row FROM site_head").fetchone()[0]

    # --- the hall ---------------------------------------------------------------------------

    def _visitor(self) -> None:
        up = [station for station in self.stations if station.is_up]
        if up:
            self.random.choice(up).receive(self.random.random())
        else:
            self.at(60, self._visitor)

    def _fault(self) -> None:
        chance = self.random
        station, kind = chance.choice(self.stations), chance.random()
        lasts = chance.choice((5, 60, 300, 900, 1800)) * chance.uniform(0.5, 1.5)
        self.stat["faults"] += 1
        if kind < 0.30:
            self.cut.add(station.code)
            self.at(lasts, self.cut.discard, station.code)
            if chance.random() < 0.4:
                self.at(lasts / 2, self._fence, station)
        elif kind < 0.45:
            self.is_up = False
            self.at(lasts, self._site_returns)
        elif kind < 0.55:
            for each in self.stations:
                self.cut.add(each.code)
                self.at(lasts, self.cut.discard, each.code)
        elif kind < 0.75:
            station.crash()
            self.at(lasts, station.start)
        elif kind < 0.82:
            station.restore(lasts)
        elif kind < 0.86:
            station.wall += chance.choice((-1, 1)) * chance.choice((1, 60, 3600))
        else:
            self._fence(station)

    def _fence(self, station: Station) -> None:
        """Rightly, a desk that is dead; or wrongly, one behind a cut cable."""
        if not self.fences:
            return
        self.observer.fenced += 1
        overrides = self.random.random() < 0.3
        self.observer.overrides += overrides
        self.site.authority.fence(station.code, now=self.now, release_seats=overrides)

    def _copy_site(self) -> None:
        shutil.copyfile(self.folder / "site.sqlite", self.folder / "site.copy")

    def _put_site_back(self) -> None:
        """The server was lost: a standby that had not heard the last minute takes over."""
        self._beside.close()
        self.site.store.close()
        shutil.copyfile(self.folder / "site.copy", self.folder / "site.sqlite")
        self._open_site()
        self.site.authority.put_back()
        self.observer.put_back = True

    def _site_returns(self) -> None:
        self.is_up = True

    def _heal(self) -> None:
        self.cut.clear()
        self.is_up, self.is_faulty = True, False
        for station in self.stations:
            station.start()
        self.at(120, self._look)

    def _look(self) -> None:
        """Is the day over: nobody waits, nothing is left to tell or to fetch?"""
        with self.site.store.read() as work:
            waiting = work.tickets.in_status(DAY, TicketStatus.WAITING)
        rows = self.site.rows()
        quiet = all(each.desk.pending() == 0 and each.desk.rows() == rows for each in self.stations)
        self.is_over = quiet and not waiting
        self.at(60, self._look)


class Station:
    """A desk with its link, its agent and its bad days."""

    def __init__(self, world: World, code: str) -> None:
        self.world, self.code = world, code
        world.site.authority.enrol(code)
        file = numbered(world.template, world.folder / f"{code}.sqlite", code)
        self.desk = Desk(code, file, world.site_file, world.ids)
        self.desk.join()
        self.is_up, self.life, self.wall = True, 0, world.random.uniform(-2, 2)
        self._seen, self._backup = 0, None
        self._start()
        for hour in range(1, 1 + int(world.end / 3600) * 2):
            world.at(hour * 1800 + world.random.uniform(0, 60), self.copy)

    def _start(self) -> None:
        world = self.world
        self.protocol = Protocol(TIMING, now=world.t)
        self._wanting: dict[str, Callable[[object], None]] = {}
        self._wants = 0
        self._claims: set[Thing] = set()
        world.at(world.random.uniform(0, 3), self._tick, self.life)
        world.at(world.random.uniform(20, 90), self._work, self.life)

    # --- the link ---------------------------------------------------------------------------

    def _tick(self, life: int) -> None:
        if life != self.life or not self.is_up:
            return
        self._do(self.protocol.tick(self.world.t))
        self.world.at(max(self.protocol.due - self.world.t, 0.05), self._tick, life)

    def hinted(self, life: int) -> None:
        if life == self.life and self.is_up:
            self._do(self.protocol.news(self.world.t))

    def answered(self, life: int, number: int, text: str) -> None:
        if life != self.life or not self.is_up:
            return
        answer = read_answer(text)
        self._do(self.protocol.answered(number, self.world.t))
        adopted = self.desk.adopt(answer, self.world.now, self._claims)
        if adopted.has_more:
            self._note()
        self.world.stat[adopted.taken] += 1
        if adopted.taken in {Taken.ADOPTED, Taken.AGAIN}:
            self._do(self.protocol.adopted(answer, self.world.t, has_more=adopted.has_more))

    def _do(self, actions) -> None:
        for action in actions:
            if isinstance(action, Send):
                offer = offer_text(self.desk.offer(*action.wants))
                self.world.send(self.code, self.world.exchange, self, action.number, offer)
                self.world.at(TIMING.deadline + 0.01, self._tick_once, self.life)
            elif isinstance(action, GiveUp | Have):
                self._wanting.pop(action.want.id)(action)

    def _tick_once(self, life: int) -> None:
        if life == self.life and self.is_up:
            self._do(self.protocol.tick(self.world.t))

    def want(self, make: Callable[[str], Want], then: Callable[[object], None]) -> None:
        self._wants += 1
        want = make(f"{self.code}.{self.life}.{self._wants}")
        self._wanting[want.id] = then
        self._do(self.protocol.want(want, self.world.t))

    # --- the agent --------------------------------------------------------------------------

    @property
    def now(self) -> dt.datetime:
        return self.world.now + dt.timedelta(seconds=self.wall)

    def receive(self, chance: float) -> None:
        """Who comes wants a ticket, an appointment, or one cancelled."""
        if chance < 0.6:
            self.issue()
        elif chance < 0.93:
            person = f"p{self.world.random.randrange(self.world.persons)}"
            self.book(self.world.random.choice(sorted(SLOTS)), person)
        else:
            self.cancel()

    def book(self, slot: str, person: str) -> None:
        named = claim(person, FAMILY)

        def then(action: object) -> None:
            self._claims.discard(named)
            if isinstance(action, Have):
                at, number = action.grant.thing.key.rsplit("#", 1)
                self._give(at, int(number), person)
            elif action.why is None:  # no answer: from its own
                for at, number in self.desk.own_seats()[:1]:
                    self._give(at, number, person)

        self._claims.add(named)
        self.want(lambda name: WantSeat(id=name, slots=(slot,), person=person, family=FAMILY), then)

    def _give(self, slot: str, number: int, person: str) -> None:
        if (slot, number) not in self.desk.own_seats():
            self.world.stat["late grants"] += 1
            return
        made = self.desk.book(slot, number, person, self.now)
        if made is not None:
            self.world.observer.slips[made.reference] = self.code
            self.world.stat["slips"] += 1
        self._told()

    def cancel(self) -> None:
        known = [one.reference for one in self.desk.appointments() if one.status == "booked"]
        if known:
            self.desk.cancel(self.world.random.choice(sorted(known)), self.now)
            self.world.stat["cancelled"] += 1
            self._told()

    def issue(self) -> None:
        priority = Priority.CMI if self.world.random.random() < 0.1 else None

        def then(action: object) -> None:
            count = action.grant.count if isinstance(action, Have) else None
            if count is None and self.desk.is_put_back:
                self.world.at(60, self.world._visitor)  # sent to another desk
                return
            ticket = self.desk.issue(self.now, count=count, priority=priority)
            self.world.observer.printed[ticket.number] += 1
            self.world.stat["tickets"] += 1
            self._told()

        self.want(lambda name: WantNumber(id=name, series="A", day=DAY), then)

    def _work(self, life: int) -> None:
        if life != self.life or not self.is_up:
            return
        counter = CounterId(1 + int(self.code) % 4)

        def then(action: object) -> None:
            if isinstance(action, Have):
                self._call([TicketId(action.grant.thing.key)])
            else:
                self._call([each.id for each in self.desk.own_waiting()])

        self.want(lambda name: WantNext(id=name, counter=counter, day=DAY), then)
        pause = (30, 200 / self.world.rough) if self.world.is_faulty else (20, 40)
        self.world.at(self.world.random.uniform(*pause), self._work, life)

    def _call(self, tickets: list[TicketId]) -> None:
        from uuid import UUID

        for each in tickets[:1]:
            ticket = each if isinstance(each, UUID) else UUID(str(each))
            try:
                called = self.desk.call(ticket, self.now)
            except Refused:
                self.world.stat["late grants"] += 1
                return
            self.world.observer.called[str(ticket)].append(self.code)
            self.world.stat["calls"] += 1
            self._told()
            lasts = self.world.random.uniform(5, 120)
            self.world.at(lasts, self._finish, self.life, called.id)

    def _finish(self, life: int, ticket) -> None:
        if life != self.life or not self.is_up:
            return
        try:
            self.desk.finish(ticket, self.now)
        except Refused:
            self.world.stat["lost while served"] += 1
            return
        self._told()

    def _told(self) -> None:
        self._note()
        self._do(self.protocol.news(self.world.t))

    def _note(self) -> None:
        """Whoever acted was told it is done: from here on the fact may not be lost."""
        with self.desk.store.read() as work:
            for entry in work.journal.after(self._seen, 10_000):
                self.world.observer.told.add(entry.id)
                self._seen = entry.seq

    # --- bad days ---------------------------------------------------------------------------

    def crash(self) -> None:
        if self.is_up:
            self.is_up = False
            self.life += 1

    def start(self) -> None:
        if not self.is_up:
            self.is_up = True
            self.life += 1
            self.desk.reopen()
            self._start()

    def copy(self) -> None:
        self._backup = self.desk.file.with_suffix(".copy")
        shutil.copyfile(self.desk.file, self._backup)

    def restore(self, lasts: float) -> None:
        """The machine is replaced: what it had not told since the copy is gone with its disk."""
        if self._backup is None or not self.is_up:
            return
        self.crash()
        observer = self.world.observer
        observer.restored += 1
        is_known = self.world.random.random() >= self.world.silent
        with self.desk.store.read() as work:
            place = SqlReplica(work).place()
            entries = work.journal.after(0, 10**6)
        self.desk.store.close()
        shutil.copyfile(self._backup, self.desk.file)
        self.desk.store = self._reopened()
        with self.desk.store.begin() as work:
            kept = {entry.id for entry in work.journal.after(0, 10**6)}
            if is_known:
                SqlReplica(work).restored(self.world.ids())
            else:
                observer.copied.add(self.code)
        gone = [one for one in entries if one.id not in kept and one.seq > place.acked]
        observer.lost |= {one.id for one in gone}
        for one in gone:
            if one.kind == "TicketCalled":
                observer.called[str(one.header["ticket"])].remove(self.code)
            if one.kind == "AppointmentBooked":
                observer.slips.pop(str(one.header["appointment"]))
        self._seen = 0
        self._note()
        self.world.at(lasts, self.start)

    def _reopened(self):
        from tests.sync.desks import opened

        return opened(self.desk.file, self.world.site_file, self.world.ids)


__all__ = ["Link", "World"]
