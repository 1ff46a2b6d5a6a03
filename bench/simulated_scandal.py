"""The trafficker's days at a real desk: every act goes through the services. Seeded.

Five accomplices, forty fake identities and one corrupt agent, as in simulated_trafficker.py; here
the store, the journal and the rules are the program's own. docs/trafficker.md tells what came of
it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from pathlib import Path

from bench.simulated_house import AGENTS, CHIEF, SEATS, House, no_holidays
from bench.simulated_trafficker import ACCOMPLICES, FAKES, FAVOURS, LOAD, person, refused_fields
from desk_app.domain.applicants import Applicant, parse_applicant
from desk_app.domain.appointments import Appointment
from desk_app.domain.draw import draw
from desk_app.domain.draw_export import Sheet
from desk_app.domain.draw_seed import seed
from desk_app.domain.errors import Refused
from desk_app.domain.people import AgentLogin
from desk_app.domain.register import Request
from desk_app.services.anomalies import anomalies
from desk_app.services.applicants import last_four, read_back
from desk_app.services.journal import Verdict, looked

CORRUPT = AGENTS[0]
BOOKED_A_DAY = 10
"""Places of the roomy family that honest agents give on a day."""
GIVES_BACK = 0.05


@dataclasses.dataclass(slots=True)
class Scandal:
    """What came of the days.

    *alert_at* is the favour at which the corrupt agent was alerted, 0 for never; *wrongly* counts
    honest agents alerted at the end. *held* are places that fakes kept until the door.
    """

    honest: list[Request] = dataclasses.field(default_factory=list)
    accomplices: dict[str, Request] = dataclasses.field(default_factory=dict)
    fakes: list[tuple[Applicant, Request]] = dataclasses.field(default_factory=list)
    fakes_refused: int = 0
    fakes_tried: int = 0
    honest_served: int = 0
    accomplices_served: int = 0
    fakes_served: int = 0
    held: int = 0
    sales_tried: int = 0
    sales: int = 0
    favours: int = 0
    alert_at: int = 0
    wrongly: int = 0
    entries: int = 0
    is_valid: bool = False
    sheets: list[Sheet] = dataclasses.field(default_factory=list)


class _Days:
    """The days of one run, one after the other."""

    def __init__(self, house: House, days: int, run: int) -> None:
        self._house, self._days = house, days
        self._every = max(1, days // FAVOURS)
        self._source = random.Random(run * 7919 + 1)
        self._monday = house.clock()
        self.told = Scandal()
        self._accomplices = [
            (person(self._source), self._source.randrange(days)) for _ in range(ACCOMPLICES)
        ]
        self._given_back: list[tuple[dt.datetime, Appointment]] = []
        self._hoarded: list[Appointment] = []

    def play(self) -> Scandal:
        """Play the days, then the doors of the appointed days."""
        for day in range(self._days):
            self._house.clock.now = self._monday + dt.timedelta(days=day // 5 * 7 + day % 5)
            self._hoard()
            self._ask(day)
            self._book()
            self._favour(day)
            self._draw()
        self._doors()
        self._judge()
        return self.told

    def _ask(self, day: int) -> None:
        """Accomplices come first and again every day; then the fakes, then everybody."""
        told, house = self.told, self._house
        for who, first in self._accomplices:
            request = told.accomplices.get(str(who.document))
            if day >= first and (request is None or house.won(request) is None):
                told.accomplices[str(who.document)] = house.asks(who, by=self._honest())
        for number in range(FAKES // self._days):
            told.fakes_tried += 1
            if number % 2:
                self._refuse_fake()
            else:
                fake = person(self._source)
                told.fakes.append((fake, house.asks(fake, by=CORRUPT)))
        for _ in range(LOAD * SEATS):
            told.honest.append(house.asks(person(self._source), by=self._any()))

    def _refuse_fake(self) -> None:
        """At an honest counter: no document, or an invented name."""
        fields = refused_fields(self._source)
        try:
            self._house.asks(parse_applicant(fields, today=self._monday.date()), by=self._honest())
        except Refused:
            self.told.fakes_refused += 1

    def _book(self) -> None:
        """What else is done on a day: places given where there is room, some given back."""
        for _ in range(BOOKED_A_DAY):
            by = self._any()
            booked = self._house.books(person(self._source), by=by)
            if self._source.random() < GIVES_BACK:
                self._house.cancels(booked, by=by)

    def _hoard(self) -> None:
        """Somebody of the trafficker's is given a good place, weeks ahead, at an honest counter."""
        at = self._house.clock().date() + dt.timedelta(days=28)
        slot = f"REMISE/{at.isoformat()}T0950"
        self._hoarded.append(self._house.chooses(person(self._source), slot, by=self._honest()))

    def _favour(self, day: int) -> None:
        """Every so many days the corrupt agent has a place given back, for a buyer to have it."""
        house, told = self._house, self.told
        now = house.clock()
        for at, place in [each for each in self._given_back if each[0] <= now]:
            self._given_back.remove((at, place))
            house.chooses(person(self._source), place.place.slots[0], by=CORRUPT)
            told.favours += 1
            if not told.alert_at and CORRUPT in self._alerted():
                told.alert_at = told.favours
        if day % self._every == 0:
            place = self._hoarded.pop()
            house.cancels(place, by=CORRUPT)
            self._given_back.append((now + dt.timedelta(hours=48), place))

    def _draw(self) -> None:
        """The draw; who asked comes back, and the corrupt agent takes the fakes' places."""
        self._house.clock.now += dt.timedelta(hours=3)
        self.told.sheets.append(self._house.draws())
        for request in [*self.told.honest, *self.told.accomplices.values()]:
            self._take(request, by=self._honest())
        for _fake, request in self.told.fakes:
            self._take(request, by=CORRUPT)

    def _take(self, request: Request, *, by: AgentLogin) -> None:
        house = self._house
        won = house.won(request)
        if won is not None and won.hold_until is not None:
            house.confirms(request, by=by)

    def _doors(self) -> None:
        """The appointed days, in their order: holders come, and buyers of the fakes' places."""
        told, house = self.told, self._house
        coming: list[tuple[Appointment, str, Applicant | None]] = []
        for kind, requests in (("honest", told.honest), ("accomplice", told.accomplices.values())):
            coming += [(won, kind, None) for each in requests if (won := house.won(each))]
        coming += [(won, "fake", fake) for fake, each in told.fakes if (won := house.won(each))]
        for won, kind, fake in sorted(coming, key=lambda each: each[0].starts_at):
            house.clock.now = won.starts_at - dt.timedelta(minutes=5)
            if fake is None:
                self._come(won, kind)
            else:
                told.held += 1
                self._sell(won, fake)

    def _come(self, won: Appointment, kind: str) -> None:
        with self._house.store.read() as work:
            holder = work.appointments.holder(won) or ""
        who = read_back(holder, self._house.clock().date())
        self._house.lets_in(won, last_four(who), by=self._honest())
        if kind == "honest":
            self.told.honest_served += 1
        else:
            self.told.accomplices_served += 1

    def _sell(self, won: Appointment, fake: Applicant) -> None:
        """A buyer comes with the paper: to an honest door, then to the corrupt agent's.

        Let in there, it is the counter that compares the ticket's hint with who stands there.
        """
        told, buyer = self.told, person(self._source)
        told.sales_tried += 1
        try:
            self._house.lets_in(won, last_four(buyer), by=self._honest())
        except Refused:
            hint = self._house.lets_in(won, last_four(fake), by=CORRUPT)
            told.sales += hint == buyer.hint
        else:
            told.fakes_served += 1

    def _judge(self) -> None:
        told, house = self.told, self._house
        house.clock.now = self._monday + dt.timedelta(days=self._days // 5 * 7)
        told.wrongly = len(self._alerted() - {CORRUPT})
        verdict: Verdict = looked(read=house.store.read, clock=house.clock, signer=_NoSigner())
        told.entries, told.is_valid = verdict.entries, verdict.is_valid

    def _alerted(self) -> set[AgentLogin]:
        house = self._house
        seen = anomalies(
            None, by=CHIEF, begin=house.store.begin, read=house.store.read, clock=house.clock,
            holidays=no_holidays,
        )  # fmt: skip
        return {one.agent for one in seen.standings if one.alerts}

    def _honest(self) -> AgentLogin:
        return self._source.choice(AGENTS[1:])

    def _any(self) -> AgentLogin:
        return self._source.choice(AGENTS)


class _NoSigner:
    """No month is closed in these days: nobody asks for a key."""

    key = ""

    def sign(self, _text: bytes) -> str:
        raise AssertionError

    def is_signed(self, _key: str, _text: bytes, _signature: str) -> bool:
        raise AssertionError

    def public(self, _key: str) -> str:
        raise AssertionError


def scandal(folder: Path, *, run: int, days: int) -> Scandal:
    """Play *days* working days at a desk made in *folder*; the same run gives the same people."""
    house = House.made(folder, run)
    try:
        return _Days(house, days, run).play()
    finally:
        house.store.close()


def chances(told: Scandal, replays: int) -> tuple[float, float]:
    """Return the shares of accomplices and of honest applicants beside them who get a place.

    One run has five accomplices, too few to count. The draws as they stood are replayed with other
    secrets: how often an accomplice wins, and how often somebody honest of the same stratum does;
    from that, whether either has won by the end of the days.
    """
    theirs = {each.number for each in told.accomplices.values()}
    mine = {each.number for each in told.honest}
    missed = {number: [1.0, 1.0] for number in theirs}
    for sheet in told.sheets:
        wins = _wins(sheet, replays)
        for entry in sheet.entries:
            if entry.number in theirs:
                beside = [
                    wins[other.number]
                    for other in sheet.entries
                    if other.number in mine and other.stratum is entry.stratum
                ]
                missed[entry.number][0] *= 1 - wins[entry.number]
                missed[entry.number][1] *= 1 - sum(beside) / max(len(beside), 1)
    count = len(missed) or 1
    return (
        1 - sum(each[0] for each in missed.values()) / count,
        1 - sum(each[1] for each in missed.values()) / count,
    )


def _wins(sheet: Sheet, replays: int) -> dict[int, float]:
    """Return how often each number wins the draw of *sheet*."""
    counted = dict.fromkeys((entry.number for entry in sheet.entries), 0)
    for replay in range(replays):
        secret = f"{replay:064x}"
        of_seed = seed(sheet.ref, counted, (secret,))
        for win in draw(sheet.entries, sheet.pool, of_seed).winners:
            counted[win.number] += 1
    return {number: count / replays for number, count in counted.items()}
