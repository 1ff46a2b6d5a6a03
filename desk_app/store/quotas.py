"""Shares of a day's quota: given by the site, used at a desk, asked back while nobody used them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from desk_app.domain.meeting import WantQuota
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.quota_shares import part, room, shares
from desk_app.domain.shared import Kind, Shared
from desk_app.store.replica import SqlReplica
from desk_app.store.site_rows import SqlSharedRows
from desk_app.store.work import SqlWork


def shares_of(want: WantQuota, work: SqlWork, rows: SqlSharedRows) -> Sequence[Shared]:
    """Return the shares of the quota that *want* is about, made where they are missing.

    A quota that was raised has more shares; of one that was lowered the last are given no more.
    """
    procedure = work.site.procedures.get(want.procedure)
    decided = work.procedures.get(want.day, want.procedure).quota
    quota = decided if decided is not None or procedure is None else procedure.quota
    named = part(want.procedure, want.day)
    known = {row.thing: row for row in rows.of_part(Kind.QUOTA, named)}
    wanted = shares(want.procedure, want.day, quota or 0)
    return [known.get(share.thing) or rows.put(share, part=named) for share in wanted]


def left_alone(procedure: ProcedureCode, day: dt.date, work: SqlWork) -> int:
    """Return how many tickets of *procedure* this desk may still give on *day* by its shares."""
    held = sum(int(str(row.image["size"])) for row in _held(procedure, day, work))
    return room(held, work.procedures.get(day, procedure).issued)


def may_let_go(row: Shared, work: SqlWork) -> bool:
    """True for a share that this desk can give back and still cover what it has given out."""
    procedure = ProcedureCode(str(row.image["procedure"]))
    day = dt.date.fromisoformat(str(row.image["day"]))
    is_here = row.thing in {held.thing for held in _held(procedure, day, work)}
    return is_here and left_alone(procedure, day, work) >= int(str(row.image["size"]))


def _held(procedure: ProcedureCode, day: dt.date, work: SqlWork) -> list[Shared]:
    usable = SqlReplica(work).usable(work.rights.desk, Kind.QUOTA)
    of = (procedure, day.isoformat())
    return [row for row in usable if (row.image["procedure"], row.image["day"]) == of]
