"""A request that ended without a place, and what its proof is worth. Pure; no identity in it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable

from desk_app.domain.errors import BadValue

KEPT_DAYS = 366
"""How long the dated line of a request is kept, at most (L-04, R-05b)."""


class UnmetReason(enum.StrEnum):
    """Why there is no place, coded; never a sentence about a person (L-05)."""

    NO_PLACE = "no_place"  # every place of the weeks to come is taken
    NONE_SUITS = "none_suits"  # dates were offered, the person can come at none of them
    NOT_DRAWN = "not_drawn"  # the request was in the draw and did not win
    CALENDAR_CLOSED = "calendar_closed"  # no place is open for this procedure yet
    NO_SECOND_PERSON = "no_second_person"  # an exception needs two, one agent is here
    SERVICE_FAILED = "service_failed"  # neither the online service nor this desk could answer
    NOT_HERE = "not_here"  # another site or channel is competent
    HELP_DESK = "help_desk"  # sent to the digital help desk of the site (L-01)
    SUBSTITUTE = "substitute"  # the substitute channel is opened (R.431-2, L-03)
    INCOMPLETE = "incomplete"  # papers are missing: which, and how to come back (L-02)


class Impossibility(enum.StrEnum):
    """Why the online service cannot be used, as it was seen here (L-03)."""

    ACCOUNT = "account"  # no account can be opened, or it is blocked
    FORM = "form"  # the form answers with an error
    CATEGORY = "category"  # the procedure or the category is not offered
    UPLOAD = "upload"  # papers cannot be sent
    OUTAGE = "outage"  # the service does not answer


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What was tried before the substitute channel: days, and the impossibility seen (L-03)."""

    impossibility: Impossibility
    hotline_on: dt.date | None = None
    help_desk_on: dt.date | None = None


def is_attempt(reason: UnmetReason) -> bool:
    """True for a request that a proof counts: what was asked for and could not be had.

    Not papers that are missing: who comes back with them is received.
    """
    return reason is not UnmetReason.INCOMPLETE


def check_tried(tried: Tried, *, today: dt.date) -> None:
    """Refuse a day to come, or one longer ago than requests are kept. Raises BadValue."""
    for field, day in (("hotline_on", tried.hotline_on), ("help_desk_on", tried.help_desk_on)):
        if day is not None and not today - dt.timedelta(days=KEPT_DAYS) <= day <= today:
            raise BadValue(field, day.isoformat(), f"{today.isoformat()} - {KEPT_DAYS}")


class Offered(enum.Enum):
    """What a procedure offers when the proof is asked for."""

    DATES = enum.auto()
    NOTHING = enum.auto()
    A_DRAW = enum.auto()  # places are drawn: there is no date to choose


FULL = frozenset({UnmetReason.NO_PLACE, UnmetReason.CALENDAR_CLOSED})
"""Reasons that nobody may write on a proof while dates are offered: a judge reads it."""
_FIRST = {
    Offered.DATES: (UnmetReason.NONE_SUITS,),
    Offered.NOTHING: (UnmetReason.NO_PLACE, UnmetReason.CALENDAR_CLOSED),
    Offered.A_DRAW: (UnmetReason.NOT_DRAWN,),
}
_ALWAYS = UnmetReason.NOT_HERE, UnmetReason.SERVICE_FAILED


def true_reasons(offered: Offered) -> tuple[UnmetReason, ...]:
    """Return what may be true of a request at the desk, the likeliest first."""
    return (*_FIRST[offered], *_ALWAYS)


def distinct_weeks(days: Iterable[dt.date]) -> int:
    """Return in how many different weeks these requests were made.

    The judge asks for several attempts that were not made in the same week (CE, 10 June 2020,
    no 435594).
    """
    return len({day.isocalendar()[:2] for day in days})
