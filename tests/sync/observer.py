"""Who stands in the hall: what was printed and called, whatever the programs say of it."""

from __future__ import annotations

import collections
import dataclasses
from uuid import UUID

from sqlalchemy import select

from desk_app.domain.collisions import Collision
from desk_app.domain.shared import Kind
from desk_app.domain.tickets import TicketStatus
from desk_app.store.appointment_tables import active_appointments as active
from desk_app.store.appointment_tables import appointments as a
from desk_app.store.appointment_tables import seats
from desk_app.store.bookings import seat_things
from desk_app.store.site_rows import SqlSharedRows
from desk_app.store.site_tables import site_facts as f
from tests.sync.desks import CAPACITY, SLOTS


class Violation(AssertionError):
    """An invariant does not hold."""


@dataclasses.dataclass(slots=True)
class Observer:
    """What happened in the world, and what may excuse it."""

    printed: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    called: dict[str, list[str]] = dataclasses.field(
        default_factory=lambda: collections.defaultdict(list)
    )
    told: set[UUID] = dataclasses.field(default_factory=set)
    lost: set[UUID] = dataclasses.field(default_factory=set)
    slips: dict[str, str] = dataclasses.field(default_factory=dict)
    restored: int = 0
    copied: set[str] = dataclasses.field(default_factory=set)
    overrides: int = 0
    put_back: bool = False
    fenced: int = 0


def judge(world) -> None:
    """Look at a healed world. Raises Violation with the first invariant that does not hold."""
    site = world.site
    with site.store.read() as work:
        found = work.connection.execute(select(f.c.position, f.c.id).order_by(f.c.position)).all()
        tickets = {str(each.id): each for each in work.tickets.of_day(world.day)}
    rows = site.rows()
    shared = dict(rows)
    conflicts = collections.Counter(
        thing.key.split(":")[0] for thing in rows if thing.kind is Kind.CONFLICT
    )
    world.stat.update({f"conflict {kind}": count for kind, count in conflicts.items()})
    _collisions(world, conflicts)
    _numbers(world.observer)
    _facts(world, found)
    _calls(world.observer, conflicts, shared)
    _appointments(world, site)
    _agree(world, rows, tickets)
    stuck = [one.number for one in tickets.values() if one.status is TicketStatus.WAITING]
    _require("I9 nobody waits for ever", not stuck, stuck[:3])
    _require("every fact became rows", not conflicts[Collision.NOT_APPLIED], conflicts)


def _require(claim: str, holds: bool, told: object = "") -> None:
    if not holds:
        raise Violation(f"{claim}: {told}")


def _collisions(world, conflicts: collections.Counter[str]) -> None:
    """What cannot happen between desks that nobody fenced, copied or put back."""
    observer = world.observer
    excused = observer.fenced or observer.copied or observer.put_back
    for kind in (Collision.CALLED_TWICE, Collision.CALLED_LATE, Collision.MOVED_LATE):
        _require(f"I6 {kind} has a cause", excused or not conflicts[kind])
    lost = world.stat["lost while served"]
    _require("I6 who serves a visitor keeps the right", excused or observer.restored or not lost)
    _require("I1 numbers collide between copies", observer.copied or not conflicts["number_twice"])


def _numbers(observer: Observer) -> None:
    twice = [
        number
        for number, count in observer.printed.items()
        if count > 1 and number.split("-")[0][1:3] not in observer.copied
    ]
    _require("I1 no number is printed twice a day", not twice, twice[:3])


def _facts(world, found) -> None:
    ids = [row.id for row in found]
    missing = world.observer.told - set(ids) - world.observer.lost
    _require("I2 every fact is on the site", not missing, (len(missing), sorted(map(str, missing))))
    _require("I2 each once", len(set(ids)) == len(ids))
    positions = [row.position for row in found]
    _require("I10 positions have no gap", positions == list(range(1, len(found) + 1)))
    for station in world.stations:
        _require("I2 nothing is left to tell", station.desk.pending() == 0, station.code)


def _calls(observer: Observer, conflicts: collections.Counter[str], shared: dict) -> None:
    known = {
        thing.key.split(":")[1]
        for thing in shared
        if thing.kind is Kind.CONFLICT and thing.key.startswith("called")
    }
    for ticket, by in observer.called.items():
        again = [desk for desk in set(by) if by.count(desk) > 1 and desk not in observer.copied]
        _require("I6 no desk calls a ticket twice", not again, (ticket, by))
        if len(set(by)) > 1:
            excused = (observer.fenced > 0 or observer.copied) and ticket in known
            _require("I6 no ticket is called by two desks", excused, (ticket, by, observer.fenced))


def _appointments(world, site) -> None:
    with site.store.read() as work:
        shared = {row.thing: row for row in SqlSharedRows(work.connection).since(0, 10**6)}
    found = {
        thing.key: row.image for thing, row in shared.items() if thing.kind is Kind.APPOINTMENT
    }
    live = {key: one for key, one in found.items() if one["status"] == "booked"}
    seated = collections.Counter(
        thing for one in live.values() if one["standing"] != "no_seat" for thing in seat_things(one)
    )
    twice = [thing for thing, count in seated.items() if count > 1]
    _require("I3 no seat has two bookings", not twice, twice[:2])
    for reference, one in live.items():
        sitting = {shared[thing].image["appointment"] for thing in seat_things(one)}
        if one["standing"] != "no_seat":
            _require("I3 who has a seat sits on it", sitting == {one["id"]}, reference)
    lost = world.observer.slips.keys() - found.keys()
    _require("I4 no slip is lost", not lost, sorted(lost)[:3])
    told = {thing.key.split(":")[1] for thing in shared if thing.kind is Kind.CONFLICT}
    unsaid = [
        key for key, one in live.items() if one["standing"] != "confirmed" and key not in told
    ]
    _require("I4 what is not confirmed is told", not unsaid, unsaid)
    no_seat = [key for key, one in found.items() if one["standing"] == "no_seat"]
    excused = world.observer.overrides or world.observer.copied
    moved = [thing.key for thing in shared if thing.key.startswith("reseated")]
    _require("I4 re-seated only after an override", not moved or excused, moved)
    _require("I4 no_seat only after an override", not no_seat or excused, no_seat)
    confirmed = collections.Counter(
        (one["person"], one["family"]) for one in live.values() if one["standing"] == "confirmed"
    )
    _require("I5 no person has two", all(count == 1 for count in confirmed.values()), confirmed)
    known = [thing for thing in shared if thing.kind is Kind.SEAT]
    _require("I8 seats are conserved", len(known) == len(SLOTS) * CAPACITY, len(known))
    world.stat.update(f"{one['status']} {one['standing']}" for one in found.values())


def _agree(world, rows: dict, tickets: dict) -> None:
    seen = {key: _shown(one) for key, one in tickets.items()}
    for station in world.stations:
        there = station.desk.rows()
        other = {
            thing for thing in rows.keys() | there.keys() if rows.get(thing) != there.get(thing)
        }
        told = [(thing, rows.get(thing), there.get(thing)) for thing in sorted(other)[:2]]
        _require(f"I7 desk {station.code} has the site's rows", not other, told)
        here = {str(each.id): _shown(each) for each in station.desk.tickets()}
        wrong = {key for key in seen.keys() | here.keys() if seen.get(key) != here.get(key)}
        said = [(key, seen.get(key), here.get(key)) for key in sorted(wrong)[:2]]
        _require(f"I7 desk {station.code} shows the site's tickets", not wrong, said)
        _require(
            f"I7 desk {station.code} shows the site's calendar",
            calendar(station.desk.store) == calendar(world.site.store),
        )


def calendar(store) -> tuple:
    """What a store says of appointments, seats and claims."""
    with store.read() as work:
        rows = work.connection.execute(
            select(a.c.reference, a.c.status, a.c.seats).order_by(a.c.reference)
        ).all()
        sitting = work.connection.execute(
            select(seats.c.slot, seats.c.seat, seats.c.state, seats.c.appointment).order_by(
                seats.c.slot, seats.c.seat
            )
        ).all()
        claims = work.connection.execute(
            select(active.c.person, active.c.family, active.c.appointment).order_by(
                active.c.person, active.c.family
            )
        ).all()
    return (
        [tuple(row) for row in rows],
        [tuple(row) for row in sitting],
        [tuple(row) for row in claims],
    )


def _shown(ticket) -> tuple:
    return (ticket.number, ticket.status, ticket.owner, ticket.counter, ticket.calls)
