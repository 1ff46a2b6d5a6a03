"""What the page of the register and its draws shows of one family, in one read. Changes nothing."""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from desk_app.domain.draw import Stratum
from desk_app.domain.draw_mode import Mode
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import Channel, FamilyCode
from desk_app.domain.register import Request, RequestState, stratum
from desk_app.domain.roles import Power
from desk_app.domain.site import Site
from desk_app.services.day import Act, Today, allow, today
from desk_app.services.draw_pool import pool_of
from desk_app.services.draws import Laid
from desk_app.services.modes import is_due, mode_of, next_draw
from desk_app.services.ports import Clock, Read, UnitOfWork
from desk_app.services.register import family_of
from desk_app.services.register_ports import Draw, PastDraw
from desk_app.services.winners import Call, calls_of

PAST = 12
"""Draws shown at most, the latest first."""
CALLED = 200
"""Winners shown at most: each is unsealed for its last four signs."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLine:
    """A family that can be drawn."""

    code: FamilyCode
    name: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """One family: who waits in which stratum, what there is to give, what was drawn.

    *draw* is the one to come, None before anybody asked. *places* are the seats it would have
    now, *calls* the winners to be told and those whose paper is due. *is_due* is whether one person
    may draw now: out of hours, or again before the next announced one, it takes a second.
    """

    families: tuple[FamilyLine, ...]
    family: FamilyCode
    site: str
    mode: Mode
    now: dt.datetime
    next_draw: dt.datetime | None
    places: int
    strata: Mapping[Stratum, int]
    draw: Draw | None
    past: Sequence[PastDraw]
    calls: Sequence[Call]
    is_due: bool

    @property
    def requests(self) -> int:
        """How many wait."""
        return sum(self.strata.values())


def register_page(
    family: str, *, language: str, by: AgentLogin, read: Read, clock: Clock, laid: Laid
) -> RegisterPage:
    """Return the page of *family*, of the first one that is drawn or waits with "".

    Raises UnknownFamily or NotAllowed.
    """
    with read() as work:
        current = today(work, clock())
        allow(work, current.now, by, Power.BOOK)
        site = work.site
        families = families_of(site, language)
        code = family_of(site, family) if family else _first(work, families)
        days = laid.holidays(site)
        waiting = work.register.of_family(code, RequestState.WAITING)
        due = [
            *work.register.of_family(code, RequestState.WON)[:CALLED],
            *work.register.papers_due(code)[:CALLED],
        ]
        return RegisterPage(
            families=families,
            family=code,
            site=site.name,
            mode=mode_of(work, code),
            now=current.now,
            next_draw=next_draw(site, current.now, days),
            places=_places(work, current, code, laid),
            strata=_strata(waiting, current.day),
            draw=work.draws.current(code),
            past=tuple(work.draws.past(code, PAST)),
            calls=tuple(calls_of(due, work, current.day)),
            is_due=is_due(work, code, current.now, days),
        )


def families_of(site: Site, language: str) -> tuple[FamilyLine, ...]:
    """Return the families of *site* with a procedure by appointment, by name."""
    codes = {
        each.family for each in site.procedures.values() if Channel.APPOINTMENT in each.channels
    }
    lines = [
        FamilyLine(code=code, name=site.families[code].named(language)) for code in sorted(codes)
    ]
    return tuple(sorted(lines, key=lambda line: line.name))


def _first(work: UnitOfWork, families: Sequence[FamilyLine]) -> FamilyCode:
    """Return the family that has most to do with draws: it is drawn, somebody waits or has won."""
    return max((line.code for line in families), key=lambda code: _weight(work, code))


def _weight(work: UnitOfWork, family: FamilyCode) -> tuple[bool, bool, bool]:
    return (
        mode_of(work, family) is Mode.BATCH,
        work.register.anybody_waits(family),
        bool(work.register.of_family(family, RequestState.WON))
        or bool(work.register.papers_due(family)),
    )


def _places(work: UnitOfWork, current: Today, family: FamilyCode, laid: Laid) -> int:
    days = laid.holidays(work.site)
    free = laid.free_days.of(work, current.now, days)
    act = Act(work=work, today=current, by=None)
    return sum(len(slot.seats) for slot in pool_of(act, family, free, days).slots)


def _strata(waiting: Sequence[Request], day: dt.date) -> Mapping[Stratum, int]:
    counts = collections.Counter(stratum(each, day) for each in waiting)
    return {each: counts[each] for each in Stratum}
