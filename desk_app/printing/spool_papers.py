"""Papers made while their tickets are being committed, kept until they are sent. It sends none."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import threading
from collections.abc import Callable

from desk_app.domain.errors import BadPrinterAddress, ProfileFaults
from desk_app.domain.prints import JobId, Leaf, PrintJob, Slip
from desk_app.printing.addresses import Address, parse
from desk_app.printing.encode import Payload
from desk_app.printing.profiles import Profile, load
from desk_app.printing.typefaces import MissingGlyph

Make = Callable[[Slip | Leaf, Profile, Address], Payload]
"""Makes a paper without a fence; raises MissingGlyph."""

KEPT = 8
"""Papers kept at most: one whose transaction was rolled back is never asked for."""

_SPECIMEN = Slip(
    site="S",
    number="A000",
    procedure="P",
    procedure_translated="",
    issued_at=dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
    people_before=0,
    wait_low=0,
    wait_high=5,
    language="fr",
    code="AAAA0000",
    qr="DESK1",
)


@dataclasses.dataclass(frozen=True, slots=True)
class _Made:
    """A paper beside everything that it was made from."""

    slip: Slip | Leaf
    printer: str
    profile: str
    payload: Payload


class Papers:
    """Makes the paper of a job, ahead of its commit where that was asked for."""

    def __init__(self, *, make: Make) -> None:
        """*make* is `papers.make`, quick or not."""
        self._make = make
        self._ahead: dict[JobId, _Made] = {}
        self._guard = threading.Lock()

    def make_ahead(self, job: PrintJob) -> None:
        """Make the paper of *job* and keep it; one that cannot be made says so when taken."""
        with contextlib.suppress(BadPrinterAddress, ProfileFaults, MissingGlyph):
            made = _Made(*_ingredients(job), self._payload(*_ingredients(job)))
            with self._guard:
                self._ahead[job.id] = made
                while len(self._ahead) > KEPT:
                    del self._ahead[next(iter(self._ahead))]

    def take(self, job: PrintJob) -> Payload:
        """Return the paper of *job*, without a fence; it is made now unless it is at hand.

        Raises BadPrinterAddress, ProfileFaults, and MissingGlyph as `papers.make` does.
        """
        with self._guard:
            made = self._ahead.pop(job.id, None)
        if made is None or (made.slip, made.printer, made.profile) != _ingredients(job):
            return self._payload(*_ingredients(job))
        return made.payload

    def warm_up(self, printer: str, profile: str) -> None:
        """Load what the first paper would wait for: fonts, words, the profile. Nothing is kept."""
        with contextlib.suppress(BadPrinterAddress, ProfileFaults):
            self._payload(_SPECIMEN, printer, profile)

    def _payload(self, slip: Slip | Leaf, printer: str, profile: str) -> Payload:
        return self._make(slip, load(profile), parse(printer))


def _ingredients(job: PrintJob) -> tuple[Slip | Leaf, str, str]:
    return job.slip, job.printer, job.profile
