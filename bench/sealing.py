"""What sealing and chaining cost a ticket, in one run. `python -m bench.sealing`.

Two stores hand out the same tickets in turn, bound to a document and with a hint: one seals and
chains as a desk does, the other writes its rows in clear and unchained, without the journal's
bodies.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from bench.figures import Figure, median_ms, told
from bench.reception import MONDAY, Reception
from desk_app.domain.journal import GENESIS, Entry
from desk_app.domain.people import Document, DocumentKind
from desk_app.domain.procedures import ProcedureCode
from desk_app.security.cipher import DayCipher
from desk_app.security.keys import new_keys
from desk_app.services.issuing import Order
from desk_app.store import journal, journal_bodies

TURNS = 300
WARM_UP = 20
RATIO = 1.25
PERMIT = ProcedureCode("REM_TITRE")


def main() -> int:
    """Measure, print and return 0 if the limit is held."""
    keys = new_keys(dt.date(2026, 3, 2))
    with tempfile.TemporaryDirectory() as folder:
        sealed = Reception.made(Path(folder) / "sealed", cipher=DayCipher(lambda: keys))
        clear = Reception.made(Path(folder) / "clear")
        on, off = _measure(sealed, clear)
        sealed.store.close()
        clear.store.close()
    each = statistics.median(one / other for one, other in zip(on, off, strict=True))
    return told(
        f"Sealing and chaining: {TURNS} tickets with a hint, bound to a document",
        [
            Figure(name="in clear and unchained, median", measured=median_ms(off), unit="ms"),
            Figure(name="sealed and chained, median", measured=median_ms(on), unit="ms"),
            Figure(
                name="with / without, medians",
                measured=median_ms(on) / median_ms(off),
                unit="times",
            ),
            Figure(
                name="with / without, median of the turns",
                measured=each,
                unit="times",
                limit=RATIO,
            ),
        ],
    )


def _measure(sealed: Reception, clear: Reception) -> tuple[list[float], list[float]]:
    on: list[float] = []
    off: list[float] = []
    with clear.store.read() as work:
        unchained = _Unchained(work.journal.head()[0])
    for turn in range(WARM_UP + TURNS):
        order = _order(turn)
        for is_sealed in (True, False) if turn % 2 else (False, True):
            desk = sealed if is_sealed else clear
            desk.passes(seconds=1)
            with nullcontext() if is_sealed else unchained.in_force():
                started = time.perf_counter()
                desk.issue_for(order)
                (on if is_sealed else off).append(time.perf_counter() - started)
    return on[WARM_UP:], off[WARM_UP:]


class _Unchained:
    """A journal whose entries are rows and no more: no head, no hash, no body beside them."""

    def __init__(self, last: int) -> None:
        self._last = last

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Write so within the block."""
        places: tuple[tuple[object, str, object], ...] = (
            (journal_bodies.SqlBodies, "put", _no_body),
            (journal.SqlJournal, "head", self._head),
            (journal, "Entry", _Loose),
        )
        before = [getattr(owner, name) for owner, name, _ in places]
        for owner, name, loose in places:
            setattr(owner, name, loose)
        try:
            yield
        finally:
            for place, kept in zip(places, before, strict=True):
                setattr(place[0], place[1], kept)

    def _head(self) -> tuple[int, str]:
        self._last += 1
        return self._last - 1, GENESIS


def _no_body(_bodies: object, _fact: object, **_place: object) -> str:
    return ""


class _Loose(Entry):
    """An entry that is chained to nothing."""

    def chained(self, previous: str) -> Entry:
        """Return it as it is, with a hash for its column."""
        return dataclasses.replace(self, hash=previous)


def _order(turn: int) -> Order:
    number = f"75{MONDAY.year % 100}{turn:06d}"
    document = Document(kind=DocumentKind.FOREIGNER_NUMBER, number=number)
    return Order(procedure=PERMIT, document=document, hint=f"N. B., {1950 + turn % 50}")


if __name__ == "__main__":
    sys.exit(main())
