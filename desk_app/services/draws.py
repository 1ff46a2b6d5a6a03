"""The draws of a family: closed, held, and given out to be checked. Secrets: draw_secrets.py.

Who gets what is domain/draw.py; anybody can replay it from the export (AT-14).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import NamedTuple

from desk_app.domain import draw_export, draw_seed
from desk_app.domain.appointments import Appointment
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.draw_errors import BadSecret, CloseFirst, NoDraw, OwnSecretLost
from desk_app.domain.draw_export import Held, Sheet
from desk_app.domain.draw_lines import read_sheet
from desk_app.domain.draw_mode import Mode
from desk_app.domain.draw_seed import Commitment
from desk_app.domain.overrides import Override, power_for
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.register import PATIENCE, RequestState, entries
from desk_app.domain.register_facts import DrawClosed, DrawHeld, DrawVoided
from desk_app.domain.roles import Power, may
from desk_app.services.appointments import Cool
from desk_app.services.day import Act, allow, locked
from desk_app.services.draw_openings import Opens
from desk_app.services.draw_pool import Pool, pool_of
from desk_app.services.draw_secrets import INSTANT
from desk_app.services.draw_turns import left_out
from desk_app.services.free_days import FreeDays
from desk_app.services.freed import free_cooled
from desk_app.services.modes import is_due, measure
from desk_app.services.overrides import use
from desk_app.services.ports import Begin, Clock, Holidays, NewCode, Read, UnitOfWork
from desk_app.services.questions import Agreement
from desk_app.services.register import family_of
from desk_app.services.register_ports import Draw, DrawState
from desk_app.services.winners import Gives, lapse

TOUCHED = (Topic.REGISTER, Topic.APPOINTMENTS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """How a draw stands; *given* are the appointments it gave, held for their winners."""

    changes: Changes
    draw: Draw
    given: tuple[Appointment, ...] = ()


class Laid(NamedTuple):
    """What the calendar is laid out with."""

    free_days: FreeDays
    holidays: Holidays


def close(
    family: str,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    laid: Laid,
    opens: Opens,
) -> Drawn:
    """Take no more requests and freeze all that takes part; its hash is published (AT-14).

    Closing once more answers the same. Raises UnknownFamily or NotAllowed.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        draw = opens.current(act, family_of(act.site, family), laid.holidays(act.site))
        closed = (
            draw if draw.state is DrawState.CLOSED else _closed(draw, _pool(act, draw, laid), act)
        )
    return Drawn(changes=changes("close", *TOUCHED, subject=str(draw.ref.number)), draw=closed)


def run(
    family: str,
    *,
    secrets: tuple[str, ...] = (),
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    new_code: NewCode,
    laid: Laid,
    opens: Opens,
    cool: Cool,
    agreement: Agreement | None = None,
) -> Drawn:
    """Hold the draw: give each, in the order drawn, the earliest seat that suits.

    With the people's *secrets* in the order they committed, and the desk's own; where nobody did,
    requests close now. While the site receives nobody, or where no hour of draws came since
    the last one, it takes the *agreement* of a second person. Raises UnknownFamily, NotAllowed,
    CloseFirst, SecretMissing, OwnSecretLost, BadSecret, SecretNotCommitted or what
    `services.overrides.use` does.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        holidays = laid.holidays(act.site)
        draw = opens.current(act, family_of(act.site, family), holidays)
        if draw.commitments and draw.state is DrawState.OPEN:
            raise CloseFirst(draw.ref.family)
        _require_hours(draw, act, holidays, agreement)
        if draw.state is DrawState.OPEN:
            draw = _closed(draw, _pool(act, draw, laid), act)
        held = _held(draw, secrets, act)
        gives = Gives(act=act, pool=_pool(act, draw, laid), new_id=opens.new_id, new_code=new_code)
        given = _given(held, draw.ref.family, gives)
        after = _kept(draw, held, given, act)
        if measure(act, draw.ref.family, holidays) is Mode.IMMEDIATE:
            work.seats.let_go(draw.ref.family, until=act.now + cool())
        if work.register.anybody_waits(draw.ref.family):
            opens.current(act, draw.ref.family, holidays)
    told = changes("draw", *TOUCHED, subject=str(draw.ref.number))
    return Drawn(changes=told, draw=after, given=given)


def void(
    family: str,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    agreement: Agreement | None = None,
) -> Drawn:
    """Give the draw to come up: a secret is lost. Nothing is drawn, another one takes its place.

    With the *agreement* of a second person: who could give draws up alone would choose among
    them. Where nobody else works here who could agree it is done alone, and the journal says so.
    Raises UnknownFamily, NoDraw, NotAllowed or what `services.overrides.use` does.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        code = family_of(act.site, family)
        draw = work.draws.current(code)
        if draw is None:
            raise NoDraw(code)
        is_alone = agreement is None and _is_alone(by, work)
        if not is_alone:
            use(agreement, Override.VOID_DRAW, code, act, about=str(draw.ref.number))
        gone = dataclasses.replace(draw, state=DrawState.VOID)
        work.draws.put(gone)
        act.record(DrawVoided(family=code, draw_no=draw.ref.number, is_alone=is_alone))
    return Drawn(changes=changes("void", *TOUCHED, subject=str(draw.ref.number)), draw=gone)


def held(
    family: str,
    day: dt.date | None,
    *,
    number: int | None = None,
    by: AgentLogin | None,
    read: Read,
    clock: Clock,
) -> Draw:
    """Return the latest draw of *family* that was held, to be checked.

    On *day* or of *number* where it is given: a day can have several.

    Raises UnknownFamily, NoDraw or NotAllowed.
    """
    with read() as work:
        allow(work, clock(), by, Power.BOOK)
        code = family_of(work.site, family)
        found = work.draws.held(code, day, number)
        if found is None:
            raise NoDraw(code)
        return found


def to_come(family: str, *, by: AgentLogin | None, read: Read, clock: Clock) -> Draw | None:
    """Return the draw of *family* to come, None before anybody asked. Raises UnknownFamily."""
    with read() as work:
        allow(work, clock(), by, Power.BOOK)
        return work.draws.current(family_of(work.site, family))


def _is_alone(by: AgentLogin, work: UnitOfWork) -> bool:
    """True where no other person works here who could be the second one (AT-16)."""
    person, needed = work.accounts.get(by).person, power_for(Override.VOID_DRAW)
    return not any(
        each.is_active and each.person != person and may(each.role, needed)
        for each in work.accounts.all()
    )


def _require_hours(
    draw: Draw, act: Act, holidays: frozenset[dt.date], agreement: Agreement | None
) -> None:
    """While nobody is received, or between the announced hours, two people agree to the draw."""
    if not is_due(act.work, draw.ref.family, act.now, holidays):
        use(agreement, Override.OUT_OF_HOURS, draw.ref.family, act, about=str(draw.ref.number))


def _pool(act: Act, draw: Draw, laid: Laid) -> Pool:
    holidays = laid.holidays(act.site)
    lapse(act, draw.ref.family)
    free_cooled(act)
    days = laid.free_days.of(act.work, act.now, holidays)
    return pool_of(act, draw.ref.family, days, holidays)


def _closed(draw: Draw, pool: Pool, act: Act) -> Draw:
    """Freeze what takes part and publish its hash."""
    own = Commitment(witness=draw_seed.OWN, fingerprint=draw.own, at=draw.opened_at)
    commitments = (own, *draw.commitments)
    closes_at = max(act.now, *(one.at + INSTANT for one in commitments))
    procedures = act.site.procedures
    waiting = act.work.register.of_family(draw.ref.family, RequestState.WAITING)
    later = left_out(draw, act.work)
    sheet = Sheet(
        ref=draw.ref,
        patience=PATIENCE,
        closes_at=closes_at,
        commitments=commitments,
        entries=entries(
            (each for each in waiting if each.procedure in procedures and each.number not in later),
            act.day,
            minutes={code: each.minutes for code, each in procedures.items()},
        ),
        pool=pool.slots,
    )
    closed = dataclasses.replace(
        draw,
        state=DrawState.CLOSED,
        closes_at=closes_at,
        closing=draw_export.closing(sheet),
        sheet=draw_export.frozen(sheet),
    )
    act.work.draws.put(closed)
    act.record(
        DrawClosed(
            family=draw.ref.family,
            draw_no=draw.ref.number,
            closing=closed.closing,
            requests=len(sheet.entries),
        )
    )
    return closed


def _held(draw: Draw, secrets: tuple[str, ...], act: Act) -> Held:
    """Hold the draw that was frozen, with the secrets that were committed to."""
    sheet = read_sheet(draw.sheet.splitlines())
    own = act.work.draws.secret(draw)
    if own is None or draw_seed.fingerprint(draw.ref, draw_seed.OWN, own) != draw.own:
        raise OwnSecretLost(draw.ref.family)  # or committed to otherwise, by an earlier version
    if len(secrets) > len(draw.commitments):
        raise BadSecret
    at = max(act.now, sheet.closes_at)
    told = draw_seed.revealed(
        draw.ref, sheet.commitments, (own, *secrets), at=at, closes_at=sheet.closes_at
    )
    return draw_export.hold(sheet, told, at=at)


def _given(held: Held, family: FamilyCode, gives: Gives) -> tuple[Appointment, ...]:
    register = gives.act.work.register
    waiting = {each.number: each for each in register.of_family(family, RequestState.WAITING)}
    given = [gives.give(win, waiting.get(win.number)) for win in held.outcome.winners]
    register.age(family, held.outcome.waiting)
    return tuple(each for each in given if each is not None)


def _kept(draw: Draw, held: Held, given: tuple[Appointment, ...], act: Act) -> Draw:
    after = dataclasses.replace(
        draw,
        state=DrawState.HELD,
        held_at=held.revealed_at,
        held_on=act.day,
        seed=held.seed.hex(),
        winners=len(held.outcome.winners),
        waiting=len(held.outcome.waiting),
        is_weaker=draw_seed.is_weaker(held.sheet.commitments),
        export="".join(draw_export.written(held)),
    )
    act.work.draws.put(after)
    act.record(
        DrawHeld(
            family=draw.ref.family,
            draw_no=draw.ref.number,
            seed=after.seed,
            winners=len(given),
            waiting=after.waiting,
            is_weaker=after.is_weaker,
        )
    )
    return after
