"""Fakes of printing's tests: a store of jobs in memory, links that misbehave, slips."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
import uuid
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from desk_app.domain.errors import PrinterUnavailable, StoreUnavailable
from desk_app.domain.facts import Fact
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import (
    PENDING,
    Callee,
    Earlier,
    Hours,
    JobId,
    Leaf,
    LeafKind,
    PrintJob,
    Slip,
)
from desk_app.printing.links import LinkLost, OnProgress
from desk_app.printing.ops import Media
from desk_app.printing.profiles import Profile
from desk_app.words.texts import texts

WIDE = Media(dots=576, columns=48)
NARROW = Media(dots=384, columns=32)
NOON = dt.datetime(2026, 3, 3, 10, 42, tzinfo=ZoneInfo("Europe/Paris"))
LONG_NAME = (
    "Demande de titre de séjour portant la mention vie privée et familiale pour les conjoints de "
    "Français et les parents d’enfants français, premier dépôt ou renouvellement, avec pièces à "
    "compléter sur place"
)[:200]


def slip(language: str = "fr", **changes: object) -> Slip:
    """Return the slip of ticket B042, in *language*."""
    fields: dict[str, object] = {
        "site": "Préfecture de la Seine-Saint-Denis",
        "number": "B042",
        "procedure": "Dépôt de pièces complémentaires",
        "procedure_translated": "",
        "issued_at": NOON,
        "people_before": 12,
        "wait_low": 15,
        "wait_high": 25,
        "language": language,
        "code": "7K4M2QXD",
        "qr": "D1:7K4M2QXD:B042:20260303",
    }
    if language != "fr":
        fields["procedure_translated"] = texts(language).procedure("PIECES") or ""
    return Slip(**{**fields, **changes})  # type: ignore[arg-type]


CODE = (
    "04G2N5F07K4M2QXD0CR9XK3V5T8PZ6W1B4D7H0J2M5N8Q3R6S9T2V5X8Y1A4C7E0G3H6K9M2P5R8T1W4Z7B0D3F6"
    "H9K2N5Q8S1V4X7A0C3E6G9J2M5P8R1T4W7Y0B3D6F9H2K5N8Q1"
)
"""As long as a signed code is."""


def leaf(kind: LeafKind = LeafKind.CONVOCATION, language: str = "fr", **changes: object) -> Leaf:
    """Return a convocation, or a proof of request, in *language*."""
    fields: dict[str, object] = {
        "kind": kind,
        "site": "Préfecture de la Seine-Saint-Denis",
        "reference": "7K4M-2QXD",
        "qr": CODE,
        "issued_at": NOON,
        "subject": "Dépôt de pièces complémentaires",
        "language": language,
        "address": ("1 esplanade Jean-Moulin", "93007 Bobigny Cedex"),
        "hours": (Hours(days=(0, 1, 2, 3, 4), opens=dt.time(8, 30), closes=dt.time(16, 30)),),
    }
    if kind is LeafKind.CONVOCATION:
        fields |= {
            "access": ("Métro 5 et tramway T1, arrêt Bobigny – Pablo Picasso",),
            "starts_at": NOON.replace(month=4, day=14, hour=9, minute=30),
            "minutes_before": 10,
            "holder": "BENALI Nadia",
            "last4": "8765",
            "bring": ("Titre de séjour", "Justificatif de domicile de moins de 6 mois", "3 photos"),
        }
    elif kind is LeafKind.REQUEST:
        fields |= {
            "starts_at": NOON.replace(hour=16, minute=15),
            "last4": "8765",
            "request_no": 318,
        }
    elif kind is LeafKind.CALLS:
        fields |= {
            "reference": "2026-03-03",
            "qr": "",
            "callees": (
                Callee(
                    name="BENALI Nadia",
                    phone="+33612345678",
                    was_at=NOON.replace(month=4, day=14, hour=9, minute=30),
                    starts_at=NOON.replace(month=4, day=16, hour=10, minute=0),
                ),
                Callee(
                    name="",
                    phone="",
                    was_at=NOON.replace(month=4, day=14, hour=9, minute=45),
                    starts_at=None,
                ),
            ),
        }
    else:
        fields |= {
            "reason": "no_place",
            "earlier": (
                Earlier(day=dt.date(2026, 2, 9), reference="R7K2-QX4M"),
                Earlier(day=dt.date(2026, 2, 17), reference="B3D6-F9H2"),
            ),
        }
    if language != "fr":
        fields["subject_translated"] = texts(language).procedure("PIECES") or ""
    return Leaf(**{**fields, **changes})  # type: ignore[arg-type]


class JobStore:
    """Print jobs in memory, with the moves they made and the facts recorded."""

    def __init__(self) -> None:
        self.jobs: dict[JobId, PrintJob] = {}
        self.moves: list[str] = []
        self.facts: list[Fact] = []
        self.locked_for = 0
        self._lock = threading.RLock()

    def queue(self, printer: str, *, language: str = "fr", **changes: object) -> JobId:
        """Add a job for *printer* and return its id."""
        fields: dict[str, object] = {
            "id": JobId(uuid.uuid4()),
            "ticket": None,
            "what": "ticket C042",
            "slip": slip(language),
            "printer": printer,
            "profile": "epson-tm-t20iii",
            "created_at": NOON + dt.timedelta(seconds=len(self.jobs)),
        }
        job = PrintJob(**{**fields, **changes})  # type: ignore[arg-type]
        self.jobs[job.id] = job
        return job.id

    @contextlib.contextmanager
    def begin(self) -> Iterator[JobStore]:
        """Open the one transaction at a time that this store has."""
        with self._lock:
            if self.locked_for:
                self.locked_for -= 1
                raise StoreUnavailable("locked")
            yield self

    read = begin

    @property
    def prints(self) -> JobStore:
        """The jobs: this store itself."""
        return self

    def get(self, job: JobId) -> PrintJob:
        """Return a job."""
        return self.jobs[job]

    def put(self, job: PrintJob) -> None:
        """Keep a job as it now is."""
        self.jobs[job.id] = job
        self.moves.append(f"{job.state} {job.cause}".strip())

    def pending(self, printer: str | None = None) -> Sequence[PrintJob]:
        """Return what is not settled."""
        return [
            job
            for job in self.jobs.values()
            if job.state in PENDING and printer in {None, job.printer}
        ]

    def record(self, fact: Fact, *, by: AgentLogin | None, at: dt.datetime) -> None:
        """Keep a fact."""
        self.facts.append(fact)


class FakeLink:
    """A way to a printer that takes *takes* bytes (None: all) and then is gone."""

    bytes_per_second = 1e6

    def __init__(
        self,
        *,
        takes: int | None = None,
        answers: bool = True,
        acknowledges: bool = True,
        durable: bool = False,
    ) -> None:
        self.sent = b""
        self.is_closed = False
        self.answers = answers
        self.is_durable = durable
        self._takes = takes
        self._acknowledges = acknowledges

    def send(self, payload: bytes, on_progress: OnProgress) -> None:
        """Take what it takes."""
        self.sent = payload if self._takes is None else payload[: self._takes]
        on_progress(len(self.sent))
        if self._takes is not None:
            raise LinkLost(len(self.sent), "lost")

    def acknowledged(self, seconds: float) -> bool:
        """Answer as told, at once."""
        return self._acknowledges

    def close(self) -> None:
        """Note it."""
        self.is_closed = True


class FakePrinters:
    """Opens links in the order given; a text is the cause why none can be opened."""

    def __init__(self, *links: FakeLink | str) -> None:
        self._links = list(links)
        self.names: list[str] = []

    def __call__(self, printer: str, profile: Profile, name: str) -> FakeLink:
        self.names.append(name)
        link = self._links.pop(0) if self._links else FakeLink()
        if isinstance(link, str):
            raise PrinterUnavailable(printer, link)
        return link
