"""5,000 appointments kept: the list of a day, an offer, acts compared. `python -m bench.agenda`.

The appointments are kept as the services keep them, sealed, over twelve weeks; the journal has the
entries of as many bookings and of their tickets.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.figures import Figure, median_ms, p95_ms, told
from bench.reception import MONDAY, Clock, url_in
from bench.simulated_house import AGENTS, CHIEF, no_holidays
from bench.simulated_trafficker import person
from desk_app.domain.appointments import Appointment, AppointmentId, Place, Reference
from desk_app.domain.booking_facts import AppointmentBooked
from desk_app.domain.calendar import Slot, slots_on
from desk_app.domain.crockford import grouped
from desk_app.domain.people import Role
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import Channel, Procedure
from desk_app.domain.sitefile import parse_site
from desk_app.domain.tickets import DeskCode
from desk_app.security.cipher import DayCipher
from desk_app.security.codes import new_code, new_id
from desk_app.security.keys import new_keys
from desk_app.services.anomalies import anomalies
from desk_app.services.applicants import written
from desk_app.services.appointments import agenda
from desk_app.services.booking_ports import Wanted
from desk_app.services.free_days import FreeDays, calendar_now
from desk_app.services.offering import offer
from desk_app.services.ports import UnitOfWork
from desk_app.services.site import add_agent, load_site
from desk_app.services.slot_history import slot_history
from desk_app.settings.sites import demonstration_path, site_text
from desk_app.store.setup import create_store
from desk_app.store.work import Store

KEPT, BATCH, TURNS = 5_000, 250, 30
DAY_MS, COMPARE_MS = 50, 2_000
_parse = partial(parse_site, file="demonstration.toml")


def main() -> int:
    """Fill, ask, print and return 0 if every limit is held."""
    with tempfile.TemporaryDirectory() as name:
        clock = Clock()
        store = _made(Path(name), clock)
        busiest, slot = _fill(store, clock)
        figures = _figures(store, clock, busiest, slot)
        store.close()
    return told(f"{KEPT} appointments kept", figures)


def _figures(store: Store, clock: Clock, busiest: dt.date, slot: str) -> list[Figure]:
    read, begin = store.read, store.begin
    a_day = partial(agenda, busiest, by=AGENTS[0], read=read, clock=clock)
    an_offer = partial(
        offer, "RNV_DEPOT", by=AGENTS[0], free_days=FreeDays(), holidays=no_holidays, read=read,
        clock=clock,
    )  # fmt: skip
    comparing = partial(
        anomalies, None, by=CHIEF, begin=begin, read=read, clock=clock, holidays=no_holidays
    )
    a_slot = partial(slot_history, slot, by=CHIEF, holidays=no_holidays, read=read, clock=clock)
    listed, asked = _timed(a_day, TURNS), _timed(an_offer, TURNS)
    compared, history = _timed(comparing, TURNS // 6), _timed(a_slot, TURNS)
    return [
        Figure(name="appointments on the busiest day", measured=len(a_day()), unit=""),
        Figure(name="list of that day, median", measured=median_ms(listed), unit="ms",
               limit=DAY_MS),
        Figure(name="list of that day, p95", measured=p95_ms(listed), unit="ms"),
        Figure(name="the first offer, which lays the weeks out", measured=asked[0] * 1e3,
               unit="ms"),
        Figure(name="an offer at the desk, p95", measured=p95_ms(asked[1:]), unit="ms"),
        Figure(name="acts of 28 days compared", measured=median_ms(compared), unit="ms",
               limit=COMPARE_MS),
        Figure(name="history of a slot", measured=median_ms(history), unit="ms"),
    ]  # fmt: skip


def _made(folder: Path, clock: Clock) -> Store:
    text, keys = site_text(demonstration_path()), new_keys(clock().date())
    store = create_store(
        url_in(folder), desk=DeskCode("01"), rehearsal=True, now=clock(), parse_site=_parse,
        new_id=new_id, cipher=DayCipher(lambda: keys),
    )  # fmt: skip
    load_site(text, _parse(text), by=None, begin=store.begin, clock=clock)
    for login in AGENTS:
        add_agent(login, login, Role.AGENT, by=None, begin=store.begin, clock=clock)
    return store


def _fill(store: Store, clock: Clock) -> tuple[dt.date, str]:
    """Keep the appointments; return the day with the most of them and one of its slots."""
    source = random.Random(1)
    with store.read() as work:
        calendar, zone = calendar_now(work), work.site.time_zone
        procedures = [p for p in work.site.procedures.values() if Channel.APPOINTMENT in p.channels]
    first = clock().date()
    slots = [
        slot
        for ahead in range(84)
        for slot in slots_on(calendar, first + dt.timedelta(days=ahead), frozenset(), zone)
        if slot.starts_at > clock() and any(each.code in slot.procedures for each in procedures)
    ]
    places = [(slot, seat) for slot in slots for seat in range(1, slot.capacity + 1)]
    chosen = source.sample(places, min(KEPT, len(places)))
    for start in range(0, len(chosen), BATCH):
        clock.now = MONDAY + dt.timedelta(minutes=start // BATCH)
        with store.begin() as work:
            for slot, seat in chosen[start : start + BATCH]:
                _keep(work, clock(), slot, seat=seat, procedures=procedures, source=source)
    days = [slot.starts_at.date() for slot, _seat in chosen]
    busiest = max(set(days), key=days.count)
    return busiest, next(str(s.id) for s, _seat in chosen if s.starts_at.date() == busiest)


def _keep(
    work: UnitOfWork,
    now: dt.datetime,
    slot: Slot,
    *,
    seat: int,
    procedures: list[Procedure],
    source: random.Random,
) -> None:
    """Keep an appointment of one slot with its person and its fact, as `booking.book` does."""
    procedure = next(each for each in procedures if each.code in slot.procedures)
    made = Appointment(
        id=AppointmentId(new_id()),
        reference=Reference(grouped(new_code())),
        family=procedure.family,
        procedure=procedure.code,
        person=PersonKey(f"{source.getrandbits(256):064x}"),
        place=Place(slots=(str(slot.id),), seats=(seat,), starts_at=slot.starts_at,
                    ends_at=slot.ends_at),
        booked_at=now,
    )  # fmt: skip
    wanted = Wanted(slot=slot.id, seat=seat, capacity=slot.capacity, starts_at=slot.starts_at)
    work.seats.take([wanted], family=made.family, by=made.id)
    work.appointments.add(made, written(person(source)))
    fact = AppointmentBooked(
        appointment=made.reference, family=made.family, procedure=made.procedure,
        slot=str(slot.id), person=made.person, reason=made.reason, helper=None,
        choice="earliest", seat=seat,
    )  # fmt: skip
    work.record(fact, by=source.choice(AGENTS), at=now)


def _timed(act: Callable[[], object], turns: int) -> list[float]:
    """Return the seconds of each of *turns* acts."""
    spent = []
    for _ in range(turns):
        started = time.perf_counter()
        act()
        spent.append(time.perf_counter() - started)
    return spent


if __name__ == "__main__":
    sys.exit(main())
