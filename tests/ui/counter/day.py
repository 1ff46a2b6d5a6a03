"""The morning of the pictures at Guichet 3, as values; nothing is computed from the program."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import Binding, ProcedureCode
from desk_app.domain.queue import Reason, Why
from desk_app.domain.tickets import Priority, TicketNumber, TicketStatus
from desk_app.services.asides import Aside
from desk_app.services.counter import ActLine, CounterScreen, Current, QueueLine
from desk_app.services.places import Place
from desk_app.services.reception import Gate, ProcedureLine, Reception

PARIS = ZoneInfo("Europe/Paris")
NOW = dt.datetime(2026, 3, 3, 10, 42, tzinfo=PARIS)
KARIM = AgentLogin("kbelhadj")


def at(hour: int, minute: int, second: int = 0) -> dt.datetime:
    """Return an hour of the day."""
    return NOW.replace(hour=hour, minute=minute, second=second)


def waiting(
    number: str,
    name: str,
    waited: int,
    *,
    why: Why = Why.ARRIVED,
    due: dt.datetime | None = None,
    procedure: str = "PIECES",
) -> QueueLine:
    """Return one who has waited *waited* minutes."""
    arrived = NOW - dt.timedelta(minutes=waited)
    return QueueLine(
        number=TicketNumber(number),
        procedure=ProcedureCode(procedure),
        name=name,
        arrived_at=arrived,
        waited=dt.timedelta(minutes=waited),
        reason=Reason(why=why, at=due or arrived),
        priority=None,
        party=1,
    )


QUEUE = (
    waiting("B030", "Dépôt de pièces", 31),
    waiting("R012", "Remise d’un titre", 12, why=Why.APPOINTMENT, due=at(10, 45)),
    waiting("C034", "Remise d’un titre", 29),
    waiting("D021", "Récépissé", 27),
    waiting("A097", "Dépôt de pièces", 26, why=Why.TRANSFERRED),
    waiting("B035", "Dépôt de pièces", 22),
    waiting("C036", "Remise d’un titre", 19),
    waiting("D024", "Récépissé", 17),
    waiting("B038", "Dépôt de pièces", 14),
    waiting("C039", "Remise d’un titre", 11),
    waiting("D029", "Récépissé", 9),
    waiting("B040", "Dépôt de pièces", 3),
)

SERVED = Current(
    number=TicketNumber("C042"),
    status=TicketStatus.SERVING,
    procedure=ProcedureCode("REM_TITRE"),
    name="Remise d’un titre de séjour",
    language="ar",
    party=1,
    priority=Priority.CMI,
    hint="N. B., 1988",
    waited=dt.timedelta(minutes=4),
    reason=Reason(why=Why.LEGAL, at=at(10, 34), passed=34, priority=Priority.CMI),
    calls=2,
    called_at=at(10, 38),
    started_at=at(10, 38, 48),
    recallable_at=at(10, 39),
    expected=dt.timedelta(minutes=8),
    steps=(),
)


def act(hour: int, minute: int, kind: str, operation: str, number: str, **more: object) -> ActLine:
    """Return one of the last acts."""
    counter, procedure = more.get("counter"), more.get("procedure", "")
    return ActLine(
        at=at(hour, minute),
        kind=kind,
        operation=operation,
        number=TicketNumber(number),
        procedure=str(procedure),
        counter=counter if isinstance(counter, int) else None,
    )


ACTS = (
    act(10, 39, "TicketMoved", "start", "C042"),
    act(10, 38, "TicketCalled", "", "C042", counter=3),
    act(10, 38, "TicketMoved", "complete", "B029"),
    act(10, 27, "TicketMoved", "transfer", "B027", procedure="Remise de titre"),
)

PARKED = Aside(
    number=TicketNumber("B025"), name="Dépôt de pièces", note="photocopies", since=at(10, 28)
)
ABSENT = Aside(
    number=TicketNumber("C031"),
    name="Remise de titre",
    note="",
    since=at(10, 32),
    calls=3,
    until=at(10, 52),
)

SERVING = CounterScreen(
    counter=CounterId(3),
    state=CounterState.OPEN,
    agent=KARIM,
    since=at(8, 30),
    serves=("Remise de titres", "pièces", "récépissés"),
    current=SERVED,
    also_here=(),
    queue=QUEUE,
    waiting=35,
    parked=(PARKED,),
    absent=(ABSENT,),
    acts=ACTS,
    elsewhere=(("Récépissé", 14), ("Renseignement", 6)),
    calls_needed=3,
)


def _place(number: int, place: str, waiting_there: int, *, taken: bool) -> Place:
    return Place(
        counter=CounterId(number),
        place=place,
        serves=("Remise de titres", "Pièces"),
        waiting=waiting_there,
        state=CounterState.OPEN if taken else None,
        agent=AgentLogin("mlemaire") if taken else None,
    )


PLACES = (
    _place(1, "", 35, taken=True),
    _place(2, "", 35, taken=False),
    _place(3, "", 35, taken=False),
    _place(5, "Bureau 12, premier étage", 4, taken=True),
    _place(6, "Bureau 14, premier étage", 0, taken=False),
)


def _target(code: str, short: str, tile: int | None, waiting_there: int) -> ProcedureLine:
    return ProcedureLine(
        code=ProcedureCode(code),
        series="A",
        name=short,
        short=short,
        tile=tile,
        gate=Gate.OPEN,
        reopens_at=None,
        binding=Binding.NONE,
        waiting=waiting_there,
        before=waiting_there,
        wait=(5, 10),
        issued=0,
        quota=None,
        counters=(CounterId(1),),
    )


TARGETS = Reception(
    site="Préfecture",
    lines=(
        _target("INFO", "Renseignement", 1, 6),
        _target("PIECES", "Dépôt de pièces", 2, 12),
        _target("REM_TITRE", "Remise de titre", 3, 9),
        _target("RECEP_RNV", "Récépissé", 4, 14),
        _target("CHG_ADR", "Changement d’adresse", 5, 3),
        _target("EXAMEN", "Examen de situation", None, 0),
    ),
    last=(),
    languages=("fr", "ar"),
    rehearsal=True,
)
