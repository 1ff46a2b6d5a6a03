"""A store as it is at 10:42 of one fixed morning, for pictures; made by the services, no window."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path
from zoneinfo import ZoneInfo

from desk_app.app.desk import Desk, make_desk, open_desk
from desk_app.app.fixed_arrivals import Appointments
from desk_app.app.fixed_register import Requests
from desk_app.app.operations import (
    counter_operations,
    reception_operations,
    supervision_operations,
)
from desk_app.app.robot import PlayedClock
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import QueueEmpty
from desk_app.domain.people import AgentLogin, parse_document
from desk_app.domain.prints import PrintState
from desk_app.domain.procedures import Binding, ProcedureCode
from desk_app.domain.tickets import Priority
from desk_app.services.issuing import Order

ZONE = ZoneInfo("Europe/Paris")
OPENING = dt.datetime(2026, 3, 3, 8, 31, tzinfo=ZONE)
NOW = dt.datetime(2026, 3, 3, 10, 42, tzinfo=ZONE)
EVENING = dt.datetime(2026, 3, 3, 16, 40, tzinfo=ZONE)
DOCUMENT = "9304218765"
"""What the visitor who already has a ticket shows."""
CLERK, CHIEF = AgentLogin("smarchand"), AgentLogin("hgarnier")
_CALLERS = {
    CounterId(1): AgentLogin("kbelhadj"),
    CounterId(2): AgentLogin("mlemaire"),
    CounterId(3): AgentLogin("mdiarra"),
}
_FIRST = dt.datetime(2026, 3, 3, 9, 0, tzinfo=ZONE)
_MINUTES = 98
_EVERY = 11  # minutes from one call of a counter to its next
_ASKED = ("INFO", "PIECES", "REM_TITRE", "RECEP_RNV", "INFO", "URG", "PIECES", "CHG_ADR", "DIV",
          "ADDA_RNV", "PERMIS", "REM_TITRE")  # fmt: skip
_LANGUAGES = ("fr", "ar", "fr", "en", "fr", "zh-Hans", "tr", "fr", "ar", "fa", "fr", "pt", "bn")
FULL = ProcedureCode("PERMIS")


def make(store: Path) -> None:
    """Make the store of the fixed morning at *store*."""
    url = f"sqlite:///{store}"
    make_desk(url, rehearsal=True)
    clock = PlayedClock(_FIRST)
    desk = open_desk(url, environ={}, rehearsed=clock)
    try:
        _Morning(desk, clock).pass_()
    finally:
        desk.close()


class _Morning:
    """Visitors every other minute, three counters, one busy clerk."""

    def __init__(self, desk: Desk, clock: PlayedClock) -> None:
        self._desk, self._clock = desk, clock
        self._reception, self._counter = reception_operations(desk), counter_operations(desk)
        self._asked = zip(itertools.cycle(_ASKED), itertools.cycle(_LANGUAGES), strict=True)
        self._given = 0
        with desk.read() as work:
            self._procedures = work.site.procedures

    def pass_(self) -> None:
        """Let the morning pass, until the last minutes before the pictures."""
        for counter, agent in _CALLERS.items():
            self._counter.sit_down(counter, by=agent)
        appointments = Appointments(self._desk, self._clock, CLERK)
        appointments.book()
        Requests(self._desk, self._clock, clerk=CLERK, chief=CHIEF).pass_()
        for minute in range(_MINUTES):
            self._clock.reach(_FIRST + dt.timedelta(minutes=minute))
            appointments.come()
            if minute % 5 in {0, 2}:
                self._comes()
            for counter in _CALLERS:
                if minute % _EVERY == 3 * counter - 2:
                    self._next_at(counter)
        self._end()

    def _comes(self) -> None:
        code, language = next(self._asked)
        self._give(code, language, _priority(self._given))

    def _give(self, code: str, language: str, priority: Priority | None) -> None:
        procedure = self._procedures[ProcedureCode(code)]
        self._given += 1
        is_bound = procedure.binding is not Binding.NONE
        number = f"93{self._given:08d}"
        self._reception.issue(
            Order(
                procedure=procedure.code,
                language=language,
                priority=priority,
                party=3 if priority is Priority.FAMILY else 1,
                document=parse_document(number) if is_bound else None,
                hint="N. B., 1988" if is_bound else "",
            ),
            by=CLERK,
        )

    def _next_at(self, counter: CounterId) -> None:
        agent = _CALLERS[counter]
        here = self._here(counter)
        if here:
            self._counter.complete(here, counter=counter, by=agent)
        self._call(counter)

    def _call(self, counter: CounterId) -> None:
        agent = _CALLERS[counter]
        try:
            called = self._counter.call_next(counter, by=agent)
        except QueueEmpty:
            return
        self._clock.pass_(dt.timedelta(seconds=20))
        self._counter.start(called.ticket.number, counter=counter, by=agent)

    def _end(self) -> None:
        """One put aside, one absent, one called, one served; the document of the refusal."""
        one, two, three = _CALLERS
        self._clock.reach(NOW - dt.timedelta(minutes=7))
        document = parse_document(DOCUMENT)
        self._reception.issue(
            Order(procedure=ProcedureCode("REM_TITRE"), document=document, hint="A. K., 1979"),
            by=CLERK,
        )
        self._counter.park(self._here(two), counter=two, note="photocopies", by=_CALLERS[two])
        self._be_absent(two)
        self._clock.reach(NOW - dt.timedelta(minutes=3, seconds=12))
        self._next_at(three)
        self._counter.complete(self._here(one), counter=one, by=_CALLERS[one])
        self._clock.reach(NOW - dt.timedelta(seconds=25))
        self._counter.call_next(two, by=_CALLERS[two])
        self._doubt()
        with self._desk.read() as work:
            issued = work.procedures.get(NOW.date(), FULL).issued
        supervision_operations(self._desk).set_procedure(FULL, quota=issued, by=CHIEF)

    def _be_absent(self, counter: CounterId) -> None:
        agent = _CALLERS[counter]
        called = self._counter.call_next(counter, by=agent).ticket.number
        for _ in range(2):
            self._clock.pass_(dt.timedelta(seconds=65))
            self._counter.recall(called, counter=counter, by=agent)
        self._clock.pass_(dt.timedelta(seconds=40))
        self._counter.mark_no_show(called, counter=counter, by=agent)

    def _doubt(self) -> None:
        """Every paper came out but one, of which nobody knows."""
        with self._desk.begin() as work:
            *sure, doubtful = work.prints.all(1000)
            for job in sure:
                sent = job.moved(PrintState.SENDING, now=self._clock())
                work.prints.put(sent.moved(PrintState.PRINTED, now=self._clock()))
            sent = doubtful.moved(PrintState.SENDING, now=self._clock())
            work.prints.put(sent.moved(PrintState.UNCERTAIN, now=self._clock(), cause="lost"))

    def _here(self, counter: CounterId) -> str:
        with self._desk.read() as work:
            at = work.tickets.at_counter(NOW.date(), counter)
        return at[0].number if at else ""


def _priority(given: int) -> Priority | None:
    return {14: Priority.CMI, 27: Priority.FAMILY, 32: Priority.CMI, 37: Priority.CMI}.get(given)
