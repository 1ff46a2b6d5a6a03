"""Draws for tests: a reference, commitments, requests and seats with few words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from desk_app.domain.appointments import Reference
from desk_app.domain.calendar import SlotId
from desk_app.domain.draw import Constraints, Entry, Half, PoolSlot, Stratum
from desk_app.domain.draw_export import Held, Sheet, hold, written
from desk_app.domain.draw_seed import Commitment, DrawRef, fingerprint
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.register import Request
from desk_app.domain.series import SeriesId

RENEWAL = ProcedureCode("RNV_DEPOT")
FAMILY = FamilyCode("RNV")
TUESDAY = dt.date(2026, 3, 3)
CLOSES = dt.datetime(2026, 3, 3, 11, 15, tzinfo=dt.UTC)
REVEALED = CLOSES + dt.timedelta(minutes=1)
SECRETS = ("d0" * 32, "a1" * 16, "b2" * 32)
"""The desk's own, then those of two people."""
REF = DrawRef(site="93008", family=FAMILY, on=TUESDAY, number=4)


def request(number: int = 1, person: str = "", **more: object) -> Request:
    """A request of 2 March that waits."""
    plain: dict[str, object] = {
        "reference": Reference(f"0000-{number:04d}"),
        "number": number,
        "person": PersonKey(person or f"person-{number}"),
        "family": FAMILY,
        "procedure": RENEWAL,
        "since": dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC),
        "seen_on": dt.date(2026, 3, 2),
    }
    return Request(**{**plain, **more})  # type: ignore[arg-type]


def entry(number: int, stratum: Stratum = Stratum.OTHERS, **wish: object) -> Entry:
    """A request in a draw; *wish* are its constraints, or `same_as`, `minutes`, `age`."""
    of_entry = {key: wish.pop(key) for key in ("same_as", "minutes", "age") if key in wish}
    plain: dict[str, object] = {"minutes": 15, "age": 3 if stratum is Stratum.PATIENCE else 0}
    return Entry(
        number=number,
        procedure=RENEWAL,
        stratum=stratum,
        constraints=Constraints(**wish),  # type: ignore[arg-type]
        **{**plain, **of_entry},  # type: ignore[arg-type]
    )


def slot(
    at: str = "2026-03-10T09:00", *, seats: Iterable[int] = (1,), minutes: int = 15,
    series: str = "depot", procedures: Iterable[str] = (RENEWAL,),
) -> PoolSlot:  # fmt: skip
    """A slot with free seats, by the site's clock."""
    return PoolSlot(
        slot=SlotId(f"{series}/{at.replace(':', '')}"),
        series=SeriesId(series),
        starts_at=dt.datetime.fromisoformat(at),
        minutes=minutes,
        seats=tuple(seats),
        procedures=frozenset(map(ProcedureCode, procedures)),
    )


def commitments(*secrets: str) -> tuple[Commitment, ...]:
    """What the witnesses of *secrets* published two hours before requests closed."""
    return tuple(
        Commitment(
            witness=witness,
            fingerprint=fingerprint(REF, witness, secret),
            at=CLOSES - dt.timedelta(hours=2),
        )
        for witness, secret in enumerate(secrets)
    )


def sheet(
    entries: Iterable[Entry], pool: Iterable[PoolSlot], *, secrets: tuple[str, ...] = SECRETS
) -> Sheet:
    """The sheet of a draw with the desk's and two people's secrets committed to."""
    return Sheet(
        ref=REF,
        patience=3,
        closes_at=CLOSES,
        commitments=commitments(*secrets),
        entries=tuple(entries),
        pool=tuple(pool),
    )


def small_draw() -> Held:
    """A draw of nine requests for five seats, every kind of line in it."""
    entries = [
        entry(1),
        entry(2, half=Half.MORNING),
        entry(3, Stratum.PATIENCE, age=4),
        entry(5, Stratum.DEADLINE, not_before=dt.date(2026, 3, 11)),
        entry(6, Stratum.PRIORITY, not_after=dt.date(2026, 3, 11)),
        entry(7, same_as=2),
        entry(8),
        entry(9, minutes=30),
        entry(12),
    ]
    pool = [
        slot("2026-03-10T09:00", seats=(1, 2)),
        slot("2026-03-10T09:15", seats=(2,)),
        slot("2026-03-11T14:00", seats=(1, 3)),
    ]
    return hold(sheet(entries, pool), SECRETS, at=REVEALED)


def exported(held: Held) -> bytes:
    """The export of *held* as the bytes of its file."""
    return "".join(written(held)).encode("ascii")
