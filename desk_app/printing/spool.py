"""Takes durable print jobs to paper; the only thing that moves a job's state.

A job is SENDING on disk before its first byte leaves, and never goes back to the queue after it:
a resend would be the double ticket. What a printer says of its paper and cover is not read yet.
"""

from __future__ import annotations

import dataclasses
import pathlib
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial

from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.prints import PENDING, JobId, PrintJob, PrintState
from desk_app.printing import locks as system_locks
from desk_app.printing import papers
from desk_app.printing.spool_moves import Moves
from desk_app.printing.spool_papers import Papers
from desk_app.printing.spool_press import OpenLink, Press
from desk_app.printing.spool_way import Way
from desk_app.printing.transports import open_link
from desk_app.printing.worker import Worker
from desk_app.services.ports import Begin, Clock, Read

ANSWER_MARGIN_S = 5.0  # how much longer than its printing a paper's acknowledgement may take
GIVE_WAY_S = 0.05
"""How long screens are read later for a paper: it has left by then, or its printer is slow."""
_OTHER_PROCESS_S = 0.05  # how often a job that another process prints is looked at


@dataclasses.dataclass(frozen=True, slots=True)
class Printed:
    """How many papers came out, and how many jobs the spool still holds."""

    printed: int
    left: int


class Spool:
    """The print jobs of one store, taken to their printers."""

    def __init__(
        self,
        *,
        begin: Begin,
        read: Read,
        clock: Clock,
        on_changed: Callable[[Changes], None] | None = None,
        open_link: OpenLink = open_link,
        locks: pathlib.Path | None = None,
        is_quick: bool = False,
        answer_margin_s: float = ANSWER_MARGIN_S,
    ) -> None:
        """*on_changed* is called on the thread that printed; *is_quick* as in `papers.make`.

        *locks* is a folder that every process of this computer shares.
        """
        self._read = read
        self._settled = threading.Condition()
        self._on_changed = on_changed
        self._locks = locks or system_locks.folder()
        self._way = Way()
        self._moves = Moves(begin=begin, read=read, clock=clock, tell=self._tell)
        self._papers = Papers(make=partial(papers.make, is_quick=is_quick))
        self._press = Press(
            self._moves,
            self._papers,
            open_link,
            on_begun=self._way.give,
            answer_margin_s=answer_margin_s,
        )
        self._workers: dict[str, Worker] = {}

    def print_pending(self, printer: str | None = None) -> Printed:
        """Print what can be printed now, on this thread, each printer's jobs oldest first.

        Where another process works a printer, its jobs are left to it.
        """
        done = [self._work(name) for name in self._printers(printer)]
        with self._read() as work:
            return Printed(sum(printed for printed, _ in done), len(work.prints.pending(printer)))

    def wait(self, job: JobId, timeout: float) -> PrintState:
        """Return the state of *job* once nothing more happens to it, or after *timeout* seconds.

        Where no worker of this spool runs, the job is printed here. A printer that cannot be
        reached ends the waiting: the job stays queued.
        """
        deadline = time.monotonic() + timeout
        current = self._moves.job(job)
        while current.state in PENDING and time.monotonic() < deadline:
            patience = 1.0
            if current.printer not in self._workers:
                self._work(current.printer)
                patience = _OTHER_PROCESS_S
            with self._settled:
                current = self._moves.job(job)
                if current.state is PrintState.WAIT_PRINTER:
                    break
                if current.state in PENDING:
                    self._settled.wait(min(patience, max(0.0, deadline - time.monotonic())))
            current = self._moves.job(job)
        return current.state

    def start(self, *printers: str) -> None:
        """Start a worker for each of *printers* and for each printer that has jobs waiting."""
        for name in dict.fromkeys((*printers, *self._printers(None))):
            self._worker(name).wake()

    def wake(self, *printers: str) -> None:
        """Say that there may be new jobs for *printers*, or for all that have a worker."""
        for name in printers or tuple(self._workers):
            self._worker(name).wake()

    def warm_up(self, printer: str, profile: str) -> None:
        """Let the worker of *printer*, if it has one, load what its first paper will need."""
        worker = self._workers.get(printer)
        if worker is not None:
            worker.prepare(partial(self._papers.warm_up, printer, profile))

    def foresee(self, job: PrintJob) -> None:
        """Make the paper of *job*, about to be committed, on its printer's worker meanwhile.

        Nothing is opened and nothing leaves. Without a worker, or behind other papers, the paper
        is made when its turn comes.
        """
        worker = self._workers.get(job.printer)
        if worker is not None and not self._way.is_at_work(job.printer):
            worker.prepare(partial(self._papers.make_ahead, job))

    def hurry(self, jobs: Iterable[PrintJob]) -> None:
        """Send *jobs*, committed just now, where their printers have a worker; see `give_way`."""
        for printer in {job.printer for job in jobs}:
            if printer in self._workers:
                self._way.take(printer)
                self._worker(printer).wake()

    def give_way(self, seconds: float = GIVE_WAY_S) -> bool:
        """Wait until what `hurry` was told of has begun to leave, at most *seconds*."""
        return self._way.wait(seconds)

    def close(self) -> None:
        """Stop the workers after the paper each has in hand, and wait for them."""
        for worker in self._workers.values():
            worker.stop()
        for worker in self._workers.values():
            worker.join()
        self._workers.clear()

    def _work(self, printer: str) -> tuple[int, bool]:
        """Go through the jobs of *printer*: papers that came out, whether none is left to try."""
        with self._way.at_work(printer), system_locks.hold(printer, self._locks) as is_ours:
            return self._press.run(printer) if is_ours else (0, False)

    def _worker(self, printer: str) -> Worker:
        known = self._workers.get(printer)
        if known is None or not known.is_alive:
            known = Worker(printer, lambda: self._work(printer)[1])
            self._workers[printer] = known
        return known

    def _printers(self, printer: str | None) -> tuple[str, ...]:
        if printer is not None:
            return (printer,)
        with self._read() as work:
            return tuple(dict.fromkeys(job.printer for job in work.prints.pending()))

    def _tell(self) -> None:
        with self._settled:
            self._settled.notify_all()
        if self._on_changed:
            self._on_changed(changes("print", Topic.PRINTS))
