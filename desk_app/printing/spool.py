"""Takes durable print jobs to paper; the only thing that moves a job's state.

A job is SENDING on disk before its first byte leaves, and never goes back to the queue after it:
a resend would be the double ticket. What a printer says of its paper and cover is not read yet.
"""

from __future__ import annotations

import dataclasses
import pathlib
import threading
import time
from collections.abc import Callable

from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.errors import BadPrinterAddress, PrinterUnavailable, ProfileFaults
from desk_app.domain.facts import PrintSettled
from desk_app.domain.prints import PENDING, JobId, PrintJob, PrintState
from desk_app.printing import locks as system_locks
from desk_app.printing import papers
from desk_app.printing.addresses import parse
from desk_app.printing.encode import seconds
from desk_app.printing.links import Link, LinkLost, unheard
from desk_app.printing.profiles import Profile, load
from desk_app.printing.transports import open_link
from desk_app.printing.typefaces import MissingGlyph
from desk_app.printing.worker import Worker
from desk_app.services.ports import Begin, Clock, Read

OpenLink = Callable[[str, Profile, str], Link]
"""Opens the way to a printer address for the paper of a name."""

ANSWER_MARGIN_S = 5.0  # how much longer than its printing a paper's acknowledgement may take

_WAITING = frozenset({PrintState.RENDERED, PrintState.QUEUED, PrintState.WAIT_PRINTER})
_IN_HAND = frozenset({PrintState.SENDING, PrintState.AWAIT_ACK})
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
        self._moves = _Moves(begin=begin, read=read, clock=clock, tell=self._tell)
        self._press = _Press(
            self._moves, open_link, is_quick=is_quick, answer_margin_s=answer_margin_s
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

    def close(self) -> None:
        """Stop the workers after the paper each has in hand, and wait for them."""
        for worker in self._workers.values():
            worker.stop()
        for worker in self._workers.values():
            worker.join()
        self._workers.clear()

    def _work(self, printer: str) -> tuple[int, bool]:
        """Go through the jobs of *printer*: papers that came out, whether none is left to try."""
        with system_locks.hold(printer, self._locks) as is_ours:
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


class _Press:
    """Takes the jobs of one printer to paper, one after another, while its lock is held."""

    def __init__(
        self, moves: _Moves, open_link: OpenLink, *, is_quick: bool, answer_margin_s: float
    ) -> None:
        self._moves, self._open_link = moves, open_link
        self._is_quick, self._answer_margin_s = is_quick, answer_margin_s

    def run(self, printer: str) -> tuple[int, bool]:
        """Return how many papers came out, and whether no job is left that could be tried."""
        for left in self._moves.in_hand(printer):
            # Its process died, and nobody knows how much of it came out.
            self._moves.settle(left, PrintState.UNCERTAIN, cause="stopped")
        printed = 0
        while job := self._moves.next(printer):
            if not self._deliver(job):
                return printed, False
            printed += self._moves.job(job.id).state is PrintState.PRINTED
        return printed, True

    def _deliver(self, job: PrintJob) -> bool:
        """Take *job* to paper; False when its printer cannot be worked for the moment."""
        try:
            profile = load(job.profile)
            link = self._open_link(job.printer, profile, f"{job.what} {str(job.id)[-8:]}")
        except ProfileFaults:
            return self._moves.leave(job, "profile")
        except BadPrinterAddress:
            return self._moves.leave(job, "address")
        except PrinterUnavailable as unavailable:
            return self._moves.leave(job, unavailable.cause)
        try:
            return self._over(link, job, profile)
        finally:
            link.close()

    def _over(self, link: Link, job: PrintJob, profile: Profile) -> bool:
        is_asked = profile.has_fence and link.answers
        try:
            payload = papers.make(
                job.slip, profile, parse(job.printer), is_quick=self._is_quick, fence=is_asked
            )
        except MissingGlyph:
            return self._moves.leave(job, "drawing")
        sending = self._moves.claim(job)
        if sending is None:
            return True
        try:
            link.send(payload.data, unheard)
        except LinkLost as lost:
            return self._lost(sending, lost, len(payload.data))
        if link.is_durable:
            self._moves.settle(sending, PrintState.PRINTED, handed=len(payload.data))
            return True
        waiting = self._moves.hand_over(sending, len(payload.data))
        patience = seconds(payload, profile, link.bytes_per_second) + self._answer_margin_s
        if is_asked and link.acknowledged(patience):
            self._moves.settle(waiting, PrintState.PRINTED)
            return True
        self._moves.settle(waiting, PrintState.UNCERTAIN, cause="no-answer")
        # One that is asked and stays silent may be out of paper: it gets no more for a while.
        return not is_asked

    def _lost(self, job: PrintJob, lost: LinkLost, total: int) -> bool:
        if lost.handed == 0:
            return self._moves.leave(job, lost.cause)
        # The end of the paper and the cut never left, or all of it did and nobody confirmed it.
        state = PrintState.TORN if lost.handed < total else PrintState.UNCERTAIN
        self._moves.settle(job, state, cause=lost.cause, handed=lost.handed)
        return False


class _Moves:
    """Reads jobs and commits their moves; whoever shows them is told after the commit."""

    def __init__(self, *, begin: Begin, read: Read, clock: Clock, tell: Callable[[], None]) -> None:
        self._begin, self._read, self._clock, self._tell = begin, read, clock, tell

    def job(self, job: JobId) -> PrintJob:
        """Return *job* as it stands."""
        with self._read() as work:
            return work.prints.get(job)

    def next(self, printer: str) -> PrintJob | None:
        """Return the oldest job that waits for *printer*."""
        with self._read() as work:
            waiting = [job for job in work.prints.pending(printer) if job.state in _WAITING]
        return min(waiting, key=lambda job: (job.created_at, str(job.id)), default=None)

    def in_hand(self, printer: str) -> list[PrintJob]:
        """Return the jobs of *printer* of which bytes may have left."""
        with self._read() as work:
            return [job for job in work.prints.pending(printer) if job.state in _IN_HAND]

    def claim(self, job: PrintJob) -> PrintJob | None:
        """Commit that *job* is being sent, before its first byte; None if it waits no more."""
        with self._begin() as work:
            current = work.prints.get(job.id)
            if current.state not in _WAITING:
                return None
            sending = self._queued(current).moved(PrintState.SENDING, now=self._clock())
            work.prints.put(sending)
        return sending

    def hand_over(self, job: PrintJob, handed: int) -> PrintJob:
        """Commit that every byte of *job* has left and its acknowledgement is awaited."""
        waiting = job.moved(PrintState.AWAIT_ACK, now=self._clock(), handed=handed)
        with self._begin() as work:
            work.prints.put(waiting)
        return waiting

    def leave(self, job: PrintJob, cause: str) -> bool:
        """Keep *job* waiting for its printer, saying why; always False. The same why is no news."""
        known = (PrintState.WAIT_PRINTER, cause)
        with self._begin() as work:
            current = work.prints.get(job.id)
            if current.state not in _WAITING | _IN_HAND or (current.state, current.cause) == known:
                return False
            if current.state is PrintState.WAIT_PRINTER:
                left = dataclasses.replace(current, cause=cause, updated_at=self._clock())
            else:
                wait = PrintState.WAIT_PRINTER
                left = self._queued(current).moved(wait, now=self._clock(), cause=cause)
            work.prints.put(left)
        self._tell()
        return False

    def settle(
        self,
        job: PrintJob,
        state: PrintState,
        *,
        cause: str = "",
        handed: int = 0,
    ) -> None:
        """Commit the end of *job* and its fact."""
        now = self._clock()
        with self._begin() as work:
            work.prints.put(job.moved(state, now=now, cause=cause, handed=handed))
            work.record(PrintSettled(job=job.id, state=state), by=None, at=now)
        self._tell()

    def _queued(self, job: PrintJob) -> PrintJob:
        is_new = job.state is PrintState.RENDERED
        return job.moved(PrintState.QUEUED, now=self._clock()) if is_new else job
