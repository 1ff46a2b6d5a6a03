"""The morning of the pictures at Accueil, as values; nothing here is computed from the program."""

from __future__ import annotations

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

from desk_app.domain.counters import CounterId
from desk_app.domain.prints import JobId, PrintState
from desk_app.domain.procedures import Binding, ProcedureCode
from desk_app.domain.tickets import TicketNumber, TicketStatus
from desk_app.services.reception import Gate, LastTicket, ProcedureLine, Reception

PARIS = ZoneInfo("Europe/Paris")
NOW = dt.datetime(2026, 3, 3, 10, 42, tzinfo=PARIS)
TOMORROW = dt.datetime(2026, 3, 4, 8, 30, tzinfo=PARIS)
LANGUAGES = ("fr", "ar", "en", "tr", "zh-Hans", "fa", "ps", "uk", "ru", "es", "pt", "bn", "ta")


def line(
    code: str,
    name: str,
    series: str = "K",
    *,
    tile: int | None = None,
    gate: Gate = Gate.OPEN,
    binding: Binding = Binding.NONE,
    waiting: int = 0,
    wait: tuple[int, int] = (5, 10),
    issued: int = 0,
    quota: int | None = None,
    counters: tuple[int, ...] = (1,),
    reopens_at: dt.datetime | None = None,
    closes_at: dt.datetime | None = None,
    by_appointment: bool = False,
) -> ProcedureLine:
    """Return a procedure of the day."""
    return ProcedureLine(
        code=ProcedureCode(code),
        series=series,
        name=name,
        short=name.split(":", maxsplit=1)[0].strip(),
        tile=tile,
        gate=gate,
        reopens_at=reopens_at,
        binding=binding,
        waiting=waiting,
        before=waiting,
        wait=wait,
        issued=issued,
        quota=quota,
        counters=tuple(CounterId(number) for number in counters),
        closes_at=closes_at,
        by_appointment=by_appointment,
    )


def last(
    number: str, procedure: str, minute: int, state: PrintState = PrintState.PRINTED
) -> LastTicket:
    """Return one of the last tickets, given at 10:*minute*."""
    return LastTicket(
        number=TicketNumber(number),
        procedure=procedure,
        issued_at=NOW.replace(minute=minute),
        status=TicketStatus.WAITING,
        job=JobId(UUID(int=minute)),
        print_state=state,
    )


LINES = (
    line("INFO", "Renseignement, orientation", "A", tile=1, waiting=6),
    line("PIECES", "Dépôt de pièces complémentaires", "B", tile=2, waiting=12, wait=(15, 25)),
    line(
        "REM_TITRE", "Remise d’un titre de séjour", "C", tile=3, waiting=9, wait=(10, 20),
        binding=Binding.REQUIRED, counters=(3, 5),
    ),
    line("RECEP_RNV", "Renouvellement de récépissé", "D", tile=4, waiting=14, wait=(25, 40)),
    line("CHG_ADR", "Changement d’adresse", "E", tile=5, waiting=3, wait=(5, 15)),
    line(
        "URG", "Urgence : titre expirant sous 7 jours", "F", tile=6, waiting=2,
        binding=Binding.OPTIONAL,
    ),
    line(
        "ADDA_RNV", "Attestation de demande d’asile : renouvellement", "G", tile=7, waiting=5,
        wait=(20, 30), binding=Binding.REQUIRED,
    ),
    line(
        "PERMIS", "Échange de permis de conduire étranger", "H", tile=8, gate=Gate.QUOTA,
        issued=12, quota=12, reopens_at=TOMORROW, binding=Binding.REQUIRED,
    ),
    line("DIV", "Autre motif", "Z", tile=9, waiting=1, wait=(5, 15), binding=Binding.OPTIONAL),
    line("BIOM", "Biométrie : prise d’empreintes", gate=Gate.CONVOCATION, waiting=4, wait=(10, 15)),
    line("DUPL", "Duplicata de titre (perte, vol)", gate=Gate.APPOINTMENT),
    line("DCEM", "Document de circulation pour étranger mineur", gate=Gate.APPOINTMENT),
    line("REGR_FAM", "Regroupement familial : information", waiting=2, issued=18, quota=40),
    line("PREM_DEPOT", "Première demande de titre de séjour", gate=Gate.APPOINTMENT),
    line("TVE", "Titre de voyage réfugié ou apatride", gate=Gate.APPOINTMENT),
    line("NAT_DECL", "Nationalité : déclaration", "N", tile=None),
)  # fmt: skip

LAST = (
    last("B041", "Dépôt de pièces", 41),
    last("A118", "Renseignement", 40),
    last("D034", "Récépissé", 39, PrintState.UNCERTAIN),
    last("C043", "Remise de titre", 38),
    last("A117", "Renseignement", 36),
)

MORNING = Reception(
    site="Préfecture de la Seine-Saint-Denis",
    lines=LINES,
    last=LAST,
    languages=LANGUAGES,
    rehearsal=True,
)
