"""Which places are offered, and the one that was chosen among them. It gives none."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from desk_app.domain.booking_errors import (
    NotByAppointment,
    SlotNotOffered,
    SlotTaken,
    UnknownSlot,
)
from desk_app.domain.calendar import SlotId
from desk_app.domain.offers import FOR_APPOINTMENTS, FreeDay, Offer, Place, offers
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import Channel, Procedure, ProcedureCode
from desk_app.domain.roles import Power
from desk_app.domain.series import Use
from desk_app.domain.site import Site
from desk_app.domain.text import clean
from desk_app.services.day import Act, allow
from desk_app.services.free_days import FreeDays
from desk_app.services.issuing import find_procedure
from desk_app.services.modes import require_immediate
from desk_app.services.overrides import use
from desk_app.services.ports import Clock, Holidays, Read
from desk_app.services.questions import Agreement

FREE_CHOICE = "free"
"""How a place came about that the rule did not offer: chosen, with a second person (AT-16)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A place, and the rule that offered it or FREE_CHOICE."""

    place: Place
    how: str


def offer(
    procedure: str,
    *,
    by: AgentLogin | None,
    read: Read,
    clock: Clock,
    free_days: FreeDays,
    holidays: Holidays,
) -> tuple[Offer, ...]:
    """Return at most three places for *procedure*, by rule; nobody sees the others (AT-07, AT-22).

    Raises UnknownProcedure, NotByAppointment, NotAllowed, or DrawnByLot where the family is drawn.
    """
    with read() as work:
        now = clock()
        allow(work, now, by, Power.BOOK)
        wanted = by_appointment(work.site, procedure)
        require_immediate(work, wanted.family, now, holidays(work.site))
        return offers(wanted.code, free_days.ahead(work, now, holidays(work.site)), now=now)


def by_appointment(site: Site, code: str) -> Procedure:
    """Return the procedure of *code*. Raises UnknownProcedure or NotByAppointment."""
    found = find_procedure(site, code)
    if Channel.APPOINTMENT not in found.channels:
        raise NotByAppointment(found.code)
    return found


def choose(
    slot: str,
    procedure: ProcedureCode,
    act: Act,
    days: Sequence[FreeDay],
    agreement: Agreement | None,
    *,
    after: dt.datetime | None = None,
) -> Chosen:
    """Return the place that begins with *slot*: one of those offered, else with a second person.

    What is offered begins behind now, or behind *after*. Raises UnknownSlot, SlotTaken,
    SlotNotOffered, or what `services.overrides.use` does.
    """
    for each in offers(procedure, days, now=after or act.now):
        if each.place.slots[0] == slot:
            return Chosen(place=each.place, how=each.rule.value)
    return choose_freely(slot, procedure, act, days, agreement)


def choose_freely(
    slot: str,
    procedure: ProcedureCode,
    act: Act,
    days: Sequence[FreeDay],
    agreement: Agreement | None,
) -> Chosen:
    """Return the free place that begins with *slot*, with a second person's *agreement* (AT-16).

    Raises UnknownSlot, SlotTaken, SlotNotOffered, or what `services.overrides.use` does.
    """
    place = free_at(SlotId(slot), procedure, days, act.now)
    if agreement is None:
        raise SlotNotOffered(slot)
    use(agreement, Override.FREE_SLOT, procedure, act, about=slot)
    return Chosen(place=place, how=FREE_CHOICE)


def free_at(
    slot: SlotId,
    procedure: ProcedureCode,
    days: Sequence[FreeDay],
    now: dt.datetime,
    uses: frozenset[Use] = FOR_APPOINTMENTS,
) -> Place:
    """Return the free place of *procedure* at *slot*. Raises UnknownSlot or SlotTaken."""
    for day in days:
        if slot not in day.at:
            continue
        rank, bit = day.at[slot]
        strip = day.strips[rank]
        if strip.starts[bit] <= now or procedure not in strip.serves:
            break
        for number, fits in enumerate(strip.free(procedure, uses, bit), start=1):
            if fits >> bit & 1:
                return strip.place(bit, number, procedure)
        raise SlotTaken(slot)
    raise UnknownSlot(clean(slot, at_most=60))
