"""Places of the share kept for emergencies: offered by rule, given with a supervisor (A-06).

They are in no draw and in no usual offer. What nobody took an hour before goes to walk-ins.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from desk_app.domain.booking_errors import SlotNotOffered
from desk_app.domain.calendar import SlotId
from desk_app.domain.offers import FreeDay, Offer, offers
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.roles import Power
from desk_app.domain.seats import FLOWS
from desk_app.domain.series import Use
from desk_app.services.day import Act, allow
from desk_app.services.free_days import FreeDays
from desk_app.services.offering import Chosen, by_appointment, free_at
from desk_app.services.overrides import use
from desk_app.services.ports import Clock, Holidays, Read
from desk_app.services.questions import Agreement

FOR_URGENT = frozenset({Use.URGENT})
URGENT = "urgent"
"""How a place came about that was given for a coded reason, out of the urgent share (A-06)."""


def offer_urgent(
    procedure: str,
    *,
    by: AgentLogin | None,
    read: Read,
    clock: Clock,
    free_days: FreeDays,
    holidays: Holidays,
) -> tuple[Offer, ...]:
    """Return at most three urgent places for *procedure*, by the rule of all offers (AT-07).

    A family that is drawn has them too. Raises UnknownProcedure, NotByAppointment or NotAllowed.
    """
    with read() as work:
        now = clock()
        allow(work, now, by, Power.BOOK)
        wanted = by_appointment(work.site, procedure)
        return _offered(wanted.code, free_days.ahead(work, now, holidays(work.site)), now)


def choose_urgent(
    slot: str,
    procedure: ProcedureCode,
    act: Act,
    days: Sequence[FreeDay],
    agreement: Agreement | None,
) -> Chosen:
    """Return the urgent place that begins with *slot*, with the *agreement* of a supervisor.

    Raises UnknownSlot or SlotTaken where no urgent seat is free there, SlotNotOffered for another
    than those offered, or what `services.overrides.use` does.
    """
    place = free_at(SlotId(slot), procedure, days, act.now, FOR_URGENT)
    if slot not in {each.place.slots[0] for each in _offered(procedure, days, act.now)}:
        raise SlotNotOffered(slot)
    use(agreement, Override.URGENT_PLACE, procedure, act, about=slot)
    return Chosen(place=place, how=URGENT)


def _offered(
    procedure: ProcedureCode, days: Iterable[FreeDay], now: dt.datetime
) -> tuple[Offer, ...]:
    """What begins within the hour is the walk-ins' by now."""
    return offers(procedure, days, now=now + FLOWS, uses=FOR_URGENT)
