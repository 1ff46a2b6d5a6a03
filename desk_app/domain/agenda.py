"""The agenda of some days as it leaves the desk. Free places are never in it (AT-22)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.exchange_facts import AgendaReason
from desk_app.domain.procedures import ProcedureCode

WEEK = dt.timedelta(days=6)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which days, in which form; *why* asks for names as well."""

    first: dt.date
    last: dt.date
    form: str
    why: AgendaReason | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """One taken place. *platform* is empty for ours, *name* unless names were asked for.

    *ends_at* is when it ends here, for a platform's the usual time of its procedure.
    """

    reference: str
    procedure: ProcedureCode
    starts_at: dt.datetime
    ends_at: dt.datetime
    status: AppointmentStatus
    platform: str = ""
    name: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The lines of some days by the hour, and what is said of the site around them."""

    wanted: Wanted
    site: str
    site_code: str
    zone: dt.tzinfo
    made_at: dt.datetime
    procedures: Mapping[ProcedureCode, str]
    lines: tuple[AgendaLine, ...]


def week_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the Monday and the Sunday of the week of *day*."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + WEEK
