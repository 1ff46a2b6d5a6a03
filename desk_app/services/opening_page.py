"""The opening to come: who has a card, and how many tickets there are for them. Reads only."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from desk_app.domain.hours import is_open, next_opening
from desk_app.domain.opening_draw import CARDS_BEFORE, Card
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.roles import Power
from desk_app.services.day import Today, allow, today
from desk_app.services.ports import Clock, Holidays, Read, UnitOfWork


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """How many cards a procedure has, and how many tickets are left for it (None: no limit)."""

    procedure: ProcedureCode
    name: str
    cards: int
    quota: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPage:
    """The opening to come; *opens_at* is None where the doors do not open any more today.

    *procedures* are those that a card can be for, by code.
    """

    is_open: bool
    opens_at: dt.datetime | None
    cards_from: dt.datetime | None
    now: dt.datetime
    queues: tuple[Queue, ...]
    procedures: Mapping[ProcedureCode, str]

    @property
    def cards(self) -> int:
        """How many cards are not dealt yet."""
        return sum(each.cards for each in self.queues)


def opening_page(
    *, language: str, by: AgentLogin, read: Read, clock: Clock, holidays: Holidays
) -> OpeningPage:
    """Return who has a card and how many tickets there are for them."""
    with read() as work:
        now = today(work, clock())
        allow(work, now.now, by, Power.ISSUE)
        days = holidays(work.site)
        cards = tuple(work.openings.cards(now.day))
        quotas = quotas_of(work, now, cards)
        opens = next_today(now, days)
        return OpeningPage(
            is_open=is_open(work.site, now.now, days),
            opens_at=opens,
            cards_from=opens - CARDS_BEFORE if opens else None,
            now=now.now,
            procedures={
                each.code: each.named(language)
                for each in work.site.procedures.values()
                if each.is_walk_in
            },
            queues=tuple(
                Queue(
                    procedure=code,
                    name=work.site.procedures[code].named(language),
                    cards=sum(card.procedure == code for card in cards),
                    quota=quota,
                )
                for code, quota in quotas.items()
            ),
        )


def tickets_announced(work: UnitOfWork, now: Today) -> int | None:
    """Return how many tickets are for those with a card, None without any card or any limit."""
    quotas = quotas_of(work, now, tuple(work.openings.cards(now.day))).values()
    known = [quota for quota in quotas if quota is not None]
    return sum(known) if known and len(known) == len(quotas) else None


def quotas_of(
    work: UnitOfWork, now: Today, cards: Sequence[Card]
) -> Mapping[ProcedureCode, int | None]:
    """Return the tickets left today of each procedure a card is for."""
    found: dict[ProcedureCode, int | None] = {}
    for code in dict.fromkeys(card.procedure for card in cards):
        state = work.procedures.get(now.day, code)
        quota = now.site.procedures[code].quota if state.quota is None else state.quota
        found[code] = None if quota is None else max(0, quota - state.issued)
    return found


def next_today(now: Today, days: frozenset[dt.date]) -> dt.datetime | None:
    """Return when the doors open next today, None where they do not."""
    opens = next_opening(now.site, now.now, days)
    zone = now.site.time_zone
    return opens if opens and opens.astimezone(zone).date() == now.day else None
