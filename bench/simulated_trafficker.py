"""A trafficker against the rules: twenty days of a register whose seats are drawn. Seeded.

Five accomplices with real documents, forty fake identities, one corrupt agent who may call
anything an agent may. It plays on the rules alone; the desk's own services are not in it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import random
from collections.abc import Mapping

from bench.simulated_agents import agent_called, site_of_agents
from desk_app.domain.anomalies import Pattern, Tally, standings
from desk_app.domain.applicants import Applicant, parse_applicant
from desk_app.domain.appointments import Reference
from desk_app.domain.calendar import SlotId
from desk_app.domain.draw import PoolSlot, draw
from desk_app.domain.draw_seed import DrawRef, seed
from desk_app.domain.errors import Refused
from desk_app.domain.identity_errors import OtherPerson
from desk_app.domain.person_keys import PersonKey, canonical_person
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.rectifying import rectify
from desk_app.domain.register import Request, RequestState, entries, held_until, lapsing
from desk_app.domain.series import SeriesId

DAYS, SEATS, LOAD = 20, 8, 3
ACCOMPLICES, FAKES, FAVOURS = 5, 40, 10
FAMILY, PROCEDURE = FamilyCode("RNV"), ProcedureCode("RNV_DEPOT")
FIRST = dt.date(2026, 3, 2)
_SYLLABLES = ("ba", "di", "lo", "mar", "ka", "sou", "ren", "ti", "vel", "na", "gue", "ro")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What came of the twenty days.

    *held* counts seats that fakes won and let lapse; *favours_before_alert* is 0 if none came.
    """

    honest: int
    honest_served: int
    accomplices: int
    accomplices_served: int
    fakes_refused: int
    fakes_served: int
    held: int
    transfers_tried: int
    transfers: int
    favours_before_alert: int


@dataclasses.dataclass(slots=True)
class _World:
    source: random.Random
    requests: dict[int, Request] = dataclasses.field(default_factory=dict)
    kinds: dict[int, str] = dataclasses.field(default_factory=dict)
    people: dict[int, Applicant] = dataclasses.field(default_factory=dict)
    back: int = 0
    fakes_refused: int = 0
    held: int = 0
    tried: int = 0
    transfers: int = 0


def play(run: int) -> Played:
    """Play run number *run*; the same number gives the same days."""
    source = random.Random(run)
    world = _World(source)
    accomplices = [(person(source), source.randrange(DAYS)) for _ in range(ACCOMPLICES)]
    for day in range(DAYS):
        _ask(world, day, accomplices)
        _draw(world, day, run)
    served = [
        world.kinds[one.number]
        for one in world.requests.values()
        if one.state is RequestState.PLACED
    ]
    kinds = list(world.kinds.values())
    return Played(
        honest=kinds.count("honest"),
        honest_served=served.count("honest"),
        accomplices=ACCOMPLICES,
        accomplices_served=served.count("accomplice"),
        fakes_refused=world.fakes_refused,
        fakes_served=served.count("fake"),
        held=world.held,
        transfers_tried=world.tried,
        transfers=world.transfers,
        favours_before_alert=favours_before_alert(source),
    )


def favours_before_alert(source: random.Random) -> int:
    """Return at which favour the corrupt agent is alerted, one favour a day at most; 0 for never.

    Each is a seat given back and a buyer in its place by free choice: what the rules leave.
    """
    until = FIRST + dt.timedelta(days=DAYS - 1)
    tallies = site_of_agents(source, until, days=DAYS)
    days = sorted(source.sample(range(DAYS), FAVOURS))
    for count, at in enumerate(days, start=1):
        day = FIRST + dt.timedelta(days=at)
        favour = {Pattern.CANCEL_REBOOK: 1, Pattern.FREE_CHOICE: 1}
        tallies.append(Tally(agent=agent_called(0), day=day, acts=1, counts=favour))
        known = [one for one in tallies if one.day <= day]
        if any(one.alerts for one in standings(known, day) if one.agent == agent_called(0)):
            return count
    return 0


def _ask(world: _World, day: int, accomplices: list[tuple[Applicant, int]]) -> None:
    """The day's requests; the accomplices come first, and come again every day."""
    for who, first in accomplices:
        if day >= first:
            _register(world, "accomplice", who, day)
    for number in range(FAKES // DAYS):
        if number % 2:  # at an honest agent's counter: no document, or an invented name
            _refused(world, day)
        else:  # typed in by the corrupt agent, document and all
            _register(world, "fake", person(world.source), day)
    for _ in range(LOAD * SEATS):
        _register(world, "honest", person(world.source), day)


def _register(world: _World, kind: str, person: Applicant, day: int) -> None:
    number = len(world.requests) + 1
    canonical = canonical_person(person).canonical
    known = PersonKey(hashlib.sha256(canonical).hexdigest())
    again = any(
        one.person == known and one.state is not RequestState.WAITING
        for one in world.requests.values()
    ) if kind == "accomplice" else False  # fmt: skip
    if again:
        return  # one active appointment a family (AT-04)
    if kind == "accomplice" and any(one.person == known for one in world.requests.values()):
        kind = "again"
    at = dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(8), tzinfo=dt.UTC)
    world.requests[number] = Request(
        reference=Reference(f"{number:08d}"),
        number=number,
        person=known,
        family=FAMILY,
        procedure=PROCEDURE,
        since=at,
        seen_on=at.date(),
    )
    world.kinds[number], world.people[number] = kind, person


def _draw(world: _World, day: int, run: int) -> None:
    """The draw of the day: its own seats, and those that lapsed since the last."""
    today = FIRST + dt.timedelta(days=day)
    for one in lapsing(world.requests.values(), today):
        world.requests[one.number] = one.lapsed(today)
        world.back += 1
        world.held += 1
    seats, world.back = SEATS + world.back, 0
    taking_part = entries(world.requests.values(), today, minutes={PROCEDURE: 15})
    ref = DrawRef(site="93008", family=FAMILY, on=today, number=day + 1)
    secret = hashlib.sha256(f"{run}|{day}".encode()).hexdigest()
    of_seed = seed(ref, (one.number for one in taking_part), (secret,))
    outcome = draw(taking_part, [_slot(today, seats)], of_seed)
    for number in outcome.waiting:
        world.requests[number] = world.requests[number].lost()
    for win in outcome.winners:
        last = held_until(today, lambda _day: True)
        won = world.requests[win.number].won(today, held_until=last)
        world.requests[win.number] = won
        if world.kinds[win.number] == "fake":
            _sell(world, win.number)
        else:  # the person comes back and shows the document that the request was made with
            world.requests[win.number] = won.confirmed(today)


def _sell(world: _World, number: int) -> None:
    """Put a buyer's name on a seat that a fake holds; nobody can show the fake's document."""
    world.tried += 1
    try:
        rectify(world.people[number], person(world.source))
    except OtherPerson:
        return
    world.transfers += 1


def _refused(world: _World, day: int) -> None:
    try:
        parse_applicant(refused_fields(world.source), today=FIRST + dt.timedelta(days=day))
    except Refused:
        world.fakes_refused += 1


def refused_fields(source: random.Random) -> Mapping[str, object]:
    """Return the fields of an invented person as a rule refuses them."""
    false = source.choice(({"family_name": "XXXX"}, {"document": None}, {"given_names": "TEST"}))
    return {**_fields(source), **false}


def person(source: random.Random) -> Applicant:
    """Return somebody with a document, whom nobody has met before."""
    return parse_applicant(_fields(source), today=FIRST)


def _fields(source: random.Random) -> dict[str, object]:
    return {
        "family_name": "".join(source.sample(_SYLLABLES, 4)),
        "given_names": "".join(source.sample(_SYLLABLES, 3)),
        "birth_date": f"{source.randrange(1955, 2006)}-0{source.randrange(1, 10)}-17",
        "nationality": source.choice(("MAR", "MLI", "BGD", "LKA", "CIV", "TUR")),
        "document": {
            "kind": "foreigner_number",
            "number": f"{source.randrange(7_000_000_000, 9_999_999_999)}",
        },
    }


def _slot(today: dt.date, seats: int) -> PoolSlot:
    later = today + dt.timedelta(days=14)
    return PoolSlot(
        slot=SlotId(f"depot/{later}T0900"),
        series=SeriesId("depot"),
        starts_at=dt.datetime.combine(later, dt.time(9)),
        minutes=15,
        seats=tuple(range(1, seats + 1)),
        procedures=frozenset({PROCEDURE}),
    )
