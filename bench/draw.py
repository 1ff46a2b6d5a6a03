"""A draw of 100,000 requests for 5,000 seats, its export and its replay. `python -m bench.draw`."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import sys
import time

from bench.figures import Figure, told
from desk_app.domain.calendar import SlotId
from desk_app.domain.draw import Constraints, Entry, Half, PoolSlot, Stratum
from desk_app.domain.draw_export import Sheet, hold, written
from desk_app.domain.draw_replay import replay
from desk_app.domain.draw_seed import OWN, Commitment, DrawRef, fingerprint
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.series import SeriesId

REQUESTS, SEATS, PER_SLOT = 100_000, 5_000, 4
LIMIT_S = 3.0
SECRETS = tuple(hashlib.sha256(who.encode()).hexdigest() for who in ("desk", "one", "two"))
PROCEDURES = tuple(map(ProcedureCode, ("RNV_DEPOT", "PREM_DEPOT", "DUPLICATA")))
CLOSES = dt.datetime(2026, 3, 3, 11, 15, tzinfo=dt.UTC)
FIRST = dt.date(2026, 3, 9)


def main() -> int:
    """Measure, print and return 0 if the limit is held."""
    sheet = _sheet(random.Random(20260303))
    started = time.perf_counter()
    held = hold(sheet, SECRETS, at=CLOSES)
    drawn = time.perf_counter() - started
    started = time.perf_counter()
    export = "".join(written(held)).encode("ascii")
    exported = time.perf_counter() - started
    started = time.perf_counter()
    verdict = replay(export)
    replayed = time.perf_counter() - started
    return told(
        f"Draw: {REQUESTS} requests, {SEATS} seats, two thirds with constraints",
        [
            Figure(name="draw, seed and seats", measured=drawn, unit="s", limit=LIMIT_S),
            Figure(name="export", measured=exported, unit="s"),
            Figure(name="export", measured=len(export) / 1e6, unit="MB"),
            Figure(name="replay of the export", measured=replayed, unit="s"),
            Figure(name="winners", measured=verdict.winners, unit=""),
            Figure(name="replays that differ", measured=not verdict.is_valid, unit="", limit=0),
        ],
    )


def _sheet(source: random.Random) -> Sheet:
    ref = DrawRef(site="93008", family=FamilyCode("RNV"), on=dt.date(2026, 3, 3), number=41)
    return Sheet(
        ref=ref,
        patience=3,
        closes_at=CLOSES,
        commitments=tuple(
            Commitment(
                witness=witness,
                fingerprint=fingerprint(ref, witness, secret),
                at=CLOSES - dt.timedelta(hours=3),
            )
            for witness, secret in enumerate(SECRETS, start=OWN)
        ),
        entries=tuple(_entry(number, source) for number in range(1, REQUESTS + 1)),
        pool=tuple(_slots()),
    )


def _entry(number: int, source: random.Random) -> Entry:
    age = source.choice((0, 0, 0, 1, 2, 3, 5))
    others = Stratum.PATIENCE if age >= 3 else Stratum.OTHERS
    stratum = source.choices((Stratum.DEADLINE, Stratum.PRIORITY, others), weights=(2, 3, 95))[0]
    later = FIRST + dt.timedelta(days=source.randrange(56))
    return Entry(
        number=number,
        procedure=source.choice(PROCEDURES),
        minutes=source.choice((15, 15, 15, 30)),
        stratum=stratum,
        age=age,
        constraints=Constraints(
            not_before=later if source.random() < 0.4 else None,
            half=source.choice(tuple(Half)) if source.random() < 0.4 else None,
        ),
    )


def _slots() -> list[PoolSlot]:
    made: list[PoolSlot] = []
    day = FIRST
    while len(made) < SEATS // PER_SLOT:
        hours = [dt.datetime.combine(day, dt.time(9)) + dt.timedelta(minutes=15 * step)
                 for step in range(24)]  # fmt: skip
        made.extend(
            PoolSlot(
                slot=SlotId(f"depot/{at:%Y-%m-%dT%H%M}"),
                series=SeriesId("depot"),
                starts_at=at,
                minutes=15,
                seats=tuple(range(1, PER_SLOT + 1)),
                procedures=frozenset(PROCEDURES),
            )
            for at in hours
        )
        day += dt.timedelta(days=1)
    return made[: SEATS // PER_SLOT]


if __name__ == "__main__":
    sys.exit(main())
