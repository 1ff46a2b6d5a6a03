"""Seats of a drawn family that are too near for a draw: two people give them, at the desk (AT-16).

A draw gives no seat before the last day its winner has to answer (services/draw_pool.py), so that
nobody loses one by not being reached. Without this such a seat would be nobody's.
"""

from __future__ import annotations

from desk_app.domain.booking_errors import DrawnByLot
from desk_app.domain.hours import Holidays, openings_on
from desk_app.domain.offers import Place
from desk_app.domain.overrides import Override
from desk_app.domain.procedures import FamilyCode, Procedure
from desk_app.domain.register import held_until
from desk_app.services.day import Act
from desk_app.services.modes import require_immediate
from desk_app.services.offering import FREE_CHOICE, Chosen
from desk_app.services.overrides import use
from desk_app.services.questions import Agreement
from desk_app.services.same_place import AGAIN


def require_way(
    family: FamilyCode, act: Act, agreement: Agreement | None, holidays: Holidays
) -> DrawnByLot | None:
    """Return why *family* is drawn where a second person agreed to a place, None if it is not.

    Raises DrawnByLot without one: a request goes into the register (AT-14).
    """
    try:
        require_immediate(act.work, family, act.now, holidays)
    except DrawnByLot as drawn:
        if agreement is None:
            raise
        return drawn
    return None


def late_only(
    chosen: Chosen,
    procedure: Procedure,
    act: Act,
    agreement: Agreement | None,
    holidays: Holidays,
) -> Chosen:
    """Return *chosen* where the family is not drawn, else as a late seat given by two people.

    Taken back and given again, it is the same seat still. Raises DrawnByLot for a seat that a draw
    can give, and what `services.overrides.use` does.
    """
    drawn = require_way(procedure.family, act, agreement, holidays)
    if drawn is None:
        return chosen
    if not is_late(chosen.place, act, holidays):
        raise drawn
    if chosen.how != FREE_CHOICE:
        slot = chosen.place.slots[0]
        use(agreement, Override.FREE_SLOT, procedure.code, act, about=slot)
    return chosen if chosen.how == AGAIN else Chosen(place=chosen.place, how=FREE_CHOICE)


def is_late(place: Place, act: Act, holidays: Holidays) -> bool:
    """True if a winner of a draw held now could answer until after the day of *place*."""
    until = held_until(act.day, lambda day: bool(openings_on(act.site, day, holidays)))
    return place.starts_at.astimezone(act.site.time_zone).date() <= until
