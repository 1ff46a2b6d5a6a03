"""`desk-app demo`: a reception day of made-up visitors, played by keys through the real windows."""

from __future__ import annotations

import datetime as dt
import os
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from desk_app.app.album import STORE, Album, fresh_folder
from desk_app.app.counters import Counters
from desk_app.app.day_book import DayBook
from desk_app.app.look import has_screen
from desk_app.app.office import Office
from desk_app.app.offscreen import out_of_sight
from desk_app.app.program import Program
from desk_app.app.progress import Progress
from desk_app.app.rehearsed import ReceptionDay
from desk_app.app.robot import PlayedClock, Robot, WindowLost
from desk_app.app.seats import Seats
from desk_app.app.tours import Camera, Tours
from desk_app.domain.journal import Entry, first_broken
from desk_app.domain.prints import PENDING, PrintJob, Slip
from desk_app.domain.simulation import Visit, reception_day
from desk_app.domain.tickets import Ticket
from desk_app.services.ports import Read
from desk_app.services.supervision import supervision
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import minutes

DAY = dt.date(2026, 3, 3)  # a Tuesday without a holiday
ZONE = ZoneInfo("Europe/Paris")
PACE_MS = 90  # between two keys where somebody watches
_PAPERS_WITHIN_S = 60
_IGNORED = ("DESK_APP_PRINTER", "DESK_APP_PROFILE", "DESK_APP_THEME", "DESK_APP_STORE")
"""A played day prints on pages beside its pictures, whatever this computer's desk prints on."""


def play(*, visitors: int, out: Path, seed: int) -> int:
    """Play a day of *visitors* into *out* and return the exit code: 1 if anything was lost."""
    for name in _IGNORED:
        os.environ.pop(name, None)
    folder = fresh_folder(out)
    with out_of_sight(folder):
        return _play(folder, visitors=visitors, seed=seed)


def _play(folder: Path, *, visitors: int, seed: int) -> int:
    clock = PlayedClock(dt.datetime.combine(DAY, dt.time(8, 10), tzinfo=ZONE))
    album = Album(folder)
    program = Program(f"sqlite:///{folder / STORE}", rehearsed=clock)
    robot = Robot(program, clock, pace_ms=PACE_MS if has_screen() else 0)
    try:
        return _Played(program, robot, clock, album, seed=seed, visitors=visitors).run()
    except WindowLost as lost:
        sys.stderr.write(f"\n{lost}\n")
        return 1
    finally:
        program.close()


class _Played:
    """One demo from the first start to its summary."""

    def __init__(
        self,
        program: Program,
        robot: Robot,
        clock: PlayedClock,
        album: Album,
        *,
        seed: int,
        visitors: int,
    ) -> None:
        self._program, self._robot, self._clock = program, robot, clock
        self._album, self._camera = album, Camera(robot, album)
        self._rng = random.Random(seed)  # the same day for the same seed
        self._visitors = visitors

    def run(self) -> int:
        """Play, wait for the papers, tell."""
        office = self._first_start()
        see = self._camera.see
        seats = Seats(self._program, self._robot, DayBook(office.desk), see)
        counters = Counters(self._program, self._robot, seats, see)
        visits = reception_day(seats.site, self._rng, self._visitors, DAY)
        progress = Progress(sys.stderr, len(visits), _("visitors"))
        day = ReceptionDay(seats, counters, self._clock, rng=self._rng, on_visit=progress.show)
        self._plan(day, visits, seats, Tours(self._program, self._robot, seats, see))
        day.run()
        progress.end()
        jobs = self._printed(office)
        first = next(job.slip for job in jobs if isinstance(job.slip, Slip))
        self._album.keep_tickets(first, seats.site, day_procedure(jobs, office.desk.read))
        return self._tell(office, day, visits, jobs)

    def _first_start(self) -> Office:
        """From nothing to the sign-in page, as on a new computer."""
        self._program.shell.resize(1366, 768)
        self._program.start()
        self._program.shell.show()
        self._program.shell.activateWindow()
        self._robot.settle()
        self._camera.see("welcome")
        self._robot.press("Return")
        self._robot.wait_until(lambda: self._program.office is not None)
        office = self._program.office
        if office is None:
            raise WindowLost("the first start made no desk")
        self._camera.stand_in(office)
        return office

    def _plan(self, day: ReceptionDay, visits: Sequence[Visit], seats: Seats, tours: Tours) -> None:
        at = partial(dt.datetime.combine, DAY, tzinfo=ZONE)
        day.plan(at(dt.time(8, 15)), tours.display)
        opens = [dt.time(8, 20), dt.time(8, 22), dt.time(8, 24), dt.time(9, 20)]
        pauses = [dt.time(12, 0), dt.time(12, 5), dt.time(12, 45), dt.time(12, 50)]
        for counter, opening, pause in zip(sorted(seats.callers), opens, pauses, strict=False):
            day.plan_counter(counter, at(opening), at(pause))
        day.plan(at(dt.time(8, 26)), partial(seats.sign_in, seats.clerk))
        day.plan_visits(visits)
        for hour in (dt.time(9, 30), dt.time(10, 30), dt.time(11, 30), dt.time(13, 20)):
            day.plan(at(hour), tours.reception)
            day.plan(at(hour), tours.supervision)
        day.plan(at(dt.time(10, 45)), tours.keys_and_acts)
        day.plan(at(dt.time(11, 0)), tours.crash)
        bound = next((visit for visit in visits if visit.document), None)
        if bound is not None:
            soon = bound.arrives_at + dt.timedelta(seconds=2)
            day.plan(soon, partial(tours.already_has_one, bound))
        last = visits[-1].arrives_at + dt.timedelta(seconds=30)
        day.plan(min(last, at(dt.time(15, 59, 30))), tours.quota)
        day.plan(at(dt.time(16, 5)), tours.closed)
        for counter in list(seats.callers)[:1]:
            day.plan(at(dt.time(18, 30)), partial(tours.nobody_waits, counter))

    def _printed(self, office: Office) -> tuple[PrintJob, ...]:
        """Wait for the last papers; return every job, oldest first."""
        jobs = _jobs(office.desk.read)
        for _tenth in range(_PAPERS_WITHIN_S * 10):
            if not any(job.state in PENDING for job in jobs):
                break
            self._robot.rest(100)
            jobs = _jobs(office.desk.read)
        return jobs

    def _tell(
        self,
        office: Office,
        day: ReceptionDay,
        visits: Sequence[Visit],
        jobs: Sequence[PrintJob],
    ) -> int:
        desk = office.desk
        seen = supervision(language="fr", read=desk.read, clock=desk.clock, holidays=desk.holidays)
        with desk.read() as work:
            tickets = tuple(work.tickets.of_day(DAY))
        lost = tuple(_lost(day, visits, tickets, jobs, desk.read))
        longest = max((each.waited(desk.clock()) for each in tickets if each.first_called_at),
                      default=dt.timedelta(0))  # fmt: skip
        count = len(visits)
        said = [
            ngettext("{count} visitor came.", "{count} visitors came.", count).format(count=count),
            _("{served} served, {absent} absent, {undone} acts taken back.").format(
                served=seen.served, absent=seen.no_shows, undone=day.undone
            ),
            _("Longest wait: {wait}.").format(wait=minutes(longest)),
        ]
        if seen.promises_kept is not None:
            share = round(seen.promises_kept * 100)
            said.append(_("{share} % of the announced ranges held.").format(share=share))
        said.append(_("Pictures and papers: {folder}").format(folder=self._album.folder))
        whole = _("Nothing was lost: every visitor has a ticket, the journal holds.")
        said.extend(lost or (whole,))
        sys.stdout.write("\n".join(said) + "\n")
        return 1 if lost else 0


def _lost(
    day: ReceptionDay,
    visits: Sequence[Visit],
    tickets: Sequence[Ticket],
    jobs: Sequence[PrintJob],
    read: Read,
) -> Iterator[str]:
    """Yield a sentence for everything that a day must not lose and this one did."""
    known = {ticket.number for ticket in tickets}
    given = [number for number in day.cases if number in known]
    if len(given) != len(visits) or len({case.visit for case in day.cases.values()}) != len(visits):
        yield _("Lost: {count} visitors have no ticket.").format(count=len(visits) - len(given))
    waiting = [ticket.number for ticket in tickets if ticket.is_active]
    if waiting:
        yield _("Lost: nobody called {numbers}.").format(numbers=", ".join(waiting))
    unprinted = [job.what for job in jobs if job.state in PENDING]
    if unprinted or len(jobs) < len(tickets):
        yield _("Lost: {count} papers have not come out.").format(count=len(unprinted))
    broken = first_broken(_entries(read))
    if broken is not None:
        yield _("The journal is broken at entry {number}.").format(number=broken)


def _jobs(read: Read) -> tuple[PrintJob, ...]:
    with read() as work:
        return tuple(work.prints.all(100_000))


def _entries(read: Read) -> Iterable[Entry]:
    last = 0
    while True:
        with read() as work:
            page = work.journal.after(last, 1000)
        if not page:
            return
        yield from page
        last = page[-1].seq


def day_procedure(jobs: Sequence[PrintJob], read: Read) -> str:
    """Return the procedure of the ticket of the first of *jobs*."""
    ticket = jobs[0].ticket
    if ticket is None:
        raise AssertionError("a paper without a ticket")
    with read() as work:
        return work.tickets.get(ticket).procedure
