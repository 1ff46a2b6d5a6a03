"""In which draw a request takes part: the one to come, or the following one (AT-14).

It draws nothing. Who saw a secret committed to could withdraw and ask again until the numbers
suit; a request made anew in this way waits for secrets that nobody had committed to.
"""

from __future__ import annotations

import datetime as dt

from desk_app.domain.hours import Holidays as Days
from desk_app.domain.hours import business_day
from desk_app.domain.register import Request, RequestState, renewed
from desk_app.services.modes import next_draw
from desk_app.services.ports import UnitOfWork
from desk_app.services.register_ports import Draw


def left_out(draw: Draw, work: UnitOfWork) -> frozenset[int]:
    """Return the numbers of the requests that *draw* leaves to the following one."""
    if not draw.commitments:
        return frozenset()
    since = draw.commitments[0].at
    known = work.register.of_family(draw.ref.family, RequestState.WAITING, RequestState.WITHDRAWN)
    return renewed(known, since, on=business_day(since, work.site.time_zone))


def turn_of(
    request: Request, work: UnitOfWork, now: dt.datetime, holidays: Days
) -> dt.datetime | None:
    """Return when *request* is drawn: at the next hour of draws, or the following one."""
    due = next_draw(work.site, now, holidays)
    draw = work.draws.current(request.family)
    if due is None or draw is None or request.number not in left_out(draw, work):
        return due
    return next_draw(work.site, due, holidays)
