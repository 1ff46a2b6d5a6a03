"""One printer's jobs taken to paper, one after another. It holds no lock and has no thread."""

from __future__ import annotations

import enum
from collections.abc import Callable

from desk_app.domain.errors import BadPrinterAddress, PrinterUnavailable, ProfileFaults
from desk_app.domain.prints import PrintJob, PrintState
from desk_app.printing.encode import Payload, fenced, seconds
from desk_app.printing.forgetting import paper_name
from desk_app.printing.links import Link, LinkLost
from desk_app.printing.profiles import Profile, load
from desk_app.printing.spool_moves import IN_HAND, Moves
from desk_app.printing.spool_papers import Papers
from desk_app.printing.typefaces import MissingGlyph

OpenLink = Callable[[str, Profile, str], Link]
"""Opens the way to a printer address for the paper of a name."""


class _End(enum.Enum):
    """How the turn of one job ended."""

    PRINTED = enum.auto()
    PASSED = enum.auto()  # it needs no more of us, and the next may come
    STUCK = enum.auto()  # its printer cannot be worked for the moment


class Press:
    """Takes the jobs of one printer to paper, one after another, while its lock is held."""

    def __init__(
        self,
        moves: Moves,
        papers: Papers,
        open_link: OpenLink,
        *,
        on_begun: Callable[[str], None],
        answer_margin_s: float,
    ) -> None:
        """*on_begun* is told the printer once the first bytes of a paper have left."""
        self._moves, self._papers, self._open_link = moves, papers, open_link
        self._on_begun, self._answer_margin_s = on_begun, answer_margin_s

    def run(self, printer: str) -> tuple[int, bool]:
        """Return how many papers came out, and whether no job is left that could be tried."""
        pending = self._moves.pending(printer)
        for left in pending:
            if left.state in IN_HAND:
                # Its process died, and nobody knows how much of it came out.
                self._moves.settle(left, PrintState.UNCERTAIN, cause="stopped")
        printed = 0
        while job := next((job for job in pending if job.state not in IN_HAND), None):
            end = self._deliver(job)
            if end is _End.STUCK:
                return printed, False
            printed += end is _End.PRINTED
            pending = self._moves.pending(printer)
        return printed, True

    def _deliver(self, job: PrintJob) -> _End:
        try:
            profile = load(job.profile)
            link = self._open_link(job.printer, profile, paper_name(job.what, job.id))
        except ProfileFaults:
            return self._stuck(job, "profile")
        except BadPrinterAddress:
            return self._stuck(job, "address")
        except PrinterUnavailable as unavailable:
            return self._stuck(job, unavailable.cause)
        try:
            return self._over(link, job, profile)
        finally:
            link.close()

    def _over(self, link: Link, job: PrintJob, profile: Profile) -> _End:
        try:
            payload = self._papers.take(job)
        except MissingGlyph:
            return self._stuck(job, "drawing")
        is_asked = profile.has_fence and link.answers
        if is_asked:
            payload = fenced(payload)
        sending = self._moves.claim(job)
        if sending is None:
            return _End.PASSED
        try:
            link.send(payload.data, lambda _handed: self._on_begun(job.printer))
        except LinkLost as lost:
            return self._lost(sending, lost, len(payload.data))
        if link.is_durable:
            self._moves.settle(sending, PrintState.PRINTED, handed=len(payload.data))
            return _End.PRINTED
        return self._answered(link, sending, payload, profile, is_asked=is_asked)

    def _answered(
        self, link: Link, job: PrintJob, payload: Payload, profile: Profile, *, is_asked: bool
    ) -> _End:
        waiting = self._moves.hand_over(job, len(payload.data))
        patience = seconds(payload, profile, link.bytes_per_second) + self._answer_margin_s
        if is_asked and link.acknowledged(patience):
            self._moves.settle(waiting, PrintState.PRINTED)
            return _End.PRINTED
        self._moves.settle(waiting, PrintState.UNCERTAIN, cause="no-answer")
        # One that is asked and stays silent may be out of paper: it gets no more for a while.
        return _End.STUCK if is_asked else _End.PASSED

    def _lost(self, job: PrintJob, lost: LinkLost, total: int) -> _End:
        if lost.handed == 0:
            return self._stuck(job, lost.cause)
        # The end of the paper and the cut never left, or all of it did and nobody confirmed it.
        state = PrintState.TORN if lost.handed < total else PrintState.UNCERTAIN
        self._moves.settle(job, state, cause=lost.cause, handed=lost.handed)
        return _End.STUCK

    def _stuck(self, job: PrintJob, cause: str) -> _End:
        self._moves.leave(job, cause)
        return _End.STUCK
