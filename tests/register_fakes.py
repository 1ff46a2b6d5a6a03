"""The register and its draws without a database: the same keys, kept by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from desk_app.domain.appointments import Reference
from desk_app.domain.draw_errors import RequestUnknown
from desk_app.domain.draw_mode import Mode
from desk_app.domain.draw_seed import Commitment
from desk_app.domain.opening_draw import Card
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.register import Request, RequestState, lapsing
from desk_app.services.opening_ports import Opening
from desk_app.services.register_ports import Draw, DrawState, FamilyMode, PastDraw
from tests.booking_fakes import Bookings

ACTIVE = (RequestState.WAITING, RequestState.WON)


class InMemoryRegister:
    def __init__(self, bookings: Bookings) -> None:
        self._b = bookings

    def next_number(self, family: FamilyCode) -> int:
        self._b.numbers[family] = self._b.numbers.get(family, 0) + 1
        return self._b.numbers[family]

    def add(self, request: Request, holder: str) -> None:
        assert self.active(request.person, request.family) is None
        self._b.requests[request.reference] = request
        self._b.askers[request.reference] = holder

    def put(self, request: Request, *, appointment: Reference | None = None) -> None:
        assert request.reference in self._b.requests
        self._b.requests[request.reference] = request
        self._b.wins[request.reference] = appointment

    def age(self, family: FamilyCode, numbers: Sequence[int]) -> None:
        for each in self.of_family(family, RequestState.WAITING):
            if each.number in set(numbers):
                self._b.requests[each.reference] = each.lost()

    def get(self, reference: Reference) -> Request:
        if reference not in self._b.requests:
            raise RequestUnknown(reference)
        return self._b.requests[reference]

    def active(self, person: PersonKey, family: FamilyCode) -> Request | None:
        mine = [e for e in self.of_person(person) if e.family == family and e.state in ACTIVE]
        return mine[0] if mine else None

    def of_person(self, person: PersonKey) -> Sequence[Request]:
        mine = [each for each in self._b.requests.values() if each.person == person]
        return sorted(mine, key=lambda each: each.since)

    def of_family(self, family: FamilyCode, *states: RequestState) -> Sequence[Request]:
        found = [each for each in self._b.requests.values() if each.family == family]
        found = [each for each in found if not states or each.state in states]
        return sorted(found, key=lambda each: each.number)

    def unanswered(self, today: dt.date) -> Sequence[Request]:
        return lapsing(self._b.requests.values(), today)

    def papers_due(self, family: FamilyCode) -> Sequence[Request]:
        return [each for each in self.of_family(family, RequestState.PLACED) if each.is_paper_due]

    def anybody_waits(self, family: FamilyCode) -> bool:
        return bool(self.of_family(family, RequestState.WAITING))

    def holder(self, request: Request) -> str | None:
        return self._b.askers.get(request.reference)

    def erase(self, request: Request) -> None:
        self._b.requests[request.reference] = dataclasses.replace(request, person=PersonKey(""))
        del self._b.askers[request.reference]

    def won_by(self, appointment: Reference) -> Request | None:
        return next((self.get(e) for e, won in self._b.wins.items() if won == appointment), None)

    def won(self, request: Request) -> Reference | None:
        return self._b.wins.get(request.reference)


class InMemoryDraws:
    def __init__(self, bookings: Bookings) -> None:
        self._b = bookings

    def add(self, draw: Draw, secret: str) -> None:
        assert self.current(draw.ref.family) is None
        self._b.draws[draw.id] = draw
        self._b.secrets[draw.id] = secret

    def put(self, draw: Draw) -> None:
        self._b.draws[draw.id] = dataclasses.replace(
            draw, commitments=self._b.draws[draw.id].commitments
        )

    def add_commitment(self, draw: Draw, commitment: Commitment) -> None:
        kept = self._b.draws[draw.id]
        self._b.draws[draw.id] = dataclasses.replace(
            kept, commitments=(*kept.commitments, commitment)
        )

    def current(self, family: FamilyCode) -> Draw | None:
        live = (DrawState.OPEN, DrawState.CLOSED)
        return next((d for d in self._of(family) if d.state in live), None)

    def held(
        self, family: FamilyCode, day: dt.date | None = None, number: int | None = None
    ) -> Draw | None:
        held = [d for d in self._of(family) if d.state is DrawState.HELD]
        held = [d for d in held if day is None or d.held_on == day]
        held = [d for d in held if number is None or d.ref.number == number]
        return max(held, key=lambda d: d.ref.number, default=None)

    def past(self, family: FamilyCode, most: int) -> Sequence[PastDraw]:
        held = [d for d in self._of(family) if d.state is DrawState.HELD]
        held.sort(key=lambda d: d.ref.number, reverse=True)
        return [
            PastDraw(
                number=d.ref.number,
                held_at=d.held_at,
                winners=d.winners,
                waiting=d.waiting,
                is_weaker=d.is_weaker,
            )
            for d in held[:most]
            if d.held_at is not None
        ]

    def last_number(self, family: FamilyCode) -> int:
        return max((d.ref.number for d in self._of(family)), default=0)

    def secret(self, draw: Draw) -> str | None:
        return self._b.secrets.get(draw.id)

    def mode(self, family: FamilyCode) -> FamilyMode:
        untouched = FamilyMode(mode=Mode.IMMEDIATE, measured_on=None)
        return self._b.modes.get(family, untouched)

    def put_mode(self, family: FamilyCode, mode: FamilyMode) -> None:
        self._b.modes[family] = mode

    def unmeasured(self, first: dt.date, today: dt.date) -> Sequence[FamilyCode]:
        asked = {of for of, day in self._b.demand if first <= day <= today}
        drawn = {of for of, mode in self._b.modes.items() if mode.mode is Mode.BATCH}
        measured = {of for of, mode in self._b.modes.items() if mode.measured_on == today}
        return sorted((asked | drawn) - measured)

    def asked(self, family: FamilyCode, day: dt.date) -> None:
        self._b.demand[family, day] = self._b.demand.get((family, day), 0) + 1

    def demand(self, family: FamilyCode, first: dt.date, last: dt.date) -> int:
        return sum(
            count
            for (of, day), count in self._b.demand.items()
            if of == family and first <= day <= last
        )

    def _of(self, family: FamilyCode) -> list[Draw]:
        return [each for each in self._b.draws.values() if each.ref.family == family]


class InMemoryOpenings:
    def __init__(self, bookings: Bookings) -> None:
        self._b = bookings

    def current(self, day: dt.date) -> Opening | None:
        live = [n for (of, n), (_secret, is_held) in self._b.openings.items()
                if of == day and not is_held]  # fmt: skip
        return (
            Opening(day=day, number=live[0], secret=self._b.openings[day, live[0]][0])
            if (live)
            else None
        )

    def begin(self, day: dt.date, own: str, secret: str, number: int) -> None:
        assert self.current(day) is None
        assert own
        self._b.openings[day, number] = (secret, False)

    def last_number(self, day: dt.date) -> int:
        return max((number for of, number in self._b.openings if of == day), default=0)

    def held(self, opening: Opening, at: dt.datetime) -> None:
        self._b.openings[opening.day, opening.number] = (opening.secret or "", True)
        for of, number in self._b.cards:
            if of == opening.day:
                self._b.dealt.setdefault((of, number), at)

    def cards(self, day: dt.date) -> Sequence[Card]:
        return [
            card for (of, number), card in sorted(self._b.cards.items())
            if of == day and (of, number) not in self._b.dealt
        ]  # fmt: skip

    def next_number(self, day: dt.date) -> int:
        return max((number for of, number in self._b.cards if of == day), default=0) + 1

    def add(self, day: dt.date, card: Card) -> None:
        self._b.cards[day, card.number] = card

    def erase(self, day: dt.date, card: Card) -> None:
        self._b.cards[day, card.number] = dataclasses.replace(card, hint="")

    def forget(self, before: dt.date) -> int:
        gone = [key for key in self._b.cards if key[0] < before]
        for key in gone:
            del self._b.cards[key]
        for each in [key for key in self._b.openings if key[0] < before]:
            del self._b.openings[each]
        return len(gone)
