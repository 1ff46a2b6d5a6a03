"""The openings of a day, replayed from the journal: whoever works here can do it (AT-13)."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.draw_errors import NoDraw
from desk_app.domain.draw_seed import DrawRef
from desk_app.domain.journal import Entry
from desk_app.domain.opening_draw import FAMILY, Card
from desk_app.domain.opening_replay import OpeningFlaw, OpeningRecord, opening_flaw
from desk_app.domain.people import AgentLogin
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.register_facts import CardHanded, OpeningHeld, SecretCommitted
from desk_app.domain.roles import Power
from desk_app.domain.tickets import Priority
from desk_app.services.attendance import end_of
from desk_app.services.day import allow, today
from desk_app.services.journal_ports import Sought
from desk_app.services.ports import Clock, Read

_KINDS = frozenset(kind.__name__ for kind in (SecretCommitted, CardHanded, OpeningHeld))
_MOST = 20_000
"""Entries of these kinds in a day: far more than the places before any door."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpeningCheck:
    """One opening replayed; without a *flaw* chance and the order of arrival decided."""

    number: int
    at: dt.datetime
    cards: int
    seed: str
    flaw: OpeningFlaw | None


def opening_checks(
    day: dt.date | None, *, by: AgentLogin, read: Read, clock: Clock
) -> tuple[OpeningCheck, ...]:
    """Return each opening of *day*, today if left out, replayed, the earliest first.

    Raises NoDraw where the journal has none, or NotAllowed.
    """
    with read() as work:
        now = today(work, clock())
        allow(work, now.now, by, Power.ISSUE)
        on, zone = day or now.day, now.site.time_zone
        sought = Sought(
            kinds=_KINDS, since=end_of(on - dt.timedelta(days=1), zone), until=end_of(on, zone)
        )
        entries = work.journal.found(sought, _MOST)[::-1]
    found: list[OpeningCheck] = []
    cards: list[Card] = []
    published = ""
    for entry in entries:
        if entry.kind == SecretCommitted.__name__ and entry.header["family"] == FAMILY:
            cards, published = [], str(entry.header["fingerprint"])
        elif entry.kind == CardHanded.__name__:
            cards.append(_card(entry))
        elif entry.kind == OpeningHeld.__name__:
            found.append(_checked(entry, on, now.site.code, published, tuple(cards)))
    if not found:
        raise NoDraw(FAMILY)
    return tuple(found)


def _card(entry: Entry) -> Card:
    """A card as the journal knows it: of its priority only that the law gives it."""
    return Card(
        number=_whole(entry, "card"),
        person=PersonKey(""),
        at=entry.at,
        procedure=ProcedureCode(str(entry.header["procedure"])),
        priority=Priority.CMI if entry.header.get("has_priority") else None,
    )


def _checked(
    entry: Entry, on: dt.date, site: str, published: str, cards: tuple[Card, ...]
) -> OpeningCheck:
    number = _whole(entry, "draw_no")
    record = OpeningRecord(
        ref=DrawRef(site=site, family=FAMILY, on=on, number=max(number, 1)),
        fingerprint=published,
        cards=cards,
        secret=str(entry.header.get("secret", "")),
        seed=str(entry.header["seed"]),
        order=tuple(int(one) for one in str(entry.header.get("order", "")).split()),
    )
    return OpeningCheck(
        number=number, at=entry.at, cards=len(cards), seed=record.seed, flaw=opening_flaw(record)
    )


def _whole(entry: Entry, name: str) -> int:
    return int(str(entry.header.get(name, 0)))
