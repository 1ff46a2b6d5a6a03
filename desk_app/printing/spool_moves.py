"""The moves of print jobs, each committed before it is told. It opens no printer."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from desk_app.domain.facts import PrintSettled
from desk_app.domain.prints import NOT_BEGUN, JobId, PrintJob, PrintState
from desk_app.services.ports import Begin, Clock, Read

IN_HAND = frozenset({PrintState.SENDING, PrintState.AWAIT_ACK})
"""States of which bytes may have left."""


class Moves:
    """Reads jobs and commits their moves; whoever shows them is told after the commit."""

    def __init__(self, *, begin: Begin, read: Read, clock: Clock, tell: Callable[[], None]) -> None:
        self._begin, self._read, self._clock, self._tell = begin, read, clock, tell

    def job(self, job: JobId) -> PrintJob:
        """Return *job* as it stands."""
        with self._read() as work:
            return work.prints.get(job)

    def pending(self, printer: str) -> list[PrintJob]:
        """Return the jobs of *printer* that are not settled, the oldest first."""
        with self._read() as work:
            pending = list(work.prints.pending(printer))
        return sorted(pending, key=lambda job: (job.created_at, str(job.id)))

    def claim(self, job: PrintJob) -> PrintJob | None:
        """Commit that *job* is being sent, before its first byte; None if it waits no more."""
        with self._begin() as work:
            current = work.prints.get(job.id)
            if current.state not in NOT_BEGUN:
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

    def leave(self, job: PrintJob, cause: str) -> None:
        """Keep *job* waiting for its printer, saying why. The same why is no news."""
        known = (PrintState.WAIT_PRINTER, cause)
        with self._begin() as work:
            current = work.prints.get(job.id)
            is_known = (current.state, current.cause) == known
            if is_known or current.state not in NOT_BEGUN | IN_HAND:
                return
            if current.state is PrintState.WAIT_PRINTER:
                left = dataclasses.replace(current, cause=cause, updated_at=self._clock())
            else:
                wait = PrintState.WAIT_PRINTER
                left = self._queued(current).moved(wait, now=self._clock(), cause=cause)
            work.prints.put(left)
        self._tell()

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
