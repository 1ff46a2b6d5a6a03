"""A fixed Tuesday morning at 10:42, for the tests and the pictures of Supervision."""

from __future__ import annotations

import dataclasses
import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import DeskCode, Ticket, TicketId, TicketNumber, TicketStatus
from desk_app.services.alerts import Alert, AlertKind, CounterLine, WaitingLine
from desk_app.services.staffing import HalfHour, Staffing
from desk_app.services.supervision import Supervision

PARIS = ZoneInfo("Europe/Paris")
NOW = dt.datetime(2026, 3, 3, 10, 42, tzinfo=PARIS)
ALL = frozenset(ProcedureCode(code) for code in "DBCAGKEH")
OPEN, PAUSED, CLOSED = CounterState.OPEN, CounterState.PAUSED, CounterState.CLOSED
SERVING, CALLED = TicketStatus.SERVING, TicketStatus.CALLED


def procedure(
    series: str, name: str, waiting: int, longest: int | None, wait, served, issued, quota, counters
) -> WaitingLine:
    """One procedure with its site's quota; *longest* in minutes."""
    return WaitingLine(
        code=ProcedureCode(series),
        series=series,
        name=name,
        is_open=True,
        waiting=waiting,
        longest=None if longest is None else dt.timedelta(minutes=longest),
        wait=wait,
        served=served,
        issued=issued,
        quota=quota,
        site_quota=quota,
        is_quota_set=False,
        counters=tuple(CounterId(number) for number in counters),
    )


def counter(
    number: int,
    state: CounterState | None,
    agent: str = "",
    here: str = "",
    status: TicketStatus | None = None,
    seconds: int = 0,
    *,
    is_forgotten: bool = False,
    waiting: int = 0,
) -> CounterLine:
    """One counter, so for *seconds*."""
    return CounterLine(
        number=CounterId(number),
        state=state,
        agent=agent,
        number_here=TicketNumber(here) if here else None,
        status=status,
        since=dt.timedelta(seconds=seconds),
        since_at=NOW - dt.timedelta(seconds=seconds),
        is_forgotten=is_forgotten,
        waiting=waiting,
        serves=ALL,
    )


LINES = (
    procedure("D", "Renouvellement de récépissé", 14, 27, (25, 40), 40, 54, 90, [3, 4]),
    procedure("B", "Dépôt de pièces", 12, 31, (15, 25), 50, 62, None, [2, 3, 5]),
    procedure("C", "Remise d’un titre", 9, 29, (10, 20), 45, 54, None, [3, 5]),
    procedure("A", "Renseignement", 6, 9, (5, 10), 44, 50, None, [1]),
    procedure("G", "Attestation d’asile", 5, 22, (20, 30), 9, 14, 40, [4]),
    procedure("K", "Biométrie", 4, 12, (10, 15), 8, 12, None, [2]),
    procedure("E", "Changement d’adresse", 3, 8, (5, 15), 4, 7, 40, [1]),
    procedure("H", "Échange de permis", 0, None, (0, 5), 12, 12, 12, [4]),
)
COUNTERS = (
    counter(1, OPEN, "Mariam Diarra", "A112", SERVING, 125),
    counter(2, OPEN, "Pierre Lefort", "B028", SERVING, 370),
    counter(3, OPEN, "Karim Belhadj", "C042", SERVING, 192),
    counter(4, OPEN, "Jeanne Moreau", "D020", CALLED, 40),
    counter(5, OPEN, "Nadia Costa", "B019", SERVING, 2040, is_forgotten=True),
    counter(6, CLOSED, seconds=2820, waiting=26),
)
FORGOTTEN = Alert(
    kind=AlertKind.FORGOTTEN,
    number=TicketNumber("B019"),
    status=SERVING,
    counter=CounterId(5),
    counter_state=OPEN,
    minutes=34,
)
OVERTAKEN = Alert(
    kind=AlertKind.OVERTAKEN,
    number=TicketNumber("B030"),
    status=TicketStatus.WAITING,
    procedure=ProcedureCode("B"),
    name="Dépôt de pièces",
    waiting=6,
    minutes=31,
)
QUOTA = Alert(
    kind=AlertKind.QUOTA, procedure=ProcedureCode("H"), name="Échange de permis", waiting=0
)
SHORT = Alert(
    kind=AlertKind.SHORT_OF_COUNTERS,
    counter=CounterId(6),
    counter_state=CLOSED,
    procedure=ProcedureCode("D"),
    name="Récépissé",
    waiting=14,
    minutes=27,
    missing=1,
    until=NOW.replace(hour=11, minute=30),
)
THE_DAY = Supervision(
    at=NOW,
    waiting=53,
    people=61,
    longest=dt.timedelta(minutes=31),
    longest_number=TicketNumber("B030"),
    longest_name="Dépôt de pièces",
    in_target=0.74,
    target=dt.timedelta(minutes=20),
    target_share=0.8,
    served=212,
    no_shows=9,
    parked=6,
    at_counters=5,
    counters_open=5,
    closes_at=NOW.replace(hour=16, minute=30),
    lines=LINES,
    counters=COUNTERS,
    alerts=(FORGOTTEN, OVERTAKEN, QUOTA),
    promises=241,
    promises_kept=0.81,
    promise_error=3.6,
)
_NEEDED = (3, 5, 6, 6, 6, 5, 4, 3, 4, 5, 5, 5, 4, 4, 3, 2)
_OPENED = (5, 6, 6, 5, 5)
THE_PLAN = Staffing(
    half_hours=tuple(
        HalfHour(
            starts=NOW.replace(hour=8, minute=30) + place * dt.timedelta(minutes=30),
            needed=needed,
            opened=_OPENED[place] if place < len(_OPENED) else None,
        )
        for place, needed in enumerate(_NEEDED)
    ),
    now=4.4,
    needed=6,
    opened=5,
    until=NOW.replace(hour=11, minute=0),
    days_seen=8,
    alerts=(dataclasses.replace(SHORT, until=NOW.replace(hour=11, minute=0)),),
)
UNHELPED = dataclasses.replace(SHORT, counter=None, counter_state=None, waiting=0, name="")
EMPTY_HOUSE = dataclasses.replace(SHORT, waiting=0, name="", procedure=None, minutes=0)
THIN_PLAN = dataclasses.replace(THE_PLAN, days_seen=3)
QUIET_DAY = dataclasses.replace(
    THE_DAY,
    waiting=3,
    people=3,
    longest=dt.timedelta(minutes=6),
    in_target=0.93,
    lines=tuple(
        dataclasses.replace(line, waiting=0, longest=None)
        if line.code not in {"A", "E"}
        else dataclasses.replace(line, waiting=1, longest=dt.timedelta(minutes=6))
        for line in LINES
    ),
    counters=(*COUNTERS[:4], counter(5, PAUSED, "Nadia Costa", seconds=600), counter(6, None)),
    alerts=(),
)
QUIET_PLAN = dataclasses.replace(THE_PLAN, needed=4, until=None, alerts=())
_STATES = (
    (OPEN, "B0{n:02d}", SERVING),
    (OPEN, "C0{n:02d}", SERVING),
    (OPEN, "D0{n:02d}", CALLED),
    (PAUSED, "", None),
    (OPEN, "", None),
    (CLOSED, "", None),
)
SIXTY_DAY = dataclasses.replace(
    THE_DAY,
    counters_open=40,
    counters=tuple(
        counter(
            number,
            _STATES[number % 6][0],
            "Nadia Costa",
            _STATES[number % 6][1].format(n=number),
            _STATES[number % 6][2],
            number * 37,
            is_forgotten=number in {12, 31},
            waiting=number % 7,
        )
        for number in range(1, 61)
    ),
)
TICKET = Ticket(
    id=TicketId(UUID(int=30)),
    day=NOW.date(),
    number=TicketNumber("B030"),
    sequence=30,
    procedure=ProcedureCode("B"),
    issued_at=NOW - dt.timedelta(minutes=31),
    arrived_at=NOW - dt.timedelta(minutes=31),
    owner=DeskCode("01"),
    code="7K4M2QXD",
)
